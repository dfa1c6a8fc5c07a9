"""Rules of lotsen: which kinds of services come into question for somebody, by which norm, until when."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from behoerde.kern.regeln import Regel, Regelwerk
from lotsen.angebotsarten import angebotsarten
from lotsen.regeln import ankommen, beratung, beruf, einbuergerung, familie, freiwillig, kurse, leben
from lotsen.regeln.tatsachen import TATSACHEN

MODULE = (ankommen, kurse, beruf, leben, familie, beratung, einbuergerung, freiwillig)

# They say more about a service (what it costs, who may pass on what), not that it comes into question.
NEBENREGELN = frozenset(
    {"wohnsitzregelung", "integrationskurs_kostenfrei", "integrationskurs_erstattung", "hinweis_arbeitgeber", "mbe_vorrang"}
    | {"schweigepflicht", "uebermittlung_kurs", "mitteilung_behoerden", "einbuergerung_kind", "einbuergerungsfeier"}
)


def betroffen(regel: Regel) -> Sequence[str]:
    """Return the names of the kinds of services that hang on ``regel``."""
    arten = angebotsarten()
    return [arten[slug].name for slug in regel.ziele]


REGELWERK = Regelwerk(
    "lotsen",
    _("Angebote und Pflichten beim Ankommen"),
    TATSACHEN,
    tuple(regel for module in MODULE for regel in module.REGELN),
    betroffen,
)
