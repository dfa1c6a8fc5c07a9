"""The pictures of the handbook of guides; see ``test_handbuch`` for how they are made."""

from django.conf import settings as project
from django.urls import reverse
from playwright.sync_api import Page

from behoerde.kern.actions.zugang import link_token
from lotsen.beratung import Linkzweck
from lotsen.models import Erstberatung
from tests.browser.test_handbuch import BREIT, TELEFON, Album, amt, named_in, sign_in, walked

__all__ = ["amt"]


def lead_a_talk(page: Page, album: Album) -> None:
    page.goto(reverse("erstberatung:liste"))
    album.take("liste", "main table")
    running = Erstberatung.objects.get(person__vorname="Amir")
    page.goto(reverse("erstberatung:bedarf", args=[running.pk]))
    album.take("bedarf", ".bedarfe")
    page.goto(reverse("erstberatung:gespraech", args=[running.pk]) + "?frage=arbeit_sechs_monate")
    album.take("frage", ".beratungsfrage")
    alone = Erstberatung.objects.get(person__vorname="Elif")
    page.goto(reverse("erstberatung:antworten", args=[alone.pk]))
    album.take("antworten", "main table")


def show_the_way(page: Page, album: Album) -> None:
    done = Erstberatung.objects.get(person__vorname="Olena")
    page.goto(reverse("erstberatung:empfehlungen", args=[done.pk]))
    album.take("empfehlungen", ".pfad")
    page.goto(reverse("erstberatung:link", args=[done.pk]))
    album.take("link", ".link-karte")


def walk_the_way(page: Page, album: Album, base_url: str) -> None:
    """The person at home, in Ukrainian and alone."""
    done, alone = (Erstberatung.objects.get(person__vorname=name) for name in ("Olena", "Elif"))
    page.context.clear_cookies()
    page.set_viewport_size(TELEFON)
    page.context.add_cookies([{"name": project.LANGUAGE_COOKIE_NAME, "value": "uk", "url": base_url}])
    page.goto(reverse("wegweiser:mein", args=[link_token(Linkzweck.WEGWEISER, done.person_id)]))
    album.take("wegweiser", ".weg")
    page.context.add_cookies([{"name": project.LANGUAGE_COOKIE_NAME, "value": "tr", "url": base_url}])
    page.goto(reverse("wegweiser:frage", args=[link_token(Linkzweck.BERATUNG, alone.pk)]) + "?frage=deutsch")
    album.take("allein", "main form")


@walked
def test_handbook_of_guides_shows_talk_recommendations_and_way(page, amt, base_url):
    page.set_viewport_size(BREIT)
    album = Album(page, "lotse")
    sign_in(page, "lotse")
    lead_a_talk(page, album)
    show_the_way(page, album)
    walk_the_way(page, album, base_url)
    assert album.names == named_in("lotse.md")
