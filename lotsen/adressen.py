"""Absolute addresses in messages, letters and QR codes; the paths are stable."""

from uuid import UUID

from django.conf import settings

from behoerde.kern import uhr
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.models import Zugangslink
from lotsen.abschied import Abschiedslink
from lotsen.beratung import Linkzweck
from lotsen.pflegelink import PFLEGE, Pflegelink
from lotsen.veranstaltung import Anmeldelink
from lotsen.verweis_tabelle import Verweislink

PFADE: dict[str, str] = {
    Linkzweck.BERATUNG: "/wegweiser/beratung/{token}/",
    Linkzweck.WEGWEISER: "/wegweiser/mein/{token}/",
    Verweislink.EINWILLIGUNG: "/wegweiser/einwilligung/{token}/",
    Verweislink.RUECKMELDUNG: "/wegweiser/rueckmeldung/{token}/",
    Verweislink.BEGLEITBRIEF: "/partner/brief/{token}/",
    PFLEGE: "/wegweiser/pflege/{token}/",
    Verweislink.ANTWORT: "/partner/antwort/{token}/",
    Abschiedslink.NETZ: "/willkommen/netz/{token}/",
    Anmeldelink.EINLADUNG: "/willkommen/einladung/{token}/",
    Anmeldelink.ANMELDUNG: "/willkommen/anmeldung/{token}/",
}


def url(zweck: Linkzweck | Verweislink | Anmeldelink | Pflegelink | Abschiedslink, objekt_id: UUID) -> str:
    """Return the current address of the object; raises Zugangslink.DoesNotExist."""
    return base() + PFADE[zweck].format(token=link_token(zweck, objekt_id))


def base() -> str:
    return settings.ADRESSE.rstrip("/")


def living_address(zweck: Linkzweck, objekt_id: UUID) -> str:
    """Return the address that opens the object today, "" when there is none."""
    link = Zugangslink.objects.filter(zweck=zweck, objekt_id=objekt_id, gueltig_bis__gt=uhr.now())
    return url(zweck, objekt_id) if link.exists() else ""
