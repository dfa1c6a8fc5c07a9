"""Titles for skilled work: §§ 18a, 18b, 18g, 19d AufenthG with the bars of § 10 Abs. 1, 3 and § 19f."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from behoerde.kern.regeln import Bindung, In, Ist, Mindestens, MonateSeit
from fallmanagement.perspektive import tatsachen as t
from fallmanagement.perspektive.basis import (
    ASYL_OU,
    EXTREMISMUS,
    IDENTITAET,
    INTERESSE,
    LU_GESICHERT,
    PASS,
    STRAFE,
    WOHNRAUM,
    alle,
    deutsch,
    eine,
    ist,
    pfad,
    status,
)
from lotsen.regeln.titel import ABSCHNITT_5, AUFENTHALTSTITEL, DULDUNG, STATUS, UNBEFRISTET

B1 = deutsch("B1", _("Deutsch B1"), "AufenthG § 19d Abs. 1 Nr. 3")
PASST = ist(t.STELLE, _("Stelle passt zum Beruf"), "Abs. 1")
ABSCHLUSS_19D = eine(
    ist(t.INLANDSABSCHLUSS, _("Ausbildung, Pflegehilfe oder Studium in Deutschland abgeschlossen"), "Abs. 1 Nr. 1 a"),
    MonateSeit(t.HOCHSCHULARBEIT, 24, text=_("zwei Jahre Arbeit mit anerkanntem Hochschulabschluss"), norm="Abs. 1 Nr. 1 b"),
    alle(
        MonateSeit(t.QUALIFIZIERT, 36, text=_("drei Jahre qualifizierte Arbeit"), norm="Abs. 1 Nr. 1 c"),
        ist(t.OHNE_MITTEL, _("ein Jahr ohne öffentliche Mittel"), "Abs. 1 Nr. 1 c"),
    ),
)
GEDULDET = In(STATUS, frozenset({"60a", "60c", "60d"}), text=_("Duldung"))
TAEUSCHUNG_19D = ist(t.TAEUSCHUNG, _("Täuschung oder fehlende Mitwirkung"), "AufenthG § 19d Abs. 1 Nr. 4, 5")
BEANTRAGEN = _("Arbeitsvertrag und Abschlusszeugnis mitbringen, Antrag stellen.")
JOB = (
    ist(t.STELLE, _("Stelle, die zur Qualifikation passt"), "AufenthG § 18 Abs. 2 Nr. 1"),
    ist(t.BERUFSERLAUBNIS, _("Erlaubnis für den Beruf, wenn nötig"), "AufenthG § 18 Abs. 2 Nr. 3"),
    LU_GESICHERT,
    IDENTITAET,
    PASS,
    ist(t.VISUM, _("passendes Visum oder Verzicht darauf"), "AufenthG § 5 Abs. 2, 3"),
)
BA_UND_ALTER = (
    In(
        t.BA, frozenset({"erteilt", "nicht_noetig"}), text=_("Zustimmung der Bundesagentur, wenn nötig"), norm="§ 18 Abs. 2 Nr. 2"
    ),
    ist(t.ALTER_45, _("unter 45, hohes Gehalt oder Altersversorgung"), "§ 18 Abs. 2 Nr. 5"),
)
LAUFEND = Ist(t.ASYL, "laufend", text=_("Asylverfahren läuft"), norm="AufenthG § 10 Abs. 1 S. 2")
ABGELEHNT = Ist(t.ASYL, "abgelehnt", text=_("Asylantrag abgelehnt"), norm="AufenthG § 10 Abs. 3 S. 4")
ZURUECK = Ist(t.ASYL, "zurueckgenommen", text=_("Asylantrag zurückgenommen"), norm="AufenthG § 10 Abs. 3 S. 5") & ~ist(
    t.VOR_2023, _("vor dem 29.03.2023 eingereist"), "AufenthG § 10 Abs. 3 S. 5"
)
SPERREN_18 = (LAUFEND, ABGELEHNT, ZURUECK, INTERESSE)
BERUF = In(
    t.QUALIFIKATION, frozenset({"beruf"}), text=_("deutsche oder gleichwertige Berufsausbildung"), norm="§ 18 Abs. 3 Nr. 1"
)
HOCHSCHULE = In(
    t.QUALIFIKATION,
    frozenset({"hochschule"}),
    text=_("deutscher oder anerkannter Hochschulabschluss"),
    norm="§ 18 Abs. 3 Nr. 2",
)
FUER_18 = status(
    _("kein unbefristeter Titel"), *(AUFENTHALTSTITEL - UNBEFRISTET), *DULDUNG, "aufenthaltsgestattung", "81_3", "81_4"
)
SPERREN_19F = (
    In(STATUS, DULDUNG, text=_("Duldung"), norm="AufenthG § 19f Abs. 1 Nr. 2"),
    Ist(STATUS, "24", text=_("vorübergehender Schutz"), norm="AufenthG § 19f Abs. 1 Nr. 1"),
    In(
        STATUS,
        ABSCHNITT_5 - {"25_1", "25_2_fluechtling", "25_2_subsidiaer"},
        text=_("humanitärer Titel"),
        norm="AufenthG § 19f Abs. 2 Nr. 2",
    ),
    Ist(t.ASYL, "laufend", text=_("Asylverfahren läuft"), norm="AufenthG § 19f Abs. 2 Nr. 1"),
    ist(t.EU_GRUND, _("anderer Ablehnungsgrund"), "AufenthG § 19f Abs. 1, 2"),
    INTERESSE,
)
PFADE = (
    pfad(
        "qualifiziert_19d_1a",
        _("Zwei Jahre Arbeit nach der Ausbildungsduldung"),
        "AufenthG § 19d Abs. 1a",
        ist(t.BESTANDEN, _("Ausbildung abgeschlossen"), "Abs. 1a"),
        PASST,
        WOHNRAUM,
        B1,
        LU_GESICHERT,
        IDENTITAET,
        PASS,
        bar=(EXTREMISMUS, STRAFE),
        status=status(_("Ausbildungsduldung"), "60c"),
        bindung=Bindung.ANSPRUCH,
        ziele=("9",),
        schritt=BEANTRAGEN,
    ),
    pfad(
        "qualifiziert_19d",
        _("Arbeit für qualifizierte Geduldete"),
        "AufenthG § 19d Abs. 1, 4",
        eine(
            GEDULDET,
            ist(t.TITEL_10_3, _("Titel nach Ablehnung des Asylantrags"), "AufenthG § 19d Abs. 4"),
        ),
        ABSCHLUSS_19D,
        PASST,
        WOHNRAUM,
        B1,
        LU_GESICHERT,
        IDENTITAET,
        PASS,
        bar=(TAEUSCHUNG_19D, EXTREMISMUS, STRAFE, ASYL_OU),
        status=status(_("Duldung oder humanitärer Titel"), "60a", "60c", "60d", *ABSCHNITT_5),
        bindung=Bindung.SOLL,
        ziele=("9",),
        schritt=BEANTRAGEN,
    ),
    pfad(
        "fachkraft_18a",
        _("Fachkraft mit Berufsausbildung"),
        "AufenthG § 18a, § 18 Abs. 2, § 10 Abs. 1, 3",
        BERUF,
        *BA_UND_ALTER,
        *JOB,
        bar=SPERREN_18,
        status=FUER_18,
        bindung=Bindung.ANSPRUCH,
        ziele=("18c",),
        schritt=BEANTRAGEN,
    ),
    pfad(
        "fachkraft_18b",
        _("Fachkraft mit Studium"),
        "AufenthG § 18b, § 18 Abs. 2, § 10 Abs. 1, 3",
        HOCHSCHULE,
        *BA_UND_ALTER,
        *JOB,
        bar=SPERREN_18,
        status=FUER_18,
        bindung=Bindung.ANSPRUCH,
        ziele=("18c",),
        schritt=BEANTRAGEN,
    ),
    pfad(
        "blaue_karte_18g",
        _("Blaue Karte EU"),
        "AufenthG § 18g Abs. 1, 3, § 19f",
        HOCHSCHULE,
        eine(
            Mindestens(t.GEHALT, 50700, text=_("Gehalt mindestens 50.700 Euro im Jahr"), norm="Abs. 1 S. 1 (2026)"),
            alle(
                Mindestens(t.GEHALT, 45934.2, text=_("Gehalt mindestens 45.934,20 Euro im Jahr"), norm="Abs. 1 S. 2 (2026)"),
                ist(t.ENGPASS, _("Engpassberuf oder neuer Abschluss"), "Abs. 1 S. 2 Nr. 1, 2"),
                In(t.BA, frozenset({"erteilt"}), text=_("Zustimmung der Bundesagentur"), norm="Abs. 1 S. 2"),
            ),
        ),
        ist(t.SECHS_MONATE, _("Stelle für mindestens sechs Monate"), "Abs. 3"),
        *JOB,
        bar=SPERREN_19F,
        status=FUER_18,
        ab=date(2026, 1, 1),
        bis=date(2026, 12, 31),
        bindung=Bindung.ANSPRUCH,
        ziele=("18c",),
        schritt=BEANTRAGEN,
        hinweis=_("Die Gehaltsgrenzen gelten für 2026; für das nächste Jahr sind sie neu einzutragen."),
    ),
)
