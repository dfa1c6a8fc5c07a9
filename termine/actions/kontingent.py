"""The quota of an organisation holds for every change of its visits, not only when its list is booked."""

from datetime import datetime

from django.utils.translation import gettext as _

from behoerde.kern.exceptions import DomainError
from termine.enums import Kontingentzeit
from termine.models import Buchungspartner, Sammelzeile, Termin
from termine.queries.heute_sammel import has_room


def lock_partner(termin: Termin) -> Buchungspartner | None:
    """Lock the organisation for which a visit counts, so that nobody else counts meanwhile; None when it came by no list.

    Before the visit itself, see the order in ``termine/actions/belegung.py``.
    """
    return Buchungspartner.objects.select_for_update(of=("self",)).filter(sammelbuchungen__zeilen__termin=termin.pk).first()


def check_kontingent(partner: Buchungspartner | None, beginn: datetime, *, bisher: datetime | None) -> None:
    """Let a visit count at ``beginn`` that counted at ``bisher`` (None: not at all); raises DomainError ``kontingent``."""
    if partner is None or has_room(partner, beginn, bisher=bisher):
        return
    if partner.je == Kontingentzeit.WOCHE:
        text = _("In dieser Woche sind alle Termine Ihrer Organisation vergeben. Bitte wählen Sie eine andere Woche.")
    else:
        text = _("In diesem Monat sind alle Termine Ihrer Organisation vergeben. Bitte wählen Sie einen anderen Monat.")
    raise DomainError(text, "kontingent")


def carry_over(old: Termin, new: Termin) -> None:
    """Let a visit that replaces another stand in its row of the list, so it counts and the organisation sees it."""
    Sammelzeile.objects.filter(termin=old).update(termin=new)
