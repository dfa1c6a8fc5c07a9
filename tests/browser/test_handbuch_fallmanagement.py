"""The pictures of the handbook of case managers; see ``test_handbuch`` for how they are made."""

from django.urls import reverse
from playwright.sync_api import Page

from behoerde.kern.db import System, als
from fallmanagement.models import Fallakte, Pruefdurchgang, Vermittlung
from tests.browser.test_handbuch import BREIT, TELEFON, Album, amt, named_in, sign_in, walked
from tests.browser.test_handbuch_zusammenarbeit import album_of

__all__ = ["amt"]
STATIONEN = (
    ("aufenthalt", "main table"),
    ("perspektive", "main article"),
    ("profil", "main section"),
    ("dokumente", "main form"),
    ("akte_fristen", ".fall__fristen"),
)


def show_a_case(page: Page, album: Album) -> None:
    with als(System.AUFGABE):
        pk = Fallakte.objects.get(person__nachname="Ceesay").pk
    page.goto(reverse("fallmanagement:akte", args=[pk]))
    album.take("akte", "svg rect")
    page.set_viewport_size(TELEFON)
    album.take("telefon", ".zeitleiste__liste li")
    page.set_viewport_size(BREIT)
    for name, station in STATIONEN:
        page.goto(reverse(f"fallmanagement:{name}", args=[pk]))
        album.take(name.removeprefix("akte_"), station)
    page.goto(reverse("fallmanagement:fristen"))
    album.take("faellig", "main table")
    page.goto(reverse("fallmanagement:vermerke", args=[pk]))
    album.take("vermerke", "article")


def show_the_team(page: Page, album: Album, lead: Album) -> None:
    page.goto(f"{reverse('fallmanagement:tafel')}?ansicht=offen")
    album.take("phasen", ".tafel__karte")
    page.goto(f"{reverse('fallmanagement:liste')}?ansicht=offen&phase=klaerung")
    page.locator("summary", has_text="Ansichten").click()
    page.get_by_label("Name der Ansicht").fill("Klärung im Team")
    page.get_by_role("button", name="Diese Ansicht speichern").click()
    album.take("ansichten", "nav[aria-label='Gespeicherte Ansichten'] a")
    show_runs_and_pairs(page, album)
    lead.page.goto(reverse("fallmanagement:auslastung"))
    lead.take("auslastung", "main table")
    album.names += lead.names


def show_runs_and_pairs(page: Page, album: Album) -> None:
    with als(System.AUFGABE):
        run = Pruefdurchgang.objects.get(geaendert=1)
        pair = [Fallakte.objects.get(person__vorname=name).pk for name in ("Olha", "Olga")]
    page.goto(run.get_absolute_url())
    album.take("durchgang", "main h3")
    page.goto(reverse("fallmanagement:dublette", args=pair))
    album.take("vergleich", "main table")


def show_a_placement(page: Page, album: Album) -> None:
    page.goto(f"{reverse('fallmanagement:vermittlungen')}?wer=alle")
    album.take("tafel", ".tafel__karte")
    with als(System.AUFGABE):
        row = Vermittlung.objects.get(stand="begonnen")
    page.goto(row.get_absolute_url())
    album.take("vermittlung", "#weiter")
    page.goto(reverse("fallmanagement:ersparnis", args=[row.fallakte_id, row.pk]))
    album.take("ersparnis", "main table")


@walked
def test_handbook_of_case_managers_shows_list_case_and_what_is_due(browser, base_url, page, amt):
    page.set_viewport_size(BREIT)
    album = Album(page, "fallmanagement")
    sign_in(page, "fallmanagement")
    page.goto(reverse("fallmanagement:liste"))
    album.take("liste", "main table")
    show_a_case(page, album)
    show_the_team(page, album, album_of(browser, base_url, "leitung", "fallmanagement"))
    show_a_placement(page, album)
    assert album.names == named_in("fallmanagement.md")
