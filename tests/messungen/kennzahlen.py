"""Figures over ten million events of five years: pages, month × service against the raw events, what an event costs a booking."""

import os
import time
from datetime import date, timedelta
from statistics import median, quantiles

from tests.messungen.sichtung import RUNDEN, _once, _queries
from tests.messungen.umgebung import office, settle, workdays

EREIGNISSE = int(os.environ.get("MESSUNG_EREIGNISSE", "10000000"))  # fewer for a quick look
JAHRE, LEISTUNGEN, HAEUSER, BUCHUNGEN = 5, 40, 4, 150
SEITEN = {
    "the start page of a lead": "?monate=12",
    "five years": "?monate=60",
    "one Leistung": "?monate=12&leistung=leistung-3",
    "one house, two years": "?monate=24&standort=haus-1",
    "one Leistung in one house": "?monate=12&leistung=leistung-3&standort=haus-1",
}
EINE = {
    "waiting time, by Leistung": ("wartezeit-vor-ort-p90", "?monate=60&nach=leistung"),
    "stock, by Leistung": ("rueckstand", "?monate=60&nach=leistung"),
}


def figures() -> list[list[str]]:
    """Fill an office with five years and ask."""
    began = time.perf_counter()
    _fill()
    written = time.perf_counter() - began
    days, months, seconds = _roll_up()
    told = f"written in {written:.0f} s, rolled up in {seconds:.0f} s into {days:,} rows of days and {months:,} of months"
    return [[f"{EREIGNISSE:,} events of {JAHRE} years", told], *_pages(), *_against_raw()]


def cost() -> list[str]:
    """Book again and again at the desk, each time once with its event and once without."""
    from termine.planung import day_bounds
    from termine.queries.frei import free_zeiten

    leistung, standort = office("ereignis", 2, tage=10)
    first, *_rest, last = workdays(10)
    zeiten = [zeit.beginn for zeit in free_zeiten(leistung, *day_bounds(first, last, standort.zeitzone), fresh=True)]
    if len(zeiten) < 2 * BUCHUNGEN:
        raise RuntimeError(f"only {len(zeiten)} free times")
    mit, ohne = [], []
    for n in range(BUCHUNGEN):
        pair = (True, False) if n % 2 else (False, True)
        for melden in pair:
            (mit if melden else ohne).append(_book(leistung, standort, zeiten.pop(0), n=2 * n + melden, melden=melden))
    a, b = median(mit), median(ohne)
    return [
        "what an event adds to a booking",
        f"{(a / b - 1) * 100:.1f} % ({a * 1000:.2f} and {b * 1000:.2f} ms, medians of {BUCHUNGEN})",
    ]


def _book(leistung, standort, beginn, *, n: int, melden: bool) -> float:
    """Return how many seconds the transaction of a booking took."""
    from unittest.mock import patch

    from behoerde.kern.db import System, als
    from termine.actions import abschluss
    from termine.actions.buchung import book_termin
    from termine.angaben import Kontakt, PersonAngaben
    from termine.enums import Kanal

    wer = PersonAngaben(vorname="Olena", nachname=_name(n), geburtsdatum=date(1990, 5, 17))
    kontakt = Kontakt(email=f"olena{n}@beispiel.example", sprache="uk")
    silent = patch.object(abschluss, "melde", lambda *_args, **_more: None)
    began = time.perf_counter()
    with als(System.AUFGABE):
        if not melden:
            silent.start()
        try:
            book_termin(
                leistung=leistung,
                beginn=beginn,
                standort=standort,
                personen=[wer],
                kontakt=kontakt,
                kanal=Kanal.SCHALTER,
                schluessel=f"ereignis-{n}",
            )
        finally:
            if not melden:
                silent.stop()
    return time.perf_counter() - began


def _name(n: int) -> str:
    return f"Beispiel{''.join(chr(97 + int(digit)) for digit in str(n))}"


# --- Five years ---


def _fill() -> None:
    from django.db import connection

    from behoerde.kern import uhr
    from behoerde.kern.db import wartung
    from tests.factories.kern import StandortFactory
    from tests.factories.termine import LeistungFactory

    for n in range(LEISTUNGEN):
        LeistungFactory.create(slug=f"leistung-{n}", name=f"Leistung {n}", aktiv=True)
    for n in range(HAEUSER):
        StandortFactory.create(slug=f"haus-{n}", name=f"Haus {n}")
    today = uhr.today()
    first = today.replace(year=today.year - JAHRE, day=1)
    with wartung(), connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.5)")
        cursor.execute("ALTER TABLE kern_ereignis DISABLE TRIGGER USER")
        cursor.execute(ANZAHL_TAGE, [first, today])
        je_tag = -(-EREIGNISSE // cursor.fetchone()[0])
        for jahr in range(first.year, today.year + 1):
            von, bis = max(first, date(jahr, 1, 1)), min(today, date(jahr + 1, 1, 1))
            cursor.execute(EREIGNIS, {"von": von, "bis": bis, "je_tag": je_tag, "leistungen": LEISTUNGEN, "haeuser": HAEUSER})
        cursor.execute("ALTER TABLE kern_ereignis ENABLE TRIGGER USER")
        _keep(cursor, first, today)


def _keep(cursor, first: date, today: date) -> None:
    """Write what the nights of these years would have kept of the other figures."""
    from monitoring.katalog import indikatoren
    from monitoring.rechnung import Abfrage, Bestand, Verweildauer

    for one in indikatoren().values():
        if not isinstance(one.rechnung, Abfrage | Bestand | Verweildauer):
            continue
        for zeitraum in ("tag", "monat") if isinstance(one.rechnung, Bestand) else (one.takt.value,):
            schritt = {"tag": "1 day", "monat": "1 month", "quartal": "3 months", "jahr": "1 year"}[zeitraum]
            for merkmal, anzahl in (("", 1), ("leistung", LEISTUNGEN), ("standort", HAEUSER)):
                if not merkmal or merkmal in one.merkmale:
                    values = {"slug": one.slug, "zeitraum": zeitraum, "merkmal": merkmal, "anzahl": anzahl}
                    cursor.execute(MESSWERT, values | {"von": first, "bis": today - timedelta(days=1), "schritt": schritt})


def _roll_up() -> tuple[int, int, float]:
    from behoerde.kern.db import System, als
    from monitoring.actions.verdichten import backfill
    from monitoring.models import KennzahlMonat, KennzahlTag

    began = time.perf_counter()
    with als(System.AUFGABE):
        for _done in backfill():
            pass
    seconds = time.perf_counter() - began
    settle()
    with als(System.AUFGABE):
        return KennzahlTag.objects.count(), KennzahlMonat.objects.count(), seconds


def _pages() -> list[list[str]]:
    from django.test import Client
    from django.urls import reverse

    from behoerde.kern.rechte import Rolle
    from tests.anmelden import BACKEND
    from tests.factories.kern import OrganisationseinheitFactory
    from tests.termine.empfang import staff_of

    client, rows, together = Client(SERVER_NAME="localhost"), [], []
    client.force_login(staff_of(OrganisationseinheitFactory.create(name="Messung Lage"), Rolle.LEITUNG), backend=BACKEND)
    pages = {f"dashboard, {name}": reverse("monitoring:lage") + query for name, query in SEITEN.items()}
    pages |= {f"figure, {name}": reverse("monitoring:kennzahl", args=[slug]) + query for name, (slug, query) in EINE.items()}
    for name, address in ({"for comparison the start page": reverse("kern:arbeitsplatz")} | pages).items():
        count = _queries(client, address)
        seconds = [_once(client, address) for _n in range(RUNDEN)]
        together += seconds if name.startswith("dashboard") else []
        rows.append([f"figures, {name}", f"{_times(seconds)}, {count} SQL queries"])
    return [*rows, [f"figures, all {len(together)} dashboards together", _times(together)]]


def _times(seconds: list[float]) -> str:
    return f"p95 {quantiles(seconds, n=20)[-1] * 1000:.0f} ms, median {median(seconds) * 1000:.0f} ms"


def _against_raw() -> list[list[str]]:
    """Ask month × service both ways, of waiting times alone and of everything events give."""
    from django.db import connection

    from behoerde.kern import uhr
    from behoerde.kern.db import System, als
    from monitoring.enums import Zeitraum
    from monitoring.katalog import indikatoren
    from monitoring.queries.werte import Ausschnitt, values
    from monitoring.rechnung import Quantil, Strom

    today = uhr.today()
    part = Ausschnitt(Zeitraum.MONAT, today.replace(year=today.year - JAHRE, day=1), today, merkmal="leistung")
    every = [one for one in indikatoren().values() if isinstance(one.rechnung, Strom | Quantil)]
    waiting = [one for one in every if one.slug in {"wartezeit-vor-ort-p50", "wartezeit-vor-ort-p90", "garantie-eingehalten"}]
    rows = []
    for name, asked, where in (("waiting time: cases, half, nine of ten, in time", waiting, WARTEN), ("all of it", every, "")):
        with als(System.AUFGABE), connection.cursor() as cursor:
            began = time.perf_counter()
            cursor.execute(ROH.format(wo=where), [part.ab])
            answer = cursor.fetchall()
            slow = time.perf_counter() - began
            raw = {row[:2]: row[-1] for row in answer if row[2:4] == ("wartezeit", "termin")}
            fast = [_timed(lambda asked=asked: values(asked, part)) for _n in range(7)]
            found = values(asked, part)["wartezeit-vor-ort-p50"]
        _same(raw, found)
        quick = median(fast)
        told = f"{slow / quick:.0f} × as fast ({slow:.2f} s and {quick * 1000:.0f} ms), {len(asked)} figures"
        rows.append([f"figures, month × service over {JAHRE} years from rollups against GROUP BY of events, {name}", told])
    return rows


def _timed(action) -> float:
    began = time.perf_counter()
    action()
    return time.perf_counter() - began


def _same(raw: dict, found: dict) -> None:
    """Raise RuntimeError unless both ways count the same."""
    rolled = {(monat, leistung): wert.n for leistung, reihe in found.items() for monat, wert in reihe.items()}
    if raw != rolled:
        raise RuntimeError(f"{sum(raw.values())} events, {sum(rolled.values())} rolled up")


ARBEITSTAGE = "generate_series(%(von)s::date, %(bis)s::date - 1, interval '1 day') AS tag"
ANZAHL_TAGE = """
SELECT count(*) FROM generate_series(%s::date, %s::date - 1, interval '1 day') AS tag WHERE extract(isodow FROM tag) < 6
"""
# The steps of a visit as often as in an office where 86 of 100 come; few Leistungen and languages make most of it.
EREIGNIS = f"""
INSERT INTO kern_ereignis (zeit, id, art, wert, leistung, standort, kanal, sprache, einheit, ergebnis)
SELECT zeit, gen_random_uuid(), art,
       CASE art WHEN 'wartezeit' THEN -ln(1 - r2) * 8 WHEN 'termin_gebucht' THEN 1 + 29 * r2
                WHEN 'termin_angekommen' THEN 25 * r2 - 5 WHEN 'vorsprache_erledigt' THEN 5 + 20 * r2
                WHEN 'termin_abgesagt' THEN 5 * r2 END,
       'leistung-' || l, 'haus-' || (l + (r3 < 0.3)::int) %% %(haeuser)s,
       CASE WHEN art IN ('wartezeit', 'vorsprache_erledigt') THEN CASE WHEN r3 < 0.8 THEN 'termin' ELSE 'ohne_termin' END
            WHEN art = 'vormerkung' THEN 'online'
            ELSE CASE WHEN r3 < 0.7 THEN 'online' WHEN r3 < 0.9 THEN 'telefon' ELSE 'schalter' END END,
       (ARRAY['de', 'en', 'uk', 'ar', 'tr', 'ru', 'fa', 'fr', 'es', 'pl', 'ro', 'de-simple'])[1 + floor(12 * r4 ^ 3)::int], '',
       CASE WHEN art = 'termin_abgesagt' THEN CASE WHEN r4 < 0.3 THEN 'amt' ELSE 'person' END ELSE '' END
FROM (SELECT tag AT TIME ZONE 'Europe/Berlin' + interval '8 hours' * (1 + random()) AS zeit,
             CASE WHEN r1 < 0.212 THEN 'vormerkung' WHEN r1 < 0.424 THEN 'termin_gebucht' WHEN r1 < 0.606 THEN 'termin_angekommen'
                  WHEN r1 < 0.788 THEN 'wartezeit' WHEN r1 < 0.97 THEN 'vorsprache_erledigt'
                  WHEN r1 < 0.991 THEN 'termin_abgesagt' ELSE 'termin_versaeumt' END AS art,
             floor(%(leistungen)s * rl ^ 2.5)::int AS l, r2, r3, r4
      FROM (SELECT tag, random() AS r1, random() AS r2, random() AS r3, random() AS r4, random() AS rl
            FROM {ARBEITSTAGE}, generate_series(1, %(je_tag)s) AS n WHERE extract(isodow FROM tag) < 6) drawn) event
"""
MESSWERT = """
INSERT INTO monitoring_messwert
    (slug, zeitraum, von, bis, merkmal, auspraegung, zaehler, nenner, wert, herkunft, quelle, gemessen_am)
SELECT %(slug)s, %(zeitraum)s, date_trunc(CASE %(zeitraum)s WHEN 'tag' THEN 'day' WHEN 'monat' THEN 'month'
                                          WHEN 'quartal' THEN 'quarter' ELSE 'year' END, tag)::date, tag::date, %(merkmal)s,
       CASE %(merkmal)s WHEN '' THEN '' WHEN 'leistung' THEN 'leistung-' || n - 1 ELSE 'haus-' || n - 1 END,
       40 + 40 * random(), 100, 40 + 40 * random(), 'gerechnet', '', now()
FROM generate_series(%(von)s::date, %(bis)s::date, %(schritt)s::interval) AS tag, generate_series(1, %(anzahl)s) AS n
ON CONFLICT DO NOTHING
"""
WARTEN = "AND art = 'wartezeit' AND kanal = 'termin'"
ROH = """
SELECT date_trunc('month', zeit AT TIME ZONE 'Europe/Berlin')::date AS monat, leistung, art, kanal, ergebnis,
       percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY wert), count(*) FILTER (WHERE wert < 15), count(*)
FROM kern_ereignis WHERE zeit >= %s {wo} GROUP BY 1, 2, 3, 4, 5
"""
