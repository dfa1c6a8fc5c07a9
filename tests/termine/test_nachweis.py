from datetime import timedelta

import pytest

from behoerde.kern.models import Nachricht, Person
from termine.actions.bestaetigung import code_of
from termine.actions.nachweis import book_proved, prove_contact, request_termin, send_code_again
from termine.models import Belegung, Termin
from tests.factories.termine import MORGEN, gebuchter_termin, kontakt, person
from tests.termine.hilfen import refused

pytestmark = pytest.mark.django_db
SPAETER = MORGEN + timedelta(hours=2)


def request(leistung, standort, **more):
    values = {"leistung": leistung, "beginn": MORGEN, "standort": standort, "personen": [person()], "kontakt": kontakt()}
    return request_termin(**(values | {"schluessel": "formular-1"} | more))


def proved(leistung, standort, **more):
    pruefung = request(leistung, standort, **more)
    return prove_contact(pruefung, code_of(pruefung))


def test_nothing_is_held_before_the_code_is_back(leistung, standort, dienst):
    assert request(leistung, standort) == request(leistung, standort)
    assert (Belegung.objects.count(), Termin.objects.count(), Person.objects.count()) == (0, 0, 1)
    assert list(Nachricht.objects.values_list("anlass", flat=True)) == ["termin_kontaktcode"]


def test_code_books_the_wanted_time_at_once(leistung, standort, dienst):
    pruefung = proved(leistung, standort, personen=[person(0), person(1)])
    termin = book_proved(pruefung)
    assert (termin.status, termin.starts_at, termin.personenzahl) == ("gebucht", MORGEN, 2)
    assert [a.person.vorname for a in termin.anliegen.order_by("position")] == [person(0).vorname, person(1).vorname]
    assert book_proved(pruefung) == termin


def test_taken_time_leaves_the_proof_for_another_time(leistung, standort, dienst):
    pruefung = proved(leistung, standort)
    gebuchter_termin(dienst, leistung, n=1)
    assert refused(book_proved, pruefung) == "vergeben"
    assert book_proved(pruefung, beginn=SPAETER, standort=standort).starts_at == SPAETER


def test_without_proof_nothing_is_booked(leistung, standort, dienst):
    assert refused(book_proved, request(leistung, standort)) == "kontakt_fehlt"


def test_contact_is_needed(leistung, standort, dienst):
    assert refused(request, leistung, standort, kontakt=kontakt(email="")) == "kontakt_fehlt"


def test_wrong_codes_end(leistung, standort, dienst):
    pruefung = request(leistung, standort)
    wrong = f"{(int(code_of(pruefung)) + 1) % 10**6:06d}"
    assert [refused(prove_contact, pruefung, wrong) for _n in range(6)] == ["code_falsch"] * 5 + ["code_gesperrt"]


def test_sending_again_is_bounded_and_ends_the_old_code(leistung, standort, dienst):
    pruefung = request(leistung, standort)
    old = code_of(pruefung)
    pruefung = send_code_again(pruefung, kontakt(3))
    assert (pruefung.person.email, code_of(pruefung) != old) == (kontakt(3).email, True)
    for _n in range(3):
        send_code_again(pruefung)
    assert refused(send_code_again, pruefung) == "zu_oft_gesendet"


def test_proof_ends_after_two_hours(leistung, standort, dienst, uhr):
    pruefung = proved(leistung, standort)
    uhr.shift(timedelta(hours=2))
    assert refused(book_proved, pruefung) == "verfallen"


def test_second_living_anliegen_is_refused(leistung, standort, dienst):
    gebuchter_termin(dienst, leistung)
    assert refused(book_proved, proved(leistung, standort, beginn=SPAETER)) == "anliegen_besteht"
