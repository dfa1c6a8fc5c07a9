"""Browsers on site: terminal, call display, counter and phone, each with its own cookies."""

from django.conf import settings as project
from django.test import Client
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page

from behoerde.kern import geraet
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.models import Geraet, Standort, User
from termine.enums import Linkzweck
from termine.models import Platz, Vorsprache
from termine.views.schalter import COOKIE
from tests.anmelden import BACKEND
from tests.termine.geraete import device

ACHT_UHR_45 = "2026-11-24T08:45:00"  # a quarter of an hour before MORGEN
QUERFORMAT = {"width": 1280, "height": 800}  # a terminal
TELEFON = {"width": 360, "height": 740}


def put(context: BrowserContext, base_url: str, **cookies: str) -> None:
    """Put cookies on the browser."""
    context.add_cookies([{"name": name, "value": value, "url": base_url} for name, value in cookies.items()])


def set_up(context: BrowserContext, base_url: str, standort: Standort, art: str) -> Geraet:
    """Make the browser a device of the house."""
    client = Client()
    found = device(client, standort, art)
    put(context, base_url, **{geraet.COOKIE: client.cookies[geraet.COOKIE].value})
    return found


def speak(context: BrowserContext, base_url: str, sprache: str) -> None:
    put(context, base_url, **{project.LANGUAGE_COOKIE_NAME: sprache})


def sign_in(context: BrowserContext, base_url: str, user: User, platz: Platz | None = None) -> None:
    """Sign ``user`` in, at the counter ``platz`` when there is one."""
    client = Client()
    client.force_login(user, backend=BACKEND)
    names = [project.SESSION_COOKIE_NAME]
    if platz is not None:
        client.post(reverse("termine:schalter_wahl"), {"platz": platz.pk})
        names.append(COOKIE)
    put(context, base_url, **{name: client.cookies[name].value for name in names}, **{project.LANGUAGE_COOKIE_NAME: "de"})


def number_page(vorsprache: Vorsprache) -> str:
    return reverse("termine:nummer", args=[link_token(Linkzweck.NUMMER, vorsprache.pk)])


def type_on_screen(page: Page, text: str) -> None:
    """Press the keys of the screen, one after the other."""
    for key in text:
        page.locator(".tastenfeld").get_by_role("button", name=key, exact=True).click()


def overflow(page: Page) -> list[int]:
    """Return the pixels that lie beside and below the screen: nobody scrolls on a terminal or a display."""
    size = "[element.scrollWidth - innerWidth, element.scrollHeight - innerHeight]"
    return [max(0, pixels) for pixels in page.evaluate(f"(element => {size})(document.documentElement)")]
