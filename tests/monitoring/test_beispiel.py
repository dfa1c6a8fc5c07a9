"""Figures of the example office are counted, not made up; the targets say that they are examples."""

from datetime import date

import pytest

from behoerde.kern import uhr
from behoerde.kern.models import Ereignis
from monitoring.actions.beispiel import ZIELE, build
from monitoring.katalog import indikator, indikatoren
from monitoring.models import KennzahlMonat, Messwert, Zielwert
from monitoring.queries.kennzahlen import Spanne, tiles
from monitoring.rechnung import Abfrage, Bestand, Verweildauer
from tests.factories.kern import StandortFactory
from tests.monitoring.ereignisse import HEUTE, happen

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]


def test_a_year_of_events_is_written_once_and_its_figures_follow_from_the_raw_rows():
    StandortFactory.create(slug="rathaus", land="NW")
    build(False)
    build(False)
    raw = Ereignis.objects.filter(art="wartezeit", kanal="termin")
    kept, called = raw.filter(wert__lt=15).count(), raw.count()
    away = Ereignis.objects.filter(art="termin_abgesagt", ergebnis="amt").count()
    span = Spanne(13)
    shown = tiles([indikator("garantie-eingehalten")], span)[0]
    assert (shown.zelle.n, shown.zelle.wert) == (called + away, pytest.approx(100 * kept / (called + away)))
    assert called > 800
    assert {uhr.local(row.zeit).date().isoweekday() for row in raw[:200]} <= {1, 2, 3, 4, 5}


def test_events_are_counted_every_figure_is_asked_and_targets_are_examples():
    happen(date(2026, 3, 2), "termin_gebucht", anzahl=2)
    build(False)
    build(False)
    assert list(KennzahlMonat.objects.filter(schnitt="").values_list("monat", "art", "anzahl")) == [
        (date(2026, 3, 1), "termin_gebucht", 2)
    ]
    asked = {one.slug for one in indikatoren().values() if isinstance(one.rechnung, Abfrage | Bestand | Verweildauer)}
    assert set(Messwert.objects.values_list("slug", flat=True)) == asked
    assert dict(Zielwert.objects.values_list("slug", "wert")) == ZIELE
    assert set(Zielwert.objects.values_list("beleg", flat=True)) == {"Beispiel, kein Beschluss"}
    assert Messwert.objects.filter(slug="rueckstand", zeitraum="tag").get(merkmal="").von == HEUTE
