"""The welcome package of a situation, with who helps; nothing about anybody is read or written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import ngettext

from behoerde.kern import uhr
from behoerde.kern.models import Vorgabe
from behoerde.kern.regeln import Wirkung
from lotsen.angebotsarten import Angebotsart, angebotsarten
from lotsen.queries.empfehlung import Auswahl, best_angebote
from lotsen.regeln import REGELWERK
from lotsen.regeln import tatsachen as t
from lotsen.regeln.titel import ABSCHNITT_5, DULDUNG, GESTATTUNG, STATUS
from lotsen.willkommenspaket import SCHRITTE, Ankunftslage, Dauer, Paketschritt, Phase

_SCHUTZ = ABSCHNITT_5 | DULDUNG | GESTATTUNG | {"ankunftsnachweis"}
_NACH_STATUS: tuple[tuple[Ankunftslage, frozenset[str]], ...] = (
    (Ankunftslage.SCHUTZ, frozenset(_SCHUTZ)),
    (Ankunftslage.EU, frozenset({"freizuegigkeit"})),
    (Ankunftslage.STUDIUM, frozenset({"16b", "17"})),
    (Ankunftslage.AUSBILDUNG, frozenset({"16a"})),
    (Ankunftslage.EHE, frozenset({"28", "30"})),
    (Ankunftslage.ARBEIT, frozenset({"18a", "18b", "18d", "18g", "19c", "19e", "21"})),
)


@dataclass(frozen=True)
class Paketzeile:
    """One step with norm and period as the rule says them, and who helps with it."""

    schritt: Paketschritt
    hilfe: tuple[tuple[Angebotsart, Auswahl], ...]

    @property
    def norm(self) -> str:
        return self.schritt.grundlage.norm if self.schritt.grundlage else self.schritt.norm

    @property
    def belegt(self) -> bool:
        """Say whether the norm is one that somebody read; programmes are not shown as law."""
        return self.schritt.grundlage is None or self.schritt.grundlage.belegt

    @property
    def frist(self) -> str:
        """Return the period in words, "" without one."""
        tage, monate = self.schritt.frist
        if tage:
            return ngettext("%(n)s Tag", "%(n)s Tage", tage) % {"n": tage}
        return ngettext("%(n)s Monat", "%(n)s Monate", monate) % {"n": monate} if monate else ""


def paket(lagen: Iterable[str], dauer: str, sprache: str) -> list[tuple[Phase, list[Paketzeile]]]:
    """Return the steps of each phase; what the office has suspended is left out. Three queries however many there are."""
    wanted = frozenset(lagen)
    suspended = set(_suspended())
    steps = [step for step in SCHRITTE if step.fits(wanted, dauer) and step.regel not in suspended]
    offered = best_angebote({slug for step in steps for slug in step.arten}, sprache=sprache)
    rows = [Paketzeile(step, _help(step, offered)) for step in steps]
    return [(phase, found) for phase in Phase if (found := [row for row in rows if row.schritt.phase is phase])]


def _suspended() -> Iterable[str]:
    rows = Vorgabe.objects.in_force(uhr.today()).filter(regelwerk=REGELWERK.name, wirkung=Wirkung.AUSSETZEN)
    return rows.values_list("regel", flat=True)


def _help(step: Paketschritt, offered: Mapping[str, Auswahl]) -> tuple[tuple[Angebotsart, Auswahl], ...]:
    arten = angebotsarten()
    return tuple((arten[slug], offered[slug]) for slug in step.arten if slug in offered)


def choice_for(facts: Mapping[str, Any]) -> tuple[list[str], str]:
    """Return the situations and the length of stay that follow from what somebody said about themselves."""
    status = facts.get(STATUS.name)
    lagen = {lage for lage, codes in _NACH_STATUS if status in codes}
    if facts.get(t.KIND.name) is True:
        lagen.add(Ankunftslage.FAMILIE)
    by_work = {"studium": Ankunftslage.STUDIUM, "ausbildung": Ankunftslage.AUSBILDUNG, "beschaeftigt": Ankunftslage.ARBEIT}
    if work := by_work.get(facts.get(t.ARBEITSLAGE.name, "")):
        lagen.add(work)
    dauer = Dauer.KURZ if facts.get(t.VORUEBERGEHEND.name) is True else Dauer.LANG
    return [lage for lage in Ankunftslage if lage in lagen], dauer
