"""Public ground: every app may import from here."""

from behoerde.kern.models.ansicht import Amtsansicht, GespeicherteAnsicht
from behoerde.kern.models.datei import ENTWURF, Datei, InhaltFehlt
from behoerde.kern.models.ereignis import Ereignis
from behoerde.kern.models.geraet import Geraet
from behoerde.kern.models.loeschung import Loeschfrist, Loeschlauf, Loeschsperre
from behoerde.kern.models.nachricht import Nachricht, Zeitplan
from behoerde.kern.models.organisation import Organisationseinheit, Rollenzuweisung, Standort, User, units_below
from behoerde.kern.models.person import Person
from behoerde.kern.models.protokoll import LESEVORGAENGE, Protokolleintrag
from behoerde.kern.models.schnittstelle import Schnittstelle
from behoerde.kern.models.schutz import Arbeitsnachweis, Kontaktnachweis
from behoerde.kern.models.vorgabe import Vorgabe
from behoerde.kern.models.zugang import Zugangslink

__all__ = [
    "ENTWURF",
    "LESEVORGAENGE",
    "Amtsansicht",
    "Arbeitsnachweis",
    "Datei",
    "Ereignis",
    "Geraet",
    "GespeicherteAnsicht",
    "InhaltFehlt",
    "Kontaktnachweis",
    "Loeschfrist",
    "Loeschlauf",
    "Loeschsperre",
    "Nachricht",
    "Organisationseinheit",
    "Person",
    "Protokolleintrag",
    "Rollenzuweisung",
    "Schnittstelle",
    "Standort",
    "User",
    "Vorgabe",
    "Zeitplan",
    "Zugangslink",
    "units_below",
]
