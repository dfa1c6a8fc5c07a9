"""A way through two counters of two units: offered at the desk, taken on a phone in Arabic, walked in the house."""

from datetime import timedelta

import pytest
from celery import current_app
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern import uhr
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.rechte import Rolle
from termine.enums import Linkzweck
from termine.models import Platz, Termin, Vorsprache
from tests.browser.vorort import QUERFORMAT, TELEFON, overflow, set_up, sign_in, speak, type_on_screen
from tests.factories.kern import OrganisationseinheitFactory, StandortFactory
from tests.termine.empfang import staff_of
from tests.termine.ketten import counter, taken_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]
BREIT = {"width": 1280, "height": 800}


@pytest.fixture
def open_page(browser, base_url):
    """Return a function that opens a browser with cookies of its own; all are closed at the end."""
    contexts = []

    def opened(viewport: dict) -> Page:
        contexts.append(browser.new_context(base_url=base_url, locale="de-DE", viewport=viewport))
        contexts[-1].set_default_timeout(20_000)
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def haus(settings, monkeypatch):
    """One house with a counter of the Bürgerbüro and one of the Ausländerbehörde; it is Monday, ten to nine."""
    uhr._offset.cache_clear()
    settings.BEHOERDE_UHR, settings.SCHUTZ_AUFWAND = "2026-11-23T08:50:00", 1
    monkeypatch.setattr(current_app, "send_task", lambda *_args, **_kwargs: None)
    amt = OrganisationseinheitFactory.create(name="Amt")
    standort = StandortFactory.create()
    leistungen = [
        counter(standort, slug, einheit=OrganisationseinheitFactory.create(name=f"Einheit {slug}", parent=amt))
        for slug in ("anmeldung", "karte")
    ]
    return amt, standort, taken_in(*leistungen)


def find_ways(page: Page, first) -> None:
    """The desk puts both concerns on one way without a pause and looks at what the portal proposes."""
    page.goto(first.get_absolute_url())
    page.keyboard.press("m")
    expect(page.get_by_role("checkbox", name="Karte (A-")).to_be_checked()
    page.get_by_label("Höchstens Minuten dazwischen").select_option("0")
    page.get_by_role("button", name="Wege suchen").click()
    expect(page.locator("[name=kette]").first).to_be_checked()
    expect(page.locator("fieldset.wahl label").first).to_contain_text("ohne Pause")


def take_way(page: Page, first) -> list[Termin]:
    """The client takes the first way and sees both stations."""
    page.goto(reverse("termine:anliegen_vorschlaege", args=[link_token(Linkzweck.ANLIEGEN, first.pk)]))
    expect(page.locator("ol.folge li")).to_have_count(2)
    page.locator("[name=nehmen]").first.click()
    expect(page.locator("h1")).to_have_text("موعدك مؤكد")
    expect(page.locator("[aria-labelledby=stationen] .station__titel")).to_have_count(2)
    return list(Termin.objects.order_by("station"))


def serve_next(page: Page, base_url: str, platz: Platz) -> None:
    """Whoever sits at the counter calls number A 001, talks and is done."""
    sign_in(page.context, base_url, staff_of(platz.team.organisationseinheit, Rolle.SACHBEARBEITUNG), platz)
    page.goto(reverse("termine:schalter"))
    expect(page.locator("[data-zeile]")).to_have_text(["A 001"])
    page.keyboard.press("n")
    expect(page.locator(".schalter__person")).to_be_visible()
    page.keyboard.press("b")
    expect(page.locator(".schalter__uhr")).to_contain_text("im Gespräch seit")
    page.keyboard.press("e")
    expect(page.get_by_role("status").first).to_contain_text("A 001: erledigt.")


def states() -> tuple[list[str], list[str]]:
    """Return (visits by station, numbers as they were given)."""
    visits = list(Termin.objects.order_by("station").values_list("status", flat=True))
    return visits, list(Vorsprache.objects.order_by("angekommen_am", "pk").values_list("status", flat=True))


def test_one_way_through_two_counters(open_page, base_url, haus, settings, axe_findings):
    amt, standort, (first, _second) = haus
    desk, phone, kiosk, seat = (open_page(size) for size in (BREIT, TELEFON, QUERFORMAT, BREIT))

    sign_in(desk.context, base_url, staff_of(amt, Rolle.EMPFANG))
    find_ways(desk, first)
    assert (axe_findings(desk), overflow(desk)[0]) == ([], 0)
    desk.get_by_role("button", name="Wege anbieten").click()
    expect(desk.get_by_role("status").first).to_contain_text("angeboten und gehalten")

    speak(phone.context, base_url, "ar")
    termine = take_way(phone, first)
    assert (axe_findings(phone), overflow(phone)[0]) == ([], 0)
    assert [termin.standort for termin in termine] == [standort, standort]
    assert termine[0].ends_at == termine[1].starts_at
    assert states() == (["gebucht", "gebucht"], [])

    shortly_before = uhr.local(termine[0].starts_at) - timedelta(minutes=3)
    settings.BEHOERDE_UHR = f"{shortly_before:%Y-%m-%dT%H:%M:%S}"
    set_up(kiosk.context, base_url, standort, "kiosk")
    kiosk.goto(f"{reverse('termine:ankunft')}?tasten=1")
    type_on_screen(kiosk, termine[0].code.replace("-", ""))
    kiosk.locator(".kiosk__feld button").click()
    expect(kiosk.locator(".nummerkarte__zahl")).to_have_text("A 001")
    assert states() == (["angekommen", "gebucht"], ["wartet"])

    serve_next(seat, base_url, termine[0].platz)
    assert states() == (["erledigt", "angekommen"], ["erledigt", "wartet"])
    serve_next(seat, base_url, termine[1].platz)
    assert states() == (["erledigt", "erledigt"], ["erledigt", "erledigt"])
