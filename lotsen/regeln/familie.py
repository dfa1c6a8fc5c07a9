"""Family, school and studies."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from behoerde.kern.regeln import Bindung, In, Ist, Unter
from lotsen.regeln import tatsachen as t
from lotsen.regeln.basis import alle, angebot, braucht, regel
from lotsen.regeln.titel import ABSCHNITT_5, STATUS

REGELN = (
    regel(
        "kita_vermittlung",
        _("Platz in Kita oder Tagespflege"),
        "SGB VIII § 24 Abs. 2, 3",
        bindung=Bindung.ANSPRUCH,
        bedingung=braucht("familie.kita")
        & Ist(t.KIND_KLEIN, True, text=_("Kind ab einem Jahr, noch nicht in der Schule"), norm="Abs. 2, 3"),
        ziele=("kita_vermittlung",),
        hinweis=_("Für Kinder unter einem Jahr unter den Voraussetzungen des Absatzes 1."),
    ),
    regel(
        "ganztag_grundschule",
        _("Ganztagsplatz in der Grundschule"),
        "SGB VIII § 24 Abs. 4",
        bindung=Bindung.ANSPRUCH,
        ab=date(2026, 8, 1),
        bedingung=braucht("familie.kita", "familie.schule")
        & Ist(t.KIND_KLASSE_1, True, text=_("Kind ab dem Schuljahr 2026/27 in Klasse 1 gekommen"), norm="Abs. 4 S. 1"),
        ziele=("kita_vermittlung",),
        hinweis=_(
            "Werktags acht Stunden bis zum Beginn der fünften Klasse. Das Schuljahr beginnt je nach Land; hier ab 1. August."
        ),
    ),
    angebot(
        "schulaufnahme",
        _("Schulplatz für neu zugewanderte Kinder"),
        "Schulgesetze der Länder",
        bindung=Bindung.PFLICHT,
        bedingung=braucht("familie.schule") | Ist(t.KIND_SCHULE, True, text=_("Kind im Schulalter")),
        ziele=("schulaufnahme",),
    ),
    regel(
        "jugendamt",
        _("Hilfe des Jugendamts"),
        "SGB VIII § 16",
        bindung=Bindung.SOLL,
        bedingung=braucht("familie.hilfen"),
        ziele=("jugendamt",),
    ),
    regel(
        "jugendamt_inobhutnahme",
        _("Schutz für unbegleitete Kinder und Jugendliche"),
        "SGB VIII § 42a",
        bindung=Bindung.PFLICHT,
        bedingung=alle(
            Unter(t.ALTER, 18, text=_("unter 18 Jahre alt"), norm="Abs. 1"),
            Ist(t.UNBEGLEITET, True, text=_("unter 18 und ohne Sorgeberechtigte eingereist"), norm="Abs. 1"),
        ),
        ziele=("jugendamt",),
        hinweis=_("Sofort das Jugendamt rufen: Es ist berechtigt und verpflichtet, in Obhut zu nehmen."),
    ),
    regel(
        "erziehungsberatung",
        _("Erziehungs- und Familienberatung"),
        "SGB VIII § 28",
        bindung=Bindung.SOLL,
        bedingung=braucht("familie.erziehung"),
        ziele=("erziehungsberatung",),
    ),
    regel(
        "schwangerschaftsberatung",
        _("Beratung in der Schwangerschaft"),
        "SchKG § 2",
        bindung=Bindung.ANSPRUCH,
        bedingung=braucht("familie.schwangerschaft"),
        ziele=("schwangerschaftsberatung",),
        hinweis=_("Für jede Person, auf Wunsch anonym (Abs. 1)."),
    ),
    angebot(
        "hochschule_international",
        _("Beratung zum Studium"),
        "Hochschulgesetze der Länder",
        bindung=Bindung.ANGEBOT,
        bedingung=braucht("bildung.studium"),
        ziele=("hochschule_international",),
    ),
    angebot(
        "bildungsberatung_gfh",
        _("Bildungsberatung Garantiefonds Hochschule"),
        "Richtlinien Garantiefonds Hochschule",
        bindung=Bindung.ANGEBOT,
        bedingung=alle(
            braucht("bildung.studium"),
            Unter(t.ALTER, 30, text=_("unter 30 Jahre alt")),
            In(STATUS, ABSCHNITT_5 | {"deutsch"}, text=_("Schutz oder Aufnahme")),
        ),
        ziele=("bildungsberatung_gfh",),
        hinweis=_("In der Regel unter 30, mit Schutzstatus oder als Spätaussiedler."),
    ),
)
