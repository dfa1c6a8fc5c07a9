"""Which open vacancies suit a person, and which people suit a vacancy.

The database takes away what can't be and orders the rest as the core does, so only what is shown has to be explained.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import reduce
from operator import add, or_
from typing import NamedTuple

from django.db.models import Case, Exists, ExpressionWrapper, F, IntegerField, OuterRef, Q, Value, When
from django.db.models.expressions import Combinable, OrderBy

from behoerde.kern import uhr
from behoerde.kern.models import User
from fallmanagement.enums import LAUFEND
from fallmanagement.kompetenzen import BERUFLICH, GILT, Berufssystem
from fallmanagement.models import (
    Aufenthaltsstatus,
    Berufswunsch,
    Fallakte,
    Kompetenzprofil,
    Qualifikation,
    Sprachstand,
    Stellenangebot,
)
from fallmanagement.models.fallakte import FallakteQuerySet
from fallmanagement.queries.matching import (
    ANERKANNT,
    BERUF,
    BERUFSGRUPPE,
    ERFAHRUNG,
    WEG,
    Abgleich,
    Profil,
    Stelle,
    abgleich,
    reihenfolge,
)
from fallmanagement.queries.profil import profile
from fallmanagement.stellenwerte import FERTIGKEITEN
from fallmanagement.titel import Arbeit

GEZEIGT = 20
PERSONEN_HOECHSTENS = 500  # cases that are explained for one vacancy; by occupation when there are more
GRUPPE = 3  # digits of the KldB that make a Berufsgruppe


class Treffer(NamedTuple):
    """A vacancy with how it suits the person."""

    stelle: Stellenangebot
    abgleich: Abgleich


class Personentreffer(NamedTuple):
    """A case with how the vacancy suits its person."""

    akte: Fallakte
    abgleich: Abgleich


def as_stelle(row: Stellenangebot, km: Mapping[str, float] | None = None) -> Stelle:
    """Return what the core may know of a vacancy; work that should have begun would begin today."""
    return Stelle(
        schluessel=str(row.pk),
        beginn=row.beginn and max(row.beginn, uhr.today()),
        deutsch=row.deutsch,
        beruf=row.kldb or None,
        anerkennung=row.anerkennung,
        erfahrung_jahre=row.erfahrung_jahre,
        fuehrerschein=row.fuehrerschein or None,
        km=(km or {}).get(row.plz),
    )


def vacancies_for(
    profil: Profil, *, km: Mapping[str, float] | None = None, art: str = "", anzahl: int = GEZEIGT
) -> list[Treffer]:
    """Return the open vacancies that may suit, best first, in one statement; ``km``: distance by postal code."""
    km = km or {}
    rows = Stellenangebot.objects.open().filter(_can_be(profil, km))
    if art:
        rows = rows.filter(art=art)
    rows = rows.annotate(offen=_unknown(profil), punkte=_points(profil, km)).order_by(
        Case(When(offen=0, then=Value(0)), default=Value(1)), "-punkte", "pk"
    )
    found = {str(row.pk): row for row in rows.select_related("betrieb")[:anzahl]}
    return [
        Treffer(found[one.schluessel], one) for one in reihenfolge(abgleich(profil, as_stelle(r, km)) for r in found.values())
    ]


def _during(profil: Profil, *arbeit: Arbeit) -> Q:
    """Return: on the first day of work a status holds that says one of ``arbeit``."""
    today, wanted = uhr.today(), Q(pk__in=[])
    for zeit in profil.aufenthalte:
        if zeit.arbeit not in arbeit or (zeit.bis is not None and zeit.bis < today):
            continue
        starts = Q(beginn__gte=zeit.von) if zeit.von > today else Q(beginn__isnull=False)
        wanted |= starts & (Q(beginn__lte=zeit.bis) if zeit.bis is not None else Q())
    return wanted


def _can_be(profil: Profil, km: Mapping[str, float]) -> Q:
    """Return: no hard filter says no. What is unknown stays."""
    wanted = Q(beginn__isnull=True) | ~_during(profil, Arbeit.NEIN)
    for name, level in profil.deutsch.items():
        wanted &= Q(**{f"deutsch_{name}__lte": level})
    if profil.fuehrerscheine is not None:
        wanted &= Q(fuehrerschein__in=["", *profil.fuehrerscheine])
    if profil.hoechstens_km is not None and (far := [plz for plz, way in km.items() if way > profil.hoechstens_km]):
        wanted &= ~Q(plz__in=far)
    return wanted


def _unknown(profil: Profil) -> ExpressionWrapper:
    """Return how many hard filters nobody can answer."""
    open_ones = [~_during(profil, Arbeit.JA) | Q(beginn__isnull=True)]
    open_ones += [~Q(**{f"deutsch_{name}": ""}) for name in FERTIGKEITEN if name not in profil.deutsch]
    if profil.fuehrerscheine is None:
        open_ones.append(~Q(fuehrerschein=""))
    return _sum(*(Case(When(one, then=Value(1)), default=Value(0)) for one in open_ones))


def _points(profil: Profil, km: Mapping[str, float]) -> ExpressionWrapper:
    """Return the points that the core would give."""
    parts = [Case(When(anerkennung=True, then=Value(ANERKANNT)), default=Value(0))] if profil.anerkannt else []
    if profil.berufe:
        groups = sorted({beruf[:GRUPPE] for beruf in profil.berufe})
        same = When(kldb__in=sorted(profil.berufe), then=Value(BERUF))
        related = When(_any(Q(kldb__startswith=group) for group in groups), then=Value(BERUFSGRUPPE))
        parts.append(Case(same, related, default=Value(0)))
    if years := profil.erfahrung_jahre:
        enough = When(erfahrung_jahre__gt=0, erfahrung_jahre__lte=years, then=Value(ERFAHRUNG))
        some = When(erfahrung_jahre__gt=0, then=Value(ERFAHRUNG * years) / F("erfahrung_jahre"))
        parts.append(Case(enough, some, default=Value(0), output_field=IntegerField()))
    if near := _near(profil.hoechstens_km, km):
        parts.append(Case(*(When(plz__in=plz, then=Value(punkte)) for punkte, plz in sorted(near.items())), default=Value(0)))
    return _sum(*parts)


def _any(some: Iterable[Q]) -> Q:
    return reduce(or_, some)


def _near(grenze: int | None, km: Mapping[str, float]) -> dict[int, list[str]]:
    """Return the postal codes by the points of their way."""
    found = defaultdict(list)
    for plz, way in km.items() if grenze is not None else ():
        if way <= grenze:
            found[round(WEG * (1 - way / grenze)) if grenze else WEG].append(plz)
    return found


def _sum(*parts: Case) -> ExpressionWrapper:
    zero: Combinable = Value(0)
    return ExpressionWrapper(reduce(add, parts, zero), output_field=IntegerField())


def people_for(row: Stellenangebot, user: User, *, anzahl: int = GEZEIGT) -> tuple[list[Personentreffer], bool]:
    """Return the running cases ``user`` may see whose people the vacancy may suit, best first, and whether that are all of them.

    Where there are more than PERSONEN_HOECHSTENS those with a fitting occupation are looked at first.
    """
    cases = Fallakte.objects.sichtbar_fuer(user).filter(phase__in=LAUFEND)
    stelle = as_stelle(row)
    cases = _without_no(cases, row, stelle.beginn).order_by(*_likely(row), "pk").select_related("person", "zustaendig")
    akten = list(cases[: PERSONEN_HOECHSTENS + 1])
    known = profile(akten[:PERSONEN_HOECHSTENS])
    results = {str(akte.pk): akte for akte in akten[:PERSONEN_HOECHSTENS]}
    ordered = reihenfolge(abgleich(known[akte.pk], stelle)._replace(schluessel=key) for key, akte in results.items())
    return [Personentreffer(results[one.schluessel], one) for one in ordered[:anzahl]], len(akten) <= PERSONEN_HOECHSTENS


def _without_no(cases: FallakteQuerySet, row: Stellenangebot, beginn: date | None) -> FallakteQuerySet:
    """Leave out whom a hard filter keeps from it; who was never asked stays."""
    mine = {"fallakte": OuterRef("pk")}
    for name, level in row.deutsch.items():
        cases = cases.filter(~Exists(Sprachstand.objects.filter(**mine, sprache="de", fertigkeit=name, niveau__lt=level)))
    if row.fuehrerschein:
        asked = Kompetenzprofil.objects.filter(**mine, fuehrerscheine__isnull=False)
        cases = cases.filter(~Exists(asked.exclude(fuehrerscheine__contains=[row.fuehrerschein])))
    if beginn is not None:
        status = Aufenthaltsstatus.objects.filter(person=OuterRef("person"), arbeit=Arbeit.NEIN, zeitraum__contains=beginn)
        cases = cases.filter(~Exists(status))
    return cases


def _likely(row: Stellenangebot) -> list[OrderBy]:
    """Return what to order by, the strongest reason first."""
    order: list[OrderBy] = []
    if row.kldb:
        wishes = Berufswunsch.objects.filter(fallakte=OuterRef("pk"), beruf__system=Berufssystem.KLDB)
        order = [
            Exists(wishes.filter(beruf__code=row.kldb)).desc(),
            Exists(wishes.filter(beruf__code__startswith=row.kldb[:GRUPPE])).desc(),
        ]
    if row.anerkennung:
        counts = Qualifikation.objects.filter(fallakte=OuterRef("pk"), art__in=BERUFLICH, anerkennung__in=GILT)
        order.append(Exists(counts).desc())
    return order
