"""A visit as a calendar file (RFC 5545): one UID for life, a rising SEQUENCE, CANCEL when it is off."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from behoerde.kern import uhr
from termine.enums import TerminStatus
from termine.models import Termin

MEDIA_TYPE = "text/calendar"
DATEINAME = "termin.ics"
AUFFRISCHEN = timedelta(minutes=15)  # what a subscribed calendar asks programs to wait


def as_calendar(termin: Termin, link: str, stationen: Iterable[Termin] = ()) -> bytes:
    """Return the file for mail and download in the active language; ``link`` opens the visit's page.

    ``stationen``: everything its Kette holds, an event for each.
    """
    cancelled = termin.status == TerminStatus.ABGESAGT
    calendar = Calendar()
    calendar.add("prodid", "-//auslaenderbehoerde-partner//termine//DE")
    calendar.add("version", "2.0")
    calendar.add("method", method_of(termin))
    for row in list(stationen) or [termin]:
        calendar.add_component(_event(row, link, cancelled))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def method_of(termin: Termin) -> str:
    return "CANCEL" if termin.status == TerminStatus.ABGESAGT else "PUBLISH"


def _event(termin: Termin, link: str, cancelled: bool) -> Event:
    event = Event()
    zone = termin.standort.zeitzone
    event.add("uid", f"{termin.pk}@{settings.BEHOERDE['email'].rpartition('@')[2]}")
    event.add("sequence", termin.kalender_sequenz)
    event.add("dtstamp", uhr.now())
    event.add("dtstart", termin.starts_at.astimezone(zone))
    event.add("dtend", termin.ends_at.astimezone(zone))
    event.add("summary", f"{termin.leistung.name} – {settings.BEHOERDE['name']}")
    event.add("location", f"{termin.standort.name}, {termin.standort.anschrift}")
    event.add("description", _("Termincode %(code)s. Ansehen, ändern, absagen: %(link)s") % {"code": termin.code, "link": link})
    event.add("url", link)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    organizer = vCalAddress(f"mailto:{settings.BEHOERDE['email']}")
    organizer.params["cn"] = vText(settings.BEHOERDE["name"])
    event.add("organizer", organizer)
    if not cancelled:
        event.add_component(_alarm())
    return event


def _alarm() -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _("Termin in der Ausländerbehörde"))
    alarm.add("trigger", timedelta(hours=-2))
    return alarm


def as_feed(termine: Iterable[Termin]) -> bytes:
    """Return visits as a calendar to subscribe to: time, Leistung, place and number of people, nobody's name."""
    calendar = Calendar()
    calendar.add("prodid", "-//auslaenderbehoerde-partner//dienst//DE")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Meine Termine – %(amt)s") % {"amt": settings.BEHOERDE["name"]})
    calendar.add("refresh-interval", AUFFRISCHEN, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", AUFFRISCHEN)
    for termin in termine:
        calendar.add_component(_entry(termin))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _entry(termin: Termin) -> Event:
    event = Event()
    zone = termin.standort.zeitzone
    event.add("uid", f"dienst-{termin.pk}@{settings.BEHOERDE['email'].rpartition('@')[2]}")
    event.add("sequence", termin.kalender_sequenz)
    event.add("dtstamp", termin.angelegt_am)  # the same file for the same visits
    event.add("dtstart", termin.starts_at.astimezone(zone))
    event.add("dtend", termin.ends_at.astimezone(zone))
    people = ngettext("%(n)s Person", "%(n)s Personen", termin.personenzahl) % {"n": termin.personenzahl}
    event.add("summary", f"{termin.leistung.name}, {people}")
    event.add("location", f"{termin.platz.name}, {termin.standort.name}")
    event.add("class", "PRIVATE")
    return event
