from datetime import datetime, timedelta

import pytest

from behoerde.kern import uhr
from behoerde.kern.models import Nachricht
from lotsen.actions import verweis_lauf
from lotsen.actions.einwilligung import send_link, withdraw
from lotsen.actions.partner import answer, note_read
from lotsen.actions.verweis_lauf import run_daily
from lotsen.models import Partnerkopie, Verweis
from lotsen.nachrichten_partner import about_overdue
from lotsen.verweis_tabelle import Ausgang, Seite, VerweisStatus
from tests.lotsen.verweise import angebot_of, asked, draft, partner_unit, partner_user, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("amt")]
S = VerweisStatus


def reminders() -> int:
    return Nachricht.objects.filter(anlass="verweis_erinnerung").count()


def test_silent_partner_is_reminded_after_three_and_seven_working_days(donnerstag):
    einheit = partner_unit()
    partner_user(einheit)
    verweis = sent(angebot_of(einheit))
    seen = []
    for _day in range(14):
        run_daily()
        run_daily()
        seen.append(reminders())
        donnerstag.shift(timedelta(days=1))
    # Thursday: three working days later is Tuesday, seven is Monday of the week after.
    assert seen == [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2]
    assert Verweis.objects.get(pk=verweis.pk).status == "gesendet"


def test_partner_that_answered_is_left_in_peace(donnerstag):
    einheit = partner_unit()
    partner_user(einheit)
    verweis = sent(angebot_of(einheit))
    note_read(verweis.kopie)
    answer(verweis.kopie, S.ANGENOMMEN)
    donnerstag.shift(timedelta(days=10))
    run_daily()
    assert reminders() == 0


def test_partner_without_account_is_reminded_by_link():
    verweis = sent(angebot_of(None, email="beratung@nord.example"))
    mail = Nachricht.objects.get()
    assert (mail.anlass, mail.empfaenger_art, mail.kontext) == ("verweis_neu", "partner", {"kopie": str(verweis.kopie_id)})


def test_what_nobody_goes_on_with_ends_and_is_deleted_a_month_later(donnerstag):
    verweis = sent(angebot_of(partner_unit()))
    donnerstag.shift(timedelta(days=29))
    run_daily()
    assert Verweis.objects.get(pk=verweis.pk).status == "abgelaufen"
    assert Partnerkopie.objects.get().status == "abgelaufen"
    donnerstag.shift(timedelta(days=31))
    run_daily()
    assert Partnerkopie.objects.count() == 0


def test_draft_ends_by_itself(donnerstag):
    verweis = draft(angebot_of(None))
    donnerstag.shift(timedelta(days=40))
    run_daily()
    assert Verweis.objects.get(pk=verweis.pk).status == "abgelaufen"


def test_copy_ends_with_the_consent(donnerstag):
    verweis = sent(angebot_of(partner_unit()))
    for step in (S.ANGENOMMEN, S.ERSCHIENEN, S.IN_BEGLEITUNG):
        answer(verweis.kopie, step)
    donnerstag.shift(timedelta(days=181))
    run_daily()
    verweis.refresh_from_db()
    assert (verweis.status, Partnerkopie.objects.count()) == ("abgelaufen", 0)


def test_copy_of_what_was_closed_stays_a_month(donnerstag):
    verweis = sent(angebot_of(partner_unit()))
    answer(verweis.kopie, S.ANGENOMMEN)
    answer(verweis.kopie, S.ABGESCHLOSSEN, grund=Ausgang.GEHOLFEN)
    counted = []
    for days in (29, 2):
        donnerstag.shift(timedelta(days=days))
        run_daily()
        counted.append(Partnerkopie.objects.count())
    assert counted == [1, 0]


def test_one_that_somebody_moved_meanwhile_holds_up_no_other(donnerstag, monkeypatch):
    first, second = sent(angebot_of(partner_unit("Nord"))), sent(angebot_of(partner_unit("Süd")))
    real = verweis_lauf.move

    def taken_back_just_before(verweis, nach, **more):
        if verweis.pk == first.pk:
            withdraw(verweis, seite=Seite.PERSON)
        return real(verweis, nach, **more)

    monkeypatch.setattr(verweis_lauf, "move", taken_back_just_before)
    donnerstag.shift(timedelta(days=29))
    assert verweis_lauf.expire() == 1
    assert Verweis.objects.get(pk=second.pk).status == "abgelaufen"


def test_open_question_for_consent_is_asked_again_once(donnerstag):
    einwilligung = asked(angebot_of(partner_unit()), email="olena@example.org")
    silent = asked(angebot_of(partner_unit("Beratung Süd")), email="petro@example.org")  # asked on the screen, no link was sent
    send_link(einwilligung)
    seen = []
    for _day in range(8):
        run_daily()
        run_daily()
        seen.append(Nachricht.objects.filter(anlass="verweis_einwilligung_erinnerung").count())
        donnerstag.shift(timedelta(days=1))
    assert seen == [0, 0, 0, 0, 0, 1, 1, 1]  # from Thursday three working days later is Tuesday
    assert Nachricht.objects.get(anlass="verweis_einwilligung_erinnerung").kontext == {"verweis": str(einwilligung.verweis_id)}
    assert silent.verweis.status == "einwilligung"


def test_person_is_reminded_of_an_appointment_the_day_before(donnerstag):
    verweis = sent(angebot_of(partner_unit()), email="olena@example.org")
    answer(verweis.kopie, S.ANGENOMMEN)
    answer(verweis.kopie, S.TERMIN, termin_am=datetime(2026, 12, 1, 8, 30, tzinfo=uhr.ZONE))
    due = []
    for _day in range(7):
        run_daily()
        due.append(list(Nachricht.objects.filter(anlass="verweis_termin_erinnerung").values_list("faellig_ab", flat=True)))
        donnerstag.shift(timedelta(days=1))
    monday = [datetime(2026, 11, 30, 9, tzinfo=uhr.ZONE)]
    assert due == [[], [], [], [], monday, monday, monday]


def test_guide_hears_once_of_each_day_on_which_a_deadline_passed(donnerstag):
    verweis = draft(angebot_of(None))
    other = draft(angebot_of(None))
    Verweis.objects.filter(pk=other.pk).update(angelegt_von=verweis.angelegt_von)
    seen = []
    for _day in range(9):
        run_daily()
        run_daily()
        seen.append(Nachricht.objects.filter(anlass="verweise_faellig").count())
        donnerstag.shift(timedelta(days=1))
    # Due in two working days: Monday; so on Tuesday one mail about both, and no other.
    assert seen == [0, 0, 0, 0, 0, 1, 1, 1, 1]
    mail = Nachricht.objects.get(anlass="verweise_faellig")
    assert (mail.empfaenger_id, about_overdue(mail.kontext)["zahl"]) == (verweis.angelegt_von_id, 2)
