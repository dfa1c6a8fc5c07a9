"""Lists of people as spreadsheets write them."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from behoerde.kern.exceptions import DomainError
from termine.sammelliste import BEISPIEL, SPALTEN, ZEILEN_HOECHSTENS, read_rows

KOPF = "Vorname;Nachname;Geburtsdatum;E-Mail;Sprache\n"
ROW = {**dict.fromkeys(SPALTEN, ""), "vorname": "Ömer", "nachname": "Probe", "geburtsdatum": "17.05.1990", "sprache": "tr"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_file_is_read_however_it_was_written(encoding, delimiter):
    text = f"{KOPF}Ömer;Probe;17.05.1990;;tr\n\n".replace(";", delimiter)
    assert read_rows(text.encode(encoding)) == [ROW]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "leer"),
        (KOPF, "leer"),
        (f"{KOPF};;;;\n", "leer"),
        ("vorname;nachname\nÖmer;Probe\n", "kopfzeile"),
        (KOPF + "a;b;1.1.1990;;\n" * (ZEILEN_HOECHSTENS + 1), "zu_viele"),
    ],
    ids=["nothing", "no row", "empty rows", "column missing", "too many"],
)
def test_file_that_is_no_list_is_refused_with_a_reason(text, code):
    with pytest.raises(DomainError) as refused:
        read_rows(text.encode())
    assert refused.value.code == code


def test_plus_that_was_kept_from_becoming_a_formula_is_a_plus_again():
    text = "vorname;nachname;geburtsdatum;mobil\nA;B;1.1.1990;'+49 151 23456789\n"
    assert read_rows(text.encode())[0]["mobil"] == "+49 151 23456789"


cell = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\n'\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), max_size=40).map(
    str.strip
)


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(SPALTEN, cell)), min_size=1, max_size=5))
def test_every_row_that_says_something_comes_back_as_it_was(rows):
    target = StringIO()
    writer = csv.DictWriter(target, SPALTEN, delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows([BEISPIEL, *rows])
    assert read_rows(target.getvalue().encode()) == [BEISPIEL, *(row for row in rows if any(row.values()))]
