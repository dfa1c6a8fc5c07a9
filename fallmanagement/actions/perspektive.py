"""Check which paths to a secure status are open, and keep how it was found."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from fallmanagement.actions.fallakte import lock
from fallmanagement.models import Fallakte, Perspektivpruefung
from fallmanagement.perspektive import FASSUNG, PFADE
from fallmanagement.perspektive.ablage import dump_facts, dump_results
from fallmanagement.perspektive.pfad import judge_paths
from fallmanagement.perspektive.tatsachen import TATSACHEN
from fallmanagement.queries.perspektive import latest_of_open


@transaction.atomic
def check_paths(akte: Fallakte, *, tatsachen: Mapping[str, Any], user: User | None) -> Perspektivpruefung:
    """Judge all paths today and store facts, version and result. Raises DomainError ``tatsachen`` for what is no fact."""
    akte = lock(akte.pk)
    if wrong := TATSACHEN.wrong(tatsachen):
        raise DomainError(_("Diese Angaben passen nicht: %(namen)s.") % {"namen": ", ".join(wrong)}, "tatsachen")
    today = uhr.today()
    row = Perspektivpruefung.objects.create(
        fallakte=akte,
        tag=today,
        fassung=FASSUNG,
        tatsachen=dump_facts(tatsachen),
        ergebnis=dump_results(judge_paths(PFADE, tatsachen, today)),
        geprueft_von=user,
    )
    record("perspektive_geprueft", akte)
    return row


@transaction.atomic
def recheck_open() -> tuple[int, int]:
    """Check every open case again with the facts of today; store where the answer is another one or the rules are newer.

    Return how many were checked and how many were stored. Running again on the same day stores none.
    """
    today, checked, changed = uhr.today(), 0, []
    for last, facts in latest_of_open():
        checked += 1
        result = dump_results(judge_paths(PFADE, facts, today))
        if last.fassung != FASSUNG or last.ergebnis != result:
            row = {"fallakte_id": last.fallakte_id, "tag": today, "fassung": FASSUNG, "tatsachen": dump_facts(facts)}
            changed.append(Perspektivpruefung(**row, ergebnis=result))
    Perspektivpruefung.objects.bulk_create(changed, batch_size=500)
    return checked, len(changed)
