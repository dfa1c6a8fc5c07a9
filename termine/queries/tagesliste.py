"""Who comes when, where, with what: the day of one Standort, and bookings that wait for the front desk."""

import re
from datetime import date, datetime

from django.db.models import Q

from behoerde.kern import uhr
from behoerde.kern.models import Standort
from termine.enums import TERMIN_OFFEN, TerminStatus
from termine.models import Termin
from termine.models.termin import TerminQuerySet
from termine.planung import day_bounds


def tagesliste(standort: Standort, tag: date) -> TerminQuerySet:
    """Return the day's agreed visits with people, Leistung, documents and counter, in order, in six queries."""
    von, bis = day_bounds(tag, tag, standort.zeitzone)
    visits = Termin.objects.agreed().filter(standort=standort, starts_at__gte=von, starts_at__lt=bis)
    return visits.with_details().order_by("starts_at", "platz__team__name", "platz__name")


def awaiting_desk(standort: Standort) -> TerminQuerySet:
    """Return bookings without any contact that only the front desk can confirm, the most urgent first."""
    waiting = Termin.objects.filter(standort=standort, status=TerminStatus.BESTAETIGUNG_OFFEN, kontaktpruefung=None)
    return waiting.with_details().order_by("belegung__ablauf")


def cancelled_on(standort: Standort, tag: date) -> TerminQuerySet:
    """Return the visits of the day that were cancelled."""
    von, bis = day_bounds(tag, tag, standort.zeitzone)
    gone = Termin.objects.filter(standort=standort, starts_at__gte=von, starts_at__lt=bis, status=TerminStatus.ABGESAGT)
    return gone.with_details().order_by("starts_at")


def find_termine(text: str) -> TerminQuerySet:
    """Return coming visits by Termincode, by name or by birth date as 31.12.1990, for the front desk."""
    words = text.split()
    wanted = Q(code=normal_code(text))
    if words:
        names = Q()
        for word in words:
            names &= Q(anliegen__person__vorname__unaccent__icontains=word) | Q(
                anliegen__person__nachname__unaccent__icontains=word
            )
        wanted |= names
    if born := _birth_date(text):
        wanted |= Q(anliegen__person__geburtsdatum=born)
    since = day_bounds(uhr.today(), uhr.today(), uhr.ZONE)[0]
    found = Termin.objects.filter(wanted, status__in=TERMIN_OFFEN, starts_at__gte=since).values("pk")
    return Termin.objects.filter(pk__in=found).with_details().order_by("starts_at")


def _birth_date(text: str) -> date | None:
    if not re.fullmatch(r"\s*\d{1,2}\.\d{1,2}\.\d{4}\s*", text):
        return None
    try:
        return datetime.strptime(text.strip(), "%d.%m.%Y").replace(tzinfo=uhr.ZONE).date()
    except ValueError:
        return None


def normal_code(text: str) -> str:
    """Return "7KM-4PX" however it was typed, "" when it can't be a code."""
    letters = re.sub(r"[^0-9A-Z]", "", text.upper())
    return f"{letters[:3]}-{letters[3:]}" if len(letters) == 6 else ""


def termin_by_code(code: str, geburtsjahr: int) -> Termin | None:
    """Return the living visit with this code and a visitor born in that year: the second way in, without the link."""
    visits = Termin.objects.agreed().filter(code=normal_code(code), anliegen__person__geburtsdatum__year=geburtsjahr)
    return visits.order_by("-starts_at").first()
