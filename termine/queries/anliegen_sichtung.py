"""One concern beside the list: its people, statements, documents, questions, offers and what is around it."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from behoerde.kern.models import Datei, Nachricht, User
from termine.enums import ANLIEGEN_OFFEN, ANLIEGEN_VOR_TERMIN, UnterlageStand
from termine.models import Anliegen, Aufnahme, AufnahmeUnterlage, Rueckfrage, Team, Terminvorschlag

GETEILT = "teilung-"  # how the key of a Vorgang begins that was split off


@dataclass(frozen=True)
class Unterlagenzeile:
    """One document with its file, where one was sent."""

    zeile: AufnahmeUnterlage
    datei: Datei | None

    @property
    def fehlt(self) -> bool:
        return self.zeile.stand == UnterlageStand.FEHLT


def with_details(found: QuerySet[Aufnahme]) -> QuerySet[Aufnahme]:
    """Add everything the page shows, in five more queries."""
    return found.select_related(
        "leistung", "kontakt", "einheit", "aufgenommen_in", "team__standort", "ansprechperson", "versprechen", "geht_auf_in"
    ).prefetch_related(
        Prefetch("anliegen", queryset=Anliegen.objects.select_related("person", "termin").order_by("position")),
        Prefetch("unterlagen", queryset=AufnahmeUnterlage.objects.select_related("unterlage")),
        Prefetch("rueckfragen", queryset=Rueckfrage.objects.prefetch_related("unterlagen")),
        Prefetch("vorschlaege", queryset=Terminvorschlag.objects.select_related("platz", "standort")),
    )


def unterlagen_of(aufnahme: Aufnahme) -> list[Unterlagenzeile]:
    """Return the documents with their files, in one query."""
    lines = list(aufnahme.unterlagen.all())
    files = Datei.objects.in_bulk([line.datei for line in lines if line.datei])
    return [Unterlagenzeile(line, files.get(line.datei)) for line in lines]


def doppelte(aufnahme: Aufnahme, user) -> list[Aufnahme]:
    """Return other open concerns of the same Leistung with somebody born on the same day: perhaps the same person."""
    born = [anliegen.person.geburtsdatum for anliegen in aufnahme.anliegen.all()]
    same = Anliegen.objects.filter(person__geburtsdatum__in=born, leistung=aufnahme.leistung_id, status__in=ANLIEGEN_VOR_TERMIN)
    found = Aufnahme.objects.sichtbar_fuer(user).filter(pk__in=same.values("aufnahme")).exclude(pk=aufnahme.pk)
    return list(found.select_related("kontakt").defer("worte", "antwort").order_by("pk"))


def aufgegangen(aufnahme: Aufnahme, user) -> list[Aufnahme]:
    """Return the concerns that were merged into this one and can be parted from it again."""
    found = Aufnahme.objects.sichtbar_fuer(user).filter(geht_auf_in=aufnahme, zusammenfuehrungen__bleibt=aufnahme)
    return list(found.filter(zusammenfuehrungen__zurueckgenommen_am=None).defer("worte", "antwort").order_by("pk"))


def teams_for(aufnahme: Aufnahme) -> list[Team]:
    """Return every other team that serves the Leistung, of whichever unit."""
    teams = Team.objects.filter(leistungen=aufnahme.leistung_id, aktiv=True).exclude(pk=aufnahme.team_id)
    return list(teams.select_related("organisationseinheit", "standort").order_by("organisationseinheit__name", "name"))


def open_people(aufnahme: Aufnahme) -> list[Anliegen]:
    """Return the concerns that are not over, of prefetched ones."""
    return [anliegen for anliegen in aufnahme.anliegen.all() if anliegen.status in ANLIEGEN_OFFEN]


def undelivered(aufnahme: Aufnahme) -> bool:
    """Say whether a message to the contact came back for good."""
    return Nachricht.objects.filter(empfaenger_id=aufnahme.kontakt_id, status=Nachricht.Status.TOT).exists()


def previous_ansprechperson(aufnahme: Aufnahme, wanted: str) -> User | None:
    """Return the account ``wanted`` when the concern was with it before, else None: nobody else is brought in by an address."""
    before = aufnahme.events.values_list("ansprechperson_id", flat=True).distinct()  # type: ignore[attr-defined] # made by pghistory
    known = {str(pk): pk for pk in before if pk}
    return User.objects.filter(pk=known[wanted]).first() if wanted in known else None


def split_off(aufnahme: Aufnahme, user) -> QuerySet[Aufnahme]:
    """Return what was split off from a family: it carries the day on which the family came."""
    own = Aufnahme.objects.sichtbar_fuer(user).filter(schluessel__startswith=GETEILT, leistung=aufnahme.leistung_id)
    return own.filter(angelegt_am=aufnahme.angelegt_am).exclude(pk=aufnahme.pk)
