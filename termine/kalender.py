"""A visit as a calendar file (RFC 5545): one UID for life, a rising SEQUENCE, CANCEL when it is off."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from behoerde.kern import uhr
from termine.enums import TerminStatus
from termine.models import Termin

MEDIA_TYPE = "text/calendar"
DATEINAME = "termin.ics"


def as_calendar(termin: Termin, link: str) -> bytes:
    """Return the file for mail and download in the active language; ``link`` opens the visit's page."""
    cancelled = termin.status == TerminStatus.ABGESAGT
    calendar = Calendar()
    calendar.add("prodid", "-//auslaenderbehoerde-partner//termine//DE")
    calendar.add("version", "2.0")
    calendar.add("method", method_of(termin))
    calendar.add_component(_event(termin, link, cancelled))
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
