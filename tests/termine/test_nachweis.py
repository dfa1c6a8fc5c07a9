from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.urls import reverse

from behoerde.kern.actions.kontaktnachweis import Kontakt, code_of, confirm_code, page_token, send_code
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.models import Kontaktnachweis, Nachricht, Person
from termine.actions.nachweis import Buchungswunsch, book_proved, request_termin
from termine.angaben import Bedarf
from termine.enums import Linkzweck
from termine.models import Belegung, Termin
from tests.factories.termine import MORGEN, gebuchter_termin, kontakt, person
from tests.termine.hilfen import refused, sent
from tests.termine.wettlauf import run_together

pytestmark = pytest.mark.django_db
SPAETER = MORGEN + timedelta(hours=2)
SCHLUESSEL = UUID("0f5e0d5c-3e2c-4b0e-9a51-0d7a3f6f2a10")


def request(leistung, standort, *, beginn=MORGEN, personen=None, **more):
    wunsch = Buchungswunsch(leistung, standort, beginn, personen or [person()], Bedarf())
    return request_termin(**({"wunsch": wunsch, "kontakt": kontakt(), "schluessel": SCHLUESSEL} | more))


def proved(leistung, standort, **more):
    nachweis = request(leistung, standort, **more)
    confirm_code(nachweis, code_of(nachweis))
    return nachweis


def test_nothing_is_held_before_the_code_is_back(leistung, standort, dienst):
    assert request(leistung, standort) == request(leistung, standort)
    assert (Belegung.objects.count(), Termin.objects.count(), Person.objects.count()) == (0, 0, 0)
    assert list(Nachricht.objects.values_list("anlass", flat=True)) == ["kontakt_code"]


def test_names_are_not_readable_before_the_code_is_back_nor_kept_twice_after_it(leistung, standort, dienst):
    request(leistung, standort)
    with connection.cursor() as cursor:
        cursor.execute("SELECT eingaben FROM kern_kontaktnachweis")
        assert person().vorname not in cursor.fetchone()[0]
    proved(leistung, standort)
    assert (Kontaktnachweis.objects.get().eingaben, Person.objects.get().vorname) == ("", person().vorname)


def test_code_books_the_wanted_time_at_once(leistung, standort, dienst):
    nachweis = request(leistung, standort, personen=[person(0), person(1)])
    page = confirm_code(nachweis, code_of(nachweis))
    termin = Termin.objects.get()
    assert page == f"/termine/mein/{link_token(Linkzweck.TERMIN, termin.pk)}/"
    assert (termin.status, termin.starts_at, termin.personenzahl) == ("gebucht", MORGEN, 2)
    assert [a.person.vorname for a in termin.anliegen.order_by("position")] == [person(0).vorname, person(1).vorname]
    assert (confirm_code(nachweis, code_of(nachweis)), book_proved(nachweis)) == (page, termin)


def test_taken_time_leaves_the_proof_for_another_time(leistung, standort, dienst):
    gebuchter_termin(dienst, leistung, n=1)
    nachweis = proved(leistung, standort)
    assert refused(book_proved, nachweis) == "vergeben"
    assert book_proved(nachweis, beginn=SPAETER, standort=standort).starts_at == SPAETER


def test_without_proof_nothing_is_booked(leistung, standort, dienst):
    assert refused(book_proved, request(leistung, standort)) == "kontakt_fehlt"


def test_contact_is_needed(leistung, standort, dienst):
    assert refused(request, leistung, standort, kontakt=kontakt(email="")) == "kontakt_fehlt"


def test_wrong_codes_end(leistung, standort, dienst):
    nachweis = request(leistung, standort)
    wrong = f"{(int(code_of(nachweis)) + 1) % 10**6:06d}"
    assert [refused(confirm_code, nachweis, wrong) for _n in range(6)] == ["code_falsch"] * 4 + ["code_gesperrt"] * 2


def test_sending_again_is_bounded_and_ends_the_old_code(leistung, standort, dienst):
    nachweis = request(leistung, standort)
    other = Kontakt("email", kontakt(3).email)
    assert code_of(send_code(nachweis, other)) != code_of(nachweis)
    for _n in range(3):
        send_code(nachweis, other)
    assert refused(send_code, nachweis, other) == "zu_oft_gesendet"


def test_booking_goes_to_the_proved_contact(leistung, standort, dienst):
    nachweis = send_code(request(leistung, standort), Kontakt("sms", "+4915123456789"))
    confirm_code(nachweis, code_of(nachweis))
    kontakt_ = Termin.objects.get().kontakt
    assert (kontakt_.email, kontakt_.mobil) == ("", "+4915123456789")


def test_proof_ends_after_an_hour(leistung, standort, dienst, uhr):
    gebuchter_termin(dienst, leistung, n=1)
    nachweis = proved(leistung, standort)
    uhr.shift(timedelta(hours=1))
    assert refused(book_proved, nachweis, beginn=SPAETER) == "verfallen"


@pytest.mark.django_db(transaction=True)
def test_right_code_many_times_at_once_books_once_and_gives_one_answer(leistung, standort, dienst):
    nachweis = request(leistung, standort)
    answers = run_together([lambda: confirm_code(nachweis, code_of(nachweis))] * 8)
    assert (len(set(answers)), Termin.objects.count()) == (1, 1)


def test_page_for_another_time_opens_with_its_own_proof_only(client, leistung, standort, dienst):
    sent(leistung, standort)
    url = reverse("termine:kontakt_zeit", args=[page_token(Kontaktnachweis.objects.get())])
    assert client.get(url).status_code == 404


def test_second_living_anliegen_is_refused(leistung, standort, dienst):
    gebuchter_termin(dienst, leistung)
    assert refused(book_proved, proved(leistung, standort, beginn=SPAETER)) == "anliegen_besteht"
