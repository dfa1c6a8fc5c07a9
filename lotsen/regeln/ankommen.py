"""First duties and first help: registration, residence rule, licence, account."""

from django.utils.translation import gettext_lazy as _

from behoerde.kern.regeln import Bindung, Frist, In, Innerhalb, Ist
from lotsen.regeln import tatsachen as t
from lotsen.regeln.basis import alle, angebot, braucht, regel
from lotsen.regeln.titel import AUFENTHALTSTITEL, DULDUNG, GESTATTUNG, STATUS, WOHNSITZREGEL

REGELN = (
    regel(
        "buergeramt",
        _("Wohnung anmelden"),
        "BMG § 17 Abs. 1, AO § 139b",
        bindung=Bindung.PFLICHT,
        bedingung=braucht("ankommen.anmeldung")
        | Ist(t.ANGEMELDET, False, text=_("Wohnung noch nicht angemeldet"), norm="BMG § 17 Abs. 1"),
        ziele=("buergeramt",),
        fristen=(Frist(_("Anmeldung nach dem Einzug."), "BMG § 17 Abs. 1", "einzug_am", tage=14),),
        hinweis=_(
            "Für Kinder unter 16 melden die an, bei denen sie wohnen (Abs. 3). Danach kommt die Steuer-Identifikationsnummer."
        ),
    ),
    regel(
        "wohnsitzregelung",
        _("Wohnsitz für drei Jahre im zugewiesenen Land"),
        "AufenthG § 12a",
        bindung=Bindung.PFLICHT,
        bedingung=alle(
            In(STATUS, WOHNSITZREGEL, text=_("Schutz oder Titel § 22, § 23, § 24, § 25 Abs. 3"), norm="Abs. 1 S. 1"),
            Ist(t.TITEL_ERSTMALS, True, text=_("erstmals erteilt"), norm="Abs. 1 S. 1"),
            Innerhalb(t.TITEL_AM, 36, text=_("höchstens drei Jahre seit der Erteilung"), norm="Abs. 1 S. 1"),
        ),
        ausschluss=Ist(t.WOHNSITZ_FREI, True, text=_("Arbeit, Ausbildung, Studium oder Kurs nach Satz 2"), norm="Abs. 1 S. 2"),
        ziele=("mbe",),
        fristen=(Frist(_("Die Verpflichtung endet."), "AufenthG § 12a Abs. 1 S. 1", "titel_erteilt_am", monate=36),),
        hinweis=_(
            "Eine Zuweisung an einen Ort ist ein eigener Bescheid (Abs. 2 bis 4); aufheben: Abs. 5. Wortlaut seit 12.06.2026."
        ),
    ),
    regel(
        "fahrerlaubnisbehoerde",
        _("Mit dem Führerschein weiterfahren"),
        "FeV § 29 Abs. 1, § 31",
        bindung=Bindung.PFLICHT,
        bedingung=alle(
            braucht("ankommen.fuehrerschein"),
            Ist(
                t.FUEHRERSCHEIN,
                "drittstaat",
                text=_("Führerschein aus einem Staat außerhalb von EU und EWR"),
                norm="§ 29 Abs. 1 S. 4",
            ),
        ),
        ziele=("fahrerlaubnisbehoerde",),
        fristen=(Frist(_("Der Führerschein gilt hier nicht mehr."), "FeV § 29 Abs. 1 S. 4", "wohnsitz_seit", monate=6),),
        hinweis=_("Länger nur auf Antrag und nur, wenn der Wohnsitz höchstens zwölf Monate hier ist (§ 29 Abs. 1 S. 5)."),
    ),
    regel(
        "basiskonto_bank",
        _("Basiskonto"),
        "ZKG § 31",
        bindung=Bindung.ANSPRUCH,
        bedingung=alle(
            braucht("finanzen.konto"),
            In(
                STATUS,
                AUFENTHALTSTITEL | GESTATTUNG | DULDUNG | {"ankunftsnachweis", "81_3", "81_4", "freizuegigkeit", "deutsch"},
                text=_("rechtmäßig hier, Asylverfahren oder Duldung"),
                norm="Abs. 1 S. 2",
            ),
        ),
        ausschluss=Ist(t.KONTO, True, text=_("ein Konto, das nutzbar ist"), norm="ZKG § 35 Abs. 1"),
        ziele=("basiskonto_bank",),
        hinweis=_(
            "Angebot oder Ablehnung binnen zehn Geschäftstagen nach dem Antrag (Abs. 2, § 34 Abs. 2); auch ohne festen Wohnsitz."
        ),
    ),
    angebot(
        "willkommensbuero",
        _("Willkommensbüro"),
        "freiwillige kommunale Aufgabe",
        bindung=Bindung.ANGEBOT,
        bedingung=braucht("ankommen.orientierung", "ankommen.willkommen"),
        ziele=("willkommensbuero",),
    ),
    angebot(
        "sprachmittlung",
        _("Sprachmittlung"),
        "örtliche Förderung",
        bindung=Bindung.ANGEBOT,
        bedingung=braucht("ankommen.sprachmittlung"),
        ziele=("sprachmittlung",),
    ),
)
