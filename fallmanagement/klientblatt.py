"""Paths on paper for the person, in the person's language: open, later, missing, to be cleared up; nothing delicate."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from behoerde.kern.regeln import Empfindlichkeit
from fallmanagement.perspektive.pfad import Pfadergebnis, Pfadurteil
from fallmanagement.perspektive.tatsachen import TATSACHEN

WORTE = {
    "titel": _("Ihre Wege zu einem sicheren Aufenthalt"),
    "hilfe": _("Das ist eine Hilfe für unser Gespräch. Es ist keine Entscheidung."),
    "fehlt": _("Das fehlt noch:"),
    "klaeren": _("Einiges wissen wir noch nicht. Bitte sprechen Sie mit uns."),
    "schritt": _("Nächster Schritt:"),
    "oder": _("oder"),
    "ab": _("frühestens am"),
    "keine": _("Zurzeit sehen wir keinen Weg. Bitte sprechen Sie mit uns."),
}
UEBERSCHRIFTEN = {
    Pfadurteil.MOEGLICH_JETZT: _("Das ist jetzt möglich"),
    Pfadurteil.AB_DATUM: _("Das ist später möglich"),
    Pfadurteil.FEHLT: _("Dafür fehlt noch etwas"),
    Pfadurteil.UNBEKANNT: _("Das klären wir noch"),
}


def parts(results: Iterable[Pfadergebnis]) -> list[dict[str, Any]]:
    """Return what the sheet says, verdict by verdict; what is excluded is for a talk, not for paper."""
    concerning = [entry for entry in results if entry.betrifft]
    found = [
        {"titel": titel, "wege": [_path(entry) for entry in concerning if entry.urteil is urteil]}
        for urteil, titel in UEBERSCHRIFTEN.items()
    ]
    return [part for part in found if part["wege"]]


def _path(entry: Pfadergebnis) -> dict[str, Any]:
    missing = [[grund.text for grund in group if _may_be_read(grund.tatsache)] for group in entry.fehlt]
    return {
        "titel": entry.pfad.titel,
        "norm": entry.pfad.norm,
        "ab": entry.ab if entry.urteil is Pfadurteil.AB_DATUM else None,
        "fehlt": [group for group in missing if group],
        "klaeren": bool(entry.unbekannt),
        "schritt": entry.pfad.schritt,
        "fristen": [(frist, tag) for frist, tag in entry.fristen if tag],
    }


def _may_be_read(name: str) -> bool:
    return TATSACHEN[name].empfindlichkeit is Empfindlichkeit.NORMAL
