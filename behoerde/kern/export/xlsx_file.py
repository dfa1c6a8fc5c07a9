"""XLSX: typed cells, text always as text."""

from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.conf import settings
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from behoerde.kern import uhr
from behoerde.kern.exceptions import DomainError
from behoerde.kern.export.cells import Cell, Column, to_cell

MAX_ROWS = 1_048_575  # below the header, limit of the format
MAX_TEXT = 32_767  # characters in one cell, limit of the format
FIRST_YEAR = 1900  # the calendar of the format begins there
EXACT = 10**15  # numbers from here on lose digits, so they are written as text
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
MASKS = {datetime: "dd.mm.yyyy hh:mm", date: "dd.mm.yyyy", time: "hh:mm"}


def write_xlsx(target: IO[bytes], columns: Iterable[Column], rows: Iterable[Any], *, title: str = "") -> None:
    """Write ``rows`` as one sheet into ``target`` with constant memory.

    Raises DomainError ``export_zu_gross`` beyond MAX_ROWS rows.
    """
    columns = list(columns)
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        book.set_properties({"title": title, "author": settings.BEHOERDE["name"], "created": uhr.now()})
        sheet = book.add_worksheet()
        _write_header(sheet, columns, book.add_format({"bold": True, "text_wrap": True, "valign": "top"}))
        looks = {kind: book.add_format({"num_format": mask}) for kind, mask in MASKS.items()}
        for number, row in enumerate(rows, start=1):
            if number > MAX_ROWS:
                raise DomainError(
                    _("Die Liste ist zu lang für Excel. Bitte grenzen Sie die Liste ein, oder wählen Sie CSV."),
                    code="export_zu_gross",
                )
            for place, column in enumerate(columns):
                _write(sheet, number, place, to_cell(column.of(row)), looks)


def _write_header(sheet: Worksheet, columns: list[Column], look: Format) -> None:
    if get_language_bidi():
        sheet.right_to_left()
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        label = str(column.label)
        sheet.set_column(place, place, min(max(len(label) + 4, 12), 40))
        sheet.write_string(0, place, label[:MAX_TEXT], look)


def _write(sheet: Worksheet, row: int, place: int, cell: Cell, looks: dict[type, Format]) -> None:
    match cell:
        case None | "":
            return
        case int() | float() | Decimal() if -EXACT < cell < EXACT:
            sheet.write_number(row, place, cell)
        case date() if cell.year >= FIRST_YEAR:
            sheet.write_datetime(row, place, cell, looks[type(cell)])
        case time():
            sheet.write_datetime(row, place, cell, looks[time])
        case date():
            sheet.write_string(row, place, cell.isoformat())
        case _:
            sheet.write_string(row, place, str(cell)[:MAX_TEXT])
