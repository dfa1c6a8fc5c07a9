"""What is kept about people, by the register: in which order it goes, what is due, what holds it, what belongs to whom."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache

from django.apps import apps
from django.db.models import (
    CASCADE,
    PROTECT,
    RESTRICT,
    DateTimeField,
    Exists,
    ForeignKey,
    ManyToOneRel,
    Model,
    OuterRef,
    Q,
    QuerySet,
)

from behoerde.kern import register, uhr
from behoerde.kern.krypto import VerschluesseltesFeld
from behoerde.kern.models import Loeschfrist, Loeschsperre, Person
from behoerde.kern.register import Personenbezug

PERSON = "kern.Person"
HASH = "person_hash"


def model_of(entry: Personenbezug) -> type[Model]:
    return apps.get_model(entry.modell)


def events_of(model: type[Model]) -> list[type[Model]]:
    """Return the tables that keep the history of ``model``."""
    return [other for other in apps.get_models() if getattr(other, "pgh_tracked_model", None) is model]


def referrers(model: type[Model]) -> list[ForeignKey]:
    """Return the foreign keys of other tables that point to ``model``, histories aside."""
    found = [rel for rel in model._meta.get_fields(include_hidden=True) if isinstance(rel, ManyToOneRel)]
    return [rel.field for rel in found if not hasattr(rel.related_model, "pgh_tracked_model")]


def _entries() -> dict[str, Personenbezug]:
    return {entry.modell: entry for entry in register.alle(Personenbezug)}


def holders(model: type[Model]) -> list[ForeignKey]:
    """Return the keys whose rows keep a row of ``model``: those that forbid its deletion, and registered rows that would go along."""
    known = _entries()
    return [
        key
        for key in referrers(model)
        if key.model is not model
        and (key.remote_field.on_delete in (PROTECT, RESTRICT) or (_cascades(key) and key.model._meta.label in known))
    ]


def _cascades(key: ForeignKey) -> bool:
    return key.remote_field.on_delete is CASCADE


def in_order() -> list[Personenbezug]:
    """Return the entries so that whatever holds a row comes before it."""
    known, done, result = _entries(), set(), []

    def visit(entry: Personenbezug) -> None:
        if entry.modell in done:
            return
        done.add(entry.modell)
        for key in holders(model_of(entry)):
            if key.model._meta.label in known:
                visit(known[key.model._meta.label])
        result.append(entry)

    for entry in known.values():
        visit(entry)
    return result


# --- Periods ---
def bounds(entry: Personenbezug) -> tuple[int, int]:
    """Return between how many days the office may choose: half and twice the registered period."""
    return max(1, entry.frist.days // 2), entry.frist.days * 2


def fristen() -> dict[str, timedelta]:
    """Return the period of each model that counts today: the registered one, or the latest that two people released."""
    result = {entry.modell: entry.frist for entry in register.alle(Personenbezug)}
    changed = {row.modell: timedelta(days=row.tage) for row in Loeschfrist.objects.released() if row.modell in result}
    return result | changed


# --- What is due ---
@dataclass
class Stand:
    """One look at everything at one instant, with the periods and the Löschsperren of that instant."""

    instant: datetime = field(default_factory=uhr.now)
    fristen: dict[str, timedelta] = field(default_factory=fristen)
    gesperrt: dict[str, set] = field(default_factory=lambda: locked_rows(uhr.today()))

    def over(self, entry: Personenbezug) -> QuerySet:
        """Rows whose period is over."""
        model = model_of(entry)
        limit = self.instant - self.fristen[entry.modell]
        exact = isinstance(model._meta.get_field(entry.ab_feld), DateTimeField)
        rows = model._default_manager.filter(**{f"{entry.ab_feld}__lt": limit if exact else uhr.local(limit).date()})
        return rows.exclude(already_empty(entry)) if entry.aktion == "leeren" else rows

    def finished(self, entry: Personenbezug) -> QuerySet:
        """Rows whose period is over and that nobody is working on."""
        return self.over(entry).filter(entry.erst_wenn()) if entry.erst_wenn else self.over(entry)

    def unlocked(self, entry: Personenbezug) -> QuerySet:
        """Those of them that no Löschsperre keeps."""
        return self.finished(entry).exclude(pk__in=self.gesperrt.get(entry.modell, ()))

    def going(self, entry: Personenbezug) -> QuerySet:
        """Those of them that nothing holds which stays itself: what the next run erases."""
        rows = self.unlocked(entry)
        return rows if entry.aktion == "leeren" else rows.filter(*(~Exists(staying) for staying in self._staying(entry)))

    def _staying(self, entry: Personenbezug) -> Iterable[QuerySet]:
        known = _entries()
        for key in holders(model_of(entry)):
            rows = key.model._default_manager.filter(**{key.name: OuterRef("pk")})
            other = known.get(key.model._meta.label)
            goes = other is not None and other.aktion == "loeschen"
            yield rows.filter(~Exists(self.going(other).filter(pk=OuterRef("pk")))) if goes else rows  # type: ignore[arg-type]


def already_empty(entry: Personenbezug) -> Q:
    """Recognise a row that was emptied, by the constants among its ``leer``."""
    return Q(**{name: value for name, value in entry.leer if not hasattr(value, "resolve_expression") and value is not None})


def counts(stand: Stand) -> list[tuple[Personenbezug, dict[str, int]]]:
    """Return for each entry how many rows would go, and how many of those that are over stay and why."""
    result = []
    for entry in in_order():
        over, finished = stand.over(entry).count(), stand.finished(entry).count()
        unlocked, going = stand.unlocked(entry).count(), stand.going(entry).count()
        zahlen = {"weg": going, "offen": over - finished, "gesperrt": finished - unlocked, "gehalten": unlocked - going}
        result.append((entry, zahlen))
    return result


# --- What belongs to whom ---
@cache
def named_by_key(entry: Personenbezug) -> bool:
    """Say whether the path ends in a plain field that holds the key of anything of the person."""
    if not entry.pfad_zur_person or entry.pfad_zur_person.endswith(HASH):
        return False
    model = model_of(entry)
    for part in entry.pfad_zur_person.split("__"):
        end = model._meta.get_field(part)
        model = end.related_model  # type: ignore[assignment]
    return model is None


def same_human(person: Person) -> QuerySet[Person]:
    """Return every row of the human being: name and birth date are the same, or an app knows that it is the same one."""
    return Person.objects.filter(pk__in=same_humans({person.pk}))


def same_humans(persons: set) -> set:
    """Return the keys of all rows of these human beings."""
    found: set = set()
    while not persons <= found:
        found |= persons
        hashes = Person.objects.filter(pk__in=persons).values("person_hash")
        persons = set(Person.objects.filter(person_hash__in=hashes).values_list("pk", flat=True))
        for known in register.alle(register.Gleichsetzung):
            persons |= known.auch(persons)
    return found


def belongings(persons: Iterable[Person]) -> dict[str, set]:
    """Return the keys of all rows about ``persons`` for each model, in the order of the register; empty ones left out."""
    persons = list(persons)
    ids, hashes = {person.pk for person in persons}, {getattr(person, HASH) for person in persons}
    found: dict[str, set] = {PERSON: set(ids)}
    late = []
    for entry in register.alle(Personenbezug):
        if entry.modell == PERSON or not entry.pfad_zur_person:
            continue
        if named_by_key(entry):
            late.append(entry)
            continue
        wanted = hashes if entry.pfad_zur_person.endswith(HASH) else ids
        found[entry.modell] = _keys(entry, wanted)
        for name in entry.nimmt_mit:
            rows = model_of(entry)._default_manager.filter(pk__in=found[entry.modell]).exclude(**{name: None})
            label = model_of(entry)._meta.get_field(name).related_model._meta.label  # type: ignore[union-attr]
            found[label] = set(rows.values_list(name, flat=True))
    everything = {str(key) for label, keys in found.items() for key in keys if has_own_key(label)}
    return {label: keys for label, keys in found.items() if keys} | {
        entry.modell: keys for entry in late if (keys := _keys(entry, everything))
    }


def _keys(entry: Personenbezug, wanted: set) -> set:
    rows = model_of(entry)._default_manager.filter(**{f"{entry.pfad_zur_person}__in": wanted})
    return set(rows.values_list("pk", flat=True))


def has_own_key(label: str) -> bool:
    """Say whether the key of its rows is a UUID of their own, so that others can name them by it alone."""
    key = apps.get_model(label)._meta.pk
    return key.get_internal_type() == "UUIDField"


def locked_rows(tag) -> dict[str, set]:
    """Return the keys of all rows that a Löschsperre keeps on ``tag``."""
    named = set(Loeschsperre.objects.in_force(tag).values_list("person", flat=True))
    persons = list(Person.objects.filter(pk__in=same_humans(named))) if named else []
    return belongings(persons) if persons else {}


def at_address(email: str) -> dict[str, set]:
    """Return the keys of all rows that hang on no person but on this e-mail address, for each model that has some."""
    found = {entry.modell: _at(entry, email) for entry in in_order() if entry.adressfeld}
    return {modell: pks for modell, pks in found.items() if pks}


def _at(entry: Personenbezug, email: str) -> set:
    rows = model_of(entry)._default_manager
    if not isinstance(model_of(entry)._meta.get_field(entry.adressfeld), VerschluesseltesFeld):
        return set(rows.filter(**{f"{entry.adressfeld}__iexact": email}).values_list("pk", flat=True))
    # The database can't compare what it only holds encrypted: somebody asks seldom, and such rows are few.
    return {pk for pk, held in rows.values_list("pk", entry.adressfeld).iterator() if held.casefold() == email.casefold()}
