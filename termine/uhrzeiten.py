"""Hours as people write them: "8-12, 13:30–16 Uhr" in, ranges of wall time out, and back."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import pairwise

from django.utils.translation import gettext as _

Zeit = tuple[time, time]
Woche = Mapping[int, Sequence[Zeit]]
EIN_TAG = timedelta(days=1)
UHRZEIT = r"(\d{1,2})(?:[:.](\d{2}))?"
BEREICH = re.compile(rf"{UHRZEIT}\s*(?:-|–|bis)\s*{UHRZEIT}")


class UngueltigeZeiten(ValueError):
    """What was typed makes no hours; the text says what to do."""


def parse_zeiten(text: str) -> list[Zeit]:
    """Return the ranges in order; "" means none. Raises UngueltigeZeiten with a sentence for whoever typed it."""
    found = [_range(part) for part in re.split(r"[,;]|\bund\b|\n", text.casefold().replace("uhr", " ")) if part.strip()]
    found.sort()
    for before, after in pairwise(found):
        if after[0] < before[1]:
            raise UngueltigeZeiten(_("„%(a)s“ und „%(b)s“ überschneiden sich.") % {"a": say(before), "b": say(after)})
    return found


def _range(text: str) -> Zeit:
    match = BEREICH.fullmatch(text.strip())
    try:
        hours = match and tuple(int(part or 0) for part in match.groups())
        zeit = hours and (time(hours[0], hours[1]), time(hours[2], hours[3]))
    except ValueError:  # 25:00
        zeit = None
    if not zeit:
        raise UngueltigeZeiten(_("„%s“ verstehen wir nicht. Schreiben Sie zum Beispiel: 8-12, 13:30-16") % text.strip()[:40])
    if zeit[0] >= zeit[1]:
        raise UngueltigeZeiten(_("Bei „%s“ liegt das Ende nicht nach dem Anfang.") % text.strip()[:40])
    return zeit


def say(zeit: Zeit) -> str:
    """Return "8:00–12:30"."""
    return "–".join(f"{wall.hour}:{wall.minute:02}" for wall in zeit)


def say_zeiten(zeiten: Iterable[Zeit]) -> str:
    """Return what parse_zeiten reads: "8:00–12:00, 13:30–16:00"; "" for none."""
    return ", ".join(say(zeit) for zeit in sorted(zeiten))


def as_json(woche: Woche) -> dict[str, list[list[str]]]:
    """Return a week as a Wochenvorlage keeps it."""
    return {str(tag): [[f"{wall:%H:%M}" for wall in zeit] for zeit in zeiten] for tag, zeiten in woche.items() if zeiten}


def from_json(woche: dict[str, list[list[str]]]) -> dict[int, list[Zeit]]:
    return {int(tag): [(time.fromisoformat(a), time.fromisoformat(b)) for a, b in zeiten] for tag, zeiten in woche.items()}


@dataclass(frozen=True, order=True)
class Gueltig:
    """Hours of one weekday from a day until a day (both included); date.max means without end."""

    wochentag: int
    zeit: Zeit
    ab: date
    bis: date = date.max


def replace_period(rows: Iterable[Gueltig], woche: Woche, ab: date, bis: date = date.max) -> list[Gueltig]:
    """Return what holds when ``woche`` is worked from ``ab`` to ``bis``: before and after it everything stays."""
    kept = [part for row in rows for part in _outside(row, ab, bis)]
    new = [Gueltig(tag, zeit, ab, bis) for tag, zeiten in woche.items() for zeit in zeiten]
    joined: list[Gueltig] = []
    for row in sorted(kept + new):
        last = joined[-1] if joined else None
        if (
            last
            and (last.wochentag, last.zeit) == (row.wochentag, row.zeit)
            and last.bis != date.max
            and last.bis + EIN_TAG >= row.ab
        ):
            joined[-1] = Gueltig(row.wochentag, row.zeit, last.ab, max(last.bis, row.bis))
        else:
            joined.append(row)
    return joined


def _outside(row: Gueltig, ab: date, bis: date) -> Iterable[Gueltig]:
    if row.bis < ab or bis < row.ab:
        yield row
        return
    if row.ab < ab:
        yield Gueltig(row.wochentag, row.zeit, row.ab, ab - EIN_TAG)
    if bis < row.bis:
        yield Gueltig(row.wochentag, row.zeit, bis + EIN_TAG, row.bis)
