"""Samples of the addresses of Schulungen, Gremien and Gemeinden."""

from collections.abc import Callable

from behoerde.kern.models import Rollenzuweisung
from tests.factories.gremien import AnhoerungFactory, BeschlussFactory
from tests.factories.kern import OrganisationseinheitFactory, RollenzuweisungFactory
from tests.factories.schulung import DurchfuehrungFactory, KursFactory, SchulungsnachweisFactory
from tests.muster_austausch import AUSTAUSCH
from tests.muster_kennzahlen import KENNZAHLEN
from tests.muster_strategie import STRATEGIE


def termin() -> dict:
    return {"pk": DurchfuehrungFactory.create().pk}


def nachweis() -> dict:
    """Return evidence of somebody who works for the office."""
    held = Rollenzuweisung.objects.order_by("pk").last() or RollenzuweisungFactory.create()
    return {"pk": SchulungsnachweisFactory.create(user=held.user).pk}


SCHULUNG: dict[str, Callable[[], dict]] = {
    **KENNZAHLEN,
    **{f"schulung:{name}": termin for name in ("termin", "kalender", "termin_bearbeiten", "teilnehmende", "ressort_anmelden")},
    "schulung:kurs": lambda: {"pk": KursFactory.create().pk},
    "schulung:termin_neu": lambda: {"kurs": KursFactory.create().pk},
    "schulung:nachweis": nachweis,
    **{f"gremien:{name}": lambda: {"pk": BeschlussFactory.create().pk} for name in ("beschluss", "beschluss_bearbeiten")},
    "gremien:anhoerung": lambda: {"pk": AnhoerungFactory.create().pk},
    "gremien:kontakt": lambda: {"pk": OrganisationseinheitFactory.create(art="gemeinde").pk},
    **STRATEGIE,
    **AUSTAUSCH,
    "gremien:bezug": lambda: {"pk": BeschlussFactory.create().pk},
    "stellungnahme": lambda: {"token": "unbekannt"},
}
