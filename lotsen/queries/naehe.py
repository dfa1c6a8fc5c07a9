"""Where somebody lives, as far as a postal code says it."""

from django.core.cache import cache

from lotsen.queries.verzeichnis import Punkt, place_of_plz

MERKEN = 300  # seconds


def near(plz: str) -> Punkt | None:
    """Return the middle of a postal code, None without one or when the directory knows no place there.

    One query, and none for some minutes after it.
    """
    return cache.get_or_set(f"lotsen:plz:{plz}", lambda: place_of_plz(plz), MERKEN) if plz else None
