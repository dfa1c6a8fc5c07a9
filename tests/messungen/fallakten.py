"""The list of case files with 100,000 of them under row-level security: server time of a page, and how often it asks."""

from statistics import median, quantiles

from tests.messungen.sichtung import RUNDEN, _once, _queries
from tests.messungen.umgebung import settle

AKTEN = 100_000
SEITEN = {
    "the own cases": "?ansicht=meine",
    "all open ones": "?ansicht=offen",
    "without responsibility, one phase": "?ansicht=ohne&phase=plan",
    "page ten": "?ansicht=offen&page=10",
    "search by name": "?q=beispiel4711",
    "search by two words": "?q=beispiel1+person3",
    "search by birth date": "?q=08.01.1960",
    "search by number": "?q=4711",
}


def cases() -> list[list[str]]:
    """Ask each page again and again as a case manager of the office."""
    from django.test import Client
    from django.urls import reverse

    from tests.anmelden import BACKEND

    client, rows = Client(SERVER_NAME="localhost"), []
    client.force_login(_fill(), backend=BACKEND)
    pages = {name: reverse("fallmanagement:liste") + query for name, query in SEITEN.items()}
    pages |= {"what is due": reverse("fallmanagement:fristen")}
    for name, address in ({"for comparison the start page": reverse("kern:arbeitsplatz")} | pages).items():
        count = _queries(client, address)
        seconds = [_once(client, address) for _n in range(RUNDEN)]
        worst = quantiles(seconds, n=20)[-1]
        measured = f"p95 {worst * 1000:.0f} ms, median {median(seconds) * 1000:.0f} ms, {count} SQL queries"
        rows.append([f"case files, {AKTEN:,}: {name}", measured])
    return rows


def _fill():
    """Fill an office and return the account of a case manager, who keeps a hundredth of the cases."""
    from behoerde.kern.db import wartung
    from behoerde.kern.rechte import Rolle
    from tests.factories.kern import OrganisationseinheitFactory
    from tests.termine.empfang import staff_of

    einheit = OrganisationseinheitFactory.create(name="Messung Fallmanagement")
    user = staff_of(einheit, Rolle.FALLMANAGEMENT)
    with wartung():
        _insert(einheit, user)
    settle()
    return user


def _insert(einheit, user) -> None:
    """Write people, cases and deadlines in bulk: what triggers derive is written along."""
    from django.db import connection

    with connection.cursor() as cursor:
        for table in TABELLEN:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(PERSONEN, [AKTEN])
        cursor.execute(FAELLE, [einheit.pk, user.pk, user.pk])
        cursor.execute(FRISTEN)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in TABELLEN:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


TABELLEN = ("kern_person", "fallmanagement_fallakte", "fallmanagement_frist")
PERSONEN = """
INSERT INTO kern_person (id, vorname, nachname, geburtsdatum, sprache, email, mobil, person_hash, angelegt_am)
SELECT gen_random_uuid(), 'Beispiel' || n, 'Person' || n %% 997, DATE '1960-01-01' + (n * 7 %% 16000), 'de', '', '',
       lpad(to_hex(n), 64, '0'), now()
FROM generate_series(1, %s) AS n
"""
FAELLE = """
INSERT INTO fallmanagement_fallakte
    (id, person_id, einheit_id, phase, grund, zustaendig_id, angelegt_am, angelegt_von_id, phase_seit, beendet_am, naechste_frist)
SELECT gen_random_uuid(), id, %s, (ARRAY['neu', 'klaerung', 'plan', 'vermittlung', 'begleitung'])[1 + n %% 5], '',
       CASE WHEN n %% 100 = 0 THEN %s::uuid END, now(), %s, now(), NULL, current_date + (n %% 700)::int
FROM (SELECT id, row_number() OVER () AS n FROM kern_person WHERE vorname LIKE 'Beispiel%%') person
"""
FRISTEN = """
INSERT INTO fallmanagement_frist
    (id, fallakte_id, art, betreff, rechtsquelle, faellig_am, arbeitstag, stufe, angelegt_am)
SELECT gen_random_uuid(), id, 'frist', 'Duldung läuft ab', '§ 60a AufenthG', naechste_frist, naechste_frist, 0, now()
FROM fallmanagement_fallakte
"""
