"""What became of referrals and whether they helped, in numbers too large to point at anybody."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count

from behoerde.kern import uhr
from behoerde.kern.models import Ereignis
from lotsen.models import Rueckmeldung
from lotsen.verweis_tabelle import Ausgang, VerweisStatus
from lotsen.zahlen import Zahl, shown

ZEITRAUM = timedelta(days=365)
STAENDE = (
    VerweisStatus.GESENDET,
    VerweisStatus.BRIEF,
    VerweisStatus.ANGENOMMEN,
    VerweisStatus.ABGELEHNT,
    VerweisStatus.ABGESCHLOSSEN,
)


@dataclass(frozen=True)
class Hilfe:
    """How often one answer to "did it help?" was given, by the person and by the partner; None stands for fewer than AB."""

    antwort: str
    person: int | None
    partner: int | None


def _counted(arten: list[str], field: str) -> dict[tuple[str, str], int]:
    rows = Ereignis.objects.filter(art__in=arten, zeit__gte=uhr.now() - ZEITRAUM)
    return {(art, value): n for art, value, n in rows.values_list("art", field).annotate(n=Count("id"))}


def stages() -> list[Zahl]:
    """Return how many referrals came to each stage within a year."""
    counted = _counted([f"verweis_{stand}" for stand in STAENDE], "art")
    return [Zahl(str(stand.label), shown(counted.get((f"verweis_{stand}",) * 2, 0))) for stand in STAENDE]


def outcomes() -> list[Zahl]:
    """Return with which outcome referrals were closed within a year."""
    counted = _counted(["verweis_abgeschlossen"], "ergebnis")
    return [Zahl(str(ausgang.label), shown(counted.get(("verweis_abgeschlossen", ausgang.value), 0))) for ausgang in Ausgang]


def help_given() -> list[Hilfe]:
    """Return what people and partners said, beside each other."""
    person, partner = (f"rueckmeldung_{art.value}" for art in (Rueckmeldung.Art.PERSON, Rueckmeldung.Art.PARTNER))
    counted = _counted([person, partner], "ergebnis")
    return [
        Hilfe(str(wort.label), shown(counted.get((person, wort.value), 0)), shown(counted.get((partner, wort.value), 0)))
        for wort in Rueckmeldung.Antwort
    ]
