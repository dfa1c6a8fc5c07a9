"""An Erstberatung is begun, finished and taken up again; two guides get the same one."""

import pytest

from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Ereignis
from behoerde.kern.rechte import Rolle
from lotsen.actions.erstberatung import begin_erstberatung, break_off, finish, go_on
from lotsen.beratung import BeratungStatus
from lotsen.models import Erstberatung
from lotsen.queries.erstberatung import erstberatungen, known_as
from tests.factories.kern import OrganisationseinheitFactory, PersonFactory
from tests.factories.lotsen import ErstberatungFactory
from tests.termine.empfang import staff_of

pytestmark = pytest.mark.django_db


def test_beginning_twice_yields_one_erstberatung(uhr, ruhig, einheit, lotse):
    person = PersonFactory.create()
    first = begin_erstberatung(person=person, einheit_id=einheit.pk, user=lotse, sprache="uk")
    assert begin_erstberatung(person=person, einheit_id=einheit.pk, user=lotse, sprache="de") == first
    assert list(Ereignis.objects.filter(art="erstberatung_begonnen").values_list("sprache", "kanal")) == [("uk", "gemeinsam")]


def test_beginning_while_one_is_open_elsewhere_is_refused(beratung, ruhig):
    other = OrganisationseinheitFactory.create()
    with pytest.raises(DomainError) as refusal:
        begin_erstberatung(person=beratung.person, einheit_id=other.pk, user=staff_of(other, Rolle.LOTSE), sprache="de")
    assert refusal.value.code == "fremd"


def test_prepared_talk_has_not_begun(uhr, ruhig, einheit, lotse):
    beratung = begin_erstberatung(person=PersonFactory.create(), einheit_id=einheit.pk, user=lotse, sprache="ar", allein=True)
    assert (beratung.status, beratung.begonnen_am) == (BeratungStatus.VORBEREITET, None)
    assert go_on(erstberatung=beratung, user=lotse).begonnen_von == lotse


def test_finishing_twice_keeps_the_first_time(beratung, lotse, uhr):
    first = finish(erstberatung=beratung, user=lotse, erinnern=True).abgeschlossen_am
    uhr.shift(3600)
    again = finish(erstberatung=beratung, user=lotse, erinnern=False)
    assert (again.abgeschlossen_am, again.erinnern) == (first, True)


def test_finished_talk_goes_on_when_something_has_changed(beratung, lotse):
    finish(erstberatung=beratung, user=lotse, erinnern=False)
    go_on(erstberatung=beratung, user=lotse)
    beratung.refresh_from_db()
    assert (beratung.status, beratung.abgeschlossen_am) == (BeratungStatus.LAUFEND, None)


def test_going_on_while_another_one_is_open_is_refused(beratung, lotse):
    finish(erstberatung=beratung, user=lotse, erinnern=False)
    ErstberatungFactory.create(person=beratung.person)
    with pytest.raises(DomainError) as refusal:
        go_on(erstberatung=beratung, user=lotse)
    assert refusal.value.code == "offen"


def test_finished_talk_cannot_be_broken_off(beratung, lotse):
    finish(erstberatung=beratung, user=lotse, erinnern=False)
    with pytest.raises(DomainError) as refusal:
        break_off(erstberatung=beratung)
    assert refusal.value.code == "stand"


def test_list_shows_open_ones_first_and_filters(beratung, lotse, einheit):
    done = ErstberatungFactory.create(einheit=einheit)
    finish(erstberatung=done, user=lotse, erinnern=False)
    assert list(erstberatungen(lotse)) == [beratung, done]
    assert list(erstberatungen(lotse, status="abgeschlossen")) == [done]
    assert list(erstberatungen(lotse, meine=True)) == [beratung]
    assert list(erstberatungen(lotse, q="kovalenko")) == [beratung]
    assert Erstberatung.objects.count() == 2


def test_known_as_needs_the_birth_date_and_one_name(beratung):
    person = beratung.person
    born = person.geburtsdatum
    assert known_as(vorname="Olena", nachname="Schmidt", geburtsdatum=born) == [person]
    assert known_as(vorname="Anna", nachname="Schmidt", geburtsdatum=born) == []
    assert known_as(vorname="Olena", nachname="Kovalenko", geburtsdatum=born.replace(day=1)) == []
