"""Take a counter and give it back: the only statements that contend.

Order of locks, the same everywhere, so that nothing deadlocks: key of the request, Kontaktnachweis, Termin, Aufnahme with
its offers, Dienst by ``platz_id``, Belegung. Whoever holds a Dienst never waits for a Termin or an offer (SKIP LOCKED).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Standort
from termine.actions.verfall import lapse_dienst
from termine.angaben import Bedarf
from termine.enums import BelegungArt
from termine.models import Belegung, Leistung, Platz, Team
from termine.queries.frei import PLAETZE, platz_params

PASSEND = f"""
SELECT d.id, d.platz_id FROM termine_dienst d
JOIN ({PLAETZE}) p ON p.id = d.platz_id
LEFT JOIN LATERAL (
    SELECT range_agg(b.zeitraum) AS zeiten FROM termine_belegung b
    WHERE %(mit_abgelaufenen)s AND b.dienst_id = d.id AND b.art = 'vormerkung' AND b.ablauf <= %(jetzt)s
) a ON true
WHERE d.zeitraum @> %(zeitraum)s
  AND d.frei + COALESCE(a.zeiten - d.gesperrt, '{{}}'::tstzmultirange) @> %(zeitraum)s
  AND date_bin(p.raster, lower(%(zeitraum)s), lower(d.zeitraum)) = lower(%(zeitraum)s)
  AND lower(%(zeitraum)s) > %(jetzt)s + make_interval(mins => CASE WHEN %(mit_vorlauf)s THEN p.vorlauf_minuten::int ELSE 0 END)
"""  # noqa: S608 - constant text, values are parameters
# The counter of the Ansprechperson, then who speaks the visitor's language, then who has the fewest other skills.
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
NUN_FREI = "SELECT id FROM termine_dienst WHERE id = %(dienst)s AND frei @> %(zeitraum)s"
EINFUEGEN = """
INSERT INTO termine_belegung (dienst_id, platz_id, zeitraum, art, ablauf)
VALUES (%(dienst)s, %(platz)s, %(zeitraum)s, %(art)s, %(ablauf)s) ON CONFLICT DO NOTHING RETURNING id
"""
NICHTS_BESONDERES = Bedarf()


@dataclass(frozen=True)
class Wunsch:
    """A time somebody wants; ``bevorzugt`` is the visitor's language, ``alt`` the counter a move gives back.

    ``platz`` is taken where it is free: the counter of the Ansprechperson.
    """

    leistung: Leistung
    beginn: datetime
    ende: datetime
    standort: Standort | None
    bevorzugt: str = "de"
    bedarf: Bedarf = NICHTS_BESONDERES
    mit_vorlauf: bool = True
    alt: Belegung | None = None
    platz: int | None = None

    @property
    def params(self) -> dict:
        return platz_params(self.leistung, self.standort, self.bedarf) | {
            "zeitraum": DateTimeTZRange(self.beginn, self.ende, "[)"),
            "bevorzugt": self.bevorzugt,
            "platz_bevorzugt": self.platz,
            "jetzt": uhr.now(),
            "mit_vorlauf": self.mit_vorlauf,
            "mit_abgelaufenen": False,
            "alt": self.alt.dienst_id if self.alt else None,
        }


def claim(wunsch: Wunsch, *, ablauf: Callable[[Team], datetime] | None = None) -> Belegung:
    """Take one fitting counter, for good or as a hold until ``ablauf(team)``; raises DomainError ``vergeben``.

    Must run inside a transaction: the counter stays locked until its end.
    """
    params = wunsch.params
    found = _try(OHNE_WARTEN, params, wunsch.alt) or _over_expired(params, wunsch.alt) or _waiting(params, wunsch.alt)
    belegung = found and _insert(*found, params["zeitraum"], ablauf)
    if not belegung:
        raise DomainError(
            _("Diese Zeit ist gerade vergeben worden. Bitte wählen Sie eine andere Zeit. Ihre Angaben bleiben erhalten."),
            "vergeben",
        )
    return belegung


def _first(sql: str, params: dict) -> tuple[int, int] | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchone()


def _try(sql: str, params: dict, alt: Belegung | None) -> tuple[int, int] | None:
    """Lock a counter without waiting for anybody; of a move also the old one, else neither."""
    if alt is None:
        return _first(sql, params)
    savepoint = transaction.savepoint()
    old = _first("SELECT id FROM termine_dienst WHERE id = %(alt)s FOR NO KEY UPDATE SKIP LOCKED", params)
    if old and (found := _first(sql, params)):
        transaction.savepoint_commit(savepoint)
        return found
    transaction.savepoint_rollback(savepoint)
    return None


def _over_expired(params: dict, alt: Belegung | None) -> tuple[int, int] | None:
    """Take the place of holds that have run out, unless somebody is just making one of them final."""
    savepoint = transaction.savepoint()
    found = _try(OHNE_WARTEN, params | {"mit_abgelaufenen": True}, alt)
    if found:
        lapse_dienst(found[0], params["jetzt"])
        if _first(NUN_FREI, params | {"dienst": found[0]}):
            transaction.savepoint_commit(savepoint)
            return found
    transaction.savepoint_rollback(savepoint)
    return None


def _waiting(params: dict, alt: Belegung | None) -> tuple[int, int] | None:
    """Ask again and wait for whoever holds the last counters: else "full" may be a lie."""
    if alt is None:
        return _first(MIT_WARTEN, params)
    _first(ALLE_SPERREN, params)
    return _first(OHNE_WARTEN, params)  # holding the old counter, it must not wait for one that became free meanwhile


def _insert(dienst: int, platz_id: int, zeitraum: DateTimeTZRange, ablauf: Callable[[Team], datetime] | None) -> Belegung | None:
    platz = Platz.objects.select_related("team__standort").get(pk=platz_id)
    belegung = Belegung(dienst_id=dienst, platz=platz, zeitraum=zeitraum, art=BelegungArt.TERMIN)
    if ablauf:
        belegung.art, belegung.ablauf = BelegungArt.VORMERKUNG, ablauf(platz.team)
    row = _first(
        EINFUEGEN,
        {"dienst": dienst, "platz": platz_id, "zeitraum": zeitraum, "art": belegung.art, "ablauf": belegung.ablauf},
    )
    if row:
        belegung.pk = row[0]
        belegung._state.adding = False
    return belegung if row else None


def release(belegung: Belegung | None) -> None:
    """Give the counter back; the Termin must have let go of it before."""
    if belegung is None:
        return
    _first("SELECT id FROM termine_dienst WHERE id = %(dienst)s FOR NO KEY UPDATE", {"dienst": belegung.dienst_id})
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM termine_belegung WHERE id = %s", [belegung.pk])
