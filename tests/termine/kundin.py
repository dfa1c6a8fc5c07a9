"""Steps of a client who books over the pages."""

import re

from django.test import Client
from django.urls import reverse

from behoerde.kern.actions.kontaktnachweis import code_of
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.models import Kontaktnachweis
from termine.enums import Linkzweck
from termine.models import Leistung, Termin
from tests.factories.schutz import proof
from tests.factories.termine import MORGEN

SCHLUESSEL = "0f5e0d5c-3e2c-4b0e-9a51-0d7a3f6f2a10"


def time_of(standort, beginn=MORGEN) -> str:
    return f"{beginn.isoformat()}/{standort.slug}"


def booking_url(leistung: Leistung, personen: int = 1) -> str:
    return f"{reverse('termine:buchen', args=[leistung.slug])}?personen={personen}"


def take(client: Client, leistung: Leistung, standort, *, personen: int = 1, beginn=MORGEN, **more):
    """Send the page "Wann passt es Ihnen?" as a device with JavaScript does."""
    data = {"zeit": time_of(standort, beginn), "schluessel": SCHLUESSEL} | proof("termin_zeit") | more
    return client.post(booking_url(leistung, personen), data)


def named(personen: int = 1, **more) -> dict[str, str]:
    """Return the filled page "Ihre Angaben"."""
    data = {"kontaktweg": "email", "email": "olena@beispiel.example", "sprache": "de"}
    for number in range(personen):
        name = f"Olena{chr(97 + number)}"
        data |= {f"person-{number}-vorname": name, f"person-{number}-nachname": "Beispiel"}
        data |= {f"person-{number}-geburtsdatum_{at}": part for at, part in enumerate(("17", "5", "1990"))}
    return data | more


def held(client: Client, leistung: Leistung, standort, **more) -> str:
    """Return the address of the page "Ihre Angaben"."""
    return take(client, leistung, standort, **more).url


def sent(client: Client, leistung: Leistung, standort, **more) -> str:
    """Return the address of the code page."""
    return client.post(held(client, leistung, standort), named(**more)).url


def code() -> str:
    return code_of(Kontaktnachweis.objects.get())


def page_of(termin: Termin, name: str = "mein") -> str:
    return reverse(f"termine:{name}", args=[link_token(Linkzweck.TERMIN, termin.pk)])


def errors(response) -> list[str]:
    """Return the sentences of the error summary."""
    summary = re.search(r"data-fehlerliste>(.*?)</ul>", response.content.decode(), re.DOTALL)
    return [re.sub(r"<[^>]+>", "", entry).strip() for entry in re.findall(r"<li>(.*?)</li>", summary[1])] if summary else []
