"""Conditions in words, part by part, for people who check them against the law."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

from behoerde.kern.regeln.bedingung import Alle, Bedingung, Eine, Nicht
from behoerde.kern.regeln.tatsache import Empfindlichkeit
from behoerde.kern.regeln.vergleich import Vergleich

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Zeile(NamedTuple):
    """One line: how deep it is, what it says, by which norm, and whether it is denied."""

    tiefe: int
    text: "StrOrPromise"
    norm: "StrOrPromise" = ""
    nicht: bool = False


def zeilen(bedingung: Bedingung, tiefe: int = 0, *, nicht: bool = False) -> Iterator[Zeile]:
    """Yield the lines of a condition from the top; a chain inside another one is led in by its own line."""
    if isinstance(bedingung, Vergleich):
        yield Zeile(tiefe, bedingung.text, bedingung.norm, nicht)
    elif isinstance(bedingung, Nicht):
        yield from zeilen(bedingung.part, tiefe, nicht=not nicht)
    elif isinstance(bedingung, Alle | Eine):
        every = isinstance(bedingung, Alle)
        if tiefe or nicht or not every:
            yield Zeile(tiefe, _("alles davon:") if every else _("eines davon:"), nicht=nicht)
            tiefe += 1
        for part in bedingung.parts:
            yield from zeilen(part, tiefe)


def offene_gruende(bedingung: Bedingung) -> "Iterator[StrOrPromise]":
    """Yield what a page may give people as reasons that others can see on their screen: nothing delicate, nothing denied."""
    if isinstance(bedingung, Vergleich):
        if bedingung.tatsache.empfindlichkeit is Empfindlichkeit.NORMAL:
            yield bedingung.text
    elif isinstance(bedingung, Alle | Eine):
        for part in bedingung.parts:
            yield from offene_gruende(part)
