"""A file with services as others hand it over: one page of an API, a list, or one service a line."""

import json
from typing import Any

from django.utils.translation import gettext as _

from behoerde.kern.exceptions import DomainError

HOECHSTENS = 20 * 1024 * 1024  # bytes


def read_file(content: bytes) -> list[Any]:
    """Return the services of a file; raises DomainError ``datei`` when it is none."""
    if len(content) > HOECHSTENS:
        raise DomainError(_("Die Datei ist größer als 20 MB. Bitte teilen Sie sie."), "datei")
    try:
        text = content.decode("utf-8-sig")
        return _read_json(text)
    except (UnicodeDecodeError, ValueError, RecursionError) as fault:
        raise DomainError(_("Diese Datei enthält keine Angebote im Format HSDS (JSON)."), "datei") from fault


def _read_json(text: str) -> list[Any]:
    try:
        whole = json.loads(text)
    except json.JSONDecodeError:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    if isinstance(whole, dict):
        whole = whole["contents"] if isinstance(whole.get("contents"), list) else [whole]
    if not isinstance(whole, list):
        raise ValueError("no list")  # noqa: TRY004 - caught above with the other faults of a file
    return whole
