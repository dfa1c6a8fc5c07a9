"""What a figure said before and says since: equally long, and no word more than the numbers carry."""

from datetime import date

import pytest

from monitoring.models import Messwert, Methodenbruch
from monitoring.queries.wirkung import effects
from tests.factories.strategie import VorhabenFactory

pytestmark = pytest.mark.usefixtures("uhr", "amt")
SLUG = "digitalquote"  # by month
HEUTE = date(2026, 11, 24)


def months(*values: tuple[int, float, int]) -> None:
    """Write (month of 2026, numerator, cases)."""
    for month, zaehler, n in values:
        day = date(2026, month, 1)
        values_of = {"zaehler": zaehler, "nenner": n, "wert": 100 * zaehler / n if n else None}
        Messwert.objects.create(slug=SLUG, zeitraum="monat", von=day, bis=day.replace(day=28), **values_of)


def found(erwartung: str = "steigt", von: date | None = date(2026, 8, 12)):
    row = VorhabenFactory.create(von=von, bis=None)
    row.wirkungen.create(slug=SLUG, erwartung=erwartung, zuversicht="mittel", warum="Weil")
    return effects(row, HEUTE)[0]


def test_equally_many_months_without_that_of_the_beginning():
    months((5, 1, 100), (6, 50, 100), (7, 50, 100), (8, 0, 100), (9, 90, 100), (10, 90, 100), (11, 0, 100))
    one = found()
    assert (one.monate, one.vorher, one.nachher) == (2, "50 % (n = 200)", "90 % (n = 200)")
    assert one.urteil.startswith("Sie hat sich in die erwartete Richtung bewegt. Ob das an der Maßnahme liegt")


@pytest.mark.parametrize(
    ("before", "after", "erwartung", "urteil"),
    [
        ((50, 100), (90, 100), "sinkt", "Sie hat sich gegen die Erwartung bewegt."),
        ((50, 100), (55, 100), "steigt", "Der Unterschied kann Zufall sein"),
        ((50, 100), (50, 100), "steigt", "Nichts hat sich bewegt."),
        ((5, 10), (0, 0), "steigt", "Dazu gibt es nicht auf beiden Seiten eine Zahl."),
    ],
)
def test_words_say_what_the_numbers_carry(before, after, erwartung, urteil):
    months((7, *before), (9, *after))
    assert found(erwartung).urteil.startswith(urteil)


def test_another_way_of_counting_makes_it_incomparable():
    months((7, 50, 100), (9, 90, 100))
    Methodenbruch.objects.create(slug=SLUG, tag=date(2026, 8, 20), grund="Neu gezählt")
    assert found().urteil.startswith("Nicht vergleichbar")


@pytest.mark.parametrize("von", [None, date(2026, 10, 5), date(2027, 1, 1)])
def test_too_early_says_so(von):
    assert (found(von=von).monate, found(von=von).urteil[:13]) == (0, "Noch zu früh:")
