"""The list of case files with 100,000 of them under row-level security: server time of a page, and how often it asks."""

from statistics import median, quantiles

from tests.messungen.sichtung import RUNDEN, _once, _queries
from tests.messungen.umgebung import settle

AKTEN, STAPEL = 100_000, 10_000
SEITEN = {
    "the own cases": "?ansicht=meine",
    "all open ones": "?ansicht=offen",
    "without responsibility, one phase": "?ansicht=ohne&phase=plan",
    "page ten": "?ansicht=offen&page=10",
    "search by name": "?q=beispiel4711",
    "search by two words": "?q=beispiel1+person3",
    "search by birth date": "?q=08.01.1970",
    "search by number": "?q=4711",
}


def cases() -> list[list[str]]:
    """Ask each page again and again as a case manager of the office."""
    from django.test import Client
    from django.urls import reverse

    from tests.anmelden import BACKEND

    client, rows = Client(SERVER_NAME="localhost"), []
    client.force_login(_fill(), backend=BACKEND)
    pages = {name: reverse("fallmanagement:liste") + query for name, query in SEITEN.items()}
    pages |= {"what is due": reverse("fallmanagement:fristen")}
    for name, address in ({"for comparison the start page": reverse("kern:arbeitsplatz")} | pages).items():
        count = _queries(client, address)
        seconds = [_once(client, address) for _n in range(RUNDEN)]
        worst = quantiles(seconds, n=20)[-1]
        measured = f"p95 {worst * 1000:.0f} ms, median {median(seconds) * 1000:.0f} ms, {count} SQL queries"
        rows.append([f"case files, {AKTEN:,}: {name}", measured])
    return rows


def _fill():
    """Fill an office and return the account of a case manager, who keeps a tenth of the cases."""
    from behoerde.kern.db import System, als
    from behoerde.kern.rechte import Rolle
    from fallmanagement.actions.beispiel import build_many
    from tests.factories.kern import OrganisationseinheitFactory
    from tests.termine.empfang import staff_of

    einheit = OrganisationseinheitFactory.create(name="Messung Fallmanagement")
    user = staff_of(einheit, Rolle.FALLMANAGEMENT)
    for _n in range(AKTEN // STAPEL):
        with als(System.AUFGABE):
            build_many(STAPEL, user, einheit)
    settle()
    return user
