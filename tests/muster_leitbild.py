"""Samples of the addresses of the Leitbild and of what is published."""

from collections.abc import Callable

from behoerde.kern.db import System, als
from monitoring.actions.bericht import release
from monitoring.actions.veroeffentlichung import publish
from monitoring.leitbildwerte import Leitbildstand
from monitoring.models import Bericht, Veroeffentlichung
from tests.factories.bericht import written
from tests.factories.kern import UserFactory
from tests.factories.leitbild import AkteursgruppeFactory, beitrag_zu, leitbild_in


def leitbild() -> dict:
    with als(System.AUFGABE):
        return {"pk": leitbild_in(Leitbildstand.IDEENSAMMLUNG).pk}


def ebene() -> dict:
    leitbild()
    return {"ebene": "amt"}


def beitrag() -> dict:
    with als(System.AUFGABE):
        row = beitrag_zu(leitbild_in(Leitbildstand.IDEENSAMMLUNG), frei=True)
        return {"pk": row.leitbild_id, "nummer": row.nummer}


def ausgabe() -> dict:
    with als(System.AUFGABE):
        return {"nummer": (Veroeffentlichung.objects.first() or publish()).nummer}


def bericht() -> dict:
    """A report that is done; the worker has its own tests."""
    with als(System.AUFGABE):
        rows = Bericht.objects.filter(status="fertig")
        return {"pk": (rows.first() or written(UserFactory.create())).pk}


def oeffentlicher_bericht() -> dict:
    key = bericht()
    with als(System.AUFGABE):
        release(bericht=Bericht.objects.get(**key), user=UserFactory.create())
    return key


SEITEN = ("leitbild", "fassung", "vergleich", "mitreden", "beitraege", "einladungen", "werkstatt")
LEITBILD: dict[str, Callable[[], dict]] = {
    **{f"leitbild:{name}": leitbild for name in SEITEN},
    "leitbild:gruppe": lambda: {"pk": AkteursgruppeFactory.create().pk},
    "leitbild:uebersetzen": lambda: leitbild() | {"sprache": "en"},
    "leitbild:antwort": beitrag,
    **{f"berichte:{name}": bericht for name in ("bericht", "pdf", "fassung", "senden")},
    "transparenz:bericht": oeffentlicher_bericht,
    "transparenz:ausgabe": ausgabe,
    "transparenz:tabelle": ausgabe,
    "transparenz:datenpaket": ausgabe,
    "transparenz:zahl": lambda: ausgabe() | {"slug": "rueckstand"},
    "leitbild_oeffentlich:beitraege": ebene,
    "leitbild_oeffentlich:mitreden": lambda: {"token": "unbekannt"},
}
