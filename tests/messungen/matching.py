"""One person against 20,000 vacancies: the statement with its explained best ones, the core alone, and the page."""

import time
from random import Random
from statistics import median, quantiles

STELLEN, RUNDEN = 20_000, 60


def match() -> list[list[str]]:
    """Look for vacancies of one person again and again; beside it the core for all of them and a page with one query."""
    from behoerde.kern.db import System, als
    from behoerde.kern.regeln import Urteil
    from fallmanagement.models import Stellenangebot
    from fallmanagement.queries.matching import abgleich
    from fallmanagement.queries.stellensuche import as_stelle, vacancies_for

    profil = _profil()
    _fill()
    with als(System.AUFGABE):
        rows = list(Stellenangebot.objects.open())
        began = time.perf_counter()
        fits = sum(abgleich(profil, as_stelle(row)).urteil is not Urteil.NEIN for row in rows)
        alone = time.perf_counter() - began
        seconds = []
        for _n in range(RUNDEN):
            began = time.perf_counter()
            vacancies_for(profil)
            seconds.append(time.perf_counter() - began)
    p95, name = quantiles(seconds, n=20)[-1] * 1000, f"matching, one person and {STELLEN:,} vacancies"
    return [
        [f"{name}: the 20 best, explained", f"p95 {p95:.0f} ms, median {median(seconds) * 1000:.0f} ms ({fits:,} may suit)"],
        [f"{name}: the core in Python for all of them", f"{alone * 1000:.0f} ms"],
        *_page(name),
    ]


def _page(name: str) -> list[list[str]]:
    """Return how long the tab of a case takes, with the start page beside it."""
    from django.test import Client
    from django.urls import reverse

    from behoerde.kern.db import System, als
    from behoerde.kern.rechte import Rolle
    from tests.anmelden import BACKEND
    from tests.factories.fallmanagement import FallakteFactory
    from tests.factories.kern import OrganisationseinheitFactory
    from tests.messungen.sichtung import _once, _queries
    from tests.termine.empfang import staff_of

    einheit = OrganisationseinheitFactory.create(name="Messung Stellen")
    user, client = staff_of(einheit, Rolle.FALLMANAGEMENT), Client(SERVER_NAME="localhost")
    with als(System.AUFGABE):
        akte = FallakteFactory.create(einheit=einheit, angelegt_von=user)
    client.force_login(user, backend=BACKEND)
    rows = []
    for page, address in (
        ("for comparison the start page", reverse("kern:arbeitsplatz")),
        ("the tab of a case nobody knows anything about", reverse("fallmanagement:akte_stellen", args=[akte.pk])),
    ):
        count, seconds = _queries(client, address), [_once(client, address) for _n in range(RUNDEN)]
        worst = quantiles(seconds, n=20)[-1] * 1000
        rows.append([f"{name}: {page}", f"p95 {worst:.0f} ms, median {median(seconds) * 1000:.0f} ms, {count} SQL queries"])
    return rows


def _profil():
    from datetime import date

    from fallmanagement.queries.matching import Profil, Zeit
    from fallmanagement.titel import Arbeit

    times = (Zeit(date(2026, 1, 1), None, Arbeit.JA),)
    german = {"sprechen": "B1", "hoeren": "B1", "lesen": "A2", "schreiben": "A2"}
    return Profil(times, german, frozenset({"29222", "62302"}), False, 3, frozenset({"B"}), 20)


def _fill() -> None:
    """Write employers and vacancies in bulk, as a region has them: a tenth in an occupation wanted."""
    from behoerde.kern import uhr
    from behoerde.kern.db import System, als
    from fallmanagement.models import Stellenangebot
    from tests.factories.kern import OrganisationseinheitFactory
    from tests.factories.stellen import BetriebFactory
    from tests.messungen.umgebung import settle

    rng, einheit = Random(7), OrganisationseinheitFactory.create(name="Messung Betriebe")
    with als(System.AUFGABE):
        betriebe = BetriebFactory.create_batch(400, einheit=einheit)
        Stellenangebot.objects.bulk_create(
            (
                Stellenangebot(
                    betrieb=rng.choice(betriebe),
                    titel=f"Stelle {number}",
                    plz=f"520{rng.randrange(60, 90)}",
                    ort="Aachen",
                    kldb=rng.choice(["29222", "29282", "62302", "43104", "26312", "82102", "52122", "33212", "51322", "54101"]),
                    deutsch_sprechen=rng.choice(["", "A1", "A2", "B1", "B2", "C1"]),
                    deutsch_schreiben=rng.choice(["", "", "", "A2", "B1"]),
                    anerkennung=rng.random() < 0.3,
                    erfahrung_jahre=rng.choice([0, 0, 1, 2, 5]),
                    fuehrerschein=rng.choice(["", "", "", "B", "CE"]),
                    beginn=rng.choice([None, uhr.today()]),
                )
                for number in range(STELLEN)
            ),
            batch_size=2000,
        )
    settle()
