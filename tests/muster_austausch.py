"""Samples of the addresses of the exchange."""

from collections.abc import Callable

from tests.factories.austausch import (
    AustauschtreffenFactory,
    EntwicklungsphaseFactory,
    EntwicklungswerkstattFactory,
    FundstueckFactory,
    VereinbarungFactory,
)

AUSTAUSCH: dict[str, Callable[[], dict]] = {
    **{
        f"austausch:{name}": lambda: {"pk": AustauschtreffenFactory.create().pk}
        for name in ("treffen", "treffen_bearbeiten", "vereinbarung_neu")
    },
    "austausch:vereinbarung_aufnehmen": lambda: {"pk": VereinbarungFactory.create().pk},
    "austausch:fundstueck_aufnehmen": lambda: {"pk": FundstueckFactory.create().pk},
    **{
        f"austausch:{name}": lambda: {"pk": EntwicklungsphaseFactory.create().pk}
        for name in ("phase", "phase_bearbeiten", "phase_ergebnis", "werkstatt_neu")
    },
    "austausch:werkstatt_aufnehmen": lambda: {"pk": EntwicklungswerkstattFactory.create().pk},
}
