"""Hints that two files are about one person: what looks alike, in whose reach; and told apart for good."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Rolle
from fallmanagement.actions.dublette import ask_again, tell_apart
from fallmanagement.actions.fallakte import move
from fallmanagement.dubletten import dates_near
from fallmanagement.models import Dublettenurteil
from fallmanagement.queries.dubletten import pairs, pairs_of
from tests.factories.fallmanagement import FallakteFactory, HaushaltsmitgliedFactory, ZustaendigkeitFactory
from tests.factories.kern import OrganisationseinheitFactory, PersonFactory
from tests.termine.empfang import staff_of

pytestmark = pytest.mark.django_db
GEBOREN = date(1990, 5, 17)


def of(einheit, vorname="Oleksandr", nachname="Schmidt", geboren=GEBOREN):
    person = PersonFactory.create(vorname=vorname, nachname=nachname, geburtsdatum=geboren)
    with als(System.AUFGABE):
        return FallakteFactory.create(person=person, einheit=einheit)


def seen(user, **asked) -> list[tuple]:
    """Return the pairs and why; what a single file shows must say the same."""
    with als(user):
        found = pairs(user, **({"ansicht": "alle"} | asked))
        each = [[row.grund for row in pairs_of(row.erste, user)] for row in found]
        assert all(row.grund in reasons for row, reasons in zip(found, each, strict=True))
        return [({row.erste.pk, row.zweite.pk}, row.grund) for row in found]


@pytest.mark.parametrize(
    ("name", "geboren", "grund"),
    [
        (("Oleksandr", "Schmidt"), GEBOREN, "gleich"),
        (("OLEKSANDR", "Schmidt"), GEBOREN, "gleich"),
        (("Schmidt", "Oleksandr"), GEBOREN, "getauscht"),
        (("Alexander", "Schmitt"), GEBOREN, "klang"),
        (("Oleksandr", "Schmidt"), date(1990, 5, 11), "ziffer"),
        (("Oleksandr", "Schmidt"), date(1980, 5, 17), "ziffer"),
    ],
)
def test_looks_like_one_person(einheit, fallmanagerin, name, geboren, grund):
    first, second = of(einheit), of(einheit, *name, geboren)
    assert seen(fallmanagerin) == [({first.pk, second.pk}, grund)]
    assert (seen(fallmanagerin, grund=grund), seen(fallmanagerin, grund="tag_monat")) == ([({first.pk, second.pk}, grund)], [])


def test_day_and_month_swapped(einheit, fallmanagerin):
    first, second = of(einheit, geboren=date(1990, 5, 7)), of(einheit, geboren=date(1990, 7, 5))
    assert seen(fallmanagerin) == [({first.pk, second.pk}, "tag_monat")]


@pytest.mark.parametrize(
    ("name", "geboren"),
    [
        (("Maria", "Schmidt"), GEBOREN),  # a twin
        (("Oleksandr", "Haidari"), GEBOREN),
        (("Alexander", "Schmitt"), date(1990, 5, 11)),  # a slip of the pen counts for one name only
        (("Oleksandr", "Schmidt"), date(1991, 6, 17)),
    ],
)
def test_looks_like_two_people(einheit, fallmanagerin, name, geboren):
    of(einheit), of(einheit, *name, geboren)
    assert seen(fallmanagerin) == []


def test_file_of_a_household_is_no_second_file(einheit, fallmanagerin):
    first, second = of(einheit), of(einheit)
    with als(System.AUFGABE):
        HaushaltsmitgliedFactory.create(fallakte=first, person=second.person)
    assert seen(fallmanagerin) == []


def test_two_files_that_ended_ask_nobody(einheit, fallmanagerin, ruhig):
    files = of(einheit), of(einheit)
    with als(System.AUFGABE):
        for akte, left in zip(files, (1, 0), strict=True):
            move(akte, "abgeschlossen", grund="weggezogen")
            assert len(seen(fallmanagerin)) == left


@pytest.mark.parametrize("rolle", [Rolle.FALLMANAGEMENT, Rolle.LEITUNG, Rolle.EMPFANG])
def test_nobody_gets_a_hint_of_a_file_out_of_reach(einheit, rolle):
    user = staff_of(einheit, rolle)
    own, _foreign = of(einheit), of(OrganisationseinheitFactory.create())
    assert seen(user) == []
    with als(user):
        assert pairs_of(own, user) == []


def test_own_pairs_are_those_of_the_own_cases(einheit, fallmanagerin):
    first, _second = of(einheit), of(einheit)
    assert (seen(fallmanagerin, ansicht="meine"), len(seen(fallmanagerin))) == ([], 1)
    with als(System.AUFGABE):
        ZustaendigkeitFactory.create(fallakte=first, user=fallmanagerin)
    assert len(seen(fallmanagerin, ansicht="meine")) == 1


def test_told_apart_nobody_asks_until_it_is_taken_back(einheit, fallmanagerin, ruhig):
    first, second = of(einheit), of(einheit)
    with als(fallmanagerin):
        urteil = tell_apart(second, first, grund="verwandt", user=fallmanagerin)
        assert tell_apart(first, second, grund="zufall", user=fallmanagerin) == urteil
        assert (seen(fallmanagerin), pairs_of(first, fallmanagerin)) == ([], [])
        assert [row.urteil for row in pairs(fallmanagerin, ansicht="verschieden")] == [urteil]
        ask_again(first, second)
        ask_again(first, second)
        assert (len(seen(fallmanagerin)), Dublettenurteil.objects.count()) == (1, 0)


def test_word_needs_a_reason_and_two_files(einheit, fallmanagerin, ruhig):
    first, second = of(einheit), of(einheit)
    with als(fallmanagerin):
        for other, grund, code in ((second, "", "grund"), (first, "zufall", "selbst")):
            with pytest.raises(DomainError) as refused:
                tell_apart(first, other, grund=grund, user=fallmanagerin)
            assert refused.value.code == code


def test_database_keeps_a_pair_once_in_its_order(einheit, fallmanagerin):
    first, second = sorted((of(einheit), of(einheit)), key=lambda akte: akte.pk)
    with als(System.AUFGABE):
        row = Dublettenurteil.objects.create(erste=first, zweite=second, grund="zufall", von=fallmanagerin)
        for erste, zweite in ((first, second), (second, first)):
            with pytest.raises(IntegrityError), transaction.atomic():
                Dublettenurteil.objects.create(erste=erste, zweite=zweite, grund="zufall", von=fallmanagerin)
        with pytest.raises(DatabaseError), transaction.atomic():
            Dublettenurteil.objects.filter(pk=row.pk).update(grund="verwandt")


def test_word_about_a_file_out_of_reach_is_neither_seen_nor_written(einheit, fallmanagerin):
    own, foreign = sorted((of(einheit), of(OrganisationseinheitFactory.create())), key=lambda akte: akte.pk)
    with als(fallmanagerin), pytest.raises(DatabaseError), transaction.atomic():
        Dublettenurteil.objects.create(erste=own, zweite=foreign, grund="zufall", von=fallmanagerin)
    with als(System.AUFGABE):
        Dublettenurteil.objects.create(erste=own, zweite=foreign, grund="zufall", von=fallmanagerin)
    with als(fallmanagerin):
        assert (Dublettenurteil.objects.count(), pairs(fallmanagerin, ansicht="verschieden")) == (0, [])


@given(st.dates(date(1900, 1, 1), date(2026, 1, 1)))
def test_dates_near_are_one_slip_away(born):
    text = f"{born:%Y%m%d}"
    for near in dates_near(born):
        other = f"{near:%Y%m%d}"
        slips = sum(one != two for one, two in zip(text, other, strict=True))
        assert slips <= 1 or other == text[:4] + text[6:] + text[4:6]
        assert born in dates_near(near)
