from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from behoerde.api import api
from behoerde.kern.actions.schnittstelle import create_schnittstelle
from behoerde.wsgi import application
from termine.enums import Zugang
from tests.factories.termine import MORGEN, LeistungFactory, gebuchter_termin

pytestmark = pytest.mark.django_db
ZEITEN = "/api/v1/leistungen/eat-abholung/freie-zeiten"


def test_leistungen_lists_what_the_office_offers(client, leistung):
    LeistungFactory.create(slug="alt", aktiv=False)
    assert client.get("/api/v1/leistungen").json() == [
        {
            "slug": "eat-abholung",
            "name": "Aufenthaltskarte abholen",
            "zugang": "direkt",
            "dauer_minuten": 15,
            "weitere_person_min": 5,
            "max_personen": 4,
        }
    ]


def test_leistungen_are_named_in_the_language_asked_for(client, leistung):
    leistung.name_uk = "Отримати картку"
    leistung.save()
    response = client.get("/api/v1/leistungen", headers={"Accept-Language": "uk"})
    assert [entry["name"] for entry in response.json()] == ["Отримати картку"]


@pytest.mark.parametrize("number", [1, 3])
def test_leistungen_need_a_constant_number_of_queries(client, django_assert_num_queries, number):
    LeistungFactory.create_batch(number)
    with django_assert_num_queries(5):
        assert len(client.get("/api/v1/leistungen").json()) == number


def test_freie_zeiten_names_begin_end_and_place(client, dienst):
    zeiten = client.get(ZEITEN, {"von": "2026-11-24", "bis": "2026-11-24"}).json()["zeiten"]
    assert zeiten[0] == {
        "beginn": "2026-11-24T09:00:00+01:00",
        "ende": "2026-11-24T09:15:00+01:00",
        "standort": dienst.team.standort.slug,
    }
    assert {datetime.fromisoformat(zeit["ende"]).astimezone(UTC) for zeit in zeiten} <= {
        MORGEN + timedelta(minutes=5 * n) for n in range(49)
    }


def test_freie_zeiten_leave_out_what_is_taken(client, dienst, leistung):
    gebuchter_termin(dienst, leistung)
    zeiten = client.get(ZEITEN, {"von": "2026-11-24", "bis": "2026-11-24"}).json()["zeiten"]
    assert min(zeit["beginn"] for zeit in zeiten) == "2026-11-24T09:15:00+01:00"


def test_freie_zeiten_of_several_people_last_longer(client, dienst):
    first = client.get(ZEITEN, {"von": "2026-11-24", "personen": 3}).json()["zeiten"][0]
    assert (first["beginn"], first["ende"]) == ("2026-11-24T09:00:00+01:00", "2026-11-24T09:25:00+01:00")


def test_freie_zeiten_of_a_leistung_that_is_not_booked_directly_are_empty(client, dienst, leistung):
    leistung.zugang = Zugang.SICHTUNG
    leistung.save()
    assert client.get(ZEITEN).json() == {"zeiten": []}


@pytest.mark.parametrize(
    ("path", "params", "status"),
    [
        ("/api/v1/leistungen/fremd/freie-zeiten", {}, 404),
        (ZEITEN, {"standort": "fremd"}, 404),
        (ZEITEN, {"standort": "\0"}, 404),
        ("/api/v1/leistungen/%00/freie-zeiten", {}, 404),
        (ZEITEN, {"personen": 5}, 422),
        (ZEITEN, {"personen": 0}, 422),
        (ZEITEN, {"von": "gestern"}, 422),
        (ZEITEN, {"von": "2026-11-24", "bis": "2026-11-23"}, 422),
        (ZEITEN, {"von": "2026-11-24", "bis": "2027-01-26"}, 422),
        (ZEITEN, {"von": "9999-12-31"}, 422),
    ],
)
def test_freie_zeiten_refuse_what_makes_no_sense(client, leistung, path, params, status):
    response = client.get(path, params)
    assert response.status_code == status
    assert response.json()["detail"]


def test_freie_zeiten_name_the_field_that_was_not_understood(client, leistung):
    felder = client.get(ZEITEN, {"von": "gestern", "personen": 0}).json()["felder"]
    assert {entry["feld"] for entry in felder} == {"von", "personen"}


schema = schemathesis.openapi.from_dict(api.get_openapi_schema(path_prefix="/api/v1/"))
schema.app = application


def test_schema_is_served_as_it_is_checked_here(client):
    assert client.get("/api/v1/schema").json()["paths"].keys() == schema.raw_schema["paths"].keys()


@schema.parametrize()
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@pytest.mark.langsam
@pytest.mark.django_db(transaction=True)
def test_api_answers_as_described_whatever_comes(case, leistung, dienst):
    _row, schluessel = create_schnittstelle(name=uuid4().hex, kontingent=1000)
    case.call_and_validate(headers={"Authorization": f"Bearer {schluessel}"})
