"""What the portal writes to a Träger about its Angebote."""

from django.utils.translation import gettext_lazy as _

from behoerde.kern import datum, uhr
from behoerde.kern.models import Zugangslink
from behoerde.kern.register import Anlass
from lotsen import adressen
from lotsen.models import Traeger
from lotsen.pflegelink import PFLEGE
from lotsen.queries.pflege import to_ask


def about_traeger(kontext: dict) -> dict:
    traeger = Traeger.objects.get(pk=kontext["traeger"])
    link = Zugangslink.objects.get(zweck=PFLEGE, objekt_id=traeger.pk)
    bis = datum.datum_lang(link.gueltig_bis) if link.gueltig_bis else ""
    return {"traeger": traeger.name, "link": adressen.url(PFLEGE, traeger.pk), "bis": bis}


def still_stale(kontext: dict) -> bool:
    """Say whether there still is something to confirm and the link still opens it."""
    opens = Zugangslink.objects.filter(zweck=PFLEGE, objekt_id=kontext["traeger"], gueltig_bis__gt=uhr.now())
    return opens.exists() and to_ask().filter(traeger=kontext["traeger"]).exists()


def example() -> dict:
    link = f"{adressen.base()}/wegweiser/pflege/{'Beispiel' * 2}/"
    return {"traeger": "Verein für Nachbarschaft", "link": link, "bis": datum.datum_lang(uhr.today() + 45 * uhr.DAY)}


ANLAESSE = (
    Anlass(
        "verzeichnis_pruefen",
        "lotsen/pflege_frage",
        _("Stimmen die Angaben zu Ihren Angeboten noch?"),
        about_traeger,
        still_stale,
        beispiel=example,
    ),
)
