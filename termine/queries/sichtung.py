"""What waits at the triage desk: the list by deadline, its filters, its counts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from django.conf import settings
from django.core.cache import caches
from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import get_language

from behoerde.kern import uhr
from behoerde.kern.db import planned
from behoerde.kern.expressions import among, spoken
from behoerde.kern.suche import GEZAEHLT_BIS, count_each, persons_named
from termine.enums import ANLIEGEN_IN_SICHTUNG, ANLIEGEN_VOR_TERMIN, AnliegenStatus, VorschlagStatus
from termine.fristen import Dringlichkeit, Grenzen, grenzen
from termine.models import Anliegen, Aufnahme, Leistung, Team, Terminvorschlag, Vorsprache
from termine.models.aufnahme import AufnahmeQuerySet
from termine.queries.tagesliste import SUCHTEXT_HOECHSTENS, birth_date

OFFEN, MEINE, RUECKFRAGE, ANGEBOTEN, ALLE = "offen", "meine", "rueckfrage", "angeboten", "alle"
STAENDE: dict[str, tuple[str, ...]] = {
    OFFEN: ANLIEGEN_IN_SICHTUNG,
    MEINE: ANLIEGEN_VOR_TERMIN,
    RUECKFRAGE: (AnliegenStatus.RUECKFRAGE,),
    ANGEBOTEN: (AnliegenStatus.ANGEBOTEN,),
    ALLE: tuple(AnliegenStatus),
}
JE_SEITE, ZEILEN_HOECHSTENS = 20, 320
HAUS_SEKUNDEN = 10  # an open page asks every thirty
FILTER_SEKUNDEN = 60
GRUPPENFOLGE = (*Dringlichkeit, RUECKFRAGE, ANGEBOTEN, "")


@dataclass(frozen=True)
class Auswahl:
    """What the address of the list says; "" and None mean everything."""

    ansicht: str = OFFEN
    leistung: str = ""
    team: int | None = None
    sprache: str = ""
    q: str = ""
    zeige: int = JE_SEITE


class Zeile(NamedTuple):
    """What the list shows of one concern; ``antwort_bis``: the end of its first open offer."""

    pk: str
    stand: str
    sprache: str
    vorname: str
    nachname: str
    leistungsname: str
    personen: int
    angebot_bis: datetime
    pausiert_seit: datetime | None
    antwort_bis: datetime | None
    ansprechperson: str
    kuerzel: str


@dataclass(frozen=True)
class Gruppe:
    """One group of the list; ``anzahl`` also counts what is not shown yet."""

    name: str
    anzahl: int
    zeilen: list[Zeile]


def office_bounds() -> Grenzen:
    """Return what counts as urgent right now."""
    return grenzen(uhr.now(), settings.BEHOERDE["land"], uhr.ZONE)


def chosen(user, auswahl: Auswahl) -> AufnahmeQuerySet:
    """Return the concerns that ``user`` may see and that fit the filters beside the view, whatever their state."""
    found = Aufnahme.objects.sichtbar_fuer(user)
    if auswahl.leistung:
        found = found.filter(leistung__slug=auswahl.leistung)
    if auswahl.team:
        found = found.filter(team=auswahl.team)
    if auswahl.sprache:
        found = found.filter(sprache=auswahl.sprache)
    return found


def liste(user, auswahl: Auswahl) -> list[Zeile]:
    """Return the rows of the list in order, one more than shown when there are more."""
    if auswahl.q:
        hits = list(
            find_aufnahmen(chosen(user, auswahl), auswahl.q).order_by("-pk").values_list("pk", flat=True)[: auswahl.zeige + 1]
        )
        if not hits:
            return []
        # What is looked for decides how they are found, not how their rows are read.
        found = Aufnahme.objects.filter(among(hits)).order_by("-pk")
    elif auswahl.ansicht == ALLE:
        found = chosen(user, auswahl).order_by("-pk")
    else:
        found = _in_view(chosen(user, auswahl), user, auswahl.ansicht).filter(versprechen__angebot_bis__isnull=False)
        found = found.order_by("versprechen__angebot_bis", "versprechen__aufnahme_id")
    return [_zeile(row) for row in planned(_shown(found[: auswahl.zeige + 1]))]


def _in_view(found: AufnahmeQuerySet, user, ansicht: str) -> AufnahmeQuerySet:
    found = found.filter(stand__in=STAENDE[ansicht])
    return found.filter(ansprechperson=user) if ansicht == MEINE else found


def _shown(found: AufnahmeQuerySet) -> QuerySet[Aufnahme, tuple]:
    """Read what a row shows and nothing else: whole objects took longer than their query."""
    people = Anliegen.objects.filter(aufnahme=OuterRef("pk")).order_by().values("aufnahme").annotate(n=Count("pk")).values("n")
    offers = Terminvorschlag.objects.filter(aufnahme=OuterRef("pk"), status=VorschlagStatus.OFFEN).order_by("gueltig_bis")
    return found.values_list(
        *("pk", "stand", "sprache", "kontakt__vorname", "kontakt__nachname", spoken("leistung__name"), Subquery(people)),
        *("versprechen__angebot_bis", "versprechen__pausiert_seit", Subquery(offers.values("gueltig_bis")[:1])),
        *("ansprechperson__vorname", "ansprechperson__nachname"),
    )


def _zeile(row: tuple[Any, ...]) -> Zeile:
    pk, *shown, first, last = row
    return Zeile._make((str(pk), *shown, f"{first} {last}" if last else "", f"{first[:1]}{last[:1]}".upper() if last else ""))


def counts(user, auswahl: Auswahl) -> dict[str, int]:
    """Return how many concerns stand behind each view and each group of deadlines, in one query.

    GEZAEHLT_BIS means so many or more.
    """
    bounds, found = office_bounds(), chosen(user, auswahl)
    due = "versprechen__angebot_bis"
    waits = found.filter(stand__in=ANLIEGEN_IN_SICHTUNG).order_by(due)
    zahlen = count_each(
        {
            **{name: partial(_in_view, found, user, name) for name in (MEINE, RUECKFRAGE, ANGEBOTEN)},
            "gefahr": lambda: waits.filter(**{f"{due}__lt": bounds.gefahr}),
            "bald": lambda: waits.filter(**{f"{due}__gte": bounds.gefahr, f"{due}__lt": bounds.bald}),
            "spaeter": lambda: waits.filter(**{f"{due}__gte": bounds.bald}),
        },
        kennung=("sichtung", user.pk, tuple(user.einheiten_darunter), bounds, replace(auswahl, zeige=0, q="")),
    )
    return zahlen | {OFFEN: min(zahlen["gefahr"] + zahlen["bald"] + zahlen["spaeter"], GEZAEHLT_BIS)}


def by_urgency(rows: Iterable[Zeile], zahlen: dict[str, int], auswahl: Auswahl) -> list[Gruppe]:
    """Group rows by what is to be done until when; hits of a search and everything stay in one list."""
    bounds = office_bounds()
    groups: dict[str, list[Zeile]] = {}
    for row in rows:
        groups.setdefault("" if auswahl.q or auswahl.ansicht == ALLE else group_of(row, bounds), []).append(row)
    names = [name for name in GRUPPENFOLGE if name in groups]
    exact = zahlen if auswahl.ansicht == OFFEN else {}
    return [Gruppe(name, exact.get(name, len(groups[name])), groups[name]) for name in names]


def group_of(zeile: Zeile, bounds: Grenzen) -> str:
    """Return the group in which a concern before its visit stands."""
    if zeile.stand in (AnliegenStatus.RUECKFRAGE, AnliegenStatus.ANGEBOTEN):
        return zeile.stand
    return bounds.of(zeile.angebot_bis)


def find_aufnahmen(found: AufnahmeQuerySet, text: str) -> AufnahmeQuerySet:
    """Return those named by Vorgang ("A-2026-48213" or its digits), name or birth date as 31.12.1990."""
    if len(text) > SUCHTEXT_HOECHSTENS or "\0" in text:
        return found.none()
    if nummer := vorgang_number(text):
        return found.filter(nummer=nummer)
    if born := birth_date(text):
        return found.filter(pk__in=Anliegen.objects.filter(person__geburtsdatum=born).values("aufnahme"))
    named = Anliegen.objects.filter(person__in=persons_named(text).values("pk"), aufnahme__isnull=False)
    return found.filter(pk__in=named.values("aufnahme"))


def vorgang_number(text: str) -> int | None:
    """Return the number of a Vorgang however it was typed, None when ``text`` is none."""
    match = re.fullmatch(r"\s*(?:A[-\s]*)?(?:20\d\d[-\s]+)?(\d{1,3}(?:\s?\d{3})+|\d{1,9})\s*", text, re.IGNORECASE)
    number = int(re.sub(r"\s", "", match[1])) if match else 0
    return number if 0 < number < 2**31 else None


def exact_hit(user, auswahl: Auswahl) -> Aufnahme | None:
    """Return the concern whose whole Vorgang was typed; of a merged one the concern that goes on."""
    if not vorgang_number(auswahl.q):
        return None
    hit = find_aufnahmen(Aufnahme.objects.sichtbar_fuer(user), auswahl.q).select_related("geht_auf_in").first()
    return hit and (hit.geht_auf_in or hit)


def waiting(user) -> AufnahmeQuerySet:
    """Return the concerns that wait for the office."""
    return Aufnahme.objects.sichtbar_fuer(user).filter(stand__in=ANLIEGEN_IN_SICHTUNG)


def filter_choices(user) -> tuple[list[tuple[str, str]], list[tuple[int, str]]]:
    """Return the Leistungen (slug, name) and teams (id, name) by which the list can be narrowed; at most ``FILTER_SEKUNDEN`` old."""
    key = f"filter{hash((get_language(), *user.einheiten_darunter)):x}"
    return caches["prozess"].get_or_set(key, lambda: _filter_choices(user), FILTER_SEKUNDEN)


def _filter_choices(user) -> tuple[list[tuple[str, str]], list[tuple[int, str]]]:
    teams = list(Team.objects.sichtbar_fuer(user).filter(aktiv=True).order_by("name").values_list("pk", "name"))
    offered = Leistung.objects.filter(teams__in=[pk for pk, _name in teams]).values("pk")
    return list(Leistung.objects.filter(zugang="sichtung", pk__in=offered).values_list("slug", "name")), teams


def danger_counts(user) -> dict[str, int]:
    """Return how many promises of the own units are due today (``heute``) and overdue (``ueberfaellig``)."""
    waits = Aufnahme.objects.sichtbar_fuer(user).filter(stand__in=ANLIEGEN_IN_SICHTUNG, versprechen__beantwortet_am=None)
    now, due = uhr.now(), "versprechen__angebot_bis"
    return waits.aggregate(
        heute=Count("pk", filter=Q(**{f"{due}__gte": now, f"{due}__lt": office_bounds().gefahr})),
        ueberfaellig=Count("pk", filter=Q(**{f"{due}__lt": now})),
    )


@dataclass(frozen=True)
class Haus:
    """Who waits in the houses of somebody right now; ``minuten``: the longest of them."""

    wartende: int
    minuten: int


def house(user) -> Haus:
    """Return the queue on site; at most ``HAUS_SEKUNDEN`` old."""
    key = f"haus{hash(('haus', *user.einheiten_darunter)):x}"
    return caches["prozess"].get_or_set(key, lambda: _house(user), HAUS_SEKUNDEN)


def _house(user) -> Haus:
    since = Vorsprache.objects.sichtbar_fuer(user).today().waiting().aggregate(Count("pk"), Min("angekommen_am"))
    first = since["angekommen_am__min"]
    return Haus(since["pk__count"], int((uhr.now() - first).total_seconds() // 60) if first else 0)
