"""Integration courses: §§ 43 to 44a AufenthG, IntV."""

from django.utils.translation import gettext_lazy as _

from behoerde.kern.regeln import Bindung, Frist, In, Innerhalb, Ist, Mindestens, MonateSeit, Niveau
from lotsen.regeln import tatsachen as t
from lotsen.regeln.basis import alle, braucht, regel
from lotsen.regeln.titel import AUFENTHALTSTITEL, GESTATTUNG, KURSANSPRUCH, STATUS

KURS = ("integrationskurstraeger",)
TITEL = In(
    STATUS, KURSANSPRUCH, text=_("Titel zu Erwerb, Familie, Schutz, § 25b, § 38a oder § 23 Abs. 2, 4"), norm="Abs. 1 S. 1"
) | (
    Ist(STATUS, "25_4a", text=_("Titel nach § 25 Abs. 4a"), norm="Abs. 1 S. 1 Nr. 1 c")
    & Ist(t.SATZ_3, True, text=_("erteilt nach § 25 Abs. 4a Satz 3"), norm="Abs. 1 S. 1 Nr. 1 c")
)
DAUERHAFT = Mindestens(t.TITEL_MONATE, 12, text=_("für mindestens ein Jahr erteilt"), norm="Abs. 1 S. 2") | MonateSeit(
    t.BESITZT_SEIT, 18, text=_("seit über 18 Monaten im Besitz"), norm="Abs. 1 S. 2"
)
ANSPRUCH = alle(
    TITEL,
    Ist(t.TITEL_ERSTMALS, True, text=_("erstmals erteilt"), norm="Abs. 1 S. 1"),
    DAUERHAFT,
    Innerhalb(t.TITEL_AM, 12, text=_("höchstens ein Jahr seit der Erteilung"), norm="Abs. 2 S. 1")
    | Ist(t.VERHINDERT, True, text=_("ohne eigene Schuld nicht angemeldet"), norm="Abs. 2 S. 2"),
)
TEILGENOMMEN = Ist(t.KURS_GEMACHT, True, text=_("schon einmal teilgenommen"), norm="Abs. 1 S. 1")
KEIN_ANSPRUCH = (
    Ist(t.VORUEBERGEHEND, True, text=_("Aufenthalt nur vorübergehend"), norm="Abs. 1 S. 2")
    | Ist(t.SCHULE, True, text=_("junger Mensch in der Schule"), norm="Abs. 3 S. 1 Nr. 1")
    | Ist(t.GERINGER_BEDARF, True, text=_("erkennbar geringer Integrationsbedarf"), norm="Abs. 3 S. 1 Nr. 2, § 4 Abs. 2 IntV")
    | Niveau(t.DEUTSCH, "B1", text=_("ausreichend Deutsch (B1)"), norm="Abs. 3 S. 1 Nr. 3, § 2 Abs. 11")
    | TEILGENOMMEN
)
AUSGENOMMEN = (
    In(t.ARBEITSLAGE, frozenset({"ausbildung", "studium", "schule"}), text=_("in Ausbildung"), norm="§ 44a Abs. 2 Nr. 1")
    | Ist(t.VERGLEICHBAR, True, text=_("vergleichbares Angebot"), norm="§ 44a Abs. 2 Nr. 2")
    | Ist(t.UNZUMUTBAR, True, text=_("auf Dauer unmöglich oder unzumutbar"), norm="§ 44a Abs. 2 Nr. 3")
)
ERLISCHT = Frist(_("Der Anspruch erlischt."), "AufenthG § 44 Abs. 2 S. 1", "titel_erteilt_am", monate=12)
SOFORT = Frist(_("Unverzüglich bei einem Kursträger anmelden; der Kurs soll binnen sechs Wochen beginnen."), "IntV § 7 Abs. 2, 4")
SPRACHE_NIX = ~Niveau(t.DEUTSCH, "A1", text=_("einfach auf Deutsch verständigen (A1)"), norm="Abs. 1 S. 1 Nr. 1 a")
OHNE_B1 = ~Niveau(t.DEUTSCH, "B1", text=_("ausreichend Deutsch (B1)"), norm="Abs. 1 S. 1 Nr. 1 b")
ZEITPUNKT_TITEL = In(
    STATUS,
    frozenset({"23_2", "28", "30", "36a"}),
    text=_("Titel § 23 Abs. 2, § 28, § 30 oder § 36a"),
    norm="Nr. 1 b",
)
BESTANDEN = Ist(t.KURS_BESTANDEN, True, text=_("erfolgreich abgeschlossen"), norm="§ 17 Abs. 2")
# Once stated it outlives the year of the entitlement and better German: only having taken part ends it
FESTGESTELLT = Ist(t.PFLICHT_FESTGESTELLT, True, text=_("Pflicht mit dem Titel festgestellt"), norm="§ 44a Abs. 1 S. 2, Abs. 1a")

REGELN = (
    regel(
        "integrationskurs_anspruch",
        _("Anspruch auf einen Integrationskurs"),
        "AufenthG § 44 Abs. 1 bis 3",
        bindung=Bindung.ANSPRUCH,
        bedingung=braucht("sprache.grundlagen", "sprache.pflicht") & ANSPRUCH,
        ausschluss=KEIN_ANSPRUCH,
        ziele=KURS,
        fristen=(ERLISCHT,),
        hinweis=_("700 Stunden, höchstens 25 Personen (§§ 10, 11, 14 IntV). Mit B1 bleibt der Orientierungskurs möglich."),
    ),
    regel(
        "integrationskurs_zulassung",
        _("Zulassung zum Integrationskurs bei freien Plätzen"),
        "AufenthG § 44 Abs. 4, IntV § 5",
        bindung=Bindung.ZULASSUNG,
        bedingung=alle(
            braucht("sprache.grundlagen"),
            In(
                STATUS,
                AUFENTHALTSTITEL | GESTATTUNG | {"60c", "60d", "freizuegigkeit", "deutsch"},
                text=_("Titel, Gestattung, Duldung § 60c oder § 60d, EU oder deutsch"),
                norm="Abs. 4",
            )
            | (
                Ist(STATUS, "60a", text=_("Duldung"), norm="Abs. 4 S. 2 Nr. 2")
                & Ist(t.DULDUNG_ERMESSEN, True, text=_("Duldung nach § 60a Abs. 2 Satz 3"), norm="Abs. 4 S. 2 Nr. 2")
            ),
        ),
        ausschluss=Niveau(t.DEUTSCH, "B1", text=_("ausreichend Deutsch (B1)"), norm="§ 5 Abs. 4 IntV")
        | Ist(t.KURS_GEMACHT, True, text=_("schon einmal teilgenommen"), norm="§ 4 Abs. 1 S. 2 IntV"),
        ziele=KURS,
        hinweis=_("Antrag beim Bundesamt, auch über den Kursträger; die Zulassung gilt ein Jahr (§ 5 Abs. 1, 3 IntV)."),
    ),
    regel(
        "integrationskurs_pflicht",
        _("Pflicht zum Integrationskurs mit dem Titel"),
        "AufenthG § 44a Abs. 1 S. 1 Nr. 1, S. 2, Abs. 1a, 2",
        bindung=Bindung.PFLICHT,
        bedingung=FESTGESTELLT | alle(ANSPRUCH, ~KEIN_ANSPRUCH, SPRACHE_NIX | (ZEITPUNKT_TITEL & OHNE_B1)),
        ausschluss=TEILGENOMMEN | AUSGENOMMEN,
        ziele=KURS,
        fristen=(SOFORT,),
        hinweis=_("§ 28 nur Ehegatten (Abs. 1 S. 1 Nr. 1), § 36a nur Ehegatten: im Einzelfall prüfen."),
    ),
    regel(
        "integrationskurs_pflicht_schutz",
        _("Pflicht zum Integrationskurs bei Schutz nach § 25 Abs. 1, 2"),
        "AufenthG § 44a Abs. 1 S. 6",
        bindung=Bindung.ERMESSEN,
        bedingung=alle(
            In(
                STATUS,
                frozenset({"25_1", "25_2_fluechtling", "25_2_subsidiaer"}),
                text=_("Titel § 25 Abs. 1 oder 2"),
                norm="S. 6",
            ),
            Niveau(t.DEUTSCH, "A1", text=_("einfach auf Deutsch verständigen (A1)"), norm="S. 6"),
        ),
        ausschluss=Niveau(t.DEUTSCH, "B1", text=_("ausreichend Deutsch (B1)"), norm="§ 44 Abs. 3 S. 1 Nr. 3") | AUSGENOMMEN,
        ziele=KURS,
        fristen=(SOFORT,),
    ),
    regel(
        "integrationskurs_pflicht_jobcenter",
        _("Pflicht zum Integrationskurs durch das Jobcenter"),
        "AufenthG § 44a Abs. 1 S. 1 Nr. 2",
        bindung=Bindung.PFLICHT,
        bedingung=alle(
            Ist(t.SGB2, True, text=_("Geld vom Jobcenter"), norm="Nr. 2"),
            Ist(t.JOBCENTER_PFLICHT, True, text=_("vom Jobcenter verpflichtet"), norm="Nr. 2, SGB II § 15a Abs. 1 S. 1 Nr. 3"),
        ),
        ausschluss=AUSGENOMMEN,
        ziele=KURS,
        fristen=(SOFORT,),
    ),
    regel(
        "integrationskurs_pflicht_aufforderung",
        _("Pflicht zum Integrationskurs nach Aufforderung der Ausländerbehörde"),
        "AufenthG § 44a Abs. 1 S. 1 Nr. 3",
        bindung=Bindung.PFLICHT,
        bedingung=Ist(t.ABH_PFLICHT, True, text=_("von der Ausländerbehörde aufgefordert"), norm="Nr. 3, § 4 Abs. 3 IntV"),
        ausschluss=AUSGENOMMEN,
        ziele=KURS,
        fristen=(SOFORT,),
    ),
    regel(
        "integrationskurs_pflicht_asylblg",
        _("Pflicht zum Integrationskurs bei Leistungen nach AsylbLG"),
        "AufenthG § 44a Abs. 1 S. 1 Nr. 4",
        bindung=Bindung.PFLICHT,
        bedingung=alle(
            In(STATUS, GESTATTUNG | {"60c", "60d", "24", "25_5"}, text=_("Personenkreis des § 44 Abs. 4 S. 2"), norm="Nr. 4")
            | Ist(t.DULDUNG_ERMESSEN, True, text=_("Duldung nach § 60a Abs. 2 Satz 3"), norm="Nr. 4"),
            Ist(t.ASYLBLG, True, text=_("Leistungen nach AsylbLG"), norm="Nr. 4"),
            Ist(t.LEISTUNG_PFLICHT, True, text=_("vom Sozialamt aufgefordert"), norm="Nr. 4"),
        ),
        ausschluss=AUSGENOMMEN,
        ziele=KURS,
        fristen=(SOFORT,),
    ),
    regel(
        "alphabetisierungskurs",
        _("Alphabetisierungs- oder Zweitschriftkurs"),
        "IntV § 13 Abs. 1 S. 3 Nr. 1, 2, § 11 Abs. 2",
        bindung=Bindung.ERMESSEN,
        bedingung=alle(
            braucht("sprache.alphabetisierung"),
            In(
                t.SCHRIFT, frozenset({"andere", "kaum"}), text=_("liest und schreibt kaum oder nicht lateinisch"), norm="Nr. 1, 2"
            ),
            TITEL | Ist(t.KURS_GEMACHT, False, text=_("Berechtigung nicht verbraucht"), norm="§ 4 Abs. 1 S. 2"),
        ),
        ziele=("alphabetisierungskurs",),
        hinweis=_("Bis zu 900 und 100 Stunden. Der Einstufungstest entscheidet und kostet nichts."),
    ),
    regel(
        "integrationskurs_kostenfrei",
        _("Integrationskurs ohne Kostenbeitrag"),
        "IntV § 9 Abs. 2",
        bindung=Bindung.ANSPRUCH,
        bedingung=braucht("sprache.grundlagen", "sprache.pflicht")
        & (
            Ist(t.SGB2, True, text=_("Geld vom Jobcenter"), norm="S. 1 Nr. 1")
            | Ist(t.ASYLBLG, True, text=_("Leistungen nach AsylbLG"), norm="S. 1 Nr. 1")
            | Ist(t.OHNE_SGB, False, text=_("Geld vom Jobcenter oder Sozialamt"), norm="S. 1 Nr. 1")
            | Ist(t.GUENSTIG, True, text=_("Arbeitslosengeld oder geringer Lohn"), norm="S. 1 Nr. 2, 3")
        ),
        ziele=KURS,
        hinweis=_("Sonst die Hälfte des Kostensatzes (Abs. 1). Antrag mit der Anmeldung (§ 7 Abs. 1)."),
    ),
    regel(
        "integrationskurs_erstattung",
        _("Hälfte des Kostenbeitrags zurück"),
        "IntV § 9 Abs. 6 S. 1",
        bindung=Bindung.ERMESSEN,
        bedingung=alle(
            BESTANDEN,
            Innerhalb(t.BERECHTIGUNG_AM, 24, text=_("binnen zwei Jahren nach der ersten Berechtigung"), norm="Abs. 6"),
        ),
        ziele=KURS,
        fristen=(Frist(_("Letzter Tag für den Nachweis."), "IntV § 9 Abs. 6", "kursberechtigung_am", monate=24),),
    ),
    regel(
        "integrationskurs_erstattung_besonders",
        _("Hälfte des Kostenbeitrags zurück nach einem Kurs mit mehr Stunden"),
        "IntV § 9 Abs. 6 S. 2, § 13 Abs. 1",
        bindung=Bindung.ERMESSEN,
        bedingung=alle(
            BESTANDEN,
            Ist(t.KURS_BESONDERS, True, text=_("Alphabetisierungskurs oder anderer Kurs nach § 13 IntV"), norm="Abs. 6 S. 2"),
            Innerhalb(t.BERECHTIGUNG_AM, 36, text=_("binnen drei Jahren nach der ersten Berechtigung"), norm="Abs. 6 S. 2"),
        ),
        ziele=KURS,
        fristen=(Frist(_("Letzter Tag für den Nachweis."), "IntV § 9 Abs. 6 S. 2", "kursberechtigung_am", monate=36),),
    ),
)
