"""What the office already knows for a check of paths, and what was checked last."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from behoerde.kern import uhr
from behoerde.kern.models import Person
from fallmanagement.enums import OFFEN
from fallmanagement.models import Aufenthaltsstatus, Fallakte, Perspektivpruefung
from fallmanagement.perspektive.ablage import load_facts
from lotsen.regeln.titel import DULDUNG

STUECK = 500  # cases of one statement
GESTATTUNG = frozenset({"aufenthaltsgestattung"})


def latest(akte: Fallakte) -> Perspektivpruefung | None:
    return akte.perspektivpruefungen.select_related("geprueft_von").first()


def known_facts(akte: Fallakte) -> dict[str, Any]:
    """Return what the last check knew, corrected by what the case itself says."""
    last = latest(akte)
    stored = load_facts(last.tatsachen) if last else {}
    return stored | facts_of_akte(akte)


def facts_of_akte(akte: Fallakte) -> dict[str, Any]:
    """Return the facts that birth date and residence timeline give."""
    return facts_of(akte.person, list(Aufenthaltsstatus.objects.filter(person=akte.person_id).order_by("zeitraum")))


def facts_of(person: Person, rows: list[Aufenthaltsstatus]) -> dict[str, Any]:
    """Return the facts that a birth date and the statuses ``rows``, in their order, give."""
    facts: dict[str, Any] = {"geburtsdatum": person.geburtsdatum}
    now = next((row for row in rows if _covers(row, uhr.today())), None)
    if now is not None:
        run = _run(rows, now)
        facts |= {"status": now.code, "titel_bis": now.letzter_tag, "voraufenthalt_seit": run[0].zeitraum.lower}
        facts |= _since(run, DULDUNG, "geduldet_seit") | _since(run, GESTATTUNG, "gestattet_seit")
        facts |= _since(run, frozenset({"60d"}), "duldung_60d_seit")
        if now.titel.art == "titel":
            facts |= {"titel_seit": _first(run, lambda row: row.titel.art == "titel")}
        facts["zeiten_60b_tage"] = sum(_days(row) for row in rows if row.code == "60b")
    return {name: value for name, value in facts.items() if value is not None}


def latest_of_open() -> Iterator[tuple[Perspektivpruefung, dict[str, Any]]]:
    """Yield the last check of every open case with the facts of today, in few statements."""
    last = Perspektivpruefung.objects.filter(fallakte__phase__in=OFFEN).select_related("fallakte__person")
    rows = last.order_by("fallakte_id", "-geprueft_am", "-id").distinct("fallakte_id")
    keys = list(rows.values_list("pk", flat=True))
    for start in range(0, len(keys), STUECK):
        yield from _with_facts(list(last.filter(pk__in=keys[start : start + STUECK])))


def checked_cases(units: Iterable[int]) -> int:
    """Return how many open cases of these units were ever checked."""
    return Fallakte.objects.open().filter(einheit__in=units, perspektivpruefungen__isnull=False).distinct().count()


def next_of_open(units: Iterable[int], behind: UUID | None) -> list[tuple[Perspektivpruefung, dict[str, Any]]]:
    """Return the last check of the next open cases of these units with the facts of today, in the order of their keys."""
    rows = Perspektivpruefung.objects.filter(fallakte__phase__in=OFFEN, fallakte__einheit__in=units)
    if behind is not None:
        rows = rows.filter(fallakte__gt=behind)
    newest = rows.order_by("fallakte_id", "-geprueft_am", "-id").distinct("fallakte_id")
    return list(_with_facts(list(newest.select_related("fallakte__person")[:STUECK])))


def _with_facts(part: list[Perspektivpruefung]) -> Iterator[tuple[Perspektivpruefung, dict[str, Any]]]:
    by_person = defaultdict(list)
    for status in Aufenthaltsstatus.objects.filter(person__in={row.fallakte.person_id for row in part}).order_by("zeitraum"):
        by_person[status.person_id].append(status)
    for row in part:
        person = row.fallakte.person
        yield row, load_facts(row.tatsachen) | facts_of(person, by_person[person.pk])


def _covers(row: Aufenthaltsstatus, tag: date) -> bool:
    return row.zeitraum.lower <= tag and (row.zeitraum.upper is None or tag < row.zeitraum.upper)


def _run(rows: list[Aufenthaltsstatus], now: Aufenthaltsstatus) -> list[Aufenthaltsstatus]:
    """Return the statuses that followed one another without a gap until ``now``."""
    run = [now]
    for row in reversed(rows[: rows.index(now)]):
        if row.zeitraum.upper != run[0].zeitraum.lower:
            break
        run.insert(0, row)
    return run


def _first(run: list[Aufenthaltsstatus], belongs) -> date | None:
    """Return the day since which the last rows of a run belong to one kind, None when the last one does not."""
    since = None
    for row in reversed(run):
        if not belongs(row):
            break
        since = row.zeitraum.lower
    return since


def _since(run: list[Aufenthaltsstatus], codes: frozenset[str], name: str) -> dict[str, date | None]:
    return {name: _first(run, lambda row: row.code in codes)}


def _days(row: Aufenthaltsstatus) -> int:
    end = min(row.zeitraum.upper or date.max, uhr.today() + timedelta(days=1))
    return max(0, (end - row.zeitraum.lower).days)
