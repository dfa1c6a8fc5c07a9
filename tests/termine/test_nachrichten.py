"""Every message in every language, rendered as it is sent."""

import re
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.core import mail
from django.template.loader import get_template, render_to_string
from django.urls import resolve
from django.utils import translation

from behoerde.kern import datum, register
from behoerde.kern.actions.kontaktnachweis import Kontakt, code_of, page_of, send_code
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.actions.zustellung import deliver_due
from behoerde.kern.models import Kontaktnachweis, Nachricht
from termine import adressen, nachrichten
from termine.actions.aenderung import cancel_termin, move_termin
from termine.actions.aufnahme import withdraw
from termine.actions.nachweis import Buchungswunsch, request_termin
from termine.actions.verfall import sweep_expired
from termine.angaben import Bedarf
from termine.enums import Absagevon, Linkzweck
from termine.models import LeistungUnterlage, Unterlage
from tests.factories.termine import MORGEN, aufnahme, gebuchter_termin, kontakt, person
from tests.termine.hilfen import sent

pytestmark = pytest.mark.django_db(transaction=True)
SPRACHEN = [code for code, _name in settings.LANGUAGES]


def only_mail():
    deliver_due()
    (message,) = mail.outbox
    return message


def html_of(message):
    return message.alternatives[0].content


def test_every_anlass_is_registered():
    assert {anlass.name for anlass in nachrichten.ANLAESSE} <= {entry.name for entry in register.alle(register.Anlass)}
    assert len({anlass.name for anlass in nachrichten.ANLAESSE}) == len(nachrichten.ANLAESSE) >= 8


@pytest.mark.parametrize("zweck", Linkzweck)
def test_address_in_messages_opens_a_page(zweck):
    assert resolve(adressen.path(zweck, "abcdefghijklmnopqrstuv")).app_name == "termine"


@pytest.mark.parametrize("sprache", SPRACHEN)
def test_confirmation_is_asked_for_with_code_and_link_but_without_names(leistung, standort, dienst, sprache):
    termin = sent(leistung, standort, sprache=sprache)
    message = only_mail()
    code = code_of(Kontaktnachweis.objects.get())
    link = f"{settings.ADRESSE}{adressen.path(Linkzweck.BESTAETIGUNG, link_token(Linkzweck.BESTAETIGUNG, termin.pk))}"
    for text in (message.body, html_of(message)):
        assert code in text
        assert link in text
        assert termin.code in text
        assert "Olena" not in text
    assert code in message.subject


@pytest.mark.parametrize("sprache", SPRACHEN)
def test_confirmed_visit_is_told_with_people_documents_link_and_calendar(leistung, dienst, sprache):
    unterlage = Unterlage.objects.create(key="pass", name="Gültiger Pass")
    LeistungUnterlage.objects.create(leistung=leistung, unterlage=unterlage, position=0)
    two = [person(0), person(1)]
    termin = gebuchter_termin(dienst, leistung, personen=two, kontakt=kontakt(sprache=sprache))
    message = only_mail()
    link = f"{settings.ADRESSE}/termine/mein/{link_token(Linkzweck.TERMIN, termin.pk)}/"
    for text in (message.body, html_of(message)):
        assert link in text
        assert str(two[0]) in text
        assert str(two[1]) in text
        assert "Gültiger Pass" in text
    (attachment,) = message.attachments
    assert (attachment.filename, "METHOD:PUBLISH" in attachment.content) == ("termin.ics", True)
    assert attachment.mimetype == "text/calendar; method=PUBLISH"
    assert ('dir="rtl"' in html_of(message)) is (sprache == "ar")


@pytest.mark.parametrize("sprache", SPRACHEN)
def test_reminder_comes_the_day_before_at_ten(leistung, dienst, uhr, sprache):
    uhr.move_to(MORGEN - timedelta(days=3))
    gebuchter_termin(dienst, leistung, kontakt=kontakt(sprache=sprache))
    deliver_due()
    mail.outbox.clear()
    uhr.move_to(MORGEN - timedelta(days=1) + timedelta(minutes=59))
    deliver_due()
    assert mail.outbox == []
    uhr.shift(timedelta(minutes=1))
    assert "/termine/mein/" in only_mail().body


@pytest.mark.parametrize("sprache", SPRACHEN)
@pytest.mark.parametrize("von", Absagevon)
def test_cancellation_carries_the_calendar_and_ends_reminders(leistung, dienst, uhr, sprache, von):
    uhr.move_to(MORGEN - timedelta(days=3))
    termin = gebuchter_termin(dienst, leistung, kontakt=kontakt(sprache=sprache))
    Nachricht.objects.filter(anlass="termin_bestaetigt").delete()
    cancel_termin(termin, von=von)
    message = only_mail()
    assert "METHOD:CANCEL" in message.attachments[0].content
    assert ("/termine/mein/" in message.body) is (von == Absagevon.AMT)
    uhr.move_to(MORGEN)
    deliver_due()
    assert [sent for sent in mail.outbox if "/umfrage/" not in sent.body] == [message]
    assert Nachricht.objects.get(anlass="termin_erinnerung").status == "hinfaellig"


@pytest.mark.parametrize("sprache", SPRACHEN)
@pytest.mark.parametrize("von", Absagevon)
def test_move_tells_the_new_time_with_the_new_link(leistung, dienst, standort, sprache, von):
    termin = gebuchter_termin(dienst, leistung, kontakt=kontakt(sprache=sprache))
    old = link_token(Linkzweck.TERMIN, termin.pk)
    move_termin(termin, beginn=MORGEN + timedelta(hours=1), standort=standort, von=von)
    message = only_mail()
    assert old not in message.body
    assert link_token(Linkzweck.TERMIN, termin.pk) in message.body
    assert "SEQUENCE:1" in message.attachments[0].content


APOLOGY = {
    "de": "Bitte entschuldigen Sie",
    "de-simple": "Das tut uns leid",
    "en": "sorry",
    "uk": "вибач",
    "ar": "نعتذر",
    "tr": "özür dile",
}


@pytest.mark.parametrize("sprache", SPRACHEN)
@pytest.mark.parametrize("von", Absagevon)
def test_text_message_of_a_move_carries_the_apology_of_the_office(leistung, dienst, standort, sprache, von):
    termin = gebuchter_termin(dienst, leistung, kontakt=kontakt(email="", mobil="+4915123456789", sprache=sprache))
    Nachricht.objects.all().delete()
    move_termin(termin, beginn=MORGEN + timedelta(hours=1), standort=standort, von=von)
    row = Nachricht.objects.get(anlass="termin_verschoben")
    entry = register.anlass(row.anlass)
    with translation.override(row.sprache):
        context = entry.kontext(row.kontext) | {"behoerde": settings.BEHOERDE}
        text = render_to_string(f"mail/{entry.template}.sms.txt", context)
    assert (APOLOGY[sprache].lower() in text.lower()) is (von == Absagevon.AMT)
    assert (row.kanal, termin.code in text, context["link"] in text, "\n" in text.strip()) == ("sms", True, True, False)


@pytest.mark.parametrize("sprache", SPRACHEN)
def test_lapsed_booking_is_told_kindly(leistung, standort, dienst, uhr, sprache):
    sent(leistung, standort, sprache=sprache)
    uhr.shift(timedelta(minutes=60))
    sweep_expired()
    message = only_mail()
    assert f"{settings.ADRESSE}/termine/" in message.body
    assert Nachricht.objects.get(anlass="termin_bestaetigung").status == "hinfaellig"


@pytest.mark.parametrize("sprache", SPRACHEN)
def test_contact_code_promises_no_time(leistung, standort, dienst, sprache):
    wunsch = Buchungswunsch(leistung, standort, MORGEN, [person()], Bedarf())
    nachweis = request_termin(wunsch=wunsch, kontakt=kontakt(sprache=sprache), schluessel=uuid4())
    message = only_mail()
    for text in (message.body, html_of(message)):
        assert (code_of(nachweis) in text, leistung.name in text, "Olena" in text) == (True, True, False)
        assert f"{settings.ADRESSE}{page_of(nachweis)}" in text
    assert code_of(nachweis) in message.subject


def test_only_the_newest_code_is_sent(leistung, standort, dienst):
    sent(leistung, standort)
    send_code(Kontaktnachweis.objects.get(), Kontakt("email", kontakt(3).email))
    assert only_mail().to == [kontakt(3).email]


def test_sms_is_short_and_plain(leistung, dienst):
    termin = gebuchter_termin(dienst, leistung, kontakt=kontakt(email="", mobil="+4915123456789"))
    row = Nachricht.objects.get()
    assert row.kanal == "sms"
    context = nachrichten.about_visit(row.kontext) | {"behoerde": settings.BEHOERDE}
    text = render_to_string("mail/termine/bestaetigt.sms.txt", context)
    assert termin.code in text
    assert "&" not in text
    assert not re.search(r"<[a-z]", text)


@pytest.mark.parametrize("anlass", nachrichten.ANLAESSE, ids=lambda anlass: anlass.name)
def test_every_mail_has_an_sms(anlass):
    assert get_template(f"mail/{anlass.template}.sms.txt")


def test_names_are_not_escaped_in_plain_text(leistung, dienst):
    two = [replace(person(0), nachname="O'Neill & Söhne"), person(1)]
    gebuchter_termin(dienst, leistung, personen=two)
    message = only_mail()
    assert "O'Neill & Söhne" in message.body
    assert "O&#x27;Neill &amp; Söhne" in html_of(message)


def test_dates_stand_in_the_language_of_the_person(leistung, dienst):
    gebuchter_termin(dienst, leistung, kontakt=kontakt(sprache="en"))
    with translation.override("tr"):
        assert "Tuesday, 24 November 2026, 09:00" in only_mail().subject


@pytest.mark.parametrize("sprache", SPRACHEN)
def test_receipt_of_a_concern_tells_number_promise_and_link_but_no_names(sichtung, sprache):
    row = aufnahme(sichtung, kontakt=kontakt(sprache=sprache))
    message = only_mail()
    with translation.override(sprache):
        promised = datum.datum_lang(row.versprechen.angebot_bis)
    for text in (message.body, html_of(message)):
        assert row.vorgang in text
        assert promised in text
        assert f"{settings.ADRESSE}/termine/mein/{link_token(Linkzweck.ANLIEGEN, row.pk)}/" in text
        assert "Olena" not in text
    assert row.vorgang in message.subject


def test_receipt_of_a_concern_taken_back_is_not_sent(sichtung):
    withdraw(aufnahme(sichtung))
    deliver_due()
    assert (mail.outbox, Nachricht.objects.get().status) == ([], "hinfaellig")
