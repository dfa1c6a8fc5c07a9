"""The pictures of the handbook of welcome; see ``test_handbuch`` for how they are made."""

from django.conf import settings as project
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern.actions.zugang import link_token
from lotsen.beratung import BeratungStatus
from lotsen.models import Anmeldung, Einladungsliste, Erstberatung, Veranstaltung, Willkommenscheck
from lotsen.veranstaltung import Anmeldelink, Veranstaltungsart, VeranstaltungStatus
from tests.browser.test_handbuch import BREIT, TELEFON, Album, amt, named_in, sign_in, walked

__all__ = ["amt"]


def plan(page: Page, album: Album, empfang: Veranstaltung) -> None:
    page.goto(reverse("veranstaltungen:liste"))
    album.take("liste", "main table")
    page.goto(empfang.get_absolute_url())
    album.take("veranstaltung", ".eckdaten")


def register(page: Page, album: Album, base_url: str, empfang: Veranstaltung) -> None:
    """The person at home, in Ukrainian."""
    page.set_viewport_size(TELEFON)
    speak(page, base_url, "uk")
    page.goto(reverse("anmeldung:veranstaltung", args=[empfang.pk]))
    album.take("anmelden", "main form")
    row = Anmeldung.objects.get(name="Olena Schewtschenko", veranstaltung=empfang)
    page.goto(reverse("anmeldung:mein", args=[link_token(Anmeldelink.ANMELDUNG, row.pk)]))
    album.take("angemeldet", ".beleg")
    speak(page, base_url, "de")


def invite(page: Page, album: Album) -> None:
    liste = Einladungsliste.objects.get()
    page.set_viewport_size(BREIT)
    page.goto(reverse("veranstaltungen:einladen") + f"?regel=sprache&sprachen=uk&einheit={liste.einheit_id}")
    page.locator("#id_veranstaltung").select_option(index=2)
    page.get_by_role("button", name="Vorschau zeigen").click()
    expect(page.get_by_role("button", name="Zur Freigabe vorschlagen")).to_be_visible()
    album.take("einladen", "#vorschau")
    page.goto(liste.get_absolute_url())
    album.take("einladungsliste", "main table")


def let_in(page: Page, album: Album, empfang: Veranstaltung) -> None:
    row = Anmeldung.objects.get(name="Amir Haddad", veranstaltung=empfang)
    page.set_viewport_size(TELEFON)
    page.goto(reverse("veranstaltungen:einlass", args=[empfang.pk]) + f"?code={row.code}")
    page.get_by_role("button", name="Einlassen").first.click()
    album.take("einlass", ".einlass__karte--da")


def celebrate(page: Page, album: Album) -> None:
    page.set_viewport_size(BREIT)
    feier = Veranstaltung.objects.get(art=Veranstaltungsart.FEIER)
    page.goto(reverse("veranstaltungen:feier", args=[feier.pk]))
    page.get_by_role("button", name="Übergeben").first.click()
    album.take("feier", "main table")


def speak(page: Page, base_url: str, code: str) -> None:
    page.context.add_cookies([{"name": project.LANGUAGE_COOKIE_NAME, "value": code, "url": base_url}])


def arrive(page: Page, album: Album, base_url: str) -> None:
    """Somebody new, with children, in Ukrainian."""
    page.set_viewport_size(TELEFON)
    speak(page, base_url, "uk")
    page.goto(reverse("willkommen:paket") + "?lage=familie&lage=schutz&dauer=lang")
    album.take("paket", "main .weg")
    speak(page, base_url, "de")


def look_at_house(page: Page, album: Album) -> None:
    page.set_viewport_size(BREIT)
    page.goto(Willkommenscheck.objects.latest("angelegt_am").get_absolute_url())
    album.take("check", "main fieldset")
    page.goto(reverse("haus:maengel"))
    album.take("maengel", "main table")


def leave(page: Page, album: Album, base_url: str) -> None:
    page.set_viewport_size(TELEFON)
    speak(page, base_url, "uk")
    page.goto(reverse("willkommen:abschied"))
    album.take("abschied", "main .weg")
    speak(page, base_url, "de")
    page.set_viewport_size(BREIT)
    talk = Erstberatung.objects.filter(status=BeratungStatus.ABGESCHLOSSEN).latest("angelegt_am")
    page.goto(reverse("erstberatung:link", args=[talk.pk]))
    album.take("mitgeben", "#abschied")


@walked
def test_handbook_of_receptions_shows_each_room_from_planning_to_farewell(page, amt, base_url):
    page.set_viewport_size(BREIT)
    album = Album(page, "willkommen")
    empfang = Veranstaltung.objects.get(art=Veranstaltungsart.EMPFANG, status=VeranstaltungStatus.FREIGEGEBEN)
    sign_in(page, "lotse")
    plan(page, album, empfang)
    register(page, album, base_url, empfang)
    invite(page, album)
    let_in(page, album, empfang)
    celebrate(page, album)
    arrive(page, album, base_url)
    look_at_house(page, album)
    leave(page, album, base_url)
    assert album.names == named_in("willkommen.md")
