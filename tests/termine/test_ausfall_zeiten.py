"""Which other time a visit gets when its counter closes."""

from datetime import timedelta

import pytest

from behoerde.kern.uhr import ZONE
from termine.actions.ausfall import close_plaetze, resolve
from termine.actions.vormerkung import hold_termin
from termine.planung import as_range, day_bounds
from termine.queries import ausfall as ausfall_queries
from termine.queries.ausfall import AndereZeiten
from tests.factories.termine import MORGEN, DienstFactory, gebuchter_termin
from tests.termine.test_ausfall import TAG, UEBERMORGEN, fall_out, krank, nachbar, termin, when

__all__ = ["krank", "nachbar", "termin"]  # fixtures


@pytest.mark.django_db
def test_last_time_under_a_hold_that_ran_out_is_found(termin, krank, leistung, standort, uhr):
    """Times that look taken are passed over quickly first; the only one left is asked for thoroughly."""
    DienstFactory.create(platz=krank, zeitraum=as_range((UEBERMORGEN, UEBERMORGEN + timedelta(minutes=15))))
    hold_termin(leistung=leistung, beginn=UEBERMORGEN, standort=standort, schluessel="jemand")
    uhr.shift(timedelta(minutes=11))
    fall_out(krank)
    assert when(termin) == (UEBERMORGEN, 1)


@pytest.mark.django_db
def test_own_time_that_was_free_before_is_no_other_time(termin, krank, nachbar, leistung):
    """Free when it was looked up for somebody else, taken since: the visit must not be told that it moved to where it is."""
    close_plaetze([krank], von=TAG, bis=TAG)
    (affected_now,) = ausfall_queries.affected([krank], day_bounds(TAG, TAG, ZONE))
    zeiten = AndereZeiten()
    assert not zeiten.is_full(affected_now)
    gebuchter_termin(nachbar, leistung, n=6)
    assert resolve(affected_now, zeiten) == "neue_zeit"
    assert when(termin) == (MORGEN + timedelta(minutes=15), 1)
