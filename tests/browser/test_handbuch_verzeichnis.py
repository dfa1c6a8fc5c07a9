"""The pictures of the handbook of the directory; see ``test_handbuch`` for how they are made."""

from django.urls import reverse

from lotsen.models import Angebot
from tests.browser.test_handbuch import BREIT, Album, amt, named_in, sign_in, walked

__all__ = ["amt"]


@walked
def test_handbook_of_the_directory_shows_list_offer_history_and_lists(page, amt):
    page.set_viewport_size(BREIT)
    album = Album(page, "verzeichnis")
    angebot = Angebot.objects.get(name_de="Willkommensbüro")
    sign_in(page, "lotse")
    page.goto(reverse("pflege:liste"))
    album.take("liste", "main table")
    page.goto(reverse("pflege:angebot", args=[angebot.pk]))
    page.get_by_label("Telefon").fill("+49 30 23125 001")
    page.get_by_role("button", name="Speichern").click()
    album.take("angebot", "main form")
    page.goto(reverse("pflege:verlauf", args=[angebot.pk]))
    album.take("verlauf", "main h1")
    page.goto(reverse("pflege:uebernahmen"))
    album.take("listen", "main form")
    page.goto(reverse("pflege:traeger", args=[angebot.traeger_id]))
    album.take("traeger", "main form")
    assert album.names == named_in("verzeichnis.md")
