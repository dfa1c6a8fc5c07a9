"""What differs between versions: nothing is lost, and what moved is not called new."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from monitoring.leitbildvergleich import Satzart, Stelle, Teilart, compare, words

A, B, C = (UUID(int=n) for n in (1, 2, 3))


def kinds(before: list[Stelle], after: list[Stelle]) -> list[tuple[int, str]]:
    return [(found.leitsatz.int, found.art) for found in compare(before, after)]


def stelle(key: UUID, text: str = "Text") -> Stelle:
    return Stelle(key, "Titel", text)


def test_section_is_new_gone_changed_or_the_same():
    before, after = [stelle(A), stelle(B)], [stelle(A, "anders"), stelle(C)]
    assert kinds(before, after) == [(1, Satzart.GEAENDERT), (3, Satzart.NEU), (2, Satzart.WEG)]
    assert kinds(before, before) == [(1, Satzart.GLEICH), (2, Satzart.GLEICH)]


def test_section_that_only_stands_elsewhere_is_moved():
    rows = [stelle(A), stelle(B), stelle(C)]
    assert kinds(rows, [rows[2], rows[0], rows[1]]) == [(3, Satzart.VERSCHOBEN), (1, Satzart.GLEICH), (2, Satzart.GLEICH)]


def test_words_say_what_went_and_what_came():
    parts = words("Wir erklären alles.", "Wir erklären heute alles.")
    assert [tuple(part) for part in parts] == [
        (Teilart.GLEICH, "Wir erklären "),
        (Teilart.NEU, "heute "),
        (Teilart.GLEICH, "alles."),
    ]


@given(st.text(max_size=40), st.text(max_size=40))
def test_both_versions_can_be_read_from_the_difference(before, after):
    parts = words(before, after)
    assert "".join(part.text for part in parts if part.art != Teilart.WEG) == after
    assert "".join(part.text for part in parts if part.art != Teilart.NEU) == before
