"""What everybody may read of the Beiträge: number, group, words, answer."""

from collections import defaultdict
from uuid import UUID

from monitoring.models import Beitrag, Leitbild
from monitoring.queries.leitbild import names_of

JE_SEITE = 20


def shown(leitbild: Leitbild):
    """Return released Beiträge by number."""
    return leitbild.beitraege.released().select_related("gruppe").order_by("nummer")


def by_leitsatz(rows: list[Beitrag]) -> list[tuple[str, list[Beitrag]]]:
    """Return Beiträge under the name of their Leitsatz, "" first for those to the whole."""
    names = names_of({row.leitsatz_id for row in rows if row.leitsatz_id})
    found: dict[UUID | None, list[Beitrag]] = defaultdict(list)
    for row in rows:
        found[row.leitsatz_id].append(row)
    return sorted(((names.get(pk, ""), said) for pk, said in found.items()), key=lambda pair: pair[0])
