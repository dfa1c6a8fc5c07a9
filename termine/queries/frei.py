"""Free times of a Leistung, for the whole horizon in one query."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import connection

from behoerde.kern import uhr
from behoerde.kern.models import Standort
from termine.angaben import Bedarf
from termine.models import Leistung

CACHE_SEKUNDEN = 1  # a rush at 08:00 asks the same question a hundred times a second

GEFRAGT_ZUERST = 20  # counters of equal duty

# Teams that do it, and what their counter ``p`` must have: the one filter of search and claim.
TEAMS = """
SELECT t.id AS team_id, t.standort_id, t.vorlauf_minuten, t.haltezeit_minuten, make_interval(mins => t.raster_minuten::int) AS raster
FROM termine_team t
JOIN termine_team_leistungen tl ON tl.team_id = t.id AND tl.leistung_id = %(leistung)s
WHERE t.aktiv AND (%(standort)s::bigint IS NULL OR t.standort_id = %(standort)s)
"""
PLATZ_PASST = """
p.aktiv
AND (%(platz)s::bigint IS NULL OR p.id = %(platz)s)
AND (%(sprache)s = '' OR %(sprache)s = ANY (p.sprachen))
AND p.merkmale @> %(merkmale)s::varchar[]
AND (%(dolmetschen)s = '' OR %(dolmetschen)s = ANY (p.sprachen) OR 'dolmetschen' = ANY (p.merkmale))
AND (NOT EXISTS (SELECT FROM termine_platz_leistungen l WHERE l.platz_id = p.id)
     OR EXISTS (SELECT FROM termine_platz_leistungen l WHERE l.platz_id = p.id AND l.leistung_id = %(leistung)s))
"""
PLAETZE = f"SELECT p.id, t.* FROM ({TEAMS}) t JOIN termine_platz p ON p.team_id = t.team_id WHERE {PLATZ_PASST}"  # noqa: S608 - constant text


# One step through the index: the next duty of team g.
NAECHSTE = """
SELECT lower(zeitraum) AS anfang, upper(zeitraum) AS ende FROM termine_dienst
WHERE team_id = g.team_id AND {} ORDER BY lower(zeitraum), upper(zeitraum) LIMIT 1
"""
NOCH_NICHT_ZU_ENDE = """
lower(zeitraum) >= COALESCE((SELECT min(lower(zeitraum)) FROM termine_dienst WHERE team_id = g.team_id AND zeitraum @> g.ab), g.ab)
"""
DIENSTE = """
SELECT platz_id, frei FROM termine_dienst
WHERE team_id = g.team_id AND lower(zeitraum) = g.anfang AND upper(zeitraum) = g.ende
  AND platz_id = ANY (ARRAY(SELECT id FROM platz)) AND {}
"""
AUFRUNDEN = "date_bin(g.raster, {} + g.raster - interval '1 microsecond', g.anfang)"
# The starts for which one counter is free the whole time, each as the piece of the grid of group g that begins with it:
# such pieces unite without making a start that nobody offers; the free ranges of two counters would not.
BEGINNE = f"""
SELECT COALESCE(range_agg(tstzrange(erster, letzter + g.raster)) FILTER (WHERE stueck IS NOT NULL AND erster <= letzter), '{{{{}}}}') AS beginne,
       min(platz_id) AS letzter_platz
FROM ({{}}) d LEFT JOIN LATERAL unnest(d.frei) AS stueck ON true,
    LATERAL (SELECT {AUFRUNDEN.format("GREATEST(lower(stueck), g.ab)")} AS erster,
                    date_bin(g.raster, LEAST(upper(stueck), %(bis)s) - %(dauer)s, g.anfang) AS letzter) s
"""  # noqa: S608 - constant text, values are parameters
STICHPROBE = DIENSTE.format("true") + "ORDER BY platz_id DESC LIMIT %(stichprobe)s"
UEBRIGE = DIENSTE.format("platz_id < g.letzter_platz AND frei && g.fehlt")
# Most counters offer the same times. So duties that begin and end together form a group, a few counters of each are asked
# first, and the others only where a start is missing: the work grows with the days, hardly with the counters. Asked first
# is who is booked last (``BESTE_ZUERST`` in termine.actions.belegung).
FREI = f"""
WITH RECURSIVE platz AS MATERIALIZED (
    SELECT p.*, LEAST(%(bis)s, GREATEST(%(von)s, %(jetzt)s + make_interval(
        mins => CASE WHEN %(sofort)s THEN 0 ELSE vorlauf_minuten::int END))) AS ab
    FROM ({PLAETZE}) p
),
gruppe AS (
    SELECT g.*, d.* FROM (SELECT DISTINCT team_id, standort_id, raster, ab FROM platz) g,
        LATERAL ({NAECHSTE.format(NOCH_NICHT_ZU_ENDE)}) d WHERE d.anfang < %(bis)s
    UNION ALL
    SELECT g.team_id, g.standort_id, g.raster, g.ab, d.* FROM gruppe g,
        LATERAL ({NAECHSTE.format("(lower(zeitraum), upper(zeitraum)) > (g.anfang, g.ende)")}) d WHERE d.anfang < %(bis)s
),
erste AS MATERIALIZED (
    SELECT g.*, d.*, tstzmultirange(tstzrange(frueh, spaet, '[]')) - beginne AS fehlt
    FROM (SELECT g.*, {AUFRUNDEN.format("GREATEST(anfang, ab)")} AS frueh, LEAST(ende, %(bis)s) - %(dauer)s AS spaet
          FROM gruppe g) g, LATERAL ({BEGINNE.format(STICHPROBE)}) d
    WHERE frueh <= spaet
),
abgelaufen AS (
    SELECT p.standort_id, p.raster, p.ab, lower(d.zeitraum) AS anfang, d.platz_id, d.frei + (b.zeiten - d.gesperrt) AS frei
    FROM (SELECT dienst_id, range_agg(zeitraum) AS zeiten FROM termine_belegung
          WHERE art = 'vormerkung' AND ablauf <= %(jetzt)s GROUP BY dienst_id) b
    JOIN termine_dienst d ON d.id = b.dienst_id AND d.zeitraum && tstzrange(%(von)s, %(bis)s)
    JOIN platz p ON p.id = d.platz_id
)
SELECT DISTINCT beginn, standort_id
FROM (
    SELECT standort_id, raster, beginne FROM erste
    UNION ALL
    SELECT g.standort_id, g.raster, d.beginne FROM erste g, LATERAL ({BEGINNE.format(UEBRIGE)}) d WHERE NOT isempty(g.fehlt)
    UNION ALL
    SELECT g.standort_id, g.raster, d.beginne FROM abgelaufen g, LATERAL ({BEGINNE.format("SELECT g.platz_id, g.frei")}) d
) gefunden, unnest(beginne) AS zeit, generate_series(lower(zeit), upper(zeit) - raster, raster) AS beginn
ORDER BY beginn, standort_id
"""  # noqa: S608 - constant text, values are parameters


@dataclass(frozen=True)
class FreieZeit:
    """A time that could be taken a moment ago."""

    beginn: datetime
    ende: datetime
    standort: Standort


def platz_params(leistung: Leistung, standort: Standort | None, bedarf: Bedarf) -> dict:
    """Return the parameters of ``PLAETZE``."""
    return {
        "leistung": leistung.pk,
        "platz": bedarf.platz,
        "standort": standort.pk if standort else None,
        "sprache": bedarf.sprache,
        "merkmale": list(bedarf.merkmale),
        "dolmetschen": bedarf.dolmetschen,
    }


def free_zeiten(
    leistung: Leistung,
    von: datetime,
    bis: datetime,
    *,
    standort: Standort | None = None,
    personen: int = 1,
    bedarf: Bedarf | None = None,
    fresh: bool = False,
) -> list[FreieZeit]:
    """Return every free start from ``von`` until ``bis`` in order, in two queries; one second old unless ``fresh``."""
    bedarf = bedarf or Bedarf()
    where = (standort and standort.pk, bedarf.sprache, bedarf.dolmetschen, bedarf.sofort, bedarf.platz, *sorted(bedarf.merkmale))
    parts = (leistung.pk, von.timestamp(), bis.timestamp(), personen, *where)
    key = "freie-zeiten:" + ":".join(map(str, parts))
    zeiten = None if fresh else cache.get(key)
    if zeiten is None:
        zeiten = _query(leistung, von, bis, standort, personen, bedarf)
        cache.set(key, zeiten, CACHE_SEKUNDEN)
    return zeiten


def _query(
    leistung: Leistung, von: datetime, bis: datetime, standort: Standort | None, personen: int, bedarf: Bedarf
) -> list[FreieZeit]:
    dauer = timedelta(minutes=leistung.dauer(personen))
    params = platz_params(leistung, standort, bedarf)
    params |= {"von": von, "bis": bis, "jetzt": uhr.now(), "dauer": dauer, "sofort": bedarf.sofort, "stichprobe": GEFRAGT_ZUERST}
    with connection.cursor() as cursor:
        cursor.execute(FREI, params)
        rows = cursor.fetchall()
    standorte = {standort.pk: standort} if standort else Standort.objects.in_bulk({pk for _beginn, pk in rows})
    return [FreieZeit(beginn, beginn + dauer, standorte[pk]) for beginn, pk in rows]
