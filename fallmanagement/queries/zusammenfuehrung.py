"""What a merge of two files would do: what moves, what stays, what has to be chosen, what stands in its way."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet, Sum
from django.utils import formats
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.db import System, als
from behoerde.kern.holdings import fristen
from behoerde.kern.models import User
from fallmanagement.models import (
    Aktenzusammenfuehrung,
    Aufenthaltsstatus,
    Dublettenurteil,
    Ersparnismonat,
    Fallakte,
    Haushaltsmitglied,
    Kompetenzprofil,
    Sprachstand,
    Vermittlung,
    Vorschlag,
    Zugriff,
)
from fallmanagement.zusammenfuehrung import (
    GLEICH_HEISST,
    PERSONENFELDER,
    PROFILFELDER,
    SPRACHFELDER,
    ZIEHT_UM,
    Umzug,
)


@dataclass(frozen=True)
class Posten:
    """Rows of one kind: the keys of those that go along, how many stay in the closed file and why."""

    umzug: Umzug
    name: str
    zeilen: list[UUID]
    bleiben: int

    @property
    def warum(self) -> str:
        return str(GLEICH_HEISST.get(self.umzug.modell, "")) if self.bleiben else ""


@dataclass(frozen=True)
class Wahl:
    """Something both files say differently: ``bleibt`` and ``doppelt`` in words; ``felder`` of one row take the chosen value."""

    schluessel: str
    bezeichnung: str
    bleibt: str
    doppelt: str
    zeilen: tuple[Any, Any]
    felder: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"wahl-{self.schluessel}"

    @property
    def vorschlag(self) -> str:
        """What stands ticked when nobody chose: the side that says something, where the other one doesn't."""
        return "" if self.bleibt and self.doppelt else ("bleibt" if self.bleibt else "doppelt")


@dataclass(frozen=True)
class Plan:
    posten: list[Posten]
    wahlen: list[Wahl]
    hindernisse: list[str]

    @property
    def zahl(self) -> int:
        return sum(len(posten.zeilen) for posten in self.posten)


def model(umzug: Umzug) -> type[Model]:
    return apps.get_model("fallmanagement", umzug.modell)


def plan(bleibt: Fallakte, doppelt: Fallakte) -> Plan:
    """Return what would happen. The office looks, not the account: of notes for few it only learns the number."""
    with als(System.AUFGABE):
        posten = [found for umzug in ZIEHT_UM if (found := _posten(umzug, bleibt, doppelt)) is not None]
        return Plan(posten, list(_choices(bleibt, doppelt)), list(_obstacles(bleibt, doppelt)))


def _posten(umzug: Umzug, bleibt: Fallakte, doppelt: Fallakte) -> Posten | None:
    there, here = (_owner(umzug, akte) for akte in (bleibt, doppelt))
    if there == here:
        return None  # both files are about the same row of the person
    rows, same = model(umzug)._default_manager.filter(**{umzug.spalte: here}), Q()
    if umzug.gleich is not None:
        like = {name: OuterRef(name.removesuffix("__overlap")) for name in umzug.gleich}
        same = Q(Exists(model(umzug)._default_manager.filter(**{umzug.spalte: there}, **like)))
    moving = rows.exclude(same) if same else rows
    keys, number = list(moving.order_by("pk").values_list("pk", flat=True)), rows.count()
    return Posten(umzug, str(model(umzug)._meta.verbose_name_plural), keys, number - len(keys)) if number else None


def _owner(umzug: Umzug, akte: Fallakte) -> UUID:
    return akte.person_id if umzug.spalte == "person" else akte.pk


# --- What a person has to choose ---
def _choices(bleibt: Fallakte, doppelt: Fallakte) -> Iterator[Wahl]:
    people = bleibt.person, doppelt.person
    yield from _fields("person", people, PERSONENFELDER)
    profile = [Kompetenzprofil.objects.filter(fallakte=akte).first() for akte in (bleibt, doppelt)]
    if all(profile):
        yield from _fields("profil", (profile[0], profile[1]), PROFILFELDER)
    there = {(row.sprache, row.fertigkeit): row for row in Sprachstand.objects.filter(fallakte=bleibt)}
    for row in Sprachstand.objects.filter(fallakte=doppelt):
        other = there.get((row.sprache, row.fertigkeit))
        if other is not None and any(getattr(row, name) != getattr(other, name) for name in SPRACHFELDER):
            key, label = f"sprache.{row.sprache}.{row.fertigkeit}", str(Sprachstand._meta.verbose_name)
            yield Wahl(key, label, _level(other), _level(row), (other, row), SPRACHFELDER)


def _fields(kind: str, rows: tuple[Any, Any], names: tuple[str, ...]) -> Iterator[Wahl]:
    for name in names:
        left, right = (_words(row, name) for row in rows)
        if getattr(rows[0], name) != getattr(rows[1], name):
            label = str(rows[0]._meta.get_field(name).verbose_name)
            yield Wahl(f"{kind}.{name}", label, left, right, rows, (name,))


def _words(row: Any, name: str) -> str:
    value, shown = getattr(row, name), getattr(row, f"get_{name}_display", None)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if hasattr(value, "year"):
        return formats.date_format(value, "d.m.Y")
    if isinstance(value, list):
        words = dict(row._meta.get_field(name).base_field.choices)
        return ", ".join(str(words.get(part, part)) for part in value) or _("nichts davon")
    return str(shown()) if shown else str(value)


def _level(row: Sprachstand) -> str:
    return f"{row}, {row.get_nachweis_display()}, {formats.date_format(row.tag, 'd.m.Y')}"


# --- What stands in the way ---
def _obstacles(bleibt: Fallakte, doppelt: Fallakte) -> Iterator[str]:
    both = Q(fallakte__in=[bleibt, doppelt])
    if bleibt.geht_auf_in_id or doppelt.geht_auf_in_id:
        yield _("Eine der Akten ist schon mit einer anderen zusammengeführt.")
    elif not bleibt.is_open:
        yield _("Die Akte, die bleiben soll, ist beendet. Nehmen Sie sie wieder auf, oder tauschen Sie die Akten.")
    if Dublettenurteil.objects.filter(Q(erste=bleibt, zweite=doppelt) | Q(erste=doppelt, zweite=bleibt)).exists():
        yield _("Jemand hat festgehalten, dass es zwei Personen sind. Nehmen Sie das zuerst zurück.")
    if Haushaltsmitglied.objects.filter(both, person__in=[bleibt.person_id, doppelt.person_id]).exists():
        yield _("Eine der beiden Personen steht in einer der Akten im Haushalt. Dann sind es wohl zwei Personen.")
    if running := Zugriff.objects.running().filter(both).select_related("user").order_by("pk").first():
        text = _("%(name)s liest eine der Akten gerade auf Zeit und bekäme sonst mehr zu lesen, als erlaubt wurde.")
        yield text % {"name": running.user} + " " + _("Beenden Sie den Zugriff, oder warten Sie sein Ende ab.")
    yield from _status_conflicts(bleibt, doppelt)
    yield from _work_conflicts(bleibt, doppelt)


def _status_conflicts(bleibt: Fallakte, doppelt: Fallakte) -> Iterator[str]:
    if bleibt.person_id == doppelt.person_id:
        return
    there = Aufenthaltsstatus.objects.filter(person=bleibt.person_id, zeitraum__overlap=OuterRef("zeitraum"))
    same = there.filter(code=OuterRef("code"), zeitraum=OuterRef("zeitraum"))
    for row in Aufenthaltsstatus.objects.filter(Exists(there), person=doppelt.person_id).exclude(Exists(same)):
        text = _("Der Status „%(titel)s“ ab %(tag)s überschneidet sich mit einem Status der bleibenden Akte.")
        words = {"titel": row.titel.name, "tag": formats.date_format(row.zeitraum.lower, "d.m.Y")}
        yield text % words + " " + _("Berichtigen Sie zuerst unter „Aufenthalt“, welche Tage stimmen.")


def _work_conflicts(bleibt: Fallakte, doppelt: Fallakte) -> Iterator[str]:
    open_there = Vorschlag.objects.open().filter(fallakte=bleibt).values("stellenangebot")
    for row in Vorschlag.objects.open().filter(fallakte=doppelt, stellenangebot__in=open_there).select_related("stellenangebot"):
        text = _("In beiden Akten ist ein Vorschlag für „%(stelle)s“ offen. Ziehen Sie einen davon zurück.")
        yield text % {"stelle": row.stellenangebot}
    running = Vermittlung.objects.running()
    for name in _same_employer(running.filter(fallakte=bleibt), running.filter(fallakte=doppelt)):
        text = _("In beiden Akten läuft eine Vermittlung bei „%(betrieb)s“. Beenden Sie die, die doppelt eingetragen ist.")
        yield text % {"betrieb": name}
    months = Ersparnismonat.objects.filter(vermittlung__fallakte__in=[bleibt, doppelt]).order_by().values("monat")
    for monat in months.annotate(summe=Sum("tage")).filter(summe__gt=30).order_by("monat").values_list("monat", flat=True):
        text = _("Für %(monat)s stehen in beiden Akten zusammen mehr als 30 Tage in der Ersparnis. Berichtigen Sie das zuerst.")
        yield text % {"monat": formats.date_format(monat, "F Y")}


def _same_employer(here: QuerySet[Vermittlung], there: QuerySet[Vermittlung]) -> list[str]:
    names = {row.arbeitgeber.strip().casefold() for row in here}
    return sorted({row.arbeitgeber for row in there if row.arbeitgeber.strip().casefold() in names})


# --- What was merged ---
def merged_into(akte: Fallakte, user: User) -> QuerySet[Aktenzusammenfuehrung]:
    """Return the merges into a file that can still be taken back, the latest first."""
    rows = Aktenzusammenfuehrung.objects.sichtbar_fuer(user).filter(bleibt=akte, gemacht_am__gt=uhr.now() - rueckweg())
    return rows.select_related("doppelt__person", "von").order_by("-gemacht_am", "-id")


def rueckweg() -> Any:
    """Return for how long a merge can be taken back: as long as data protection lets it be remembered."""
    return fristen()[Aktenzusammenfuehrung._meta.label]


def survivor(akte: Fallakte, user: User) -> Fallakte | None:
    """Return the file into which ``akte`` went, None for none or one out of reach."""
    return Fallakte.objects.sichtbar_fuer(user).filter(pk=akte.geht_auf_in_id).first()


def merged_persons(persons: set) -> set:
    """Return the rows of people whose files went into one another, with one of ``persons``: they are one human being."""
    with als(System.AUFGABE):
        pairs = Fallakte.objects.exclude(geht_auf_in=None).filter(Q(person__in=persons) | Q(geht_auf_in__person__in=persons))
        found = pairs.order_by().values_list("person", F("geht_auf_in__person"))
        return {key for pair in found for key in pair}


def hashes_of(akte: Fallakte) -> set[str]:
    """Return under which names and birth dates other apps know the person: as in this file and as in those that went into it."""
    with als(System.AUFGABE):
        return {akte.person.person_hash, *Fallakte.objects.filter(geht_auf_in=akte).values_list("person__person_hash", flat=True)}
