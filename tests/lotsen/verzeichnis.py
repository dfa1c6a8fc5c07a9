"""What tests of the directory ask of its search."""

from collections.abc import Iterable

from lotsen.angebotsarten import angebotsarten
from lotsen.models import Angebot
from lotsen.queries.treffer import Suche, Treffer
from lotsen.queries.verzeichnis import Funde, Fundzeile


def funde(**wanted) -> list[Fundzeile]:
    """Return the hits of all pages."""
    pages = Funde(Treffer(Suche(**wanted)))
    return [fund for number in pages.page_range for fund in pages.page(number).object_list]


def found_angebote(**wanted) -> list[Angebot]:
    """Return what stands behind the hits, in their order."""
    hits = [fund.pk for fund in funde(**wanted)]
    whole = Angebot.objects.in_bulk(hits)
    return [whole[pk] for pk in hits]


def kategorien(angebote: Iterable[Angebot]) -> set[str]:
    return {str(angebotsarten()[angebot.angebotsart].kategorie) for angebot in angebote}


def names(**wanted) -> list[str]:
    return [fund.name for fund in funde(**wanted)]
