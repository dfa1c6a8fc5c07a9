"""Lists as files: one CSV writer and one XLSX writer in which no cell can become a formula."""

from behoerde.kern.export.cells import Column, neutralise
from behoerde.kern.export.csv_file import EXCEL_DE, OPEN_DATA, CsvStyle, csv_lines, write_csv
from behoerde.kern.export.response import ExportFormat, ExportMixin, export_response, safe_filename
from behoerde.kern.export.xlsx_file import write_xlsx

__all__ = [
    "EXCEL_DE",
    "OPEN_DATA",
    "Column",
    "CsvStyle",
    "ExportFormat",
    "ExportMixin",
    "csv_lines",
    "export_response",
    "neutralise",
    "safe_filename",
    "write_csv",
    "write_xlsx",
]
