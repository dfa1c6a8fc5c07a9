"""Runs that check paths again: how far they are, and what changed in the cases somebody sees."""

from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from behoerde.kern.models import Organisationseinheit, User
from fallmanagement.models import Fallakte, Perspektivpruefung, Pruefdurchgang
from fallmanagement.perspektive import PFADE
from fallmanagement.perspektive.pfad import Pfadurteil

GEZEIGT = 200
NAMEN = {pfad.schluessel: pfad.titel for pfad in PFADE}


@dataclass(frozen=True)
class Aenderung:
    """One case whose paths are others now: ``wege`` are (path, before, now)."""

    akte: Fallakte
    wege: list[tuple[str, str, str]]


def visible(user: User) -> QuerySet[Pruefdurchgang]:
    """Return runs over units of ``user``, those below, and those above whose runs take in the own cases."""
    rows = Pruefdurchgang.objects.filter(einheit__in={*user.einheiten_darunter, *_above(user)})
    return rows.select_related("einheit", "erstellt_von")


def _above(user: User) -> set[int]:
    own = Organisationseinheit.objects.filter(pk__in=user.einheiten)
    return {pk for unit in own for pk in unit.with_units_above()}


def startable(user: User) -> QuerySet[Organisationseinheit]:
    """Return the units for which ``user`` may begin a run."""
    return Organisationseinheit.objects.filter(pk__in=user.einheiten_darunter)


def waiting() -> list[Pruefdurchgang]:
    """Return runs that have not ended, the oldest first."""
    return list(Pruefdurchgang.objects.filter(beendet_am=None).order_by("erstellt_am", "pk"))


def changes(row: Pruefdurchgang, user: User) -> list[Aenderung]:
    """Return what a run changed in cases that ``user`` sees."""
    before = Perspektivpruefung.objects.filter(fallakte=OuterRef("fallakte"), geprueft_am__lte=OuterRef("geprueft_am"))
    latest = before.exclude(pk=OuterRef("pk")).order_by("-geprueft_am", "-id").values("ergebnis")[:1]
    rows = Perspektivpruefung.objects.filter(durchgang=row, fallakte__in=Fallakte.objects.sichtbar_fuer(user))
    rows = rows.select_related("fallakte__person").annotate(vorher=Subquery(latest)).order_by("fallakte__aktenzeichen")
    return [Aenderung(each.fallakte, _differences(each.vorher or {}, each.ergebnis)) for each in rows[:GEZEIGT]]


def _differences(before: dict, now: dict) -> list[tuple[str, str, str]]:
    keys = [key for key in NAMEN if before.get(key) != now.get(key)]
    return [(str(NAMEN[key]), _words(before.get(key)), _words(now.get(key))) for key in keys]


def _words(verdict: list | None) -> str:
    return str(Pfadurteil(verdict[0]).label) if verdict else "–"
