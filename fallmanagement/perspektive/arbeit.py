"""Permission to work during the asylum procedure and with a Duldung: § 61 AsylG, § 60a Abs. 5b, 6 AufenthG, § 32 BeschV."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from behoerde.kern.regeln import Bindung, In, Ist, MonateMit, MonateSeit
from fallmanagement.perspektive import tatsachen as t
from fallmanagement.perspektive.basis import alle, bis, eine, ist, ist_nicht, pfad, status
from lotsen.regeln.titel import STATUS

GESTATTUNG = status(_("Aufenthaltsgestattung"), "aufenthaltsgestattung")
ASYLVERFAHREN = status(_("Asylverfahren läuft"), "aufenthaltsgestattung", "ankunftsnachweis")
DULDUNG = status(_("Duldung"), "60a", "60b", "60c", "60d")
ZUSATZ_60B = Ist(STATUS, "60b", text=_("Duldung mit dem Zusatz „ungeklärte Identität“"), norm="AufenthG § 60b Abs. 5 S. 2")
BA = In(t.BA, frozenset({"erteilt", "nicht_noetig"}), text=_("Zustimmung der Bundesagentur, wenn nötig"), norm="AsylG § 61")

ANLAGE_II = In(
    t.STAAT,
    frozenset({"georgien_moldau", "andere_anlage_ii"}),
    text=_("Staat der Liste sicherer Herkunftsstaaten"),
    norm="AsylG §§ 29a, 29b",
)
GEORGIEN_MOLDAU = In(t.STAAT, frozenset({"georgien_moldau"}), text=_("Georgien oder Moldau"))
EU_LISTE = In(t.STAAT, frozenset({"eu_liste"}), text=_("Staat der EU-Liste"), norm="VO (EU) 2024/1348 Art. 62")
VOR_SEPTEMBER_2015 = bis(t.ASYL_AM, date(2015, 8, 31), _("Asylantrag bis 31.08.2015"), "AsylG § 61 Abs. 2 S. 4")
BIS_AUGUST_2023 = bis(t.ASYL_AM, date(2023, 8, 30), _("Asylantrag bis 30.08.2023"), "AsylG § 87d")
KEIN_ANTRAG = Ist(t.ASYL, "keiner", text=_("kein Asylantrag gestellt"))
SICHER_IM_VERFAHREN = ANLAGE_II & ~VOR_SEPTEMBER_2015 & ~(GEORGIEN_MOLDAU & BIS_AUGUST_2023)
UEBERGANG = (
    GEORGIEN_MOLDAU
    & (BIS_AUGUST_2023 | (KEIN_ANTRAG & ist(t.GEDULDET_2023, _("am 30.08.2023 geduldet"), "AufenthG § 104 Abs. 18 Nr. 1")))
) | (EU_LISTE & ist(t.BESTAND_2026, _("Bestandsschutz"), "AufenthG § 104 Abs. 18 Nr. 2"))
VERBOT_HERKUNFT = (
    (ANLAGE_II | EU_LISTE)
    & (
        KEIN_ANTRAG
        | (
            In(t.ASYL, frozenset({"abgelehnt", "zurueckgenommen"}), text=_("Asylantrag abgelehnt oder zurückgenommen"))
            & ~VOR_SEPTEMBER_2015
        )
    )
    & ~ist(t.RECHTSAUSKUNFT, _("Rücknahme nach Rechtsauskunft"), "AufenthG § 60a Abs. 6 S. 1 Nr. 3")
    & ~UEBERGANG
)
VERBOT_60A_6 = ist(t.ARBEITSVERBOT, _("Arbeitsverbot nach § 60a Abs. 6"), "AufenthG § 60a Abs. 6 S. 1 Nr. 1, 2")
ARBEITSVERBOT = (VERBOT_60A_6, VERBOT_HERKUNFT)
KONKRET = ist(t.KONKRET, _("konkrete Maßnahmen zur Aufenthaltsbeendigung"), "AufenthG § 60a Abs. 5b S. 2")
IM_VERFAHREN = (
    SICHER_IM_VERFAHREN,
    ist(t.BESCHLEUNIGT, _("beschleunigtes Asylverfahren"), "AsylG § 61 Abs. 1 S. 5"),
    ist(t.MITWIRKUNG, _("Mitwirkung im Asylverfahren verletzt"), "AsylG § 61 Abs. 1 S. 4"),
)
OHNE_WOHNPFLICHT = ist_nicht(t.WOHNPFLICHT, _("keine Pflicht, in der Aufnahmeeinrichtung zu wohnen"), "AsylG § 61")
MIT_WOHNPFLICHT = ist(t.WOHNPFLICHT, _("Pflicht, in der Aufnahmeeinrichtung zu wohnen"), "AsylG § 61 Abs. 1 S. 1")
ERLAUBNIS = _("Erlaubnis bei der Ausländerbehörde beantragen, Stellenbeschreibung mitbringen.")
DREI_MONATE_HIER = MonateSeit(t.VORAUFENTHALT, 3, text=_("seit drei Monaten hier"), norm="BeschV § 32 Abs. 1")
VIER_JAHRE_HIER = MonateSeit(t.VORAUFENTHALT, 48, text=_("seit vier Jahren hier"), norm="BeschV § 32 Abs. 2 Nr. 5")
ZUSTIMMUNG = eine(
    Ist(t.BA, "nicht_noetig", text=_("keine Zustimmung der Bundesagentur nötig"), norm="BeschV § 32 Abs. 2"),
    VIER_JAHRE_HIER,
    alle(DREI_MONATE_HIER, Ist(t.BA, "erteilt", text=_("Zustimmung der Bundesagentur"), norm="BeschV § 32 Abs. 1")),
)


def geduldet(monate: int, text, norm: str) -> MonateSeit:
    return MonateSeit(t.GEDULDET, monate, text=text, norm=norm)


PFADE = (
    pfad(
        "arbeit_gestattung",
        _("Arbeit im Asylverfahren"),
        "AsylG § 61 Abs. 2",
        OHNE_WOHNPFLICHT,
        MonateMit(t.GESTATTET, 3, zweite=t.VOR_TAGE, text=_("seit drei Monaten gestattet hier"), norm="Abs. 2 S. 1, 2"),
        eine(BA, MonateSeit(t.VORAUFENTHALT, 48, text=_("seit vier Jahren hier"), norm="BeschV § 32 Abs. 2 Nr. 5, Abs. 3")),
        bar=IM_VERFAHREN,
        status=GESTATTUNG,
        bindung=Bindung.ANSPRUCH,
        schritt=ERLAUBNIS,
        hinweis=_("Mitwirkung verletzt: Die Erlaubnis soll dann nicht erteilt werden (Abs. 1 S. 4)."),
    ),
    pfad(
        "arbeit_aufnahme",
        _("Arbeit aus der Aufnahmeeinrichtung im Asylverfahren"),
        "AsylG § 61 Abs. 1 S. 2, 3",
        MIT_WOHNPFLICHT,
        eine(
            MonateSeit(t.REGISTRIERT, 6, text=_("Asylantrag seit sechs Monaten registriert"), norm="Abs. 1 S. 3"),
            alle(
                MonateSeit(t.REGISTRIERT, 3, text=_("Asylantrag seit drei Monaten registriert"), norm="Abs. 1 S. 2"),
                ist_nicht(t.DUBLIN, _("kein anderer EU-Staat zuständig"), "Abs. 1 S. 3"),
            ),
        ),
        BA,
        bar=IM_VERFAHREN,
        status=ASYLVERFAHREN,
        bindung=Bindung.ANSPRUCH,
        schritt=ERLAUBNIS,
    ),
    pfad(
        "arbeit_duldung",
        _("Arbeit mit Duldung"),
        "AufenthG § 60a Abs. 5b, BeschV § 32",
        OHNE_WOHNPFLICHT,
        ZUSTIMMUNG,
        bar=(ZUSATZ_60B, *ARBEITSVERBOT, KONKRET),
        status=DULDUNG,
        bindung=Bindung.SOLL,
        schritt=ERLAUBNIS,
        hinweis=_("Die Wartezeit von drei Monaten gilt nur, wo die Bundesagentur zustimmen muss."),
    ),
    pfad(
        "arbeit_aufnahme_wieder",
        _("Arbeit aus der Aufnahmeeinrichtung mit Duldung"),
        "AsylG § 61 Abs. 1 S. 9",
        MIT_WOHNPFLICHT,
        ist(t.FRUEHER_ERLAUBT, _("Arbeit war schon im Asylverfahren erlaubt"), "Abs. 1 S. 9"),
        ZUSTIMMUNG,
        group="arbeit_aufnahme_duldung",
        bar=(ZUSATZ_60B, *ARBEITSVERBOT),
        status=DULDUNG,
        bindung=Bindung.ANSPRUCH,
        schritt=ERLAUBNIS,
    ),
    pfad(
        "arbeit_aufnahme_duldung",
        _("Arbeit aus der Aufnahmeeinrichtung mit Duldung"),
        "AsylG § 61 Abs. 1 S. 6, 7",
        MIT_WOHNPFLICHT,
        eine(
            geduldet(6, _("seit sechs Monaten geduldet"), "Abs. 1 S. 6"),
            alle(
                geduldet(3, _("seit drei Monaten geduldet"), "Abs. 1 S. 7"),
                eine(
                    ist(t.PASS, _("gültiger Pass"), "Abs. 1 S. 7"),
                    Ist(t.AUFGENOMMEN, "mit_duldung", text=_("Ausbildung mit Duldung"), norm="Abs. 1 S. 7"),
                ),
            ),
        ),
        ZUSTIMMUNG,
        group="arbeit_aufnahme_duldung",
        bar=(ZUSATZ_60B, *ARBEITSVERBOT, KONKRET),
        status=DULDUNG,
        bindung=Bindung.SOLL,
        schritt=ERLAUBNIS,
    ),
)
