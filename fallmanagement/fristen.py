"""How urgent a deadline is, in working days of the Land: pure sums, no database."""

from datetime import date, timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from behoerde.kern import uhr
from behoerde.kern.datum import datum
from fallmanagement.enums import Eskalationsstufe, Fristart
from termine.planung import add_arbeitstage, arbeitstage_between, is_arbeitstag

BALD_ARBEITSTAGE = 5
# How many working days after the last one on which it could be done it is told to whoever answers for the case, and to the
# lead. A setting of this portal, taken from no law: what the law ends is told on the day, what the office planned the day after.
ESKALATION: dict[str, tuple[int, int]] = {Fristart.FRIST: (0, 3), Fristart.WIEDERVORLAGE: (1, 5), Fristart.AUFGABE: (1, 5)}


def last_arbeitstag(tag: date) -> date:
    """Return ``tag`` or the last working day before it: whoever acts then is in time, whichever rule shifts the deadline."""
    while not is_arbeitstag(tag, settings.BEHOERDE["land"]):
        tag -= timedelta(days=1)
    return tag


def after_arbeitstage(tag: date, count: int) -> date:
    """Return the ``count``-th working day after ``tag``."""
    return add_arbeitstage(tag, count, settings.BEHOERDE["land"])


def lage(arbeitstag: date, today: date | None = None) -> str:
    """Return "gefahr" when it is due today or was, "achtung" within five working days, else "gut"."""
    today = today or uhr.today()
    if arbeitstag <= today:
        return "gefahr"
    return "achtung" if arbeitstag <= after_arbeitstage(today, BALD_ARBEITSTAGE) else "gut"


def worte(arbeitstag: date) -> str:
    """Say until when, in words a glance understands."""
    today = uhr.today()
    if arbeitstag == today:
        return _("heute")
    if arbeitstag < today:
        late = arbeitstage_between(arbeitstag, today, settings.BEHOERDE["land"])
        return ngettext("seit %(n)s Arbeitstag überfällig", "seit %(n)s Arbeitstagen überfällig", late) % {"n": late}
    return datum(arbeitstag)


def stufe_of(art: str, arbeitstag: date, today: date) -> Eskalationsstufe:
    """Return whom an open Frist is to be told."""
    late = arbeitstage_between(arbeitstag, today, settings.BEHOERDE["land"]) if arbeitstag <= today else -1
    return Eskalationsstufe(sum(late >= after for after in ESKALATION[art]))
