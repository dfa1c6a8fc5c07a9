"""A date of a Kurs as a calendar file (RFC 5545): one UID for life, a rising SEQUENCE, CANCEL when it is off."""

from django.conf import settings
from icalendar import Calendar, Event

from behoerde.kern import uhr
from monitoring.models import Durchfuehrung
from monitoring.schulung import DurchfuehrungStatus

MEDIA_TYPE = "text/calendar"
DATEINAME = "schulung.ics"


def as_calendar(durchfuehrung: Durchfuehrung) -> bytes:
    """Return the file to download or to send."""
    off = durchfuehrung.status == DurchfuehrungStatus.ABGESAGT
    event = Event()
    event.add("uid", f"{durchfuehrung.pk}@{settings.BEHOERDE['email'].rpartition('@')[2]}")
    event.add("sequence", durchfuehrung.kalender_sequenz)
    event.add("dtstamp", uhr.now())
    event.add("dtstart", uhr.local(durchfuehrung.beginnt_am))
    event.add("dtend", uhr.local(durchfuehrung.endet_am))
    event.add("summary", f"{durchfuehrung.kurs.titel} – {settings.BEHOERDE['name']}")
    event.add("location", durchfuehrung.ort)
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", "-//auslaenderbehoerde-partner//schulungen//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if off else "PUBLISH")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()
