"""Take a counter and give it back: the only statements that contend.

Order of locks, the same everywhere, so that nothing deadlocks: Buchungspartner, Sammelzeile, key of the request,
Kontaktnachweis, Termin, Aufnahme with its offers, Dienst by ``platz_id``, Belegung. Whoever holds a Dienst never waits for a
Termin or an offer (SKIP LOCKED).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.db import vorbereitet
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Standort
from termine.actions.verfall import lapse_dienst
from termine.angaben import Bedarf
from termine.enums import BelegungArt
from termine.models import Belegung, Leistung, Termin
from termine.queries.frei import PLAETZE, PLATZ_PASST, TEAMS, platz_params

# OFFSET 0 keeps the order of reading: teams, their duties at that time, each one's counter. Planned once for all values,
# the database can't know how few the duties are.
PASSEND = f"""
SELECT d.id, d.platz_id, t.haltezeit_minuten FROM ({TEAMS} OFFSET 0) t
JOIN termine_dienst d ON d.team_id = t.team_id
JOIN LATERAL (SELECT p.id, p.sprachen FROM termine_platz p WHERE p.id = d.platz_id AND {PLATZ_PASST} OFFSET 0) p ON true
LEFT JOIN LATERAL (
    SELECT range_agg(b.zeitraum) AS zeiten FROM termine_belegung b
    WHERE %(mit_abgelaufenen)s AND b.dienst_id = d.id AND b.art = 'vormerkung' AND b.ablauf <= %(jetzt)s
) a ON true
WHERE d.zeitraum @> %(zeitraum)s
  AND d.frei + COALESCE(a.zeiten - d.gesperrt, '{{}}'::tstzmultirange) @> %(zeitraum)s
  AND date_bin(t.raster, lower(%(zeitraum)s), lower(d.zeitraum)) = lower(%(zeitraum)s)
  AND lower(%(zeitraum)s) > %(jetzt)s + make_interval(mins => CASE WHEN %(mit_vorlauf)s THEN t.vorlauf_minuten::int ELSE 0 END)
"""  # noqa: S608 - constant text, values are parameters
# The counter of the Ansprechperson, then who speaks the language that is needed, else the visitor's, then who has the fewest other skills.
BESTE_ZUERST = """
ORDER BY (p.id IS NOT DISTINCT FROM %(platz_bevorzugt)s::bigint) DESC, (%(bevorzugt)s = ANY (p.sprachen)) DESC,
    cardinality(p.sprachen), d.platz_id
"""
OHNE_WARTEN = f"{PASSEND} {BESTE_ZUERST} LIMIT 1 FOR NO KEY UPDATE OF d SKIP LOCKED"
MIT_WARTEN = f"{PASSEND} ORDER BY d.platz_id LIMIT 1 FOR NO KEY UPDATE OF d"
# For a move the old and all possible new counters are locked at once, in order, before one is chosen.
ALLE_SPERREN = f"""
SELECT id FROM termine_dienst
WHERE id = %(alt)s
   OR (zeitraum @> %(zeitraum)s AND frei @> %(zeitraum)s AND platz_id IN (SELECT p.id FROM ({PLAETZE}) p))
ORDER BY platz_id FOR NO KEY UPDATE
"""  # noqa: S608 - constant text, values are parameters
# Of several times at once: whatever may be chosen and whatever is given back, locked in one statement.
KANDIDATEN = f"""
SELECT id FROM termine_dienst
WHERE zeitraum @> %(zeitraum)s AND frei @> %(zeitraum)s AND platz_id IN (SELECT p.id FROM ({PLAETZE}) p)
"""  # noqa: S608 - constant text, values are parameters
DIESE_SPERREN = "SELECT id FROM termine_dienst WHERE id = ANY (%(dienste)s) ORDER BY platz_id, id FOR NO KEY UPDATE"
NUN_FREI = """
SELECT d.id, d.platz_id, t.haltezeit_minuten FROM termine_dienst d JOIN termine_team t ON t.id = d.team_id
WHERE d.id = %(dienst)s AND d.frei @> %(zeitraum)s
"""
# Choosing and taking are one statement: nothing goes back and forth while the counter is locked.
NEHMEN = f"""
WITH gewaehlt AS ({{}}),
bis AS (SELECT *, CASE WHEN %(halten)s THEN LEAST(lower(%(zeitraum)s), %(jetzt)s + make_interval(mins => haltezeit_minuten::int))
                       ELSE %(bis)s::timestamptz END AS ablauf FROM gewaehlt)
INSERT INTO termine_belegung (dienst_id, platz_id, zeitraum, art, ablauf)
SELECT id, platz_id, %(zeitraum)s,
       CASE WHEN ablauf IS NULL THEN '{BelegungArt.TERMIN}' ELSE '{BelegungArt.VORMERKUNG}' END, ablauf FROM bis
ON CONFLICT DO NOTHING RETURNING id, dienst_id, platz_id, zeitraum, art, ablauf
"""  # noqa: S608 - constant text, values are parameters
FELDER = ["id", "dienst_id", "platz_id", "zeitraum", "art", "ablauf"]
NICHTS_BESONDERES = Bedarf()


@dataclass(frozen=True)
class Wunsch:
    """A time somebody wants; ``bevorzugt`` is the visitor's language, ``alt`` the counter a move gives back.

    ``platz`` is taken where it is free: the counter of the Ansprechperson. Without ``warten`` a time counts as taken as soon
    as somebody else is just about it.
    """

    leistung: Leistung
    beginn: datetime
    ende: datetime
    standort: Standort
    bevorzugt: str = "de"
    bedarf: Bedarf = NICHTS_BESONDERES
    mit_vorlauf: bool = True
    alt: Belegung | None = None
    platz: int | None = None
    warten: bool = True

    @classmethod
    def again(
        cls,
        termin: Termin,
        *,
        beginn: datetime | None = None,
        standort: Standort | None = None,
        dauer: timedelta | None = None,
        mit_vorlauf: bool = False,
        warten: bool = True,
    ) -> "Wunsch":
        """Return the wish for the same visit once more, as it stands where nothing else is said; its counter is given back."""
        start = beginn or termin.starts_at
        return cls(
            termin.leistung,
            start,
            start + (dauer or termin.ends_at - termin.starts_at),
            standort or termin.standort,
            bevorzugt=termin.sprache,
            bedarf=Bedarf.of(termin),
            mit_vorlauf=mit_vorlauf,
            alt=termin.belegung,
            warten=warten,
        )

    @property
    def params(self) -> dict:
        return platz_params(self.leistung, self.standort, self.bedarf) | {
            "zeitraum": DateTimeTZRange(self.beginn, self.ende, "[)"),
            "bevorzugt": self.bedarf.dolmetschen or self.bevorzugt,  # who speaks it needs no interpreter
            "platz_bevorzugt": self.platz,
            "jetzt": uhr.now(),
            "mit_vorlauf": self.mit_vorlauf,
            "mit_abgelaufenen": False,
            "alt": self.alt.dienst_id if self.alt else None,
        }


def claim(wunsch: Wunsch, *, halten: bool = False, bis: datetime | None = None) -> Belegung:
    """Take one fitting counter: for good, ``halten`` for the holding time of its team, or hold it ``bis`` an instant.

    Raises DomainError ``vergeben``. Must run inside a transaction: the counter stays locked until its end.
    """
    params = wunsch.params | {"halten": halten, "bis": bis}
    row = _at_once(params, wunsch.alt)
    if not row and wunsch.warten:
        row = _over_expired(params, wunsch.alt) or _waiting(params, wunsch.alt)
    if not row:
        raise _taken()
    return Belegung.from_db(connection.alias, FELDER, row)


def claim_all(wuensche: Sequence[Wunsch], *, bis: datetime | None = None) -> list[Belegung]:
    """Take a counter for each of several times, or none: for good, or hold all ``bis`` one instant.

    First without waiting for anybody; then every counter that may be taken or is given back (``alt``) is locked in the
    order of ``platz_id`` before one is chosen. Raises DomainError ``vergeben``. Must run inside a transaction.
    """
    params = [wunsch.params | {"halten": False, "bis": bis} for wunsch in wuensche]
    rows = _all_at_once(params)
    if rows is None:
        _lock_candidates(params)
        rows = [_at_once(values, None) or _over_expired(values, None) for values in params]
    if not all(rows):
        raise _taken()
    return [Belegung.from_db(connection.alias, FELDER, row) for row in rows]


def _all_at_once(params: list[dict]) -> list[tuple] | None:
    """Take them all without waiting, else none; the counters that are given back are locked first."""
    savepoint = transaction.savepoint()
    old = sorted({values["alt"] for values in params if values["alt"]})
    rows: list[tuple] = []
    if len(_all(f"{DIESE_SPERREN} SKIP LOCKED", {"dienste": old})) == len(old):
        for values in params:
            row = _at_once(values, None)
            if row is None:
                break
            rows.append(row)
    if len(rows) == len(params):
        transaction.savepoint_commit(savepoint)
        return rows
    transaction.savepoint_rollback(savepoint)
    return None


def _lock_candidates(params: list[dict]) -> None:
    found = {values["alt"] for values in params if values["alt"]}
    for values in params:
        found |= {pk for (pk,) in _all(KANDIDATEN, values)}
    _all(DIESE_SPERREN, {"dienste": sorted(found)})


def _all(sql: str, params: dict) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def _taken() -> DomainError:
    return DomainError(
        _("Diese Zeit ist gerade vergeben worden. Bitte wählen Sie eine andere Zeit. Ihre Angaben bleiben erhalten."), "vergeben"
    )


def _first(sql: str, params: dict) -> tuple | None:
    with vorbereitet() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchone()


def _at_once(params: dict, alt: Belegung | None, sql: str = NEHMEN.format(OHNE_WARTEN)) -> tuple | None:
    """Take a counter without waiting for anybody; of a move lock the old one too, else neither."""
    if alt is None:
        return _first(sql, params)
    savepoint = transaction.savepoint()
    old = _first("SELECT id FROM termine_dienst WHERE id = %(alt)s FOR NO KEY UPDATE SKIP LOCKED", params)
    if old and (found := _first(sql, params)):
        transaction.savepoint_commit(savepoint)
        return found
    transaction.savepoint_rollback(savepoint)
    return None


def _over_expired(params: dict, alt: Belegung | None) -> tuple | None:
    """Take the place of holds that have run out, unless somebody is just making one of them final."""
    savepoint = transaction.savepoint()
    found = _at_once(params | {"mit_abgelaufenen": True}, alt, OHNE_WARTEN)
    if found:
        lapse_dienst(found[0], params["jetzt"])
        if row := _first(NEHMEN.format(NUN_FREI), params | {"dienst": found[0]}):
            transaction.savepoint_commit(savepoint)
            return row
    transaction.savepoint_rollback(savepoint)
    return None


def _waiting(params: dict, alt: Belegung | None) -> tuple | None:
    """Ask again and wait for whoever holds the last counters: else "full" may be a lie."""
    if alt is None:
        return _first(NEHMEN.format(MIT_WARTEN), params)
    _first(ALLE_SPERREN, params)
    return _first(NEHMEN.format(OHNE_WARTEN), params)  # holding the old counter, it must not wait for one that became free


def release(belegung: Belegung | None, *, gesperrt: bool = False) -> None:
    """Give the counter back; the Termin must have let go of it before. ``gesperrt``: ``claim`` has locked it, as ``alt``."""
    if belegung is None:
        return
    if not gesperrt:
        _first("SELECT id FROM termine_dienst WHERE id = %(dienst)s FOR NO KEY UPDATE", {"dienst": belegung.dienst_id})
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM termine_belegung WHERE id = %s", [belegung.pk])
