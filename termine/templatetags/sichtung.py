"""Words of the triage desk: how urgent a promise is, what somebody speaks, how much is on somebody's desk."""

from collections.abc import Iterable
from datetime import datetime

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from behoerde.kern import uhr
from behoerde.kern.datum import datum_kurz, uhrzeit
from termine.dolmetschsprachen import sprachname
from termine.enums import ANLIEGEN_IN_SICHTUNG, AnliegenStatus
from termine.fristen import AMPEL
from termine.models import Aufnahme
from termine.queries.ansprechperson import Kandidat
from termine.queries.sichtung import Zeile, office_bounds

register = template.Library()


@register.filter
def dringlichkeit(aufnahme: Aufnahme) -> dict[str, str]:
    """Return ``art`` (gefahr, achtung, gut; "" when the office owes nothing right now) and ``text``."""
    promise = aufnahme.versprechen
    return _lage(aufnahme.stand, promise.angebot_bis, promise.pausiert_seit, getattr(aufnahme, "antwort_bis", None))


@register.filter
def zeilenlage(zeile: Zeile) -> dict[str, str]:
    """Return the same for a row of the list."""
    return _lage(zeile.stand, zeile.angebot_bis, zeile.pausiert_seit, zeile.antwort_bis)


def _lage(stand: str, faellig: datetime, gefragt: datetime | None, antwort_bis: datetime | None) -> dict[str, str]:
    if stand in ANLIEGEN_IN_SICHTUNG:
        return {"art": AMPEL[office_bounds().of(faellig)], "text": due_words(faellig)}
    if stand == AnliegenStatus.RUECKFRAGE and gefragt:
        return {"art": "", "text": _("gefragt am %(tag)s") % {"tag": datum_kurz(gefragt)}}
    if stand == AnliegenStatus.ANGEBOTEN and antwort_bis:
        return {"art": "", "text": _("Antwort bis %(wann)s") % {"wann": _when(antwort_bis)}}
    return {"art": "", "text": str(AnliegenStatus(stand).label)}


def due_words(faellig: datetime) -> str:
    """Return "seit gestern überfällig", "heute bis 16:00 Uhr", "morgen" or the day."""
    days = (uhr.local(faellig).date() - uhr.today()).days
    if faellig <= uhr.now():
        if days == 0:
            return _("seit %(uhrzeit)s überfällig") % {"uhrzeit": uhrzeit(faellig)}
        if days == -1:
            return _("seit gestern überfällig")
        return ngettext("seit %(n)s Tag überfällig", "seit %(n)s Tagen überfällig", -days) % {"n": -days}
    if days == 0:
        return _("heute bis %(uhrzeit)s") % {"uhrzeit": uhrzeit(faellig)}
    return _("morgen") if days == 1 else datum_kurz(faellig)


def _when(instant: datetime) -> str:
    return _("%(tag)s, %(uhrzeit)s") % {"tag": datum_kurz(instant), "uhrzeit": uhrzeit(instant)}


@register.filter
def vorgangname(aufnahme: Aufnahme) -> str:
    """Return "Okonkwo, Chidera"."""
    return f"{aufnahme.kontakt.nachname}, {aufnahme.kontakt.vorname}"


register.filter(sprachname)


@register.filter
def sprachnamen(codes: Iterable[str]) -> str:
    return ", ".join(sprachname(code) for code in codes)


@register.filter
def gruppenname(name: str) -> str:
    """Return the heading of a group of the list, "" for one that needs none."""
    names = {
        "gefahr": _("Versprechen in Gefahr"),
        "bald": _("In den nächsten zwei Tagen"),
        "spaeter": _("Später"),
        "rueckfrage": _("Wartet auf die Person"),
        "angeboten": _("Zeiten sind angeboten"),
    }
    return names.get(name, "")


@register.filter
def auslastung(kandidat: Kandidat) -> str:
    """Return how much is on somebody's desk: of the counter, else the open concerns."""
    if kandidat.auslastung is not None:
        return _("%(n)s %% belegt") % {"n": kandidat.auslastung}
    return ngettext("%(n)s offenes Anliegen", "%(n)s offene Anliegen", kandidat.offen) % {"n": kandidat.offen}


@register.filter
def balken(kandidat: Kandidat) -> int:
    """Return the length of the bar of 80 units."""
    return round((kandidat.auslastung or 0) * 0.8)
