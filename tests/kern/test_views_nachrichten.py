import pytest
from django.urls import reverse

from behoerde.kern import register
from behoerde.kern.models import Nachricht
from behoerde.kern.queries import mask_adresse, say_anlass, say_fehler
from behoerde.kern.rechte import Rolle
from tests.anmelden import sign_in
from tests.factories.kern import NachrichtFactory

pytestmark = pytest.mark.django_db
STATUS = Nachricht.Status
LISTE = "kern:nachrichten"


@pytest.fixture
def leitung(client):
    return sign_in(client, Rolle.LEITUNG)


@pytest.fixture
def no_navigation(monkeypatch):
    """The head of the page asks what the apps registered; that is not this list's matter."""
    monkeypatch.setitem(register._register.entries, register.Navigation, [])


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_same_questions_for_any_number_of_rows(client, leitung, no_navigation, django_assert_num_queries, rows):
    NachrichtFactory.create_batch(rows)
    with django_assert_num_queries(12):
        assert client.get(reverse(LISTE)).status_code == 200


def test_list_shows_reason_but_neither_address_nor_content(client, leitung):
    NachrichtFactory.create(kontext={"termin": "geheim-1"})
    page = client.get(reverse(LISTE)).content.decode()
    assert ("SMTPRecipientsRefused" in page, "o…@beispiel.example" in page) == (True, True)
    assert ("olena@" in page, "geheim-1" in page) == (False, False)


def test_list_counts_every_open_state(client, leitung):
    NachrichtFactory.create_batch(2)
    NachrichtFactory.create(status=STATUS.WIEDERHOLEN)
    NachrichtFactory.create(status=STATUS.WARTET)
    assert client.get(reverse(LISTE)).context["zahlen"] == {"tot": 2, "wiederholen": 1, "wartet": 1, "in_arbeit": 0}


def test_empty_list_says_that_all_is_delivered(client, leitung):
    assert "Alles ist zugestellt" in client.get(reverse(LISTE)).content.decode()


@pytest.mark.parametrize(
    ("query", "found"), [("status=tot", 2), ("status=wiederholen", 1), ("kanal=sms", 1), ("anlass=termin_erinnerung", 1)]
)
def test_list_filters_by_the_address(client, leitung, query, found):
    NachrichtFactory.create(kanal=Nachricht.Kanal.SMS, adresse="+4915112345678")
    NachrichtFactory.create(anlass="termin_erinnerung")
    NachrichtFactory.create(status=STATUS.WIEDERHOLEN)
    assert len(client.get(f"{reverse(LISTE)}?{query}").context["table"].data) == found


def test_one_message_is_sent_again(client, leitung):
    row, other = NachrichtFactory.create_batch(2)
    client.post(reverse("kern:nachricht_erneut", args=[row.pk]))
    assert dict(Nachricht.objects.values_list("pk", "status")) == {row.pk: "wartet", other.pk: "tot"}


def test_all_shown_messages_are_sent_again_and_the_filter_stays(client, leitung):
    NachrichtFactory.create_batch(2)
    other = NachrichtFactory.create(anlass="termin_erinnerung")
    response = client.post(f"{reverse('kern:nachrichten_erneut')}?anlass=termin_bestaetigt")
    assert response.url == f"{reverse(LISTE)}?anlass=termin_bestaetigt"
    assert list(Nachricht.objects.filter(status="tot")) == [other]


def test_reading_the_address_of_a_step_changes_nothing(client, leitung):
    row = NachrichtFactory.create()
    client.get(reverse("kern:nachricht_erneut", args=[row.pk]))
    client.get(reverse("kern:nachricht_verwerfen", args=[row.pk]))
    assert Nachricht.objects.get().status == "tot"


def test_discard_asks_for_a_reason(client, leitung):
    row = NachrichtFactory.create()
    address = reverse("kern:nachricht_verwerfen", args=[row.pk])
    assert list(client.post(address, {"grund": ""}).context["form"].errors) == ["grund"]
    client.post(address, {"grund": "verzogen"})
    assert Nachricht.objects.values_list("status", "adresse").get() == ("verworfen", "")


def test_discard_of_a_sent_message_says_so_beside_the_reason(client, leitung):
    row = NachrichtFactory.create(status=STATUS.HINFAELLIG, adresse="")
    form = client.post(reverse("kern:nachricht_verwerfen", args=[row.pk]), {"grund": "zu spät"}).context["form"]
    assert form.errors["grund"] == ["Diese Nachricht ist nicht mehr offen: Sie wurde inzwischen gesendet oder verworfen."]
    assert form["grund"].value() == "zu spät"


@pytest.mark.parametrize(
    ("adresse", "masked"), [("olena@beispiel.example", "o…@beispiel.example"), ("+4915112345678", "+49…78"), ("", "")]
)
def test_mask_adresse(adresse, masked):
    assert mask_adresse(adresse) == masked


@pytest.mark.parametrize(("name", "words"), [("kern.konto_sicherheit", "Ihre Anmeldung: …"), ("fehlt", "fehlt")])
def test_say_anlass(name, words):
    assert say_anlass(name) == words


@pytest.mark.parametrize(
    ("fehler", "words"),
    [
        ("SMTPRecipientsRefused", "Der Mailserver nimmt diese Adresse nicht an (SMTPRecipientsRefused)"),
        ("SMTPDataError: 552", "Der Mailserver hat die Nachricht abgelehnt (SMTPDataError: 552)"),
        ("ConnectionRefusedError", "Der Server war nicht erreichbar (ConnectionRefusedError)"),
        ("", "Der Versand hat nicht geklappt"),
    ],
)
def test_say_fehler(fehler, words):
    assert say_fehler(fehler) == words
