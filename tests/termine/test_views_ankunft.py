"""The terminal: every way of checking in, every "no", numbers, text messages; it names nobody."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from behoerde.kern.actions.geraet import revoke_geraet
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.codes import ZEICHEN
from behoerde.kern.models import Nachricht
from behoerde.kern.rechte import Rolle
from termine.actions.aenderung import cancel_termin
from termine.enums import Absagevon, Linkzweck
from termine.forms.ankunft import Ausweis, press, read_ausweis
from termine.models import Termin, Vorsprache
from tests.factories.kern import StandortFactory
from tests.factories.termine import MORGEN, LeistungFactory, gebuchter_termin
from tests.termine.empfang import join
from tests.termine.geraete import device
from tests.termine.haus import walk_in

SEITE = "/termine/ankunft/"
db = pytest.mark.django_db
TOKEN = "Ab-_efghijklmnopqrstu1"


# --- What was scanned or typed --------------------------------------------------
@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"https://amt.example/termine/mein/{TOKEN}/", Ausweis(token=TOKEN)),
        (f" http://localhost:8000/termine/mein/{TOKEN} \n", Ausweis(token=TOKEN)),
        (TOKEN, Ausweis(token=TOKEN)),
        ("7km4px", Ausweis(code="7KM-4PX")),
        ("7KM-4PX", Ausweis(code="7KM-4PX")),
        ("7KM-4P", None),
        ("", None),
        ("https://anderswo.example/gutschein", None),
        ("x" * 300, None),
    ],
)
def test_scanner_and_fingers_are_understood(text, found):
    assert read_ausweis(text) == found


@given(st.text(max_size=300))
def test_whatever_is_typed_is_a_token_a_code_or_nothing(text):
    found = read_ausweis(text)
    assert found is None or bool(found.token) != bool(found.code)


@given(st.lists(st.sampled_from([*ZEICHEN, "zurueck", "!", "ab", ""])))
def test_keys_write_only_what_stands_on_them(keys):
    typed = ""
    for key in keys:
        typed = press(typed, key, ZEICHEN)
    assert set(typed) <= set(ZEICHEN)


# --- The terminal ----------------------------------------------------------------
@pytest.fixture
def kiosk(client, standort, dienst, uhr):
    uhr.move_to(MORGEN)
    return device(client, standort)


@pytest.fixture
def termin(dienst, leistung, kiosk):
    return gebuchter_termin(dienst, leistung, beginn=MORGEN + timedelta(minutes=30))


def say(client, text: str) -> str:
    response = client.post(SEITE, {"code": text}, follow=True)
    assert response.status_code == 200
    return response.content.decode()


@db
def test_stranger_sees_calmly_that_the_device_is_not_set_up(client):
    response = client.get(SEITE)
    assert response.status_code == 404
    assert "Dieses Gerät ist nicht eingerichtet" in response.content.decode()


@db
def test_locked_device_is_refused_at_the_next_request(client, kiosk):
    assert client.get(SEITE).status_code == 200
    revoke_geraet(kiosk)
    assert client.get(SEITE).status_code == 404


@db
def test_terminal_is_never_kept_by_a_browser(client, kiosk):
    assert client.get(SEITE)["Cache-Control"] == "no-store"


@db
def test_staff_see_the_terminal_of_their_house(client, team, dienst, uhr):
    uhr.move_to(MORGEN)
    join(client, team.organisationseinheit, Rolle.EMPFANG)
    assert client.get(SEITE).context["standort"] == team.standort


@db
@pytest.mark.parametrize("how", ["link", "token", "code", "small code"])
def test_check_in(client, termin, how):
    token = link_token(Linkzweck.TERMIN, termin.pk)
    link = f"{settings.ADRESSE}/termine/mein/{token}/"
    text = {"link": link, "token": token, "code": termin.code, "small code": termin.code.lower().replace("-", "")}[how]
    page = say(client, text)
    assert "A 001" in page
    assert "Ihr Termin ist um 9:30 Uhr." in page
    assert "Beispiel" not in page
    assert Termin.objects.get().status == "angekommen"


@db
def test_check_in_twice_shows_the_same_number(client, termin):
    assert "A 001" in say(client, termin.code)
    assert "A 001" in say(client, termin.code)
    assert Vorsprache.objects.count() == 1


@db
def test_too_early_says_when_to_come_back(client, dienst, leistung, kiosk):
    late = gebuchter_termin(dienst, leistung, beginn=MORGEN + timedelta(hours=2))
    page = say(client, late.code)
    assert "Bitte melden Sie sich ab 10:00 Uhr hier an." in page
    assert Vorsprache.objects.count() == 0


@db
def test_too_late_still_gets_a_number(client, termin, uhr):
    uhr.shift(timedelta(hours=1))
    assert "Ihre Terminzeit ist vorbei. Sie kommen trotzdem dran" in say(client, termin.code)


@db
def test_another_day_another_house_and_cancelled_are_said(client, termin, dienst, leistung, uhr):
    uhr.shift(timedelta(days=-1))
    assert "Dienstag, 24. November 2026, 9:30 Uhr" in say(client, termin.code)
    uhr.shift(timedelta(days=1))
    Termin.objects.update(standort=StandortFactory.create(name="Nordstadt"))
    assert "Nordstadt" in say(client, termin.code)
    cancel_termin(termin, von=Absagevon.AMT)
    assert "Dieser Termin ist abgesagt." in say(client, termin.code)


@db
@pytest.mark.parametrize("text", ["222-222", TOKEN, "quatsch", "", "\0"])
def test_unknown_code_is_said_beside_the_field_and_stays_typed(client, kiosk, text):
    response = client.post(SEITE, {"code": text, "tasten": "1"})
    assert response.context["form"].errors.keys() == {"code"}
    assert response.context["tasten"] is True


@db
def test_living_visit_wins_over_an_old_one_with_the_same_code(client, termin, dienst, leistung):
    newer = gebuchter_termin(dienst, leistung, n=1, beginn=MORGEN + timedelta(hours=3))
    Termin.objects.filter(pk=newer.pk).update(status="versaeumt")
    Termin.objects.filter(pk=newer.pk).update(code=termin.code)
    assert "A 001" in say(client, termin.code)


@db
def test_keys_of_the_screen_work_without_a_script(client, termin):
    typed = ""
    for key in termin.code.replace("-", ""):
        page = client.post(SEITE, {"code": typed, "taste": key, "tasten": "1"})
        typed = page.context["form"].initial["code"]
    assert typed == termin.code.replace("-", "")
    assert "A 001" in say(client, typed)


# --- Without an appointment --------------------------------------------------------
@db
def test_concern_buttons_are_what_the_house_does_without_an_appointment(client, kiosk, leistung, team):
    team.leistungen.add(LeistungFactory.create(zugang="sichtung"))
    LeistungFactory.create()
    page = client.get(reverse("termine:ankunft_ohne_termin"))
    assert list(page.context["leistungen"]) == [leistung]


def draw(client, slug: str = "", schluessel: str = "3f0e4d7c-9f0a-4d7e-8a52-8a3f1f0c7a11"):
    return client.post(reverse("termine:ankunft_ohne_termin"), {"leistung": slug, "schluessel": schluessel}, follow=True)


@db
@pytest.mark.parametrize("slug", ["", "eat-abholung"])
def test_number_is_drawn_in_the_language_of_the_page(client, kiosk, slug):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ar"
    page = draw(client, slug)
    row = Vorsprache.objects.get()
    assert (row.wartenummer, row.sprache, row.leistung.slug if row.leistung else "") == ("B 001", "ar", slug)
    assert 'dir="rtl"' in page.content.decode()


@db
def test_pressing_twice_draws_one_number(client, kiosk):
    draw(client)
    draw(client)
    assert Vorsprache.objects.count() == 1


@db
def test_button_of_another_house_draws_nothing(client, kiosk):
    assert draw(client, LeistungFactory.create().slug).status_code == 404
    assert draw(client, "", schluessel="x").redirect_chain[-1][0] == reverse("termine:ankunft_ohne_termin")
    assert Vorsprache.objects.count() == 0


@db
def test_closed_house_gives_no_numbers(client, kiosk, uhr):
    uhr.shift(timedelta(hours=5))
    assert "Heute werden keine Nummern mehr ausgegeben." in client.get(SEITE).content.decode()
    assert "Heute werden keine Nummern mehr ausgegeben." in draw(client).content.decode()
    assert Vorsprache.objects.count() == 0


# --- The number --------------------------------------------------------------------
def address(vorsprache, name: str = "termine:ankunft_nummer") -> str:
    return reverse(name, args=[link_token(Linkzweck.NUMMER, vorsprache.pk)])


@db
def test_number_of_another_house_does_not_exist_here(client, kiosk, leistung):
    other = walk_in(StandortFactory.create(), am_schalter=True)
    assert client.get(address(other)).status_code == 404


@db
def test_mobile_number_is_kept_encrypted_and_a_message_says_the_number(client, kiosk, standort):
    jemand = walk_in(standort)
    client.post(address(jemand, "termine:ankunft_sms"), {"mobil": "0151 23456789"})
    row = Vorsprache.objects.get()
    assert (row.mobil, Nachricht.objects.get().anlass) == ("+4915123456789", "vorsprache_nummer")
    assert "Wir schicken Ihnen eine SMS" in client.get(address(jemand)).content.decode()


@db
@pytest.mark.parametrize("typed", ["", "030 123456", "12", "quatsch"])
def test_number_that_gets_no_messages_is_refused_and_stays_typed(client, kiosk, standort, typed):
    page = client.post(address(walk_in(standort), "termine:ankunft_sms"), {"mobil": typed})
    assert page.context["form"].errors.keys() == {"mobil"}
    assert page.context["form"]["mobil"].value() == typed
    assert Nachricht.objects.count() == 0


@db
def test_keys_write_the_mobile_number(client, kiosk, standort):
    page = client.post(address(walk_in(standort), "termine:ankunft_sms"), {"mobil": "015", "taste": "1"})
    assert page.context["form"].initial["mobil"] == "0151"
