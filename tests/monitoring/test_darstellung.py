"""What may be shown of a value, and how it is written."""

import pytest

from monitoring.darstellung import Stand, cell, cells, light, why_hidden, written
from monitoring.katalog import indikator
from monitoring.queries.werte import KEINER, Wert
from monitoring.zelle import Kreis, Verdeckt, Zelle, hidden

KEPT, WAIT, BACKLOG, STATISTIC = (
    indikator(slug) for slug in ("garantie-eingehalten", "wartezeit-vor-ort-p90", "arbeitsmenge", "erwerbsquote")
)


@pytest.mark.parametrize(
    ("one", "wert", "intern", "oeffentlich"),
    [
        (KEPT, Wert(75.0, 40, 30), Zelle(75.0, 40), Zelle(75.0, 40)),
        (KEPT, Wert(70.0, 10, 7), Zelle(70.0, 10), hidden(Verdeckt.ZU_WENIGE)),
        (KEPT, Wert(100.0, 4, 4), hidden(Verdeckt.ZU_WENIGE), hidden(Verdeckt.ZU_WENIGE)),
        (KEPT, Wert(93.9, 33, 31), Zelle(pytest.approx(93.94, abs=0.01), 33), Zelle(pytest.approx(85.71, abs=0.01), 35)),
        (WAIT, Wert(12.5, 9), hidden(Verdeckt.ZU_WENIGE), hidden(Verdeckt.ZU_WENIGE)),
        (WAIT, Wert(12.5, 52), Zelle(12.5, 52), Zelle(12.5, 50)),
        (BACKLOG, Wert(7, 7, 7), Zelle(7, 7), Zelle(5, 5)),
        (BACKLOG, Wert(4, 4, 4), hidden(Verdeckt.ZU_WENIGE), hidden(Verdeckt.ZU_WENIGE)),
        (BACKLOG, Wert(0, 0, 0), Zelle(0, 0), Zelle(0, 0)),
        (STATISTIC, Wert(61.2, 0), Zelle(61.2, None), Zelle(61.2, None)),
        (KEPT, KEINER, hidden(Verdeckt.UNBEKANNT), hidden(Verdeckt.UNBEKANNT)),
    ],
)
def test_what_may_be_shown(one, wert, intern, oeffentlich):
    assert (cell(one, wert, Kreis.INTERN), cell(one, wert, Kreis.OEFFENTLICH)) == (intern, oeffentlich)


def test_small_month_is_not_the_total_less_the_others():
    werte = [Wert(50.0, 20, 10), Wert(100.0, 3, 3), Wert(50.0, 30, 15)]
    parts, whole = cells(KEPT, werte, Wert(52.8, 53, 28), Kreis.INTERN)
    assert [part.verdeckt for part in parts] == [Verdeckt.SCHUTZ, Verdeckt.ZU_WENIGE, None]
    assert whole.n == 53


@pytest.mark.parametrize(
    ("one", "wert", "ziel", "stand"),
    [
        (KEPT, 95.0, 95.0, Stand.ERREICHT),
        (KEPT, 91.0, 95.0, Stand.KNAPP),
        (KEPT, 80.0, 95.0, Stand.VERFEHLT),
        (WAIT, 15.0, 15.0, Stand.ERREICHT),
        (WAIT, 15.7, 15.0, Stand.KNAPP),
        (WAIT, 24.0, 15.0, Stand.VERFEHLT),
        (BACKLOG, 24.0, 15.0, Stand.OHNE),
        (KEPT, None, 95.0, Stand.OHNE),
        (KEPT, 80.0, None, Stand.OHNE),
    ],
)
def test_how_a_value_stands_to_its_target(one, wert, ziel, stand):
    assert light(one, Zelle(wert), ziel) == stand


def test_values_are_written_with_their_unit_or_why_there_is_none():
    assert written(KEPT, Zelle(93.94, 33)) == "94 %"
    assert (written(KEPT, Zelle(99.7, 300)), written(KEPT, Zelle(100.0, 300))) == ("99 %", "100 %")
    assert written(WAIT, Zelle(6.24, 33)) == "6,2 Min."
    assert written(BACKLOG, Zelle(12345, 12345)) == "12.345"
    assert written(KEPT, hidden(Verdeckt.ZU_WENIGE)) == "zu wenige Fälle"
    assert why_hidden(Zelle(1.0)) == ""
