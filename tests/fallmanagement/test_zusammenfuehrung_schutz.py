"""What the database keeps of merges, who sees them, and what Art. 15, erasure and Löschsperre make of them."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, transaction
from django.db.models import F

from behoerde.kern import uhr as kernuhr
from behoerde.kern.actions.antrag import erase_person, lock_person, locks_of
from behoerde.kern.auskunft import auskunft
from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError
from behoerde.kern.holdings import locked_rows, same_human
from behoerde.kern.models import Person
from behoerde.kern.rechte import Rolle
from fallmanagement.actions.fallakte import move
from fallmanagement.actions.trennung import separate_akten
from fallmanagement.actions.zusammenfuehrung import merge_akten
from fallmanagement.models import Aktenbewegung, Aktenzusammenfuehrung, Fallakte, Vermerk, Zustaendigkeit
from fallmanagement.queries.zusammenfuehrung import plan
from fallmanagement.zusammenfuehrung import ZIEHT_UM
from tests.factories.aktenpaar import fill, paar, profile
from tests.factories.fallmanagement import FallakteFactory, VermerkFactory, ZustaendigkeitFactory
from tests.factories.kern import OrganisationseinheitFactory
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "ruhig")]


@pytest.fixture
def akten(einheit, fallmanagerin):
    with als(System.AUFGABE):
        first, second = paar(einheit, fallmanagerin, vorname="Ameena")
        fill(second, fallmanagerin, 2020)
    return first, second


def merge(akten, user):
    with als(user):
        chosen = {wahl.schluessel: "bleibt" for wahl in plan(*akten).wahlen}
        return merge_akten(*akten, gewaehlt=chosen, user=user)


def test_notes_that_the_account_may_not_read_go_along(akten, fallmanagerin):
    with als(fallmanagerin):
        assert not Vermerk.objects.exists()
    merge(akten, fallmanagerin)
    with als(System.AUFGABE):
        assert Vermerk.objects.get().fallakte == akten[0]
    with als(fallmanagerin):
        assert not Vermerk.objects.exists()


@pytest.mark.parametrize("umzug", ZIEHT_UM, ids=lambda umzug: umzug.modell)
def test_no_row_changes_its_file_without_a_merge(akten, fallmanagerin, umzug):
    model = apps.get_model("fallmanagement", umzug.modell)
    there = akten[0].person_id if umzug.spalte == "person" else akten[0].pk
    with als(System.AUFGABE):
        profile(akten[1])
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.update(**{f"{umzug.spalte}_id": there})


def test_nobody_moves_a_charge_or_lets_a_file_go_into_another(akten, fallmanagerin):
    with als(System.AUFGABE):
        wrong = [
            lambda: Zustaendigkeit.objects.update(fallakte=akten[0]),
            lambda: Fallakte.objects.filter(pk=akten[1].pk).update(
                geht_auf_in=akten[0], phase="abgeschlossen", grund="zusammengefuehrt", beendet_am=kernuhr.today()
            ),
            lambda: Fallakte.objects.filter(pk=akten[1].pk).update(geht_auf_in=F("id")),
        ]
        for step in wrong:
            with pytest.raises(DatabaseError), transaction.atomic():
                step()


def test_nothing_comes_into_a_merged_file_whatever_writes(akten, fallmanagerin):
    merge(akten, fallmanagerin)
    with als(System.AUFGABE):
        for build in (VermerkFactory, ZustaendigkeitFactory):
            with pytest.raises(DatabaseError), transaction.atomic():
                build.create(fallakte=akten[1], **({"verfasst_von": fallmanagerin} if build is VermerkFactory else {}))


def test_record_is_seen_by_whoever_sees_both_files(akten, einheit, fallmanagerin):
    merge(akten, fallmanagerin)
    stranger = staff_of(OrganisationseinheitFactory.create(), Rolle.FALLMANAGEMENT)
    for user, seen in ((fallmanagerin, True), (stranger, False), (staff_of(einheit, Rolle.EMPFANG), False)):
        with als(user):
            assert (Aktenzusammenfuehrung.objects.exists(), Aktenbewegung.objects.exists()) == (seen, seen)


def test_file_out_of_reach_is_not_merged(akten, fallmanagerin):
    with als(System.AUFGABE):
        foreign = FallakteFactory.create(einheit=OrganisationseinheitFactory.create())
    with als(fallmanagerin), pytest.raises(KeyError):
        merge_akten(akten[0], foreign, gewaehlt={}, user=fallmanagerin)


# --- One human being ---
def test_both_rows_of_the_person_are_one_human_being_until_taken_back(akten, fallmanagerin):
    first, second = (akte.person for akte in akten)
    assert list(same_human(first)) == [first]
    merge(akten, fallmanagerin)
    assert set(same_human(first)) == set(same_human(second)) == {first, second}
    with als(fallmanagerin):
        separate_akten(*akten)
    assert list(same_human(second)) == [second]


def test_legal_hold_on_one_counts_for_both(akten, fallmanagerin):
    merge(akten, fallmanagerin)
    first, second = (akte.person for akte in akten)
    with als(fallmanagerin):
        lock_person(person=second, grund="Verfahren", bis=kernuhr.today() + timedelta(days=9), user=fallmanagerin)
    assert locks_of(first).count() == 1
    with als(System.AUFGABE):
        kept = locked_rows(kernuhr.today())
    assert (kept["kern.Person"], kept["fallmanagement.Fallakte"]) == ({first.pk, second.pk}, {akte.pk for akte in akten})


def test_information_about_one_names_both_files(akten, fallmanagerin):
    merge(akten, fallmanagerin)
    sections = {section.entry.modell: section for section in auskunft(akten[0].person)}
    assert len(sections["fallmanagement.Fallakte"].zeilen) == 2
    assert len(sections["fallmanagement.Vermerk"].zeilen) == 1


def test_erasure_of_one_takes_the_other_along(einheit, fallmanagerin):
    with als(System.AUFGABE):
        akten = paar(einheit, fallmanagerin, vorname="Ameena")
        VermerkFactory.create(fallakte=akten[1])
    merge(akten, fallmanagerin)
    with als(System.AUFGABE):
        move(akten[0], "abgeschlossen", grund="weggezogen")
        Fallakte.objects.update(beendet_am=kernuhr.today() - timedelta(days=1200))
        erase_person(person=akten[0].person, grund="Antrag")
        assert (Fallakte.objects.count(), Vermerk.objects.count(), Aktenzusammenfuehrung.objects.count()) == (0, 0, 0)
    people = [akte.person_id for akte in akten]
    assert not Person.objects.filter(pk__in=people).exists()


def test_erasure_waits_for_the_hold_of_the_other(akten, fallmanagerin):
    merge(akten, fallmanagerin)
    with als(System.AUFGABE):
        lock_person(person=akten[1].person, grund="Verfahren", bis=kernuhr.today(), user=fallmanagerin)
        with pytest.raises(DomainError) as refused:
            erase_person(person=akten[0].person, grund="Antrag")
    assert refused.value.code == "gesperrt"
