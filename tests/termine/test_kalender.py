from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from termine.actions.aenderung import cancel_termin, move_termin
from termine.enums import Absagevon
from termine.kalender import as_calendar
from tests.factories.termine import MORGEN, gebuchter_termin

pytestmark = pytest.mark.django_db
LINK = "http://localhost:8000/termine/mein/x/"


def read(termin):
    calendar = Calendar.from_ical(as_calendar(termin, LINK))
    return calendar, calendar.events[0]


def test_visit_is_published_with_local_time_and_alarm(dienst, leistung):
    termin = gebuchter_termin(dienst, leistung)
    calendar, event = read(termin)
    assert (calendar["method"], event["status"], event["sequence"]) == ("PUBLISH", "CONFIRMED", 0)
    assert event.start == datetime(2026, 11, 24, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    assert event.end - event.start == timedelta(minutes=15)
    assert (event["url"], str(event["location"])) == (LINK, f"{termin.standort.name}, {termin.standort.anschrift}")
    assert termin.code in event["description"]
    assert [zone.tz_name for zone in calendar.timezones] == ["Europe/Berlin"]
    assert len(event.alarms.times) == 1


def test_moved_visit_keeps_its_uid_and_raises_the_sequence(dienst, leistung, standort):
    termin = gebuchter_termin(dienst, leistung)
    before = read(termin)[1]
    after = read(move_termin(termin, beginn=MORGEN + timedelta(hours=1), standort=standort))[1]
    assert (after["uid"], after["sequence"]) == (before["uid"], 1)


def test_cancelled_visit_is_cancelled_in_the_calendar(dienst, leistung):
    termin = gebuchter_termin(dienst, leistung)
    calendar, event = read(cancel_termin(termin, von=Absagevon.PERSON))
    assert (calendar["method"], event["status"], event["sequence"]) == ("CANCEL", "CANCELLED", 1)
    assert not event.alarms.times


@pytest.mark.parametrize("name", ["Karte; abholen, \\ mit\nZeilen", "إصدار بطاقة الإقامة", "ü" * 200])
def test_any_text_survives(dienst, leistung, name):
    leistung.name = name[:160]
    leistung.save()
    _calendar, event = read(gebuchter_termin(dienst, leistung))
    assert str(event["summary"]).startswith(name[:160])
