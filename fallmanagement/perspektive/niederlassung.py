"""Permanent titles: §§ 9, 9a, 18c, 26 Abs. 3 and 4, 28 Abs. 2 AufenthG."""

from django.utils.translation import gettext_lazy as _

from behoerde.kern.regeln import Bindung, Ist, Mindestens, MonateSeit, Niveau
from fallmanagement.perspektive import tatsachen as t
from fallmanagement.perspektive.basis import (
    INTERESSE,
    KRANK,
    LU_GESICHERT,
    SICHERHEIT,
    TEST,
    WOHNRAUM,
    alle,
    deutsch,
    eine,
    ist,
    lebensunterhalt,
    pfad,
    status,
)
from lotsen.regeln.titel import ABSCHNITT_5, AUFENTHALTSTITEL, STATUS, UNBEFRISTET

OHNE_9 = frozenset({"16a", "16b", "16f_sprache", "16f_schule", "20a", "visum_d"})
FUER_9 = AUFENTHALTSTITEL - UNBEFRISTET - ABSCHNITT_5 - OHNE_9
BEFRISTET = AUFENTHALTSTITEL - UNBEFRISTET
SCHUTZ = ("25_1", "25_2_fluechtling", "23_4")
ERWERB = ist(t.ERWERB_ERLAUBT, _("Beschäftigung und Beruf auf Dauer erlaubt"), "§ 9 Abs. 2 S. 1 Nr. 5, 6")
B1 = eine(deutsch("B1", _("Deutsch B1"), "§ 9 Abs. 2 S. 1 Nr. 7"), KRANK)
LEBEN = eine(TEST, KRANK)
LU = eine(LU_GESICHERT, KRANK)
ANTRAG = _("Rentenverlauf, Mietvertrag und Nachweise mitbringen, Antrag stellen.")
RENTE_9 = eine(
    Mindestens(t.RENTE, 60, text=_("60 Monate Rentenbeiträge"), norm="§ 9 Abs. 2 S. 1 Nr. 3"),
    ist(t.RENTE_EHE, _("Ehegatte erfüllt die Beitragsmonate"), "§ 9 Abs. 3 S. 1"),
    ist(t.IN_AUSBILDUNG, _("in einer Ausbildung"), "§ 9 Abs. 3 S. 2"),
    KRANK,
)
JUENGST = ist(t.INLANDSABSCHLUSS, _("Ausbildung oder Studium in Deutschland abgeschlossen"), "§ 18c Abs. 1 S. 2")


def titel_seit(tatsache, monate: int, text, norm: str):
    return MonateSeit(tatsache, monate, text=text, norm=norm)


PFADE = (
    pfad(
        "niederlassung_9",
        _("Niederlassungserlaubnis"),
        "AufenthG § 9",
        titel_seit(t.TITEL_SEIT, 60, _("seit fünf Jahren Aufenthaltserlaubnis"), "Abs. 2 S. 1 Nr. 1"),
        RENTE_9,
        LU,
        ERWERB,
        B1,
        LEBEN,
        WOHNRAUM,
        bar=(
            SICHERHEIT,
            Ist(STATUS, "16d", text=_("Titel nach § 16d Abs. 3"))
            & ist(t.TITEL_16D_3, _("Titel nach § 16d Abs. 3"), "§ 16d Abs. 3"),
        ),
        status=status(_("befristeter Titel, für den § 9 gilt"), *FUER_9),
        bindung=Bindung.ANSPRUCH,
        ziele=("einbuergerung",),
        schritt=ANTRAG,
        hinweis=_("Studium und Ausbildung zählen zur Hälfte (Abs. 4 Nr. 3). Härte bei Sprache und Test: Abs. 2 S. 4, 5."),
    ),
    pfad(
        "daueraufenthalt_9a",
        _("Daueraufenthalt – EU"),
        "AufenthG § 9a",
        titel_seit(t.TITEL_SEIT, 60, _("seit fünf Jahren mit Aufenthaltstitel"), "Abs. 2 S. 1 Nr. 1"),
        ist(t.EINKUENFTE, _("feste und regelmäßige Einkünfte"), "Abs. 2 S. 1 Nr. 2"),
        B1,
        LEBEN,
        WOHNRAUM,
        bar=(
            SICHERHEIT,
            ist(t.DAUERAUFENTHALT, _("Aufenthalt nur vorübergehend"), "AufenthG § 9a Abs. 3 Nr. 5"),
            Ist(t.ASYL, "laufend", text=_("Asylverfahren läuft"), norm="AufenthG § 9a Abs. 3 Nr. 2"),
        ),
        status=status(
            _("Titel, für den § 9a gilt"),
            *(BEFRISTET - ABSCHNITT_5 - OHNE_9),
            *("25_1", "25_2_fluechtling", "25_2_subsidiaer", "23_2"),
        ),
        bindung=Bindung.ANSPRUCH,
        ziele=("einbuergerung",),
        schritt=ANTRAG,
    ),
    pfad(
        "niederlassung_26_3_3",
        _("Niederlassungserlaubnis nach drei Jahren Schutz"),
        "AufenthG § 26 Abs. 3 S. 3, 4",
        titel_seit(t.SCHUTZ_SEIT, 36, _("seit drei Jahren Schutz, Asylverfahren zählt mit"), "S. 3 Nr. 1"),
        Niveau(t.DEUTSCH, "C1", text=_("Deutsch C1"), norm="S. 3 Nr. 3"),
        lebensunterhalt(_("Lebensunterhalt weit überwiegend gesichert"), "S. 3 Nr. 4", "weit_ueberwiegend"),
        ERWERB,
        TEST,
        WOHNRAUM,
        bar=(SICHERHEIT, ist(t.WIDERRUF, _("Gründe für Widerruf oder Rücknahme mitgeteilt"), "AufenthG § 26 Abs. 3 S. 3 Nr. 2")),
        status=status(_("Titel nach § 25 Abs. 1, 2 S. 1 oder § 23 Abs. 4"), *SCHUTZ),
        bindung=Bindung.ANSPRUCH,
        ziele=("einbuergerung",),
        schritt=ANTRAG,
    ),
    pfad(
        "niederlassung_26_3_5",
        _("Niederlassungserlaubnis nach fünf Jahren Schutz"),
        "AufenthG § 26 Abs. 3 S. 1, 2",
        titel_seit(t.SCHUTZ_SEIT, 60, _("seit fünf Jahren Schutz, Asylverfahren zählt mit"), "S. 1 Nr. 1"),
        eine(
            lebensunterhalt(_("Lebensunterhalt überwiegend gesichert"), "S. 1 Nr. 3", "weit_ueberwiegend", "ueberwiegend"),
            ist(t.REGELALTER, _("Rentenalter erreicht"), "S. 2"),
            KRANK,
        ),
        eine(Niveau(t.DEUTSCH, "A2", text=_("Deutsch A2"), norm="S. 1 Nr. 4"), KRANK),
        ERWERB,
        LEBEN,
        WOHNRAUM,
        bar=(SICHERHEIT, ist(t.WIDERRUF, _("Gründe für Widerruf oder Rücknahme mitgeteilt"), "AufenthG § 26 Abs. 3 S. 1 Nr. 2")),
        status=status(_("Titel nach § 25 Abs. 1, 2 S. 1 oder § 23 Abs. 4"), *SCHUTZ),
        bindung=Bindung.ANSPRUCH,
        ziele=("einbuergerung",),
        schritt=ANTRAG,
    ),
    pfad(
        "niederlassung_26_4",
        _("Niederlassungserlaubnis mit humanitärem Titel"),
        "AufenthG § 26 Abs. 4",
        titel_seit(t.SCHUTZ_SEIT, 60, _("seit fünf Jahren Titel, Asylverfahren zählt mit"), "Abs. 4 S. 1, 3"),
        RENTE_9,
        LU,
        ERWERB,
        B1,
        LEBEN,
        WOHNRAUM,
        bar=(SICHERHEIT,),
        status=status(_("humanitärer Titel"), *(ABSCHNITT_5 - {*SCHUTZ, "104c"})),
        bindung=Bindung.ERMESSEN,
        ziele=("einbuergerung",),
        schritt=ANTRAG,
    ),
    pfad(
        "niederlassung_18c",
        _("Niederlassungserlaubnis für Fachkräfte"),
        "AufenthG § 18c Abs. 1",
        eine(
            titel_seit(t.FACHKRAFT_SEIT, 36, _("seit drei Jahren Titel als Fachkraft"), "S. 1 Nr. 1"),
            alle(titel_seit(t.FACHKRAFT_SEIT, 24, _("seit zwei Jahren Titel als Fachkraft"), "S. 2"), JUENGST),
        ),
        ist(t.STELLE, _("Stelle, die zur Qualifikation passt"), "S. 1 Nr. 2"),
        eine(
            Mindestens(t.RENTE, 36, text=_("36 Monate Rentenbeiträge"), norm="S. 1 Nr. 3"),
            alle(Mindestens(t.RENTE, 24, text=_("24 Monate Rentenbeiträge"), norm="S. 2"), JUENGST),
        ),
        LU,
        ERWERB,
        B1,
        LEBEN,
        WOHNRAUM,
        group="niederlassung_18c",
        bar=(SICHERHEIT,),
        status=status(_("Titel als Fachkraft"), "18a", "18b", "18d", "18g"),
        bindung=Bindung.ANSPRUCH,
        ziele=("einbuergerung",),
        schritt=ANTRAG,
    ),
    pfad(
        "niederlassung_18c_2",
        _("Niederlassungserlaubnis mit Blauer Karte EU"),
        "AufenthG § 18c Abs. 2",
        eine(
            alle(
                Mindestens(t.BLAUE_KARTE, 27, text=_("27 Monate Arbeit und Beiträge mit Blauer Karte"), norm="S. 1"),
                eine(Niveau(t.DEUTSCH, "A1", text=_("Deutsch A1"), norm="S. 1"), KRANK),
            ),
            alle(
                Mindestens(t.BLAUE_KARTE, 21, text=_("21 Monate Arbeit und Beiträge mit Blauer Karte"), norm="S. 3"),
                Niveau(t.DEUTSCH, "B1", text=_("Deutsch B1"), norm="S. 3"),
            ),
        ),
        LU,
        ERWERB,
        LEBEN,
        WOHNRAUM,
        bar=(SICHERHEIT,),
        status=status(_("Blaue Karte EU"), "18g"),
        bindung=Bindung.ANSPRUCH,
        ziele=("einbuergerung",),
        schritt=ANTRAG,
    ),
    pfad(
        "niederlassung_28_2",
        _("Niederlassungserlaubnis für Familie von Deutschen"),
        "AufenthG § 28 Abs. 2",
        titel_seit(t.TITEL_SEIT, 36, _("seit drei Jahren Aufenthaltserlaubnis"), "Abs. 2 S. 1"),
        ist(t.DEUTSCHE_FAMILIE, _("Familie mit Deutschen besteht fort"), "Abs. 2 S. 1"),
        B1,
        LU_GESICHERT,
        bar=(INTERESSE,),
        status=status(_("Titel nach § 28"), "28"),
        bindung=Bindung.SOLL,
        ziele=("einbuergerung",),
        schritt=ANTRAG,
    ),
)
