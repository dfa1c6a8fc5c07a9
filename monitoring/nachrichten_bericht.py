"""What somebody hears of a finished report."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from behoerde.kern.register import Anlass
from monitoring.models import Berichtversand


def about(kontext: dict) -> dict:
    row = Berichtversand.objects.select_related("bericht").get(pk=kontext["versand"])
    bericht = row.bericht
    name = "transparenz:bericht" if bericht.ist_oeffentlich else "berichte:bericht"
    return _words(bericht.auf_deutsch, reverse(name, args=[bericht.pk]), intern=not bericht.ist_oeffentlich)


def stands(kontext: dict) -> bool:
    """Say whether the address is still known; an account still has to be in use."""
    row = Berichtversand.objects.select_related("konto").filter(pk=kontext["versand"]).first()
    return row is not None and (row.kontakt_id is not None or (row.konto is not None and row.konto.is_active))


def example() -> dict:
    return _words(gettext("Bericht für den Rat"), "/transparenz/", intern=False)


def _words(bericht: str, address: str, *, intern: bool) -> dict:
    home = settings.ADRESSE.rstrip("/")
    zahlen = f"{home}{reverse('transparenz:neueste')}"
    return {"bericht": bericht, "link": f"{home}{address}", "zahlen": zahlen, "intern": intern}


ANLAESSE = (Anlass("bericht", "monitoring/bericht", _("{bericht} ist fertig"), about, stands, beispiel=example),)
