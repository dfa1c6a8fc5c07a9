"""CSV: UTF-8 with byte order mark, every cell quoted, text never a formula."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import StringIO
from typing import IO, Any

from behoerde.kern.export.cells import Cell, Column, neutralise, to_cell

BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True)
class CsvStyle:
    """What separates cells and what stands before decimals."""

    delimiter: str
    decimal: str


EXCEL_DE = CsvStyle(";", ",")  # opens by double click in a German office
OPEN_DATA = CsvStyle(",", ".")  # RFC 4180, for machines


def csv_lines(columns: Iterable[Column], rows: Iterable[Any], style: CsvStyle = EXCEL_DE) -> Iterator[str]:
    """Yield the file line by line, byte order mark and translated header first."""
    columns, buffer = list(columns), StringIO()
    writer = csv.writer(buffer, delimiter=style.delimiter, quoting=csv.QUOTE_ALL)

    def line(cells: Iterable[str]) -> str:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow(cells)
        return buffer.getvalue()

    yield BYTE_ORDER_MARK + line(neutralise(str(column.label)) for column in columns)
    for row in rows:
        yield line(_written(to_cell(column.of(row)), style) for column in columns)


def write_csv(target: IO[bytes], columns: Iterable[Column], rows: Iterable[Any], style: CsvStyle = EXCEL_DE) -> None:
    """Write ``rows`` into the binary file ``target``, one line in memory at a time."""
    for line in csv_lines(columns, rows, style):
        target.write(line.encode())


def _written(cell: Cell, style: CsvStyle) -> str:
    match cell:
        case None:
            return ""
        case int():
            return str(cell)
        case float() | Decimal():
            return f"{Decimal(str(cell)):f}".replace(".", style.decimal)
        case datetime():
            return cell.isoformat(sep=" ", timespec="seconds")
        case date() | time():
            return cell.isoformat()
    return neutralise(cell)
