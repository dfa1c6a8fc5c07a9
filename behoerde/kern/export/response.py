"""Downloads of lists, and the mixin that gives them to a list view."""

from collections.abc import Iterable
from enum import StrEnum
from tempfile import SpooledTemporaryFile
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.text import slugify

from behoerde.kern import uhr
from behoerde.kern.export.cells import Column
from behoerde.kern.export.csv_file import EXCEL_DE, CsvStyle, write_csv
from behoerde.kern.export.xlsx_file import write_xlsx

IN_MEMORY = 4 * 1024 * 1024  # bytes before a file moves to disk
CHUNK = 2000  # rows fetched at once
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})


class ExportFormat(StrEnum):
    """File formats in which a list can be taken away; the value is the ending of the file name."""

    CSV = "csv"
    XLSX = "xlsx"


CONTENT_TYPES = {
    ExportFormat.CSV: "text/csv; charset=utf-8",
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def export_response(
    file_format: str, *, name: str, columns: Iterable[Column], rows: Iterable[Any], style: CsvStyle = EXCEL_DE
) -> FileResponse:
    """Return ``rows`` as a download called after ``name`` and the day. Raises ValueError for an unknown format.

    The file is complete before its first byte leaves: all rows are read in the request's database context, and a
    fault shows an error page instead of half a table. Beyond IN_MEMORY bytes it waits on disk, not in memory.
    """
    file_format = ExportFormat(file_format)
    rows = rows.iterator(chunk_size=CHUNK) if isinstance(rows, QuerySet) else rows
    target = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the response closes it
    try:
        if file_format is ExportFormat.CSV:
            write_csv(target, columns, rows, style)
        else:
            write_xlsx(target, columns, rows, title=name)
    except BaseException:
        target.close()
        raise
    target.seek(0)
    response = FileResponse(target, as_attachment=True, filename=safe_filename(name, file_format))
    response["Content-Type"] = CONTENT_TYPES[file_format]
    response["Cache-Control"] = "no-store"
    return response


def safe_filename(name: str, ending: str) -> str:
    """Return an ASCII file name with the day and without path parts: ``Termine Köln`` is ``termine-koeln-2026-11-23.csv``."""
    stem = slugify(name.translate(UMLAUTS).replace("ß", "ss"))[:60].strip("-_") or "export"
    return f"{stem}-{uhr.today():%Y-%m-%d}.{ending}"


class ExportMixin:
    """Give a list view ``?format=csv`` and ``?format=xlsx``: its filters apply, its paging does not."""

    export_name: str = "export"
    export_columns: Iterable[Column] = ()
    export_style: CsvStyle = EXCEL_DE
    object_list: Any

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().get(request, *args, **kwargs)  # of the list view: fills object_list, renders later
        wanted = request.GET.get("format", "")
        if wanted not in set(ExportFormat):
            return response
        return export_response(
            wanted,
            name=str(self.export_name),
            columns=self.get_export_columns(),
            rows=self.get_export_rows(),
            style=self.export_style,
        )

    def get_export_columns(self) -> Iterable[Column]:
        return self.export_columns

    def get_export_rows(self) -> Iterable[Any]:
        """Return what the list shows on all its pages."""
        return self.object_list
