from datetime import timedelta

import pytest

from behoerde.kern.models import Nachricht
from lotsen.actions import verweis_lauf
from lotsen.actions.einwilligung import withdraw
from lotsen.actions.partner import answer, note_read
from lotsen.actions.verweis_lauf import run_daily
from lotsen.models import Partnerkopie, Verweis
from lotsen.verweis_tabelle import Ausgang, Seite, VerweisStatus
from tests.lotsen.verweise import angebot_of, draft, partner_unit, partner_user, sent

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
