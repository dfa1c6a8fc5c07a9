"""The way of an answer: invited, given, kept in the buffer, taken out together with others. Nothing of it may be joined.

Who answered and what was answered never meet in one row that stays, in one transaction that only they share, or in one
order: see docs/umfragen.md. No row is locked when somebody answers, because the lock would stand in the invitation
(``xmax``) and in the answer (``xmin``); an advisory lock leaves no trace.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from random import SystemRandom
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.exceptions import DomainError, LinkUngueltig
from monitoring.models import Umfrage, Umfrageantwort, Umfrageeingang, Umfrageeinladung
from monitoring.queries.umfrage_merkmale import common
from monitoring.umfrage import BOGEN, BUENDEL, FREITEXT, Merkmal, Token, Umfragestatus, quarter, quarter_before

LAENGE = 4096  # of every answer in the buffer, in bytes: its length says nothing of the words in it
SCHLOSS = "umfrageeingang"
Stapel = dict[tuple[str | None, date], list[dict]]


def find(token: Token) -> Umfrageeinladung:
    """Return the invitation that may still be answered; raises LinkUngueltig, DomainError ``schon``."""
    row = Umfrageeinladung.objects.select_related("umfrage").filter(token_hash=token.hash).first()
    if row is None or not is_open(row):
        raise LinkUngueltig(_("Diese Umfrage ist vorbei, oder der Link stimmt nicht ganz."), "link_ungueltig")
    if row.verwendet or Umfrageeingang.objects.filter(schluessel=token.eingang).exists():
        raise DomainError(_("Sie haben schon geantwortet. Danke!"), "schon")
    return row


def is_open(einladung: Umfrageeinladung) -> bool:
    """Say whether it may be answered: after a visit in the quarter and the one after it, in a survey until its last day."""
    umfrage = einladung.umfrage
    if umfrage is None:
        return einladung.periode >= quarter_before(quarter(uhr.today()))
    return umfrage.status == Umfragestatus.EINGELADEN and umfrage.beginn <= uhr.today() <= umfrage.ende


@transaction.atomic
def submit(*, token: Token, antworten: Mapping[str, int], text: str = "", einheit: str = "") -> None:
    """Put an answer into the buffer. Raises LinkUngueltig, DomainError ``schon`` when the token was used."""
    _hold(shared=True)
    einladung = find(token)
    umfrage = einladung.umfrage
    inhalt = {
        "token": token.hash,
        "umfrage": str(umfrage.pk) if umfrage else None,
        "periode": (umfrage.beginn if umfrage else quarter(uhr.today())).isoformat(),
        "antworten": dict(antworten),
        "text": text.strip(),
        "merkmale": {Merkmal.EINHEIT: einheit} if umfrage else _of_visit(token),
    }
    _row, made = Umfrageeingang.objects.get_or_create(schluessel=token.eingang, defaults={"inhalt": _padded(inhalt)})
    if not made:
        raise DomainError(_("Sie haben schon geantwortet. Danke!"), "schon")


def _of_visit(token: Token) -> dict[str, str]:
    return {name: value for name, value in token._asdict().items() if name in Merkmal.values and value}


def _padded(inhalt: dict) -> str:
    text = json.dumps(inhalt, ensure_ascii=False)
    return text + " " * (LAENGE - len(text.encode()))


def _hold(*, shared: bool) -> None:
    """Answer beside others, or take out alone: who sees the buffer without an answer then sees its token as used."""
    way = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {way}(hashtext(%s))", [SCHLOSS])


@transaction.atomic
def flush() -> int:
    """Take answers out of the buffer, 10 or more at once, and what is left of a period that is over; return how many.

    All or nothing: a worker that dies on the way leaves everything as it was, and the next run takes it.
    """
    _hold(shared=False)
    stapel: Stapel = defaultdict(list)
    for row in Umfrageeingang.objects.all():
        inhalt = json.loads(row.inhalt) | {"eingang": row.pk}
        stapel[inhalt["umfrage"], date.fromisoformat(inhalt["periode"])].append(inhalt)
    ready = {key: bogen for key, bogen in stapel.items() if len(bogen) >= BUENDEL or _is_over(*key)}
    for (umfrage, periode), bogen in ready.items():
        _store(UUID(umfrage) if umfrage else None, periode, bogen)
    return sum(map(len, ready.values()))


def _is_over(umfrage: str | None, periode: date) -> bool:
    if umfrage is None:
        return periode < quarter(uhr.today())
    row = Umfrage.objects.filter(pk=umfrage).first()
    return row is None or row.ende < uhr.today() or row.status == Umfragestatus.BEENDET


def _store(umfrage: UUID | None, periode: date, bogen: list[dict]) -> None:
    """Write the whole period anew in an order drawn by chance, and every used token with it.

    So neither a transaction nor an order tells which answers came out of the buffer together.
    """
    kept = Umfrageantwort.objects.filter(umfrage=umfrage, periode=periode)
    rows = [*kept, *_fresh(umfrage, periode, bogen)] if umfrage is None or Umfrage.objects.filter(pk=umfrage).exists() else []
    for row in rows:
        row.pk = uuid4()
    SystemRandom().shuffle(rows)
    kept._raw_delete(connection.alias)
    Umfrageantwort.objects.bulk_create(rows)
    used = Q(verwendet=True) | Q(token_hash__in=[inhalt["token"] for inhalt in bogen])
    Umfrageeinladung.objects.filter(used, umfrage=umfrage).update(verwendet=True)
    Umfrageeingang.objects.filter(pk__in=[inhalt["eingang"] for inhalt in bogen]).delete()


def _fresh(umfrage: UUID | None, periode: date, bogen: list[dict]) -> list[Umfrageantwort]:
    """Return one row for each question and each attribute that enough people share; words stand for the whole office."""
    shared = common(periode) if umfrage is None else None
    rows = []
    for inhalt in bogen:
        wonach = [("", "")]
        for merkmal, value in inhalt["merkmale"].items():
            if value and (shared is None or value in shared.get(merkmal, ())):
                wonach.append((merkmal, value))
        for frage, stufe in ((BOGEN, None), *inhalt["antworten"].items()):
            for merkmal, value in wonach:
                rows.append(_row(umfrage, periode, frage, stufe=stufe, merkmal=merkmal, auspraegung=value))
        if inhalt["text"]:
            rows.append(_row(umfrage, periode, FREITEXT, text=inhalt["text"]))
    return rows


def _row(umfrage: UUID | None, periode: date, frage: str, **more: object) -> Umfrageantwort:
    return Umfrageantwort(umfrage_id=umfrage, periode=periode, frage=frage, **more)


def forget_old() -> int:
    """Delete the tokens of visits that can't be answered any more; the number of them stays as events. Return how many."""
    old = Umfrageeinladung.objects.filter(umfrage=None, periode__lt=quarter_before(quarter(uhr.today())))
    return old.delete()[0]
