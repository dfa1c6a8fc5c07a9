"""What the front desk sees: the day with its groups, what waits for a confirmation, who was searched for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, When

from behoerde.kern import uhr
from behoerde.kern.models import Nachricht, Standort
from behoerde.kern.rechte import Recht
from termine.enums import DOLMETSCHEN_GILT, TerminStatus, Wartestatus
from termine.models import Anliegen, Team, Termin
from termine.planung import day_bounds
from termine.queries.tagesliste import find_termine, normal_code

BESTAETIGUNG, DOLMETSCHEN = "bestaetigung", "dolmetschen"  # the queues across all days
_S = TerminStatus
GRUPPEN: dict[str, tuple[str, ...]] = {
    "erwartet": (_S.GEBUCHT,),
    "im_haus": (_S.ANGEKOMMEN, _S.AUFGERUFEN, _S.GEPARKT, _S.IN_BEARBEITUNG, _S.WEITERGEREICHT),
    "fertig": (_S.ERLEDIGT, _S.VERSAEUMT),
    "abgesagt": (_S.ABGESAGT,),
}
ALLE = (_S.BESTAETIGUNG_OFFEN, *GRUPPEN["erwartet"], *GRUPPEN["im_haus"], *GRUPPEN["fertig"])
FRUEHER = "frueher"  # of the day: who waits for an earlier time
TREFFER_HOECHSTENS = 50


WILL_FRUEHER = Q(status=_S.GEBUCHT, warteliste__status=Wartestatus.WARTET)


@dataclass(frozen=True)
class Auswahl:
    """What the address of the list says; "" and None mean everything."""

    tag: date
    standort: str = ""
    team: int | None = None
    platz: int | None = None
    status: str = ""
    q: str = ""


@dataclass(frozen=True)
class Stunde:
    """One group of the list: what begins within an hour; ``lage`` is vorbei, jetzt or spaeter."""

    beginn: datetime
    lage: str
    termine: list[Termin]


def tagestermine(user, auswahl: Auswahl) -> QuerySet[Termin]:
    """Return every visit of the chosen day and place that ``user`` may see, whatever its state."""
    standort = Standort.objects.filter(slug=auswahl.standort).first() if auswahl.standort else None
    von, bis = day_bounds(auswahl.tag, auswahl.tag, standort.zeitzone if standort else uhr.ZONE)
    found = Termin.objects.sichtbar_fuer(user).filter(starts_at__gte=von, starts_at__lt=bis, kontakt__isnull=False)
    if standort:
        found = found.filter(standort=standort)
    if auswahl.team:
        found = found.filter(platz__team=auswahl.team)
    return found.filter(platz=auswahl.platz) if auswahl.platz else found


def liste(user, auswahl: Auswahl) -> QuerySet[Termin]:
    """Return what the list shows: hits of a search, the queue of confirmations, or the day; with all details."""
    if auswahl.q:
        return for_list(find_termine(auswahl.q).sichtbar_fuer(user)).order_by(_coming_first(), "starts_at")[:TREFFER_HOECHSTENS]
    if auswahl.status == BESTAETIGUNG:
        return for_list(wartet_auf_bestaetigung(user)).order_by("belegung__ablauf")
    if auswahl.status == DOLMETSCHEN:
        return for_list(dolmetschen_offen(user)).order_by("starts_at", "platz__name", "pk")
    day = tagestermine(user, auswahl).filter(status__in=GRUPPEN.get(auswahl.status, ALLE))
    if auswahl.status == FRUEHER:
        day = day.filter(WILL_FRUEHER)
    return for_list(day).order_by("starts_at", "platz__name", "pk")


def exact_hit(user, auswahl: Auswahl) -> Termin | None:
    """Return the visit whose whole Termincode was typed, None when anybody else answers to the same text."""
    code = normal_code(auswahl.q)
    hits = list(liste(user, auswahl)[:2]) if code else []
    return hits[0] if len(hits) == 1 and hits[0].code == code else None


def _coming_first() -> Case:
    return Case(When(starts_at__gte=uhr.now(), then=0), default=1)


def for_list(termine: QuerySet[Termin]) -> QuerySet[Termin]:
    """Add people, Leistung and counter in two queries.

    ``nicht_zustellbar``: a message to the contact came back; ``will_frueher``: waits for an earlier time.
    """
    people = Anliegen.objects.select_related("person").order_by("position")
    failed = Nachricht.objects.filter(empfaenger_id=OuterRef("kontakt_id"), status=Nachricht.Status.TOT)
    return (
        termine.filter(kontakt__isnull=False)
        .select_related("leistung", "platz__team", "standort", "kontakt", "belegung")
        .prefetch_related(None)
        .prefetch_related(Prefetch("anliegen", queryset=people))
        .annotate(nicht_zustellbar=Exists(failed), will_frueher=Case(When(WILL_FRUEHER, then=True), default=False))
    )


def wartet_auf_bestaetigung(user) -> QuerySet[Termin]:
    """Return bookings of people without contact: nobody but the front desk can confirm them."""
    waiting = Termin.objects.sichtbar_fuer(user).filter(status=_S.BESTAETIGUNG_OFFEN, starts_at__gt=uhr.now())
    return waiting.filter(kontakt__email="", kontakt__mobil="")


def dolmetschen_offen(user) -> QuerySet[Termin]:
    """Return coming visits whose interpreter is to be ordered, ordered again after a move, or no longer wanted."""
    coming = Termin.objects.sichtbar_fuer(user).filter(starts_at__gt=uhr.now(), kontakt__isnull=False).exclude(dolmetschen="")
    missing = Q(dolmetschen_bestellt=None) & ~Q(platz__sprachen__contains=[F("dolmetschen")])
    elsewhen = Q(dolmetschen_bestellt__isnull=False) & ~Q(dolmetschen_bestellt=F("starts_at"))
    unwanted = Q(status=_S.ABGESAGT, dolmetschen_bestellt__isnull=False)
    return coming.filter(Q(missing | elsewhen, status__in=DOLMETSCHEN_GILT) | unwanted)


def counts(user, auswahl: Auswahl) -> dict[str, int]:
    """Return how many visits stand behind each filter, in three queries."""
    groups = {name: Count("pk", filter=Q(status__in=group)) for name, group in GRUPPEN.items()}
    groups[FRUEHER] = Count("pk", filter=WILL_FRUEHER)
    day = tagestermine(user, auswahl).aggregate(alle=Count("pk", filter=Q(status__in=ALLE)), **groups)
    return day | {BESTAETIGUNG: wartet_auf_bestaetigung(user).count(), DOLMETSCHEN: dolmetschen_offen(user).count()}


def still_today(user) -> QuerySet[Termin]:
    """Return the visits of today that are still to come or wait in the house."""
    return tagestermine(user, Auswahl(uhr.today())).filter(status__in=(_S.GEBUCHT, *GRUPPEN["im_haus"]))


def teams_of(user) -> list[Team]:
    """Return the teams whose visits ``user`` may see, each with Standort and ``plaetze``."""
    teams = Team.objects.sichtbar_fuer(user).filter(aktiv=True).select_related("standort").prefetch_related("plaetze")
    return list(teams.order_by("standort__name", "name"))


def by_hour(termine: Iterable[Termin], instant: datetime) -> list[Stunde]:
    """Group visits in order by the hour in which they begin."""
    groups: dict[datetime, list[Termin]] = {}
    for termin in termine:
        begin = uhr.local(termin.starts_at).replace(minute=0, second=0, microsecond=0)
        groups.setdefault(begin, []).append(termin)
    return [Stunde(begin, _lage(begin, instant), entries) for begin, entries in groups.items()]


def _lage(begin: datetime, instant: datetime) -> str:
    if instant < begin:
        return "spaeter"
    return "jetzt" if instant < begin + timedelta(hours=1) else "vorbei"


def search_context(request) -> dict | None:
    """Return what the search field in the head of staff pages shows; None for who may not see visits."""
    user = request.user
    if not user.is_authenticated or not user.hat_recht(Recht.TERMINE_SEHEN):
        return None
    match = request.resolver_match
    sichtung = bool(match) and (match.url_name or "").startswith("empfang")
    return {"q": request.GET.get("q", ""), "sichtung": sichtung}
