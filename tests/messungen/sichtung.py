"""The triage desk with 50,000 open concerns: how long the server takes for a page, and how often it asks the database."""

import time
from datetime import timedelta
from statistics import median, quantiles

from tests.messungen.umgebung import settle

ANLIEGEN, RUNDEN, STAPEL = 50_000, 40, 5_000
VORNAMEN = ("Olena", "Amal", "Yusuf", "Mehmet", "Thị Hồng", "Iryna", "José", "Fatima", "Andrii", "Chloé", "Wei", "Zoë")
SILBEN = (
    "ba",
    "ko",
    "li",
    "men",
    "ta",
    "ru",
    "so",
    "vi",
    "ha",
    "ne",
    "dor",
    "ma",
    "shi",
    "gül",
    "ev",
    "ón",
    "ar",
    "pe",
    "lu",
    "ze",
)
TEIL, HTMX = "/termine/empfang/liste/", {"HX-Request": "true"}
SEITEN = {
    "the list": "",
    "own concerns": "?ansicht=meine",
    "narrowed to one Leistung": "?leistung=sichtung-3",
    "search by name": "?q=olena+bakolita",
    "search by two letters": "?q=ru",
    "search by birth date": "?q=17.05.1990",
    "search by number": "?q=A-2026-1",
}


def triage() -> list[list[str]]:
    """Ask each page again and again as the front desk of the whole office."""
    from django.test import Client
    from django.urls import reverse

    from tests.anmelden import BACKEND

    client, rows = Client(SERVER_NAME="localhost"), []
    client.force_login(_desk(), backend=BACKEND)
    pages = {name: reverse("termine:empfang") + query for name, query in SEITEN.items()}
    pages |= {"the list alone, as an open page asks for it again": TEIL}
    for name, address in ({"for comparison the start page": reverse("kern:arbeitsplatz")} | pages).items():
        count = _queries(client, address)
        seconds = [_once(client, address) for _n in range(RUNDEN)]
        worst = quantiles(seconds, n=20)[-1]
        measured = f"p95 {worst * 1000:.0f} ms, median {median(seconds) * 1000:.0f} ms, {count} SQL queries"
        rows.append([f"triage desk, {ANLIEGEN:,} open concerns: {name}", measured])
    return rows


def _queries(client, address: str) -> int:
    """Return how many statements the page sends; raises RuntimeError when there is no page."""
    from django.db import connection

    sent = []
    with connection.execute_wrapper(lambda execute, *args: (sent.append(args[0]), execute(*args))[1]):
        response = client.get(address, secure=True, headers=HTMX if address.startswith(TEIL) else None)
    if response.status_code != 200:
        raise RuntimeError(f"{address}: {response.status_code}")
    return len(sent)


def _once(client, address: str) -> float:
    began = time.perf_counter()
    client.get(address, secure=True, headers=HTMX if address.startswith(TEIL) else None)
    return time.perf_counter() - began


def _desk():
    """Fill an office and return the account of its front desk."""
    from behoerde.kern.rechte import Rolle
    from tests.factories.kern import OrganisationseinheitFactory
    from tests.factories.termine import LeistungFactory, TeamFactory
    from tests.termine.empfang import staff_of

    einheit = OrganisationseinheitFactory.create(name="Messung Sichtung")
    leistungen = [LeistungFactory.create(slug=f"sichtung-{n}", name=f"Leistung {n}", zugang="sichtung") for n in range(20)]
    team = TeamFactory.create(name="Messung Sichtung", organisationseinheit=einheit, leistungen=leistungen)
    user = staff_of(einheit, Rolle.EMPFANG)
    for first in range(0, ANLIEGEN, STAPEL):
        _take_in(range(first, first + STAPEL), leistungen, team, user)
    settle()
    return user


def _take_in(numbers, leistungen, team, user) -> None:
    from behoerde.kern import uhr
    from behoerde.kern.models import Person
    from termine.models import Anliegen, Aufnahme, Serviceversprechen

    now = uhr.now()
    people = [_person(n) for n in numbers]
    Person.objects.bulk_create(people)
    aufnahmen = [
        Aufnahme(
            leistung=leistungen[n % len(leistungen)],
            kontakt=person,
            einheit=team.organisationseinheit,
            team=team,
            ansprechperson=user if n % 500 == 0 else None,
            schluessel=f"messung-{n}",
        )
        for n, person in zip(numbers, people, strict=True)
    ]
    Aufnahme.objects.bulk_create(aufnahmen)
    rows = list(zip(numbers, people, aufnahmen, strict=True))
    Anliegen.objects.bulk_create(
        Anliegen(person=person, person_hash=person.person_hash, leistung=row.leistung, aufnahme=row) for _n, person, row in rows
    )
    Serviceversprechen.objects.bulk_create(
        Serviceversprechen(aufnahme=row, angebot_bis=now + timedelta(minutes=n % 40_000 - 500)) for n, _person, row in rows
    )


def _person(n: int):
    from datetime import date

    from behoerde.kern.models import Person

    syllables = (SILBEN[n // step % len(SILBEN)] for step in (1, 20, 400, 8000))
    return Person(
        vorname=VORNAMEN[n % len(VORNAMEN)],
        nachname="".join(syllables).capitalize(),
        geburtsdatum=date(1950, 1, 1) + timedelta(days=n * 7 % 20_000),
        person_hash=f"{n:064x}",
    )
