import re
from datetime import date
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from icalendar import Calendar

from behoerde.kern.actions.zugang import link_token
from behoerde.kern.models import Nachricht, Person
from behoerde.kern.rechte import Rolle
from termine.enums import Linkzweck
from termine.forms.sichtung_kette import way_value
from termine.models import Aufnahme, Termin, Terminvorschlag
from termine.nachrichten import about_visit
from termine.nachrichten_anliegen import about_offers
from termine.templatetags.termine import wann
from tests.factories.kern import OrganisationseinheitFactory, StandortFactory
from tests.factories.termine import MORGEN
from tests.termine.empfang import join
from tests.termine.ketten import booked, counter, offered, taken_in, way

pytestmark = pytest.mark.django_db


@pytest.fixture
def amt(db):
    return OrganisationseinheitFactory.create()


@pytest.fixture
def leistungen(amt):
    haus = StandortFactory.create()
    return [
        counter(haus, "anmeldung", einheit=amt),
        counter(haus, "karte", einheit=OrganisationseinheitFactory.create(parent=amt)),
    ]


@pytest.fixture
def beide(leistungen):
    return taken_in(*leistungen)


@pytest.fixture
def platz(client, amt, leseprotokoll):
    return join(client, amt, Rolle.EMPFANG)


def page(row, **query) -> str:
    return f"{reverse('termine:empfang_kette', args=[row.pk])}?{urlencode(query, doseq=True)}"


def test_page_proposes_ways_with_the_other_concern_of_the_same_person(client, platz, beide):
    response = client.get(page(beide[0]))
    ways = response.context["vorschlaege"].wege
    assert [halt.leistung.name for halt in ways[0].halte] == ["Anmeldung", "Karte"]
    assert "Wege anbieten" in response.text


@pytest.mark.parametrize("email", ["andere@example.org", ""])
def test_desk_is_warned_that_only_one_contact_is_written_to(client, platz, beide, email):
    warning = "Geschrieben wird nur an:"
    assert warning not in client.get(page(beide[0])).text
    other = Person.objects.create(vorname="Petro", nachname="Beispiel", geburtsdatum=date(1980, 1, 1), email=email)
    Aufnahme.objects.filter(pk=beide[0].pk).update(kontakt=other)
    text = client.get(page(beide[0])).text
    assert warning in text
    assert (email or "niemanden, dieses Anliegen hat keinen Kontakt") in text


def test_offering_holds_the_ticked_ways_and_undo_takes_them_back(client, platz, beide):
    values = [way_value(way(beide, 0, 15)), way_value(way(beide, 60, 75))]
    response = client.post(page(beide[0]), {"kette": values}, follow=True)
    assert "2 Wege sind angeboten und gehalten." in response.text
    assert Terminvorschlag.objects.filter(status="offen").count() == 4
    client.post(reverse("termine:empfang_zurueck", args=[beide[1].pk, "angebot"]))
    assert set(Aufnahme.objects.values_list("stand", flat=True)) == {"in_sichtung"}


def test_given_order_and_pause_are_kept(client, platz, beide):
    folge = f"{beide[1].pk},{beide[0].pk}"
    query = {"mit": beide[1].pk, "folge": folge, "luecke": 0}
    ways = client.get(page(beide[0], **query)).context["vorschlaege"].wege
    assert [halt.leistung.name for halt in ways[0].halte] == ["Karte", "Anmeldung"]
    client.post(page(beide[0], **query), {"kette": [way_value(way(beide[::-1], 0, 15))]})
    assert list(Terminvorschlag.objects.order_by("station").values_list("aufnahme__leistung__name", "kette__luecke_minuten")) == [
        ("Karte", 0),
        ("Anmeldung", 0),
    ]


def test_booking_on_the_phone_says_when_and_which_code(client, platz, beide):
    response = client.post(page(beide[0]), {"buchen": way_value(way(beide, 0, 15))}, follow=True)
    first = Termin.objects.get(station=1)
    assert f"Termincode: {first.code}." in response.text


@pytest.mark.parametrize(
    "value", ["", "unsinn", "haus|x@y", "haus|00000000-0000-0000-0000-000000000000@2026-11-24T09:00:00+01:00"]
)
def test_nonsense_is_refused_beside_the_choice(client, platz, beide, value):
    response = client.post(page(beide[0]), {"kette": [value]})
    assert response.context["angebot"].errors["kette"]
    assert not Terminvorschlag.objects.exists()


def test_taken_way_is_said_beside_the_choice(client, platz, leistungen, beide):
    others = taken_in(*leistungen, n=3)
    offered(others, way(others, 0, 15))
    response = client.post(page(beide[0]), {"kette": [way_value(way(beide, 0, 15))]})
    assert "gerade vergeben" in response.text


def test_one_more_concern_is_taken_in_for_the_same_people(client, platz, leistungen):
    row = taken_in(leistungen[0], personen=2)[0]
    dazu = {"dazu-leistung": "karte", "dazu-schluessel": "2ad4bf58-6b3c-4d64-a4dd-70f7a6c79c01"}
    address = reverse("termine:empfang_kette_dazu", args=[row.pk])
    for _twice in range(2):
        client.post(address, dazu)
    new = Aufnahme.objects.exclude(pk=row.pk).get()
    people = [set(r.anliegen.values_list("person_hash", flat=True)) for r in (row, new)]
    assert (new.leistung, new.sprache, people[0] == people[1]) == (leistungen[1], row.sprache, True)


def test_desk_of_another_unit_sees_no_companion(client, leistungen, beide, leseprotokoll):
    join(client, leistungen[1].teams.get().organisationseinheit, Rolle.EMPFANG)
    assert "kein weiteres Anliegen" in client.get(page(beide[1])).text
    assert client.get(page(beide[0])).status_code == 404


def test_counter_sees_the_other_station_but_not_what_it_is_for(client, leistungen, beide, leseprotokoll):
    second = booked(beide, 0, 15)[1]
    join(client, leistungen[1].teams.get().organisationseinheit, Rolle.EMPFANG)
    text = client.get(second.get_absolute_url()).text
    assert "andere Stelle: Team anmeldung" in text
    assert "Anmeldung" not in text


@pytest.mark.parametrize("station", [0, 1])
def test_client_sees_and_takes_the_whole_way_from_either_concern(client, beide, station):
    offered(beide, way(beide, 0, 15))
    token = link_token(Linkzweck.ANLIEGEN, beide[station].pk)
    address = reverse("termine:anliegen_vorschlaege", args=[token])
    text = client.get(address).text
    assert all(name in text for name in ("Anmeldung", "Karte", "mehreren Stationen"))
    assert re.findall(r'<h2 id="zeit1">(.*?)</h2>', text) == [wann(MORGEN)]  # where the way begins, not the own Station
    own = beide[station].vorschlaege.get()
    client.post(address, {"nehmen": str(own.pk)})
    assert set(Aufnahme.objects.values_list("stand", flat=True)) == {"terminiert"}


@pytest.mark.parametrize("station", [0, 1])
def test_own_page_shows_all_stations_and_cancelling_names_them(client, beide, station):
    termin = booked(beide, 0, 15)[station]
    token = link_token(Linkzweck.TERMIN, termin.pk)
    text = client.get(reverse("termine:mein", args=[token])).text
    assert all(name in text for name in ("Ihre Stationen", "Anmeldung", "Karte", "voraussichtlich"))
    cancel = reverse("termine:mein_absagen", args=[token])
    assert "alle Stationen" in client.get(cancel).text
    client.post(cancel, {"grund": "krank"})
    assert set(Termin.objects.values_list("status", flat=True)) == {"abgesagt"}


def test_moving_offers_ways_and_moves_all(client, beide):
    first = booked(beide, 0, 15)[0]
    token = link_token(Linkzweck.TERMIN, first.pk)
    address = reverse("termine:mein_verschieben", args=[token])
    wahl = client.get(address).context["wahl"]
    assert wahl.dauer == 30
    later = wahl.spalten[0].zeiten[-1]
    client.post(address, {"zeit": f"{later.beginn.isoformat()}/{later.standort.slug}"})
    assert Termin.objects.get(pk=first.pk).starts_at == later.beginn


def test_calendar_holds_an_event_for_each_station(client, beide):
    first = booked(beide, 0, 15)[0]
    token = link_token(Linkzweck.TERMIN, first.pk)
    events = Calendar.from_ical(client.get(reverse("termine:mein_kalender", args=[token])).content).walk("VEVENT")
    assert [str(event["summary"]).split(" – ")[0] for event in events] == ["Anmeldung", "Karte"]
    assert len({str(event["uid"]) for event in events}) == 2


def test_messages_name_every_station(beide):
    first = booked(beide, 0, 15)[0]
    assert [row["leistung"] for row in about_visit({"termin": str(first.pk)})["stationen"]] == ["Anmeldung", "Karte"]
    offer = Nachricht.objects.get(anlass="anliegen_vorschlaege")
    assert [row["leistung"] for row in about_offers(offer.kontext)["zeiten"][0]["stationen"]] == ["Anmeldung", "Karte"]


def test_front_desk_moves_the_whole_way(client, platz, beide):
    termine = booked(beide, 0, 15)
    address = reverse("termine:heute_verschieben", args=[termine[1].pk])
    angebot = client.get(address).context["angebot"]
    zeit = next(zeit for tag in angebot.tage for zeit in tag.zeiten if zeit.beginn > termine[0].starts_at)
    client.post(address, {"zeit": f"{zeit.beginn.isoformat()}/{zeit.standort.slug}", "von": "person"})
    assert Termin.objects.get(pk=termine[0].pk).starts_at == zeit.beginn
