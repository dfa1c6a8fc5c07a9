"""A Veranstaltung as a calendar file (RFC 5545): one UID for life, a rising SEQUENCE, CANCEL when it is off."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from behoerde.kern import uhr
from lotsen.models import Anmeldung, Veranstaltung
from lotsen.veranstaltung import AnmeldungStatus, VeranstaltungStatus

MEDIA_TYPE = "text/calendar"
DATEINAME = "veranstaltung.ics"


def as_calendar(anmeldung: Anmeldung, *, link: str) -> bytes:
    """Return the file for mail and download in the active language; ``link`` opens the own Anmeldung."""
    veranstaltung = anmeldung.veranstaltung
    off = anmeldung.status == AnmeldungStatus.ABGEMELDET or veranstaltung.status == VeranstaltungStatus.ABGESAGT
    calendar = Calendar()
    calendar.add("prodid", "-//auslaenderbehoerde-partner//veranstaltungen//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if off else "PUBLISH")
    calendar.add_component(_event(anmeldung, veranstaltung, link, off))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(anmeldung: Anmeldung, veranstaltung: Veranstaltung, link: str, off: bool) -> Event:
    event = Event()
    event.add("uid", f"{anmeldung.pk}@{settings.BEHOERDE['email'].rpartition('@')[2]}")
    event.add("sequence", veranstaltung.kalender_sequenz + anmeldung.folge)
    event.add("dtstamp", uhr.now())
    event.add("dtstart", uhr.local(veranstaltung.beginnt_am))
    event.add("dtend", uhr.local(veranstaltung.endet_am))
    event.add("summary", f"{veranstaltung.titel} – {settings.BEHOERDE['name']}")
    event.add("location", f"{veranstaltung.ort}, {veranstaltung.anschrift}")
    event.add("description", _("Code %(code)s. Ansehen, ändern, abmelden: %(link)s") % {"code": anmeldung.code, "link": link})
    event.add("url", link)
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    event.add("class", "PRIVATE")
    if not off:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", veranstaltung.titel)
        alarm.add("trigger", timedelta(hours=-3))
        event.add_component(alarm)
    return event
