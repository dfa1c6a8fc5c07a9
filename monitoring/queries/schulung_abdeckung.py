"""Coverage: valid Schulungsnachweise in intercultural competence for each head, of the office, of departments, of Gemeinden.

Heads of the office are its open accounts; those of Ressorts and Gemeinden are what they reported last. Whoever works in two
units counts in both, and once in the total.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from behoerde.kern.models import Organisationseinheit, Rollenzuweisung
from monitoring.models import Schulungsnachweis
from monitoring.queries.schulung import EIGENE
from monitoring.queries.schulung_fristen import ending, renewed
from monitoring.queries.stellen import heads
from monitoring.schulung import ERINNERT_VORHER, Schulungsthema
from monitoring.zaehlung import Zaehlung
from monitoring.zelle import Kreis, Verdeckt, Zelle, hidden, protect, share
from termine.queries.sprachen import offered

Art = Organisationseinheit.Art
THEMA = Schulungsthema.INTERKULTURELL


@dataclass(frozen=True)
class Abdeckung:
    """How many of the ``koepfe`` of one unit hold a Schulungsnachweis."""

    einheit: Organisationseinheit
    geschult: int
    koepfe: int


@dataclass(frozen=True)
class Zeile:
    """The same as it may be shown."""

    name: str
    art: str
    anteil: Zelle


def _people(tag: date) -> dict[int, set]:
    """Return for each unit of the office whose accounts were open on ``tag``."""
    roles = Rollenzuweisung.objects.filter(
        Q(bis=None) | Q(bis__gte=tag),
        Q(user__austritt_am=None) | Q(user__austritt_am__gt=tag),
        rolle__in=EIGENE,
        organisationseinheit__art__in=(Art.SACHGEBIET, Art.BUERGERBUERO),
    )
    found: dict[int, set] = defaultdict(set)
    for einheit, user in roles.values_list("organisationseinheit", "user"):
        found[einheit].add(user)
    return found


def _trained(tag: date) -> set:
    rows = Schulungsnachweis.objects.valid(tag).filter(kurs__thema=THEMA, user__isnull=False)
    return set(rows.values_list("user", flat=True))


def of_office(tag: date) -> list[Abdeckung]:
    """Return the units of the office, by name."""
    people, trained = _people(tag), _trained(tag)
    units = Organisationseinheit.objects.filter(pk__in=people).order_by("name")
    return [Abdeckung(unit, len(people[unit.pk] & trained), len(people[unit.pk])) for unit in units]


def of_others(tag: date) -> list[Abdeckung]:
    """Return Ressorts and Gemeinden that reported heads, by name; nobody is more than all."""
    known = heads(tag)
    units = Organisationseinheit.objects.filter(pk__in=known, art__in=(Art.RESSORT, Art.GEMEINDE)).order_by("name")
    rows = Schulungsnachweis.objects.valid(tag).filter(kurs__thema=THEMA, gast__isnull=False)
    trained: dict[int, set] = defaultdict(set)
    for einheit, gast in rows.values_list("gast__einheit", "gast"):
        trained[einheit].add(gast)
    return [Abdeckung(unit, min(len(trained[unit.pk]), known[unit.pk]), known[unit.pk]) for unit in units]


def shown(rows: list[Abdeckung]) -> list[Zeile]:
    """Return shares for people inside the office; what could be reckoned from the others is hidden with them."""
    if not rows:
        return []
    tafel = protect([[row.geschult, row.koepfe - row.geschult] for row in rows])
    return [
        Zeile(
            row.einheit.name,
            row.einheit.get_art_display(),
            share(row.geschult, row.koepfe, kreis=Kreis.INTERN)
            if tafel.zelle(number, 0).sichtbar and tafel.zelle(number, 1).sichtbar
            else hidden(Verdeckt.ZU_WENIGE if row.koepfe < 5 else Verdeckt.SCHUTZ),
        )
        for number, row in enumerate(rows)
    ]


# --- Figures ---
def office_covered(_von: date, bis: date) -> list[Zaehlung]:
    people, trained = _people(bis), _trained(bis)
    everybody: set[Any] = set().union(*people.values())
    rows = [Zaehlung("team_ab_5", row.einheit.name, row.geschult, row.koepfe) for row in of_office(bis) if row.koepfe >= 5]
    return [Zaehlung("", "", len(everybody & trained), len(everybody)), *rows]


def others_covered(_von: date, bis: date) -> list[Zaehlung]:
    rows = of_others(bis)
    each = [Zaehlung(row.einheit.art, row.einheit.name, row.geschult, row.koepfe) for row in rows]
    return [Zaehlung("", "", sum(row.geschult for row in rows), sum(row.koepfe for row in rows)), *each]


def due(_von: date, bis: date) -> list[Zaehlung]:
    """Count what ends in the 90 days after ``bis`` while nobody is registered for the next date."""
    rows = list(ending(bis, bis + timedelta(days=ERINNERT_VORHER[0])))
    done = renewed(rows)
    open_ = [row for row in rows if row.pk not in done]
    people = _people(bis)
    units = Organisationseinheit.objects.filter(pk__in=[pk for pk, who in people.items() if len(who) >= 5]).order_by("name")
    return [_count("", "", len(open_)), *(_count("team_ab_5", unit.name, _among(open_, people[unit.pk])) for unit in units)]


def _among(rows: Iterable[Schulungsnachweis], people: set) -> int:
    return sum(row.user_id in people for row in rows)


def _count(merkmal: str, auspraegung: str, zahl: int) -> Zaehlung:
    return Zaehlung(merkmal, auspraegung, zahl, zahl)


def languages(von: date, bis: date) -> list[Zaehlung]:
    found = offered(von, bis)
    houses = [_count("standort", slug, len(codes)) for slug, codes in sorted(found.items()) if slug]
    return [_count("", "", len(found.get("", ()))), *houses]


RECHNUNGEN: dict[str, Callable[[date, date], list[Zaehlung]]] = {
    "schulung-abdeckung-abh": office_covered,
    "schulung-abdeckung-ressorts": others_covered,
    "schulung-faellig": due,
    "mehrsprachige-beschaeftigte": languages,
}
