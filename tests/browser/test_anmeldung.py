"""Staff sign in: by keyboard, with app, spare code and passkey; WCAG rules on every page of accounts and messages."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from playwright.sync_api import Page, expect

from behoerde.kern.actions.beispiel import current_code
from behoerde.kern.rechte import Rolle
from tests.anmelden import GEHEIMNIS, KENNWORT, make_staff
from tests.factories.kern import NachrichtFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EIGENE = ["kern:arbeitsplatz", "mfa_index", "usersessions_list", "account_change_password", "mfa_list_webauthn", "account_logout"]
VERWALTUNG = ["kern:konten", "kern:konto_neu", "kern:einheiten", "kern:einheit_neu", "kern:nachrichten"]
KONTO = ["konto", "konto_bearbeiten", "konto_austritt", "konto_faktor", "konto_sitzungen", "konto_kennwort"]


def enter(page: Page, user, code: str) -> None:
    page.goto(reverse("account_login"))
    page.get_by_label("E-Mail-Adresse").fill(user.email)
    page.get_by_label("Passwort").fill(KENNWORT)
    page.get_by_role("button", name="Anmelden", exact=True).click()
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Anmelden", exact=True).click()


@pytest.fixture
def verwaltung(page: Page):
    user = make_staff(Rolle.VERWALTUNG, vorname="Emre")
    enter(page, user, current_code(GEHEIMNIS))
    expect(page.locator("h1")).to_contain_text("Emre")
    return user


def test_sign_in_by_keyboard(page, complaints, axe_findings):
    user = make_staff(Rolle.EMPFANG, vorname="Miriam")
    page.goto(reverse("account_login"))
    page.get_by_label("E-Mail-Adresse").focus()
    page.keyboard.type(user.email)
    page.keyboard.press("Tab")
    page.keyboard.type(KENNWORT)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Code")).to_be_focused()
    assert axe_findings(page) == []
    page.keyboard.type(current_code(GEHEIMNIS))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Miriam")
    assert complaints == []


def test_refused_sign_in_leads_to_the_error(page, axe_findings):
    user = make_staff(Rolle.EMPFANG)
    page.goto(reverse("account_login"))
    page.get_by_label("E-Mail-Adresse").fill(user.email)
    page.get_by_label("Passwort").fill("falsch")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Passwort")).to_be_focused()
    assert axe_findings(page) == []


def test_first_sign_in_sets_up_app_and_spare_codes(page, complaints, axe_findings):
    user = UserFactory.create(rollen=[Rolle.LOTSE], vorname="Leyla")
    user.set_password(KENNWORT)
    user.save()
    page.goto(reverse("account_login"))
    page.get_by_label("E-Mail-Adresse").fill(user.email)
    page.get_by_label("Passwort").fill(KENNWORT)
    page.keyboard.press("Enter")
    expect(page.get_by_role("img", name="QR-Code")).to_be_visible()
    expect(page.get_by_role("navigation", name="Bereiche")).to_have_count(0)
    assert axe_findings(page) == []
    page.get_by_label("Code aus der App").fill(current_code(page.locator("code").inner_text()))
    page.keyboard.press("Enter")
    expect(page.locator(".konto__codes li")).to_have_count(10)
    assert axe_findings(page) == []
    page.get_by_role("link", name="Ich habe sie aufbewahrt").click()
    expect(page.locator("h1")).to_contain_text("Leyla")
    assert complaints == []


@pytest.fixture
def authenticator(page: Page) -> None:
    """A key in the machine of the test that always says yes and verifies who holds it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    session.send(
        "WebAuthn.addVirtualAuthenticator", {"options": options | {"isUserVerified": True, "automaticPresenceSimulation": True}}
    )


def test_passkey_opens_the_portal_without_a_password(page, settings, authenticator, verwaltung, complaints, axe_findings):
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    page.goto(reverse("mfa_add_webauthn"))
    page.get_by_label("Passwort").fill(KENNWORT)
    page.get_by_role("button", name="Bestätigen").click()
    page.get_by_label("Name").fill("Diensthandy")
    page.get_by_label("Ohne Passwort anmelden").check()
    assert axe_findings(page) == []
    page.get_by_role("button", name="Schlüssel jetzt verbinden").click()
    expect(page.locator(".konto__codes li")).to_have_count(10)
    page.context.clear_cookies()
    page.goto(reverse("account_login"))
    page.get_by_role("button", name="Mit Sicherheitsschlüssel oder Passkey").click()
    expect(page.locator("h1")).to_contain_text("Emre")
    assert (complaints, Authenticator.objects.filter(type="webauthn").count()) == ([], 1)


def test_key_that_fails_is_said_in_words(page, settings, complaints):
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    page.goto(reverse("account_login"))
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options | {"isUserVerified": False}})
    page.get_by_role("button", name="Mit Sicherheitsschlüssel oder Passkey").click()
    expect(page.get_by_text("Das hat nicht geklappt.")).to_be_visible(timeout=30_000)
    assert complaints == []


def look(page: Page, axe_findings, addresses: list[str]) -> list:
    """Return what is wrong with the pages: broken rules and pages that are wider than the screen."""
    wrong = []
    for address in addresses:
        page.goto(address)
        width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        wrong += [(address, rule) for rule in axe_findings(page)] + ([(address, width)] if width > 0 else [])
    return wrong


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_pages_of_staff(page, verwaltung, complaints, axe_findings, width, scheme):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    other, message = make_staff(Rolle.EMPFANG), NachrichtFactory.create()
    addresses = [reverse(name) for name in EIGENE + VERWALTUNG]
    addresses += [reverse(f"kern:{name}", args=[other.pk]) for name in KONTO]
    addresses.append(reverse("kern:nachricht_verwerfen", args=[message.pk]))
    assert (look(page, axe_findings, addresses), complaints) == ([], [])


def test_account_is_made_and_gets_a_role(page, verwaltung, axe_findings):
    page.goto(reverse("kern:konto_neu"))
    for label, value in {"Vorname": "Ana", "Nachname": "Neu", "Dienstliche E-Mail-Adresse": "ana@musterstadt.example"}.items():
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="Konto anlegen").click()
    expect(page.locator(".konto__kennwort")).to_be_visible()
    assert axe_findings(page) == []
    page.get_by_role("link", name="Jetzt Rollen vergeben").click()
    page.get_by_label("Rolle", exact=True).select_option("empfang")
    page.get_by_label("Stelle", exact=True).select_option(index=1)
    page.get_by_role("button", name="Rolle vergeben").click()
    expect(page.get_by_role("rowheader", name="Empfang")).to_be_visible()
