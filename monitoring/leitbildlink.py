"""The link by which an invited organisation says something about a Leitbild, and the mail that brings it."""

from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from behoerde.kern import datum, uhr
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.models import Zugangslink
from behoerde.kern.register import Anlass
from monitoring.leitbildwerte import OFFEN_FUER_BEITRAEGE
from monitoring.models import Leitbildeinladung
from monitoring.oeffentlich_leitbildwerte import ZWECK


def address_of(token: str) -> str:
    return f"{settings.ADRESSE.rstrip('/')}/leitbild/mitreden/{token}/"


def living_addresses(einladungen: list[Leitbildeinladung]) -> dict[UUID, str]:
    """Return the addresses that open something today."""
    keys = [row.pk for row in einladungen]
    alive = Zugangslink.objects.filter(zweck=ZWECK, objekt_id__in=keys, gueltig_bis__gt=uhr.now())
    return {pk: address_of(link_token(ZWECK, pk)) for pk in alive.values_list("objekt_id", flat=True)}


def about_invitation(kontext: dict) -> dict:
    row = Leitbildeinladung.objects.select_related("leitbild").get(pk=kontext["einladung"])
    return {
        "organisation": row.organisation,
        "leitbild": row.leitbild.titel,
        "link": address_of(link_token(ZWECK, row.pk)),
        "bis": datum.datum_lang(row.gueltig_bis),
    }


def still_open(kontext: dict) -> bool:
    """Say whether the link opens something and the Leitbild still takes Beiträge."""
    opens = Zugangslink.objects.filter(zweck=ZWECK, objekt_id=kontext["einladung"], gueltig_bis__gt=uhr.now())
    asked = Leitbildeinladung.objects.filter(pk=kontext["einladung"], leitbild__status__in=OFFEN_FUER_BEITRAEGE)
    return opens.exists() and asked.exists()


def example() -> dict:
    link, bis = address_of("Beispiel" * 2), datum.datum_lang(uhr.today() + 30 * uhr.DAY)
    return {"organisation": "Verein für Nachbarschaft", "leitbild": "Unser Leitbild", "link": link, "bis": bis}


ANLAESSE = (
    Anlass(
        "leitbild_einladung",
        "monitoring/leitbild_einladung",
        _("Reden Sie mit: unser Leitbild"),
        about_invitation,
        still_open,
        beispiel=example,
    ),
)
