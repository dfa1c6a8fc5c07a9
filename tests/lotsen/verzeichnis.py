"""What tests of the directory ask of its search."""

from lotsen.queries.treffer import Suche, Treffer
from lotsen.queries.verzeichnis import Fund, Funde


def funde(**wanted) -> list[Fund]:
    """Return the hits of all pages."""
    pages = Funde(Treffer(Suche(**wanted)))
    return [fund for number in pages.page_range for fund in pages.page(number).object_list]


def names(**wanted) -> list[str]:
    return [fund.angebot.name for fund in funde(**wanted)]
