"""The own calendar of a staff member: right visits, no names, dead at once when it must be."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from behoerde.kern import uhr as zeit
from behoerde.kern.actions.konto import set_austritt
from behoerde.kern.models import Rollenzuweisung
from termine.actions.aenderung import cancel_termin, move_termin
from termine.actions.heute_kalender import create_kalenderabo, end_kalenderabo
from termine.actions.vorschlag import accept_vorschlag, offer_termine
from termine.enums import Absagevon
from termine.models import Aufnahme, Kalenderabo, Termin
from tests.factories.termine import (
    MORGEN,
    DienstFactory,
    MitgliedFactory,
    PlatzFactory,
    aufnahme,
    gebuchter_termin,
)

pytestmark = pytest.mark.django_db
PAGE = "termine:heute_kalender"


@pytest.fixture
def sitzt(empfang, dienst):
    """The account of the front desk sits at the counter of ``dienst``."""
    return MitgliedFactory.create(user=empfang, team=dienst.team, platz=dienst.platz).user


def feed(client, token, **headers):
    return client.get(reverse("termine:kalenderabo", args=[token]), headers=headers)


def events(response) -> list[tuple]:
    entries = Calendar.from_ical(response.content).walk("VEVENT")
    return [(str(entry["summary"]), str(entry["location"]), entry.decoded("dtstart")) for entry in entries]


def test_calendar_shows_own_visits_with_time_place_and_number_of_people(client, sitzt, dienst, leistung, team):
    gebuchter_termin(dienst, leistung)
    other = DienstFactory.create(platz=PlatzFactory.create(team=team, sprachen=["de", "uk", "ar"]))
    gebuchter_termin(other, leistung, n=1)  # at a counter where somebody else sits
    response = feed(client, create_kalenderabo(sitzt))
    where = f"{dienst.platz}, {team.standort}"
    assert events(response) == [("Aufenthaltskarte abholen, 1 Person", where, MORGEN)]
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "private, no-cache"


def test_visit_of_a_concern_somebody_answers_for_is_in_the_calendar(client, sichtungsplatz, sichtung, sichtung_dienst):
    concern = aufnahme(sichtung)
    times = [(MORGEN, sichtung_dienst.team.standort)]
    accept_vorschlag(offer_termine(concern, times, gueltig_bis=MORGEN - timedelta(hours=2))[0])
    token = create_kalenderabo(sichtungsplatz)
    assert events(feed(client, token)) == []
    Aufnahme.objects.filter(pk=concern.pk).update(ansprechperson=sichtungsplatz)
    assert [start for _summary, _where, start in events(feed(client, token))] == [MORGEN]


def test_no_personal_data_leaves_and_none_is_read(client, sitzt, dienst, leistung):
    termin = gebuchter_termin(dienst, leistung)
    token = create_kalenderabo(sitzt)
    with CaptureQueriesContext(connection) as queries:
        text = feed(client, token).content.decode()
    kontakt = termin.kontakt
    secrets = [kontakt.vorname, kontakt.nachname, kontakt.email, termin.code, "17.05.1990", "1990-05-17", str(kontakt.pk)]
    assert [secret for secret in secrets if secret in text] == []
    assert [query["sql"] for query in queries if "kern_person" in query["sql"] or '"code"' in query["sql"]] == []


def test_calendar_follows_moves_and_cancellations(client, sitzt, dienst, leistung, standort):
    termin = gebuchter_termin(dienst, leistung)
    token = create_kalenderabo(sitzt)
    before = Calendar.from_ical(feed(client, token).content).walk("VEVENT")[0]
    later = MORGEN + timedelta(hours=1)
    move_termin(termin, beginn=later, standort=standort)
    after = Calendar.from_ical(feed(client, token).content).walk("VEVENT")[0]
    assert (after["uid"], int(after["sequence"]), after.decoded("dtstart")) == (before["uid"], int(before["sequence"]) + 1, later)
    cancel_termin(Termin.objects.get(pk=termin.pk), von=Absagevon.PERSON)
    assert events(feed(client, token)) == []


def test_unchanged_calendar_is_not_sent_again(client, sitzt, dienst, leistung, uhr):
    token = create_kalenderabo(sitzt)
    etag = feed(client, token)["ETag"]
    uhr.shift(timedelta(minutes=20))
    again = feed(client, token, if_none_match=etag)
    assert (again.status_code, again.content, again["ETag"], again["Cache-Control"]) == (304, b"", etag, "private, no-cache")
    gebuchter_termin(dienst, leistung)
    assert feed(client, token, if_none_match=etag).status_code == 200


def test_ended_or_renewed_address_opens_nothing(client, sitzt):
    first, second = create_kalenderabo(sitzt), create_kalenderabo(sitzt)
    assert [feed(client, token).status_code for token in (first, second, "unbekannt")] == [404, 200, 404]
    end_kalenderabo(sitzt)
    end_kalenderabo(sitzt)
    assert feed(client, second).status_code == 404
    third = create_kalenderabo(sitzt)
    assert [feed(client, token).status_code for token in (first, second, third)] == [404, 404, 200]


def test_leaver_and_who_lost_the_right_see_nothing_from_now_on(client, sitzt):
    token = create_kalenderabo(sitzt)
    Rollenzuweisung.objects.filter(user=sitzt).update(rolle="ressort")
    assert feed(client, token).status_code == 404
    Rollenzuweisung.objects.filter(user=sitzt).update(rolle="empfang")
    assert feed(client, token).status_code == 200
    set_austritt(user=sitzt, am=zeit.today())
    assert feed(client, token).status_code == 404


def test_copy_of_the_database_opens_no_calendar(client, sitzt):
    token = create_kalenderabo(sitzt)
    row = Kalenderabo.objects.get()
    assert token not in str(row.__dict__)
    assert feed(client, row.token_hash).status_code == 404


def test_address_stands_on_one_page_only(client, sitzt):
    made = client.post(reverse(PAGE), {"neu": "1"})
    path = made.context["adresse"].partition("/termine/")[2]
    assert client.get(f"/termine/{path}").status_code == 200
    assert (made["Cache-Control"], path in made.content.decode()) == ("no-store", True)
    assert path not in client.get(reverse(PAGE)).content.decode()


def test_new_address_is_asked_for_first_and_a_double_click_breaks_nothing(client, sitzt):
    token = create_kalenderabo(sitzt)
    assert "Die bisherige gilt dann nicht mehr." in client.get(f"{reverse(PAGE)}?neu=1").content.decode()
    client.post(reverse(PAGE))
    assert feed(client, token).status_code == 200
    client.post(reverse(PAGE), {"neu": "1"})
    assert feed(client, token).status_code == 404


def test_address_is_switched_off_on_the_page(client, sitzt):
    token = create_kalenderabo(sitzt)
    page = client.post(reverse(PAGE), {"beenden": "1"}, follow=True)
    assert "Die Kalenderadresse gilt nicht mehr." in page.content.decode()
    assert feed(client, token).status_code == 404


def test_menu_of_the_own_name_leads_to_the_page(client, empfang):
    assert reverse(PAGE) in client.get(reverse("kern:arbeitsplatz")).content.decode()
