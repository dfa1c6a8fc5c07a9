"""Figures of statistics: a row is read or refused with a sentence; what is taken in replaces and can be taken back."""

from datetime import date

import pytest
from django.db import Error, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from behoerde.kern.exceptions import DomainError
from monitoring.actions.statistik import look_at, take_back, take_in
from monitoring.katalog import indikator
from monitoring.models import Einlesung, Messwert, Statistikwert
from monitoring.statistikliste import PFLICHT, WEITERE, Angabe, example, importable, read_table, values
from tests.factories.kern import UserFactory

ZEILE = dict.fromkeys(WEITERE, "") | {"kennzahl": "erwerbsquote", "zeitraum": "2025", "wert": "61,2", "einheit": "%"}
QUOTE = indikator("erwerbsquote")
pytestmark = pytest.mark.usefixtures("uhr")


def refusal(call, given_) -> str | None:
    """Return what is said against it, None where it is read."""
    try:
        call(given_)
    except DomainError as error:
        return str(error)
    return None


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"kennzahl": "Erwerbsquote", "einheit": "Prozent"},
        {"wert": "61.2", "einheit": "prozent"},
        {"wert": "61,2 %", "zeitraum": " 2025 "},
    ],
)
def test_row_is_read_in_the_ways_people_write(changes):
    assert values(ZEILE | changes) == Angabe(QUOTE, date(2025, 1, 1), 61.2)


@pytest.mark.parametrize(
    ("spalte", "text"),
    [
        ("kennzahl", "gibtesnicht"),
        ("kennzahl", "garantie-eingehalten"),  # computed here
        ("zeitraum", "2026"),  # not over
        ("zeitraum", "2025-03"),
        ("wert", "101"),
        ("wert", "NaN"),
        ("wert", "1e3"),
        ("einheit", "Anzahl"),
        ("faelle", "-1"),
        ("merkmal", "schuhgroesse"),
    ],
)
def test_row_that_makes_no_sense_is_refused(spalte, text):
    with pytest.raises(DomainError) as error:
        values(ZEILE | {spalte: text})
    assert error.value.code == spalte


def test_period_follows_the_rhythm_of_the_figure():
    one = indikator("neuzuwanderer-erstberatung")
    row = ZEILE | {"kennzahl": one.slug, "faelle": "1.204"}
    for text in ("2026-10", "10/2026", "10.2026"):
        assert values(row | {"zeitraum": text}) == Angabe(one, date(2026, 10, 1), 61.2, 1204)
    assert (
        refusal(values, row | {"zeitraum": "2025"})
        == "Diese Kennzahl gibt es je Monat: Bitte schreiben Sie zum Beispiel „2026-10“."
    )


def test_breakdown_of_the_catalogue_is_read_and_half_of_one_refused():
    angabe = values(ZEILE | {"merkmal": "geschlecht", "auspraegung": "Frauen"})
    assert (angabe.merkmal, angabe.auspraegung) == ("geschlecht", "Frauen")
    assert refusal(values, ZEILE | {"merkmal": "geschlecht"}) is not None


def test_every_row_of_the_example_file_fits_once_it_has_a_value():
    rows = list(example())
    assert [row["kennzahl"] for row in rows] == [one.slug for one in importable()]
    assert [refusal(values, row | {"wert": "3"}) for row in rows] == [None] * len(rows)
    assert [values(row) for row in rows] == [None] * len(rows)


@settings(deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys((*PFLICHT, *WEITERE), st.text(max_size=8))))
def test_wild_rows_are_read_or_refused_with_a_sentence(row):
    assert refusal(values, ZEILE | row) != ""


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_wild_files_are_read_or_refused_with_a_sentence(content):
    assert refusal(read_table, content) != ""


# --- Taken in and taken back ---


def angabe(wert: float, jahr: int = 2025) -> Angabe:
    return Angabe(QUOTE, date(jahr, 1, 1), wert)


def shown() -> list[tuple]:
    return list(Messwert.objects.order_by("von").values_list("von__year", "wert", "quelle"))


@pytest.fixture
def user(db):
    return UserFactory.create()


def read_in(user, *angaben: Angabe, quelle: str = "Bericht A") -> Einlesung:
    return take_in(angaben, quelle=quelle, stand=date(2026, 3, 1), user=user)


def test_later_table_replaces_and_taking_it_back_shows_what_was_there(user):
    read_in(user, angabe(60.0, 2024), angabe(61.0))
    later = read_in(user, angabe(61.5), quelle="Bericht B")
    replaced = [(2024, 60.0, "Bericht A (Stand 01.03.2026)"), (2025, 61.5, "Bericht B (Stand 01.03.2026)")]
    assert shown() == replaced
    take_back(later, user=user)
    assert shown() == [(2024, 60.0, "Bericht A (Stand 01.03.2026)"), (2025, 61.0, "Bericht A (Stand 01.03.2026)")]
    with pytest.raises(DomainError, match="schon zurückgenommen"):
        take_back(later, user=user)
    assert Statistikwert.objects.count() == 3


def test_table_without_a_value_is_none(user):
    with pytest.raises(DomainError, match="kein Wert"):
        read_in(user)


def test_look_says_what_is_new_replaced_equal_and_wrong_and_writes_nothing(user):
    read_in(user, angabe(60.0, 2024), angabe(61.0))
    texts = [("2023", "59"), ("2024", "60"), ("2025", "62"), ("2025", "63"), ("2022", "")]
    zeilen = look_at([ZEILE | {"zeitraum": jahr, "wert": wert} for jahr, wert in texts])
    assert [(zeile.nummer, zeile.bisher, zeile.gleich) for zeile in zeilen] == [
        (2, None, False),
        (3, 60.0, True),
        (4, 61.0, False),
        (5, None, False),
    ]
    assert [zeile.fehler for zeile in zeilen] == ["", "", "", "Dieser Wert steht zweimal in der Tabelle."]
    assert Einlesung.objects.count() == 1


@pytest.mark.parametrize("change", [{"wert": 1.0}, {}])
def test_what_was_taken_in_is_never_changed_nor_deleted(user, change):
    read_in(user, angabe(61.0))
    with pytest.raises(Error, match="keeps what was taken in"), transaction.atomic():
        Statistikwert.objects.update(**change) if change else Statistikwert.objects.all().delete()


@pytest.mark.parametrize("change", [{"quelle": "Anders"}, {"zurueckgenommen_am": None, "zurueckgenommen_von": None}])
def test_table_is_taken_back_once_and_else_stays(user, change):
    row = read_in(user, angabe(61.0))
    take_back(row, user=user)
    with pytest.raises(Error, match="keeps what was taken in"), transaction.atomic():
        Einlesung.objects.update(**change)
