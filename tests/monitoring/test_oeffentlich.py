"""Promises on the start page: rounded, from thirty cases on, with the target where there is one."""

from datetime import date

import pytest
from django.core.cache import cache
from django.urls import reverse

from monitoring.enums import Zeitraum
from monitoring.models import Messwert, Zielwert
from monitoring.oeffentlich import promises_kept, start_context
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


def test_nothing_is_shown_before_there_are_thirty_cases(client):
    night("angebot-fristgerecht", 20, 29)
    assert start_context(None) is None
    assert "Was wir versprechen" not in client.get(reverse("start")).content.decode()


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
