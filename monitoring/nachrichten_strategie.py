"""What whoever answers for a measure hears: a milestone is late, a day to look again has come."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.datum import datum
from behoerde.kern.register import Anlass
from monitoring.models import Meilenstein, Vorhaben
from monitoring.strategie import Vorhabenstand


def about_milestone(kontext: dict) -> dict:
    row = Meilenstein.objects.select_related("vorhaben").get(pk=kontext["meilenstein"])
    return _words(row.vorhaben) | {"meilenstein": row.titel, "tag": datum(row.faellig_am)}


def still_late(kontext: dict) -> bool:
    """Say whether it is still open, late and of the same day, in a measure that runs."""
    rows = Meilenstein.objects.filter(pk=kontext["meilenstein"], erledigt_am=None, gestrichen_am=None)
    same = rows.filter(faellig_am=kontext["faellig"], faellig_am__lt=uhr.today())
    return same.filter(vorhaben__status=Vorhabenstand.LAUFEND).exists()


def about_look(kontext: dict) -> dict:
    return _words(Vorhaben.objects.get(pk=kontext["vorhaben"]))


def still_to_look(kontext: dict) -> bool:
    """Say whether the day was not moved and the measure is not over."""
    rows = Vorhaben.objects.filter(pk=kontext["vorhaben"], wiedervorlage=kontext["tag"])
    return rows.exclude(status__in=(Vorhabenstand.ABGESCHLOSSEN, Vorhabenstand.GESTOPPT)).exists()


def _words(row: Vorhaben) -> dict:
    return {"vorhaben": row.titel, "link": f"{settings.ADRESSE.rstrip('/')}{row.get_absolute_url()}"}


def example() -> dict:
    return {
        "vorhaben": gettext("Klare Briefe"),
        "meilenstein": gettext("Zehn Briefe sind neu geschrieben"),
        "tag": datum(uhr.today() - timedelta(days=3)),
        "link": f"{settings.ADRESSE.rstrip('/')}/monitoring/strategie/",
    }


ANLAESSE = (
    Anlass(
        "meilenstein_ueberfaellig",
        "monitoring/meilenstein_ueberfaellig",
        _("Überfällig: {meilenstein}"),
        about_milestone,
        still_late,
        beispiel=example,
    ),
    Anlass(
        "vorhaben_wiedervorlage",
        "monitoring/vorhaben_wiedervorlage",
        _("Zur Wiedervorlage: {vorhaben}"),
        about_look,
        still_to_look,
        beispiel=example,
    ),
)
