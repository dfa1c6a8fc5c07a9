"""Answers are written down, confirmed and taken back; each knows where it comes from."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from lotsen.beratung import Antwortstand, Quelle
from lotsen.models import Antwort, Erstberatung
from lotsen.models.erstberatung import as_json
from lotsen.queries.erstberatung import BEDARF_OFFEN, may_ask_alone
from lotsen.regeln.bedarfe import BEDARFE
from lotsen.regeln.tatsachen import TATSACHEN


@transaction.atomic
def answer(
    *,
    erstberatung: Erstberatung,
    tatsache: str,
    value: Any = None,
    stand: str = Antwortstand.GESAGT,
    quelle: str = Quelle.KUNDIN,
    user: User | None = None,
) -> Antwort:
    """Write down the answer to one question in place of an earlier one; without ``user`` the person answers alone.

    Raises DomainError ``passt_nicht`` for a value that can't be the answer, ``heikel`` for a question that nobody is asked
    alone, ``geschlossen`` when the talk is over.
    """
    beratung = _open(erstberatung)
    _check(tatsache, value, stand, user)
    said = {
        "stand": stand,
        "wert": as_json(value) if stand == Antwortstand.GESAGT else "",
        "quelle": quelle,
        "gegeben_am": uhr.now(),
        "gegeben_von": user,
        "bestaetigt_am": None,
        "bestaetigt_von": None,
    }
    antwort, _created = Antwort.objects.update_or_create(erstberatung=beratung, tatsache=tatsache, defaults=said)
    record("antwort_gegeben", beratung, grund=tatsache)
    return antwort


@transaction.atomic
def answer_bedarfe(
    *, erstberatung: Erstberatung, names: Iterable[str], besprochen: bool = False, user: User | None = None
) -> None:
    """Write down which needs were named on the list; the others are "no", the delicate ones only if ``besprochen``."""
    beratung, named = _open(erstberatung), set(names)
    before = {antwort.tatsache: antwort for antwort in beratung.antworten.all()}
    for tatsache in BEDARFE.values():
        name, wanted = tatsache.name, tatsache.name in named
        if not (name in BEDARF_OFFEN or (user and (wanted or besprochen))):
            continue
        old = before.get(name)
        if old is None or old.value is not wanted:
            answer(erstberatung=beratung, tatsache=name, value=wanted, user=user)


@transaction.atomic
def confirm_answers(*, erstberatung: Erstberatung, names: Iterable[str], user: User) -> int:
    """Confirm what the person said alone, after going through it together; returns how many."""
    beratung = _open(erstberatung)
    rows = beratung.antworten.filter(tatsache__in=list(names), gegeben_von=None, bestaetigt_am=None)
    count = rows.update(bestaetigt_am=uhr.now(), bestaetigt_von=user)
    if count:
        record("antworten_bestaetigt", beratung, grund=str(count))
    return count


@transaction.atomic
def withdraw_answer(*, erstberatung: Erstberatung, tatsache: str) -> None:
    """Take an answer back, as if it had not been asked; the history keeps it."""
    beratung = _open(erstberatung)
    if beratung.antworten.filter(tatsache=tatsache).delete()[0]:
        record("antwort_zurueckgenommen", beratung, grund=tatsache)


@transaction.atomic
def send_off(*, erstberatung: Erstberatung) -> None:
    """The person has answered alone what they wanted to; sending off again changes nothing."""
    beratung = _open(erstberatung)
    if beratung.abgeschickt_am is None:
        beratung.abgeschickt_am = uhr.now()
        beratung.save(update_fields=["abgeschickt_am"])
        record("erstberatung_abgeschickt", beratung)


def _open(erstberatung: Erstberatung) -> Erstberatung:
    beratung = Erstberatung.objects.select_for_update(of=("self",)).select_related("person").get(pk=erstberatung.pk)
    if not beratung.offen:
        raise DomainError(_("Diese Erstberatung ist beendet. Setzen Sie sie fort, um etwas zu ändern."), "geschlossen")
    return beratung


def _check(name: str, value: Any, stand: str, user: User | None) -> None:
    tatsache = TATSACHEN.get(name)
    if tatsache is None or (stand == Antwortstand.GESAGT and not tatsache.fits(value)):
        raise DomainError(_("Diese Antwort passt nicht zur Frage."), "passt_nicht")
    if user is None and not may_ask_alone(tatsache):
        raise DomainError(_("Diese Frage besprechen wir nur persönlich."), "heikel")
