"""What the codes of bookings are for: how their pages begin, what the right code does, where it leads."""

from django.urls import reverse
from django.utils.translation import gettext as _

from behoerde.kern.actions.kontaktnachweis import Status, page_token, queue_code
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Kontaktnachweis
from behoerde.kern.register import Kontaktzweck
from termine.actions.bestaetigung import ask_for_code, confirm
from termine.actions.nachweis import Buchungswunsch, book_proved, booked_termin
from termine.actions.vormerkung import LINK_NACH_ENDE
from termine.enums import TERMIN_VEREINBART, Codezweck, Linkzweck, TerminStatus
from termine.models import Termin

KOPF = "termine/_code_kopf.html"


def _path(name: str, zweck: Linkzweck, termin: Termin) -> str:
    return reverse(f"termine:{name}", args=[link_token(zweck, termin.pk)])


def _termin(nachweis: Kontaktnachweis) -> Termin:
    return Termin.objects.select_related("leistung", "standort", "belegung").get(pk=nachweis.objekt_id)


def _booking_words(nachweis: Kontaktnachweis) -> dict:
    termin = _termin(nachweis)
    by_mail = _("Geben Sie ihn hier ein, oder öffnen Sie den Link in der E-Mail.")
    return {
        "titel": _("Bestätigen Sie Ihren Termin"),
        "erklaerung": by_mail if nachweis.kanal == Kontaktnachweis.Kanal.EMAIL else _("Geben Sie ihn hier ein."),
        "knopf": _("Termin bestätigen"),
        "warum": _("Mit dem Code gehört die Zeit Ihnen."),
        "leistung": termin.leistung,
        "standort": termin.standort,
        "beginn": termin.starts_at,
        "ablauf": termin.ablauf,
    }


def _confirm(nachweis: Kontaktnachweis) -> str:
    return _path("mein", Linkzweck.TERMIN, confirm(Termin(pk=nachweis.objekt_id)))


def _leave_booking(nachweis: Kontaktnachweis) -> str:
    termin = _termin(nachweis)
    if termin.status == TerminStatus.BESTAETIGUNG_OFFEN:
        return ""
    agreed = termin.status in TERMIN_VEREINBART
    return _path("mein", Linkzweck.TERMIN, termin) if agreed else _path("buchung", Linkzweck.BUCHUNG, termin)


def _wish_words(nachweis: Kontaktnachweis) -> dict:
    wanted = Buchungswunsch.of(nachweis)
    return {
        "titel": _("Geben Sie den Code ein"),
        "erklaerung": _("Mit dem Code gehört die Zeit Ihnen."),
        "knopf": _("Termin buchen"),
        "warum": "",
        "leistung": wanted.leistung,
        "standort": wanted.standort,
        "beginn": wanted.beginn,
        "ablauf": None,
        "wofuer": wanted.leistung.name,
    }


def _book(nachweis: Kontaktnachweis) -> str:
    """Book the wanted time; when it is gone the proof stays good for another one."""
    try:
        return _path("mein", Linkzweck.TERMIN, book_proved(nachweis))
    except DomainError:
        return _other_time(nachweis)


def _other_time(nachweis: Kontaktnachweis) -> str:
    return reverse("termine:kontakt_zeit", args=[page_token(nachweis)])


def _leave_wish(nachweis: Kontaktnachweis) -> str:
    if termin := booked_termin(nachweis):
        return _path("mein", Linkzweck.TERMIN, termin)
    return _other_time(nachweis) if nachweis.status == Status.BESTAETIGT else ""


ZWECKE = (
    Kontaktzweck(
        Codezweck.BUCHUNG,
        KOPF,
        _booking_words,
        senden=ask_for_code,
        bestaetigt=_confirm,
        umweg=_leave_booking,
        gilt=LINK_NACH_ENDE,  # the hold decides; whoever comes late is led to a new time
        grenzen="geprueft",
    ),
    Kontaktzweck(Codezweck.OHNE_VORMERKUNG, KOPF, _wish_words, senden=queue_code, bestaetigt=_book, umweg=_leave_wish),
)
