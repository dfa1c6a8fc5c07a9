"""What sheets in two languages share."""

from typing import Any

from django.conf import settings
from django.utils import translation


def language_of(wished: str, otherwise: str | None = None) -> str:
    """Return ``wished`` when the portal speaks it, else ``otherwise``, else German."""
    return wished if wished in dict(settings.LANGUAGES) else otherwise or "de"


def german(schritt: Any) -> tuple[str, str]:
    """Return title and text of a step in German, whatever the page speaks."""
    with translation.override("de"):
        return str(schritt.titel), str(schritt.text)
