"""What is known in an Erstberatung, and what to ask next."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When

from behoerde.kern import uhr
from behoerde.kern.models import Person, User, Vorgabe
from behoerde.kern.regeln import Empfindlichkeit, Regelergebnis, Tatsache, next_questions
from behoerde.kern.suche import persons_named
from lotsen.beratung import BERATUNG_OFFEN, Antwortstand, BeratungStatus
from lotsen.models import Antwort, Erstberatung
from lotsen.regeln import REGELWERK
from lotsen.regeln.bedarfe import BEDARFE
from lotsen.regeln.tatsachen import TATSACHEN

BEDARF_NAMEN = frozenset(tatsache.name for tatsache in BEDARFE.values())
# Needs that anybody may be asked on one list; who names one of the others says something about health or danger.
BEDARF_OFFEN = tuple(tatsache.name for tatsache in BEDARFE.values() if tatsache.empfindlichkeit is not Empfindlichkeit.BESONDERS)
BEDARF_HEIKEL = BEDARF_NAMEN - frozenset(BEDARF_OFFEN)
ALTER = "alter"


@dataclass
class Lage:
    """What one Erstberatung knows on ``tag``; judged once, whatever is read from it."""

    erstberatung: Erstberatung
    antworten: dict[str, Antwort]
    vorgaben: dict[str, list[Vorgabe]]
    tag: date = field(default_factory=uhr.today)

    @cached_property
    def facts(self) -> dict[str, Any]:
        """Return what was said; the age follows from the birth date unless somebody said otherwise."""
        said = {name: antwort.value for name, antwort in self.antworten.items() if antwort.stand == Antwortstand.GESAGT}
        return {ALTER: age_on(self.erstberatung.person.geburtsdatum, self.tag)} | said

    @cached_property
    def ergebnisse(self) -> list[Regelergebnis]:
        return REGELWERK.judge(self.facts, self.tag, self.vorgaben)

    @cached_property
    def bedarf_offen(self) -> bool:
        """Say whether nobody has talked yet about what the person needs."""
        return not any(name in self.antworten for name in BEDARF_OFFEN)

    @cached_property
    def fragen(self) -> list[Tatsache]:
        """Return what would still change something, the most useful first, without what the person did not answer."""
        asked = {name for name, antwort in self.antworten.items() if antwort.stand != Antwortstand.UEBERSPRUNGEN}
        return [tatsache for tatsache in next_questions(self.ergebnisse, TATSACHEN) if tatsache.name not in asked]

    @property
    def fragen_allein(self) -> list[Tatsache]:
        """Return what the person is asked alone: nothing delicate, and nothing twice."""
        return [tatsache for tatsache in self.fragen if may_ask_alone(tatsache) and tatsache.name not in self.antworten]

    @property
    def unbestaetigt(self) -> list[Antwort]:
        """Return what the person said alone and nobody has gone through with them yet; needs they left out aside."""
        left_out = {name for name in BEDARF_NAMEN if self.facts.get(name) is False}
        return [row for name, row in self.antworten.items() if row.unbestaetigt and name not in left_out]


def may_ask_alone(tatsache: Tatsache) -> bool:
    """Say whether a person may be asked this without a human being beside them."""
    return tatsache.empfindlichkeit is not Empfindlichkeit.BESONDERS


def age_on(geburtsdatum: date, tag: date) -> int:
    """Return the age in whole years."""
    return tag.year - geburtsdatum.year - ((tag.month, tag.day) < (geburtsdatum.month, geburtsdatum.day))


def lage(erstberatung: Erstberatung) -> Lage:
    """Return what is known today, in two queries."""
    antworten = {antwort.tatsache: antwort for antwort in erstberatung.antworten.all()}
    tag = uhr.today()
    vorgaben: dict[str, list[Vorgabe]] = defaultdict(list)
    for vorgabe in Vorgabe.objects.in_force(tag).filter(regelwerk=REGELWERK.name):
        vorgaben[vorgabe.regel].append(vorgabe)
    return Lage(erstberatung, antworten, dict(vorgaben), tag)


def erstberatungen(user: User, *, q: str = "", status: str = "", meine: bool = False) -> QuerySet[Erstberatung]:
    """Return what ``user`` may see, the open ones first; ``q`` is a name, ``status`` "" means all."""
    rows = Erstberatung.objects.sichtbar_fuer(user).select_related("person", "lotse", "einheit")
    if status in BeratungStatus.values:
        rows = rows.filter(status=status)
    if meine:
        rows = rows.filter(lotse=user)
    if text := q.replace("\0", " ").strip():
        rows = rows.filter(person__in=persons_named(text).values("pk"))
    open_first = Case(When(status__in=BERATUNG_OFFEN, then=Value(0)), default=Value(1))
    return rows.order_by(open_first, "-angelegt_am")


def waiting(user: User) -> QuerySet[Erstberatung]:
    """Return what is open with ``user``."""
    return Erstberatung.objects.sichtbar_fuer(user).filter(lotse=user, status__in=BERATUNG_OFFEN)


def known_as(*, vorname: str, nachname: str, geburtsdatum: date) -> Sequence[Person]:
    """Return people born on that day who may be the same: one of the names is theirs, accents aside."""
    named = Q(pk__in=persons_named(vorname).values("pk")) | Q(pk__in=persons_named(nachname).values("pk"))
    return list(Person.objects.filter(named, geburtsdatum=geburtsdatum).order_by("-angelegt_am")[:5])
