"""Training and work that keep somebody here: §§ 16g, 60c, 60d AufenthG. A missed period leaves discretion."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from behoerde.kern.regeln import Bindung, Binnen, Frist, In, Ist, Mindestens, MonateBis, MonateOhne, MonateSeit
from fallmanagement.perspektive import tatsachen as t
from fallmanagement.perspektive.arbeit import ARBEITSVERBOT, KONKRET
from fallmanagement.perspektive.basis import (
    AUSWEISUNG,
    EXTREMISMUS,
    LU_GESICHERT,
    MASSNAHMEN,
    PASS,
    STRAFE,
    WOHNRAUM,
    alle,
    bis,
    deutsch,
    eine,
    ist,
    muendlich_a2,
    pfad,
    schulbesuch,
    status,
)
from lotsen.regeln.titel import STATUS

VOR_2017 = bis(t.EINREISE, date(2016, 12, 31), _("Einreise bis 31.12.2016"), "Abs. 2 Nr. 3 a")
VOR_2020 = bis(t.EINREISE, date(2019, 12, 31), _("Einreise bis 31.12.2019"), "Abs. 2 Nr. 3 b")
GEKLAERT = In(t.IDENTITAET, frozenset({"geklaert"}), text=_("Identität geklärt"), norm="Abs. 2 Nr. 3")
OHNE_SCHULD = Ist(t.VERZOEGERT, False, text=_("Klärung nicht selbst verzögert"), norm="Abs. 2 Nr. 3")
SOMMER_2020, ENDE_2024 = date(2020, 6, 30), date(2024, 12, 31)


def fristgerecht(tatsache):
    """Return the condition that the day of ``tatsache`` kept the period of letters b and c of § 60c and § 16g Abs. 2 Nr. 3."""
    return eine(
        alle(VOR_2020, bis(tatsache, SOMMER_2020, _("bis 30.06.2020"), "Abs. 2 Nr. 3 b")),
        alle(
            ~VOR_2020, Binnen(tatsache, 6, zweite=t.EINREISE, text=_("binnen sechs Monaten nach Einreise"), norm="Abs. 2 Nr. 3 c")
        ),
    )


IDENTITAET_AUSBILDUNG = eine(
    alle(GEKLAERT, eine(VOR_2017, fristgerecht(t.GEKLAERT_AM))),
    alle(MASSNAHMEN, OHNE_SCHULD, eine(VOR_2017, fristgerecht(t.MASSNAHMEN_AB))),
)
ENDE_60D = bis(t.GEKLAERT_AM, ENDE_2024, _("Identität bis 31.12.2024 geklärt"), "Abs. 1 Nr. 1 b")
IDENTITAET_60D = eine(
    alle(GEKLAERT, eine(VOR_2017, ENDE_60D)),
    alle(
        MASSNAHMEN,
        OHNE_SCHULD,
        eine(VOR_2017, bis(t.MASSNAHMEN_AB, ENDE_2024, _("alles Zumutbare bis 31.12.2024 getan"), "Abs. 1 Nr. 1")),
    ),
)
MIT_DULDUNG = Ist(t.AUFGENOMMEN, "mit_duldung", text=_("Ausbildung mit Duldung aufgenommen"), norm="Abs. 1 S. 1 Nr. 2")
AUSBILDUNG = (
    eine(
        In(STATUS, frozenset({"60a", "60d"}), text=_("Duldung"), norm="Abs. 1 S. 1"),
        Ist(t.ASYL, "abgelehnt", text=_("nach Ablehnung des Asylantrags"), norm="Abs. 1 S. 1 Nr. 1"),
    ),
    eine(
        Ist(t.AUFGENOMMEN, "im_asylverfahren", text=_("Ausbildung im Asylverfahren begonnen"), norm="Abs. 1 S. 1 Nr. 1"),
        MonateOhne(t.GEDULDET, 3, zweite=t.ZEITEN_60B, text=_("seit drei Monaten geduldet"), norm="Abs. 2 Nr. 2"),
    ),
    In(
        t.AUSBILDUNG_ART,
        frozenset({"qualifiziert", "helfer_engpass"}),
        text=_("qualifizierte Ausbildung oder Helferausbildung mit Anschluss"),
        norm="Abs. 1 S. 1 Nr. 1",
    ),
    In(
        t.VERTRAG,
        frozenset({"eintragung_beantragt", "eingetragen", "schulisch_geschlossen", "zustimmung_bildungseinrichtung"}),
        text=_("Vertrag eingetragen oder Eintragung beantragt"),
        norm="Abs. 3 S. 3",
    ),
    MonateBis(t.BEGINN, 7, text=_("Antrag frühestens sieben Monate vor Beginn"), norm="Abs. 3 S. 1"),
)
SPERREN = (*ARBEITSVERBOT, STRAFE, EXTREMISMUS, AUSWEISUNG, MIT_DULDUNG & KONKRET)
FUER = status(_("Duldung oder Asylverfahren"), "60a", "60d", "aufenthaltsgestattung")
FRISTEN = (
    Frist(_("Antrag ab"), "Abs. 3 S. 1", "ausbildungsbeginn", monate=-7, tage=1, beginnend=True),
    Frist(_("Erteilung bei Duldung ab"), "Abs. 3 S. 2", "ausbildungsbeginn", monate=-6, tage=1, beginnend=True),
    Frist(_("Identität bei Einreise ab 2020 klären bis"), "Abs. 2 Nr. 3 c", "einreise_am", monate=6),
    Frist(_("Abbruch: Betrieb oder Schule meldet ihn in der Regel binnen zwei Wochen"), "AufenthG § 60c Abs. 5"),
)
ANTRAG = _("Ausbildungsvertrag und Nachweise zur Identität mitbringen, Antrag stellen.")
TITEL_16G = (
    eine(LU_GESICHERT, ist(t.BAB, _("Ausbildungsförderung (BAB) läuft"), "AufenthG § 16g Abs. 10 S. 3")),
    IDENTITAET_AUSBILDUNG,
    PASS,
)
FUER_60D = status(_("Duldung"), "60a", "60c", "60d")
ARBEIT_60D = (
    bis(t.EINREISE, date(2022, 12, 31), _("Einreise bis 31.12.2022"), "Abs. 1"),
    MonateOhne(t.GEDULDET, 12, zweite=t.ZEITEN_60B, text=_("seit zwölf Monaten geduldet"), norm="Abs. 1 Nr. 2"),
    MonateSeit(t.BESCHAEFTIGT, 12, text=_("seit zwölf Monaten beschäftigt"), norm="Abs. 1 Nr. 3"),
    Mindestens(t.STUNDEN, 20, text=_("mindestens 20 Stunden je Woche"), norm="Abs. 1 Nr. 3"),
    MonateSeit(t.LU_SEIT, 12, text=_("zwölf Monate von eigener Arbeit gelebt"), norm="Abs. 1 Nr. 4, 5"),
    muendlich_a2("Abs. 1 Nr. 6"),
    schulbesuch("Abs. 1 Nr. 10"),
    In(
        t.KURS_PFLICHT,
        frozenset({"keine_pflicht", "bestanden", "abbruch_ohne_schuld"}),
        text=_("Integrationskurs abgeschlossen, wenn verpflichtet"),
        norm="Abs. 1 Nr. 11",
    ),
)
SPERREN_60D = (
    ist(t.VORSATZTAT, _("Verurteilung wegen einer Vorsatztat"), "AufenthG § 60d Abs. 1 Nr. 7"),
    ist(t.EXTREMISMUS, _("Bezüge zu extremistischen Organisationen"), "AufenthG § 60d Abs. 1 Nr. 8"),
    ist(t.AUSWEISUNG, _("Ausweisungsverfügung oder Anordnung nach § 58a"), "AufenthG § 60d Abs. 1 Nr. 9"),
    ist(t.EHEGATTE, _("Ehegatte erfüllt Identität, Straffreiheit oder Kurs nicht"), "AufenthG § 60d Abs. 1 Nr. 1, 7, 8, 11"),
)
PFADE = (
    pfad(
        "ausbildungstitel_16g",
        _("Aufenthaltserlaubnis zur Ausbildung"),
        "AufenthG § 16g",
        *AUSBILDUNG,
        *TITEL_16G,
        bar=SPERREN,
        status=FUER,
        bindung=Bindung.ANSPRUCH,
        fristen=FRISTEN,
        ziele=("16g_8",),
        schritt=ANTRAG,
        hinweis=_("Vor § 60c prüfen: Das ist ein echter Titel."),
    ),
    pfad(
        "ausbildungstitel_16g_ermessen",
        _("Aufenthaltserlaubnis zur Ausbildung"),
        "AufenthG § 16g Abs. 6",
        *AUSBILDUNG,
        TITEL_16G[0],
        MASSNAHMEN,
        group="ausbildungstitel_16g",
        bar=SPERREN,
        status=FUER,
        bindung=Bindung.ERMESSEN,
        fristen=FRISTEN,
        ziele=("16g_8",),
        schritt=ANTRAG,
        hinweis=_("Frist zur Identität versäumt: nur Ermessen; von der Passpflicht kann abgesehen werden (Abs. 10 S. 5)."),
    ),
    pfad(
        "ausbildungsduldung",
        _("Ausbildungsduldung"),
        "AufenthG § 60c",
        *AUSBILDUNG,
        IDENTITAET_AUSBILDUNG,
        bar=SPERREN,
        status=FUER,
        bindung=Bindung.ANSPRUCH,
        fristen=FRISTEN,
        ziele=("19d_1a", "16g", "25a", "25b"),
        schritt=ANTRAG,
        hinweis=_("Die Erlaubnis für diese Ausbildung ist mit zu erteilen (Abs. 1 S. 3)."),
    ),
    pfad(
        "ausbildungsduldung_ermessen",
        _("Ausbildungsduldung"),
        "AufenthG § 60c Abs. 7",
        *AUSBILDUNG,
        MASSNAHMEN,
        group="ausbildungsduldung",
        bar=SPERREN,
        status=FUER,
        bindung=Bindung.ERMESSEN,
        fristen=FRISTEN,
        ziele=("19d_1a",),
        schritt=ANTRAG,
        hinweis=_("Frist zur Identität versäumt: nur Ermessen."),
    ),
    pfad(
        "fachkraft_16g_8",
        _("Zwei Jahre Arbeit nach der Ausbildung mit § 16g"),
        "AufenthG § 16g Abs. 8",
        ist(t.BESTANDEN, _("Ausbildung abgeschlossen"), "Abs. 8"),
        ist(t.STELLE, _("Stelle passt zum Beruf"), "Abs. 8"),
        In(t.BA, frozenset({"erteilt", "nicht_noetig"}), text=_("Zustimmung der Bundesagentur, wenn nötig"), norm="Abs. 8"),
        WOHNRAUM,
        deutsch("B1", _("Deutsch B1"), "§ 19d Abs. 1 Nr. 3"),
        LU_GESICHERT,
        bar=(STRAFE, EXTREMISMUS),
        status=status(_("Aufenthaltserlaubnis nach § 16g"), "16g"),
        bindung=Bindung.ANSPRUCH,
        ziele=("9",),
        schritt=_("Arbeitsvertrag und Abschlusszeugnis mitbringen, Antrag stellen."),
    ),
    pfad(
        "beschaeftigungsduldung",
        _("Beschäftigungsduldung"),
        "AufenthG § 60d",
        *ARBEIT_60D,
        IDENTITAET_60D,
        bar=SPERREN_60D,
        status=FUER_60D,
        bindung=Bindung.SOLL,
        ziele=("25b", "25a", "19d"),
        schritt=_("Lohnabrechnungen von zwölf Monaten und Sprachnachweis mitbringen, Antrag stellen."),
        fristen=(Frist(_("Arbeitgeber meldet das Ende der Arbeit binnen zwei Wochen"), "AufenthG § 60d Abs. 3 S. 3"),),
    ),
    pfad(
        "beschaeftigungsduldung_ermessen",
        _("Beschäftigungsduldung"),
        "AufenthG § 60d Abs. 4",
        *ARBEIT_60D,
        MASSNAHMEN,
        group="beschaeftigungsduldung",
        bar=SPERREN_60D,
        status=FUER_60D,
        bindung=Bindung.ERMESSEN,
        ziele=("25b",),
        schritt=_("Lohnabrechnungen von zwölf Monaten und Sprachnachweis mitbringen, Antrag stellen."),
        hinweis=_("Frist zur Identität versäumt: nur Ermessen."),
    ),
)
