"""Citizenship and benefits in special cases: §§ 9, 10 StAG, § 2 AsylbLG."""

from django.utils.translation import gettext_lazy as _

from behoerde.kern.regeln import Bindung, In, Ist, MonateSeit, Niveau
from fallmanagement.perspektive import tatsachen as t
from fallmanagement.perspektive.basis import alle, eine, ist, ist_nicht, pfad, status
from lotsen.regeln.titel import STAG_GESPERRT, STAG_MOEGLICH, STATUS

FUER = status(_("Aufenthaltstitel, freizügig oder bisheriger Titel gilt fort"), *STAG_MOEGLICH, *STAG_GESPERRT, "81_4")
TITEL = eine(
    In(STATUS, STAG_MOEGLICH, text=_("Titel, der zur Einbürgerung reicht"), norm="§ 10 Abs. 1 S. 1 Nr. 2"),
    alle(
        Ist(STATUS, "81_4", text=_("bisheriger Titel gilt fort"), norm="AufenthG § 81 Abs. 4"),
        ist(t.VORTITEL, _("bisheriger Titel reichte zur Einbürgerung"), "§ 10 Abs. 1 S. 1 Nr. 2"),
    ),
)
KRANK = ist(t.KRANK, _("Krankheit, Behinderung oder Alter hindern"), "§ 10 Abs. 6")
EINGEBUERGERT = (
    Ist(t.IDENTITAET, "geklaert", text=_("Identität und Staatsangehörigkeit geklärt"), norm="§ 10 Abs. 1 S. 1"),
    eine(
        ist(t.BEKENNTNISSE, _("Bekenntnisse abgegeben"), "§ 10 Abs. 1 S. 1 Nr. 1, 1a"),
        ist(t.KIND_UNTER_16, _("unter 16 Jahre"), "§ 10 Abs. 1 S. 2"),
    ),
    TITEL,
    eine(
        ist_nicht(t.SGB, _("lebt ohne Geld vom Jobcenter oder Sozialamt"), "§ 10 Abs. 1 S. 1 Nr. 3"),
        ist(t.VOLLZEIT, _("Vollzeit in 20 von 24 Monaten"), "§ 10 Abs. 1 S. 1 Nr. 3 b, c"),
    ),
    eine(
        Niveau(t.DEUTSCH, "B1", text=_("Deutsch B1"), norm="§ 10 Abs. 1 S. 1 Nr. 6, Abs. 4 S. 1"),
        ist(t.KIND_UNTER_16, _("unter 16 Jahre"), "§ 10 Abs. 4 S. 2"),
        KRANK,
    ),
    eine(
        ist(t.TEST, _("Einbürgerungstest oder „Leben in Deutschland“"), "§ 10 Abs. 1 S. 1 Nr. 7, Abs. 5"),
        ist(t.KIND_UNTER_16, _("unter 16 Jahre"), "§ 10 Abs. 1 S. 2"),
        KRANK,
    ),
)
SPERREN = (
    In(STATUS, STAG_GESPERRT, text=_("Titel reicht nicht zur Einbürgerung"), norm="StAG § 10 Abs. 1 S. 1 Nr. 2"),
    ist(t.VERURTEILT, _("Strafe, die nicht außer Betracht bleibt"), "StAG § 10 Abs. 1 S. 1 Nr. 5, § 12a Abs. 1"),
    ist(t.ERMITTLUNG, _("laufendes Ermittlungsverfahren"), "StAG § 12a Abs. 3"),
    ist(t.AUSSCHLUSS_11, _("Ausschlussgrund"), "StAG § 11"),
    ist(t.AUSLAND, _("Aufenthalt durch Zeit im Ausland unterbrochen"), "StAG § 12b"),
)
ANTRAG = _("Antrag bei der Staatsangehörigkeitsbehörde stellen.")
ASYLBLG = ("aufenthaltsgestattung", "ankunftsnachweis", "60a", "60b", "60c", "60d", "25_4", "25_5", "23_1", "gueb", "ohne")
PFADE = (
    pfad(
        "einbuergerung",
        _("Einbürgerung nach fünf Jahren"),
        "StAG § 10",
        MonateSeit(t.RECHTMAESSIG, 60, text=_("seit fünf Jahren rechtmäßig hier"), norm="§ 10 Abs. 1 S. 1"),
        *EINGEBUERGERT,
        bar=SPERREN,
        status=FUER,
        bindung=Bindung.ANSPRUCH,
        schritt=ANTRAG,
    ),
    pfad(
        "einbuergerung_ehe",
        _("Einbürgerung von Ehegatten Deutscher"),
        "StAG § 9",
        ist(t.DEUTSCHE_EHE, _("mit einer Deutschen oder einem Deutschen verheiratet"), "§ 9 Abs. 1 S. 1"),
        MonateSeit(t.EHE_SEIT, 24, text=_("seit zwei Jahren verheiratet"), norm="§ 9 Abs. 1 S. 1"),
        MonateSeit(t.RECHTMAESSIG, 36, text=_("seit drei Jahren rechtmäßig hier"), norm="§ 9 Abs. 1 S. 1"),
        *EINGEBUERGERT,
        bar=SPERREN,
        status=FUER,
        bindung=Bindung.SOLL,
        schritt=ANTRAG,
    ),
    pfad(
        "analogleistung",
        _("Leistungen wie in der Sozialhilfe"),
        "AsylbLG § 2, § 20",
        eine(
            MonateSeit(t.AUFENTHALT, 36, text=_("seit 36 Monaten hier"), norm="§ 2 Abs. 1 S. 1"),
            ist(t.BIS_2024, _("am 26.02.2024 schon bezogen"), "§ 20"),
            ist(t.ELTERNTEIL, _("Elternteil im Haushalt bezieht sie"), "§ 2 Abs. 3"),
        ),
        bar=(
            ist(t.RECHTSMISSBRAUCH, _("Dauer des Aufenthalts rechtsmissbräuchlich beeinflusst"), "AsylbLG § 2 Abs. 1 S. 1"),
            ist(t.EINSCHRAENKUNG, _("Anspruch eingeschränkt"), "AsylbLG § 1a"),
            Ist(STATUS, "60b", text=_("Duldung mit dem Zusatz „ungeklärte Identität“"), norm="AsylbLG § 1a Abs. 3 S. 2"),
            Ist(STATUS, "25_5", text=_("Titel nach § 25 Abs. 5"))
            & ist(t.AUSGESETZT_18, _("Aussetzung seit 18 Monaten: anderes Recht"), "AsylbLG § 1 Abs. 1 Nr. 3 c"),
        ),
        status=status(_("Leistungen nach dem Asylbewerberleistungsgesetz"), *ASYLBLG),
        bindung=Bindung.ANSPRUCH,
        schritt=_("Beim Sozialamt nachfragen, wenn noch nicht umgestellt ist."),
    ),
)
