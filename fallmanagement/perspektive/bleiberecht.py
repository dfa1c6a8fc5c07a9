"""Titles for people who have long been here: §§ 25a, 25b, 25 Abs. 5, 104c, and keeping a title with § 81 Abs. 4 AufenthG."""

from django.utils.translation import gettext_lazy as _

from behoerde.kern.regeln import Bindung, Frist, In, Ist, Mindestens, MonateOhne, MonateSeit, NichtVorbei, Niveau, VorGeburtstag
from fallmanagement.perspektive import tatsachen as t
from fallmanagement.perspektive.ausbildung import ARBEIT_60D, IDENTITAET_60D
from fallmanagement.perspektive.basis import (
    ASYL_OU,
    IDENTITAET,
    INTERESSE,
    KRANK,
    LU_GESICHERT,
    MASSNAHMEN,
    PASS,
    TAEUSCHUNG,
    TEST,
    alle,
    eine,
    ist,
    ist_nicht,
    lebensunterhalt,
    muendlich_a2,
    pfad,
    schulbesuch,
    status,
)
from lotsen.regeln.titel import AUFENTHALTSTITEL, STATUS, UNBEFRISTET

DULDUNG_ODER_104C = status(_("Duldung oder Titel nach § 104c"), "60a", "60c", "60d", "104c")
TITEL_104C = Ist(STATUS, "104c", text=_("Titel nach § 104c"))
ANTRAG = _("Zeugnisse, Arbeits- und Sprachnachweise mitbringen, Antrag stellen.")
JUNG = (
    VorGeburtstag(t.GEBURT, 27, zweite=t.ANTRAG, text=_("Antrag vor dem 27. Geburtstag"), norm="Abs. 1 S. 1 Nr. 3"),
    eine(
        TITEL_104C,
        MonateOhne(t.GEDULDET, 12, zweite=t.ZEITEN_60B, text=_("seit zwölf Monaten geduldet"), norm="Abs. 1 S. 1"),
    ),
    eine(
        alle(TITEL_104C, MonateSeit(t.VORAUFENTHALT, 36, text=_("seit drei Jahren hier"), norm="Abs. 1 S. 1 Nr. 1, Abs. 5")),
        MonateOhne(t.VORAUFENTHALT, 36, zweite=t.ZEITEN_60B, text=_("seit drei Jahren hier"), norm="Abs. 1 S. 1 Nr. 1"),
    ),
    eine(
        Mindestens(t.SCHULJAHRE, 3, text=_("drei Jahre Schule mit Erfolg"), norm="Abs. 1 S. 1 Nr. 2"),
        ist(t.ABSCHLUSS, _("anerkannter Abschluss"), "Abs. 1 S. 1 Nr. 2"),
        ist(t.KRANK, _("Krankheit oder Behinderung hindert"), "Abs. 1 S. 1 Nr. 2 S. 2"),
    ),
    ist(t.PROGNOSE, _("gute Aussicht, sich einzufügen"), "Abs. 1 S. 1 Nr. 4"),
    eine(LU_GESICHERT, ist(t.IN_AUSBILDUNG, _("in Schule, Ausbildung oder Studium"), "Abs. 1 S. 2")),
)
SPERREN_25A = (
    ist(t.TAEUSCHUNG, _("Täuschung oder falsche Angaben"), "AufenthG § 25a Abs. 1 S. 3"),
    ist(t.FDGO_ZWEIFEL, _("Anhaltspunkte gegen das Bekenntnis zur Grundordnung"), "AufenthG § 25a Abs. 1 S. 1 Nr. 5"),
    INTERESSE,
)
FRIST_27 = (
    Frist(_("letzter Tag für den Antrag"), "AufenthG § 25a Abs. 1 S. 1 Nr. 3", "geburtsdatum", monate=324, beginnend=True),
)


def hier(monate: int, text):
    """Return the condition on the length of stay; days with § 60b count only for holders of § 104c (Abs. 7)."""
    return eine(
        alle(TITEL_104C, MonateSeit(t.VORAUFENTHALT, monate, text=text, norm="Abs. 1 S. 2 Nr. 1, Abs. 7")),
        MonateOhne(t.VORAUFENTHALT, monate, zweite=t.ZEITEN_60B, text=text, norm="Abs. 1 S. 2 Nr. 1"),
    )


INTEGRIERT = (
    ist(t.BEKENNTNISSE, _("Bekenntnis zur Grundordnung"), "Abs. 1 S. 2 Nr. 2"),
    TEST,
    eine(
        lebensunterhalt(
            _("Lebensunterhalt überwiegend durch Arbeit gesichert oder gute Aussicht"),
            "Abs. 1 S. 2 Nr. 3",
            "weit_ueberwiegend",
            "ueberwiegend",
            "prognose",
        ),
        KRANK,
    ),
    eine(muendlich_a2("Abs. 1 S. 2 Nr. 4"), KRANK),
    schulbesuch("Abs. 1 S. 2 Nr. 5"),
)
DAUER_25B = eine(
    hier(72, _("seit sechs Jahren hier")),
    alle(ist(t.MIT_KIND, _("mit minderjährigem Kind im Haushalt"), "Abs. 1 S. 2 Nr. 1"), hier(48, _("seit vier Jahren hier"))),
)
SPERREN_25B = (
    TAEUSCHUNG,
    ist(t.SCHWERES_INTERESSE, _("schweres Ausweisungsinteresse"), "AufenthG § 25b Abs. 2 Nr. 2"),
)
UNMOEGLICH = (
    ist(t.AUSREISEPFLICHTIG, _("vollziehbar ausreisepflichtig"), "Abs. 5 S. 1"),
    ist(t.UNMOEGLICH, _("Ausreise unmöglich"), "Abs. 5 S. 1"),
    ist_nicht(t.WEGFALL, _("Hindernis fällt nicht bald weg"), "Abs. 5 S. 1"),
    ist(t.UNVERSCHULDET, _("ohne eigene Schuld gehindert"), "Abs. 5 S. 3"),
)
SPERRE_25_5 = (ASYL_OU & ~ist(t.VERBOT_25_3, _("Voraussetzungen des § 25 Abs. 3 erfüllt"), "AufenthG § 10 Abs. 3 S. 3"),)
FUER_25_5 = status(_("Duldung"), "60a", "60c", "60d")
NOCH_GUELTIG = NichtVorbei(t.TITEL_BIS, text=_("Titel noch gültig"), norm="AufenthG § 81 Abs. 4 S. 1")
LETZTER_TAG = (Frist(_("letzter Tag für den Antrag"), "AufenthG § 81 Abs. 4 S. 1", "titel_bis"),)
FRISTGEBUNDEN = AUFENTHALTSTITEL - UNBEFRISTET
AUF_25A_25B = In(
    t.ANTRAG_AUF, frozenset({"25a", "25b"}), text=_("Antrag auf § 25a oder § 25b"), norm="AufenthG § 104c Abs. 2 S. 3"
)

PFADE = (
    pfad(
        "aufenthalt_25a",
        _("Aufenthalt für gut integrierte junge Menschen"),
        "AufenthG § 25a Abs. 1, 5, 6",
        *JUNG,
        IDENTITAET,
        eine(TITEL_104C, PASS),
        bar=(*SPERREN_25A, ASYL_OU),
        status=DULDUNG_ODER_104C,
        bindung=Bindung.SOLL,
        fristen=FRIST_27,
        ziele=("26_4",),
        schritt=ANTRAG,
    ),
    pfad(
        "aufenthalt_25a_ermessen",
        _("Aufenthalt für gut integrierte junge Menschen"),
        "AufenthG § 25a Abs. 4, 6 S. 2, § 5 Abs. 3 S. 2",
        *JUNG,
        MASSNAHMEN,
        group="aufenthalt_25a",
        bar=SPERREN_25A,
        status=DULDUNG_ODER_104C,
        bindung=Bindung.ERMESSEN,
        fristen=FRIST_27,
        ziele=("26_4",),
        schritt=ANTRAG,
        hinweis=_("Identität oder Pass noch offen, oder Sperre des § 10 Abs. 3 S. 2: nur Ermessen."),
    ),
    pfad(
        "aufenthalt_25b",
        _("Aufenthalt bei nachhaltiger Integration"),
        "AufenthG § 25b Abs. 1 bis 3, 7, 8",
        DAUER_25B,
        *INTEGRIERT,
        IDENTITAET,
        eine(TITEL_104C, PASS),
        bar=(*SPERREN_25B, ASYL_OU),
        status=DULDUNG_ODER_104C,
        bindung=Bindung.SOLL,
        ziele=("26_4",),
        schritt=ANTRAG,
    ),
    pfad(
        "aufenthalt_25b_6",
        _("Aufenthalt nach der Beschäftigungsduldung"),
        "AufenthG § 25b Abs. 6",
        MonateSeit(t.DULDUNG_60D, 30, text=_("seit 30 Monaten mit Beschäftigungsduldung"), norm="Abs. 6"),
        *ARBEIT_60D,
        IDENTITAET_60D,
        ist(t.BEKENNTNISSE, _("Bekenntnis zur Grundordnung"), "Abs. 1 S. 2 Nr. 2"),
        TEST,
        eine(
            ist_nicht(t.KURS_MOEGLICH, _("kein Integrationskurs möglich"), "Abs. 6"),
            Niveau(t.SCHRIFTLICH, "A2", text=_("Deutsch schriftlich A2"), norm="Abs. 6"),
        ),
        group="aufenthalt_25b",
        bar=(*SPERREN_25B, ASYL_OU),
        status=status(_("Beschäftigungsduldung"), "60d"),
        bindung=Bindung.SOLL,
        ziele=("26_4",),
        schritt=ANTRAG,
    ),
    pfad(
        "aufenthalt_25b_ermessen",
        _("Aufenthalt bei nachhaltiger Integration"),
        "AufenthG § 25b Abs. 5 S. 2, Abs. 8 S. 2, § 5 Abs. 3 S. 2",
        DAUER_25B,
        *INTEGRIERT,
        MASSNAHMEN,
        group="aufenthalt_25b",
        bar=SPERREN_25B,
        status=DULDUNG_ODER_104C,
        bindung=Bindung.ERMESSEN,
        ziele=("26_4",),
        schritt=ANTRAG,
        hinweis=_("Identität oder Pass noch offen, oder Sperre des § 10 Abs. 3 S. 2: nur Ermessen."),
    ),
    pfad(
        "aufenthalt_25_5",
        _("Aufenthalt, weil die Ausreise unmöglich ist"),
        "AufenthG § 25 Abs. 5 S. 2",
        *UNMOEGLICH,
        MonateSeit(t.GEDULDET, 18, text=_("Abschiebung seit 18 Monaten ausgesetzt"), norm="Abs. 5 S. 2"),
        bar=SPERRE_25_5,
        status=FUER_25_5,
        bindung=Bindung.SOLL,
        ziele=("26_4",),
        schritt=_("Nachweise zum Hindernis mitbringen, Antrag stellen."),
    ),
    pfad(
        "aufenthalt_25_5_ermessen",
        _("Aufenthalt, weil die Ausreise unmöglich ist"),
        "AufenthG § 25 Abs. 5 S. 1",
        *UNMOEGLICH,
        group="aufenthalt_25_5",
        bar=SPERRE_25_5,
        status=FUER_25_5,
        bindung=Bindung.ERMESSEN,
        ziele=("26_4",),
        schritt=_("Nachweise zum Hindernis mitbringen, Antrag stellen."),
    ),
    pfad(
        "chancen_104c",
        _("Vom Chancen-Aufenthalt in § 25a oder § 25b"),
        "AufenthG § 104c Abs. 2, § 25a Abs. 6, § 25b Abs. 8",
        NOCH_GUELTIG,
        IDENTITAET,
        status=TITEL_104C,
        bindung=Bindung.SOLL,
        fristen=LETZTER_TAG,
        ziele=("25a", "25b"),
        schritt=_("Antrag auf § 25a oder § 25b stellen, bevor der Titel abläuft."),
        hinweis=_("Die Voraussetzungen von § 25a oder § 25b kommen hinzu."),
    ),
    pfad(
        "chancen_104c_ermessen",
        _("Vom Chancen-Aufenthalt in § 25a oder § 25b"),
        "AufenthG § 104c Abs. 2, § 25a Abs. 6 S. 2, § 25b Abs. 8 S. 2",
        NOCH_GUELTIG,
        MASSNAHMEN,
        group="chancen_104c",
        status=TITEL_104C,
        bindung=Bindung.ERMESSEN,
        fristen=LETZTER_TAG,
        ziele=("25a", "25b"),
        schritt=_("Antrag auf § 25a oder § 25b stellen, bevor der Titel abläuft."),
    ),
    pfad(
        "verlaengerung_81_4",
        _("Verlängerung rechtzeitig beantragen"),
        "AufenthG § 81 Abs. 4",
        NOCH_GUELTIG,
        eine(In(STATUS, FRISTGEBUNDEN - {"104c"}, text=_("befristeter Titel")), AUF_25A_25B),
        status=status(_("befristeter Titel"), *FRISTGEBUNDEN),
        bindung=Bindung.ANSPRUCH,
        fristen=LETZTER_TAG,
        schritt=_("Verlängerung beantragen, bevor der Titel abläuft."),
        hinweis=_("Zu spät: Der Titel gilt nur bei unbilliger Härte fort (S. 3). Gilt nicht für Schengen-Visa (S. 2)."),
    ),
)
