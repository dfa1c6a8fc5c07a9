from datetime import timedelta

import pytest
from django.db import transaction

from behoerde.kern.actions.kontaktnachweis import Kontakt, code_of, confirm_code, nachweis_of, send_code
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.exceptions import DomainError, LinkUngueltig
from behoerde.kern.models import Ereignis, Nachricht, Protokolleintrag
from termine.actions.bestaetigung import confirm_by_link, submit
from termine.actions.verfall import sweep_expired
from termine.enums import Codezweck, Linkzweck
from termine.models import Belegung, Termin
from tests.factories.termine import JETZT, MORGEN, kontakt
from tests.termine.hilfen import hold, refused, sent
from tests.termine.wettlauf import run_together

pytestmark = pytest.mark.django_db


def token(termin):
    return link_token(Linkzweck.BESTAETIGUNG, termin.pk)


def proof_of(termin):
    return nachweis_of(Codezweck.BUCHUNG, termin.pk)


def code(termin):
    return code_of(proof_of(termin))


def confirm_by_code(termin, digits):
    confirm_code(proof_of(termin), digits)
    return Termin.objects.get(pk=termin.pk)


def send_again(termin, adresse):
    send_code(proof_of(termin), Kontakt("email", adresse))


def test_sending_lets_the_hold_wait_an_hour_and_asks_once(leistung, standort, dienst):
    termin = submit(sent(leistung, standort))
    assert (termin.status, termin.belegung.ablauf) == ("bestaetigung_offen", JETZT + timedelta(minutes=60))
    assert list(Nachricht.objects.values_list("anlass", "sprache")) == [("termin_bestaetigung", "de")]


def test_sending_without_names_is_refused(leistung, standort, dienst):
    assert refused(submit, hold(leistung, standort)) == "daten_fehlen"


def test_link_makes_the_booking_final_with_messages_and_audit(leistung, standort, dienst):
    termin = confirm_by_link(token(sent(leistung, standort)))
    assert (termin.status, termin.belegung.art, termin.belegung.ablauf) == ("gebucht", "termin", None)
    assert termin.anliegen.get().status == "terminiert"
    anlaesse = Nachricht.objects.values_list("anlass", flat=True)
    assert sorted(anlaesse) == ["termin_bestaetigt", "termin_bestaetigung"]
    assert Ereignis.objects.filter(art="termin_gebucht").count() == 1


def test_link_twice_yields_the_same_booking(leistung, standort, dienst):
    first = sent(leistung, standort)
    assert confirm_by_link(token(first)) == confirm_by_link(token(first))
    assert Nachricht.objects.filter(anlass="termin_bestaetigt").count() == 1


def test_code_makes_the_booking_final_and_twice_leads_to_the_same_page(leistung, standort, dienst):
    termin = sent(leistung, standort)
    pages = {confirm_code(proof_of(termin), code(termin)) for _n in range(2)}
    assert pages == {f"/termine/mein/{link_token(Linkzweck.TERMIN, termin.pk)}/"}
    assert (Termin.objects.get().status, Nachricht.objects.filter(anlass="termin_bestaetigt").count()) == ("gebucht", 1)


def test_wrong_codes_are_counted_although_the_page_is_refused(leistung, standort, dienst):
    termin = sent(leistung, standort)
    wrong = f"{(int(code(termin)) + 1) % 10**6:06d}"
    assert [refused(confirm_by_code, termin, wrong) for _n in range(6)] == ["code_falsch"] * 4 + ["code_gesperrt"] * 2
    assert refused(confirm_by_code, termin, code(termin)) == "code_gesperrt"


def test_another_address_opens_a_new_round_and_ends_the_old_code_and_link(leistung, standort, dienst):
    termin = sent(leistung, standort)
    old_code, old_token = code(termin), token(termin)
    send_again(termin, kontakt(7).email)
    termin.kontakt.refresh_from_db()
    assert termin.kontakt.email == kontakt(7).email
    assert refused(confirm_by_code, termin, old_code) == "code_falsch"
    with pytest.raises(LinkUngueltig):
        confirm_by_link(old_token)
    assert confirm_by_link(token(termin)).status == "gebucht"


@pytest.mark.django_db(transaction=True)
def test_right_code_many_times_at_once_gives_one_answer(leistung, standort, dienst):
    nachweis = proof_of(sent(leistung, standort))
    answers = run_together([lambda: confirm_code(nachweis, code_of(nachweis))] * 8)
    assert (len(set(answers)), Nachricht.objects.filter(anlass="termin_bestaetigt").count()) == (1, 1)


def test_same_address_again_keeps_code_and_link_and_prolongs_the_hold(leistung, standort, dienst, uhr):
    termin = sent(leistung, standort)
    old_code, old_token = code(termin), token(termin)
    uhr.shift(timedelta(minutes=40))
    send_again(termin, kontakt().email)
    assert (code(termin), token(termin)) == (old_code, old_token)
    assert Termin.objects.get().ablauf == JETZT + timedelta(minutes=100)


def test_sending_again_is_bounded(leistung, standort, dienst):
    termin = sent(leistung, standort)
    for n in range(4):
        send_again(termin, kontakt(n).email)
    assert refused(send_again, termin, kontakt().email) == "zu_oft_gesendet"
    assert Nachricht.objects.filter(anlass="termin_bestaetigung").count() == 5


def test_late_confirmation_counts_while_nobody_else_came(leistung, standort, dienst, uhr):
    termin = sent(leistung, standort)
    uhr.shift(timedelta(minutes=90))
    assert confirm_by_link(token(termin)).status == "gebucht"


def test_confirmation_after_the_sweep_says_that_the_time_is_gone(leistung, standort, dienst, uhr):
    termin = sent(leistung, standort)
    uhr.shift(timedelta(minutes=60))
    assert sweep_expired() == 1
    assert refused(confirm_by_link, token(termin)) == "verfallen"
    assert refused(confirm_by_code, termin, code(termin)) == "verfallen"
    assert refused(send_again, termin, kontakt().email) == "verfallen"
    assert Nachricht.objects.filter(anlass="termin_verfallen").count() == 1
    assert Belegung.objects.count() == 0


def test_confirmation_after_the_visit_should_have_begun_is_refused(leistung, standort, dienst, uhr):
    termin = sent(leistung, standort)
    uhr.move_to(MORGEN - timedelta(seconds=1))
    old = token(termin)
    uhr.move_to(MORGEN)
    with pytest.raises(DomainError):
        confirm_by_link(old)


def test_booking_and_all_its_rows_vanish_together_on_a_fault(leistung, standort, dienst):
    termin = sent(leistung, standort)
    before = Nachricht.objects.count()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        confirm_by_link(token(termin))
        raise ZeroDivisionError
    termin.refresh_from_db()
    assert (termin.status, Nachricht.objects.count(), Protokolleintrag.objects.count()) == ("bestaetigung_offen", before, 0)


def test_reminders_wait_for_their_day(leistung, standort, dienst, uhr):
    uhr.move_to(MORGEN - timedelta(days=8))
    confirm_by_link(token(sent(leistung, standort)))
    rows = Nachricht.objects.filter(anlass="termin_erinnerung").order_by("faellig_ab").values_list("faellig_ab", flat=True)
    assert list(rows) == [MORGEN.replace(day=17, hour=9), MORGEN.replace(day=23, hour=9)]


@pytest.mark.parametrize(("tage", "expected"), [([], 0), ([1], 1), ([14, 7, 1], 2)])
def test_reminders_follow_the_leistung(leistung, standort, dienst, uhr, tage, expected):
    leistung.erinnerung_tage = tage
    leistung.save(update_fields=["erinnerung_tage"])
    uhr.move_to(MORGEN - timedelta(days=8))
    confirm_by_link(token(sent(leistung, standort)))
    assert Nachricht.objects.filter(anlass="termin_erinnerung").count() == expected


def test_confirming_takes_a_bounded_number_of_queries(leistung, standort, dienst, django_assert_num_queries):
    termin = sent(leistung, standort)
    link = token(termin)
    with django_assert_num_queries(15):
        confirm_by_link(link)
