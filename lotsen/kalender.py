"""Deadlines of a Wegweiser as a calendar file (RFC 5545): a day each, with a reminder a week before."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from icalendar import Alarm, Calendar, Event

from behoerde.kern import uhr
from lotsen.queries.wegweiser import Schritt

MEDIA_TYPE = "text/calendar"
VORHER = timedelta(days=-7)


def as_calendar(steps: Iterable[Schritt], *, link: str) -> bytes:
    """Return one event of a whole day per step that has a deadline, in the active language."""
    calendar = Calendar()
    calendar.add("prodid", "-//auslaenderbehoerde-partner//lotsen//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for step in steps:
        if step.frist:
            calendar.add_component(_event(step, link))
    return calendar.to_ical()


def _event(step: Schritt, link: str) -> Event:
    event = Event()
    event.add("uid", f"{step.empfehlung.pk}@{settings.BEHOERDE['email'].rpartition('@')[2]}")
    event.add("dtstamp", uhr.now())
    event.add("dtstart", step.frist)
    event.add("summary", f"{step.titel} – {settings.BEHOERDE['name']}")
    event.add("description", f"{step.frist_text} {link}".strip())
    event.add("url", link)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", step.titel)
    alarm.add("trigger", VORHER)
    event.add_component(alarm)
    return event
