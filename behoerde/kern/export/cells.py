"""Columns of an export, and what a value looks like in a cell."""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, TypeAlias

from django.db.models import Choices
from django.utils.duration import duration_string
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from behoerde.kern import uhr

Cell: TypeAlias = str | int | float | Decimal | date | datetime | time | None

# What makes a spreadsheet start a formula, also behind apostrophes, blanks or in its full-width shape.
FORMULA = re.compile(r"['\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[' ]*[\t\r\n]")
# Control characters and halves of surrogate pairs: neither CSV nor XML may hold them.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Column:
    """A heading and where its value comes from: a dotted path like ``standort.name`` or a function of the row."""

    label: str | Promise
    value: str | Callable[[Any], Any]

    def of(self, row: Any) -> Any:
        """Return the value of this column for ``row`` (an object or a mapping); None on the way ends the path."""
        if callable(self.value):
            return self.value(row)
        for name in self.value.split("."):
            if row is None:
                return None
            row = row[name] if isinstance(row, Mapping) else getattr(row, name)
        return row() if callable(row) else row


def neutralise(text: str) -> str:
    """Return ``text`` so that no spreadsheet reads it as a formula: an apostrophe stands before a dangerous start."""
    visible = "".join(char for char in text if unicodedata.category(char) != "Cf")
    return f"'{text}" if FORMULA.match(visible) else text


def to_cell(value: Any) -> Cell:  # noqa: PLR0911 - one line per kind of value
    """Return ``value`` as something a table can hold: wall time at the office, words for yes and no, labels of choices."""
    match value:
        case None:
            return None
        case bool():
            return _("ja") if value else _("nein")
        case Choices():
            return str(value.label)
        case float() | Decimal() if not math.isfinite(value):
            return None
        case datetime() if value.tzinfo is not None:
            return uhr.local(value).replace(tzinfo=None)
        case timedelta():
            return duration_string(value)
        case int() | float() | Decimal() | date() | time():
            return value
        case list() | tuple():
            return ", ".join(_text(item) for item in value)
    return _text(value)


def _text(value: Any) -> str:
    return UNWRITABLE.sub("\ufffd", str(value))
