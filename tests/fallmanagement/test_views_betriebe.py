"""The register of employers and vacancies: lists, pages, forms; what is refused says why and loses nothing."""

from datetime import date

import pytest
from django.urls import reverse

from behoerde.kern.models import Zugangslink
from fallmanagement.models import Betrieb, Betriebskontakt, Stellenangebot
from tests.factories.stellen import BetriebFactory, StellenangebotFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "angemeldet")]
NAME = {"name": "Bäckerei Lindner", "branche": "Lebensmittel", "plz": "52062", "ort": "Aachen", "telefon": "0241 123456"}
STELLE = {
    "titel": "Hilfe in der Backstube",
    "art": "arbeit",
    "plz": "52062",
    "ort": "Aachen",
    "plaetze": "1",
    "erfahrung_jahre": "0",
}


def names(client, page: str, **query) -> list[str]:
    return [str(row) for row in client.get(reverse(f"betriebe:{page}"), query).context["page_obj"]]


def test_employer_is_written_down_by_the_own_unit(client, einheit):
    response = client.post(reverse("betriebe:neu"), NAME | {"einheit": einheit.pk})
    betrieb = Betrieb.objects.get()
    assert (response.url, betrieb.einheit, str(betrieb.telefon)) == (betrieb.get_absolute_url(), einheit, "+49241123456")


def test_second_one_of_that_name_and_place_is_refused_beside_what_was_typed(client, einheit):
    BetriebFactory.create(name="bäckerei lindner")
    page = client.post(reverse("betriebe:neu"), NAME | {"einheit": einheit.pk}).content.decode()
    assert "Diesen Betrieb gibt es unter dieser Postleitzahl schon." in page
    assert 'value="Lebensmittel"' in page
    assert Betrieb.objects.count() == 1


def test_list_finds_by_view_name_and_place(client):
    with_work, without = BetriebFactory.create(name="A", ort="Köln"), BetriebFactory.create(name="B")
    gone = BetriebFactory.create(name="Zimmerei", inaktiv_seit=date(2026, 11, 1))
    StellenangebotFactory.create(betrieb=with_work)
    StellenangebotFactory.create(betrieb=without, bis=date(2026, 11, 1))
    views = {ansicht: names(client, "liste", ansicht=ansicht) for ansicht in ("", "mit_stellen", "ohne_stellen", "beendet")}
    assert views == {"": ["A", "B"], "mit_stellen": ["A"], "ohne_stellen": ["B"], "beendet": ["Zimmerei"]}
    assert (names(client, "liste", q="köln"), names(client, "liste", q="zimm")) == (["A"], [gone.name])


def test_empty_lists_say_what_to_do(client):
    assert "Noch kein Betrieb" in client.get(reverse("betriebe:liste")).content.decode()
    assert "Kein Betrieb passt" in client.get(reverse("betriebe:liste"), {"q": "x"}).content.decode()
    assert "Keine Stelle in dieser Ansicht" in client.get(reverse("betriebe:stellen")).content.decode()


@pytest.mark.parametrize("liste", ["liste", "stellen"])
def test_list_asks_no_more_for_three_rows_than_for_one(client, liste, django_assert_num_queries):
    StellenangebotFactory.create()
    client.get(reverse(f"betriebe:{liste}"))
    with django_assert_num_queries(14) as asked:
        client.get(reverse(f"betriebe:{liste}"))
    StellenangebotFactory.create_batch(2)
    with django_assert_num_queries(len(asked)):
        client.get(reverse(f"betriebe:{liste}"))


def test_lists_leave_as_tables(client):
    StellenangebotFactory.create(titel="=1+1", betrieb__name="Lindner")
    text = b"".join(client.get(reverse("betriebe:stellen"), {"format": "csv"}).streaming_content).decode()
    assert '"Lindner";"\'=1+1"' in text
    assert client.get(reverse("betriebe:liste"), {"format": "xlsx"}).status_code == 200


def test_contact_is_noted_and_one_of_tomorrow_refused(client, angemeldet):
    betrieb = BetriebFactory.create()
    tag = {"am_0": "26", "am_1": "11", "am_2": "2026"}
    data = {"was": "kontakt", "art": "besuch", "text": "Führung durch die Backstube."}
    page = client.post(betrieb.get_absolute_url(), data | tag | {"am_0": "27"}).content.decode()
    assert ("Dieser Tag liegt in der Zukunft." in page, "Führung durch" in page) == (True, True)
    client.post(betrieb.get_absolute_url(), data | tag)
    assert list(Betriebskontakt.objects.values_list("art", "von")) == [("besuch", angemeldet.pk)]


def test_link_is_made_renewed_and_ends_with_the_cooperation(client):
    betrieb = BetriebFactory.create()
    client.post(betrieb.get_absolute_url(), {"was": "link"})
    first = client.get(betrieb.get_absolute_url()).context["adresse"]
    client.post(betrieb.get_absolute_url(), {"was": "link"})
    second = client.get(betrieb.get_absolute_url()).context["adresse"]
    assert (first.startswith("http"), first != second) == (True, True)
    client.post(betrieb.get_absolute_url(), {"was": "beenden"})
    assert (client.get(betrieb.get_absolute_url()).context["adresse"], Zugangslink.objects.count()) == ("", 0)
    client.post(betrieb.get_absolute_url(), {"was": "wieder"})
    client.post(betrieb.get_absolute_url(), {"was": "link"})
    client.post(betrieb.get_absolute_url(), {"was": "link_beenden"})
    assert Zugangslink.objects.count() == 0


def test_vacancy_is_entered_corrected_and_filled(client):
    betrieb = BetriebFactory.create()
    client.post(reverse("betriebe:stelle_neu", args=[betrieb.pk]), STELLE | {"kldb": "29222", "deutsch_sprechen": "A2"})
    stelle = Stellenangebot.objects.get()
    assert (stelle.betrieb, stelle.herkunft, stelle.deutsch) == (betrieb, "amt", {"sprechen": "A2"})
    client.post(reverse("betriebe:stelle_bearbeiten", args=[stelle.pk]), STELLE | {"titel": "Bäckerin", "plaetze": "2"})
    client.post(stelle.get_absolute_url(), {"nach": "besetzt"})
    stelle.refresh_from_db()
    assert (stelle.titel, stelle.plaetze, stelle.status) == ("Bäckerin", 2, "besetzt")
    assert names(client, "stellen", ansicht="besetzt") == ["Bäckerin"]
    assert "geändert" in client.get(stelle.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"kldb": "29"}, "Fünf Ziffern"),
        ({"bis_0": "1", "bis_1": "1", "bis_2": "2026"}, "Dieser Tag ist schon vorbei."),
        ({"wochenstunden": "80"}, "48"),
    ],
)
def test_vacancy_that_makes_no_sense_says_why(client, change, sentence):
    page = client.post(reverse("betriebe:stelle_neu", args=[BetriebFactory.create().pk]), STELLE | change).content.decode()
    assert (sentence in page, STELLE["titel"] in page, Stellenangebot.objects.count()) == (True, True, 0)


def test_impossible_move_says_no(client):
    stelle = StellenangebotFactory.create()
    page = client.post(stelle.get_absolute_url(), {"nach": "x"}, follow=True).content.decode()
    assert "Dieser Schritt ist nicht möglich" in page


@pytest.mark.parametrize("name", ["betrieb", "bearbeiten"])
def test_unknown_employer_is_not_there(client, name):
    assert client.get(reverse(f"betriebe:{name}", args=["01900000-0000-7000-8000-000000000000"])).status_code == 404
