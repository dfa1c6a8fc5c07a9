"""What differs between two versions of a Leitbild, section by section, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID


class Stelle(NamedTuple):
    """One section of a version."""

    leitsatz: UUID
    titel: str
    text: str


class Teilart(StrEnum):
    GLEICH = "gleich"
    NEU = "neu"
    WEG = "weg"


class Satzart(StrEnum):
    GLEICH = "gleich"
    VERSCHOBEN = "verschoben"
    GEAENDERT = "geaendert"
    NEU = "neu"
    WEG = "weg"


class Teil(NamedTuple):
    art: Teilart
    text: str


@dataclass(frozen=True)
class Satzvergleich:
    leitsatz: UUID
    art: Satzart
    titel: list[Teil]
    text: list[Teil]


def compare(before: Sequence[Stelle], after: Sequence[Stelle]) -> list[Satzvergleich]:
    """Return every section of ``after`` in its order, then those that are gone."""
    old = {stelle.leitsatz: stelle for stelle in before}
    new = {stelle.leitsatz for stelle in after}
    stayed = [stelle.leitsatz for stelle in before if stelle.leitsatz in new]
    moved = _moved(stayed, [stelle.leitsatz for stelle in after if stelle.leitsatz in old])
    found = [_section(old.get(stelle.leitsatz), stelle, moved) for stelle in after]
    return found + [
        Satzvergleich(stelle.leitsatz, Satzart.WEG, [Teil(Teilart.WEG, stelle.titel)], [Teil(Teilart.WEG, stelle.text)])
        for stelle in before
        if stelle.leitsatz not in new
    ]


def _moved(before: list[UUID], after: list[UUID]) -> set[UUID]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    kept = {before[i] for block in matcher.get_matching_blocks() for i in range(block.a, block.a + block.size)}
    return set(before) - kept


def _section(before: Stelle | None, after: Stelle, moved: set[UUID]) -> Satzvergleich:
    if before is None:
        parts = ([Teil(Teilart.NEU, after.titel)], [Teil(Teilart.NEU, after.text)])
        return Satzvergleich(after.leitsatz, Satzart.NEU, *parts)
    art = Satzart.VERSCHOBEN if after.leitsatz in moved else Satzart.GLEICH
    if before != after:
        art = Satzart.GEAENDERT
    return Satzvergleich(after.leitsatz, art, words(before.titel, after.titel), words(before.text, after.text))


def words(before: str, after: str) -> list[Teil]:
    """Return ``after`` in parts, with what is gone where it was: joined without what is gone they are ``after`` again."""
    old, new = re.findall(r"\s+|\S+", before), re.findall(r"\s+|\S+", after)
    return list(_parts(old, new))


def _parts(old: list[str], new: list[str]) -> Iterator[Teil]:
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Teil(Teilart.GLEICH, "".join(new[k:m]))
            continue
        if i < j:
            yield Teil(Teilart.WEG, "".join(old[i:j]))
        if k < m:
            yield Teil(Teilart.NEU, "".join(new[k:m]))
