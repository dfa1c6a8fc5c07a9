"""Money, housing, health."""

from django.utils.translation import gettext_lazy as _

from behoerde.kern.regeln import Bindung, In, Ist, MonateSeit
from lotsen.regeln import tatsachen as t
from lotsen.regeln.basis import alle, angebot, braucht, regel
from lotsen.regeln.titel import (
    ASYLBLG,
    AUFENTHALTSTITEL,
    BAFOEG_15_MONATE,
    BAFOEG_SOFORT,
    DULDUNG,
    FAMILIENLEISTUNG_ERWERB,
    FAMILIENLEISTUNG_HUMANITAER,
    FAMILIENLEISTUNG_NIE,
    GESTATTUNG,
    STATUS,
    UNBEFRISTET,
)

IN_ARBEIT = In(t.ARBEITSLAGE, frozenset({"beschaeftigt", "selbstaendig"}), text=_("arbeitet"), norm="Abs. 2")
FREI = In(STATUS, UNBEFRISTET | {"freizuegigkeit", "deutsch"}, text=_("unbefristet, EU oder deutsch"), norm="Nr. 1")
MIT_TITEL = In(
    STATUS,
    AUFENTHALTSTITEL - UNBEFRISTET - FAMILIENLEISTUNG_NIE - FAMILIENLEISTUNG_ERWERB - FAMILIENLEISTUNG_HUMANITAER - {"visum_d"},
    text=_("Aufenthaltserlaubnis"),
    norm="Nr. 2",
) & Ist(t.ARBEIT_ERLAUBT, True, text=_("Titel erlaubt mindestens sechs Monate Arbeit"), norm="Nr. 2")
NUR_MIT_ARBEIT = In(STATUS, FAMILIENLEISTUNG_ERWERB, text=_("Studium, Anerkennung oder Suche"), norm="Nr. 2 b") & IN_ARBEIT
HUMANITAER = In(STATUS, FAMILIENLEISTUNG_HUMANITAER, text=_("Titel § 23 Abs. 1, § 23a, § 25 Abs. 3 bis 5"), norm="Nr. 2 c") & (
    IN_ARBEIT | MonateSeit(t.VORAUFENTHALT, 15, text=_("seit 15 Monaten erlaubt, gestattet oder geduldet"), norm="Nr. 4")
)
FAMILIENLEISTUNG = (
    FREI | MIT_TITEL | NUR_MIT_ARBEIT | HUMANITAER | Ist(STATUS, "60d", text=_("Beschäftigungsduldung"), norm="Nr. 5")
)

REGELN = (
    regel(
        "sozialamt",
        _("Leistungen nach AsylbLG oder Sozialhilfe"),
        "AsylbLG §§ 1, 4, 6, SGB XII § 11",
        bindung=Bindung.ANSPRUCH,
        bedingung=alle(
            braucht("finanzen.lebensunterhalt"),
            Ist(t.HILFEBEDUERFTIG, True, text=_("hilfebedürftig"), norm="SGB XII § 11"),
            In(STATUS, ASYLBLG, text=_("Gestattung, Duldung oder andere Gruppe des AsylbLG"), norm="AsylbLG § 1 Abs. 1")
            | (
                Ist(STATUS, "25_5", text=_("Titel § 25 Abs. 5"), norm="AsylbLG § 1 Abs. 1 Nr. 3 c")
                & ~MonateSeit(t.GEDULDET_SEIT, 18, text=_("seit 18 Monaten geduldet"), norm="AsylbLG § 1 Abs. 1 Nr. 3 c")
            )
            | Ist(t.ERWERBSFAEHIG, False, text=_("nicht erwerbsfähig"), norm="SGB XII"),
        ),
        ziele=("sozialamt",),
        hinweis=_("§ 25 Abs. 4 nur Satz 1. Beratung bekommt jede leistungsberechtigte Person (SGB XII § 11)."),
    ),
    regel(
        "familienkasse",
        _("Kindergeld"),
        "EStG § 62, BKGG § 6a",
        bindung=Bindung.ANSPRUCH,
        bedingung=alle(
            braucht("finanzen.familie"), Ist(t.KIND, True, text=_("Kind im Haushalt"), norm="EStG §§ 62, 63"), FAMILIENLEISTUNG
        ),
        ziele=("familienkasse",),
        hinweis=_(
            "Bei Unionsbürgern in den ersten drei Monaten nur mit inländischen Einkünften (Abs. 1a). § 19c nur ohne Au-pair und Saison."
        ),
    ),
    regel(
        "elterngeldstelle",
        _("Elterngeld"),
        "BEEG § 1",
        bindung=Bindung.ANSPRUCH,
        bedingung=alle(
            braucht("finanzen.familie"),
            Ist(t.KIND_BABY, True, text=_("betreut das Kind selbst, höchstens 32 Stunden Arbeit"), norm="Abs. 1 S. 1, Abs. 6"),
            FAMILIENLEISTUNG,
        ),
        ziele=("elterngeldstelle",),
        hinweis=_("Nicht über 175.000 Euro zu versteuerndem Einkommen (Abs. 8)."),
    ),
    regel(
        "bafoeg_amt",
        _("Ausbildungsförderung (BAföG)"),
        "BAföG § 8",
        bindung=Bindung.ANSPRUCH,
        bedingung=braucht("finanzen.ausbildung")
        & (
            In(STATUS, UNBEFRISTET | {"freizuegigkeit", "deutsch"}, text=_("unbefristet, EU oder deutsch"), norm="Abs. 1")
            | In(STATUS, BAFOEG_SOFORT, text=_("Titel des Absatzes 2 Nummer 1"), norm="Abs. 2 Nr. 1")
            | (
                In(
                    STATUS,
                    BAFOEG_15_MONATE | DULDUNG,
                    text=_("Titel des Absatzes 2 Nummer 2 oder Duldung"),
                    norm="Abs. 2 Nr. 2, Abs. 2a",
                )
                & MonateSeit(t.VORAUFENTHALT, 15, text=_("seit 15 Monaten erlaubt, gestattet oder geduldet"), norm="Abs. 2, 2a")
            )
        ),
        ziele=("bafoeg_amt",),
        hinweis=_(
            "Auch nach eigener oder elterlicher Erwerbstätigkeit (Abs. 3); EU-Bürgerinnen und EU-Bürger je nach Grund des Aufenthalts."
        ),
    ),
    regel(
        "wohnungsamt",
        _("Wohnberechtigungsschein"),
        "WoFG § 27 Abs. 2, 3",
        bindung=Bindung.ANSPRUCH,
        bedingung=alle(
            braucht("wohnen.suche"),
            Ist(t.WENIG_GELD, True, text=_("Einkommen innerhalb der Grenze"), norm="Abs. 3"),
            Ist(t.EIGENER_HAUSHALT, True, text=_("kann auf längere Dauer einen eigenen Haushalt führen"), norm="Abs. 2 S. 2"),
        ),
        ausschluss=Ist(t.VORUEBERGEHEND, True, text=_("Aufenthalt nur vorübergehend"), norm="Abs. 2 S. 2"),
        ziele=("wohnungsamt",),
        hinweis=_("Gilt ein Jahr. Viele Länder haben eigene Gesetze an die Stelle des WoFG gesetzt."),
    ),
    regel(
        "wohngeldstelle",
        _("Wohngeld"),
        "WoGG § 3",
        bindung=Bindung.ANSPRUCH,
        bedingung=alle(
            braucht("wohnen.kosten"),
            Ist(t.HAUSHALT_MIETE, True, text=_("wohnt zur Miete oder in eigener Wohnung"), norm="Abs. 1, 2"),
            In(
                STATUS,
                AUFENTHALTSTITEL | DULDUNG | GESTATTUNG | {"freizuegigkeit", "deutsch"},
                text=_("Titel, Duldung, Gestattung, EU oder deutsch"),
                norm="Abs. 5 S. 1",
            ),
        ),
        ausschluss=In(STATUS, frozenset({"16e", "17", "20", "20a"}), text=_("Titel zur Suche oder Praktikum"), norm="Abs. 5 S. 3")
        | Ist(t.SGB2, True, text=_("Geld vom Jobcenter"), norm="§ 7")
        | Ist(t.ASYLBLG, True, text=_("Leistungen nach AsylbLG"), norm="§ 7"),
        ziele=("wohngeldstelle",),
    ),
    regel(
        "wohnungslosenhilfe",
        _("Hilfe bei Wohnungslosigkeit"),
        "SGB XII § 67",
        bindung=Bindung.ANSPRUCH,
        bedingung=braucht("wohnen.notlage"),
        ziele=("wohnungslosenhilfe",),
        hinweis=_("Wer keinen Schlafplatz hat: Die Stadt muss unterbringen (Ordnungsrecht der Länder, nicht gelesen)."),
    ),
    regel(
        "krankenkasse",
        _("Gesetzliche Krankenversicherung"),
        "SGB V §§ 5, 175, 264",
        bindung=Bindung.ANSPRUCH,
        bedingung=alle(
            braucht("gesundheit.versicherung"),
            In(
                t.ARBEITSLAGE,
                frozenset({"beschaeftigt", "ausbildung", "studium"}),
                text=_("arbeitet, in Ausbildung oder Studium"),
                norm="§ 5 Abs. 1 Nr. 1, 9",
            )
            | Ist(t.SGB2, True, text=_("Geld vom Jobcenter"), norm="§ 5 Abs. 1 Nr. 2a")
            | Ist(t.ASYLBLG, True, text=_("Leistungen nach AsylbLG"), norm="§ 264"),
        ),
        ausschluss=Ist(t.VERSICHERT, True, text=_("schon krankenversichert"), norm="§ 175"),
        ziele=("krankenkasse",),
        hinweis=_(
            "Die Kasse darf niemanden ablehnen, der wählen darf (§ 175 Abs. 1). Mit AsylbLG zahlt das Amt die Behandlung (§ 264)."
        ),
    ),
    angebot(
        "gesundheitsamt",
        _("Vorsorge, Impfung, Untersuchung vor der Schule"),
        "IfSG, Gesundheitsdienstgesetze der Länder",
        bindung=Bindung.ANGEBOT,
        bedingung=braucht("gesundheit.vorsorge"),
        ziele=("gesundheitsamt",),
    ),
    angebot(
        "clearingstelle_gesundheit",
        _("Behandlung ohne geklärte Versicherung"),
        "örtliche oder Landesförderung",
        bindung=Bindung.ANGEBOT,
        bedingung=braucht("gesundheit.ohne_versicherung"),
        ausschluss=Ist(t.VERSICHERT, True, text=_("schon krankenversichert")),
        ziele=("clearingstelle_gesundheit",),
    ),
    angebot(
        "psychosoziales_zentrum",
        _("Psychosoziales Zentrum"),
        "Zuwendungen von Bund und Ländern",
        bindung=Bindung.ANGEBOT,
        bedingung=braucht("gesundheit.psyche"),
        ziele=("psychosoziales_zentrum",),
    ),
    regel(
        "eutb",
        _("Unabhängige Beratung bei Behinderung"),
        "SGB IX § 32",
        bindung=Bindung.ANGEBOT,
        bedingung=braucht("gesundheit.behinderung"),
        ziele=("eutb",),
    ),
    regel(
        "schuldnerberatung",
        _("Schuldnerberatung"),
        "SGB II § 16a Nr. 2, RDG § 8",
        bindung=Bindung.ERMESSEN,
        bedingung=braucht("finanzen.schulden"),
        ziele=("schuldnerberatung",),
    ),
    regel(
        "verbraucherzentrale",
        _("Verbraucherberatung"),
        "RDG § 8 Abs. 1 Nr. 4",
        bindung=Bindung.ANGEBOT,
        bedingung=braucht("finanzen.vertraege"),
        ziele=("verbraucherzentrale",),
    ),
)
