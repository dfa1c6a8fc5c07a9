"""A Veranstaltung is announced, moved, called off, repeated; whoever registered hears of it."""

from datetime import timedelta

import pytest
from django.utils import translation

from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Nachricht
from lotsen.actions.anmeldung import withdraw
from lotsen.actions.veranstaltung import cancel, discard, duplicate, release, save_veranstaltung, take_back
from lotsen.models import Veranstaltung
from lotsen.nachrichten_veranstaltung import is_off, stands
from lotsen.veranstaltung import VeranstaltungStatus
from tests.factories.kern import UserFactory
from tests.factories.veranstaltung import VeranstaltungFactory, angemeldet

V = VeranstaltungStatus


@pytest.fixture
def empfang(uhr, ruhig, amt):
    return VeranstaltungFactory.create(plaetze=5)


def told(anlass: str) -> int:
    return Nachricht.objects.filter(anlass=anlass).count()


def test_new_time_is_told_once_to_whoever_comes(empfang):
    angemeldet(empfang)
    withdraw(anmeldung=angemeldet(empfang, "Tariq", email="tariq@beispiel.example"))
    empfang.beginnt_am += timedelta(hours=1)
    empfang.endet_am += timedelta(hours=1)
    assert save_veranstaltung(veranstaltung=empfang, user=empfang.angelegt_von) is True
    assert save_veranstaltung(veranstaltung=empfang, user=empfang.angelegt_von) is False
    assert told("veranstaltung_geaendert") == 1
    assert {row.bis for row in empfang.anmeldungen.all()} == {empfang.endet_am}


def test_more_places_let_those_in_who_wait(empfang):
    angemeldet(empfang, personen=5)
    waiting = angemeldet(empfang, personen=2)
    empfang.plaetze = 7
    save_veranstaltung(veranstaltung=empfang, user=empfang.angelegt_von)
    waiting.refresh_from_db()
    assert waiting.status == "angemeldet"


def test_fewer_places_than_people_are_refused(empfang):
    angemeldet(empfang, personen=5)
    empfang.plaetze = 4
    with pytest.raises(DomainError) as error:
        save_veranstaltung(veranstaltung=empfang, user=empfang.angelegt_von)
    assert error.value.code == "zu_wenige_plaetze"


def test_cancelling_twice_tells_everybody_once(empfang):
    row = angemeldet(empfang)
    angemeldet(empfang, "Ohne Kontakt", email="")
    assert [cancel(veranstaltung=empfang, grund="raum"), cancel(veranstaltung=empfang, grund="raum")] == [1, 0]
    assert told("veranstaltung_abgesagt") == 1
    kontext = {"anmeldung": str(row.pk), "status": row.status}
    assert (stands(kontext), is_off(kontext)) == (False, True)


def test_draft_is_released_and_taken_back_until_somebody_registers(empfang):
    draft = duplicate(veranstaltung=empfang, user=UserFactory.create())
    assert draft.status == V.ENTWURF
    release(veranstaltung=draft)
    take_back(veranstaltung=draft)
    release(veranstaltung=draft)
    Veranstaltung.objects.filter(pk=draft.pk).update(anmeldung_ab=empfang.anmeldung_ab)
    angemeldet(draft)
    with pytest.raises(DomainError) as error:
        take_back(veranstaltung=draft)
    assert error.value.code == "angemeldet"


def test_copy_has_the_words_of_every_language_and_a_later_day(empfang):
    Veranstaltung.objects.filter(pk=empfang.pk).update(titel_ar="حفل استقبال")
    copy = duplicate(veranstaltung=Veranstaltung.objects.get(pk=empfang.pk), user=empfang.angelegt_von)
    copy.refresh_from_db()
    assert (copy.titel_de, copy.beginnt_am - empfang.beginnt_am) == ("Empfang im Rathaus", timedelta(days=28))
    with translation.override("ar"):
        assert copy.titel == "حفل استقبال"
    with translation.override("tr"):
        assert copy.titel == "Empfang im Rathaus"


def test_only_a_draft_can_be_discarded(empfang):
    copy = duplicate(veranstaltung=empfang, user=empfang.angelegt_von)
    discard(veranstaltung=copy)
    with pytest.raises(DomainError) as error:
        discard(veranstaltung=empfang)
    assert (error.value.code, Veranstaltung.objects.get()) == ("kein_entwurf", empfang)
