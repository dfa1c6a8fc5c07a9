"""Offers that anybody may use: no norm gives a right to them."""

from django.utils.translation import gettext_lazy as _

from behoerde.kern.regeln import Bindung, In
from lotsen.regeln.basis import angebot, braucht
from lotsen.regeln.titel import GESTATTUNG, STATUS

REGELN = (
    angebot(
        "volkshochschule",
        _("Deutschkurs ohne Förderung"),
        "Weiterbildungsgesetze der Länder",
        bindung=Bindung.ANGEBOT,
        bedingung=braucht("sprache.ergaenzend"),
        ziele=("volkshochschule",),
    ),
    angebot(
        "erstorientierungskurs",
        _("Erstorientierungskurs"),
        "Förderprogramm des Bundes (BAMF)",
        bindung=Bindung.ANGEBOT,
        bedingung=braucht("sprache.erstorientierung")
        & In(STATUS, GESTATTUNG | {"ankunftsnachweis", "24"}, text=_("Asylverfahren oder vorübergehender Schutz")),
        ziele=("erstorientierungskurs",),
        hinweis=_("Vor allem für diese Personen; ob es am Ort einen Kurs gibt, ist verschieden."),
    ),
    angebot(
        "ehrenamtliche_sprachangebote",
        _("Sprachcafé und Tandem"),
        "freiwilliges Angebot",
        bindung=Bindung.ANGEBOT,
        bedingung=braucht("sprache.ueben"),
        ziele=("ehrenamtliche_sprachangebote",),
    ),
    angebot(
        "freiwilligenagentur",
        _("Ehrenamt und Patenschaft"),
        "freiwilliges Angebot",
        bindung=Bindung.ANGEBOT,
        bedingung=braucht("ehrenamt.engagement", "ehrenamt.patenschaft"),
        ziele=("freiwilligenagentur",),
    ),
    angebot(
        "migrantenorganisation",
        _("Migrantenorganisation und Integrationsrat"),
        "Gemeindeordnungen der Länder",
        bindung=Bindung.ANGEBOT,
        bedingung=braucht("ehrenamt.gemeinschaft"),
        ziele=("migrantenorganisation",),
    ),
    angebot(
        "sportverein",
        _("Sport- und Kulturverein"),
        "freiwilliges Angebot",
        bindung=Bindung.ANGEBOT,
        bedingung=braucht("ehrenamt.freizeit"),
        ziele=("sportverein",),
    ),
)
