"""The page of results."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from behoerde.kern.rechte import Rolle
from monitoring.actions.umfragelink import flush
from tests.factories.kern import OrganisationseinheitFactory
from tests.factories.termine import LeistungFactory
from tests.monitoring.umfragen import answered
from tests.termine.empfang import join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]
SEITE = "umfragen:ergebnisse"


@pytest.fixture
def empfang(client):
    join(client, OrganisationseinheitFactory.create(), Rolle.EMPFANG)
    return client


def test_page_without_answers_says_when_there_will_be_something(empfang):
    assert "Ergebnisse erscheinen ab 10 Antworten" in empfang.get(reverse(SEITE)).content.decode()


def test_page_shows_share_interval_words_and_table(empfang):
    answered(12)
    flush()
    page = empfang.get(reverse(SEITE)).content.decode()
    assert [text for text in ("100\N{NO-BREAK SPACE}%", "76 bis 100", "Satz 11", "<figure") if text not in page] == []


def test_breakdown_waits_for_the_end_of_the_quarter(empfang, uhr):
    LeistungFactory.create(slug="karte", name="Karte abholen")
    answered(12, leistung="karte")
    flush()
    url = f"{reverse(SEITE)}?nach=leistung&periode=2026-10-01"
    page = empfang.get(url).content.decode()
    assert "erst nach dem Ende des Quartals" in page
    assert "Karte abholen" not in page


def test_breakdown_of_a_closed_quarter(client, uhr):
    LeistungFactory.create(slug="karte", name="Karte abholen")
    answered(12, leistung="karte")
    flush()
    uhr.move_to(datetime(2027, 1, 7, 9, tzinfo=UTC))
    join(client, OrganisationseinheitFactory.create(), Rolle.LEITUNG)
    page = client.get(f"{reverse(SEITE)}?nach=leistung&periode=2026-10-01").content.decode()
    assert page.count("Karte abholen") == 3


def test_filters_that_make_no_sense_are_left_out(empfang):
    assert empfang.get(f"{reverse(SEITE)}?nach=haut&periode=gestern").status_code == 200
