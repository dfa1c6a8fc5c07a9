"""What the office holds about a person, in words for that person (Art. 15 DSGVO)."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Field, ForeignKey, Model

from behoerde.kern import uhr
from behoerde.kern.db import System, als
from behoerde.kern.geschichte import in_words
from behoerde.kern.holdings import at_address, belongings, events_of, fristen, in_order, model_of, same_human
from behoerde.kern.models import Person, User
from behoerde.kern.register import Personenbezug

# What runs the machine and says nothing about anybody, and who of the office sent something.
TECHNISCH = ("schluessel", "ablage", "pruefsumme", "anfrage_id", "gesperrt_bis", "password", "geschickt_von")
RECHTE = (
    "Sie können Berichtigung und Löschung verlangen, die Verarbeitung einschränken lassen und ihr widersprechen "
    "(Artikel 16 bis 21 DSGVO). Sie können sich bei der Datenschutzaufsicht Ihres Bundeslandes beschweren (Artikel 77 DSGVO). "
    "Entscheidungen, die allein ein Programm trifft (Artikel 22 DSGVO), gibt es hier nicht."
)


@dataclass(frozen=True)
class Wert:
    feld: str
    bezeichnung: str
    wert: str


@dataclass(frozen=True)
class Abschnitt:
    """All rows of one model about the person: what for, on which basis, how long; ``frueher`` are former states of them."""

    entry: Personenbezug
    tage: int
    zeilen: list[list[Wert]]
    frueher: list[list[Wert]] = field(default_factory=list)

    @property
    def titel(self) -> str:
        return str(model_of(self.entry)._meta.verbose_name_plural)


def auskunft(person: Person) -> list[Abschnitt]:
    """Return everything the registry leads to from any row of the human being, in the order of the register."""
    with als(System.AUFGABE):  # the data of all offices, also where row-level security shows the account nothing
        persons = list(same_human(person))
        owned, periods = belongings(persons), fristen()
        own = {row.pk for row in persons}
        entries = [entry for entry in reversed(in_order()) if owned.get(entry.modell)]
        return [_section(entry, owned[entry.modell], periods[entry.modell].days, own) for entry in entries]


def auskunft_at(email: str) -> list[Abschnitt]:
    """Return what hangs on an e-mail address and on no person, in the order of the register."""
    with als(System.AUFGABE):
        owned, periods = at_address(email), fristen()
        entries = [entry for entry in reversed(in_order()) if entry.modell in owned]
        return [_section(entry, owned[entry.modell], periods[entry.modell].days, set()) for entry in entries]


def _section(entry: Personenbezug, pks: set, tage: int, own: set) -> Abschnitt:
    model = model_of(entry)
    rows = model._default_manager.filter(pk__in=pks).order_by(entry.ab_feld, "pk")
    former = [
        event for events in events_of(model) for event in events._base_manager.filter(pgh_obj_id__in=pks).order_by("pgh_id")
    ]
    return Abschnitt(entry, tage, [_row(model, row, own) for row in rows], [_row(model, event, own) for event in former])


def _row(model: type[Model], row: Any, own: set) -> list[Wert]:
    fields = [f for f in model._meta.concrete_fields if hasattr(row, f.attname) and _says_something(f)]
    values = [Wert(f.name, _label(f), _value(f, row, own)) for f in fields]
    if hasattr(row, "pgh_created_at"):
        values.insert(0, Wert("stand_vom", "Stand vom", in_words(row._meta.get_field("pgh_created_at"), row.pgh_created_at)))
    return [value for value in values if value.wert]


def _says_something(f: Field) -> bool:
    return not (
        f.primary_key or f.name.endswith("_hash") or f.name in TECHNISCH or f.related_model is User or f.name == "user_id"
    )


def _label(f: Field) -> str:
    """Return the label of a form, or the name of the column, which is a German word."""
    label = str(f.verbose_name)
    return label[:1].upper() + label[1:]


def _value(f: Field, row: Any, own: set) -> str:
    """Return a value in words, "" for nothing; another person is not named (Art. 15 Abs. 4 DSGVO)."""
    value = getattr(row, f.attname)
    if value is None or value in ("", [], {}):
        return ""
    if not isinstance(f, ForeignKey):
        return in_words(f, value)
    if f.related_model is Person:
        return "Sie" if value in own else "eine andere Person"
    other = f.related_model._base_manager.filter(pk=value).first()
    return str(other) if other else ""


def as_json(person: Person | str, sections: list[Abschnitt]) -> dict[str, Any]:
    """Return the answer as data that other programs read (Art. 20 DSGVO)."""
    return {
        "stand": uhr.now().isoformat(timespec="seconds"),
        "person": str(person),
        "rechte": RECHTE,
        "angaben": [
            {
                "modell": section.entry.modell,
                "titel": section.titel,
                "zweck": str(section.entry.zweck),
                "rechtsgrundlage": section.entry.rechtsgrundlage,
                "frist_tage": section.tage,
                "zeilen": [[vars(value) for value in row] for row in section.zeilen],
                "fruehere_staende": [[vars(value) for value in row] for row in section.frueher],
            }
            for section in sections
        ],
    }
