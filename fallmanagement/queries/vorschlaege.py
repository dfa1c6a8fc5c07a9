"""Proposals: those of a case, what a person would agree to, and what an employer sees."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from uuid import UUID

from django.db.models import QuerySet
from django.utils import translation

from behoerde.kern import uhr
from behoerde.kern.db import System, als
from behoerde.kern.models import Person
from fallmanagement.klientvorschlag import consent_text, told
from fallmanagement.models import Betrieb, Fallakte, Vorschlag
from fallmanagement.queries.matching import Profil
from fallmanagement.stellenwerte import Vorschlagsfeld


@dataclass(frozen=True)
class Angebotsangaben:
    """What would go to the employer, and the words of the consent in the language of the person."""

    person: Person
    profil: Profil
    felder: tuple[str, ...]
    worte: str
    sprache: str
    gueltig_bis: date
    angaben: dict[str, str]
    text: str

    @property
    def abdruck(self) -> str:
        """Return what proves that these words were on the screen."""
        return sha256(self.text.encode()).hexdigest()

    def in_german(self) -> dict[str, str]:
        """Return the details as the employer reads them."""
        with translation.override("de"):
            return told(self.person, self.profil, self.felder, self.worte)


def offer(vorschlag: Vorschlag, profil: Profil, *, felder: list[str], worte: str, sprache: str, tage: int) -> Angebotsangaben:
    """Return what the person would agree to."""
    person, bis = vorschlag.fallakte.person, uhr.today() + timedelta(days=tage)
    with translation.override(sprache):
        angaben = told(person, profil, felder, worte)
        text = consent_text(vorschlag.stellenangebot, angaben, bis)
    return Angebotsangaben(person, profil, tuple(felder), worte, sprache, bis, angaben, text)


def of_akte(akte: Fallakte) -> QuerySet[Vorschlag]:
    """Return the proposals of a case, the latest first."""
    return akte.vorschlaege.select_related("stellenangebot__betrieb", "vorgeschlagen_von").order_by("-angelegt_am", "-id")


@dataclass(frozen=True)
class Bewerbung:
    """A proposal as its employer sees it: no key to the person, nothing beyond what they agreed to."""

    pk: UUID
    kennung: str
    stelle: str
    status: str
    gueltig_bis: date
    angaben: tuple[tuple[str, str], ...]


def shown_to(betrieb: Betrieb) -> list[Bewerbung]:
    """Return what ``betrieb`` may see today; read as the office does, because an employer sees no row of a case."""
    with als(System.AUFGABE):
        rows = Vorschlag.objects.shown_to_betrieb().filter(stellenangebot__betrieb=betrieb)
        rows = rows.select_related("stellenangebot").order_by("angelegt_am", "pk")
        return [Bewerbung(row.pk, row.kennung, row.stellenangebot.titel, row.status, row.gueltig_bis, _said(row)) for row in rows]


def _said(row: Vorschlag) -> tuple[tuple[str, str], ...]:
    angaben: dict[str, str] = json.loads(row.angaben)
    return tuple((str(Vorschlagsfeld(feld).label), wert) for feld, wert in angaben.items())
