from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail

from behoerde.kern import uhr
from behoerde.kern.actions.konto import (
    assign_rolle,
    change_konto,
    create_konto,
    end_rolle,
    end_sitzungen,
    give_startkennwort,
    remove_zweiter_faktor,
    save_einheit,
    set_austritt,
)
from behoerde.kern.actions.zustellung import deliver_due
from behoerde.kern.db import als
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Nachricht, Organisationseinheit, Protokolleintrag, User
from behoerde.kern.rechte import Rolle
from tests.anmelden import make_staff
from tests.factories.kern import OrganisationseinheitFactory, RollenzuweisungFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def verwaltung():
    user = make_staff(Rolle.VERWALTUNG)
    with als(user):
        yield user


def recorded() -> list[tuple[str, str]]:
    return list(Protokolleintrag.objects.order_by("zeit").values_list("vorgang", "grund"))


def test_new_konto_has_a_start_password_that_must_be_changed(verwaltung):
    user, kennwort = create_konto(email="neu@musterstadt.example", vorname="Neu", nachname="Hier", sprache="de")
    stored = User.objects.get(email="neu@musterstadt.example")
    assert (stored, stored.check_password(kennwort), stored.kennwort_aendern, len(kennwort)) == (user, True, True, 19)
    assert recorded() == [("konto_angelegt", "")]


def test_new_konto_of_the_directory_has_no_password(verwaltung):
    user, kennwort = create_konto(email="a@b.example", vorname="A", nachname="B", sprache="de", mit_kennwort=False)
    assert (kennwort, user.has_usable_password(), user.kennwort_aendern) == ("", False, False)


def test_changed_address_replaces_the_one_for_signing_in(verwaltung):
    user = UserFactory.create(email="alt@musterstadt.example")
    EmailAddress.objects.create(user=user, email="alt@musterstadt.example", verified=True, primary=True)
    change_konto(user=user, email="neu@musterstadt.example", vorname="Ana", nachname="Neu", sprache="en")
    user.refresh_from_db()
    assert (user.email, user.vorname, user.sprache, EmailAddress.objects.count()) == ("neu@musterstadt.example", "Ana", "en", 0)
    assert recorded() == [("konto_geaendert", "")]


def test_rolle_given_twice_changes_its_end(verwaltung):
    user, einheit, bis = UserFactory.create(), OrganisationseinheitFactory.create(name="Team 1"), uhr.today() + timedelta(30)
    assign_rolle(user=user, rolle=Rolle.EMPFANG, organisationseinheit=einheit)
    assign_rolle(user=user, rolle=Rolle.EMPFANG, organisationseinheit=einheit, bis=bis)
    assert list(user.rollenzuweisungen.values_list("rolle", "bis")) == [("empfang", bis)]
    assert recorded() == [("rolle_vergeben", "Empfang, Team 1"), ("rolle_vergeben", f"Empfang, Team 1, {bis}")]


def test_own_verwaltung_can_not_be_ended(verwaltung):
    make_staff(Rolle.VERWALTUNG)
    with pytest.raises(DomainError, match="nicht selbst nehmen"):
        end_rolle(zuweisung=verwaltung.rollenzuweisungen.get())
    assert verwaltung.rollenzuweisungen.count() == 1


def test_own_verwaltung_can_not_be_shortened(verwaltung):
    own = verwaltung.rollenzuweisungen.get()
    with pytest.raises(DomainError, match="nicht selbst nehmen"):
        assign_rolle(user=verwaltung, rolle=Rolle.VERWALTUNG, organisationseinheit=own.organisationseinheit, bis=uhr.today())
    own.refresh_from_db()
    assert own.bis is None


def test_second_verwaltung_of_oneself_can_be_ended(verwaltung):
    second = RollenzuweisungFactory.create(user=verwaltung, rolle=Rolle.VERWALTUNG)
    end_rolle(zuweisung=second)
    assert verwaltung.rollenzuweisungen.count() == 1


def test_last_verwaltung_of_the_office_stays():
    last = RollenzuweisungFactory.create(rolle=Rolle.VERWALTUNG)
    with als(UserFactory.create()), pytest.raises(DomainError, match="Mindestens ein Konto"):
        end_rolle(zuweisung=last)


def test_own_account_can_not_be_closed(verwaltung):
    make_staff(Rolle.VERWALTUNG)
    with pytest.raises(DomainError, match="nicht selbst nehmen"):
        set_austritt(user=verwaltung, am=date(2026, 1, 1))


def test_leaver_loses_open_sessions(verwaltung, client):
    user = UserFactory.create()
    UserSession.objects.create(user=user, ip="127.0.0.1", session_key="k" * 32, user_agent="Probe")
    set_austritt(user=user, am=uhr.today())
    assert (user.is_active, UserSession.objects.count()) == (False, 0)


def test_later_leaving_keeps_sessions_open(verwaltung):
    user, am = UserFactory.create(), uhr.today() + timedelta(1)
    UserSession.objects.create(user=user, ip="127.0.0.1", session_key="k" * 32, user_agent="Probe")
    set_austritt(user=user, am=am)
    assert (user.is_active, UserSession.objects.count()) == (True, 1)
    assert recorded() == [("konto_austritt", am.isoformat())]


def test_end_sitzungen_counts_and_records(verwaltung):
    user = UserFactory.create()
    UserSession.objects.create(user=user, ip="127.0.0.1", session_key="k" * 32, user_agent="Probe")
    assert end_sitzungen(user=user) == 1
    assert recorded() == [("sitzungen_beendet", "")]


def test_lost_second_factor_is_removed_with_reason_and_mail(verwaltung):
    user = make_staff(Rolle.EMPFANG)
    remove_zweiter_faktor(user=user, grund="Handy verloren")
    assert Authenticator.objects.filter(user=user).count() == 0
    assert recorded() == [("zweiter_faktor_entfernt", "Handy verloren")]
    mail = Nachricht.objects.get()
    assert (mail.adresse, mail.empfaenger_art, mail.kontext["vorgang"]) == (user.email, "user", "zweiter_faktor_entfernt")


@pytest.mark.parametrize(
    "step", [lambda user: remove_zweiter_faktor(user=user, grund="x"), lambda user: give_startkennwort(user=user)]
)
def test_own_sign_in_is_not_changed_here(verwaltung, step):
    with pytest.raises(DomainError, match="eigene"):
        step(verwaltung)
    assert recorded() == []


def test_new_startkennwort_ends_the_old_one(verwaltung):
    user = make_staff(Rolle.EMPFANG)
    kennwort = give_startkennwort(user=user)
    user.refresh_from_db()
    assert (user.check_password(kennwort), user.kennwort_aendern) == (True, True)
    assert recorded() == [("startkennwort_vergeben", "")]


def test_einheit_under_itself_is_refused(verwaltung):
    above = OrganisationseinheitFactory.create(name="Oben")
    below = OrganisationseinheitFactory.create(parent=above)
    above.parent = below
    with pytest.raises(DomainError, match="„Oben“"):
        save_einheit(einheit=above)
    assert Organisationseinheit.objects.get(name="Oben").parent is None


def test_person_is_told_about_the_change_in_their_language(verwaltung):
    user = make_staff(Rolle.EMPFANG, vorname="Miriam")
    give_startkennwort(user=user)
    deliver_due()
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == ([user.email], "Ihre Anmeldung: Startkennwort erhalten")
    assert "Guten Tag Miriam," in sent.body
    assert "<p>Guten Tag Miriam,</p>" in sent.alternatives[0].content
