"""How often the office keeps its promises: what everybody may see, never from fewer than thirty cases."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, Q

from behoerde.kern import uhr
from behoerde.kern.models import Ereignis
from termine.enums import ANLIEGEN_IN_SICHTUNG
from termine.models import Leistung, Serviceversprechen
from termine.planung import frist

ZEITRAUM, MINDESTENS = timedelta(days=90), 30
ANGEBOT_ARBEITSTAGE = 5  # where the catalogue says nothing
ANGEBOT, WARTEZEIT = "versprechen_angebot", "wartezeit"
ZURUECKGENOMMEN = "versprechen_zurueckgenommen"
CACHE, CACHE_SEKUNDEN = "termine.gehalten", 900
Zahlen = dict[tuple[str, str], tuple[int, int]]  # (event, Leistung) -> kept, all


@dataclass(frozen=True)
class Anteil:
    """A share of at least MINDESTENS cases; ``prozent`` is rounded down, so a hundred means all."""

    gehalten: int
    alle: int

    @property
    def prozent(self) -> int:
        return self.gehalten * 100 // self.alle


def offer_days(leistung: Leistung) -> int:
    """Return within how many working days an offer is promised."""
    days = leistung.versprechen_angebot_arbeitstage
    return ANGEBOT_ARBEITSTAGE if days is None else days


def promised_until(leistung: Leistung) -> datetime:
    """Return by when an offer is promised to whoever sends the concern now."""
    return frist(uhr.now(), offer_days(leistung), settings.BEHOERDE["land"], uhr.ZONE)


def kept_share(art: str = ANGEBOT, leistung: str = "") -> Anteil | None:
    """Return how many promises of the last 90 days were kept, of one Leistung or of all; None below MINDESTENS."""
    found = [count for (event, slug), count in _figures().items() if event == art and leistung in ("", slug)]
    kept, count = (sum(numbers) for numbers in zip(*found, strict=True)) if found else (0, 0)
    return Anteil(kept, count) if count >= MINDESTENS else None


def _figures() -> Zahlen:
    figures = cache.get(CACHE)
    if figures is None:
        figures = _count()
        cache.set(CACHE, figures, CACHE_SEKUNDEN)
    return figures


def _count() -> Zahlen:
    """Count both kinds of promise in the events; what is overdue and unanswered is broken too, though nothing happened yet.

    An answer that the office took back was none.
    """
    events = Ereignis.objects.filter(zeit__gte=uhr.now() - ZEITRAUM, art__in=(ANGEBOT, WARTEZEIT, ZURUECKGENOMMEN))
    rows = events.exclude(ergebnis="").values_list("art", "leistung")
    rows = rows.annotate(kept=Count("id", filter=Q(ergebnis="gehalten")), alle=Count("id"))
    figures: Zahlen = {}
    for art, slug, kept, alle in rows.order_by():
        key, sign = ((ANGEBOT, slug), -1) if art == ZURUECKGENOMMEN else ((art, slug), 1)
        figures[key] = _plus(figures.get(key), sign * kept, sign * alle)
    late = Serviceversprechen.objects.filter(beantwortet_am=None, pausiert_seit=None, angebot_bis__lt=uhr.now())
    overdue = late.filter(aufnahme__stand__in=ANLIEGEN_IN_SICHTUNG).values_list("aufnahme__leistung__slug")
    for slug, count in overdue.annotate(count=Count("pk")).order_by():
        figures[ANGEBOT, slug] = _plus(figures.get((ANGEBOT, slug)), 0, count)
    return {key: (max(0, kept), max(0, alle)) for key, (kept, alle) in figures.items()}


def _plus(before: tuple[int, int] | None, kept: int, alle: int) -> tuple[int, int]:
    return ((before or (0, 0))[0] + kept, (before or (0, 0))[1] + alle)
