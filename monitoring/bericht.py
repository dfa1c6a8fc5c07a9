"""Reports: which there are, about which spans, the states they go through."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

VORWORT_ZEICHEN = 6000
PDF_BYTES = 20 * 1024**2
VERSUCHE = 3  # so often a worker may die of the same report
PACHT = timedelta(minutes=5)  # after so long without a step the worker counts as lost; renewed at every step


class Berichtart(TextChoices):
    """What a report is for."""

    RAT = "ratsbericht", _("Bericht für den Rat")
    JAHR = "jahresbericht", _("Jahresbericht")
    QUALITAET = "qualitaetsbericht", _("Qualitätsbericht")


class Berichtstand(TextChoices):
    """Where a report stands."""

    ANGEFORDERT = "angefordert", _("angefordert")
    IN_ARBEIT = "in_arbeit", _("wird erstellt")
    FERTIG = "fertig", _("fertig")
    FEHLGESCHLAGEN = "fehlgeschlagen", _("fehlgeschlagen")


_S = Berichtstand
BERICHT_UEBERGAENGE: dict[str, frozenset[str]] = {
    _S.ANGEFORDERT: frozenset({_S.IN_ARBEIT}),
    _S.IN_ARBEIT: frozenset({_S.FERTIG, _S.FEHLGESCHLAGEN}),
    _S.FEHLGESCHLAGEN: frozenset({_S.ANGEFORDERT}),
    _S.FERTIG: frozenset(),
}
UNFERTIG = (_S.ANGEFORDERT, _S.IN_ARBEIT)
OEFFENTLICHE = frozenset({Berichtart.RAT, Berichtart.JAHR})  # all others are for the office alone
MONATE: dict[str, int] = {Berichtart.RAT: 6, Berichtart.JAHR: 12, Berichtart.QUALITAET: 3}
ZURUECK: dict[str, int] = {Berichtart.RAT: 4, Berichtart.JAHR: 3, Berichtart.QUALITAET: 5}  # spans to choose from


@dataclass(frozen=True)
class Spannweite:
    """The half-year, year or quarter that a report is about."""

    art: str
    von: date

    @property
    def bis(self) -> date:
        return _later(self.von, MONATE[self.art]) - timedelta(days=1)

    @property
    def name(self) -> str:
        return span_name(self.art, self.von)


def span_name(art: str, von: date) -> str:
    """Return how the span is called: "2. Halbjahr 2026", "2026", "3. Quartal 2026"."""
    words = {"n": (von.month - 1) // MONATE[art] + 1, "jahr": von.year}
    if art == Berichtart.RAT:
        return gettext("%(n)s. Halbjahr %(jahr)s") % words
    return str(von.year) if art == Berichtart.JAHR else gettext("%(n)s. Quartal %(jahr)s") % words


def spans(art: str, tag: date) -> list[Spannweite]:
    """Return the spans to choose from, the running one first."""
    months = MONATE[art]
    begin = date(tag.year, (tag.month - 1) // months * months + 1, 1)
    return [Spannweite(art, _later(begin, -months * n)) for n in range(ZURUECK[art])]


def _later(first: date, months: int) -> date:
    place = first.month - 1 + months
    return date(first.year + place // 12, place % 12 + 1, 1)
