"""Lists of cases, deadlines, placements, employers and vacancies: which of their filters staff keep under a name."""

from django.utils.translation import gettext_lazy as _

from behoerde.kern.rechte import Recht
from behoerde.kern.register import Listenseite
from fallmanagement.enums import Fallphase, Fristart
from fallmanagement.forms.vermittlung import FilterForm
from fallmanagement.queries import akten, betriebe, fristen
from fallmanagement.stellenwerte import Stellenart


def _choices(name: str) -> tuple[str, ...]:
    return tuple(wert for wert, _label in FilterForm.base_fields[name].choices)  # type: ignore[attr-defined]


EINTRAEGE = (
    Listenseite(
        "fallmanagement:liste",
        _("Fälle"),
        Recht.FALLAKTEN,
        {"ansicht": akten.ANSICHTEN.__contains__, "phase": Fallphase.values.__contains__},
    ),
    Listenseite("fallmanagement:tafel", _("Fälle nach Phase"), Recht.FALLAKTEN, {"ansicht": akten.TAFELANSICHTEN.__contains__}),
    Listenseite(
        "fallmanagement:fristen",
        _("Fristen"),
        Recht.FALLAKTEN,
        {"ansicht": fristen.ANSICHTEN.__contains__, "art": Fristart.values.__contains__},
    ),
    Listenseite(
        "fallmanagement:vermittlungen",
        _("Vermittlungen"),
        Recht.FALLAKTEN,
        {name: _choices(name).__contains__ for name in ("ansicht", "wer", "art", "stand")},
    ),
    Listenseite("betriebe:liste", _("Betriebe"), Recht.BETRIEBE, {"ansicht": betriebe.BETRIEB_ANSICHTEN.__contains__}),
    Listenseite(
        "betriebe:stellen",
        _("Stellenangebote"),
        Recht.BETRIEBE,
        {"ansicht": betriebe.STELLEN_ANSICHTEN.__contains__, "art": Stellenart.values.__contains__},
    ),
)
