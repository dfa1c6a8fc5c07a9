"""Somebody is ill: how long it takes until the visits of a whole day have another place."""

import time
from datetime import timedelta
from statistics import median

from tests.messungen.umgebung import settle

TERMINE, RUNDEN = 60, 3


def sick_note() -> list[list[str]]:
    """Close the fullest counters of one day again and again, each time in an office of its own."""
    rows = []
    for name, nachbarn in (("the same time is free elsewhere", 4), ("everybody gets another time", 0)):
        seconds, seated = zip(*(_round(f"{name}-{n}", nachbarn) for n in range(RUNDEN)), strict=True)
        measured = f"{seated[0]} of {TERMINE} seated, median {median(seconds):.2f} s, slowest {max(seconds):.2f} s"
        rows.append([f"sick note, {TERMINE} visits of one day: {name}", measured])
    return rows


def _round(name: str, nachbarn: int) -> tuple[float, int]:
    """Return the seconds from the button to the last visit, and how many have another place."""
    from termine.actions.ausfall import close_plaetze
    from termine.models import Termin
    from termine.tasks import ausfall

    krank, tag = _office(name, nachbarn)
    settle()
    began = time.perf_counter()
    close_plaetze(krank, von=tag, bis=tag)
    ausfall()
    seconds = time.perf_counter() - began
    left = Termin.objects.filter(platz__in=krank, starts_at__date=tag).count()
    return seconds, TERMINE - left


def _office(name: str, nachbarn: int):
    """Make four counters whose people fall ill, ``nachbarn`` idle ones, twelve weeks of duty, and one full day."""
    from datetime import time as wall

    from behoerde.kern import uhr
    from termine.actions.dienstplan import generate_dienste
    from termine.models import Dienst, Team
    from tests.factories.termine import LeistungFactory, OeffnungszeitFactory, PlatzFactory, TeamFactory, gebuchter_termin

    leistung = LeistungFactory.create(slug=f"messung-{name}".replace(" ", "-")[:50], name=name)
    team = TeamFactory.create(name=f"Messung {name}"[:50], leistungen=[leistung])
    for wochentag in range(5):
        OeffnungszeitFactory.create(team=team, wochentag=wochentag, von=wall(8), bis=wall(12))
    krank = [PlatzFactory.create(team=team, name=f"Krank {n}") for n in range(4)]
    generate_dienste(teams=Team.objects.filter(pk=team.pk).select_related("standort"))
    day = Dienst.objects.filter(team=team, zeitraum__startswith__gt=uhr.now() + timedelta(days=7)).order_by("zeitraum")[0]
    begins = [day.zeitraum.lower + timedelta(minutes=15 * n) for n in range(TERMINE // len(krank))]
    for n in range(TERMINE):
        gebuchter_termin(day, leistung, n=n, beginn=begins[n // len(krank)], schluessel=f"{name}-{n}")
    for n in range(nachbarn):
        PlatzFactory.create(team=team, name=f"Nachbar {n}")
    generate_dienste(teams=Team.objects.filter(pk=team.pk).select_related("standort"))
    return krank, uhr.local(day.zeitraum.lower).date()
