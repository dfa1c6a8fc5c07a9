"""Figures of the example office, reckoned again from raw rows with plain SQL, are what the page of the lead shows."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from behoerde.kern import register
from behoerde.kern.db import System, als
from behoerde.kern.models import User
from monitoring.katalog import indikator
from monitoring.models import Messwert
from monitoring.rechnung import Bestand
from tests.anmelden import BACKEND

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr"), pytest.mark.timeout(600)]
# What a span of twelve months until the 24th of November 2026 holds of events; of what is asked at night, only periods that
# were not over for 45 days when the office was built.
TAGE = {"heute": date(2026, 11, 24), "ereignisse": date(2025, 12, 1), "monat": date(2026, 10, 1), "quartal": date(2026, 10, 1)}
EREIGNIS = "SELECT count(*) FILTER (WHERE {}), count(*) FILTER (WHERE {}) FROM kern_ereignis WHERE {}"
SPANNE = "(zeit AT TIME ZONE 'Europe/Berlin')::date BETWEEN %(ereignisse)s AND %(heute)s"
VOM_AMT = "art IN ('termin_abgesagt', 'termin_verschoben') AND ergebnis = 'amt'"
GERUFEN = "art = 'wartezeit' AND kanal = 'termin'"
ZUFRIEDEN = """
SELECT count(*) FILTER (WHERE stufe >= 4), count(*) FROM monitoring_umfrageantwort
WHERE umfrage_id IS NULL AND merkmal = '' AND frage = '{}' AND periode = %(quartal)s
"""
ARBEIT = "('ausbildung', 'einstieg', 'arbeit', 'minijob')"
# Each gives numerator and denominator; of a number alone the same twice.
SQL = {
    "garantie-eingehalten": EREIGNIS.format(f"{GERUFEN} AND wert < 15", f"{GERUFEN} OR ({VOM_AMT})", SPANNE),
    "absage-durch-behoerde": EREIGNIS.format(VOM_AMT, "art = 'termin_gebucht'", SPANNE),
    "nicht-erschienen": f"""
        SELECT count(*) FILTER (WHERE art = 'termin_versaeumt'),
               sum(CASE art WHEN 'termin_ankunft_zurueck' THEN -1 ELSE 1 END)
        FROM kern_ereignis WHERE art IN ('termin_angekommen', 'termin_ankunft_zurueck', 'termin_versaeumt') AND {SPANNE}""",
    "arbeitsmenge": EREIGNIS.format("true", "true", f"art IN ('vorsprache_erledigt', 'anliegen_beantwortet') AND {SPANNE}"),
    "abschlussquote-online": f"""
        SELECT sum(CASE art WHEN 'vormerkung' THEN 1 ELSE -1 END), count(*) FILTER (WHERE art = 'vormerkung')
        FROM kern_ereignis
        WHERE (art = 'vormerkung' OR (art = 'vormerkung_verfallen' AND kanal = 'online')) AND {SPANNE}""",
    "rueckstand": """
        SELECT count(*), count(*) FROM termine_anliegen a LEFT JOIN termine_termin t ON t.id = a.termin_id
        WHERE a.status IN ('eingegangen', 'in_sichtung', 'rueckfrage', 'angeboten', 'terminiert') AND (a.aufnahme_id IS NOT NULL
              OR t.status NOT IN ('vorgemerkt', 'bestaetigung_offen', 'abgesagt', 'verfallen'))""",
    "angebot-fristgerecht": """
        SELECT count(*) FILTER (WHERE v.beantwortet_am <= v.angebot_bis), count(*)
        FROM termine_serviceversprechen v JOIN termine_aufnahme a ON a.id = v.aufnahme_id
        WHERE (v.angebot_bis AT TIME ZONE 'Europe/Berlin')::date >= %(monat)s AND v.angebot_bis <= %(jetzt)s
              AND v.pausiert_seit IS NULL AND NOT (v.beantwortet_am IS NULL AND a.stand = 'zurueckgezogen')""",
    "lotsen-teilnahme": """
        SELECT count(*) FILTER (WHERE EXISTS (SELECT FROM lotsen_verweisschritt s WHERE s.verweis_id = v.id AND (s.nach = 'erschienen'
                   OR s.nach = 'abgeschlossen' AND s.grund IN ('geholfen', 'teilweise', 'nicht_geholfen')))
                   AND v.status <> 'nicht_erschienen'), count(*)
        FROM lotsen_verweis v WHERE (v.angenommen_am AT TIME ZONE 'Europe/Berlin')::date BETWEEN %(quartal)s AND %(heute)s
              AND v.status NOT IN ('gesendet', 'gelesen', 'angenommen', 'warteliste', 'termin')""",
    "vermittlungen": f"""
        SELECT count(*), count(*) FROM fallmanagement_vermittlung
        WHERE beginn BETWEEN %(quartal)s AND %(heute)s AND art IN {ARBEIT} AND (stand = 'begonnen' OR ende IS NOT NULL)""",
    "kundenzufriedenheit-csat": ZUFRIEDEN.format("zufriedenheit"),
    "kunden-freundlichkeit": ZUFRIEDEN.format("freundlichkeit"),
    "kunden-antwortquote": """
        SELECT (SELECT count(*) FROM monitoring_umfrageantwort
                WHERE umfrage_id IS NULL AND merkmal = '' AND frage = 'bogen' AND periode = %(quartal)s), count(*)
        FROM kern_ereignis WHERE art = 'umfrage_eingeladen' AND (zeit AT TIME ZONE 'Europe/Berlin')::date >= %(quartal)s""",
    "beschwerden": """
        SELECT 1000 * (SELECT count(*) FROM monitoring_beschwerde WHERE tag BETWEEN %(quartal)s AND %(heute)s), count(*)
        FROM kern_ereignis
        WHERE art = 'vorsprache_erledigt' AND (zeit AT TIME ZONE 'Europe/Berlin')::date BETWEEN %(quartal)s AND %(heute)s""",
    "schulung-abdeckung-ressorts": """
        SELECT sum(least(geschult, koepfe)), sum(koepfe) FROM (
            SELECT DISTINCT ON (s.einheit_id) s.koepfe, (
                SELECT count(DISTINCT n.gast_id) FROM monitoring_schulungsnachweis n
                JOIN monitoring_schulungsgast g ON g.id = n.gast_id JOIN monitoring_kurs k ON k.id = n.kurs_id
                WHERE g.einheit_id = s.einheit_id AND k.thema = 'interkulturell') AS geschult
            FROM monitoring_stellenstand s JOIN kern_organisationseinheit o ON o.id = s.einheit_id
            WHERE o.art IN ('ressort', 'gemeinde') AND s.monat <= %(heute)s ORDER BY s.einheit_id, s.monat DESC) AS stellen""",
    "leitbild-rueckmeldung": """
        SELECT count(beantwortet_am), count(*) FROM monitoring_beitrag
        WHERE status = 'freigegeben' AND (eingegangen_am AT TIME ZONE 'Europe/Berlin')::date = %(heute)s""",
}
UNSICHER = "('60a', '60b', '60c', '60d', 'gueb', 'aufenthaltsgestattung', 'ankunftsnachweis')"
# What a page of so small an office hides: numerator and denominator as they are kept at night, with the day they begin on.
NACHTS = {
    "status-gesichert": (
        date(2026, 1, 1),
        f"""
        SELECT count(*) FILTER (WHERE EXISTS (SELECT FROM fallmanagement_aufenthaltsstatus s
                   WHERE s.person_id = f.person_id AND s.code NOT IN {UNSICHER} AND s.code NOT IN ('81_3', '81_4') AND lower(s.zeitraum) > f.tag
                         AND lower(s.zeitraum) <= %(heute)s)), count(*)
        FROM (SELECT *, (angelegt_am AT TIME ZONE 'Europe/Berlin')::date AS tag FROM fallmanagement_fallakte) f
        WHERE f.grund NOT IN ('versehen', 'zusammengefuehrt') AND EXISTS (
              SELECT FROM fallmanagement_aufenthaltsstatus s
              WHERE s.person_id = f.person_id AND s.zeitraum @> f.tag AND s.code IN {UNSICHER})""",
    ),
    "asylblg-einsparung": (
        date(2026, 1, 1),
        """
        SELECT sum(gemindert), count(DISTINCT f.person_id) FROM fallmanagement_ersparnismonat m
        JOIN fallmanagement_vermittlung v ON v.id = m.vermittlung_id JOIN fallmanagement_fallakte f ON f.id = v.fallakte_id
        WHERE m.ohne_betrag = '' AND m.tage > 0 AND m.monat BETWEEN '2026-01-01' AND %(heute)s""",
    ),
    "fallzahl-je-fallmanager": (
        date(2026, 11, 24),
        """
        SELECT count(*), count(DISTINCT zustaendig_id) FROM fallmanagement_fallakte
        WHERE phase IN ('neu', 'klaerung', 'plan', 'vermittlung', 'begleitung') AND zustaendig_id IS NOT NULL""",
    ),
    "schulung-abdeckung-abh": (
        date(2026, 11, 24),
        """
        SELECT count(DISTINCT u.id) FILTER (WHERE EXISTS (
                   SELECT FROM monitoring_schulungsnachweis n JOIN monitoring_kurs k ON k.id = n.kurs_id
                   WHERE n.user_id = u.id AND k.thema = 'interkulturell')), count(DISTINCT u.id)
        FROM kern_user u JOIN kern_rollenzuweisung r ON r.user_id = u.id
        JOIN kern_organisationseinheit o ON o.id = r.organisationseinheit_id
        WHERE o.art IN ('sachgebiet', 'buergerbuero') AND r.rolle NOT IN ('partner', 'ressort')""",
    ),
    "mitarbeiter-beteiligung": (
        date(2026, 1, 1),
        """
        SELECT count(*) FILTER (WHERE verwendet), count(*) FROM monitoring_umfrageeinladung WHERE umfrage_id IS NOT NULL""",
    ),
    "kunden-verstaendlichkeit": (date(2026, 10, 1), ZUFRIEDEN.format("verstaendlichkeit")),
}
FAKTOR = {"prozent": 100, "anzahl": None, "je_1000": 1}


def reckoned() -> dict[str, tuple[float, int]]:
    """Return value and cases of each figure from the raw rows."""
    found = {}
    for slug, sql in SQL.items():
        with connection.cursor() as cursor:
            cursor.execute(sql, TAGE | {"jetzt": "2026-11-24T09:00Z"})
            zaehler, nenner = cursor.fetchone()
        factor = FAKTOR[indikator(slug).einheit]
        if nenner or factor is None:
            found[slug] = (float(zaehler if factor is None else factor * zaehler / nenner), int(nenner))
    return found


def kept_and_reckoned() -> tuple[dict, dict]:
    """Return numerator and denominator of each figure of ``NACHTS`` as they are kept, and from the raw rows."""
    kept, raw = {}, {}
    for slug, (von, sql) in NACHTS.items():
        row = Messwert.objects.get(slug=slug, von=von, auspraegung="", zeitraum=_takt(slug))
        kept[slug] = (row.zaehler, row.nenner)
        with connection.cursor() as cursor:
            cursor.execute(sql, TAGE)
            raw[slug] = tuple(float(number) for number in cursor.fetchone())
    return kept, raw


def _takt(slug: str) -> str:
    return "tag" if isinstance(indikator(slug).rechnung, Bestand) else str(indikator(slug).takt)


def shown() -> dict[str, tuple[float, int]]:
    """Return value and cases of each figure as the lead takes them away from the page; what is hidden is left out."""
    client, names = Client(), {indikator(slug).name: slug for slug in SQL}
    client.force_login(User.objects.get(email="leitung@musterstadt.example"), backend=BACKEND)
    text = client.get(f"{reverse('monitoring:lage')}?format=csv").getvalue().decode("utf-8-sig")
    rows = [row for row in csv.DictReader(StringIO(text), delimiter=";") if row["Kennzahl"] in names and row["Wert"]]
    return {names[row["Kennzahl"]]: (float(row["Wert"].replace(",", ".")), int(row["Fälle"])) for row in rows}


def test_what_the_lead_sees_is_what_the_raw_rows_say(uhr):
    cache.clear()
    with als(System.AUFGABE):
        for entry in register.alle(register.Beispieldaten):
            entry.builder(False)
        expected = reckoned()
        kept, raw = kept_and_reckoned()
    assert kept == {slug: pytest.approx(numbers) for slug, numbers in raw.items()}
    assert [slug for slug, (_zaehler, nenner) in raw.items() if not nenner] == []  # each has cases
    found = shown()
    assert {slug: found[slug] for slug in sorted(found)} == {slug: pytest.approx(expected[slug]) for slug in sorted(found)}
    assert len(found) >= 10
