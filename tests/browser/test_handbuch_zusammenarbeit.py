"""The pictures of employers, working together and data protection; see ``test_handbuch`` for how they are made."""

from django.urls import reverse
from playwright.sync_api import Browser, Page

from behoerde.kern.db import System, als
from behoerde.kern.models import Person, User
from fallmanagement.actions.betrieb import give_link
from fallmanagement.models import Betrieb, Fallakte, Fallkonferenz, Freigabekopie, Vorschlag
from tests.browser.test_handbuch import BREIT, TELEFON, Album, amt, named_in, sign_in, walked
from tests.browser.test_partner import page_for

__all__ = ["amt"]


def album_of(browser: Browser, base_url: str, name: str, prefix: str) -> Album:
    """Return the album of another account of the example office."""
    page = page_for(browser, base_url, User.objects.get(email=f"{name}@musterstadt.example"))
    page.set_viewport_size(BREIT)
    return Album(page, prefix)


def show_the_link(page: Page, album: Album, betrieb: Betrieb) -> None:
    page.context.clear_cookies()
    page.set_viewport_size(TELEFON)
    page.goto(reverse("betriebslink:uebersicht", args=[give_link(betrieb)]))
    album.take("link", "main .karte")


@walked
def test_handbook_of_employers_shows_register_matching_and_link(page: Page, amt):
    page.set_viewport_size(BREIT)
    album = Album(page, "betriebe")
    sign_in(page, "fallmanagement")
    page.goto(reverse("betriebe:liste"))
    album.take("liste", "main table")
    with als(System.AUFGABE):
        vorschlag = Vorschlag.objects.shown_to_betrieb().order_by("angelegt_am", "pk").first()
        betrieb = vorschlag.stellenangebot.betrieb
    page.goto(betrieb.get_absolute_url())
    album.take("betrieb", "main section")
    page.goto(reverse("fallmanagement:akte_stellen", args=[vorschlag.fallakte_id]))
    album.take("passt", "main section")
    show_the_link(page, album, betrieb)
    assert album.names == named_in("betriebe.md")


@walked
def test_handbook_of_working_together_shows_each_room(browser, base_url, page: Page, amt):
    with als(System.AUFGABE):
        kopie, konferenz = Freigabekopie.objects.get(), Fallkonferenz.objects.get()
        akte = kopie.freigabe.fallakte_id
    page.set_viewport_size(BREIT)
    album = Album(page, "zusammenarbeit")
    sign_in(page, "fallmanagement")
    page.goto(reverse("fallmanagement:zugriffe"))
    album.take("notzugriff", "main form")
    lead = album_of(browser, base_url, "leitung", "zusammenarbeit")
    lead.page.goto(reverse("fallmanagement:zugriffe_pruefen"))
    lead.take("pruefen", "main article")
    page.goto(reverse("fallmanagement:akte_freigaben", args=[akte]))
    album.take("freigaben", "main article")
    page.goto(konferenz.get_absolute_url())
    album.take("konferenz", "main article")
    page.goto(reverse("fallmanagement:akte_briefe", args=[akte]))
    album.take("briefe", "main section a")
    assert [*album.names[:1], *lead.names, *album.names[1:]] == named_in("zusammenarbeit.md")


@walked
def test_handbook_of_data_protection_shows_periods_a_person_and_emergencies(page: Page, amt):
    with als(System.AUFGABE):
        person = Person.objects.get(pk=Fallakte.objects.order_by("aktenzeichen").values("person")[:1])
    page.set_viewport_size(BREIT)
    album = Album(page, "datenschutz")
    sign_in(page, "datenschutz")
    page.goto(reverse("kern:datenschutz_fristen"))
    album.take("fristen", "main table")
    page.goto(reverse("kern:leseprotokoll"))
    album.take("leseprotokoll", "main table")
    page.goto(reverse("kern:datenschutz_person", args=[person.pk]))
    album.take("person", "main section")
    page.goto(reverse("kern:datenschutz_loeschen", args=[person.pk]))
    album.take("loeschen", "main table")
    page.goto(reverse("fallmanagement:zugriffe_zahlen"))
    album.take("notzugriffe", "main table")
    assert album.names == named_in("datenschutz.md")
