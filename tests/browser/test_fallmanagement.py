"""A case manager from a name to a case that is looked after: keys, deadlines, notes by level, a colleague's cover."""

from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern import uhr
from behoerde.kern.db import System, als
from behoerde.kern.rechte import Rolle
from fallmanagement.models import Fallakte, Frist
from tests.browser.test_lotse import in_language, sign_in
from tests.factories.fallmanagement import AufenthaltsstatusFactory, FallakteFactory, FristFactory, ZustaendigkeitFactory
from tests.factories.kern import OrganisationseinheitFactory, PersonFactory
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(180)]
BREIT, TELEFON = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
REITER = ("akte", "aufenthalt", "perspektive", "akte_fristen", "vermerke", "verlauf", "profil", "lebenslauf", "dokumente")


@pytest.fixture
def fallmanagerin(db):
    return staff_of(OrganisationseinheitFactory.create(name="Fallmanagement"), Rolle.FALLMANAGEMENT)


@pytest.fixture
def akte(fallmanagerin) -> Fallakte:
    """A case with a timeline of two statuses and a task."""
    person, today = PersonFactory.create(vorname="Lamin", nachname="Ceesay", sprache="en"), uhr.today()
    with als(System.AUFGABE):
        einheit = fallmanagerin.rollenzuweisungen.get().organisationseinheit
        akte = FallakteFactory.create(person=person, einheit=einheit, angelegt_von=fallmanagerin)
        ZustaendigkeitFactory.create(fallakte=akte, user=fallmanagerin, zeitraum=DateRange(today, None))
        change = today - timedelta(days=300)
        gestattung = DateRange(today - timedelta(days=1200), change)
        AufenthaltsstatusFactory.create(person=person, code="aufenthaltsgestattung", zeitraum=gestattung)
        AufenthaltsstatusFactory.create(person=person, zeitraum=DateRange(change, today + timedelta(days=90)))
        FristFactory.create(fallakte=akte, betreff="Zeugnisse anfordern", faellig_am=today)
    return akte


def fill_date(page: Page, legend: str, day) -> None:
    group = page.get_by_role("group", name=legend)
    for label, value in (("Tag", day.day), ("Monat", day.month), ("Jahr", day.year)):
        group.get_by_label(label, exact=True).fill(str(value))


def test_case_is_opened_by_keys_and_its_status_raises_a_deadline(page: Page, base_url, fallmanagerin, axe_findings, complaints):
    sign_in(page, base_url, fallmanagerin)
    page.set_viewport_size(BREIT)
    page.goto(reverse("fallmanagement:liste"))
    assert axe_findings(page) == []
    page.keyboard.press("n")
    page.get_by_label("Vorname").fill("Lamin")
    page.get_by_label("Nachname").fill("Ceesay")
    fill_date(page, "Geburtsdatum", uhr.today() - timedelta(days=9000))
    page.get_by_role("button", name="Fallakte anlegen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lamin Ceesay")
    page.get_by_role("link", name="Aufenthalt", exact=True).click()
    page.get_by_label("Status", exact=True).select_option("60a")
    fill_date(page, "Erster Tag", uhr.today() - timedelta(days=30))
    fill_date(page, "Letzter Tag", uhr.today() + timedelta(days=60))
    page.get_by_label("Quelle").fill("Ausländerakte")
    page.get_by_role("button", name="Status eintragen").click()
    expect(page.get_by_text("Duldung läuft in 60 Tagen ab")).to_be_visible()
    assert axe_findings(page) == []
    page.get_by_role("link", name="Fristen", exact=True).last.click()
    expect(page.get_by_text("Duldung läuft ab", exact=True)).to_be_visible()
    assert complaints == []


def test_deadline_note_and_phase(page: Page, base_url, fallmanagerin, akte, axe_findings, complaints):
    sign_in(page, base_url, fallmanagerin)
    page.goto(reverse("fallmanagement:fristen"))
    page.get_by_role("button", name="Zeugnisse anfordern").click()
    expect(page.get_by_text("Nichts ist fällig")).to_be_visible()
    page.goto(reverse("fallmanagement:vermerke", args=[akte.pk]))
    page.get_by_label("Vertraulich: nur wer ihn schrieb").check()
    page.get_by_label("Vermerk", exact=True).fill("Sorgt sich um seinen Bruder.")
    page.get_by_role("button", name="Vermerk speichern").click()
    expect(page.get_by_role("article")).to_contain_text("Sorgt sich um seinen Bruder.")
    assert axe_findings(page) == []
    page.get_by_role("link", name="Überblick").click()
    page.get_by_text("Phase wechseln").first.click()
    page.get_by_label("Nächste Phase").select_option("klaerung")
    page.get_by_role("button", name="Phase wechseln").click()
    expect(page.get_by_text("Die Akte ist jetzt in der Phase „Klärung“.")).to_be_visible()
    with als(System.AUFGABE):
        assert not Frist.objects.open().exists()
    assert complaints == []


@pytest.mark.parametrize(("size", "theme"), [(BREIT, "light"), (TELEFON, "dark")])
def test_every_tab_is_readable_on_desk_and_phone(
    page: Page, base_url, fallmanagerin, akte, axe_findings, complaints, size, theme
):
    sign_in(page, base_url, fallmanagerin)
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=theme)
    pages = [reverse(f"fallmanagement:{name}", args=[akte.pk]) for name in REITER]
    for address in [*pages, *(reverse(f"fallmanagement:{name}") for name in ("liste", "fristen", "vertretung", "neu"))]:
        page.goto(address)
        assert axe_findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], address
    assert complaints == []


@pytest.mark.parametrize(("size", "drawn"), [(BREIT, True), (TELEFON, False)])
def test_timeline_is_drawn_where_there_is_room_and_a_list_elsewhere(page: Page, base_url, fallmanagerin, akte, size, drawn):
    sign_in(page, base_url, fallmanagerin)
    page.set_viewport_size(size)
    page.goto(akte.get_absolute_url())
    expect(page.get_by_role("region", name="Zeitleiste")).to_be_visible(visible=drawn)
    rows = page.locator(".zeitleiste__liste li")
    expect(rows).to_have_count(2)
    expect(rows.first).to_be_visible(visible=not drawn)
    if not drawn:
        expect(rows.first).to_contain_text("Duldung")


def test_pages_speak_english_to_staff_who_chose_it(page: Page, base_url, fallmanagerin, akte):
    sign_in(page, base_url, fallmanagerin)
    in_language(page, base_url, "en")
    page.goto(akte.get_absolute_url())
    expect(page.get_by_role("heading", name="Residence")).to_be_visible()


def test_paths_are_checked_and_what_is_known_changes_them(page: Page, base_url, fallmanagerin, akte, axe_findings, complaints):
    sign_in(page, base_url, fallmanagerin)
    page.set_viewport_size(BREIT)
    page.goto(reverse("fallmanagement:akte", args=[akte.pk]))
    page.get_by_role("link", name="Perspektiven-Check").click()
    expect(page.get_by_text("Arbeitshilfe, keine Entscheidung")).to_be_visible()
    page.locator("summary", has_text="Asylverfahren").click()
    page.get_by_label("Ablehnung, die nach § 10 Abs. 3 S. 2 AufenthG jeden Titel sperrt?").select_option("ja")
    page.get_by_label("Voraussetzungen des § 25 Abs. 3 erfüllt?").select_option("nein")
    page.get_by_role("button", name="Prüfen und speichern").click()
    excluded = page.get_by_role("region", name="Ausgeschlossen")
    expect(excluded.get_by_role("heading", name="Aufenthalt, weil die Ausreise unmöglich ist")).to_be_visible()
    expect(page.get_by_text("Zuletzt gespeichert am")).to_be_visible()
    assert axe_findings(page) == []
    assert complaints == []
