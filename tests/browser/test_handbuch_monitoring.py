"""The pictures of Leitbild, surveys, training, strategy, exchange and public figures; see ``test_handbuch`` for how."""

from django.urls import reverse
from playwright.sync_api import Page

from behoerde.kern.db import System, als
from monitoring.models import Leitbild, Ziel
from tests.browser.test_handbuch import BREIT, TELEFON, Album, amt, named_in, sign_in, walked

__all__ = ["amt"]


def stations() -> dict[str, list[tuple[str, str, str]]]:
    """Return what each chapter shows: name of the picture, address, and what has to be there."""
    with als(System.AUFGABE):
        leitbild = Leitbild.objects.order_by("ebene", "pk")[0]
        ziel = Ziel.objects.order_by("titel", "pk")[0]
    return {
        "leitbild": [
            ("stand", leitbild.get_absolute_url(), "main section"),
            (
                "beitraege",
                f"{reverse('leitbild:beitraege', args=[leitbild.pk])}?ansicht=beantwortet",
                "main article, main section, main li",
            ),
        ],
        "umfragen": [
            ("ergebnisse", reverse("umfragen:ergebnisse"), "main figure"),
            ("folgen", reverse("umfragen:folgen"), "main section"),
        ],
        "schulung": [("abdeckung", reverse("schulung:abdeckung"), "main table")],
        "strategie": [("baum", reverse("strategie:baum"), "main li"), ("ziel", ziel.get_absolute_url(), "main section")],
        "austausch": [("entwicklung", reverse("austausch:entwicklung"), "main a")],
    }


@walked
def test_handbook_of_goals_and_figures_shows_each_room(page: Page, amt):
    page.set_viewport_size(BREIT)
    sign_in(page, "leitung")
    for chapter, taken in stations().items():
        album = Album(page, chapter)
        for name, address, station in taken:
            page.goto(address)
            album.take(name, station)
        assert album.names == named_in(f"{chapter}.md")
    album = Album(page, "transparenz")
    page.context.clear_cookies()
    page.set_viewport_size(TELEFON)
    page.goto(reverse("transparenz:neueste"))
    album.take("zahlen", "main section")
    assert album.names == named_in("transparenz.md")
