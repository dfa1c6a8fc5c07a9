"""Naturalisation: StAG and EinbTestV."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from behoerde.kern.regeln import Bindung, In, Ist, MonateSeit, Niveau, Unter
from lotsen.regeln import tatsachen as t
from lotsen.regeln.basis import alle, angebot, braucht, regel
from lotsen.regeln.titel import STAG_MOEGLICH, STATUS

WUNSCH = braucht("einbuergerung.antrag")
IDENTITAET = Ist(t.IDENTITAET, True, text=_("Identität und Staatsangehörigkeit geklärt"), norm="Abs. 1 S. 1")
LEBENSUNTERHALT = Ist(t.OHNE_SGB, True, text=_("lebt ohne Geld vom Jobcenter oder Sozialamt"), norm="Abs. 1 S. 1 Nr. 3") | Ist(
    t.VOLLZEIT, True, text=_("Vollzeit in 20 von 24 Monaten"), norm="Abs. 1 S. 1 Nr. 3 b"
)
TITEL = In(STATUS, STAG_MOEGLICH, text=_("Titel, der zur Einbürgerung reicht"), norm="Abs. 1 S. 1 Nr. 2") | (
    Ist(STATUS, "81_4", text=_("bisheriger Titel gilt fort"), norm="AufenthG § 81 Abs. 4")
    & Ist(t.VORTITEL, True, text=_("bisheriger Titel reichte zur Einbürgerung"), norm="Abs. 1 S. 1 Nr. 2")
)
SPRACHE = Niveau(t.DEUTSCH, "B1", text=_("Deutsch B1"), norm="Abs. 1 S. 1 Nr. 6, Abs. 4")
TEST = Ist(t.TEST, True, text=_("Einbürgerungstest oder „Leben in Deutschland“"), norm="Abs. 1 S. 1 Nr. 7, Abs. 5")
BEKENNTNIS = Ist(t.BEKENNTNIS, True, text=_("Bekenntnisse abgegeben"), norm="Abs. 1 S. 1 Nr. 1, 1a")
VORAUSSETZUNGEN = alle(TITEL, IDENTITAET, LEBENSUNTERHALT, SPRACHE, TEST, BEKENNTNIS)
UNTERBROCHEN = Ist(t.AUSLAND, True, text=_("Aufenthalt durch Zeit im Ausland unterbrochen"), norm="§ 12b")
EHE_ZWEI_JAHRE = MonateSeit(t.EHE_SEIT, 24, text=_("seit zwei Jahren verheiratet"), norm="Abs. 1 S. 1")
SPERREN = (
    Ist(t.VERURTEILT, True, text=_("Strafe, die nicht außer Betracht bleibt"), norm="Abs. 1 S. 1 Nr. 5, § 12a Abs. 1")
    | Ist(t.ERMITTLUNG, True, text=_("laufendes Ermittlungsverfahren"), norm="§ 12a Abs. 3")
    | Ist(t.BESTREBUNGEN, True, text=_("Ausschlussgrund"), norm="§ 11")
    | UNTERBROCHEN
)
BEHOERDE = ("staatsangehoerigkeitsbehoerde",)


def aufenthalt(monate: int, worte, norm: str) -> MonateSeit:
    return MonateSeit(t.RECHTMAESSIG, monate, text=worte, norm=norm)


REGELN = (
    regel(
        "staatsangehoerigkeitsbehoerde",
        _("Einbürgerung nach fünf Jahren"),
        "StAG § 10",
        bindung=Bindung.ANSPRUCH,
        bedingung=alle(WUNSCH, aufenthalt(60, _("seit fünf Jahren rechtmäßig hier"), "Abs. 1 S. 1"), VORAUSSETZUNGEN),
        ausschluss=SPERREN,
        ziele=BEHOERDE,
        hinweis=_(
            "255 Euro (§ 38). Ausnahmen für Krankheit, Alter, Gastarbeiter und Kinder prüft die Behörde (Abs. 1 S. 2, Abs. 4, 4a, 6)."
        ),
    ),
    regel(
        "einbuergerung_drei_jahre",
        _("Einbürgerung nach drei Jahren bei besonderen Leistungen"),
        "StAG § 10 Abs. 3 (weggefallen)",
        bindung=Bindung.ERMESSEN,
        bis=date(2025, 10, 29),
        bedingung=alle(WUNSCH, aufenthalt(36, _("seit drei Jahren rechtmäßig hier"), "Abs. 3"), VORAUSSETZUNGEN),
        ausschluss=SPERREN,
        ziele=BEHOERDE,
        belegt=False,
        hinweis=_("Im gelesenen Text steht nur „weggefallen“; der frühere Wortlaut wurde nicht gelesen."),
    ),
    regel(
        "einbuergerung_ehe",
        _("Einbürgerung von Ehegatten Deutscher"),
        "StAG § 9",
        bindung=Bindung.SOLL,
        bedingung=alle(
            WUNSCH,
            Ist(t.DEUTSCHE_EHE, True, text=_("mit einer Deutschen oder einem Deutschen verheiratet"), norm="Abs. 1 S. 1"),
            EHE_ZWEI_JAHRE,
            aufenthalt(36, _("seit drei Jahren rechtmäßig hier"), "Abs. 1 S. 1"),
            VORAUSSETZUNGEN,
        ),
        ausschluss=SPERREN,
        ziele=BEHOERDE,
    ),
    regel(
        "einbuergerung_ermessen",
        _("Einbürgerung nach Ermessen"),
        "StAG § 8",
        bindung=Bindung.ERMESSEN,
        bedingung=alle(
            WUNSCH,
            In(STATUS, STAG_MOEGLICH, text=_("rechtmäßig auf Dauer hier"), norm="Abs. 1"),
            IDENTITAET,
            Ist(t.EIGENER_HAUSHALT, True, text=_("eigene Wohnung oder Unterkommen"), norm="Abs. 1 Nr. 3"),
            Ist(t.OHNE_SGB, True, text=_("lebt ohne Geld vom Jobcenter oder Sozialamt"), norm="Abs. 1 Nr. 4"),
        ),
        ausschluss=Ist(t.VERURTEILT, True, text=_("Strafe, die nicht außer Betracht bleibt"), norm="Abs. 1 Nr. 2, § 12a")
        | Ist(t.BESTREBUNGEN, True, text=_("Ausschlussgrund"), norm="§ 11"),
        ziele=BEHOERDE,
        hinweis=_("Dauer und Sprache nennt § 8 nicht; sie stehen in Verwaltungsvorschriften, die nicht gelesen wurden."),
    ),
    regel(
        "einbuergerung_kind",
        _("Kinder werden mit eingebürgert"),
        "StAG § 10 Abs. 2, § 38 Abs. 2 S. 2",
        bindung=Bindung.ERMESSEN,
        bedingung=alle(WUNSCH, Ist(t.KIND, True, text=_("Kind im Haushalt"), norm="Abs. 2")),
        ziele=BEHOERDE,
        hinweis=_("51 Euro je Kind ohne eigene Einkünfte (§ 38 Abs. 2)."),
    ),
    regel(
        "einbuergerungstest",
        _("Einbürgerungstest"),
        "EinbTestV §§ 1, 2, StAG § 10 Abs. 5, IntV § 17",
        bindung=Bindung.ANGEBOT,
        bedingung=alle(
            braucht("einbuergerung.antrag", "einbuergerung.test"),
            Ist(t.TEST, False, text=_("noch kein bestandener Test"), norm="StAG § 10 Abs. 5"),
        ),
        ausschluss=Unter(t.ALTER, 16, text=_("unter 16 Jahre alt"), norm="StAG § 10 Abs. 1 S. 2, § 34"),
        ziele=("einbuergerungstest",),
        hinweis=_("33 Fragen, 17 richtig, 60 Minuten, 25 Euro. Der Test „Leben in Deutschland“ aus dem Kurs gilt auch."),
    ),
    regel(
        "einbuergerungsfeier",
        _("Öffentliche Einbürgerungsfeier"),
        "StAG § 16",
        bindung=Bindung.SOLL,
        bedingung=WUNSCH,
        ziele=BEHOERDE,
        hinweis=_("Die Urkunde soll in einer öffentlichen Feier ausgehändigt werden (S. 3)."),
    ),
    angebot(
        "einbuergerungslotsen",
        _("Begleitung zur Einbürgerung"),
        "freiwilliges Angebot",
        bindung=Bindung.ANGEBOT,
        bedingung=braucht("einbuergerung.begleitung"),
        ziele=("einbuergerungslotsen",),
    ),
)
