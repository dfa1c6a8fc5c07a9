"""Invitations: a rule finds people, a second person releases, whoever said no is left alone."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Nachricht, Person
from lotsen.actions.anmeldung import Gaeste
from lotsen.actions.antwort import answer
from lotsen.actions.einladung import (
    accept,
    discard_list,
    drop_old_lists,
    leave_out,
    propose,
    release_list,
    say_no,
    say_yes_again,
    take_up,
)
from lotsen.einladung import Einladungsregel
from lotsen.models import Anmeldung, Einladung, Einladungsliste, Erstberatung
from lotsen.nachrichten_veranstaltung import is_wanted
from lotsen.queries.einladungen import Auswahl, preview, ready_on
from lotsen.regeln import tatsachen as t
from lotsen.regeln.titel import STATUS
from tests.factories.kern import OrganisationseinheitFactory, PersonFactory, UserFactory
from tests.factories.lotsen import ErstberatungFactory
from tests.factories.veranstaltung import VeranstaltungFactory

REIF = {
    STATUS.name: "18b",
    t.RECHTMAESSIG.name: date(2019, 1, 1),
    t.AUSLAND.name: False,
    t.IDENTITAET.name: True,
    t.OHNE_SGB.name: True,
    t.DEUTSCH.name: "B1",
    t.TEST.name: True,
}


@pytest.fixture
def empfang(uhr, ruhig, amt, einheit):
    return VeranstaltungFactory.create(einheit=einheit)


def known(einheit, **fields) -> Person:
    """Return somebody the unit talked with."""
    person = PersonFactory.create(**fields)
    ErstberatungFactory.create(person=person, einheit=einheit)
    return person


def auswahl(empfang, regel=Einladungsregel.NEU, **fields) -> Auswahl:
    return Auswahl(regel=regel, einheiten=[empfang.einheit_id], veranstaltung=empfang, **fields)


def proposed(empfang, user=None, **fields) -> Einladungsliste:
    return propose(auswahl=auswahl(empfang, **fields), einheit=empfang.einheit, user=user or UserFactory.create())


def found(*args, **kwargs) -> list[Person]:
    return preview(auswahl(*args, **kwargs)).personen


def test_rule_finds_whom_the_unit_met_lately(empfang, einheit, uhr):
    new = known(einheit, nachname="Neu")
    old = known(einheit, nachname="Alt")
    Person.objects.filter(pk=old.pk).update(angelegt_am=empfang.angelegt_am - timedelta(days=400))
    known(OrganisationseinheitFactory.create(), nachname="Fremd")
    assert found(empfang) == [new]
    assert found(empfang, monate=24) == [old, new]


def test_second_row_of_somebody_known_for_long_is_not_new(empfang, einheit):
    first = known(einheit, vorname="Olena", nachname="Koval")
    Person.objects.filter(pk=first.pk).update(angelegt_am=empfang.angelegt_am - timedelta(days=400))
    known(einheit, vorname="Olena", nachname="Koval")
    assert found(empfang) == []


def test_each_person_stands_once_on_a_list(empfang, einheit):
    known(einheit, vorname="Olena", nachname="Koval")
    newest = known(einheit, vorname="Olena", nachname="Koval")
    assert found(empfang) == [newest]


def test_only_grown_ups_with_a_contact_are_found(empfang, einheit):
    known(einheit, geburtsdatum=date(2010, 1, 1))
    known(einheit, email="")
    by_phone = known(einheit, email="", mobil="+4915123456789")
    assert found(empfang) == [by_phone]


def test_languages_narrow_every_rule(empfang, einheit):
    arabic = known(einheit, sprache="ar")
    known(einheit, sprache="uk")
    assert found(empfang, sprachen=["ar"]) == [arabic]
    assert preview(auswahl(empfang, regel=Einladungsregel.SPRACHE, sprachen=["ar"])).sprachen == [("العربية", 1)]


@pytest.mark.parametrize(("change", "ready"), [({}, True), ({t.DEUTSCH.name: "A2"}, False), ({t.VERURTEILT.name: True}, False)])
def test_readiness_takes_what_was_said(change, ready):
    assert ready_on(REIF | change, date(2026, 11, 26)) is ready


def test_naturalisation_invites_who_is_ready_and_wanted_to_hear(empfang, einheit, lotse):
    ready, silent, not_yet = (known(einheit) for _n in range(3))
    for person, facts in ((ready, REIF), (silent, REIF), (not_yet, REIF | {t.TEST.name: False})):
        talk = Erstberatung.objects.get(person=person)
        for name, value in facts.items():
            answer(erstberatung=talk, tatsache=name, value=value, user=lotse)
        Erstberatung.objects.filter(pk=talk.pk).update(
            status="abgeschlossen", abgeschlossen_am=talk.angelegt_am, abgeschlossen_von=lotse, erinnern=person != silent
        )
    assert found(empfang, regel=Einladungsregel.EINBUERGERUNG) == [ready]


def test_who_proposed_can_not_release(empfang, einheit):
    known(einheit)
    user = UserFactory.create()
    liste = proposed(empfang, user)
    with pytest.raises(DomainError) as error:
        release_list(liste=liste, user=user)
    assert error.value.code == "vier_augen"
    assert not Nachricht.objects.filter(anlass="einladung").exists()


def test_database_wants_a_second_person_too(empfang, einheit):
    known(einheit)
    liste = proposed(empfang)
    with pytest.raises(IntegrityError, match="vier_augen"), transaction.atomic():
        Einladungsliste.objects.filter(pk=liste.pk).update(
            status="freigegeben", freigegeben_am=liste.vorgeschlagen_am, freigegeben_von=liste.vorgeschlagen_von
        )


def test_nobody_joins_a_released_list(empfang, einheit):
    known(einheit)
    liste = proposed(empfang)
    release_list(liste=liste, user=UserFactory.create())
    with pytest.raises(IntegrityError, match="closed"), transaction.atomic():
        Einladung.objects.create(liste=liste, person=PersonFactory.create())


def test_release_writes_once_to_everybody_but_those_left_out(empfang, einheit):
    people = [known(einheit) for _n in range(3)]
    liste = proposed(empfang)
    leave_out(einladung=liste.einladungen.get(person=people[0]), weggelassen=True)
    user = UserFactory.create()
    assert [release_list(liste=liste, user=user), release_list(liste=liste, user=user)] == [2, 2]
    assert Nachricht.objects.filter(anlass="einladung").count() == 2
    assert found(empfang) == [people[0]]  # the next list to the same event leaves the others alone


def test_who_said_no_is_left_alone_by_every_later_list(empfang, einheit):
    person = known(einheit, vorname="Olena", nachname="Koval")
    liste = proposed(empfang)
    release_list(liste=liste, user=UserFactory.create())
    einladung = liste.einladungen.get()
    assert is_wanted({"einladung": str(einladung.pk)}) is True
    say_no(person=person)
    say_no(person=person)
    assert is_wanted({"einladung": str(einladung.pk)}) is False
    known(einheit, vorname="Olena", nachname="Koval")  # the same human being books again
    other = VeranstaltungFactory.create(einheit=einheit)
    again = preview(auswahl(other))
    assert (again.personen, again.widersprochen) == ([], 1)
    say_yes_again(person=person)
    assert len(preview(auswahl(other)).personen) == 1


def test_no_between_proposal_and_release_counts(empfang, einheit):
    person = known(einheit)
    liste = proposed(empfang)
    say_no(person=person)
    assert release_list(liste=liste, user=UserFactory.create()) == 0
    assert not Nachricht.objects.filter(anlass="einladung").exists()


def test_accepting_twice_registers_once_under_the_own_name(empfang, einheit):
    known(einheit, vorname="Olena", nachname="Koval", sprache="uk")
    liste = proposed(empfang)
    release_list(liste=liste, user=UserFactory.create())
    einladung = liste.einladungen.get()
    assert accept(einladung=einladung, gaeste=Gaeste(2)) == accept(einladung=einladung, gaeste=Gaeste(2))
    row = Anmeldung.objects.get()
    assert (row.name, row.sprache, row.personen) == ("Olena Koval", "uk", 2)


def test_empty_list_is_not_proposed_and_a_discarded_one_can_come_back(empfang, einheit):
    with pytest.raises(DomainError) as error:
        proposed(empfang)
    assert error.value.code == "leer"
    known(einheit)
    liste = proposed(empfang)
    discard_list(liste=liste)
    take_up(liste=liste)
    assert release_list(liste=liste, user=UserFactory.create()) == 1


def test_list_goes_when_the_erasure_has_left_nobody_on_it(empfang, einheit, uhr):
    known(einheit)
    release_list(liste=proposed(empfang), user=UserFactory.create())
    uhr.shift(timedelta(days=91))
    left = []
    for step in (drop_old_lists, Einladung.objects.all().delete, drop_old_lists):
        step()
        left.append(Einladungsliste.objects.count())
    assert left == [1, 1, 0]
