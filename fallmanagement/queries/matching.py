"""How a vacancy suits a person, with a sentence for each reason. Pure: profile and demands in, explained result out.

Hard filters say whether it can be at all, in three values: what nobody knows is said to be unknown, it counts neither as fulfilled
nor as a no. Points order what is left. The input carries neither origin, nationality, religion, sex nor age (§ 1 AGG), so nothing
of it can count. A person decides, this is an aid. The weights are a choice of this portal, not a measurement.

An unknown distance is said and earns no points, but it does not lower the verdict: how far is too far is a wish of the person, who
sees where the work is and can say no; law and safety do not hang on it. Else nothing would be possible until every home is known,
and the verdict would no longer tell a missing work permission from a missing postal code. A known distance beyond the limit is a no.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import and_
from typing import NamedTuple

from behoerde.kern.regeln import Urteil
from behoerde.kern.regeln.tatsache import NIVEAUS
from fallmanagement.titel import Arbeit

JA, NEIN, UNBEKANNT = Urteil.JA, Urteil.NEIN, Urteil.UNBEKANNT
BERUF, BERUFSGRUPPE = 40, 20  # the same KldB 2010 code; the same Berufsgruppe (its first three digits)
ANERKANNT, ERFAHRUNG, WEG = 25, 25, 10


class Zeit(NamedTuple):
    """What a residence status says about work from a day to a day, both included; without end when it is for good."""

    von: date
    bis: date | None
    arbeit: Arbeit


@dataclass(frozen=True)
class Profil:
    """What somebody can and wants; None and a missing key mean that nobody knows. ``deutsch``: level by skill."""

    aufenthalte: tuple[Zeit, ...] = ()
    deutsch: Mapping[str, str] = field(default_factory=dict)
    berufe: frozenset[str] | None = None
    anerkannt: bool | None = None
    erfahrung_jahre: int | None = None
    fuehrerscheine: frozenset[str] | None = None
    hoechstens_km: int | None = None


@dataclass(frozen=True)
class Stelle:
    """What a vacancy asks for; None and an empty mapping mean that it does not ask. ``beginn`` None: nobody knows."""

    schluessel: str
    beginn: date | None = None
    deutsch: Mapping[str, str] = field(default_factory=dict)
    beruf: str | None = None
    anerkennung: bool = False
    erfahrung_jahre: int = 0
    fuehrerschein: str | None = None
    km: float | None = None


class Grund(NamedTuple):
    """One reason: verdict, sentence, what would raise it; points out of ``hoechstens``, which is 0 for a hard filter."""

    kriterium: str
    urteil: Urteil
    satz: str
    hebt: str = ""
    punkte: int = 0
    hoechstens: int = 0


class Abgleich(NamedTuple):
    """``urteil``: the weakest of the hard filters. ``punkte`` order what is equal in it."""

    schluessel: str
    urteil: Urteil
    punkte: int
    gruende: tuple[Grund, ...]


def _arbeit(profil: Profil, stelle: Stelle) -> Grund:
    name, beginn = "Arbeitserlaubnis", stelle.beginn
    if beginn is None:
        return Grund(name, UNBEKANNT, "Der Beginn der Stelle ist unbekannt.", "Beginn beim Betrieb erfragen")
    tag = f"{beginn:%d.%m.%Y}"
    am_tag = [zeit.arbeit for zeit in profil.aufenthalte if zeit.von <= beginn and (zeit.bis is None or beginn <= zeit.bis)]
    if len(am_tag) != 1:
        return Grund(name, UNBEKANNT, f"Welcher Aufenthaltsstatus am {tag} gilt, ist unbekannt.", "Aufenthaltsstatus klären")
    if am_tag[0] == Arbeit.JA:
        return Grund(name, JA, f"Arbeit ist am {tag} erlaubt.")
    if am_tag[0] == Arbeit.NEIN:
        return Grund(name, NEIN, f"Arbeit ist am {tag} nicht erlaubt.", "Andere Wege im Perspektiven-Check prüfen")
    worte = f"Arbeit am {tag}: {am_tag[0].label}. Ob diese Stelle darunter fällt, ist zu klären."
    return Grund(name, UNBEKANNT, worte, "Erlaubnis für diese Stelle klären")


def _deutsch(profil: Profil, fertigkeit: str, niveau: str) -> Grund:
    name, hat = f"Deutsch {fertigkeit}", profil.deutsch.get(fertigkeit)
    if hat is None:
        return Grund(name, UNBEKANNT, f"Verlangt ist {niveau}, der Stand ist unbekannt.", "Sprachstand feststellen")
    if NIVEAUS.index(hat) >= NIVEAUS.index(niveau):
        return Grund(name, JA, f"Verlangt ist {niveau}, vorhanden ist {hat}.")
    return Grund(name, NEIN, f"Verlangt ist {niveau}, vorhanden ist {hat}.", f"Sprachkurs bis {niveau}")


def _fuehrerschein(profil: Profil, klasse: str) -> Grund:
    name = "Führerschein"
    if profil.fuehrerscheine is None:
        return Grund(name, UNBEKANNT, f"Verlangt ist Klasse {klasse}, ob sie da ist, ist unbekannt.", "Führerschein erfragen")
    if klasse in profil.fuehrerscheine:
        return Grund(name, JA, f"Die verlangte Klasse {klasse} ist vorhanden.")
    return Grund(name, NEIN, f"Die verlangte Klasse {klasse} fehlt.", f"Führerschein der Klasse {klasse}")


def _weg(profil: Profil, stelle: Stelle) -> tuple[Grund, ...]:
    grenze, km = profil.hoechstens_km, stelle.km
    if grenze is None or km is None:
        satz, klaeren = "Ob der Weg zu weit ist, ist unbekannt.", "Wohnort, Grenze und Arbeitsort klären"
        return (Grund("Entfernung", UNBEKANNT, satz, klaeren, 0, WEG),)
    if km > grenze:
        return (Grund("Entfernung", NEIN, f"{km:.0f} km sind mehr als {grenze} km.", "Größere Entfernung vereinbaren"),)
    punkte = round(WEG * (1 - km / grenze)) if grenze else WEG
    return (
        Grund("Entfernung", JA, f"{km:.0f} km liegen in der Grenze von {grenze} km."),
        Grund("Kurzer Weg", JA, f"Je kürzer der Weg, desto mehr Punkte: {km:.0f} km.", "", punkte, WEG),
    )


def _beruf(profil: Profil, beruf: str) -> Grund:
    name, berufe = "Beruf", profil.berufe
    if berufe is None:
        return Grund(name, UNBEKANNT, "Der gewünschte Beruf ist unbekannt.", "Berufswunsch erfragen", 0, BERUF)
    if beruf in berufe:
        return Grund(name, JA, "Der Beruf ist gewünscht.", "", BERUF, BERUF)
    if any(beruf[:3] == wunsch[:3] for wunsch in berufe):
        return Grund(name, JA, "Ein verwandter Beruf ist gewünscht.", "Berufliche Orientierung", BERUFSGRUPPE, BERUF)
    return Grund(name, NEIN, "Der Beruf gehört nicht zu den Wünschen.", "Berufliche Orientierung", 0, BERUF)


def _anerkennung(profil: Profil) -> Grund:
    name = "Anerkennung"
    if profil.anerkannt is None:
        return Grund(name, UNBEKANNT, "Ob ein Abschluss anerkannt ist, ist unbekannt.", "Anerkennung klären", 0, ANERKANNT)
    if profil.anerkannt:
        return Grund(name, JA, "Ein Abschluss ist anerkannt.", "", ANERKANNT, ANERKANNT)
    return Grund(name, NEIN, "Kein Abschluss ist anerkannt.", "Anerkennung beantragen", 0, ANERKANNT)


def _erfahrung(profil: Profil, verlangt: int) -> Grund:
    name, hat = "Erfahrung", profil.erfahrung_jahre
    if hat is None:
        satz = f"Gewünscht sind Jahre an Erfahrung: {verlangt}; die vorhandenen sind unbekannt."
        return Grund(name, UNBEKANNT, satz, "Berufserfahrung erfragen", 0, ERFAHRUNG)
    satz = f"Gewünscht sind Jahre an Erfahrung: {verlangt}; vorhanden: {hat}."
    if hat >= verlangt:
        return Grund(name, JA, satz, "", ERFAHRUNG, ERFAHRUNG)
    return Grund(name, NEIN, satz, "Praktikum oder Probearbeit", ERFAHRUNG * hat // verlangt, ERFAHRUNG)


def abgleich(profil: Profil, stelle: Stelle) -> Abgleich:
    """Return how a vacancy suits a person, hard filters first."""
    gruende = [_arbeit(profil, stelle)]
    gruende += [_deutsch(profil, fertigkeit, niveau) for fertigkeit, niveau in sorted(stelle.deutsch.items())]
    gruende += [_fuehrerschein(profil, stelle.fuehrerschein)] if stelle.fuehrerschein else []
    gruende += _weg(profil, stelle)
    gruende += [_beruf(profil, stelle.beruf)] if stelle.beruf else []
    gruende += [_anerkennung(profil)] if stelle.anerkennung else []
    gruende += [_erfahrung(profil, stelle.erfahrung_jahre)] if stelle.erfahrung_jahre else []
    urteil = reduce(and_, (grund.urteil for grund in gruende if not grund.hoechstens))
    return Abgleich(stelle.schluessel, urteil, sum(grund.punkte for grund in gruende), tuple(gruende))


def reihenfolge(abgleiche: Iterable[Abgleich]) -> list[Abgleich]:
    """Return them best first: possible before unknown before impossible, then by points, then by key."""
    return sorted(abgleiche, key=lambda einer: (-einer.urteil.value, -einer.punkte, einer.schluessel))
