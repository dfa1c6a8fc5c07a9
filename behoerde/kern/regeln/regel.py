"""One rule of law: what must be given, what excludes, since when, how binding, who checked it and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple, Protocol

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from behoerde.kern.regeln.bedingung import NICHTS, Alle, Bedingung, Eine, Ergebnis, Facts, Grund
from behoerde.kern.regeln.urteil import Urteil
from behoerde.kern.regeln.zeit import after_months, last_day

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

IMMER, NIE = Alle(()), Eine(())


class Bindung(TextChoices):
    """How far the law leaves a choice."""

    ANSPRUCH = "anspruch", _("Anspruch")
    PFLICHT = "pflicht", _("Pflicht")
    SOLL = "soll", _("Soll: nur in besonderen Fällen anders")
    ERMESSEN = "ermessen", _("Ermessen")
    ZULASSUNG = "zulassung", _("nur bei freien Plätzen")
    ANGEBOT = "angebot", _("Angebot ohne Rechtsanspruch")


class Wirkung(TextChoices):
    """What an instruction of the office does to a rule: it can narrow it or explain it, never widen it."""

    AUSSETZEN = "aussetzen", _("aussetzen: kommt zurzeit nicht in Frage")
    KLAEREN = "klaeren", _("klären: nur nach Rücksprache zusagen")
    HINWEIS = "hinweis", _("Hinweis: nur etwas dazu sagen")


class Vorgabe(Protocol):
    """An instruction of the office that is in force on the day in question (``kern.Vorgabe``)."""

    wirkung: str
    text: str
    quelle: str


@dataclass(frozen=True)
class Frist:
    """Something ends ``monate`` months, ``tage`` days after a day that a fact holds; the law gives the last day.

    With ``beginnend`` that day itself is the first of the period (a birthday, § 187 Abs. 2 S. 2 BGB), else it is not counted.
    """

    text: "StrOrPromise"
    norm: str
    tatsache: str = ""
    monate: int = 0
    tage: int = 0
    beginnend: bool = False

    def last_day(self, facts: Facts) -> date | None:
        """Return the last day, None when the day it counts from is not known or the period counts from none."""
        start = facts.get(self.tatsache)
        if start is None:
            return None
        if self.beginnend:
            return after_months(start, self.monate) + timedelta(days=self.tage - 1)
        return last_day(start, monate=self.monate, tage=self.tage)


class Regelergebnis(NamedTuple):
    """What a rule says about somebody on a day."""

    regel: "Regel"
    urteil: Urteil
    gruende: tuple[Grund, ...]
    missing: frozenset[str]
    vorgaben: Sequence[Vorgabe] = ()
    fristen: Sequence[tuple[Frist, date | None]] = ()


@dataclass(frozen=True, kw_only=True, eq=False)
class Regel:
    """``bedingung`` must be given and ``ausschluss`` must not; in force from ``ab`` to ``bis``, both days included.

    ``belegt`` is true only when the cited text was read for this rule in its version of ``stand``. ``ziele`` name what
    follows: in lotsen the Angebotsarten.
    """

    schluessel: str
    titel: "StrOrPromise"
    norm: str
    bindung: Bindung
    bedingung: Bedingung = IMMER
    ausschluss: Bedingung = NIE
    ziele: tuple[str, ...] = ()
    fristen: tuple[Frist, ...] = ()
    ab: date | None = None
    bis: date | None = None
    stand: date
    geprueft_am: date
    belegt: bool
    quelle: str
    hinweis: "StrOrPromise" = ""

    def in_force(self, tag: date) -> bool:
        """Say whether the rule is in force on ``tag``."""
        return (self.ab is None or tag >= self.ab) and (self.bis is None or tag <= self.bis)

    def tatsachen(self) -> frozenset[str]:
        """Return the names of all facts the rule asks for, for its periods too."""
        fristen = {frist.tatsache for frist in self.fristen} - {""}
        return self.bedingung.tatsachen() | self.ausschluss.tatsachen() | fristen

    def judge(self, facts: Facts, tag: date, vorgaben: Sequence[Vorgabe] = ()) -> Regelergebnis:
        """Judge ``facts`` on ``tag``; an unknown reason for exclusion leaves it UNBEKANNT, it never counts as absent."""
        if not self.in_force(tag):
            return Regelergebnis(self, Urteil.NEIN, (self._not_in_force(tag),), NICHTS)
        effects = {vorgabe.wirkung for vorgabe in vorgaben} if vorgaben else NICHTS
        if Wirkung.AUSSETZEN in effects:
            return Regelergebnis(self, Urteil.NEIN, (), NICHTS, vorgaben)
        urteil, gruende, missing = self._by_law(facts, tag)
        if Wirkung.KLAEREN in effects:
            urteil &= Urteil.UNBEKANNT
        fristen = [(frist, frist.last_day(facts)) for frist in self.fristen] if urteil is not Urteil.NEIN else ()
        return Regelergebnis(self, urteil, gruende, missing, vorgaben, fristen)

    def _by_law(self, facts: Facts, tag: date) -> Ergebnis:
        """Return what the law alone says: requirements and exclusions are judged apart and then taken together."""
        needed = self.bedingung.judge(facts, tag)
        if self.ausschluss is NIE:
            return needed
        bar = self.ausschluss.judge(facts, tag)
        urteil = needed.urteil & ~bar.urteil
        if needed.urteil is not urteil:
            return bar._replace(urteil=urteil)
        if ~bar.urteil is not urteil:
            return needed
        return Ergebnis(urteil, needed.gruende + bar.gruende, needed.missing | bar.missing)

    def earliest(self, facts: Facts, tag: date) -> date | None:
        """Return the first day on which time alone makes the law say JA; None when it takes more than time."""
        needed = self.bedingung.earliest(facts, tag)
        if needed is None:
            return None
        day = max(needed, self.ab or tag)
        return day if self.judge(facts, day).urteil is Urteil.JA else None  # something else may have run out by then

    def _not_in_force(self, tag: date) -> Grund:
        text = _("Die Regel gilt noch nicht.") if self.ab and tag < self.ab else _("Die Regel gilt nicht mehr.")
        return Grund(text, self.norm, Urteil.JA, "")
