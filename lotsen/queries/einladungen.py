"""Whom a rule finds, from what is known anyway: people of the own units with a contact who did not say no."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from behoerde.kern import uhr
from behoerde.kern.krypto import keyed_hash
from behoerde.kern.models import Person, User
from behoerde.kern.regeln.zeit import after_months
from lotsen.beratung import Antwortstand, BeratungStatus
from lotsen.einladung import Einladungsregel
from lotsen.models import Antwort, Einladung, Einladungsliste, Erstberatung, Veranstaltung, Widerspruch
from lotsen.queries.einbuergerungscheck import ANSPRUCH, EHE, UNTERSTELLT
from lotsen.regeln import REGELWERK
from lotsen.veranstaltung import VeranstaltungStatus

HOECHSTENS = 500  # people on one list: more than that nobody looks through
VOLLJAEHRIG = 18


@dataclass(frozen=True)
class Auswahl:
    """What staff chose: the rule, how far back, which languages, whose people, to what."""

    regel: Einladungsregel
    einheiten: Sequence[int]
    monate: int = 6
    sprachen: list[str] = field(default_factory=list)
    veranstaltung: Veranstaltung | None = None


@dataclass(frozen=True)
class Vorschau:
    """Whom it would be, and how many of those the rule found said no."""

    personen: list[Person]
    widersprochen: int
    gekappt: bool

    @property
    def sprachen(self) -> list[tuple[str, int]]:
        names = dict(settings.LANGUAGES)
        return [(names[code], number) for code, number in Counter(person.sprache for person in self.personen).most_common()]


def preview(auswahl: Auswahl) -> Vorschau:
    """Return each person once, the newest row of theirs."""
    found = _once(_by_rule(auswahl))
    said_no = against(found)
    invited = _invited(auswahl.veranstaltung)
    rows = [row for row in found if row.person_hash not in said_no and row.person_hash not in invited]
    rows = [row for row in rows if row.email or row.mobil]
    rows.sort(key=lambda row: (row.nachname, row.vorname, str(row.pk)))
    return Vorschau(rows[:HOECHSTENS], sum(row.person_hash in said_no for row in found), len(rows) > HOECHSTENS)


def against(people: Iterable[Person]) -> set[str]:
    """Return the hashes of those who want no invitations."""
    wanted = Widerspruch.objects.filter(person_hash__in={person.person_hash for person in people})
    return set(wanted.values_list("person_hash", flat=True))


def _known_in(units: Sequence[int]) -> QuerySet[Person]:
    visits = Q(anliegen__aufnahme__einheit__in=units) | Q(anliegen__termin__platz__team__organisationseinheit__in=units)
    adult = after_months(uhr.today(), -12 * VOLLJAEHRIG)
    return Person.objects.filter(
        Q(pk__in=Person.objects.filter(visits).values("pk")) | Q(erstberatungen__einheit__in=units), geburtsdatum__lte=adult
    ).distinct()


def _by_rule(auswahl: Auswahl) -> Iterable[Person]:
    people = _known_in(auswahl.einheiten)
    if auswahl.sprachen:
        people = people.filter(sprache__in=auswahl.sprachen)
    if auswahl.regel == Einladungsregel.NEU:
        since = datetime.combine(after_months(uhr.today(), -auswahl.monate), time(0), uhr.ZONE)
        earlier = Person.objects.filter(angelegt_am__lt=since).values("person_hash")
        return people.filter(angelegt_am__gte=since).exclude(person_hash__in=earlier)
    if auswahl.regel == Einladungsregel.EINBUERGERUNG:
        return people.filter(pk__in=_ready(auswahl))
    return people


def _ready(auswahl: Auswahl) -> list[Any]:
    """Return who, by their own answers, can be naturalised today and wanted to hear from the office."""
    talks = Erstberatung.objects.filter(
        einheit__in=auswahl.einheiten, status=BeratungStatus.ABGESCHLOSSEN, erinnern=True
    ).values_list("pk", "person_id")
    facts: dict[Any, dict[str, Any]] = defaultdict(dict)
    answers = Antwort.objects.filter(erstberatung__in=[pk for pk, _person in talks], stand=Antwortstand.GESAGT)
    for answer in answers:
        facts[answer.erstberatung_id][answer.tatsache] = answer.value
    return [person for pk, person in talks if ready_on(facts[pk], uhr.today())]


def ready_on(facts: dict[str, Any], tag: date) -> bool:
    """Say whether § 10 or § 9 StAG is met on ``tag``; what was said goes before what the check takes for granted."""
    known = UNTERSTELLT | facts | {name: True for name, value in UNTERSTELLT.items() if value is True and facts.get(name) is None}
    days = [REGELWERK.by_key[key].earliest(known, tag) for key in (ANSPRUCH, EHE)]
    return any(day is not None and day <= tag for day in days)


def _once(people: Iterable[Person]) -> list[Person]:
    newest: dict[str, Person] = {}
    for person in sorted(people, key=lambda row: (row.angelegt_am, row.pk)):
        newest[person.person_hash] = person
    return list(newest.values())


def _invited(veranstaltung: Veranstaltung | None) -> set[str]:
    if veranstaltung is None:
        return set()
    rows = Einladung.objects.filter(liste__veranstaltung=veranstaltung, weggelassen=False).exclude(liste__status="verworfen")
    return set(rows.values_list("person__person_hash", flat=True))


def seal(liste: Einladungsliste) -> str:
    """Return what stands for exactly the people who are on ``liste`` now; another list has another seal."""
    keys = sorted(str(pk) for pk in liste.einladungen.filter(weggelassen=False).values_list("pk", flat=True))
    return keyed_hash("einladungsliste", *keys)[:16]


def lists(user: User) -> QuerySet[Einladungsliste]:
    return Einladungsliste.objects.sichtbar_fuer(user).select_related(
        "veranstaltung", "einheit", "vorgeschlagen_von", "freigegeben_von"
    )


def inviting(user: User) -> QuerySet[Veranstaltung]:
    """Return what one can be invited to."""
    rows = Veranstaltung.objects.sichtbar_fuer(user).filter(anmeldung_bis__gt=uhr.now())
    return rows.filter(status=VeranstaltungStatus.FREIGEGEBEN)
