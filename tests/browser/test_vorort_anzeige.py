"""The call display: large enough, dark enough, heard and read aloud once for each call, honest when it is old or closed."""

from datetime import timedelta

import pytest
from celery import current_app
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern import uhr
from behoerde.kern.actions.geraet import revoke_geraet
from termine.actions.schalter import begin, call, call_next, finish
from tests.browser.vorort import ACHT_UHR_45, overflow, set_up
from tests.factories.termine import MORGEN, DienstFactory, LeistungFactory, PlatzFactory, TeamFactory
from tests.termine.haus import arrived, walk_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCHIRME = {"wide": (1920, 1080), "small": (1280, 720), "upright": (1080, 1920), "old": (1024, 768)}
KLEINES = (".aufruf__spalten span", ".aufruf__fuss span", ".aufruf__uhr", ".dachmarke__name", ".aufruf__ton")
TEXTE = (".aufruf__nummer", ".aufruf__platz span", ".aufruf__weitere li span", ".aufruf__wo", *KLEINES)
TOENE = 3  # the tone of a call is three notes
COUNT_TONES = """
window.toene = 0;
const start = AudioScheduledSourceNode.prototype.start;
AudioScheduledSourceNode.prototype.start = function (...when) { window.toene += 1; return start.apply(this, when); };
"""
# Height of the ink of a number, not of its line box.
INK = """element => {
  const style = getComputedStyle(element), brush = document.createElement("canvas").getContext("2d");
  brush.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  return brush.measureText(element.textContent).actualBoundingBoxAscent;
}"""
# [red, green, blue] of the text and of the first ground behind it, whatever notation the style uses.
COLOURS = """element => {
  const brush = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    brush.clearRect(0, 0, 1, 1); brush.fillStyle = colour; brush.fillRect(0, 0, 1, 1);
    return [...brush.getImageData(0, 0, 1, 1).data];
  };
  let ground = element;
  while (rgba(getComputedStyle(ground).backgroundColor)[3] < 255) ground = ground.parentElement;
  return [rgba(getComputedStyle(element).color), rgba(getComputedStyle(ground).backgroundColor)];
}"""


def luminance(rgb: list[int]) -> float:
    """Relative luminance of WCAG 2.2."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (part / 255 for part in rgb)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(page: Page, selector: str) -> float:
    text, ground = page.locator(selector).first.evaluate(COLOURS)
    bright, dark = sorted((luminance(text[:3]), luminance(ground[:3])), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.fixture(autouse=True)
def dienste(settings, monkeypatch):
    """Five counters from nine to one; it is a quarter to nine."""
    uhr._offset.cache_clear()
    settings.BEHOERDE_UHR = ACHT_UHR_45
    monkeypatch.setattr(current_app, "send_task", lambda *_args, **_kwargs: None)
    team = TeamFactory.create(leistungen=[LeistungFactory.create()])
    names = ("Schalter 1", "Schalter 2", "Zimmer 204", "Zimmer 110", "Platz A")
    return [DienstFactory.create(platz=PlatzFactory.create(name=name, team=team)) for name in names]


@pytest.fixture
def standort(dienste):
    return dienste[0].team.standort


@pytest.fixture
def five_calls(dienste, standort):
    for n, dienst in enumerate(dienste):
        call(walk_in(standort, n=n), dienst.platz)


@pytest.fixture
def anzeige(page: Page, standort, base_url) -> Page:
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.set_default_timeout(10_000)
    page.geraet = set_up(page.context, base_url, standort, "anzeige")
    page.address = reverse("termine:aufruf", args=[standort.slug])
    page.add_init_script(COUNT_TONES)
    page.goto(page.address)
    return page


@pytest.mark.parametrize("schirm", SCHIRME)
def test_number_is_large_and_everything_is_on_the_screen(anzeige, five_calls, schirm):
    width, height = SCHIRME[schirm]
    anzeige.set_viewport_size({"width": width, "height": height})
    anzeige.goto(anzeige.address)
    number = anzeige.locator(".aufruf__nummer")
    box = number.evaluate("element => element.getBoundingClientRect().toJSON()")
    assert box["height"] >= 0.15 * height
    assert number.evaluate(INK) >= 0.15 * height
    assert overflow(anzeige) == [0, 0]
    for text in anzeige.locator(".aufruf__nummer, .aufruf__platz, .aufruf__weitere li > span").all():
        inside = "e => e.scrollWidth <= e.clientWidth + 1 || getComputedStyle(e).display === 'inline'"
        edges = text.evaluate(
            "e => { const b = e.getBoundingClientRect(); return [b.left, b.top, innerWidth - b.right, innerHeight - b.bottom]; }"
        )
        assert (text.evaluate(inside), min(edges) >= 0) == (True, True), text.inner_text()
    places = anzeige.locator(".aufruf__wo").evaluate_all("all => all.map(e => e.getClientRects().length)")
    assert places == [1, 1, 1, 1]  # no name of a counter is broken


@pytest.mark.parametrize("farben", ["light", "dark"])
def test_every_text_has_a_contrast_of_seven(anzeige, five_calls, farben):
    anzeige.emulate_media(color_scheme=farben)
    anzeige.goto(anzeige.address)
    assert {text: round(contrast(anzeige, text), 1) for text in TEXTE if contrast(anzeige, text) < 7} == {}


def test_display_obeys_the_rules(anzeige, dienste, standort, axe_findings, complaints):
    assert axe_findings(anzeige) == []
    call(walk_in(standort), dienste[0].platz)
    expect(anzeige.locator(".aufruf__nummer")).to_have_text("B 001")
    assert (axe_findings(anzeige), complaints) == ([], [])


def test_every_new_call_is_read_aloud_once(anzeige, dienste, standort):
    spoken = anzeige.locator("#zuruf")
    expect(spoken).to_have_attribute("aria-live", "assertive")
    expect(spoken).to_have_text("")
    first = call(walk_in(standort), dienste[0].platz)
    expect(spoken).to_have_text("B 001: Schalter 1")
    second = call(walk_in(standort, n=1), dienste[2].platz)
    expect(spoken).to_have_text("B 002: Zimmer 204")
    finish(begin(second))
    expect(anzeige.locator(".aufruf__nummer")).to_have_text("B 001")  # moves up again
    expect(spoken).to_have_text("B 002: Zimmer 204")
    call(first, dienste[0].platz)
    expect(spoken).to_have_text("B 001: Schalter 1")


def test_two_calls_between_two_looks_are_both_read_aloud(page, anzeige, dienste, standort):
    page.route("**/teil/**", lambda route: route.abort())
    for n in range(2):
        call(walk_in(standort, n=n), dienste[n].platz)
    page.unroute("**/teil/**")
    expect(anzeige.locator("#zuruf")).to_have_text("B 002: Schalter 2. B 001: Schalter 1")


def tones(page: Page) -> int:
    return page.evaluate("window.toene")


def test_tone_is_switched_on_sounds_with_a_call_and_is_switched_off(anzeige, dienste, standort):
    on, off = (anzeige.get_by_role("button", name=f"Ton {word}") for word in ("einschalten", "ausschalten"))
    call(walk_in(standort), dienste[0].platz)
    expect(anzeige.locator(".aufruf__nummer")).to_have_text("B 001")
    assert tones(anzeige) == 0  # browsers want one touch first, and the screen says so
    on.click()
    expect(off).to_be_focused()
    expect(on).to_be_hidden()
    assert tones(anzeige) == TOENE  # one sample
    second = call(walk_in(standort, n=1), dienste[1].platz)
    expect(anzeige.locator(".aufruf__nummer")).to_have_text("B 002")
    assert tones(anzeige) == 2 * TOENE
    finish(begin(second))
    expect(anzeige.locator(".aufruf__nummer")).to_have_text("B 001")
    assert tones(anzeige) == 2 * TOENE  # B 001 was called before
    off.click()
    call(walk_in(standort, n=2), dienste[2].platz)
    expect(anzeige.locator(".aufruf__nummer")).to_have_text("B 003")
    assert tones(anzeige) == 2 * TOENE
    anzeige.reload()
    expect(on).to_be_visible()


def test_display_says_when_it_may_be_old_and_when_it_is_back(page, anzeige):
    old = anzeige.get_by_role("alert")
    expect(old).to_be_hidden()
    page.route("**/teil/**", lambda route: route.abort())
    expect(old).to_have_text(
        "Diese Anzeige ist gerade nicht auf dem neuesten Stand. Bitte fragen Sie am Empfang.", timeout=30_000
    )
    assert contrast(page, ".aufruf__stoerung") >= 7
    page.unroute("**/teil/**")
    expect(old).to_be_hidden()


def test_locked_display_shows_nothing_any_more_by_itself(anzeige, five_calls):
    revoke_geraet(anzeige.geraet)
    expect(anzeige.locator("h1")).to_have_text("Dieses Gerät ist nicht eingerichtet")
    expect(anzeige.locator("#aufruf")).to_have_count(0)


def test_closed_house_says_when_it_opens_again(anzeige, dienste, settings, axe_findings):
    settings.BEHOERDE_UHR = "2026-11-22T10:00:00"  # the Sunday before
    cache.clear()
    expect(anzeige.locator(".aufruf__jetzt")).to_contain_text("Die Schalter sind geschlossen.")
    expect(anzeige.locator(".aufruf__jetzt")).to_contain_text("Wieder geöffnet: Dienstag, 24. November 2026, 9:00 Uhr")
    assert (axe_findings(anzeige), overflow(anzeige)) == ([], [0, 0])


def test_display_goes_on_without_a_script(browser, dienste, standort, base_url):
    context = browser.new_context(java_script_enabled=False, base_url=base_url, viewport={"width": 1920, "height": 1080})
    set_up(context, base_url, standort, "anzeige")
    page = context.new_page()
    page.goto(reverse("termine:aufruf", args=[standort.slug]))
    arrived(dienste[0], dienste[0].team.leistungen.get(), beginn=MORGEN + timedelta(minutes=15))
    call_next(dienste[0].platz)
    expect(page.locator(".aufruf__nummer")).to_have_text("A 001", timeout=15_000)
    context.close()
