"""The readiness check: what it says, from when on, and that it keeps nothing."""

import re
from datetime import date

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from behoerde.kern.regeln import Urteil
from lotsen.queries.einbuergerungscheck import FRAGEN, check
from tests.factories.lotsen import AngebotFactory

pytestmark = pytest.mark.django_db
TAG = date(2026, 11, 23)
FERTIG = {
    "status": "18b",
    "rechtmaessig_seit": date(2021, 11, 23),
    "aufenthalt_unterbrochen": False,
    "identitaet_geklaert": True,
    "ohne_sgb2_12": True,
    "deutsch": "B1",
    "test_bestanden": True,
}


def answers(**changed):
    return FERTIG | changed


def urteile(found) -> list[str]:
    return [schritt.urteil.name for schritt in found.schritte]


def test_everything_given_is_possible_today():
    found = check(FERTIG, TAG)
    assert (found.jetzt, found.tag, urteile(found)) == (True, TAG, ["JA"] * 7)


@pytest.mark.parametrize(
    ("since", "day"), [("2021-11-24", "2026-11-24"), ("2023-02-28", "2028-02-28"), ("2024-02-29", "2029-03-01")]
)
def test_only_time_is_missing_says_the_day(since, day):
    found = check(answers(rechtmaessig_seit=date.fromisoformat(since)), TAG)
    assert (found.jetzt, found.tag) == (False, date.fromisoformat(day))
    assert urteile(found).count("NEIN") == 1


def test_spouse_of_a_german_waits_three_years():
    facts = answers(rechtmaessig_seit=date(2024, 3, 1), ehe_deutsch=True, ehe_seit=date(2024, 6, 1))
    found = check(facts, TAG)
    assert found.tag == date(2027, 3, 1)
    assert check(facts | {"ehe_seit": date(2026, 6, 1)}, TAG).tag == date(2028, 6, 1)


@pytest.mark.parametrize(
    ("changed", "number"),
    [
        ({"status": "25_5"}, 0),
        ({"status": "duldung_60a"}, 0),
        ({"aufenthalt_unterbrochen": True}, 2),
        ({"identitaet_geklaert": False}, 3),
        ({"ohne_sgb2_12": False, "vollzeit_20_von_24": False}, 4),
        ({"deutsch": "A2"}, 5),
        ({"test_bestanden": False}, 6),
    ],
)
def test_one_missing_requirement_is_named_and_time_alone_does_not_help(changed, number):
    found = check(answers(**changed), TAG)
    assert (found.jetzt, found.tag, found.schritte[number].urteil) == (False, None, Urteil.NEIN)
    assert urteile(found).count("JA") == 6


def test_full_time_work_makes_up_for_support():
    assert check(answers(ohne_sgb2_12=False, vollzeit_20_von_24=True), TAG).jetzt


def test_nothing_answered_is_to_be_cleared_up_and_never_a_no():
    found = check({}, TAG)
    assert (found.jetzt, found.tag, set(urteile(found))) == (False, None, {"UNBEKANNT"})


def test_missing_german_and_test_lead_to_offers_with_their_places():
    course = AngebotFactory.create(angebotsart="integrationskurstraeger", plaetze=20, frei=3)
    exam = AngebotFactory.create(angebotsart="einbuergerungstest", plaetze=10, frei=0)
    found = check(answers(deutsch="A2", test_bestanden=False), TAG)
    offered = [angebot for schritt in found.schritte for auswahl in schritt.hilfe for angebot in auswahl.angebote]
    assert offered == [course, exam]
    assert check(FERTIG, TAG).schritte[5].hilfe == ()


def rows() -> dict[str, int]:
    tables = set(connection.introspection.table_names())
    models = [model for model in apps.get_models(include_auto_created=True) if model._meta.db_table in tables]
    assert len(models) > 100
    return {model._meta.label: model._base_manager.count() for model in models}


def posted(**changed) -> dict[str, str]:
    data = {tatsache.name: "" for tatsache in FRAGEN}
    data |= {"status": "18b", "deutsch": "B1", "identitaet_geklaert": "ja", "ohne_sgb2_12": "ja", "test_bestanden": "ja"}
    data |= {
        "aufenthalt_unterbrochen": "nein",
        "rechtmaessig_seit_2": "2023",
        "rechtmaessig_seit_1": "5",
        "rechtmaessig_seit_0": "9",
    }
    return data | changed


def test_nothing_is_kept(client, uhr, caplog):
    address, before = reverse("einbuergerung"), rows()
    client.get(address)
    with CaptureQueriesContext(connection) as sent:
        response = client.post(address, posted())
    assert response.context["ergebnis"].tag == date(2028, 5, 9)
    assert "9. Mai 2028" in response.text
    assert rows() == before
    assert [entry["sql"] for entry in sent if not entry["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))] == []
    assert set(client.cookies) <= {"csrf"}
    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    logged = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "", caplog.text)  # a number of a request may hold any digits
    assert [word for word in ("18b", "identitaet_geklaert", "2023") if word in logged] == []


def test_answer_that_makes_no_sense_is_said_beside_the_question_and_nothing_is_lost(client):
    response = client.post(reverse("einbuergerung"), posted(rechtmaessig_seit_1="13", deutsch="D7"))
    assert response.context["ergebnis"] is None
    assert set(response.context["form"].errors) == {"rechtmaessig_seit", "deutsch"}
    assert response.context["form"]["status"].value() == "18b"


def test_start_page_leads_there(client):
    assert reverse("einbuergerung") in client.get("/").text
