"""Figures that only the rows of termine can tell, once a night; docs/kennzahlen.md says what each can't.

``von`` and ``bis`` are the first and the last day at the office. A row is (attribute, value, numerator, denominator),
("", "") for all. To be called in ``als``.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta

from django.apps import apps
from django.conf import settings
from django.db.models import Case, DateTimeField, Exists, ExpressionWrapper, F, Max, Min, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from behoerde.kern import uhr
from behoerde.kern.counting import NOTHING, Count, cases, counted, hit
from termine.enums import (
    ANLIEGEN_OFFEN,
    ANLIEGEN_VOR_TERMIN,
    TERMIN_VEREINBART,
    AnliegenStatus,
    Kanal,
    TerminStatus,
    Zugang,
)
from termine.models import Anliegen, Aufnahme, Leistung, Rueckfrage, Serviceversprechen, Termin, Vorsprache
from termine.planung import day_bounds, is_arbeitstag
from termine.queries.woche import standorte_of, upcoming
from termine.rules import VORSCHAU

Dauer = tuple[str, str, float, bool]  # Leistung, house or "", days, whether it has ended

_A = AnliegenStatus
OHNE_TERMIN_FERTIG = (_A.BEANTWORTET, _A.WEITERGELEITET)
DEUTSCH = ("de", "de-simple")
FOLGEZEIT = timedelta(days=30)  # who comes again within this time was not helped the first time
WOCHEN = 8
_WO: dict[str, str | Combinable] = {
    "leistung": "leistung__slug",
    "standort": Coalesce("termin__standort__slug", "aufnahme__team__standort__slug"),
}
BRAUCHT_KEINEN_TERMIN = (*OHNE_TERMIN_FERTIG, _A.ZURUECKGEZOGEN)


def angebot_fristgerecht(von: date, bis: date) -> list[Count]:
    """Return of the promises due in these days, and due by now, how many were answered in time.

    A concern that pauses for an answer of the person, or was withdrawn before any answer, does not count.
    """
    start, end = day_bounds(von, bis, uhr.ZONE)
    due = Serviceversprechen.objects.filter(angebot_bis__gte=start, angebot_bis__lt=end, angebot_bis__lte=uhr.now())
    due = due.filter(pausiert_seit=None).exclude(beantwortet_am=None, aufnahme__stand=_A.ZURUECKGEZOGEN)
    kept = hit(Q(beantwortet_am__lte=F("angebot_bis")))
    return counted(cases(due, kept, leistung="aufnahme__leistung__slug", standort="aufnahme__team__standort__slug"))


def termin_vor_titelablauf(von: date, bis: date) -> list[Count]:
    """Return of the concerns that came in before a title ended in these days how many got a visit before its last day.

    One Aufnahme counts once, whoever came along; what was withdrawn or answered without a visit does not count.
    """
    ended = Aufnahme.objects.filter(titel_bis__range=(von, min(bis, uhr.today())), angelegt_am__date__lte=F("titel_bis"))
    visits = Anliegen.objects.filter(aufnahme=OuterRef("pk"), termin__status__in=TERMIN_VEREINBART)
    # A visit is deleted 90 days later; the night after it closed the concern, and that stands in the history of the Aufnahme.
    closed = _history().filter(pgh_obj=OuterRef("pk"), stand=_A.ERLEDIGT, pgh_created_at__date__lte=OuterRef("titel_bis"))
    before = Exists(visits.filter(termin__starts_at__date__lt=OuterRef("titel_bis"))) | (~Exists(visits) & Exists(closed))
    timely = ended.exclude(stand__in=BRAUCHT_KEINEN_TERMIN)
    return counted(cases(timely, hit(before), leistung="leistung__slug", standort="team__standort__slug"))


def _history() -> QuerySet:
    return apps.get_model("termine.AufnahmeEvent").objects.order_by()


def titel_abgelaufen_ohne_termin(tag: date) -> list[Count]:
    """Return how many titles have ended while a concern that came in before still waits for its visit; by kind of title."""
    waiting = Aufnahme.objects.filter(titel_bis__lt=tag, stand__in=ANLIEGEN_VOR_TERMIN, angelegt_am__date__lte=F("titel_bis"))
    return counted(cases(waiting, titelart="titel_art"))


def erstkontakt_geloest(von: date, bis: date) -> list[Count]:
    """Return of the concerns closed in these days how many needed one contact only.

    Solved at once: nothing was asked back, nobody was sent on, and the person did not come with the same Leistung again
    within 30 days. What was closed less than 30 days ago does not count yet.
    """
    start, end = day_bounds(von, bis, uhr.ZONE)
    closed = _closed().filter(ende__gte=start, ende__lt=end, nachschau__lte=uhr.now())
    again = Anliegen.objects.filter(person_hash=OuterRef("person_hash"), leistung=OuterRef("leistung"))
    asked = Rueckfrage.objects.filter(aufnahme=OuterRef("aufnahme"), zurueckgenommen_am=None)
    sent_on = Vorsprache.objects.filter(termin=OuterRef("termin"), weitergereicht_am__isnull=False)
    solved = closed.exclude(status=_A.WEITERGELEITET).filter(
        ~Exists(again.filter(angelegt_am__gt=OuterRef("ende"), angelegt_am__lte=OuterRef("nachschau"))),
        ~Exists(asked),
        ~Exists(sent_on),
    )
    kanal = Coalesce("aufnahme__kanal", "termin__kanal")
    return counted(cases(closed, 0, 1, **_WO, kanal=kanal), cases(solved, 1, 0, **_WO, kanal=kanal))


def _closed() -> QuerySet[Anliegen]:
    """Return closed concerns with ``ende``, the end of their visit or the answer without one, and the day 30 days after."""
    visited = When(status=_A.ERLEDIGT, then="termin__ends_at")
    answered = When(status__in=OHNE_TERMIN_FERTIG, then="aufnahme__versprechen__beantwortet_am")
    rows = Anliegen.objects.exclude(termin__status=TerminStatus.VERSAEUMT, status=_A.ERLEDIGT)
    rows = rows.annotate(ende=Case(visited, answered, output_field=DateTimeField()))
    return rows.annotate(nachschau=ExpressionWrapper(F("ende") + FOLGEZEIT, output_field=DateTimeField()))


def _open() -> QuerySet[Anliegen]:
    """Return open concerns; a booking that is not final is none yet."""
    return Anliegen.objects.filter(Q(aufnahme__isnull=False) | Q(termin__status__in=TERMIN_VEREINBART), status__in=ANLIEGEN_OFFEN)


def open_person_hashes() -> QuerySet:
    """Return the hashes of all people with an open concern, as a query: so that other apps can ask whether somebody has one."""
    return _open().values("person_hash")


def rueckstand(tag: date) -> list[Count]:
    """Return how many concerns are open now, those with a visit that lies ahead too."""
    return counted(cases(_open(), **_WO))


def rueckstand_reichweite(tag: date) -> list[Count]:
    """Return for how many weeks the open concerns last at the pace of the last 8 weeks.

    Numerator: open concerns × 8; denominator: concerns closed in the 56 days until yesterday. None closed: no figure.
    """
    start, end = day_bounds(tag - WOCHEN * timedelta(weeks=1), tag - uhr.DAY, uhr.ZONE)
    closed = _closed().filter(ende__gte=start, ende__lt=end)
    return counted(cases(_open(), WOCHEN, 0, **_WO), cases(closed, 0, 1, **_WO))


def dauern_bearbeitungszeit(von: date, bis: date) -> list[Dauer]:
    """Return for each concern that was complete in these days its days until the answer or the end of the visit.

    Complete: came in, or the last question was answered. What waits for an answer of the person, or was withdrawn, is left
    out; what is open runs until now. The decision itself is not in this system, nor an application booked without intake.
    """
    start, end = day_bounds(von, bis, uhr.ZONE)
    rows = Aufnahme.objects.exclude(stand__in=(_A.ZURUECKGEZOGEN, _A.RUECKFRAGE)).annotate(
        vollstaendig=Coalesce(_first(Rueckfrage.objects.all(), Max("beantwortet_am")), "angelegt_am"), fertig=_done()
    )
    known = Q(stand__in=ANLIEGEN_OFFEN) | Q(fertig__isnull=False)
    found = rows.filter(known, vollstaendig__gte=start, vollstaendig__lt=end).order_by("vollstaendig", "pk")
    now = uhr.now()
    return [
        (leistung, ort or "", max(0.0, ((fertig or now) - seit) / uhr.DAY), stand not in ANLIEGEN_OFFEN)
        for leistung, ort, stand, seit, fertig in found.values_list(
            "leistung__slug", "team__standort__slug", "stand", "vollstaendig", "fertig"
        )
    ]


def _done() -> Case:
    """Return when an Aufnahme was closed: by the end of its visit while that is known, else by its history."""
    visit = _first(Anliegen.objects.filter(status=_A.ERLEDIGT), Max("termin__ends_at"))
    noted = Subquery(
        _history()
        .filter(pgh_obj=OuterRef("pk"), stand=_A.ERLEDIGT)
        .values("pgh_obj")
        .annotate(x=Min("pgh_created_at"))
        .values("x")
    )
    return Case(
        When(stand__in=OHNE_TERMIN_FERTIG, then="versprechen__beantwortet_am"),
        When(stand=_A.ERLEDIGT, then=Coalesce(visit, noted)),
        output_field=DateTimeField(),
    )


def _first(rows: QuerySet, value: Max) -> Subquery:
    """Return one ``value`` of the ``rows`` of an Aufnahme."""
    return Subquery(rows.filter(aufnahme=OuterRef("pk")).order_by().values("aufnahme").annotate(x=value).values("x"))


def digitalquote(von: date, bis: date) -> list[Count]:
    """Return of all that began in these days how much began in the portal.

    Beginnings: a concern that came in, a visit that was booked without one, a number drawn on site (never online).
    """
    start, end = day_bounds(von, bis, uhr.ZONE)
    came_in = Aufnahme.objects.filter(angelegt_am__gte=start, angelegt_am__lt=end)
    booked = Termin.objects.filter(bestaetigt_am__gte=start, bestaetigt_am__lt=end, ersetzt=None)
    booked = booked.exclude(Exists(Anliegen.objects.filter(termin=OuterRef("pk"), aufnahme__isnull=False)))
    walked_in = Vorsprache.objects.filter(tag__range=(von, bis), termin=None, station=1)
    online = hit(Q(kanal=Kanal.ONLINE))
    was: dict[str, str | Combinable] = {"leistung": "leistung__slug", "sprache": "sprache"}
    return counted(cases(came_in, online, **was), cases(booked, online, **was), cases(walked_in, 0, **was))


def buchung_in_landessprache(von: date, bis: date) -> list[Count]:
    """Return of all bookings of these days, none counted again when moved, how many were made in another language than German."""
    start, end = day_bounds(von, bis, uhr.ZONE)
    booked = Termin.objects.filter(bestaetigt_am__gte=start, bestaetigt_am__lt=end, ersetzt=None)
    return counted(cases(booked, hit(~Q(sprache__in=DEUTSCH)), leistung="leistung__slug"))


def vorlauf_naechster_termin(tag: date) -> list[Count]:
    """Return the days from now until the earliest free time of each Leistung that people book themselves; of many, their mean.

    Without any free time the whole horizon counts. Denominator: Leistungen. Three statements for each Leistung.
    """
    return _of_leistungen(lambda days: VORSCHAU / uhr.DAY if days is None else days)


def anteil_ohne_freien_termin(tag: date) -> list[Count]:
    """Return how many of the Leistungen that people book themselves have no free time now; on a day without office hours nothing."""
    if not is_arbeitstag(tag, settings.BEHOERDE["land"]):
        return [*NOTHING]
    return _of_leistungen(lambda days: float(days is None))


def _of_leistungen(worth: Callable[[float | None], float]) -> list[Count]:
    """Return the sum of ``worth`` of the days until the next free time, None without one, and of how many Leistungen."""
    places = _days_until_free()
    leistungen = {art: min((d for d in orte.values() if d is not None), default=None) for art, orte in places.items()}
    standorte = defaultdict(list)
    for orte in places.values():
        for ort, days in orte.items():
            standorte[ort].append(worth(days))
    return [
        ("", "", float(sum(map(worth, leistungen.values()))), len(leistungen)),
        *(("leistung", art, worth(days), 1) for art, days in sorted(leistungen.items())),
        *(("standort", ort, sum(values), len(values)) for ort, values in sorted(standorte.items())),
    ]


def _days_until_free() -> dict[str, dict[str, float | None]]:
    """Return for each Leistung and each house that offers it the days until its next free time."""
    now, found = uhr.now(), {}
    for leistung in Leistung.objects.offered().filter(zugang=Zugang.DIREKT).order_by("slug"):
        orte: dict[str, float | None] = {ort.slug: None for ort in standorte_of(leistung)}
        for zeit in reversed(upcoming(leistung)):
            orte[zeit.standort.slug] = (zeit.beginn - now) / uhr.DAY
        if orte:
            found[leistung.slug] = orte
    return found
