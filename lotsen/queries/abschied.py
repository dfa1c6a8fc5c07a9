"""Who leaves soon by their own words; and what people said who left, in numbers too large to point at anybody."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Sum

from behoerde.kern import uhr
from behoerde.kern.models import Nachricht, Person
from behoerde.kern.regeln.zeit import last_day
from lotsen.abschied import VORHER, Abschiedsfrage, Urteilswort
from lotsen.beratung import Antwortstand
from lotsen.models import Abschiedszahl, Antwort, Erstberatung, Netzkontakt
from lotsen.regeln import tatsachen as t
from lotsen.zahlen import shown
from termine.queries.beratung import concerned_since

GEFRAGT = (t.VORUEBERGEHEND.name, t.TITEL_AM.name, t.TITEL_MONATE.name)


@dataclass(frozen=True)
class Abreise:
    """Somebody who stays for a while only: the newest row of theirs, until when, and when they said so."""

    person: Person
    ende: date
    gesagt_am: datetime


def leaving(person_hash: str = "") -> list[Person]:
    """Return who leaves within VORHER by their newest answers and wants to hear from us; ``person_hash`` asks about one.

    A title that expires is no farewell: nearly everybody has it extended. So only who said that they stay for a while is
    found, and nobody who asked the office for anything since, or still waits for an answer.
    """
    today = uhr.today()
    found = [row for row in _stays(person_hash) if today <= row.ende <= today + VORHER]
    staying = concerned_since({row.person.person_hash: row.gesagt_am for row in found})
    return [row.person for row in found if row.person.person_hash not in staying]


def _stays(person_hash: str) -> Iterator[Abreise]:
    said = Antwort.objects.filter(tatsache=t.VORUEBERGEHEND.name, stand=Antwortstand.GESAGT)
    if person_hash:
        said = said.filter(erstberatung__person__person_hash=person_hash)
    asked = Prefetch("antworten", Antwort.objects.filter(tatsache__in=GEFRAGT))
    talks = Erstberatung.objects.filter(person__person_hash__in=said.values("erstberatung__person__person_hash"))
    by_person: dict[str, list[Erstberatung]] = defaultdict(list)
    for talk in talks.select_related("person").prefetch_related(asked).order_by("angelegt_am", "id"):
        by_person[talk.person.person_hash].append(talk)
    for rows in by_person.values():
        if rows[-1].erinnern and (stay := _stay(rows)):
            yield stay


def _stay(talks: list[Erstberatung]) -> Abreise | None:
    answers = [antwort for talk in talks for antwort in talk.antworten.all()]
    newest = {antwort.tatsache: antwort for antwort in sorted(answers, key=lambda row: row.gegeben_am)}
    short, begin, months = (newest[name].value if name in newest else None for name in GEFRAGT)
    if short is not True or not begin or not months:
        return None
    ende = last_day(begin, monate=int(months), tage=0)
    return Abreise(talks[-1].person, ende, newest[t.VORUEBERGEHEND.name].gegeben_am)


def told_on(person: Person) -> datetime | None:
    """Return when the farewell was last put into the outbox for them, under whichever row of theirs."""
    rows = Person.objects.filter(person_hash=person.person_hash).values("pk")
    messages = Nachricht.objects.filter(anlass="abschied", empfaenger_art="person", empfaenger_id__in=rows)
    return messages.order_by("-angelegt_am").values_list("angelegt_am", flat=True).first()


def farewell_figures() -> list[tuple[Abschiedsfrage, list[tuple[str, int | None]]]]:
    """Return for both questions how often each word was said this year and last; None stands for fewer than AB."""
    rows = Abschiedszahl.objects.filter(jahr__gte=uhr.today().year - 1).values_list("frage", "antwort")
    said = {(frage, wort): number for frage, wort, number in rows.annotate(zahl=Sum("anzahl"))}
    return [
        (frage, [(str(wort.label), shown(said.get((frage.value, wort.value), 0))) for wort in Urteilswort])
        for frage in Abschiedsfrage
    ]


def network_size() -> int:
    """Return how many people stay in touch."""
    return Netzkontakt.objects.exclude(bestaetigt_am=None).count()
