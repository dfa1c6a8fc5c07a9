"""Check the paths of many cases again, portion by portion; who leads them hears of what changed."""

from collections import Counter
from functools import partial
from uuid import UUID

import structlog
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import queue_nachricht, wake
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Organisationseinheit, User, units_below
from fallmanagement.models import Perspektivpruefung, Pruefdurchgang
from fallmanagement.perspektive import FASSUNG, PFADE
from fallmanagement.perspektive.ablage import dump_facts, dump_results
from fallmanagement.perspektive.pfad import judge_paths
from fallmanagement.queries.perspektive import checked_cases, next_of_open

log = structlog.get_logger(__name__)
TASK = "fallmanagement.pruefdurchgaenge"


@transaction.atomic
def begin_durchgang(einheit: Organisationseinheit, *, user: User) -> Pruefdurchgang:
    """Begin a run over the open cases of a unit and those below; a broker that is down only delays it.

    Raises DomainError ``einheit`` for a unit of others, ``laeuft`` while one is on its way, ``leer`` when no case was ever checked.
    """
    if einheit.pk not in user.einheiten_darunter:
        raise DomainError(_("Diese Stelle gehört nicht zu Ihrem Bereich."), "einheit")
    gesamt = checked_cases(units_below([einheit.pk]))
    if not gesamt:
        raise DomainError(_("In dieser Stelle wurde noch kein offener Fall geprüft."), "leer")
    try:
        with transaction.atomic():
            row = Pruefdurchgang.objects.create(einheit=einheit, gesamt=gesamt, erstellt_von=user)
    except IntegrityError as error:
        raise DomainError(_("Für diese Stelle läuft schon ein Durchgang."), "laeuft") from error
    record("pruefdurchgang_begonnen", row)
    transaction.on_commit(partial(wake, TASK), robust=True)
    return row


@transaction.atomic
def cancel_durchgang(pk: UUID) -> bool:
    """End a run; what it has stored stays. One that has ended already is left as it is: then return False."""
    row = Pruefdurchgang.objects.select_for_update(of=("self",)).get(pk=pk)
    if row.beendet_am is not None:
        return False
    row.abgebrochen, row.beendet_am = True, uhr.now()
    row.save(update_fields=["abgebrochen", "beendet_am"])
    record("pruefdurchgang_abgebrochen", row)
    return True


@transaction.atomic
def check_part(pk: UUID) -> bool:
    """Check the next cases of a run; say whether something is left. Safe to repeat; two workers at once never do the same."""
    rows = Pruefdurchgang.objects.select_for_update(of=("self",), skip_locked=True)
    row = rows.filter(pk=pk, beendet_am=None).first()
    if row is None:
        return False
    part = next_of_open(units_below([row.einheit_id]), row.marke)
    changed = [new for last, facts in part if (new := _recheck(row, last, facts)) is not None]
    Perspektivpruefung.objects.bulk_create(changed)
    row.geprueft += len(part)
    row.geaendert += len(changed)
    row.marke = part[-1][0].fallakte_id if part else row.marke
    left = bool(part)  # the portion after the last one is empty and ends the run
    row.beendet_am = None if left else uhr.now()
    row.save(update_fields=["geprueft", "geaendert", "marke", "fehler", "beendet_am"])
    if not left:
        _tell(row)
    return left


def _recheck(row: Pruefdurchgang, last: Perspektivpruefung, facts: dict) -> Perspektivpruefung | None:
    """Return the new check where the answer is another one; a case that fails holds up no other and is named with the kind of fault."""
    try:
        result = dump_results(judge_paths(PFADE, facts, uhr.today()))
    except Exception as fault:  # noqa: BLE001 - whatever is wrong with one case, the others are checked
        log.warning("pruefung_gescheitert", durchgang=str(row.pk), fehler=type(fault).__name__)
        row.fehler[last.fallakte.aktenzeichen] = type(fault).__name__
        return None
    if result == last.ergebnis:
        return None
    return Perspektivpruefung(
        fallakte_id=last.fallakte_id,
        tag=uhr.today(),
        fassung=FASSUNG,
        tatsachen=dump_facts(facts),
        ergebnis=result,
        durchgang=row,
    )


def _tell(row: Pruefdurchgang) -> None:
    """Write to everybody whose cases changed, once for a run: how many, never whose."""
    leads = Perspektivpruefung.objects.filter(durchgang=row).exclude(fallakte__zustaendig=None)
    for user, number in sorted(Counter(leads.values_list("fallakte__zustaendig", flat=True)).items()):
        account = User.objects.get(pk=user)
        if account.is_active:
            kontext = {"durchgang": str(row.pk), "zahl": number}
            queue_nachricht("wege_geaendert", schluessel=f"durchgang-{row.pk}-{user}", person=account, kontext=kontext)
