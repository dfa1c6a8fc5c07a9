"""Roll events up into days and months: deleted and made again in one transaction, so it may be repeated at any time."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time

from django.db import connection, transaction
from django.db.models import Max, Min

from behoerde.kern import uhr
from behoerde.kern.models import Ereignis
from monitoring.klassen import SQL
from monitoring.models import MERKMALE, KennzahlMonat, KennzahlTag, SchmutzigerTag
from monitoring.schnitte import cuts_of_months, streams

_NAMEN = ", ".join(MERKMALE)
_EREIGNISSE = ", ".join(
    "CASE WHEN wert IS NOT NULL THEN " + SQL.replace("%s", "wert") + " END" if m == "klasse" else m for m in MERKMALE
)
_STELLEN = ", ".join(str(place) for place in range(1, len(MERKMALE) + 1))
_TAG = f"""
INSERT INTO monitoring_kennzahltag ({_NAMEN}, tag, anzahl, summe)
SELECT {_EREIGNISSE}, %s::date, count(*), coalesce(sum(wert), 0) FROM kern_ereignis WHERE zeit >= %s AND zeit < %s GROUP BY {_STELLEN}
"""  # noqa: S608 - names of columns, written here
_NICHTS = "''"
_OHNE = {"klasse": "NULL::smallint"}
_GEFRAGT = ", ".join(
    [
        "art",
        *(f"CASE WHEN art = ANY (%({m})s) THEN {m} ELSE {_OHNE.get(m, _NICHTS)} END AS {m}" for m in MERKMALE if m != "art"),
    ]
)
_BLEIBT = [m for m in MERKMALE if m != "klasse"]
_GESCHNITTEN = ", ".join(f"CASE WHEN '{m}' = ANY (weg) THEN '' ELSE {m} END AS {m}" for m in _BLEIBT)
_MONAT = f"""
INSERT INTO monitoring_kennzahlmonat (schnitt, monat, {", ".join(_BLEIBT)}, anzahl, klassen, anzahlen)
SELECT schnitt, %(monat)s::date, {", ".join(_BLEIBT)}, sum(anzahl), array_agg(klasse ORDER BY klasse), array_agg(anzahl ORDER BY klasse)
FROM (
    SELECT schnitt, {_GESCHNITTEN}, klasse, sum(anzahl) AS anzahl
    FROM (
        SELECT {_GEFRAGT}, sum(anzahl) AS anzahl
        FROM monitoring_kennzahltag WHERE tag >= %(monat)s AND tag < %(danach)s GROUP BY {_STELLEN}
    ) gefragt
    CROSS JOIN (SELECT s->>'schnitt' AS schnitt, ARRAY(SELECT jsonb_array_elements_text(s->'weg')) AS weg
                FROM jsonb_array_elements(%(schnitte)s::jsonb) AS s) schnitte
    GROUP BY schnitt, {", ".join(str(place + 1) for place in range(1, len(_BLEIBT) + 1))}, klasse
) je_klasse
GROUP BY schnitt, {", ".join(_BLEIBT)}
"""  # noqa: S608 - names of columns, written here


def roll_up_recent() -> None:
    """Roll up yesterday and today, and their months."""
    recent = (uhr.today() - uhr.DAY, uhr.today())
    for tag in recent:
        roll_up_day(tag)
    roll_up_months(recent)


@transaction.atomic
def roll_up_late() -> date | None:
    """Roll up one day that got late events, and return it; None when there is none that nobody else works on."""
    row = SchmutzigerTag.objects.select_for_update(skip_locked=True).filter(tag__lte=uhr.today()).first()
    if row is None:
        return None
    tag = row.tag
    _wait_for_writers(tag)
    row.delete()
    roll_up_day(tag)
    return tag


def _wait_for_writers(tag: date) -> None:
    """Let whoever writes late events of the day finish first, and the next ones wait: their trigger holds the same lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('monitoring_schmutzigertag'), %s - DATE '0001-01-01')", [tag])


@transaction.atomic
def roll_up_day(tag: date) -> None:
    """Make the rows of one day anew from its events."""
    begin, end = (datetime.combine(day, time(), uhr.ZONE) for day in (tag, tag + uhr.DAY))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('monitoring_kennzahltag'), %s)", [tag.toordinal()])
        KennzahlTag.objects.filter(tag=tag).delete()
        cursor.execute(_TAG, [tag, begin, end])


def asked_of_months() -> dict[str, list[str]]:
    """Return for each attribute of which kinds of event some figure asks for it; a month keeps nothing else."""
    asked = [(name, art) for rechnung in streams() for art, names in rechnung.gefragt.items() for name in names]
    return {merkmal: sorted({art for name, art in asked if name == merkmal}) for merkmal in MERKMALE}


def roll_up_months(tage: Iterable[date]) -> None:
    """Make the months of these days anew from their days."""
    for monat in sorted({tag.replace(day=1) for tag in tage}):
        _roll_up_month(monat)


@transaction.atomic
def _roll_up_month(monat: date) -> None:
    after = date(monat.year + monat.month // 12, monat.month % 12 + 1, 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('monitoring_kennzahlmonat'), %s)", [monat.toordinal()])
        KennzahlMonat.objects.filter(monat=monat).delete()
        cuts = json.dumps([{"schnitt": name, "weg": left_out} for name, left_out in cuts_of_months().items()])
        cursor.execute(_MONAT, {"monat": monat, "danach": after, "schnitte": cuts, **asked_of_months()})


def backfill() -> Iterator[tuple[int, int]]:
    """Roll up everything since the first event; yield how many days are done, of how many."""
    span = Ereignis.objects.aggregate(first=Min("zeit"), last=Max("zeit"))
    if span["first"] is None:
        return
    first, last = (uhr.local(span[name]).date() for name in ("first", "last"))
    total = (last - first).days + 1
    for n in range(total):
        roll_up_day(first + n * uhr.DAY)
        yield n + 1, total
    roll_up_months(first + n * uhr.DAY for n in range(total))
    SchmutzigerTag.objects.filter(tag__range=(first, last)).delete()


def differing(tage: Iterable[date]) -> list[tuple[date, str, int, int]]:
    """Return where the rows of a day differ from its events: (day, kind, events, rolled up)."""
    found = []
    for tag in tage:
        begin, end = (datetime.combine(day, time(), uhr.ZONE) for day in (tag, tag + uhr.DAY))
        with connection.cursor() as cursor:
            cursor.execute(_VERGLEICH, [begin, end, tag])
            found += [(tag, art, raw, rolled) for art, raw, rolled in cursor.fetchall()]
    return found


_VERGLEICH = """
SELECT coalesce(e.art, k.art), coalesce(e.anzahl, 0), coalesce(k.anzahl, 0)
FROM (SELECT art, count(*) AS anzahl FROM kern_ereignis WHERE zeit >= %s AND zeit < %s GROUP BY art) e
FULL JOIN (SELECT art, sum(anzahl) AS anzahl FROM monitoring_kennzahltag WHERE tag = %s GROUP BY art) k ON e.art = k.art
WHERE e.anzahl IS DISTINCT FROM k.anzahl ORDER BY 1
"""
