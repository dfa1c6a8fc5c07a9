"""Rules of law as data: conditions on facts, judged JA, NEIN or UNBEKANNT, with reasons and with what is still to be asked.

A judgement is never a decision: JA says "comes into question", NEIN says why not, UNBEKANNT says what to clear up. Everything
here is pure: the same facts on the same day give the same judgement. Apps declare facts (``Tatsache``), write rules
(``Regel``) and register them as one ``Regelwerk``; instructions of the office (``Vorgabe``) come from the database.
"""

from behoerde.kern.regeln.bedingung import Alle, Bedingung, Eine, Ergebnis, Grund, Nicht
from behoerde.kern.regeln.fragen import next_questions
from behoerde.kern.regeln.load import load_bedingung, load_bedingungen
from behoerde.kern.regeln.regel import Bindung, Frist, Regel, Regelergebnis, Vorgabe, Wirkung
from behoerde.kern.regeln.regelwerk import Regelwerk
from behoerde.kern.regeln.tatsache import Empfindlichkeit, Tatsache, Tatsachen, Typ
from behoerde.kern.regeln.urteil import Urteil
from behoerde.kern.regeln.vergleich import (
    Bis,
    In,
    Innerhalb,
    Ist,
    Mindestens,
    MonateBis,
    MonateSeit,
    NichtVorbei,
    Niveau,
    Unter,
)
from behoerde.kern.regeln.worte import Zeile, offene_gruende, zeilen
from behoerde.kern.regeln.zeitvergleich import Binnen, MonateMit, MonateOhne, VorGeburtstag

__all__ = [
    "Alle",
    "Bedingung",
    "Bindung",
    "Binnen",
    "Bis",
    "Eine",
    "Empfindlichkeit",
    "Ergebnis",
    "Frist",
    "Grund",
    "In",
    "Innerhalb",
    "Ist",
    "Mindestens",
    "MonateBis",
    "MonateMit",
    "MonateOhne",
    "MonateSeit",
    "Nicht",
    "NichtVorbei",
    "Niveau",
    "Regel",
    "Regelergebnis",
    "Regelwerk",
    "Tatsache",
    "Tatsachen",
    "Typ",
    "Unter",
    "Urteil",
    "VorGeburtstag",
    "Vorgabe",
    "Wirkung",
    "Zeile",
    "load_bedingung",
    "load_bedingungen",
    "next_questions",
    "offene_gruende",
    "zeilen",
]
