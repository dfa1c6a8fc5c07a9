"""The Leitbild and the promises on the start page: rounded, from thirty cases on, with the target where there is one."""

import re
from datetime import date

import pytest
from django.core.cache import cache
from django.urls import reverse

from behoerde.kern.db import System, als
from monitoring.actions.leitbild import translate_satz
from monitoring.enums import Zeitraum
from monitoring.leitbildwerte import Leitbildstand
from monitoring.models import Messwert, Zielwert
from monitoring.oeffentlich import promises_kept, start_context
from tests.factories.leitbild import leitbild_in
from tests.monitoring.ereignisse import HEUTE, happen, roll_up

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]


@pytest.fixture(autouse=True)
def _nothing_remembered():
    cache.clear()


def night(slug: str, zaehler: float, nenner: int) -> None:
    Messwert.objects.create(
        slug=slug,
        zeitraum=Zeitraum.LAUFEND,
        von=date(2026, 8, 27),
        bis=HEUTE,
        zaehler=zaehler,
        nenner=nenner,
        wert=100 * zaehler / nenner,
    )


def promise_of(page: str) -> str:
    return page.split('aria-labelledby="versprechen"')[1].split("</section>", maxsplit=1)[0]


def test_only_the_promise_is_shown_before_there_are_thirty_cases(client):
    night("angebot-fristgerecht", 20, 29)
    assert start_context(None) == {"geltend": None, "versprechen": []}
    page = client.get(reverse("start")).content.decode()
    assert page.count("sobald es in 90 Tagen mindestens 30 Fälle gibt") == 1
    assert (page.count("bis zu einem festen Tag"), "%" in promise_of(page)) == (1, False)


def test_three_promises_with_rounded_shares_and_targets(client):
    night("angebot-fristgerecht", 93, 101)
    night("termin-vor-titelablauf", 40, 40)
    happen(HEUTE, wert=5, kanal="termin", anzahl=18)
    happen(HEUTE, wert=20, kanal="termin", anzahl=17)
    roll_up(HEUTE)
    Zielwert.objects.create(slug="angebot-fristgerecht", ab=date(2026, 1, 1), wert=95, beleg="Beispiel")
    assert [(one.slug, one.prozent, str(one.ziel_satz)) for one in promises_kept()] == [
        ("angebot-fristgerecht", "95 %", "unser Ziel von 95 % ist erreicht"),
        ("termin-vor-titelablauf", "100 %", ""),
        ("garantie-eingehalten", "57 %", ""),
    ]
    page = client.get(reverse("start")).content.decode()
    assert "höchstens 15 Minuten nach der vereinbarten Zeit" in page


def test_target_of_tomorrow_does_not_count_yet():
    night("angebot-fristgerecht", 60, 100)
    Zielwert.objects.create(slug="angebot-fristgerecht", ab=date(2026, 11, 25), wert=95, beleg="Beispiel")
    assert promises_kept()[0].ziel is None


def published(ebene: str):
    with als(System.AUFGABE):
        return leitbild_in(Leitbildstand.VEROEFFENTLICHT, ebene=ebene)


def test_leitbild_of_the_city_speaks_until_the_office_has_its_own(client):
    published("stadt")
    page = promise_of(client.get(reverse("start")).content.decode())
    assert ("Leitbild der Stadt." in page, "1. November 2026: <bdi" in page) == (True, True)
    published("amt")
    page = promise_of(client.get(reverse("start")).content.decode())
    assert ("Leitbild der Ausländerbehörde." in page, "Leitbild der Stadt" in page) == (True, False)
    assert ("Wir halten, was wir sagen." in page, reverse("leitbild_oeffentlich:leitbild") in page) == (True, True)


def test_leitbild_that_is_not_published_is_not_shown(client):
    with als(System.AUFGABE):
        leitbild_in(Leitbildstand.BESCHLUSS)
    assert "<blockquote" not in client.get(reverse("start")).content.decode()


def test_leitsatz_is_shown_in_the_language_of_the_page_else_marked_as_german(client):
    first, _second = published("amt").gueltige_fassung.texte.all()
    with als(System.AUFGABE):
        translate_satz(satz=first, sprache="en", titel="Reliable", text="We keep our word.")
    client.cookies["sprache"] = "en"
    page = promise_of(client.get(reverse("start")).content.decode())
    assert re.findall(r'blockquote[^>]* lang="([^"]+)" dir="auto"><b>([^<]+)', page) == [
        ("en", "Reliable"),
        ("de", "Verständlich"),
    ]
