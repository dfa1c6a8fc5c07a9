"""The search asks few counters and unites what they offer; here every counter is asked for every start, in plain Python."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termine.angaben import Bedarf
from termine.models import Belegung
from termine.planung import as_range
from termine.queries import frei
from tests.factories.kern import StandortFactory
from tests.factories.termine import JETZT, MORGEN, DienstFactory, LeistungFactory, PlatzFactory, TeamFactory

pytestmark = pytest.mark.django_db
UMSTELLUNG = datetime(2027, 3, 28, 0, 30, tzinfo=UTC)  # half an hour before the clocks go forward

abschnitt = st.tuples(st.sampled_from([0, 0, 0, 15, 22, 45]), st.sampled_from([10, 15, 15, 60, 7]))
belegt = st.lists(st.tuples(abschnitt, st.sampled_from(["termin", "termin", "haelt", "abgelaufen"])), max_size=6)
schicht = st.tuples(st.sampled_from([0, 30, 7]), st.sampled_from([60, 60, 90, 125]))  # minutes after the last one, length
team = st.tuples(
    st.sampled_from([5, 10, 15, 15, 20]),  # grid
    st.sampled_from([0, 0, 45, 150]),  # lead time
    st.integers(0, 1),  # Standort
    st.lists(schicht, min_size=1, max_size=2),
    # of each counter: how much later it opens and earlier it closes than its colleagues, and what is booked
    st.lists(
        st.tuples(st.sampled_from([0, 0, 0, 7, 15]), st.sampled_from([0, 0, 0, 15]), belegt, belegt), min_size=1, max_size=4
    ),
)


@dataclass
class Amt:
    """An office and, beside the database, what a person would write down about it."""

    jetzt: datetime
    offen: list  # (Standort, grid, lead time, first start of the grid, free stretches)

    @classmethod
    def build(cls, jetzt, teams):
        amt, leistung = cls(jetzt, []), LeistungFactory.create()
        orte = [StandortFactory.create(), StandortFactory.create()]
        for raster, vorlauf, ort, schichten, plaetze in teams:
            team = TeamFactory.create(leistungen=[leistung], standort=orte[ort], raster_minuten=raster, vorlauf_minuten=vorlauf)
            for spaeter, frueher, *belegt in plaetze:
                amt._counter(PlatzFactory.create(team=team), schichten, (spaeter, frueher), belegt)
        return amt, leistung

    def _counter(self, platz, schichten, abweichung, belegt):
        at = self.jetzt - timedelta(minutes=60)
        spaeter, frueher = (timedelta(minutes=minutes) for minutes in abweichung)
        for (pause, dauer), taken in zip(schichten, belegt, strict=False):
            anfang, at = at + timedelta(minutes=pause), at + timedelta(minutes=pause + dauer)
            dienst = DienstFactory.create(platz=platz, zeitraum=as_range((anfang + spaeter, at - frueher)))
            self.offen.append((platz.team, anfang + spaeter, self._book(dienst, taken)))

    def _book(self, dienst, belegt):
        """Book and return the free stretches of ``dienst``; a hold that has run out leaves its time free."""
        free, begin, ende = [], dienst.zeitraum.lower, dienst.zeitraum.upper
        at = begin
        for (pause, dauer), art in belegt:
            von, at = at + timedelta(minutes=pause), at + timedelta(minutes=pause + dauer)
            if at > ende:
                break
            ablauf = {"termin": None, "haelt": timedelta(minutes=5), "abgelaufen": timedelta(minutes=-5)}[art]
            Belegung.objects.create(
                dienst=dienst,
                platz=dienst.platz,
                zeitraum=as_range((von, at)),
                art="vormerkung" if ablauf else "termin",
                ablauf=self.jetzt + ablauf if ablauf else None,
            )
            if art != "abgelaufen":
                free.append((begin, von))
                begin = at
        return [*free, (begin, ende)]

    def free_starts(self, von, bis, dauer, *, sofort):
        """Return (start, Standort) of every start at which one counter is free for ``dauer``."""
        found = set()
        for team, anfang, stretches in self.offen:
            beginn = anfang
            earliest = max(von, self.jetzt + timedelta(minutes=0 if sofort else team.vorlauf_minuten))
            while beginn + dauer <= bis:
                if earliest <= beginn and any(low <= beginn and beginn + dauer <= high for low, high in stretches):
                    found.add((beginn, team.standort_id))
                beginn += timedelta(minutes=team.raster_minuten)
        return sorted(found)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    jetzt=st.sampled_from([JETZT, UMSTELLUNG]),
    teams=st.lists(team, min_size=1, max_size=2),
    dauer=st.sampled_from([5, 10, 15, 20, 45]),
    fenster=st.tuples(st.sampled_from([-120, 0, 20, 33]), st.sampled_from([40, 95, 600])),
    sofort=st.booleans(),
    gefragt_zuerst=st.sampled_from([1, 1, 2]),
)
def test_search_finds_exactly_what_asking_every_counter_finds(
    uhr, monkeypatch, jetzt, teams, dauer, fenster, sofort, gefragt_zuerst
):
    uhr.move_to(jetzt)
    monkeypatch.setattr(frei, "GEFRAGT_ZUERST", gefragt_zuerst)
    von, bis = (jetzt + timedelta(minutes=minutes) for minutes in fenster)
    with transaction.atomic():
        amt, leistung = Amt.build(jetzt, teams)
        leistung.dauer_minuten = dauer
        found = frei.free_zeiten(leistung, von, bis, bedarf=Bedarf(sofort=sofort))
        transaction.set_rollback(True)
    expected = amt.free_starts(von, bis, timedelta(minutes=dauer), sofort=sofort)
    assert [(zeit.beginn, zeit.standort.pk) for zeit in found] == expected


@pytest.mark.parametrize(
    ("booked", "closes_later"),
    [((0, 240), 0), ((225, 240), 0), ((0, 15), 0), ((0, 0), 30)],
    ids=["all taken", "last start taken", "first start taken", "other one stays longer"],
)
def test_other_counters_are_asked_for_what_the_first_does_not_have(leistung, team, dienst, monkeypatch, booked, closes_later):
    monkeypatch.setattr(frei, "GEFRAGT_ZUERST", 1)
    dienst.zeitraum = as_range((MORGEN, MORGEN + timedelta(minutes=240 + closes_later)))
    dienst.save(update_fields=["zeitraum"])
    first = DienstFactory.create(platz=PlatzFactory.create(team=team))  # the newer counter is asked first
    von, bis = (MORGEN + timedelta(minutes=minutes) for minutes in booked)
    if von < bis:
        Belegung.objects.create(dienst=first, platz=first.platz, zeitraum=as_range((von, bis)), art="termin")
    found = frei.free_zeiten(leistung, MORGEN, MORGEN + timedelta(hours=6))
    assert [zeit.beginn for zeit in found] == [MORGEN + timedelta(minutes=15 * n) for n in range(16 + closes_later // 15)]


def test_duty_of_a_counter_moves_with_it_to_another_team(leistung, dienst):
    other = TeamFactory.create(leistungen=[leistung], raster_minuten=30)
    dienst.platz.team = other
    dienst.platz.save()
    dienst.refresh_from_db()
    found = frei.free_zeiten(leistung, dienst.zeitraum.lower, dienst.zeitraum.upper)
    assert (dienst.team, len(found), found[0].standort) == (other, 8, other.standort)
