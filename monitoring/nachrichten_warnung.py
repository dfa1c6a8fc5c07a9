"""What somebody hears of a figure that warns."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.register import Anlass
from monitoring.models import Warnung
from monitoring.queries.warnung import in_words


def about(kontext: dict) -> dict:
    line = in_words(Warnung.objects.select_related("regel").filter(pk=kontext["warnung"]))[0]
    address = reverse("monitoring:kennzahl", args=[line.indikator.slug])
    return {
        "kennzahl": line.indikator.name,
        "wo": line.wo,
        "zeitraum": line.zeitraum,
        "satz": line.satz,
        "link": f"{settings.ADRESSE.rstrip('/')}{address}",
    }


def stands(kontext: dict) -> bool:
    """Say whether it still holds, is not mute, and this person still wants to hear of it."""
    row = Warnung.objects.select_related("regel").filter(pk=kontext["warnung"]).first()
    if row is None or (row.regel.stumm_bis and row.regel.stumm_bis >= uhr.today()):
        return False
    return row.regel.abonniert_von.filter(pk=kontext["user"]).exists()


def example() -> dict:
    return {
        "kennzahl": gettext("Beispielkennzahl"),
        "wo": "",
        "zeitraum": "10/2026",
        "satz": gettext("%(wert)s, Ziel %(ziel)s verfehlt") % {"wert": "70 %", "ziel": "90 %"},
        "link": f"{settings.ADRESSE.rstrip('/')}{reverse('monitoring:lage')}",
    }


ANLAESSE = (
    Anlass("kennzahl_warnung", "monitoring/kennzahl_warnung", _("Auffällig: {kennzahl}"), about, stands, beispiel=example),
)
