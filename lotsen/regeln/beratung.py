"""Advice, protection, and what may be passed on about somebody."""

from django.utils.translation import gettext_lazy as _

from behoerde.kern.regeln import Bindung, In, Innerhalb, Ist, Mindestens, Unter
from lotsen.regeln import tatsachen as t
from lotsen.regeln.basis import alle, angebot, braucht, regel
from lotsen.regeln.titel import GESTATTUNG, STATUS

ERSTE_DREI_JAHRE = Innerhalb(t.EINREISE, 36, text=_("in den ersten drei Jahren"), norm=_("Förderrichtlinie, nicht gelesen"))
VERTRAULICH = ("mbe", "jmd", "schwangerschaftsberatung", "erziehungsberatung", "psychosoziales_zentrum", "schuldnerberatung")

REGELN = (
    regel(
        "mbe",
        _("Migrationsberatung für Erwachsene"),
        "AufenthG § 45 S. 1, § 75 Nr. 9",
        bindung=Bindung.ANGEBOT,
        bedingung=alle(
            braucht("beratung.allgemein"),
            Mindestens(t.ALTER, 27, text=_("mindestens 27 Jahre alt"), norm=_("Förderrichtlinie, nicht gelesen")),
        ),
        ziele=("mbe",),
        belegt=False,
        hinweis=_("Altersgrenze und Vorrang der ersten drei Jahre stehen in der Förderrichtlinie; das Gesetz nennt sie nicht."),
    ),
    regel(
        "mbe_vorrang",
        _("Vorrang bei der Migrationsberatung"),
        "AufenthG § 45 S. 1, § 75 Nr. 9",
        bindung=Bindung.ANGEBOT,
        bedingung=alle(
            braucht("beratung.allgemein"),
            Mindestens(t.ALTER, 27, text=_("mindestens 27 Jahre alt"), norm=_("Förderrichtlinie, nicht gelesen")),
            ERSTE_DREI_JAHRE,
        ),
        ziele=("mbe",),
        belegt=False,
    ),
    regel(
        "jmd",
        _("Jugendmigrationsdienst"),
        "SGB VIII § 13",
        bindung=Bindung.SOLL,
        bedingung=alle(
            braucht("beratung.allgemein", "bildung.uebergang"),
            Mindestens(t.ALTER, 12, text=_("mindestens 12 Jahre alt"), norm=_("Grundsätze des Programms, nicht gelesen")),
            Unter(t.ALTER, 27, text=_("unter 27 Jahre alt"), norm=_("Grundsätze des Programms, nicht gelesen")),
        ),
        ziele=("jmd",),
        belegt=False,
    ),
    regel(
        "asylverfahrensberatung",
        _("Unabhängige Asylverfahrensberatung"),
        "AsylG § 12a",
        bindung=Bindung.ANGEBOT,
        bedingung=braucht("recht.asyl")
        & (
            Ist(t.ASYLVERFAHREN, True, text=_("Asylverfahren läuft"), norm="Abs. 2 S. 3")
            | In(STATUS, GESTATTUNG | {"ankunftsnachweis"}, text=_("Gestattung oder Ankunftsnachweis"), norm="Abs. 2")
        ),
        ziele=("asylverfahrensberatung",),
        hinweis=_("Kostenlos, freiwillig und von Behörden unabhängig, am besten vor der Anhörung."),
    ),
    regel(
        "rechtsauskunft_bamf",
        _("Kostenlose Rechtsauskunft des Bundesamts"),
        "AsylG § 12b",
        bindung=Bindung.ANSPRUCH,
        bedingung=alle(
            braucht("recht.asyl"),
            Ist(t.ASYLVERFAHREN, True, text=_("Asylverfahren läuft"), norm="Abs. 1"),
        ),
        ziele=("asylverfahrensberatung",),
        belegt=False,
        hinweis=_("Die Ausschlüsse des Absatzes 2 stehen in EU-Verordnungen, die dafür nicht gelesen wurden."),
    ),
    regel(
        "beratungshilfe",
        _("Beratungshilfe des Amtsgerichts"),
        "BerHG §§ 1, 2",
        bindung=Bindung.ANSPRUCH,
        bedingung=alle(
            braucht("recht.allgemein", "recht.asyl"),
            Ist(t.WENIG_GELD, True, text=_("Mittel reichen nicht"), norm="§ 1 Abs. 1 Nr. 1"),
        ),
        ziele=("beratungshilfe",),
        hinweis=_("In Straf- und Bußgeldsachen nur Beratung, keine Vertretung (§ 2 Abs. 2)."),
    ),
    regel(
        "antidiskriminierungsberatung",
        _("Beratung nach Benachteiligung"),
        "AGG § 27",
        bindung=Bindung.ANSPRUCH,
        bedingung=braucht("recht.diskriminierung"),
        ziele=("antidiskriminierungsberatung",),
    ),
    regel(
        "gewaltschutz",
        _("Schutz und Beratung bei Gewalt"),
        "HilfetelefonG §§ 1, 2",
        bindung=Bindung.ANGEBOT,
        bedingung=braucht("schutz.gewalt"),
        ziele=("gewaltschutz",),
        hinweis=_("Rund um die Uhr: Hilfetelefon 116 016. Der Anspruch nach § 3 GewHG gilt erst ab 1. Januar 2032."),
    ),
    angebot(
        "queere_beratung",
        _("Beratung für queere Geflüchtete"),
        "freie Förderung",
        bindung=Bindung.ANGEBOT,
        bedingung=braucht("schutz.queer"),
        ziele=("queere_beratung",),
    ),
    regel(
        "schweigepflicht",
        _("Eine Beratungsstelle darf zurückmelden"),
        "StGB § 203 Abs. 1",
        bindung=Bindung.ERMESSEN,
        bedingung=Ist(t.RUECKMELDUNG, True, text=_("Person hat die Rückmeldung erlaubt"), norm="Abs. 1: „unbefugt“"),
        ziele=VERTRAULICH,
        hinweis=_(
            "Anerkannte Sozialarbeiterinnen, Jugend- und Familienberatung und Heilberufe schweigen; ohne Erlaubnis keine Rückmeldung."
        ),
    ),
    regel(
        "uebermittlung_kurs",
        _("Kursdaten dürfen ans Bundesamt"),
        "AufenthG § 88a Abs. 1",
        bindung=Bindung.ERMESSEN,
        bedingung=braucht("sprache.grundlagen", "sprache.pflicht", "sprache.alphabetisierung"),
        ziele=("integrationskurstraeger", "alphabetisierungskurs"),
        hinweis=_(
            "Nur an das Bundesamt und nur, was für Berechtigung, Teilnahme und Abrechnung nötig ist; nicht an den Kursträger."
        ),
    ),
    regel(
        "mitteilung_behoerden",
        _("Andere öffentliche Stellen müssen mitteilen"),
        "AufenthG § 87 Abs. 2 S. 1 Nr. 1",
        bindung=Bindung.PFLICHT,
        bedingung=Ist(STATUS, "ohne", text=_("kein Aufenthaltstitel und keine Duldung"), norm="Abs. 2 S. 1 Nr. 1"),
        hinweis=_(
            "Vorher sagen: Öffentliche Stellen teilen den Aufenthalt mit. Schulen und Erziehungseinrichtungen nicht (Abs. 1 S. 1)."
        ),
    ),
)
