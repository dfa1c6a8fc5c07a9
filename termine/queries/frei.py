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

# Counters that may do it: the one filter of search and claim.
PLAETZE = """
SELECT p.id, p.sprachen, t.standort_id, t.vorlauf_minuten, make_interval(mins => t.raster_minuten::int) AS raster
FROM termine_platz p
JOIN termine_team t ON t.id = p.team_id AND t.aktiv
JOIN termine_team_leistungen tl ON tl.team_id = t.id AND tl.leistung_id = %(leistung)s
WHERE p.aktiv
  AND (%(platz)s::bigint IS NULL OR p.id = %(platz)s)
  AND (%(standort)s::bigint IS NULL OR t.standort_id = %(standort)s)
  AND (%(sprache)s = '' OR %(sprache)s = ANY (p.sprachen))
  AND p.merkmale @> %(merkmale)s::varchar[]
  AND (NOT EXISTS (SELECT FROM termine_platz_leistungen l WHERE l.platz_id = p.id)
       OR EXISTS (SELECT FROM termine_platz_leistungen l WHERE l.platz_id = p.id AND l.leistung_id = %(leistung)s))
"""

FREI = f"""
WITH platz AS MATERIALIZED ({PLAETZE}),
abgelaufen AS MATERIALIZED (
    SELECT dienst_id, range_agg(zeitraum) AS zeiten FROM termine_belegung
    WHERE art = 'vormerkung' AND ablauf <= %(jetzt)s GROUP BY dienst_id
),
stueck AS (
    SELECT platz.standort_id, platz.raster, lower(d.zeitraum) AS anfang, unnest(
        (d.frei + COALESCE(a.zeiten, '{{}}'::tstzmultirange)) * tstzmultirange(tstzrange(
            LEAST(%(bis)s, GREATEST(%(von)s, %(jetzt)s + make_interval(
                mins => CASE WHEN %(sofort)s THEN 0 ELSE platz.vorlauf_minuten::int END))), %(bis)s))
    ) AS frei
    FROM platz
    JOIN termine_dienst d ON d.platz_id = platz.id AND d.zeitraum && tstzrange(%(von)s, %(bis)s)
    LEFT JOIN abgelaufen a ON a.dienst_id = d.id
)
SELECT DISTINCT beginn, standort_id
FROM stueck, generate_series(
    date_bin(raster, lower(frei) + raster - interval '1 microsecond', anfang), upper(frei) - %(dauer)s, raster) AS beginn
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
    where = (standort and standort.pk, bedarf.sprache, bedarf.sofort, bedarf.platz, *sorted(bedarf.merkmale))
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
    params |= {"von": von, "bis": bis, "jetzt": uhr.now(), "dauer": dauer, "sofort": bedarf.sofort}
    with connection.cursor() as cursor:
        cursor.execute(FREI, params)
        rows = cursor.fetchall()
    standorte = {standort.pk: standort} if standort else Standort.objects.in_bulk({pk for _beginn, pk in rows})
    return [FreieZeit(beginn, beginn + dauer, standorte[pk]) for beginn, pk in rows]
