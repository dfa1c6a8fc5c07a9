"""What every path has in common: the text it was read in, the day, and conditions that many norms share."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from behoerde.kern.regeln import Alle, Bedingung, Bis, Eine, In, Ist, Niveau
from fallmanagement.perspektive import tatsachen as t
from fallmanagement.perspektive.pfad import Pfad
from lotsen.regeln.titel import STATUS

STAND = date(2026, 8, 19)  # consolidated federal law of that day
GEPRUEFT = date(2026, 11, 27)
GESETZESTEXT = "Bundesrecht, konsolidiert: github.com/kmein/gesetze, Commit cce3209 vom 19.08.2026"


def pfad(schluessel: str, titel: Any, norm: str, *needed: Bedingung, group: str = "", bar: tuple = (), **fields: Any) -> Pfad:
    """Return a path that needs all of ``needed`` and none of ``bar``, read in the consolidated text of STAND."""
    read: dict[str, Any] = {"stand": STAND, "geprueft_am": GEPRUEFT, "belegt": True, "quelle": GESETZESTEXT}
    parts = {"bedingung": Alle(needed), "ausschluss": Eine(bar)}
    return Pfad(schluessel=schluessel, titel=titel, norm=norm, group=group or schluessel, **read | parts | fields)


def alle(*parts: Bedingung) -> Bedingung:
    return Alle(parts)


def eine(*parts: Bedingung) -> Bedingung:
    return Eine(parts)


def status(text: Any, *codes: str) -> Bedingung:
    """Return the condition whom a path is for."""
    return In(STATUS, frozenset(codes), text=text)


def ist(tatsache, text: Any, norm: str = "") -> Bedingung:
    return Ist(tatsache, True, text=text, norm=norm)


def ist_nicht(tatsache, text: Any, norm: str = "") -> Bedingung:
    return Ist(tatsache, False, text=text, norm=norm)


def lebensunterhalt(text: Any, norm: str, *werte: str) -> Bedingung:
    """Return the condition on the livelihood; funds of SGB III never harm (§ 2 Abs. 3 S. 2 Nr. 5 AufenthG)."""
    return In(t.LU, frozenset({"ja", "nur_sgb3", *werte}), text=text, norm=norm)


LU_GESICHERT = lebensunterhalt(_("Lebensunterhalt gesichert"), "AufenthG § 5 Abs. 1 Nr. 1")
IDENTITAET = In(t.IDENTITAET, frozenset({"geklaert"}), text=_("Identität geklärt"), norm="AufenthG § 5 Abs. 1 Nr. 1a")
MASSNAHMEN = In(
    t.IDENTITAET,
    frozenset({"geklaert", "massnahmen_ergriffen"}),
    text=_("alles Zumutbare getan, um die Identität zu klären"),
)
PASS = ist(t.PASS, _("gültiger Pass"), "AufenthG § 3, § 5 Abs. 1 Nr. 4")
WOHNRAUM = ist(t.WOHNRAUM, _("ausreichender Wohnraum"), "AufenthG § 9 Abs. 2 S. 1 Nr. 9")
TEST = ist(t.TEST, _("Test „Leben in Deutschland“ bestanden"), "AufenthG § 9 Abs. 2 S. 1 Nr. 8")
KRANK = ist(t.KRANK, _("Krankheit, Behinderung oder Alter hindern"), "AufenthG § 9 Abs. 2 S. 3, 6")
STRAFE = ist(t.STRAFE, _("Verurteilung über 50 (90) Tagessätzen"), "AufenthG § 19d Abs. 1 Nr. 7")
EXTREMISMUS = ist(t.EXTREMISMUS, _("Bezüge zu extremistischen Organisationen"), "AufenthG § 19d Abs. 1 Nr. 6")
AUSWEISUNG = ist(t.AUSWEISUNG, _("Ausweisungsverfügung oder Anordnung nach § 58a"), "AufenthG § 60c Abs. 2 Nr. 4")
TAEUSCHUNG = ist(t.TAEUSCHUNG, _("Täuschung oder fehlende Mitwirkung"), "AufenthG § 25b Abs. 2 Nr. 1")
INTERESSE = ist(t.AUSWEISUNGSINTERESSE, _("Ausweisungsinteresse"), "AufenthG § 5 Abs. 1 Nr. 2")
ASYL_OU = ist(t.ASYL_OU, _("Ablehnung des Asylantrags, die jeden Titel sperrt"), "AufenthG § 10 Abs. 3 S. 2")
SICHERHEIT = ist(t.SICHERHEIT, _("Gründe der öffentlichen Sicherheit"), "AufenthG § 9 Abs. 2 S. 1 Nr. 4")


def deutsch(stufe: str, text: Any, norm: str) -> Bedingung:
    return Niveau(t.DEUTSCH, stufe, text=text, norm=norm)


def muendlich_a2(norm: str) -> Bedingung:
    return Niveau(t.MUENDLICH, "A2", text=_("Deutsch mündlich A2"), norm=norm)


def bis(tatsache, tag: date, text: Any, norm: str) -> Bedingung:
    return Bis(tatsache, tag, text=text, norm=norm)


def schulbesuch(norm: str) -> Bedingung:
    """Return the condition that children of school age go to school; without such children it is given."""
    text = _("Schulbesuch der Kinder nachgewiesen")
    return Ist(t.KINDER, False, text=_("keine schulpflichtigen Kinder"), norm=norm) | ist(t.SCHULBESUCH, text, norm)
