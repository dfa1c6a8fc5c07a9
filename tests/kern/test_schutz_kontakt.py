"""The lane without JavaScript: a code by e-mail or SMS takes the place of the proof of work."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from celery import current_app
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse

from behoerde.kern.actions import kontaktnachweis
from behoerde.kern.actions.aufraeumen import drop_expired
from behoerde.kern.actions.kontaktnachweis import Kontakt, code_of, parse_kontakt, start_nachweis
from behoerde.kern.actions.zustellung import deliver_due
from behoerde.kern.models import Kontaktnachweis, Nachricht
from behoerde.kern.protokollierung import redact

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.kern.schutzprobe")]
START = datetime(2026, 11, 23, 8, tzinfo=UTC)
VALID_FOR = timedelta(hours=1)
OLENA = {"anliegen": "Umzug", "email": "olena@beispiel.example"}


@pytest.fixture(autouse=True)
def _silent_broker(monkeypatch):
    monkeypatch.setattr(current_app, "send_task", lambda *_, **__: None)


def text_of(response) -> str:
    return response.content.decode()


def code() -> str:
    return code_of(Kontaktnachweis.objects.get())


def wrong_code() -> str:
    return f"{(int(code()) + 1) % 1_000_000:06d}"


def typed_code(client, **data) -> str:
    """Send the form, type the code and return the address that leads back."""
    page = client.post("/probe/", OLENA | data).url
    return client.post(page, {"code": code()}).url


def hidden_fields(html: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]+)"', html))


def test_form_without_proof_leads_to_the_code_page(client):
    response = client.post("/probe/", OLENA)
    assert (response.status_code, response.url.split("/")[1]) == (302, "code")
    deliver_due()
    assert [(m.to, m.subject) for m in mail.outbox] == [(["olena@beispiel.example"], f"Ihr Code: {code()}")]
    assert (code() in mail.outbox[0].body, code() in mail.outbox[0].alternatives[0][0]) == (True, True)


def test_code_stands_in_no_table(client):
    client.post("/probe/", OLENA)
    deliver_due()
    rows = [*Nachricht.objects.values(), *Kontaktnachweis.objects.values()]
    assert code() not in str(rows)


def test_form_without_contact_asks_for_one_first(client):
    page = client.post("/probe/", {"anliegen": "Umzug"}).url
    answer = client.post(page, {"kontakt": "0151 23456789"})
    assert (page.split("/")[3], answer.url) == ("adresse", page.replace("adresse/", "?gesendet=ja"))
    assert list(Nachricht.objects.values_list("kanal", flat=True)) == ["sms"]


def test_sms_names_office_and_code(client, settings, tmp_path):
    settings.MAIL_ABLAGE = tmp_path
    page = client.post("/probe/", {"anliegen": "Umzug"}).url
    client.post(page, {"kontakt": "0151 23456789"})
    deliver_due()
    text = next(tmp_path.glob("*.sms")).read_text()
    assert text.startswith(f"+4915123456789\nAusländerbehörde: Ihr Code ist {code()}.")


@pytest.mark.parametrize("typed", ["olena@", "030 12", "0900 1234567", "abc", "030 901820", f"{'o' * 250}@beispiel.example"])
def test_contact_that_is_none_gets_a_sentence(client, typed):
    page = client.post("/probe/", {"anliegen": "Umzug"}).url
    answer = text_of(client.post(page, {"kontakt": typed}))
    assert "Das ist keine E-Mail-Adresse und keine Handynummer." in answer
    assert (f'value="{typed}"' in answer, Nachricht.objects.count()) == (True, 0)


def test_right_code_leads_back_with_everything_typed(client):
    html = text_of(client.get(typed_code(client)))
    assert ('value="Umzug"' in html, 'value="olena@beispiel.example"' in html) == (True, True)
    assert "Ihre Adresse ist bestätigt." in html


def test_proven_contact_passes_once(client):
    data = OLENA | hidden_fields(text_of(client.get(typed_code(client))))
    assert "angenommen kontakt olena@beispiel.example" in text_of(client.post("/probe/", data))
    again = client.post("/probe/", data)
    assert (again.status_code, again.url.split("/")[1]) == (302, "code")


def test_same_form_again_gets_the_same_answer(client):
    data = OLENA | {"schluessel": "k1"} | hidden_fields(text_of(client.get(typed_code(client, schluessel="k1"))))
    assert text_of(client.post("/probe/", data)) == text_of(client.post("/probe/", data))


def test_refused_action_leaves_the_proven_contact(client):
    data = OLENA | hidden_fields(text_of(client.get(typed_code(client))))
    assert "Diese Zeit ist vergeben." in text_of(client.post("/probe/", data | {"anliegen": "vergeben"}))
    assert "angenommen kontakt" in text_of(client.post("/probe/", data))


def test_log_hides_both_capabilities(client):
    back = typed_code(client)
    page = kontaktnachweis.page_of(Kontaktnachweis.objects.get())
    logged = [redact(None, "", {"request": f"GET {path}"})["request"] for path in (page, back)]
    assert logged == ["GET /code/…/", "GET /probe/?nachweis=…"]


def test_proven_contact_counts_for_its_form_only(client):
    back = typed_code(client)
    Kontaktnachweis.objects.update(zweck="andere")
    token = urlsplit(back).query.removeprefix("nachweis=")
    assert client.post("/probe/", OLENA | {"schutz_nachweis": token}).status_code == 302


def test_wrong_code_says_how_often_one_may_still_try(client):
    page = client.post("/probe/", OLENA).url
    answers = [text_of(client.post(page, {"code": wrong_code()})) for _ in range(4)]
    assert [f"noch {n} Mal" in answer for n, answer in zip((4, 3, 2, 1), answers, strict=True)] == [True] * 4


def test_right_code_after_five_wrong_ones_is_refused(client):
    page = client.post("/probe/", OLENA).url
    for _ in range(5):
        client.post(page, {"code": wrong_code()})
    answer = text_of(client.post(page, {"code": code()}))
    assert "Der Code war fünfmal falsch. Bitte lassen Sie sich einen neuen Code senden." in answer


def test_new_code_after_five_wrong_ones_is_another_and_works(client):
    page = client.post("/probe/", OLENA).url
    old = code()
    for _ in range(5):
        client.post(page, {"code": wrong_code()})
    client.post(page, {"aktion": "neu"})
    assert (code() == old, client.post(page, {"code": code()}).status_code) == (False, 302)


def test_code_sent_again_is_the_same(client):
    page = client.post("/probe/", OLENA).url
    old = code()
    assert client.post(page, {"aktion": "neu"}).url == f"{page}?gesendet=ja"
    deliver_due()
    assert (code(), len(mail.outbox)) == (old, 2)


def test_code_to_another_address_makes_the_first_one_worthless(client):
    page = client.post("/probe/", OLENA).url
    old = code()
    client.post(f"{page}adresse/", {"kontakt": "andere@beispiel.example"})
    deliver_due()
    assert [m.to for m in mail.outbox] == [["andere@beispiel.example"]]
    assert (old == code(), client.post(page, {"code": old}).status_code) == (False, 200)


@pytest.mark.parametrize("spelling", ["{0} {1}", " {0}-{1} "])
def test_code_may_be_grouped(client, spelling):
    page = client.post("/probe/", OLENA).url
    assert client.post(page, {"code": spelling.format(code()[:3], code()[3:])}).status_code == 302


def test_code_may_be_typed_in_arabic_digits(client):
    page = client.post("/probe/", OLENA).url
    assert client.post(page, {"code": code().translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))}).status_code == 302


@pytest.mark.parametrize("typed", ["12345", "1234567", "12345a", "²²²²²²"])
def test_code_of_another_form_costs_no_try(client, typed):
    page = client.post("/probe/", OLENA).url
    assert "Der Code hat sechs Ziffern." in text_of(client.post(page, {"code": typed}))
    assert Kontaktnachweis.objects.get().versuche == 0


def test_opening_the_pages_changes_nothing(client):
    page = client.post("/probe/", OLENA).url
    before = list(Kontaktnachweis.objects.values())
    client.get(page), client.get(f"{page}adresse/")
    assert list(Kontaktnachweis.objects.values()) == before


def test_pages_after_an_hour_say_what_to_do(client):
    with time_machine.travel(START, tick=False):
        page = client.post("/probe/", OLENA).url
    with time_machine.travel(START + VALID_FOR, tick=False):
        answer = client.get(page)
    assert (answer.status_code, "Bitte füllen Sie das Formular noch einmal aus." in text_of(answer)) == (404, True)


def test_code_that_waited_too_long_is_not_sent(client):
    with time_machine.travel(START, tick=False):
        client.post("/probe/", OLENA)
    with time_machine.travel(START + VALID_FOR, tick=False):
        deliver_due()
    assert (Nachricht.objects.get().status, mail.outbox) == ("hinfaellig", [])


def test_expired_rows_are_dropped(client):
    with time_machine.travel(START, tick=False):
        client.post("/probe/", OLENA)
    with time_machine.travel(START + VALID_FOR + timedelta(seconds=1), tick=False):
        drop_expired()
    assert Kontaktnachweis.objects.count() == 0


@pytest.mark.parametrize("weiter", ["https://boese.example/", "//boese.example/", "/\\boese.example/", "boese"])
def test_database_refuses_to_lead_to_another_site(weiter):
    with pytest.raises(IntegrityError), transaction.atomic():
        start_nachweis(zweck="probe", weiter=weiter, sprache="de")


def test_own_address_keeps_its_query(client):
    client.post("/probe/?zeit=9&nachweis=alt", OLENA)
    assert Kontaktnachweis.objects.get().weiter == "/probe/?zeit=9"


def test_too_much_typed_is_not_kept():
    assert (
        start_nachweis(zweck="probe", weiter="/", eingaben="a" * (kontaktnachweis.MAX_EINGABEN + 1), sprache="de").eingaben == ""
    )


@pytest.mark.parametrize(
    ("typed", "kontakt"),
    [
        (" Olena@beispiel.example ", Kontakt("email", "Olena@beispiel.example")),
        ("+380 50 123 4567", Kontakt("sms", "+380501234567")),
        ("0151/23456789", Kontakt("sms", "+4915123456789")),
        ("", None),
    ],
)
def test_parse_kontakt(typed, kontakt):
    assert parse_kontakt(typed) == kontakt


def test_unknown_page_does_not_exist(client):
    assert client.get(reverse("kern:code", args=["x" * 22])).status_code == 404
