"""The directory with 50,000 Angebote: how long the server takes for a page of its search, and how often it asks the database."""

import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from resource import getpagesize
from statistics import median, quantiles

import time_machine

from tests.messungen.umgebung import settle

ANGEBOTE, RUNDEN, TRAEGER, ORTE = 50_000, 40, 900, 1_500
STROM = 20_000  # of them are read as one stream
VORMITTAG = datetime(2026, 11, 24, 9, 15, tzinfo=UTC)
STATM, PAGESIZE = Path("/proc/self/statm"), getpagesize()
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
    """Ask for each page again and again as anybody, on a morning when most are open."""
    fill()
    with time_machine.travel(VORMITTAG):
        return _pages()


def _pages() -> list[list[str]]:
    from django.test import Client
    from django.urls import reverse

    client, rows = Client(SERVER_NAME="localhost"), []
    pages = {f"{ANGEBOTE:,} offers: {name}": reverse("lotsen:verzeichnis") + query for name, query in SEITEN.items()}
    each_once = [f"{reverse('lotsen:verzeichnis')}?q={was}+{wen}&offen=on" for was in WAS for wen in WEN[:5]]  # RUNDEN of them
    named = {"for comparison the imprint": reverse("kern:impressum")} | pages
    asked = {name: [address] * RUNDEN for name, address in named.items()} | {"two words, open now, each time others": each_once}
    searches: list[float] = []
    for name, addresses in asked.items():
        count = _queries(client, addresses[0])
        seconds = [_once(client, address) for address in addresses]
        searches += seconds if name not in named or name in pages else []
        measured = (
            f"p95 {quantiles(seconds, n=20)[-1] * 1000:.0f} ms, median {median(seconds) * 1000:.0f} ms, {count} SQL queries"
        )
        rows.append([f"directory, {name}", measured])
    together = f"p95 {quantiles(searches, n=20)[-1] * 1000:.0f} ms, median {median(searches) * 1000:.0f} ms"
    return [*rows, [f"directory, all {len(searches)} searches together", together]]


def stream() -> list[list[str]]:
    """Read many services as one stream and look at the memory of the process: at most, after a tenth of them and at the end."""
    from django.test import Client
    from django.urls import reverse

    fill(STROM)
    lines = iter(Client(SERVER_NAME="localhost").get(reverse("hsds:services") + "?format=ndjson", secure=True).streaming_content)
    began = time.perf_counter()
    first = _most_memory(lines, STROM // 10)
    early, late = first, max(first, _most_memory(lines, STROM - STROM // 10))
    seconds = time.perf_counter() - began
    measured = f"{early:.0f} MiB at most after a tenth, {late:.0f} MiB at the end, ratio {late / early:.2f}; {STROM / seconds:,.0f} services/s"
    return [[f"HSDS, {STROM:,} services as one stream: memory of the process", measured]]


def _most_memory(lines: Iterator, count: int) -> float:
    """Read ``count`` lines; return how many MiB the process held at most while it did."""
    most = 0
    for number, _line in enumerate(islice(lines, count), start=1):
        if number % 250 == 0:
            most = max(most, int(STATM.read_text(encoding="ascii").split()[1]))
    return most * PAGESIZE / 2**20


def _queries(client, address: str) -> int:
    from django.db import connection

    sent = []
    with connection.execute_wrapper(lambda execute, *args: (sent.append(args[0]), execute(*args))[1]):
        response = client.get(address, secure=True)
    if response.status_code != 200:
        raise RuntimeError(f"{address}: {response.status_code}")
    return len(sent)


def _once(client, address: str) -> float:
    began = time.perf_counter()
    client.get(address, secure=True)
    return time.perf_counter() - began


def fill(angebote: int = ANGEBOTE) -> None:
    """Make a directory of a very large city, the same each time; one that is there already stays."""
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
    _offer(traeger, orte, angebote, rng)
    _open()
    settle()


def _place(rng: random.Random) -> str:
    return "".join(rng.choices(SILBEN, k=3)).capitalize()


def _offer(traeger: list, orte: list, angebote: int, rng: random.Random) -> None:
    """Write the offers as the importer would, but in a few statements and without their history."""
    from django.db import connection

    from lotsen.angebotsarten import angebotsarten

    words = {"was": WAS, "wofuer": WOFUER, "wen": WEN, "saetze": SAETZE, "sprachen": SPRACHEN}
    lists = {name: list(values) for name, values in words.items()} | {
        "arten": list(angebotsarten()),
        "traeger": [row.pk for row in traeger],
        "orte": [row.pk for row in orte],
        "namen": [_place(rng) for _n in range(4000)],
        "zahl": angebote,
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.5)")
        cursor.execute("ALTER TABLE lotsen_angebot DISABLE TRIGGER USER")
        cursor.execute(ANGEBOT, lists)
        cursor.execute(
            "INSERT INTO lotsen_angebot_orte (angebot_id, ort_id) SELECT id, " + _any("orte") + " FROM lotsen_angebot", lists
        )
        cursor.execute("ALTER TABLE lotsen_angebot ENABLE TRIGGER USER")


def _any(name: str) -> str:
    kind = "uuid" if name in {"traeger", "orte"} else "text"
    values = f"%({name})s::{kind}[]"
    return f"({values})[1 + floor(random() * cardinality({values}))::int]"


ANGEBOT = f"""
INSERT INTO lotsen_angebot (id, traeger_id, angebotsart, status, name, name_de, beschreibung, beschreibung_de, fuer_wen, fuer_wen_de,
  zugang_text, kosten, hinweis, mitbringen, url, email, telefon, sprachen, sprachmittlung, plaetze, frei, plaetze_text, geprueft, geaendert_am)
SELECT gen_random_uuid(), {_any("traeger")}, {_any("arten")}, 'aktiv', name, name, text, text, 'Für Neue', 'Für Neue',
  '', '', '', '{{}}', '', '', '', ARRAY[{_any("sprachen")}, 'de'], '', 20, n %% 3, '', '{{}}', now()
FROM (SELECT n, {_any("was")} || ' ' || {_any("wofuer")} || ' für ' || {_any("wen")} || ' in ' || {_any("namen")} AS name,
             {_any("saetze")} || ' ' || {_any("saetze")} || ' ' || {_any("saetze")} AS text
        FROM generate_series(1, %(zahl)s) AS n OFFSET 0) zeilen
"""


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
        cursor.execute("SELECT lotsen_suche_zeiten(ARRAY(SELECT id FROM lotsen_angebot))")
