"""Languages of the staff, and those in which somebody is on duty on several days of the week."""

from collections import defaultdict
from datetime import date, datetime, time

from behoerde.kern import uhr
from behoerde.kern.models import User
from termine.dolmetschsprachen import am_platz
from termine.models import Dienst, Mitglied

WOCHENTAGE = 3


def choices() -> list[tuple[str, str]]:
    """Return every language that a counter may offer: code and name."""
    return [(code, str(name)) for code, name in am_platz()]


def spoken_by(user: User) -> list[str] | None:
    """Return the languages of ``user``, None for somebody who is in no team."""
    rows = list(Mitglied.objects.filter(user=user).values_list("sprachen", flat=True))
    return sorted({code for each in rows for code in each}) if rows else None


def offered(von: date, bis: date) -> dict[str, set[str]]:
    """Return for each house (its slug) the languages that a counter on duty spoke on at least three days of the week.

    "" is the whole office; both days are included.
    """
    begin, end = (datetime.combine(tag, time(), uhr.ZONE) for tag in (von, bis + uhr.DAY))
    rows = Dienst.objects.filter(zeitraum__startswith__gte=begin, zeitraum__startswith__lt=end)
    days: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for zeitraum, sprachen, slug in rows.values_list("zeitraum", "platz__sprachen", "team__standort__slug"):
        for code in sprachen:
            for place in ("", slug):
                days[place][code].add(uhr.local(zeitraum.lower).weekday())
    return {place: {code for code, found in each.items() if len(found) >= WOCHENTAGE} for place, each in days.items()}
