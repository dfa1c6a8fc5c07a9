"""Words of the front desk: how a visit stands right now, how its person is reached."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from behoerde.kern import uhr
from behoerde.kern.datum import datum_kurz, uhrzeit
from termine.dolmetschsprachen import sprachname
from termine.enums import Dolmetschstand, Merkmal, TerminStatus
from termine.models import Aufnahme, Leistung, Termin, Vorsprache

register = template.Library()
GLEICH = 20  # minutes before the start within which the desk counts down


@register.filter
def stand(termin: Termin) -> dict[str, str]:
    """Return ``text`` and ``art`` (gut, achtung, gefahr; "" for what is over) of a visit at this moment."""
    match termin.status:
        case TerminStatus.GEBUCHT:
            return _booked(termin)
        case TerminStatus.BESTAETIGUNG_OFFEN:
            return _unconfirmed(termin)
        case TerminStatus.ANGEKOMMEN:
            return {"art": "gut", "text": _("ist da")}
        case TerminStatus.ERLEDIGT | TerminStatus.VERSAEUMT | TerminStatus.ABGESAGT | TerminStatus.VERFALLEN:
            return {"art": "", "text": str(termin.get_status_display())}
    return {"art": "gut", "text": str(termin.get_status_display())}


def _booked(termin: Termin) -> dict[str, str]:
    instant = uhr.now()
    minutes = round((termin.starts_at - instant).total_seconds() / 60)
    if termin.ends_at <= instant:
        return {"art": "gefahr", "text": _("nicht gekommen")}
    if termin.starts_at <= instant:
        text = ngettext("seit %(n)s Minute erwartet", "seit %(n)s Minuten erwartet", -minutes) % {"n": -minutes}
        return {"art": "achtung", "text": text if minutes else _("jetzt erwartet")}
    if minutes <= GLEICH:
        return {"art": "gut", "text": ngettext("in %(n)s Minute", "in %(n)s Minuten", minutes) % {"n": minutes}}
    return {"art": "gut", "text": _("erwartet") if uhr.local(termin.starts_at).date() == uhr.today() else _("gebucht")}


def _unconfirmed(termin: Termin) -> dict[str, str]:
    ablauf = termin.ablauf
    if ablauf is None or ablauf <= uhr.now():
        return {"art": "gefahr", "text": _("Frist vorbei, noch frei")}
    values = {"tag": datum_kurz(ablauf), "uhrzeit": uhrzeit(ablauf)}
    if uhr.local(ablauf).date() == uhr.today():
        return {"art": "achtung", "text": _("bestätigen bis %(uhrzeit)s") % values}
    return {"art": "achtung", "text": _("bestätigen bis %(tag)s, %(uhrzeit)s") % values}


@register.filter
def personname(termin: Termin) -> str:
    """Return "Okonkwo, Chidera": who is to be called."""
    return f"{termin.kontakt.nachname}, {termin.kontakt.vorname}" if termin.kontakt else ""


@register.filter
def kontaktweg(termin: Termin) -> str:
    """Return how the person is reached: by e-mail, else by SMS, else not at all."""
    if termin.kontakt and termin.kontakt.email:
        return _("E-Mail")
    return _("SMS") if termin.kontakt and termin.kontakt.mobil else _("ohne Kontakt")


@register.filter
def bedarf(row: Termin | Aufnahme | Vorsprache) -> str:
    """Return what somebody needs of the counter and who comes along, "" when nothing special."""
    needs = [str(Merkmal(name).label) for name in row.merkmale]
    if row.dolmetschen:
        needs.append(_("Dolmetschen: %(sprache)s") % {"sprache": sprachname(row.dolmetschen)})
    if getattr(row, "begleitung", False):
        needs.append(_("kommt in Begleitung"))
    return ", ".join(needs)


@register.filter
def dolmetschart(stand: Dolmetschstand) -> str:
    """Return how urgent the state of an interpreter is: gut or achtung."""
    return "gut" if stand in {Dolmetschstand.AM_PLATZ, Dolmetschstand.BESTELLT} else "achtung"


@register.filter
def sprachkurz(code: str) -> str:
    """Return the code of a language as lists show it."""
    return _("leicht") if code == "de-simple" else code


@register.filter
def dauer_fuer(leistung: Leistung, personen: int) -> int:
    """Return the minutes of one visit of ``personen`` people."""
    return leistung.dauer(personen)
