"""A meeting about cases as a calendar file (RFC 5545): time, place and who comes, never a case."""

from datetime import timedelta

from django.conf import settings
from icalendar import Calendar, Event

from behoerde.kern import uhr
from fallmanagement.models import Fallkonferenz

DAUER = timedelta(hours=2)


def as_calendar(konferenz: Fallkonferenz) -> bytes:
    """Return the file to download."""
    event = Event()
    event.add("uid", f"{konferenz.pk}@{settings.BEHOERDE['email'].rpartition('@')[2]}")
    event.add("dtstamp", uhr.now())
    event.add("dtstart", uhr.local(konferenz.beginnt_am))
    event.add("dtend", uhr.local(konferenz.beginnt_am + DAUER))
    event.add("summary", f"{konferenz.titel} – {settings.BEHOERDE['name']}")
    event.add("location", konferenz.ort)
    event.add("description", "\n".join(map(str, konferenz.teilnahmen.select_related("einheit"))))
    event.add("class", "PRIVATE")
    calendar = Calendar()
    calendar.add("prodid", "-//auslaenderbehoerde-partner//fallkonferenzen//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()
