"""Language for the job, work, training, recognition."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from behoerde.kern.regeln import Bindung, Frist, In, Ist, Mindestens, MonateSeit, Niveau, Unter
from lotsen.regeln import tatsachen as t
from lotsen.regeln.basis import alle, angebot, braucht, regel
from lotsen.regeln.titel import ASYLBLG, AUFENTHALTSTITEL, DRITTSTAAT, DULDUNG, GESTATTUNG, STATUS

B1 = Niveau(t.DEUTSCH, "B1", text=_("ausreichend Deutsch (B1)"), norm="DeuFöV § 4 Abs. 3")
ERLISCHT = Frist(
    _("Die Berechtigung erlischt ohne Anmeldung."), "DeuFöV § 6 Abs. 3 S. 1", "berufssprachkurs_berechtigt_am", monate=3
)
NOTWENDIG = (
    In(
        t.ARBEITSLAGE,
        frozenset({"gemeldet", "beschaeftigt", "ausbildung", "ausbildungsvertrag"}),
        text=_("gemeldet, beschäftigt, in Ausbildung oder mit Ausbildungsvertrag"),
        norm="Abs. 1 S. 1 Nr. 1 a, c, 3, 4",
    )
    | Ist(t.SGB2, True, text=_("Geld vom Jobcenter"), norm="Abs. 1 S. 1 Nr. 1 b")
    | Ist(t.ANERKENNUNG_LAEUFT, True, text=_("Anerkennung läuft"), norm="Abs. 1 S. 1 Nr. 2")
)
# Sentence 2 names Nr. 1 a and c and Nr. 3, not a contract for training (Nr. 4)
GEDULDET_REICHT = In(
    t.ARBEITSLAGE,
    frozenset({"gemeldet", "beschaeftigt", "ausbildung"}),
    text=_("gemeldet, beschäftigt oder in Ausbildung"),
    norm="S. 2 Nr. 2",
) & MonateSeit(t.GEDULDET_SEIT, 6, text=_("seit sechs Monaten geduldet"), norm="Abs. 1 S. 2 Nr. 2")
DULDUNG_REICHT = (
    In(STATUS, frozenset({"60c", "60d"}), text=_("Duldung § 60c oder § 60d"), norm="Abs. 1 S. 2 Nr. 1")
    | Ist(t.DULDUNG_ERMESSEN, True, text=_("Duldung nach § 60a Abs. 2 Satz 3"), norm="Abs. 1 S. 2 Nr. 1")
    | GEDULDET_REICHT
)
NICHT_GEDULDET = ~In(STATUS, DULDUNG, text=_("Duldung"), norm="Abs. 1 S. 2")
AUSLANDSABSCHLUSS = ~Ist(t.ABSCHLUSS, "keiner", text=_("kein Abschluss aus dem Ausland"), norm="BQFG § 6 Abs. 1")
ENTSCHEIDUNG = Frist(_("Die Stelle muss entscheiden."), "BQFG § 6 Abs. 3", "anerkennung_vollstaendig_am", monate=3)

REGELN = (
    regel(
        "berufssprachkurs",
        _("Berufssprachkurs"),
        "AufenthG § 45a, DeuFöV §§ 4, 5, 6",
        bindung=Bindung.ERMESSEN,
        bedingung=alle(braucht("sprache.beruf"), NOTWENDIG, B1, NICHT_GEDULDET | DULDUNG_REICHT),
        ziele=("berufssprachkurstraeger",),
        fristen=(ERLISCHT,),
        hinweis=_(
            "Es entscheiden Agentur für Arbeit, Jobcenter oder Bundesamt (§ 5). Spezialkurse können unter B1 beginnen (§ 13 Abs. 2)."
        ),
    ),
    regel(
        "berufssprachkurs_pflicht",
        _("Pflicht zum Berufssprachkurs durch das Jobcenter"),
        "AufenthG § 45a Abs. 2",
        bindung=Bindung.PFLICHT,
        bedingung=alle(
            Ist(t.SGB2, True, text=_("Geld vom Jobcenter"), norm="Abs. 2"),
            Ist(t.JOBCENTER_PFLICHT, True, text=_("vom Jobcenter verpflichtet"), norm="Abs. 2"),
            B1,
        ),
        ziele=("berufssprachkurstraeger",),
        fristen=(ERLISCHT,),
        hinweis=_("Nennt die Berechtigung eine kürzere Frist, gilt die kürzere (DeuFöV § 6 Abs. 3 S. 3)."),
    ),
    regel(
        "agentur_fuer_arbeit",
        _("Beratung und Vermittlung der Agentur für Arbeit"),
        "SGB III §§ 29, 30, 35",
        bindung=Bindung.ANSPRUCH,
        bedingung=braucht("arbeit.suche", "arbeit.beratung"),
        ziele=("agentur_fuer_arbeit",),
        hinweis=_("Wer Geld vom Jobcenter bekommt, wird in der Regel dort vermittelt."),
    ),
    regel(
        "fruehe_foerderung",
        _("Frühe Förderung im Asylverfahren"),
        "SGB III § 39a",
        bindung=Bindung.ERMESSEN,
        bedingung=alle(
            braucht("arbeit.suche", "arbeit.beratung", "arbeit.ausbildung"),
            In(STATUS, GESTATTUNG, text=_("Aufenthaltsgestattung"), norm="S. 1"),
            Ist(t.ARBEIT_ERLAUBT, False, text=_("darf noch nicht arbeiten (AsylG § 61)"), norm="S. 1"),
        ),
        ausschluss=Ist(t.SICHER, True, text=_("sicherer Herkunftsstaat"), norm="S. 2"),
        ziele=("agentur_fuer_arbeit",),
        hinweis=_("Ein dauerhafter Aufenthalt muss zu erwarten sein; das beurteilt die Agentur."),
    ),
    regel(
        "jobcenter",
        _("Grundsicherung und Vermittlung im Jobcenter"),
        "SGB II § 7 Abs. 1",
        bindung=Bindung.ANSPRUCH,
        bedingung=alle(
            braucht("finanzen.lebensunterhalt", "arbeit.suche"),
            Mindestens(t.ALTER, 15, text=_("mindestens 15 Jahre alt"), norm="S. 1 Nr. 1"),
            Unter(t.ALTER, 67, text=_("unter der Altersgrenze"), norm="S. 1 Nr. 1, § 7a"),
            Ist(t.ERWERBSFAEHIG, True, text=_("erwerbsfähig"), norm="S. 1 Nr. 2, § 8"),
            Ist(t.HILFEBEDUERFTIG, True, text=_("hilfebedürftig"), norm="S. 1 Nr. 3, § 9"),
            In(STATUS, AUFENTHALTSTITEL | {"freizuegigkeit", "deutsch"}, text=_("Aufenthaltsrecht"), norm="S. 2 Nr. 2 a"),
        ),
        ausschluss=(
            Ist(t.SELBST_SUCHE, True, text=_("Aufenthalt nur zur Suche"), norm="S. 2 Nr. 2 b")
            | In(STATUS, frozenset({"17", "20", "20a"}), text=_("Titel zur Suche"), norm="S. 2 Nr. 2 b")
        )
        & ~MonateSeit(t.WOHNSITZ_SEIT, 60, text=_("seit fünf Jahren hier"), norm="S. 4")
        | In(STATUS, ASYLBLG - {"25_4"}, text=_("Gestattung, Duldung oder andere Gruppe des AsylbLG"), norm="S. 2 Nr. 3")
        | Ist(t.ASYLBLG, True, text=_("Leistungen nach AsylbLG"), norm="S. 2 Nr. 3"),
        ziele=("jobcenter",),
        hinweis=_(
            "Auch mit Fiktionsbescheinigung nach Antrag auf § 24 (SGB II § 74). In den ersten drei Monaten oft nicht (S. 2 Nr. 1)."
        ),
    ),
    regel(
        "jugendberufsagentur",
        _("Berufsberatung für junge Menschen"),
        "SGB III § 30",
        bindung=Bindung.ANSPRUCH,
        bedingung=alle(
            braucht("arbeit.ausbildung", "bildung.uebergang"),
            Unter(t.ALTER, 25, text=_("unter 25 Jahre alt"), norm=_("örtliche Kooperation")),
        ),
        ziele=("jugendberufsagentur",),
        hinweis=_("Die Altersgrenze ist örtlich vereinbart; beraten wird nach § 30 ohne sie."),
    ),
    regel(
        "ihk",
        _("Kammer für Ausbildung und Gründung (IHK)"),
        "BBiG § 71 Abs. 2",
        bindung=Bindung.ANGEBOT,
        bedingung=braucht("arbeit.ausbildung", "arbeit.gruendung"),
        ziele=("ihk",),
    ),
    regel(
        "handwerkskammer",
        _("Kammer für Ausbildung und Anerkennung im Handwerk"),
        "HwO § 50c, BBiG § 71 Abs. 1, BQFG § 8 Abs. 1 Nr. 2",
        bindung=Bindung.ANSPRUCH,
        bedingung=braucht("arbeit.ausbildung")
        | (
            braucht("anerkennung.handwerk")
            & Ist(t.ABSCHLUSS, "handwerk", text=_("Handwerksabschluss aus dem Ausland"), norm="BQFG § 6")
        ),
        ziele=("handwerkskammer",),
        fristen=(ENTSCHEIDUNG,),
    ),
    regel(
        "fair_integration",
        _("Beratung zu Arbeits- und Sozialrecht"),
        "AufenthG § 45b Abs. 1",
        bindung=Bindung.ANGEBOT,
        ab=date(2026, 1, 1),
        bedingung=braucht("arbeit.rechte")
        & In(STATUS, DRITTSTAAT | {"ohne"}, text=_("aus einem Staat außerhalb der EU"), norm="Abs. 1 S. 2"),
        ziele=("fair_integration",),
        hinweis=_("Kostenlos und bundesweit."),
    ),
    regel(
        "hinweis_arbeitgeber",
        _("Hinweis des Arbeitgebers auf die Beratung"),
        "AufenthG § 45c",
        bindung=Bindung.PFLICHT,
        ab=date(2026, 1, 1),
        bedingung=alle(
            In(STATUS, DRITTSTAAT, text=_("aus einem Staat außerhalb der EU"), norm="S. 1"),
            Ist(t.ARBEITSLAGE, "beschaeftigt", text=_("Arbeit oder Arbeitsvertrag"), norm="S. 1"),
            Ist(t.ANGEWORBEN, True, text=_("Vertrag aus dem Ausland geschlossen"), norm="S. 1"),
        ),
        ziele=("fair_integration",),
        belegt=False,  # the text was read, the day on which it came into force was not
        hinweis=_(
            "Pflicht des Arbeitgebers, spätestens am ersten Arbeitstag in Textform. Der Tag des Inkrafttretens ist nicht belegt."
        ),
    ),
    regel(
        "existenzgruendung",
        _("Beratung zur Gründung"),
        "AufenthG §§ 4a, 21",
        bindung=Bindung.ANGEBOT,
        bedingung=braucht("arbeit.gruendung")
        & In(STATUS, AUFENTHALTSTITEL | {"freizuegigkeit", "deutsch"}, text=_("Aufenthaltstitel"), norm="§ 4a Abs. 1"),
        ziele=("existenzgruendung",),
        hinweis=_("Ob der Titel selbständige Arbeit erlaubt, steht auf ihm (§ 4a Abs. 3); § 21 ist eine Ermessensentscheidung."),
    ),
    regel(
        "anerkennungsberatung",
        _("Anerkennung eines Abschlusses aus dem Ausland"),
        "BQFG §§ 4, 6",
        bindung=Bindung.ANSPRUCH,
        bedingung=braucht("anerkennung.beratung") & AUSLANDSABSCHLUSS,
        ziele=("anerkennungsberatung",),
        fristen=(ENTSCHEIDUNG,),
        hinweis=_(
            "Eingangsbestätigung in einem Monat, Entscheidung in drei Monaten ab vollständigen Unterlagen; für Berufe nach Bundesrecht."
        ),
    ),
    regel(
        "ihk_fosa",
        _("Anerkennung in IHK-Berufen"),
        "BQFG §§ 4, 6, 8 Abs. 1 Nr. 1",
        bindung=Bindung.ANSPRUCH,
        bedingung=braucht("anerkennung.ihk")
        & Ist(t.ABSCHLUSS, "ihk", text=_("Abschluss in einem kaufmännischen oder technischen Beruf"), norm="BQFG § 6 Abs. 1"),
        ziele=("ihk_fosa",),
        fristen=(ENTSCHEIDUNG,),
    ),
    angebot(
        "zab",
        _("Bewertung eines Hochschulabschlusses"),
        "Lissabon-Konvention",
        bindung=Bindung.ANSPRUCH,
        bedingung=braucht("anerkennung.hochschule")
        & Ist(t.ABSCHLUSS, "hochschule", text=_("Hochschulabschluss aus dem Ausland")),
        ziele=("zab",),
    ),
    regel(
        "heilberufe_anerkennung",
        _("Anerkennung in Gesundheitsberufen"),
        "PflBG § 40",
        bindung=Bindung.ANSPRUCH,
        bedingung=braucht("anerkennung.heilberufe")
        & Ist(t.ABSCHLUSS, "heilberuf", text=_("Abschluss in einem Gesundheitsberuf"), norm="Abs. 1"),
        ziele=("heilberufe_anerkennung",),
        hinweis=_("Gelesen für Pflegeberufe; andere Heilberufe haben eigene Gesetze."),
    ),
)
