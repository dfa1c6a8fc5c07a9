"""Every message of the triage desk in every language, rendered as it is sent; none that no longer holds."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.template.loader import render_to_string
from django.utils import translation

from behoerde.kern import register
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.actions.zustellung import deliver_due
from behoerde.kern.models import Nachricht
from termine import nachrichten_anliegen
from termine.actions.sichtung_angebot import retract_vorschlaege
from termine.actions.sichtung_antwort import answer, ask_back, forward, take_answer_back, withdraw_rueckfrage
from termine.actions.sichtung_nachricht import tell_later
from termine.actions.vorschlag import offer_termine
from termine.actions.zusammenfuehrung import merge_aufnahmen
from termine.enums import Linkzweck
from termine.models import Unterlage
from tests.factories.termine import MORGEN, aufnahme, kontakt
from tests.termine.test_zusammenfuehrung import twin

pytestmark = pytest.mark.django_db(transaction=True)
SPRACHEN = [code for code, _name in settings.LANGUAGES]
TELEFON = "+4915112345678"


@pytest.fixture
def vorgang(sichtung, sichtung_dienst):
    def build(**contact):
        row = aufnahme(sichtung, personen=2, kontakt=kontakt(**contact))
        Nachricht.objects.all().delete()
        return row

    return build


def offered(row):
    zeiten = [(MORGEN + timedelta(minutes=m), row.team.standort) for m in (0, 60)]
    return offer_termine(row, zeiten, gueltig_bis=MORGEN - timedelta(hours=1))


def after_a_minute(uhr):
    uhr.shift(timedelta(minutes=1))
    deliver_due()
    return mail.outbox


PASS, NUR_PASS, ANRUF = "Wo arbeiten Sie?", "Sie brauchen nur den Pass.", "Rufen Sie dort an."


def asked(row):
    return ask_back(row, text=PASS, unterlagen=[Unterlage.objects.get(key="pass")])


def merged(row):
    return merge_aufnahmen(row, aufnahme(row.leistung, n=1, leute=[twin()], kontakt=kontakt(1, email="")))


ANLAESSE = {
    "anliegen_rueckfrage": (asked, [PASS, "Pass"]),
    "anliegen_vorschlaege": (offered, ["2026"]),
    "anliegen_beantwortet": (lambda row: answer(row, f"{NUR_PASS}\nSonst nichts."), [NUR_PASS, "Sonst nichts."]),
    "anliegen_weitergeleitet": (lambda row: forward(row, an="Agentur für Arbeit", text=ANRUF), ["Agentur für Arbeit", ANRUF]),
    **{
        f"anliegen_{name}": (lambda row, name=name: tell_later(row, f"anliegen_{name}", schluessel=1), [])
        for name in ("vorschlaege_verfallen", "wieder_offen", "geteilt")
    },
    "anliegen_zusammengefuehrt": (merged, []),
}


def test_every_anlass_is_registered_and_tried():
    names = {anlass.name for anlass in nachrichten_anliegen.ANLAESSE}
    assert names == set(ANLAESSE)
    assert names <= {entry.name for entry in register.alle(register.Anlass)}


@pytest.mark.parametrize("sprache", SPRACHEN)
@pytest.mark.parametrize("anlass", ANLAESSE)
def test_mail_says_what_happened_with_link_but_without_names(vorgang, uhr, anlass, sprache):
    row = vorgang(sprache=sprache)
    act, words = ANLAESSE[anlass]
    act(row)
    (message,) = after_a_minute(uhr)
    link = f"{settings.ADRESSE}/termine/mein/{link_token(Linkzweck.ANLIEGEN, row.pk)}/"
    html = message.alternatives[0].content
    for text in (message.body, html):
        assert [word for word in [link, row.vorgang, *words] if word not in text] == []
        assert "Olena" not in text
    assert row.vorgang in message.subject
    assert ('dir="rtl"' in html) is (sprache == "ar")


@pytest.mark.parametrize("sprache", SPRACHEN)
@pytest.mark.parametrize("anlass", ANLAESSE)
def test_sms_carries_the_link(vorgang, anlass, sprache):
    row = vorgang(sprache=sprache, email="", mobil=TELEFON)
    ANLAESSE[anlass][0](row)
    entry, message = register.anlass(anlass), Nachricht.objects.get()
    with translation.override(sprache):
        text = render_to_string(
            f"mail/{entry.template}.sms.txt", entry.kontext(message.kontext) | {"behoerde": settings.BEHOERDE}
        )
    assert (message.kanal, "<" in text, "&" in text) == ("sms", False, False)
    assert f"/termine/mein/{link_token(Linkzweck.ANLIEGEN, row.pk)}/" in text
    assert "Olena" not in text


@pytest.mark.parametrize(
    ("act", "undo"),
    [
        (lambda row: ask_back(row, text="Warum?"), withdraw_rueckfrage),
        (offered, retract_vorschlaege),
        (lambda row: answer(row, "Nein."), take_answer_back),
        (lambda row: forward(row, an="Anderswo", text="Dort."), take_answer_back),
    ],
)
def test_undo_within_a_minute_reaches_nobody(vorgang, uhr, act, undo):
    row = vorgang()
    act(row)
    deliver_due()
    undo(row)
    assert after_a_minute(uhr) == []
    assert set(Nachricht.objects.values_list("status", flat=True)) == {"hinfaellig"}


def test_words_of_the_office_are_text_not_markup(vorgang, uhr):
    answer(vorgang(), "<b>Nein</b> & <script>")
    (message,) = after_a_minute(uhr)
    assert "&lt;script&gt;" in message.alternatives[0].content
    assert "<b>Nein</b> & <script>" in message.body
