"""A person answers alone behind the link: one question per page, nothing delicate, nothing is a must."""

import pytest
from django.urls import reverse

from behoerde.kern.regeln import Empfindlichkeit
from lotsen.actions.erstberatung import finish
from lotsen.actions.link import end_link, make_link
from lotsen.beratung import Linkzweck
from lotsen.queries.erstberatung import lage
from lotsen.regeln.tatsachen import TATSACHEN

pytestmark = pytest.mark.django_db


@pytest.fixture
def zu(client, beratung):
    """Return the address of a page behind the link."""
    token = make_link(zweck=Linkzweck.BERATUNG, erstberatung=beratung)
    return lambda name, query="": reverse(f"wegweiser:{name}", args=[token]) + query


@pytest.fixture
def begonnen(client, zu):
    client.post(zu("bedarf"), {"bedarf": ["bedarf_sprache_grundlagen"]})
    return zu


def test_dead_link_leads_on(client, beratung, zu):
    page = zu("beginn")
    end_link(zweck=Linkzweck.BERATUNG, erstberatung=beratung)
    response = client.get(page)
    assert response.status_code == 404
    assert "Dieser Link gilt nicht mehr" in response.content.decode()


def test_page_is_kept_by_nobody(client, zu):
    response = client.get(zu("beginn"))
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("no-store", "noindex, nofollow")


def test_first_page_asks_for_subjects_and_leads_to_their_needs(client, zu):
    assert 'value="sprache"' in client.get(zu("beginn")).content.decode()
    page = client.get(zu("bedarf", "?thema=sprache")).content.decode()
    assert ("bedarf_sprache_grundlagen" in page, "bedarf_wohnen_suche" in page) == (True, False)


def test_no_delicate_need_stands_on_any_list(client, zu):
    codes = "".join(f"&thema={code}" for code in ("gesundheit", "familie", "recht", "wohnen", "finanzen"))
    page = client.get(zu("bedarf", f"?{codes}")).content.decode()
    delicate = [t.name for t in TATSACHEN.values() if t.empfindlichkeit is Empfindlichkeit.BESONDERS]
    assert [name for name in delicate if name in page] == []


def test_question_comes_only_after_the_needs(client, zu):
    assert client.get(zu("frage")).url == zu("beginn")


def test_answers_lead_through_all_questions_to_the_review(client, begonnen, beratung):
    asked = set()
    while (response := client.get(begonnen("frage"))).status_code == 200:
        name = response.context["frage"].name
        assert name not in asked
        asked.add(name)
        client.post(begonnen("frage"), {"stand": "weiss_nicht"})
    assert response.url == begonnen("pruefen")
    assert "status" in asked
    assert not [n for n in asked if TATSACHEN[n].empfindlichkeit is Empfindlichkeit.BESONDERS]


def test_delicate_question_is_not_shown_when_asked_for(client, begonnen):
    assert client.get(begonnen("frage", "?frage=verurteilt")).context["frage"].name != "verurteilt"


def test_answer_is_the_persons_own_until_confirmed(client, begonnen, beratung):
    client.post(begonnen("frage", "?frage=deutsch"), {"wert": "A1"})
    row = lage(beratung).antworten["deutsch"]
    assert (row.value, row.quelle, row.gegeben_von, row.unbestaetigt) == ("A1", "kundin", None, True)


def test_answer_is_changed_from_the_review(client, begonnen, beratung):
    client.post(begonnen("frage", "?frage=deutsch"), {"wert": "A1"})
    response = client.post(begonnen("frage", "?frage=deutsch&aendern=1"), {"wert": "B1"})
    assert (response.url, lage(beratung).facts["deutsch"]) == (begonnen("pruefen"), "B1")


def test_no_answer_is_said_in_words(client, begonnen):
    response = client.post(begonnen("frage", "?frage=deutsch"), {})
    assert "Bitte geben Sie eine Antwort" in response.content.decode()


def test_sending_off_tells_the_guide(client, begonnen, beratung):
    assert client.post(begonnen("pruefen")).url == begonnen("beginn")
    beratung.refresh_from_db()
    assert beratung.abgeschickt_am is not None
    assert "Danke! Ihre Antworten sind bei uns." in client.get(begonnen("beginn")).content.decode()


def test_closed_talk_takes_nothing_more(client, begonnen, beratung, lotse):
    finish(erstberatung=beratung, user=lotse, erinnern=False)
    assert client.post(begonnen("frage", "?frage=deutsch"), {"wert": "A1"}).url == begonnen("beginn")
    assert "deutsch" not in lage(beratung).antworten
    assert "Ihre Beratung ist abgeschlossen" in client.get(begonnen("beginn")).content.decode()
