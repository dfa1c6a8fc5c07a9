"""The directory with 50,000 Angebote: how long the server takes for a page of its search, and how often it asks the database."""

import random
import time
from statistics import median, quantiles

from tests.messungen.umgebung import settle

ANGEBOTE, RUNDEN, STAPEL, TRAEGER, ORTE = 50_000, 40, 5_000, 900, 1_500
WAS = (
    "Beratung",
    "Deutschkurs",
    "Sprechstunde",
    "Lerngruppe",
    "Begegnungscafé",
    "Hausaufgabenhilfe",
    "Patenschaft",
    "Integrationskurs",
)
WOFUER = (
    "Migration",
    "Wohnen",
    "Arbeit",
    "Familie",
    "Gesundheit",
    "Anerkennung",
    "Schulden",
    "Ausbildung",
    "Einbürgerung",
    "Studium",
)
WEN = ("Frauen", "Jugendliche", "Familien", "Neuzugewanderte", "Ältere", "Alleinerziehende", "Geflüchtete", "Fachkräfte")
SAETZE = (
    "Wir helfen bei Anträgen, Bescheiden und Briefen vom Amt.",
    "Die Teilnahme ist kostenlos, eine Anmeldung ist nicht nötig.",
    "Kinder werden während des Kurses betreut.",
    "Wir begleiten zu Terminen bei Behörden und Ärztinnen.",
    "Gespräche sind vertraulich und auf Wunsch mit Dolmetschen.",
    "Der Unterricht führt bis zum Niveau B1 und zur Prüfung.",
    "Gemeinsam suchen wir eine Wohnung oder ein Zimmer.",
    "Ehrenamtliche üben mit Ihnen Deutsch im Alltag.",
)
SILBEN = ("kir", "wal", "ost", "ber", "lin", "tal", "hei", "mar", "son", "dorf", "feld", "stein", "bach", "hof", "rod", "au")
SPRACHEN = ("de", "en", "uk", "ar", "tr", "ru", "fa", "fr", "es", "pl", "ro")
SEITEN = {
    "everything": "",
    "one word": "?q=Wohnung",
    "a word that stands in half of all texts": "?q=Anträge",
    "a sentence": "?q=ich+suche+einen+Deutschkurs+f%C3%BCr+Frauen",
    "typing errors": "?q=Integratonskrus+Jugendlihce",
    "a name of a place": "?q=Kirwalost",
    "subject and language": "?thema=sprache&sprache=uk",
    "a word, open now, with free places": "?q=Beratung&offen=on&frei=on",
    "nearest first": "?nahe=10001",
    "a word, nearest first": "?q=Beratung&nahe=10001",
}


def search() -> list[list[str]]:
    """Ask for each page again and again as anybody."""
    from django.test import Client
    from django.urls import reverse

    fill()
    client, rows = Client(SERVER_NAME="localhost"), []
    for name, query in SEITEN.items():
        address = reverse("lotsen:verzeichnis") + query
        count = _queries(client, address)
        seconds = [_once(client, address) for _n in range(RUNDEN)]
        measured = (
            f"p95 {quantiles(seconds, n=20)[-1] * 1000:.0f} ms, median {median(seconds) * 1000:.0f} ms, {count} SQL queries"
        )
        rows.append([f"directory, {ANGEBOTE:,} offers: {name}", measured])
    return rows


def _queries(client, address: str) -> int:
    from django.db import connection

    sent = []
    with connection.execute_wrapper(lambda execute, *args: (sent.append(args[0]), execute(*args))[1]):
        response = client.get(address, secure=True)
    if response.status_code != 200 or b"leistung__weg" not in response.content:
        raise RuntimeError(f"{address}: {response.status_code}")
    return len(sent)


def _once(client, address: str) -> float:
    began = time.perf_counter()
    client.get(address, secure=True)
    return time.perf_counter() - began


def fill() -> None:
    """Make a directory of a very large city, the same each time."""
    from lotsen.models import Angebot, Ort, Traeger

    if Angebot.objects.exists():
        return
    rng = random.Random(7)
    traeger = Traeger.objects.bulk_create(Traeger(name=f"{_place(rng)} {rng.choice(WEN)} {n}") for n in range(TRAEGER))
    orte = Ort.objects.bulk_create(
        Ort(
            name=f"Haus {_place(rng)}",
            strasse=f"{_place(rng)}weg {n % 90}",
            plz=f"{10001 + n % 60:05}",
            ort="Musterstadt",
            breite=51 + rng.random() / 5,
            laenge=10 + rng.random() / 4,
            barrierefrei=["Rampe"] if n % 2 else [],
        )
        for n in range(ORTE)
    )
    for first in range(0, ANGEBOTE, STAPEL):
        _offer(range(first, first + STAPEL), traeger, orte, rng)
    _open()
    settle()


def _place(rng: random.Random) -> str:
    return "".join(rng.choices(SILBEN, k=3)).capitalize()


def _offer(numbers: range, traeger: list, orte: list, rng: random.Random) -> None:
    from lotsen.angebotsarten import angebotsarten
    from lotsen.models import Angebot

    arten = list(angebotsarten())
    rows = Angebot.objects.bulk_create(
        Angebot(
            traeger=rng.choice(traeger),
            angebotsart=rng.choice(arten),
            name_de=f"{rng.choice(WAS)} {rng.choice(WOFUER)} für {rng.choice(WEN)} in {_place(rng)}",
            beschreibung_de=" ".join(rng.sample(SAETZE, 4)),
            fuer_wen_de=f"Für {rng.choice(WEN)}",
            sprachen=rng.sample(SPRACHEN, 3),
            plaetze=20,
            frei=n % 3,
        )
        for n in numbers
    )
    places = Angebot.orte.through
    places.objects.bulk_create(places(angebot_id=row.pk, ort_id=rng.choice(orte).pk) for row in rows)


def _open() -> None:
    """Give each offer hours on all seven days, so that some are open whenever this is measured."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE lotsen_sprechzeit DISABLE TRIGGER USER")
        cursor.execute(
            "INSERT INTO lotsen_sprechzeit (angebot_id, wochentag, von, bis, hinweis) "
            "SELECT id, tag, make_time(7 + (row_number() OVER ())::int % 4, 0, 0), make_time(15 + (row_number() OVER ())::int % 4, 0, 0), '' "
            "FROM lotsen_angebot, generate_series(1, 7) AS tag"
        )
        cursor.execute("ALTER TABLE lotsen_sprechzeit ENABLE TRIGGER USER")
