"""Paths to a secure status: rules of law with a next step, and what they say to one person in five words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from behoerde.kern.regeln import Alle, Bedingung, Ergebnis, Frist, Grund, Regel, Urteil
from behoerde.kern.regeln.bedingung import Facts

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

JA, NEIN, UNBEKANNT = Urteil.JA, Urteil.NEIN, Urteil.UNBEKANNT


class Pfadurteil(TextChoices):
    """What is known of a path; the order is that of hope, the best first."""

    MOEGLICH_JETZT = "moeglich_jetzt", _("jetzt möglich")
    AB_DATUM = "ab_datum", _("möglich ab einem Tag")
    UNBEKANNT = "unbekannt", _("bitte klären")
    FEHLT = "fehlt", _("es fehlt noch etwas")
    AUSGESCHLOSSEN = "ausgeschlossen", _("ausgeschlossen")


RANG = {urteil: rank for rank, urteil in enumerate(Pfadurteil)}


@dataclass(frozen=True, kw_only=True, eq=False)
class Pfad(Regel):
    """A rule with ``status``, whom it is for at all, and ``schritt``, what to do next.

    Paths of one ``group`` lead to the same end by ways that bind differently, the strongest first: who has missed a period of
    the entitlement may still be left to discretion.
    """

    status: Bedingung
    schritt: "StrOrPromise"
    group: str

    def tatsachen(self) -> frozenset[str]:
        return super().tatsachen() | self.status.tatsachen()


class Pfadergebnis(NamedTuple):
    """What one path says on a day; ``betrifft`` is false when it is for people of another status.

    ``fehlt``: groups of which each needs one of its reasons. ``ab``: first day on which time alone has done its part; a promise
    only together with AB_DATUM.
    """

    pfad: Pfad
    urteil: Pfadurteil
    fehlt: tuple[tuple[Grund, ...], ...] = ()
    unbekannt: tuple[str, ...] = ()
    gruende: tuple[Grund, ...] = ()
    ab: date | None = None
    fristen: tuple[tuple[Frist, date | None], ...] = ()
    betrifft: bool = True


def judge_path(pfad: Pfad, facts: Facts, tag: date) -> Pfadergebnis:
    """Judge one path: an exclusion that nobody knows leaves it UNBEKANNT, never open."""
    status, bar = pfad.status.judge(facts, tag), pfad.ausschluss.judge(facts, tag)
    if status.urteil is NEIN or not pfad.in_force(tag):
        return Pfadergebnis(pfad, Pfadurteil.AUSGESCHLOSSEN, gruende=_negative(status), betrifft=False)
    if bar.urteil is JA:
        return Pfadergebnis(pfad, Pfadurteil.AUSGESCHLOSSEN, gruende=bar.gruende)
    parts = pfad.bedingung.parts if isinstance(pfad.bedingung, Alle) else (pfad.bedingung,)
    results = [part.judge(facts, tag) for part in parts]
    fehlt = tuple(result.gruende for result in results if result.urteil is NEIN)
    missing = frozenset().union(status.missing, bar.missing, *(result.missing for result in results))
    found = Pfadergebnis(
        pfad,
        Pfadurteil.MOEGLICH_JETZT,
        fehlt=fehlt,
        unbekannt=tuple(sorted(missing)),
        gruende=tuple(grund for result in results if result.urteil is JA for grund in result.gruende),
        fristen=tuple((frist, frist.last_day(facts)) for frist in pfad.fristen),
    )
    if not fehlt:
        return found._replace(urteil=Pfadurteil.UNBEKANNT) if missing else found
    ab = _only_time(parts, results, facts, tag)
    if ab is None:
        return found._replace(urteil=Pfadurteil.FEHLT)
    later = pfad.judge(facts, ab).urteil  # something else may have run out by then
    if missing and later is not NEIN:
        return found._replace(urteil=Pfadurteil.UNBEKANNT, ab=ab)
    return found._replace(urteil=Pfadurteil.AB_DATUM, ab=ab) if later is JA else found._replace(urteil=Pfadurteil.FEHLT)


def _negative(status: Ergebnis) -> tuple[Grund, ...]:
    return tuple(grund for grund in status.gruende if grund.urteil is not UNBEKANNT)


def _only_time(parts: tuple[Bedingung, ...], results: list[Ergebnis], facts: Facts, tag: date) -> date | None:
    """Return the first day on which all that fails today is given by time alone, None when it takes more."""
    days = [part.earliest(facts, tag) for part, result in zip(parts, results, strict=True) if result.urteil is NEIN]
    return None if None in days else max((day for day in days if day), default=None)


def judge_paths(pfade: Iterable[Pfad], facts: Facts, tag: date) -> list[Pfadergebnis]:
    """Judge every path and keep of each group the best: its first among equals. The best come first."""
    best: dict[str, Pfadergebnis] = {}
    for pfad in pfade:
        found = judge_path(pfad, facts, tag)
        kept = best.get(pfad.group)
        if kept is None or _rank(found) < _rank(kept):
            best[pfad.group] = found
    return sorted(best.values(), key=_rank)


def _rank(ergebnis: Pfadergebnis) -> tuple[int, bool]:
    return RANG[ergebnis.urteil], not ergebnis.betrifft
