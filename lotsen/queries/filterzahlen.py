"""How many hits each filter of the directory would leave: one look at the hits, however many filters there are."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from behoerde.kern.suche import GEZAEHLT_BIS
from lotsen.angebotsarten import angebotsarten
from lotsen.queries.verzeichnis import Funde, Suche, found

Zeile = tuple[str, list[str], bool, bool]  # kind, languages, places, accessible


@dataclass
class Filterzahlen:
    """Hits by value of each filter, with all other filters as they are; a value that leaves none is not in it."""

    themen: Counter[str] = field(default_factory=Counter)
    sprachen: Counter[str] = field(default_factory=Counter)
    frei: int = 0
    barrierefrei: int = 0


def filterzahlen(suche: Suche, funde: Funde) -> Filterzahlen | None:
    """Return the numbers; None where there are so many hits that nobody counts them."""
    wide = replace(suche, kategorie="", sprache="", frei=False, barrierefrei=False, nahe=None)
    rows = funde.rows if wide == suche else found(wide)
    columns = rows.order_by().values_list("angebotsart", "sprachen", "hat_frei", "barrierefrei")
    hits: list[Zeile] = list(columns[:GEZAEHLT_BIS])
    return _counted(suche, hits) if len(hits) < GEZAEHLT_BIS else None


def _counted(suche: Suche, hits: list[Zeile]) -> Filterzahlen:
    subject = {slug: str(art.kategorie) for slug, art in angebotsarten().items()}
    fits: dict[str, Callable[[Zeile], bool]] = {
        "thema": lambda row: not suche.kategorie or subject.get(row[0]) == suche.kategorie,
        "sprache": lambda row: not suche.sprache or suche.sprache in row[1],
        "frei": lambda row: not suche.frei or row[2],
        "barrierefrei": lambda row: not suche.barrierefrei or row[3],
    }
    zahlen = Filterzahlen()
    for row in hits:
        misses = [name for name, fit in fits.items() if not fit(row)]
        if misses in ([], ["thema"]) and row[0] in subject:
            zahlen.themen[subject[row[0]]] += 1
        if misses in ([], ["sprache"]):
            zahlen.sprachen.update(set(row[1]))
        zahlen.frei += row[2] and misses in ([], ["frei"])
        zahlen.barrierefrei += row[3] and misses in ([], ["barrierefrei"])
    return zahlen
