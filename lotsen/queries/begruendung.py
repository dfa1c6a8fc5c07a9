"""Why a step stands on somebody's way, in their language: phones are looked at by others, so nothing delicate is said."""

from functools import cache
from typing import NamedTuple

from django.utils import translation
from django.utils.translation import gettext

from behoerde.kern.regeln import offene_gruende
from lotsen.beratung import Beurteilung
from lotsen.models import Empfehlung
from lotsen.regeln import REGELWERK


class Warum(NamedTuple):
    """The rule in words, its norm ("" when nobody read it), what speaks for it, and whether something is still open."""

    titel: str
    norm: str
    gruende: list[str]
    offen: bool


def why(empfehlung: Empfehlung) -> Warum | None:
    """Return what may be said about the judgement as it was kept; None for delicate kinds and rules that are gone."""
    regel = REGELWERK.by_key.get(empfehlung.regel)
    if regel is None or empfehlung.art.besonders:
        return None
    kept = (reason["text"] for reason in empfehlung.gruende if reason["urteil"] == Beurteilung.JA and not reason["nicht"])
    said = [gettext(text) for text in dict.fromkeys(kept) if text in _open_words(regel.schluessel)]
    norm = empfehlung.norm if regel.belegt else ""
    return Warum(str(regel.titel), norm, said, empfehlung.urteil == Beurteilung.UNBEKANNT)


@cache
def _open_words(schluessel: str) -> frozenset[str]:
    """Return the reasons of a rule that anybody may read, in German as they are kept."""
    with translation.override("de"):
        return frozenset(str(text) for text in offene_gruende(REGELWERK.by_key[schluessel].bedingung))
