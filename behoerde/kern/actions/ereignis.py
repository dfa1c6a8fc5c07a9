"""Report anonymous events for figures."""

from behoerde.kern import uhr
from behoerde.kern.db import append
from behoerde.kern.models import Ereignis


def melde(  # noqa: PLR0913 - one argument per attribute that figures are broken down by
    art: str,
    *,
    wert: float | None = None,
    leistung: str = "",
    standort: str = "",
    kanal: str = "",
    sprache: str = "",
    einheit: str = "",
    ergebnis: str = "",
) -> None:
    """Append one event in the transaction of its cause; ``wert`` in the unit that ``art`` names (minutes, days)."""
    append(
        Ereignis(
            zeit=uhr.now(),
            art=art,
            wert=wert,
            leistung=leistung,
            standort=standort,
            kanal=kanal,
            sprache=sprache,
            einheit=einheit,
            ergebnis=ergebnis,
        )
    )
