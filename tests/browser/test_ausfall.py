"""Somebody is ill: the front desk closes the counter, the clients get another place; WCAG rules on every page of it."""

import re
from datetime import time, timedelta

import pytest
from django.conf import settings as project
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern.actions.zugang import link_token
from behoerde.kern.actions.zustellung import deliver_due
from termine.enums import Linkzweck
from termine.models import Ausfall, Termin
from termine.tasks import ausfall
from tests.browser.test_empfang import cookies
from tests.factories.termine import (
    MORGEN,
    DienstFactory,
    LeistungFactory,
    OeffnungszeitFactory,
    PlatzFactory,
    TeamFactory,
    gebuchter_termin,
    kontakt,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def amt(settings):
    """Tuesday at half past eight: one reads Arabic, one left no contact, one is booked in the afternoon."""
    settings.BEHOERDE_UHR = "2026-11-23T08:30:00"
    leistung = LeistungFactory.create(slug="abholung", name="Aufenthaltskarte abholen")
    team = TeamFactory.create(name="Aufenthalt", leistungen=[leistung])
    OeffnungszeitFactory.create(team=team, wochentag=1, von=time(9), bis=time(13))
    dienst = DienstFactory.create(platz=PlatzFactory.create(name="Schalter 1", team=team))
    other = TeamFactory.create(name="Auskunft", standort=team.standort, organisationseinheit=team.organisationseinheit)
    DienstFactory.create(platz=PlatzFactory.create(name="Schalter 2", team=other))
    gebuchter_termin(dienst, leistung, n=0, kontakt=kontakt(0, sprache="ar"))
    gebuchter_termin(dienst, leistung, n=1, beginn=MORGEN + timedelta(minutes=15), kontakt=kontakt(email=""))
    gebuchter_termin(dienst, leistung, n=2, beginn=MORGEN + timedelta(hours=3))
    deliver_due()
    mail.outbox.clear()
    return team


@pytest.fixture
def desk(page: Page, amt, base_url) -> Page:
    page.set_default_timeout(20_000)
    page.context.add_cookies(cookies(amt, base_url))
    return page


def choose(desk: Page) -> None:
    desk.goto(reverse("termine:heute"))
    desk.get_by_role("link", name="Jemand fällt aus").click()
    desk.get_by_role("checkbox", name="Aufenthalt: Schalter 1").check()
    desk.get_by_label("Erster Tag").fill("2026-11-24")
    desk.get_by_label("Letzter Tag").fill("2026-11-24")
    desk.get_by_label("bis Uhrzeit").fill("10:00")
    desk.get_by_role("button", name="Zeigen, wen es betrifft").click()


def test_counter_closes_and_everybody_who_can_gets_another_time(desk, complaints, axe_findings):
    choose(desk)
    expect(desk.get_by_role("heading", name="2 Termine sind betroffen")).to_be_visible()
    expect(desk.locator("#stand")).to_contain_text("Weder E-Mail noch Handy")
    assert (axe_findings(desk), Ausfall.objects.count()) == ([], 0)
    desk.get_by_role("button", name="Platz schließen und alle versorgen").click()
    expect(desk.get_by_role("status").filter(has_text="versorgt")).to_contain_text("0 von 2 versorgt. Wir suchen gerade noch.")
    assert axe_findings(desk) == []
    ausfall()
    expect(desk.get_by_role("heading", name="1 Termin hat noch keinen anderen Platz")).to_be_visible()
    expect(desk.get_by_role("status").filter(has_text="versorgt")).to_have_text(
        re.compile("^1 von 2 versorgt. Wird weiter versucht, zuletzt Mo, 23. Nov., 8:3[0-9] Uhr")
    )
    expect(desk.locator("#stand").get_by_role("link", name="Verschieben")).to_be_visible()
    assert (axe_findings(desk), complaints) == ([], [])
    desk.get_by_role("button", name="Wieder öffnen").click()
    expect(desk.locator(".meldung")).to_contain_text("Die Plätze nehmen wieder Termine an.")
    assert Ausfall.objects.count() == 0


def test_client_reads_the_apology_and_the_new_time_in_arabic(desk, base_url, axe_findings):
    choose(desk)
    desk.get_by_role("button", name="Platz schließen und alle versorgen").click()
    expect(desk.get_by_role("status").filter(has_text="versorgt")).to_be_visible()
    ausfall()
    deliver_due()
    (message,) = mail.outbox
    assert "نعتذر" in message.body
    moved = Termin.objects.get(kontakt__sprache="ar")
    assert moved.starts_at > MORGEN
    path = f"/termine/mein/{link_token(Linkzweck.TERMIN, moved.pk)}/"
    assert path in message.body
    client = desk.context.browser.new_context(base_url=base_url, viewport={"width": 360, "height": 740})
    client.add_cookies([{"name": project.LANGUAGE_COOKIE_NAME, "value": "ar", "url": base_url}])
    page = client.new_page()
    page.goto(path)
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("main")).to_contain_text(moved.code)
    assert axe_findings(page) == []
    client.close()


def test_nothing_chosen_is_said_at_the_field(desk, axe_findings):
    desk.goto(reverse("termine:heute_ausfall"))
    desk.get_by_role("button", name="Zeigen, wen es betrifft").click()
    expect(desk.get_by_role("link", name="Bitte wählen Sie mindestens einen Platz.")).to_be_visible()
    assert axe_findings(desk) == []


def test_roster_leads_to_the_assistant_with_counter_and_day(desk):
    desk.goto(reverse("dienstplan:dienstplan") + "?woche=2026-11-23")
    desk.get_by_role("link", name=re.compile("Fällt aus.*Schalter 1")).focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name="3 Termine sind betroffen")).to_be_visible()
    expect(desk.get_by_role("checkbox", name="Aufenthalt: Schalter 1")).to_be_checked()
