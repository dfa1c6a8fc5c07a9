"""The way without JavaScript: data, code, booked; no counter is held before."""

from datetime import timedelta

import pytest
from django.urls import reverse

from behoerde.kern.models import Kontaktnachweis, Nachricht
from termine.models import Belegung, Termin
from tests.factories.termine import MORGEN, PlatzFactory, gebuchter_termin
from tests.termine.kundin import SCHLUESSEL, code, errors, named, page_of, take, time_of

pytestmark = pytest.mark.django_db
SPAETER = MORGEN + timedelta(minutes=30)


def asked(client, leistung, standort, *, personen=1, **more) -> str:
    """Return the address of the code page."""
    url = take(client, leistung, standort, personen=personen, schutz_loesung="").url
    return client.post(url, named(personen, schluessel=SCHLUESSEL, **more)).url


def test_code_books_at_once_and_nothing_is_held_before(client, leistung, standort, dienst):
    url = asked(client, leistung, standort, personen=2)
    assert (Belegung.objects.count(), list(Nachricht.objects.values_list("anlass", flat=True))) == (0, ["kontakt_code"])
    response = client.post(url, {"code": code()})
    termin = Termin.objects.get()
    assert (response.url, termin.status, termin.personenzahl) == (page_of(termin), "gebucht", 2)
    assert client.get(url).url == page_of(termin)


def test_same_form_twice_asks_once(client, leistung, standort, dienst):
    assert asked(client, leistung, standort) == asked(client, leistung, standort)
    assert Kontaktnachweis.objects.count() == 1


def test_contact_is_needed_and_everything_wrong_is_said(client, leistung, standort, dienst):
    url = take(client, leistung, standort, schutz_loesung="").url
    response = client.post(url, named(schluessel=SCHLUESSEL, kontaktweg="keiner", **{"person-0-vorname": ""}))
    assert errors(response) == [
        "Vorname: Bitte geben Sie den Vornamen an. Wer nur einen Namen hat, schreibt hier einen Strich: -",
        "Wohin schicken wir die Bestätigung? Diese Auswahl gibt es nicht. Bitte wählen Sie noch einmal.",
    ]


def test_typing_errors_cost_no_try_but_sent_forms_do(client, leistung, standort, dienst, settings):
    settings.SCHUTZ_GRENZEN = {**settings.SCHUTZ_GRENZEN, "ohne_skript": ["20/h", "60/h", "1/h"]}
    url = take(client, leistung, standort, schutz_loesung="").url
    unnamed = named(schluessel=SCHLUESSEL) | {"person-0-nachname": ""}
    wrong = [client.post(url, unnamed).status_code for _n in range(3)]
    keys = [SCHLUESSEL, SCHLUESSEL.replace("0f", "1f")]
    sent = [client.post(url, named(schluessel=key)).status_code for key in keys]
    assert (wrong, sent) == ([200] * 3, [302, 429])


def test_needs_of_the_search_hold_for_the_booking(client, leistung, team, dienst):
    with_ramp = PlatzFactory.create(team=team, merkmale=["rollstuhl"])
    url = f"{reverse('termine:angaben', args=[leistung.slug])}?personen=1&zeit={time_of(team.standort).replace('+', '%2B')}&merkmal=rollstuhl"
    code_page = client.post(url, named(schluessel=SCHLUESSEL)).url
    assert client.post(code_page, {"code": code()}).url.endswith("/zeit/")  # the only free counter has steps
    assert with_ramp.termine.count() == 0


def test_taken_time_offers_others_and_one_tap_books(client, leistung, standort, dienst):
    url = asked(client, leistung, standort)
    gebuchter_termin(dienst, leistung, n=9)
    choose = client.post(url, {"code": code()}).url
    page = client.get(choose).content.decode()
    assert ("Diese Zeit konnten wir nicht buchen" in page, client.get(url).url) == (True, choose)
    assert client.post(choose, {"direkt": time_of(standort, SPAETER)}).url == page_of(Termin.objects.get(starts_at=SPAETER))


def test_other_time_may_be_taken_too(client, leistung, standort, dienst):
    url = asked(client, leistung, standort)
    gebuchter_termin(dienst, leistung, n=9)
    choose = client.post(url, {"code": code()}).url
    assert errors(client.post(choose, {"direkt": time_of(standort)}))[0].startswith("Diese Zeit ist gerade vergeben")


def test_without_the_code_no_other_time_can_be_chosen(client, leistung, standort, dienst):
    url = asked(client, leistung, standort)
    choose = reverse("termine:kontakt_zeit", args=[url.split("/")[2]])
    assert client.get(choose).url == url
    client.post(choose, {"direkt": time_of(standort)})
    assert Termin.objects.count() == 0


def test_wrong_code_is_said_beside_the_field(client, leistung, standort, dienst):
    url = asked(client, leistung, standort)
    wrong = f"{(int(code()) + 1) % 10**6:06d}"
    assert errors(client.post(url, {"code": wrong}))[0].startswith("Code aus unserer Nachricht: Der Code stimmt nicht.")


def test_code_again_and_to_another_address(client, leistung, standort, dienst):
    url = asked(client, leistung, standort)
    assert client.post(url, {"aktion": "neu"}).url == f"{url}?gesendet=ja"
    assert client.post(f"{url}adresse/", {"kontakt": "0151 23456789"}).url == f"{url}?gesendet=ja"
    assert "+4915123456789" in client.get(url).content.decode()


@pytest.mark.parametrize(
    "query", ["", "?personen=1", "?personen=9&zeit=2026-11-24T08:00:00%2B00:00/rathaus", "?zeit=x&personen=1"]
)
def test_page_without_a_chosen_time_leads_back_to_the_calendar(client, leistung, standort, query):
    url = reverse("termine:angaben", args=[leistung.slug])
    assert client.get(url + query).url == reverse("termine:buchen", args=[leistung.slug])
