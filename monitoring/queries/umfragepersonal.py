"""What staff said in one survey that is over: from 10 answers on, by team alone, corrected for a small office."""

from dataclasses import dataclass
from statistics import fmean, pstdev
from typing import Any

from django.db.models import Q

from monitoring.intervall import of_mean, wilson
from monitoring.models import Umfrage, Umfrageantwort
from monitoring.queries.umfrage import all_of, mean_of, names_of, participation, protected, texts
from monitoring.umfrage import MINDESTENS, Merkmal
from monitoring.zelle import Kreis, Verdeckt, Zelle, hidden, measured


@dataclass(frozen=True)
class Mittel:
    """A mean from 1 to 5 with its interval; nothing when too few answered."""

    name: str
    zelle: Zelle
    von: float | None = None
    bis: float | None = None


def result(umfrage: Umfrage) -> dict[str, Any]:
    """Return participation, means of the statements and of the teams, and the words, whatever of it may be shown."""
    used, given = participation(umfrage)
    enough = used >= MINDESTENS
    return {
        "beteiligung": (used, given) if enough else None,
        "bereich": wilson(used, given) if enough else None,
        "aussagen": [_statement(umfrage, f"a{at}", text, given) for at, text in enumerate(umfrage.aussagen, 1)],
        "teams": _teams(umfrage),
        "texte": texts(Q(periode=umfrage.beginn), umfrage),
    }


def _statement(umfrage: Umfrage, frage: str, text: str, given: int) -> Mittel:
    rows = Umfrageantwort.objects.filter(umfrage=umfrage, frage=frage, merkmal="")
    steps = list(rows.values_list("stufe", flat=True))
    zelle = measured(fmean(steps) if steps else None, len(steps), kreis=Kreis.INTERN, mindestens=MINDESTENS)
    if zelle.wert is None:
        return Mittel(text, zelle)
    spread = pstdev(steps) * (len(steps) / (len(steps) - 1)) ** 0.5
    von, bis = of_mean(zelle.wert, spread, len(steps), von=given)
    return Mittel(text, zelle, max(1.0, von), min(5.0, bis))


def _teams(umfrage: Umfrage) -> list[Mittel]:
    found, names = mean_of(umfrage, Merkmal.EINHEIT), names_of(Merkmal.EINHEIT)
    total = all_of({value: (0.0, n) for value, (_mean, n) in mean_of(umfrage).items()})[1]
    shown = protected({value: (0.0, n) for value, (_mean, n) in found.items()}, total)
    rows = [
        Mittel(names.get(value, value), Zelle(mean, n) if value in shown else hidden(Verdeckt.ZU_WENIGE))
        for value, (mean, n) in found.items()
    ]
    return sorted(rows, key=lambda row: row.name)
