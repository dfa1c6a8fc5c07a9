"""Find visits by what people say: Termincode, name, birth date."""

import re
from datetime import date, datetime, timedelta

from django.db.models import Case, When

from behoerde.kern import uhr
from behoerde.kern.models import Person
from behoerde.kern.suche import persons_named
from termine.enums import TerminStatus
from termine.models import Anliegen, Termin
from termine.models.termin import CODE_FREI, TerminQuerySet

RUECKSCHAU = timedelta(days=30)
SUCHTEXT_HOECHSTENS = 100
OHNE_NAMEN = (TerminStatus.VORGEMERKT, TerminStatus.VERFALLEN)


def find_termine(text: str) -> TerminQuerySet:
    """Return visits since a month ago by Termincode, by name or by birth date as 31.12.1990, for the front desk.

    Cancelled ones too: whoever cancelled may call again. Nobody is called something longer than a name or with NUL in it.
    Names and codes are found through their indexes, however many visits there are.
    """
    if len(text) > SUCHTEXT_HOECHSTENS or "\0" in text:
        return Termin.objects.none()
    recent = Termin.objects.filter(starts_at__gte=uhr.now() - RUECKSCHAU).exclude(status__in=OHNE_NAMEN)
    if born := birth_date(text):
        hits = recent.filter(pk__in=Anliegen.objects.filter(person__geburtsdatum=born).values("termin"))
    else:
        named = persons_named(text) if text.split() else Person.objects.none()
        people = Anliegen.objects.filter(person__in=named.values("pk"), termin__isnull=False)
        coded = Termin.objects.filter(code=normal_code(text)).values("pk")
        hits = recent.filter(pk__in=people.values("termin").union(coded))
    return Termin.objects.filter(pk__in=hits.values("pk")).with_details().order_by("starts_at")


def birth_date(text: str) -> date | None:
    """Return the day of "31.12.1990", None when ``text`` is none."""
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


def visit_with_code(code: str) -> Termin | None:
    """Return the visit with this code, for a device in the house; the living one where a code was given again."""
    past = Case(When(status__in=CODE_FREI, then=1), default=0)
    return Termin.objects.select_related("standort").filter(code=code).order_by(past, "-starts_at").first()
