"""The competence profile of a case: its rows, and what the matching core reads of them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from behoerde.kern import uhr
from fallmanagement.kompetenzen import BERUFLICH, GILT, Berufssystem, Fertigkeit, Profilteil
from fallmanagement.models import (
    Aufenthaltsstatus,
    Berufserfahrung,
    Berufswunsch,
    Fallakte,
    Kompetenzprofil,
    Qualifikation,
    Sprachstand,
)
from fallmanagement.queries.matching import Profil, Zeit
from fallmanagement.titel import Arbeit
from termine.dolmetschsprachen import sprachname

TAGE_IM_JAHR = 365.25


def profil(akte: Fallakte) -> Profil:
    """Return what the matching core may know of the person of a case."""
    return profile([akte])[akte.pk]


def profile(akten: Iterable[Fallakte]) -> dict[UUID, Profil]:
    """Return the same for many cases by their key, in six statements however many there are."""
    akten = list(akten)
    keys = [akte.pk for akte in akten]
    asked = {row.fallakte_id: row for row in Kompetenzprofil.objects.filter(fallakte__in=keys)}
    deutsch = _by(Sprachstand.objects.filter(fallakte__in=keys, sprache="de"))
    wishes = _by(Berufswunsch.objects.filter(fallakte__in=keys).select_related("beruf"))
    degrees = _by(Qualifikation.objects.filter(fallakte__in=keys, art__in=BERUFLICH))
    work = _by(Berufserfahrung.objects.filter(fallakte__in=keys))
    people = [akte.person_id for akte in akten]
    status = _by(Aufenthaltsstatus.objects.filter(person__in=people).order_by("zeitraum"), "person_id")
    found = {}
    for akte in akten:
        row = asked.get(akte.pk) or Kompetenzprofil(fallakte=akte)
        found[akte.pk] = Profil(
            aufenthalte=tuple(Zeit(one.zeitraum.lower, one.letzter_tag, Arbeit(one.arbeit)) for one in status[akte.person_id]),
            deutsch={one.fertigkeit: one.niveau for one in deutsch[akte.pk]},
            berufe=_berufe(row, wishes[akte.pk]),
            anerkannt=_anerkannt(row, degrees[akte.pk]),
            erfahrung_jahre=_jahre(row, work[akte.pk]),
            fuehrerscheine=None if row.fuehrerscheine is None else frozenset(row.fuehrerscheine),
            hoechstens_km=row.hoechstens_km,
        )
    return found


def _by(rows: Iterable[Any], name: str = "fallakte_id") -> dict[UUID, list[Any]]:
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def _berufe(asked: Kompetenzprofil, wishes: list[Berufswunsch]) -> frozenset[str] | None:
    """Return the codes of the KldB; a wish that has none is known to people but not to the core."""
    codes = frozenset(row.beruf.code for row in wishes if row.beruf and row.beruf.system == Berufssystem.KLDB)
    if codes or Profilteil.WUNSCH in asked.keine:
        return codes
    return None


def _anerkannt(asked: Kompetenzprofil, degrees: list[Qualifikation]) -> bool | None:
    """Tell whether one counts here; while one was not asked for and none counts, nobody knows."""
    if any(row.anerkennung in GILT for row in degrees):
        return True
    if any(not row.anerkennung for row in degrees):
        return None
    return False if degrees or Profilteil.ABSCHLUSS in asked.keine else None


def _jahre(asked: Kompetenzprofil, work: list[Berufserfahrung]) -> int | None:
    """Return full years of work until today; days on which somebody did two things count once."""
    if not work:
        return 0 if Profilteil.ERFAHRUNG in asked.keine else None
    today, days, reached = uhr.today(), 0, date.min
    for row in sorted(work, key=lambda row: row.zeitraum.lower):
        start, end = max(row.zeitraum.lower, reached), min(row.zeitraum.upper or today, today)
        days += max(0, (end - start).days)
        reached = max(reached, end)
    return int(days / TAGE_IM_JAHR)


def asked(akte: Fallakte) -> Kompetenzprofil:
    """Return what the person was asked so far; an unsaved one when nobody asked yet."""
    return Kompetenzprofil.objects.filter(fallakte=akte).first() or Kompetenzprofil(fallakte=akte)


def sprachen(akte: Fallakte) -> list[tuple[str, list[Sprachstand | None]]]:
    """Return (code, level per skill or None) of each language, German first, then by name of the language."""
    found: dict[str, dict[str, Sprachstand]] = defaultdict(dict)
    for row in Sprachstand.objects.filter(fallakte=akte):
        found[row.sprache][row.fertigkeit] = row
    codes = sorted(found, key=lambda code: (code != "de", sprachname(code)))
    return [(code, [found[code].get(name) for name in Fertigkeit.values]) for code in codes]


def monate(row: Berufserfahrung) -> str:
    """Return "03/2019 bis 03/2022" or "seit 03/2019"."""
    von, bis = row.zeitraum.lower, row.zeitraum.upper
    if bis is None:
        return _("seit %(monat)s") % {"monat": f"{von:%m/%Y}"}
    return _("%(von)s bis %(bis)s") % {"von": f"{von:%m/%Y}", "bis": f"{bis - timedelta(days=1):%m/%Y}"}
