"""Dates and times as people write them, in the language of the page; digits stay 0-9, as on the letters of the office."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.dateformat import time_format
from django.utils.translation import get_language

# Format strings of Django per language: with weekday, without, short with weekday, time of day.
_FORMATE = {
    "de": ("l, j. F Y", "j. F Y", "D, j. N", r"G:i \U\h\r"),
    "en": ("l, j F Y", "j F Y", "D, j M", "H:i"),
    "uk": ("l, j E Y р.", "j E Y р.", "D, j E", "H:i"),
    "ru": ("l, j E Y г.", "j E Y г.", "D, j E", "H:i"),
    "ar": ("l، j F Y", "j F Y", "l، j F", "الساعة H:i"),
    "fa": ("l، j F Y", "j F Y", "l، j F", "ساعت H:i"),
    "tr": ("j F Y l", "j F Y", "j F, D", "H:i"),
    "fr": ("l j F Y", "j F Y", "D j N", r"G \h i"),
    "es": (r"l, j \d\e F \d\e Y", r"j \d\e F \d\e Y", r"D, j \d\e N", "G:i"),
    "pl": ("l, j E Y", "j E Y", "D, j E", "H:i"),
    "ro": ("l, j F Y", "j F Y", "D, j F", "H:i"),
}
LANG, MITTEL, KURZ, UHRZEIT = range(4)


def _format(art: int) -> str:
    language = (get_language() or "de").split("-")[0]  # Leichte Sprache writes dates as German does
    return _FORMATE.get(language, _FORMATE["de"])[art]


def _local(value: date | datetime) -> date | datetime:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def datum_lang(value: date | datetime) -> str:
    """Return "Donnerstag, 26. November 2026" in the active language."""
    return format_date(_local(value), _format(LANG))


def datum(value: date | datetime) -> str:
    """Return "26. November 2026" in the active language."""
    return format_date(_local(value), _format(MITTEL))


def datum_kurz(value: date | datetime) -> str:
    """Return "Do, 26. Nov." in the active language."""
    return format_date(_local(value), _format(KURZ))


def uhrzeit(value: datetime) -> str:
    """Return "8:20 Uhr" in the active language, wall time at the office."""
    return time_format(timezone.localtime(value).time(), _format(UHRZEIT))
