"""The catalogue as VERWALTUNG looks after it: what is offered, confirmed, translated, and what it said before."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.geschichte import in_words
from termine.enums import TERMIN_OFFEN, Zugang
from termine.fassungen import ORDNUNG, TEXTE, field_of, text_column
from termine.models import Fassung, Lebenslage, Leistung, Team, Termin, Unterlage, Zielgruppe
from termine.queries.verwaltung_angaben import OFFEN, with_facts, zeilen_of

NAMEN = dict(settings.LANGUAGES)


@dataclass(frozen=True)
class Eintrag:
    """One line of the list."""

    leistung: Leistung
    offen: int
    angaben: int
    ungeprueft: list[str]
    hat_team: bool

    @property
    def ohne_team(self) -> bool:
        return not self.hat_team and self.leistung.zugang in {Zugang.DIREKT, Zugang.SICHTUNG}


@dataclass(frozen=True)
class Unterschied:
    was: str
    vorher: str
    nachher: str


@dataclass(frozen=True)
class Stand:
    """One version and what differs from the one before."""

    fassung: Fassung
    unterschiede: list[Unterschied]
    jetzt: bool


def eintraege(*, q: str = "", zugang: str = "", zustand: str = "") -> list[Eintrag]:
    """Return the Leistungen that fit; ``zustand`` is one of ZUSTAENDE of the form."""
    leistungen = Leistung.objects.all()
    for word in q.split():
        leistungen = leistungen.filter(Q(name_de__unaccent__icontains=word) | Q(slug__icontains=word) | Q(leika__startswith=word))
    if zugang:
        leistungen = leistungen.filter(zugang=zugang)
    served = set(Team.objects.filter(aktiv=True).values_list("leistungen", flat=True))
    found = [_eintrag(leistung, leistung.pk in served) for leistung in with_facts(leistungen)]
    return [entry for entry in found if _fits(entry, zustand)]


def _eintrag(leistung: Leistung, hat_team: bool) -> Eintrag:
    zeilen = zeilen_of(leistung)
    ungeprueft = [code for code in NAMEN if not leistung.is_geprueft(code)]
    return Eintrag(leistung, sum(zeile.stand == OFFEN for zeile in zeilen), len(zeilen), ungeprueft, hat_team)


def _fits(entry: Eintrag, zustand: str) -> bool:
    return {
        "": True,
        "offen": entry.offen > 0,
        "nicht_angeboten": not entry.leistung.aktiv,
        "ohne_team": entry.ohne_team and entry.leistung.aktiv,
        "uebersetzung": bool(entry.ungeprueft),
        "bearbeitet": entry.leistung.bearbeitet_am is not None,
    }.get(zustand, True)


def coming_visits(leistung: Leistung) -> int:
    """Return how many agreed visits for ``leistung`` still lie ahead."""
    return Termin.objects.filter(leistung=leistung, status__in=TERMIN_OFFEN, starts_at__gt=uhr.now()).count()


def unterlagen() -> QuerySet[Unterlage]:
    """Return every document with the number of Leistungen that ask for it."""
    return Unterlage.objects.annotate(leistungen_zahl=Count("leistungen")).order_by("name_de")


def staende(leistung: Leistung) -> list[Stand]:
    """Return the versions of a Leistung, newest first, each with what it changed."""
    fassungen = list(leistung.fassungen.select_related("von")[:50])
    pairs = zip_longest(fassungen, fassungen[1:])  # the oldest has none before it
    words = _Worte()
    return [Stand(new, words.compare(old.inhalt if old else {}, new.inhalt), n == 0) for n, (new, old) in enumerate(pairs)]


class _Worte:
    """Says differences of versions in words; names of other rows are read once."""

    def __init__(self) -> None:
        self.names = {
            "unterlagen": dict(Unterlage.objects.values_list("key", "name_de")),
            "zielgruppen": dict(Zielgruppe.objects.values_list("key", "name_de")),
            "lebenslage": dict(Lebenslage.objects.values_list("key", "name_de")),
        }

    def compare(self, before: dict[str, Any], after: dict[str, Any]) -> list[Unterschied]:
        changed = [name for name in ORDNUNG if before and name in after and before.get(name) != after[name]]
        found = [Unterschied(_label(name), self.say(name, before.get(name)), self.say(name, after[name])) for name in changed]
        return found + _reviews(before.get("geprueft", {}), after.get("geprueft", {}))

    def say(self, name: str, value: Any) -> str:
        if name in self.names:
            values: Iterable[str] = value if isinstance(value, list) else [value]
            return ", ".join(self.names[name].get(key, key) for key in values if key) or _("leer")
        return in_words(field_of(name), value)


def _label(name: str) -> str:
    if name == "unterlagen":
        return str(Unterlage._meta.verbose_name_plural)
    for feld in TEXTE:
        for code, sprache in NAMEN.items():
            if name == text_column(feld, code):
                return f"{field_of(feld).verbose_name} ({sprache})"
    return str(field_of(name).verbose_name)


def _reviews(before: dict[str, bool], after: dict[str, bool]) -> list[Unterschied]:
    words = {True: _("geprüft"), False: _("nicht geprüft")}
    changed = [code for code in after if before and bool(before.get(code)) != bool(after[code])]
    return [Unterschied(NAMEN.get(code, code), words[bool(before.get(code))], words[bool(after[code])]) for code in changed]
