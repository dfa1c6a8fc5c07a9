"""How near somebody is to naturalisation: point by point, with the first day on which time alone is enough."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from behoerde.kern.regeln import Bedingung, Urteil
from lotsen.queries.empfehlung import Auswahl, best_angebote
from lotsen.regeln import REGELWERK
from lotsen.regeln import einbuergerung as stag
from lotsen.regeln import tatsachen as t
from lotsen.regeln.bedarfe import BEDARFE
from lotsen.regeln.titel import STATUS

ANSPRUCH, EHE = "staatsangehoerigkeitsbehoerde", "einbuergerung_ehe"
# Asked; what § 10 Abs. 1 S. 1 Nr. 1, 1a and 5, §§ 11 and 12a StAG ask besides is for the authority, not for a page.
FRAGEN = (
    *(STATUS, t.RECHTMAESSIG, t.AUSLAND, t.DEUTSCHE_EHE, t.EHE_SEIT, t.IDENTITAET),
    *(t.OHNE_SGB, t.VOLLZEIT, t.DEUTSCH, t.TEST),
)
# Taken for granted while the rest is judged; the page says so.
UNTERSTELLT = {
    BEDARFE["einbuergerung.antrag"].name: True,
    t.BEKENNTNIS.name: True,
    t.VERURTEILT.name: False,
    t.ERMITTLUNG.name: False,
    t.BESTREBUNGEN.name: False,
}
SPRACHKURSE = ("integrationskurstraeger", "volkshochschule", "ehrenamtliche_sprachangebote")
TESTSTELLEN = ("einbuergerungstest",)


@dataclass(frozen=True)
class Schritt:
    """One requirement: what is known of it, and who helps with it."""

    text: Any
    norm: str
    urteil: Urteil
    hilfe: tuple[Auswahl, ...] = ()


@dataclass(frozen=True)
class Einbuergerungscheck:
    """``tag`` is the first day on which time alone is enough by § 10 or § 9 StAG, None when more is missing or unknown."""

    schritte: list[Schritt]
    tag: date | None

    @property
    def jetzt(self) -> bool:
        return all(schritt.urteil is Urteil.JA for schritt in self.schritte)


def check(facts: Mapping[str, Any], tag: date) -> Einbuergerungscheck:
    """Judge what somebody said about themselves on ``tag``; nothing is written anywhere. Two or no queries."""
    known = {**facts, **UNTERSTELLT}
    ehe = facts.get(t.DEUTSCHE_EHE.name) is True
    days = [REGELWERK.by_key[key].earliest(known, tag) for key in (ANSPRUCH, EHE)]
    points = [(text, norm, part.judge(known, tag).urteil, kinds) for text, norm, part, kinds in _points(ehe)]
    wanted = [kind for _text, _norm, urteil, kinds in points if urteil is not Urteil.JA for kind in kinds]
    offered = best_angebote(wanted, sprache=get_language() or "de") if wanted else {}
    schritte = [Schritt(text, norm, urteil, _help(kinds, offered)) for text, norm, urteil, kinds in points]
    return Einbuergerungscheck(schritte, min((day for day in days if day), default=None))


def _help(kinds: tuple[str, ...], offered: Mapping[str, Auswahl]) -> tuple[Auswahl, ...]:
    return tuple(offered[kind] for kind in kinds if kind in offered)


def _points(ehe: bool) -> list[tuple[Any, str, Bedingung, tuple[str, ...]]]:
    """Return each requirement in words, its paragraph, its condition and the kinds of Angebote that help."""
    five = stag.aufenthalt(60, "", "")
    three = stag.aufenthalt(36, "", "") & stag.EHE_ZWEI_JAHRE
    return [
        (_("Ihr Aufenthaltstitel reicht aus"), "§ 10 Abs. 1 S. 1 Nr. 2 StAG", stag.TITEL, ()),
        (
            (
                _("Drei Jahre rechtmäßig hier und zwei Jahre verheiratet, oder fünf Jahre rechtmäßig hier"),
                "§§ 9, 10 StAG",
                three | five,
                (),
            )
            if ehe
            else (_("Fünf Jahre rechtmäßig hier"), "§ 10 Abs. 1 S. 1 StAG", five, ())
        ),
        (_("Keine lange Zeit im Ausland dazwischen"), "§ 12b StAG", ~stag.UNTERBROCHEN, ()),
        (_("Identität und Staatsangehörigkeit sind geklärt"), "§ 10 Abs. 1 S. 1 StAG", stag.IDENTITAET, ()),
        (_("Sie leben von eigenem Einkommen"), "§ 10 Abs. 1 S. 1 Nr. 3 StAG", stag.LEBENSUNTERHALT, ()),
        (_("Deutsch auf dem Niveau B1"), "§ 10 Abs. 1 S. 1 Nr. 6 StAG", stag.SPRACHE, SPRACHKURSE),
        (_("Einbürgerungstest bestanden"), "§ 10 Abs. 1 S. 1 Nr. 7 StAG", stag.TEST, TESTSTELLEN),
    ]
