"""How many hits each filter of the directory would leave: one look at the hits, however many filters there are."""

from collections import Counter
from dataclasses import dataclass, field

from lotsen.angebotsarten import angebotsarten
from lotsen.queries.treffer import Treffer


@dataclass
class Filterzahlen:
    """Hits by value of each filter, with all other filters as they are; a value that leaves none is not in it."""

    themen: Counter[str] = field(default_factory=Counter)
    sprachen: Counter[str] = field(default_factory=Counter)
    frei: int = 0
    barrierefrei: int = 0


def filterzahlen(treffer: Treffer) -> Filterzahlen | None:
    """Return the numbers; None where there are so many hits that nobody counts them."""
    if not treffer.genau:
        return None
    subject = {slug: str(art.kategorie) for slug, art in angebotsarten().items()}
    zahlen = Filterzahlen()
    for zeile in treffer.zeilen:
        misses = zeile.misses(treffer.suche)
        if misses in ([], ["thema"]) and zeile.angebotsart in subject:
            zahlen.themen[subject[zeile.angebotsart]] += 1
        if misses in ([], ["sprache"]):
            zahlen.sprachen.update(set(zeile.sprachen))
        zahlen.frei += zeile.frei and misses in ([], ["frei"])
        zahlen.barrierefrei += zeile.barrierefrei and misses in ([], ["barrierefrei"])
    return zahlen
