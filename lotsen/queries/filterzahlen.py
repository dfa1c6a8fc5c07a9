"""How many hits each filter of the directory would leave: one look at the hits, however many filters there are."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import chain

from lotsen.angebotsarten import angebotsarten
from lotsen.queries.treffer import Treffer, Zeile

FILTER = ("thema", "sprache", "frei", "barrierefrei")  # as ``Zeile.misses`` calls them


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
    zeilen = treffer.zeilen
    if not treffer.suche.gefiltert:
        return _count(zeilen, zeilen, zeilen, zeilen)
    missing = [(zeile, zeile.misses(treffer.suche)) for zeile in zeilen]
    return _count(*([zeile for zeile, misses in missing if misses in ([], [name])] for name in FILTER))


def _count(themen: list[Zeile], sprachen: list[Zeile], frei: list[Zeile], barrierefrei: list[Zeile]) -> Filterzahlen:
    """Count each filter among the hits that miss no other one."""
    arten = angebotsarten()
    kinds = Counter(zeile.angebotsart for zeile in themen)
    zahlen = Filterzahlen(
        sprachen=Counter(chain.from_iterable(set(zeile.sprachen) for zeile in sprachen)),
        frei=sum(zeile.frei for zeile in frei),
        barrierefrei=sum(zeile.barrierefrei for zeile in barrierefrei),
    )
    for slug in kinds.keys() & arten.keys():
        zahlen.themen[str(arten[slug].kategorie)] += kinds[slug]
    return zahlen
