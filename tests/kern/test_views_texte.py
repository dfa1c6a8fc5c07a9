import pytest
from celery import current_app
from django.conf import settings
from django.core import mail
from django.urls import reverse

from behoerde.kern import register
from behoerde.kern.actions.zustellung import deliver_due
from behoerde.kern.brief import has_mail, has_sms
from behoerde.kern.models import Nachricht, Protokolleintrag
from behoerde.kern.rechte import Rolle
from tests.anmelden import sign_in

pytestmark = pytest.mark.django_db
SPRACHEN = [code for code, _name in settings.LANGUAGES]
ANLAESSE = [entry.name for entry in register.alle(register.Anlass)]


@pytest.fixture
def verwaltung(client, monkeypatch):
    monkeypatch.setattr(current_app, "send_task", lambda *_, **__: None)
    return sign_in(client, Rolle.VERWALTUNG, email="erika@musterstadt.example")


def page(name: str, sprache: str = "de") -> str:
    return f"{reverse('kern:nachricht_text', args=[name])}?sprache={sprache}"


def test_list_names_every_message_and_its_ways(client, verwaltung):
    rows = client.get(reverse("kern:nachricht_texte")).context["rows"]
    assert [row["name"] for row in rows] == ANLAESSE
    ways = {row["name"]: (row["mail"], row["sms"]) for row in rows}
    assert ways["termin_bestaetigt"] == (True, True)
    assert ways["vorsprache_nummer"] == (False, True)
    assert ways["kern.konto_sicherheit"] == (True, False)


@pytest.mark.parametrize("sprache", SPRACHEN)
@pytest.mark.parametrize("name", ANLAESSE)
def test_every_message_is_shown_in_every_language(client, verwaltung, name, sprache):
    response = client.get(page(name, sprache))
    assert response.status_code == 200
    anlass, shown = register.anlass(name), response.context
    assert (bool(shown["brief"]), bool(shown["sms"])) == (has_mail(anlass), has_sms(anlass))
    written = [shown["sms"]] + ([shown["brief"].betreff, shown["brief"].text, shown["brief"].html] if shown["brief"] else [])
    assert [text for text in written if "{" in text] == []  # a variable that is missing fails by itself
    assert shown["dir"] == ("rtl" if sprache == "ar" else "ltr")


def test_unknown_message_is_not_found_and_unknown_language_is_german(client, verwaltung):
    assert client.get(page("gibt_es_nicht")).status_code == 404
    assert client.get(page("termin_bestaetigt", "xx")).context["sprache"] == "de"


def test_body_of_a_message_cannot_act_on_the_page(client, verwaltung, monkeypatch):
    entry = register.anlass("termin_bestaetigt")
    evil = register.Anlass(
        "boese", entry.template, entry.betreff, entry.kontext, beispiel=lambda: entry.beispiel() | {"link": "javascript:alert(1)"}
    )
    monkeypatch.setitem(register._register.entries, register.Anlass, [evil])
    html = str(client.get(page("boese")).context["html"])
    assert ("javascript:alert(1)" in html, 'href="javascript' in html) == (True, False)


def test_test_mail_goes_to_the_own_address_marked_and_in_the_language(client, verwaltung):
    response = client.post(page("termin_bestaetigt", "en"), {"weg": "email"})
    assert (response.status_code, response["Location"]) == (302, page("termin_bestaetigt", "en"))
    assert deliver_due() == 1
    (message,) = mail.outbox
    assert message.to == ["erika@musterstadt.example"]
    assert message.subject.startswith("Test: Your appointment on")
    assert message.body.startswith("This is a test message with invented details.")
    assert "This is a test message with invented details." in message.alternatives[0].content
    assert [name for name, _content, _type in message.attachments] == ["termin.ics"]
    assert Protokolleintrag.objects.filter(vorgang="nachricht_probe").get().grund == "termin_bestaetigt email en"


def test_test_sms_goes_to_the_typed_number(client, verwaltung, settings):
    settings.SMS_BACKEND = "tests.kern.test_views_texte.Gateway"
    Gateway.sent = []
    client.post(page("vorsprache_gleich"), {"weg": "sms", "mobil": "0151 23456789"})
    assert deliver_due() == 1
    ((number, text),) = Gateway.sent
    assert (number, text.startswith("Test: Ausländerbehörde"), "A017" in text) == ("+4915123456789", True, True)


@pytest.mark.parametrize(
    ("name", "data", "errors"),
    [
        ("termin_bestaetigt", {}, {"weg": ["Bitte wählen Sie, wohin die Nachricht geht."]}),
        ("termin_bestaetigt", {"weg": "sms"}, {"mobil": ["Bitte geben Sie Ihre Handynummer an."]}),
        (
            "termin_bestaetigt",
            {"weg": "sms", "mobil": "0208 123456"},
            {
                "mobil": [
                    "An diese Nummer können wir keine SMS schicken. Bitte geben Sie eine Handynummer an, zum Beispiel 0151 23456789."
                ]
            },
        ),
        ("vorsprache_gleich", {"weg": "email"}, {"weg": ["Diese Auswahl gibt es nicht. Bitte wählen Sie noch einmal."]}),
    ],
)
def test_wrong_ways_say_so_beside_the_field_and_send_nothing(client, verwaltung, name, data, errors):
    response = client.post(page(name), data)
    assert response.status_code == 200
    assert response.context["form"].errors == errors
    assert Nachricht.objects.count() == 0


class Gateway:
    """Keeps what it is given."""

    sent: list[tuple[str, str]] = []

    def send(self, number: str, text: str, reference: str) -> None:
        self.sent.append((number, text))
