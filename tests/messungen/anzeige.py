"""The call display: how long the server takes for one refresh while 300 screens ask every two seconds, and what it asks the database."""

import time
from datetime import timedelta
from statistics import median, quantiles

from tests.messungen.umgebung import settle

SCHIRME, HAEUSER, RUNDEN = 300, 3, 4
SCHALTER, WARTEND, BEDIENT = 40, 60, 400  # per house: a large office in the middle of its day


def displays() -> list[list[str]]:
    """Let every screen ask ``RUNDEN`` times, one after the other, each with its own device; between rounds somebody is called.

    Each has asked once before: that it was seen is written once a minute, with one of thirty refreshes.
    """
    from django.test import Client

    client = Client(SERVER_NAME="localhost")  # one for all: each would bring a whole application of its own into memory
    houses = [_house(n) for n in range(HAEUSER)]
    screens = [(client, *_screen(n, houses[n % HAEUSER])) for n in range(SCHIRME)]
    settle()
    for screen in screens:
        _once(*screen)
    seconds: list[float] = []
    fresh: list[float] = []
    for _round in range(RUNDEN):
        for standort in houses:
            _call_somebody(standort)
        time.sleep(1.1)  # a picture is at most a second old: every round draws it anew for each house
        for n, screen in enumerate(screens):
            (fresh if n < HAEUSER else seconds).append(_once(*screen))
    unchanged, drawn = _queries(*screens[0]), _queries(*screens[0], anew=True)
    worst = quantiles(seconds, n=20)[-1]
    return [
        [
            f"call display, {SCHIRME} screens of {HAEUSER} houses, {WARTEND} people waiting in each: a refresh",
            f"p95 {worst * 1000:.1f} ms, median {median(seconds) * 1000:.1f} ms, {unchanged} SQL queries",
        ],
        [
            "call display: the one refresh a second and house that draws the picture",
            f"p95 {quantiles(fresh, n=20)[-1] * 1000:.1f} ms, median {median(fresh) * 1000:.1f} ms, {drawn} SQL queries",
        ],
    ]


def _once(client, address: str, secret: str) -> float:
    from behoerde.kern import geraet

    client.cookies[geraet.COOKIE] = secret
    began = time.perf_counter()
    response = client.get(address, secure=True)
    seconds = time.perf_counter() - began
    if response.status_code not in {200, 204}:
        raise RuntimeError(f"{address}: {response.status_code}")
    return seconds


def _queries(client, address: str, secret: str, *, anew: bool = False) -> int:
    from django.core.cache import cache
    from django.db import connection

    if anew:
        cache.clear()
    else:
        _once(client, address, secret)
    sent = []
    with connection.execute_wrapper(lambda execute, *args: (sent.append(args[0]), execute(*args))[1]):
        client.get(address, secure=True)
    return len(sent)


def _screen(number: int, standort) -> tuple[str, str]:
    """Set a display of the house up and return the address it asks and its secret."""
    from django.urls import reverse

    from behoerde.kern.actions.geraet import hash_token
    from tests.factories.kern import GeraetFactory

    secret = f"messung-{standort.slug}-{number}"
    GeraetFactory.create(standort=standort, art="anzeige", token_hash=hash_token(secret))
    return reverse("termine:aufruf_teil", args=[standort.slug]), secret


def _house(number: int):
    """Return a house with counters on duty now, people waiting and a day of conversations behind it."""
    from behoerde.kern import uhr
    from termine.models import Dienst, Vorsprache
    from termine.planung import as_range
    from tests.factories.kern import StandortFactory
    from tests.factories.termine import LeistungFactory, PlatzFactory, TeamFactory

    now = uhr.now()
    standort = StandortFactory.create(name=f"Messung Anzeige {number}", slug=f"messung-anzeige-{number}")
    leistungen = [LeistungFactory.create(slug=f"anzeige-{number}-{n}") for n in range(10)]
    team = TeamFactory.create(name=f"Messung Anzeige {number}", standort=standort, leistungen=leistungen)
    plaetze = [PlatzFactory.create(team=team) for _n in range(SCHALTER)]
    Dienst.objects.bulk_create(
        Dienst(team=team, platz=platz, zeitraum=as_range((now - timedelta(hours=2), now + timedelta(hours=4))))
        for platz in plaetze
    )
    common = {"standort": standort, "tag": uhr.today(), "reihe": "B"}
    ended = [now - timedelta(seconds=15 * n) for n in range(BEDIENT)]
    Vorsprache.objects.bulk_create(
        Vorsprache(
            **common,
            nummer=n + 1,
            schluessel=f"messung-{number}-{n}",
            leistung=leistungen[n % 10],
            angekommen_am=end - timedelta(minutes=30),
            status="erledigt",
            platz=plaetze[n % SCHALTER],
            aufgerufen_am=end - timedelta(minutes=8),
            beendet_am=end,
        )
        for n, end in enumerate(ended)
    )
    Vorsprache.objects.bulk_create(
        Vorsprache(
            **common,
            nummer=BEDIENT + n + 1,
            schluessel=f"messung-{number}-{BEDIENT + n}",
            leistung=leistungen[n % 10],
            angekommen_am=now - timedelta(minutes=n),
        )
        for n in range(WARTEND + RUNDEN)
    )
    return standort


def _call_somebody(standort) -> None:
    from termine.actions.schalter import call_next, finish
    from termine.models import Platz, Vorsprache

    busy = Vorsprache.objects.filter(standort=standort, status="aufgerufen").order_by("aufgerufen_am").first()
    if busy is not None and Vorsprache.objects.filter(standort=standort, status="aufgerufen").count() >= 5:
        finish(busy)
    free = Platz.objects.filter(team__standort=standort).exclude(vorsprachen__status="aufgerufen").first()
    call_next(free)
