"""Which facts of the catalogue the office stands by, and which still wait for somebody to look."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from termine.enums import Zugang
from termine.models import Angabe, Leistung, Pruefvermerk
from termine.models.angabe import SPALTEN

BESTAETIGT, BELEGT, OFFEN = "bestaetigt", "belegt", "offen"
STAENDE = {OFFEN: _("offen"), BELEGT: _("mit Quelle belegt"), BESTAETIGT: _("vom Amt bestätigt")}


@dataclass(frozen=True)
class Zeile:
    """One fact of one Leistung and who answers for it."""

    leistung: Leistung
    angabe: Angabe
    vermerk: Pruefvermerk | None

    @property
    def stand(self) -> str:
        """Return BESTAETIGT by the office, BELEGT by the source it came with, or OFFEN: clients see a remark."""
        if self.vermerk:
            return BESTAETIGT
        return BELEGT if getattr(self.leistung, self.angabe.merkfeld) else OFFEN

    @property
    def quelle(self) -> str:
        """Return what the person named who confirmed, else where the catalogue has it from."""
        return (self.vermerk.quelle if self.vermerk else "") or getattr(self.leistung, f"{self.angabe}_quelle", "")

    @cached_property
    def abdruck(self) -> str:
        return fingerprint(self.leistung, self.angabe)


@dataclass(frozen=True)
class Gruppe:
    leistung: Leistung
    zeilen: list[Zeile]

    @property
    def abdruck(self) -> str:
        """Fingerprint of all facts of the Leistung that are not confirmed yet."""
        return joint_fingerprint(self.zeilen)


@dataclass
class Zahlen:
    """How many facts stand where."""

    je_stand: dict[str, int] = field(default_factory=lambda: dict.fromkeys(STAENDE, 0))

    @property
    def alle(self) -> int:
        return sum(self.je_stand.values())


def applies(leistung: Leistung, angabe: Angabe) -> bool:
    """Say whether there is anything to confirm: no promise without a visit, no key where none is known."""
    if angabe == Angabe.VERSPRECHEN:
        return leistung.zugang in {Zugang.DIREKT, Zugang.SICHTUNG}
    return angabe != Angabe.LEIKA or bool(leistung.leika)


def fingerprint(leistung: Leistung, angabe: Angabe) -> str:
    """Return a short value that differs as soon as the fact does: nobody confirms what they have not seen."""
    if angabe == Angabe.UNTERLAGEN:
        values = sorted(zeile.unterlage_id for zeile in leistung.unterlagenliste.all())
    else:
        values = [getattr(leistung, column) for column in SPALTEN[angabe]]
    return hashlib.sha256(repr([str(angabe), *map(str, values)]).encode()).hexdigest()[:16]


def joint_fingerprint(zeilen: Iterable[Zeile]) -> str:
    parts = "".join(zeile.abdruck for zeile in zeilen if zeile.stand != BESTAETIGT)
    return hashlib.sha256(parts.encode()).hexdigest()[:16]


def with_facts(leistungen: QuerySet[Leistung]) -> QuerySet[Leistung]:
    """Add documents and confirmations in three queries."""
    vermerke = Pruefvermerk.objects.select_related("geprueft_von")
    return leistungen.prefetch_related("unterlagenliste__unterlage", Prefetch("pruefvermerke", queryset=vermerke))


def zeilen_of(leistung: Leistung) -> list[Zeile]:
    """Return every fact of ``leistung`` that can be confirmed."""
    vermerke = {vermerk.angabe: vermerk for vermerk in leistung.pruefvermerke.all()}
    return [Zeile(leistung, angabe, vermerke.get(angabe)) for angabe in Angabe if applies(leistung, angabe)]


def gruppen(*, q: str = "", angabe: str = "", stand: str = "") -> tuple[list[Gruppe], Zahlen]:
    """Return the facts that fit, by Leistung, and how all facts of the offered Leistungen stand."""
    zahlen, found = Zahlen(), []
    wanted = set(_matching(q).values_list("pk", flat=True)) if q else None
    for leistung in with_facts(Leistung.objects.offered()):
        zeilen = zeilen_of(leistung)
        for zeile in zeilen:
            zahlen.je_stand[zeile.stand] += 1
        fitting = [z for z in zeilen if (not angabe or z.angabe == angabe) and (not stand or z.stand == stand)]
        if fitting and (wanted is None or leistung.pk in wanted):
            found.append(Gruppe(leistung, fitting))
    return found, zahlen


def _matching(q: str) -> QuerySet[Leistung]:
    leistungen = Leistung.objects.offered()
    for word in q.split():
        leistungen = leistungen.filter(Q(name_de__unaccent__icontains=word) | Q(slug__icontains=word))
    return leistungen


def count_open(_user: object = None) -> int:
    """Return how many facts clients see with the remark that the office has not confirmed them; one query."""
    marks = [angabe.merkfeld for angabe in Angabe]
    leistungen = Leistung.objects.offered().only("slug", "zugang", "leika", *marks)
    return sum(applies(leistung, a) and not getattr(leistung, a.merkfeld) for leistung in leistungen for a in Angabe)
