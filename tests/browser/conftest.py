"""A real Chromium under the strict CSP; every page is read by axe."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from behoerde.systempakete import find_chromium

# Playwright runs an event loop in the thread of the test, which Django would take for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    return browser_type_launch_args | {"executable_path": find_chromium(), "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict) -> dict:
    """A browser of somebody who reads German; Chromium's own default would ask for English."""
    return browser_context_args | {"locale": "de-DE"}


@pytest.fixture(scope="session")
def base_url(live_server) -> str:
    """Every page may be opened by its path; pytest-playwright's own fixture of this name is deprecated by pytest."""
    return live_server.url


@pytest.fixture
def page_ohne_skript(browser, base_url):
    """A page of a phone that runs no JavaScript."""
    context = browser.new_context(
        java_script_enabled=False, base_url=base_url, locale="de-DE", viewport={"width": 360, "height": 740}
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser complains about on ``page``: errors of scripts, violations of the CSP, missing files."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.fixture(scope="session")
def axe_findings():
    """Return a function: ids of the WCAG rules that a page breaks."""
    axe = Axe()

    def findings(page: Page) -> list[str]:
        return [violation["id"] for violation in axe.run(page).response["violations"]]

    return findings
