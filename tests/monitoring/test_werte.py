"""Values of figures by period, from events and from what the night kept."""

from datetime import date

import pytest

from monitoring.enums import Zeitraum
from monitoring.katalog import indikator
from monitoring.models import Messwert
from monitoring.queries.werte import Ausschnitt, Wert, values
from tests.monitoring.ereignisse import HEUTE, happen, roll_up

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]
OKTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
ERSTER_OKTOBER_TAG = date(2026, 10, 6)
MONATE = Ausschnitt(Zeitraum.MONAT, OKTOBER, HEUTE)
KEPT = "garantie-eingehalten"


def waited(tag: date, minutes: float, anzahl: int, **values) -> None:
    happen(tag, "wartezeit", wert=minutes, kanal="termin", anzahl=anzahl, **values)


def test_share_of_those_called_in_time_by_month():
    waited(ERSTER_OKTOBER_TAG, 5, 6, standort="rathaus")
    waited(ERSTER_OKTOBER_TAG, 14.9, 1, standort="rathaus")
    waited(ERSTER_OKTOBER_TAG, 15.1, 2, standort="nordstadt")
    happen(ERSTER_OKTOBER_TAG, "termin_abgesagt", ergebnis="amt", standort="nordstadt")
    happen(ERSTER_OKTOBER_TAG, "termin_abgesagt", ergebnis="person", anzahl=3)
    happen(ERSTER_OKTOBER_TAG, "wartezeit", wert=1, kanal="ohne_termin", anzahl=5)
    waited(HEUTE, 2, 1)
    roll_up(ERSTER_OKTOBER_TAG, HEUTE)
    found = values([indikator(KEPT)], MONATE)[KEPT]
    assert found == {"": {OKTOBER: Wert(70.0, 10, 7), NOVEMBER: Wert(100.0, 1, 1)}}


def test_narrowed_and_broken_down():
    waited(HEUTE, 5, 6, standort="rathaus", leistung="passuebertrag")
    waited(HEUTE, 30, 4, standort="nordstadt", leistung="passuebertrag")
    roll_up(HEUTE)
    whole = Ausschnitt(None, NOVEMBER, HEUTE, leistung="passuebertrag", merkmal="standort")
    assert values([indikator(KEPT)], whole)[KEPT] == {
        "rathaus": {NOVEMBER: Wert(100.0, 6, 6)},
        "nordstadt": {NOVEMBER: Wert(0.0, 4, 0)},
    }
    nothing = Ausschnitt(None, NOVEMBER, HEUTE, leistung="einbuergerung")
    assert values([indikator(KEPT)], nothing)[KEPT] == {}


def test_quantile_of_a_quarter_comes_from_all_its_days_not_from_their_quantiles():
    for tag, minutes in ((ERSTER_OKTOBER_TAG, 3), (date(2026, 10, 7), 3), (HEUTE, 60)):
        waited(tag, minutes, 5 if minutes == 3 else 30)
    roll_up(ERSTER_OKTOBER_TAG, date(2026, 10, 7), HEUTE)
    found = values([indikator("wartezeit-vor-ort-p50")], Ausschnitt(Zeitraum.QUARTAL, OKTOBER, HEUTE))
    wert = found["wartezeit-vor-ort-p50"][""][OKTOBER]
    assert (wert.n, wert.wert) == (40, pytest.approx(60, rel=0.09))


def test_last_ninety_days_are_one_value():
    waited(date(2026, 8, 26), 1, 2)  # ninety days ago: just outside
    waited(date(2026, 8, 27), 1, 3)
    waited(HEUTE, 40, 3)
    roll_up(date(2026, 8, 26), date(2026, 8, 27), HEUTE)
    part = Ausschnitt(Zeitraum.LAUFEND, date(2026, 8, 27), HEUTE)
    assert values([indikator(KEPT)], part)[KEPT] == {"": {date(2026, 8, 27): Wert(50.0, 6, 3)}}


def keep(slug: str, zeitraum: Zeitraum, von: date, zaehler: float | None, nenner: int, wert: float | None, **more) -> None:
    Messwert.objects.create(slug=slug, zeitraum=zeitraum, von=von, bis=von, zaehler=zaehler, nenner=nenner, wert=wert, **more)


def test_kept_statistics_are_read_in_their_own_rhythm():
    keep("erwerbsquote", Zeitraum.JAHR, date(2025, 1, 1), None, 0, 61.2, herkunft="eingelesen", quelle="Mikrozensus 2025")
    found = values([indikator("erwerbsquote")], Ausschnitt(Zeitraum.JAHR, date(2024, 1, 1), HEUTE))
    assert found["erwerbsquote"] == {"": {date(2025, 1, 1): Wert(61.2, 0, None)}}


def test_what_a_source_does_not_give_is_not_there():
    one = indikator("abschlussquote-online")
    assert Ausschnitt(None, OKTOBER, HEUTE, standort="rathaus").fits(one) is False
    assert Ausschnitt(None, OKTOBER, HEUTE, leistung="passuebertrag", merkmal="sprache").fits(one) is True
    assert values([one], Ausschnitt(None, OKTOBER, HEUTE, standort="rathaus")) == {}
