"""Nothing that people typed becomes a formula, and nothing is lost on the way into a file."""

import csv
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from types import SimpleNamespace
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
import time_machine
from django.utils import translation
from django.utils.translation import gettext_lazy
from django.views.generic import ListView
from hypothesis import given, settings
from hypothesis import strategies as st

from behoerde.kern.exceptions import DomainError
from behoerde.kern.export import (
    OPEN_DATA,
    Column,
    ExportMixin,
    csv_lines,
    export_response,
    neutralise,
    safe_filename,
    write_xlsx,
    xlsx_file,
)
from behoerde.kern.rechte import Rolle

settings.register_profile("ohne-zeitgrenze", deadline=None)  # other work on the machine makes no test fail
settings.load_profile("ohne-zeitgrenze")
VALUE = Column("Wert", lambda row: row)
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STARTS = tuple("=+-@\t\r\n＝＋－＠")
texts = st.one_of(
    st.text(),
    st.builds("{}{}{}".format, st.sampled_from(["", " ", "'", "''", "\u200b", "\ufeff"]), st.sampled_from(STARTS), st.text()),
)


def csv_values(values, **style):
    """Return the values as a reader of the file gets them, header left out."""
    text = "".join(csv_lines([VALUE], values, **style)).removeprefix("\ufeff")
    return [row[0] for row in list(csv.reader(StringIO(text), delimiter=";" if not style else ","))[1:]]


def xlsx_root(values, part="xl/worksheets/sheet1.xml", title=""):
    target = BytesIO()
    write_xlsx(target, [VALUE], values, title=title)
    return ET.fromstring(ZipFile(target).read(part))


def xlsx_values(values):
    return [cell.findtext(f".//{SHEET}t") or cell.findtext(f"{SHEET}v") for cell in xlsx_root(values).iter(f"{SHEET}c")][1:]


@given(texts)
def test_csv_cell_never_begins_a_formula(text):
    visible = "".join(char for char in csv_values([text])[0] if unicodedata.category(char) != "Cf")

    assert not visible.strip(" ").startswith(STARTS)


@given(texts)
def test_neutralise_adds_one_apostrophe_or_nothing(text):
    safe = neutralise(text)

    assert safe == (f"'{text}" if safe != text else text)
    assert neutralise(safe) == (f"'{safe}" if safe != text else text)


@given(st.lists(st.text(st.characters(categories=("L", "N", "P", "Zs", "S"), exclude_characters="=+-@＝＋－＠'"))))
def test_csv_harmless_text_comes_back_unchanged(values):
    assert csv_values(values) == values


def test_csv_keeps_quotes_separators_and_line_breaks():
    values = ['sagt "ja"', "a;b,c", "eins\nzwei", "Ünïcödé ß ї ع", "'s-Hertogenbosch"]

    assert csv_values(values) == values


@given(
    st.one_of(st.integers(), st.decimals(allow_nan=False, allow_infinity=False), st.floats(allow_nan=False, allow_infinity=False))
)
def test_csv_number_comes_back_exactly(number):
    written = csv_values([number])[0]

    assert type(number)(Decimal(written.replace(",", "."))) == number


def test_csv_open_data_style_uses_comma_and_point():
    assert list(csv_lines([VALUE, VALUE], [1.5], OPEN_DATA)) == ['\ufeff"Wert","Wert"\r\n', '"1.5","1.5"\r\n']


def test_csv_writes_values_for_office_readers():
    values = [None, True, False, Rolle.EMPFANG, float("nan"), timedelta(minutes=90), ["a", "b"], date(2026, 11, 23), time(8, 30)]

    with translation.override("de"):
        assert csv_values(values) == [
            "",
            "ja",
            "nein",
            str(Rolle.EMPFANG.label),
            "",
            "01:30:00",
            "a, b",
            "2026-11-23",
            "08:30:00",
        ]


def test_csv_writes_wall_time_of_the_office():
    assert csv_values([datetime(2026, 7, 1, 6, 30, tzinfo=UTC)]) == ["2026-07-01 08:30:00"]


def test_csv_control_characters_become_visible():
    assert csv_values(["a\x00b\x1bc\ud800"]) == ["a\ufffdb\ufffdc\ufffd"]


def test_header_is_translated_and_safe():
    with translation.override("en"):
        assert next(csv_lines([Column(gettext_lazy("Yes"), "x"), Column("=1+1", "x")], [])) == '\ufeff"Yes";"\'=1+1"\r\n'


def test_column_follows_paths_through_objects_and_mappings():
    row = SimpleNamespace(standort={"name": "Rathaus"})

    assert Column("Ort", "standort.name").of(row) == "Rathaus"
    assert Column("Ort", "standort.name").of({"standort": None}) is None
    assert Column("Name", "upper").of("rathaus") == "RATHAUS"


@given(st.lists(texts, min_size=1, max_size=20))
def test_xlsx_text_is_never_a_formula_or_link(values):
    tags = {element.tag for element in xlsx_root(values).iter()}

    assert tags.isdisjoint({f"{SHEET}f", f"{SHEET}hyperlinks"})


def test_xlsx_text_comes_back_unchanged():
    values = ["=1+1", "+49 221 1", "http://example.org", "007", " Rand ", "a & <b>", "eins\nzwei", "ع"]

    assert xlsx_values(values) == values


def test_xlsx_numbers_and_days_stay_typed():
    values = [
        3,
        Decimal("2.5"),
        -1.25,
        date(2026, 11, 23),
        datetime(2026, 11, 23, 12, tzinfo=UTC),
        time(6),
        10**16,
        date(1899, 5, 1),
    ]

    assert xlsx_values(values) == ["3", "2.5", "-1.25", "46349", "46349.54166666666", "0.25", "1" + "0" * 16, "1899-05-01"]


def test_xlsx_cuts_text_at_the_limit_of_the_format():
    assert [len(text) for text in xlsx_values(["x" * 40_000])] == [32_767]


def test_xlsx_reads_from_the_right_in_arabic():
    with translation.override("ar"):
        assert next(xlsx_root([]).iter(f"{SHEET}sheetView")).get("rightToLeft") == "1"


def test_xlsx_with_too_many_rows_says_what_to_do(monkeypatch):
    monkeypatch.setattr(xlsx_file, "MAX_ROWS", 2)

    with pytest.raises(DomainError, match="wählen Sie CSV") as refusal, translation.override("de"):
        write_xlsx(BytesIO(), [VALUE], [1, 2, 3])

    assert refusal.value.code == "export_zu_gross"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Termine Köln", "termine-koeln-2026-11-23.csv"),
        ("../../etc/passwd", "etcpasswd-2026-11-23.csv"),
        ('x"\r\nSet-Cookie: a', "x-set-cookie-a-2026-11-23.csv"),
        ("العربية", "export-2026-11-23.csv"),
    ],
)
def test_filename_is_plain(name, expected):
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC)):
        assert safe_filename(name, "csv") == expected


@pytest.mark.parametrize(("file_format", "start"), [("csv", b'\xef\xbb\xbf"Wert"'), ("xlsx", b"PK")])
def test_response_is_a_private_download(file_format, start):
    response = export_response(file_format, name="Liste", columns=[VALUE], rows=[1])

    assert b"".join(response.streaming_content).startswith(start)
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Disposition"] == f'attachment; filename="{safe_filename("Liste", file_format)}"'


def test_response_in_unknown_format_is_refused():
    with pytest.raises(ValueError, match="exe"):
        export_response("exe", name="Liste", columns=[VALUE], rows=[])


class Zahlen(ExportMixin, ListView):
    paginate_by = 2
    template_name = "leer.html"
    export_columns = (VALUE,)

    def get_queryset(self):
        return [1, 2, 3]


def test_list_view_exports_all_pages(rf):
    response = Zahlen.as_view()(rf.get("/?format=csv&page=2"))

    assert b"".join(response.streaming_content).decode() == '\ufeff"Wert"\r\n"1"\r\n"2"\r\n"3"\r\n'


@pytest.mark.parametrize("query", ["", "?format=", "?format=exe"])
def test_list_view_without_known_format_stays_a_page(rf, query):
    assert list(Zahlen.as_view()(rf.get(f"/{query}")).context_data["object_list"]) == [1, 2]
