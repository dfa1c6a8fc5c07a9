from datetime import timedelta

import pytest

from behoerde.kern.actions.kontaktnachweis import code_of
from behoerde.kern.actions.schnittstelle import create_schnittstelle, revoke_schnittstelle
from behoerde.kern.models import Kontaktnachweis, Nachricht
from termine.models import Belegung, Termin
from tests.factories.termine import MORGEN
from tests.termine.wettlauf import run_together

pytestmark = pytest.mark.django_db
PERSON = {"vorname": "Olena", "nachname": "Beispiel", "geburtsdatum": "1990-05-17"}


@pytest.fixture
def schnittstelle(db):
    return create_schnittstelle(name="Hochschule", kontingent=3)


@pytest.fixture
def book(client, schnittstelle, dienst, leistung):
    """Return a function that posts a booking with the key of the integrator; arguments replace parts of it."""

    def post(*, key="einmal-1", schluessel=schnittstelle[1], **more):
        body = {
            "leistung": leistung.slug,
            "standort": dienst.team.standort.slug,
            "beginn": MORGEN.isoformat(),
            "personen": [PERSON],
            "kontakt": {"email": "olena@beispiel.example", "sprache": "uk"},
        }
        headers = {"Authorization": f"Bearer {schluessel}", "Idempotency-Key": key}
        return client.post("/api/v1/termine", body | more, content_type="application/json", headers=headers)

    return post


def confirmed(client, answer) -> dict:
    code = code_of(Kontaktnachweis.objects.get())
    path = f"/api/v1/termine/{answer.json()['token']}/bestaetigen"
    return client.post(path, {"code": code}, content_type="application/json").json()


def test_booking_holds_the_time_and_sends_the_code(book):
    answer = book()
    body = answer.json()
    assert answer.status_code == 201
    assert {name: body[name] for name in ("status", "beginn", "ende", "personen", "termincode", "aenderbar")} == {
        "status": "bestaetigung_offen",
        "beginn": "2026-11-24T09:00:00+01:00",
        "ende": "2026-11-24T09:15:00+01:00",
        "personen": 1,
        "termincode": "",
        "aenderbar": False,
    }
    assert body["bestaetigen_bis"] == "2026-11-23T09:00:00+01:00"
    assert list(Nachricht.objects.values_list("anlass", "sprache")) == [("termin_bestaetigung", "uk")]


def test_whole_life_of_a_visit(client, book, dienst):
    body = confirmed(client, book())
    assert (body["status"], body["aenderbar"], body["termincode"]) == ("gebucht", True, Termin.objects.get().code)
    later = {"beginn": (MORGEN + timedelta(hours=1)).isoformat(), "standort": dienst.team.standort.slug}
    moved = client.post(f"/api/v1/termine/{body['token']}/verschieben", later, content_type="application/json").json()
    assert moved["beginn"] == "2026-11-24T10:00:00+01:00"
    assert client.get(f"/api/v1/termine/{body['token']}").status_code == 404  # moving renews the link
    assert client.get(f"/api/v1/termine/{moved['token']}").json() == moved
    cancelled = client.post(f"/api/v1/termine/{moved['token']}/absagen", {}, content_type="application/json").json()
    assert (cancelled["status"], Belegung.objects.filter(art="termin").count()) == ("abgesagt", 0)


def test_same_request_again_yields_the_same_visit(book):
    assert book().json() == book().json()
    assert Termin.objects.count() == 1


def test_same_key_for_something_else_is_refused(book):
    book()
    answer = book(beginn=(MORGEN + timedelta(hours=1)).isoformat())
    assert (answer.status_code, answer.json()["code"]) == (409, "schluessel_benutzt")


@pytest.mark.parametrize("schluessel", ["", "abp_falsch"])
def test_without_a_key_nobody_books(book, schluessel):
    assert book(schluessel=schluessel).status_code == 401
    assert not Termin.objects.exists()


def test_withdrawn_key_books_no_more(book, schnittstelle):
    revoke_schnittstelle(schnittstelle=schnittstelle[0])
    assert book().status_code == 401


def test_quota_of_the_day_ends_the_bookings(book):
    answers = [
        book(
            key=f"einmal-{n}",
            beginn=(MORGEN + timedelta(minutes=15 * n)).isoformat(),
            personen=[PERSON | {"vorname": f"Olena{'abcd'[n]}"}],
            kontakt={"email": f"olena{n}@beispiel.example"},
        ).status_code
        for n in range(4)
    ]
    assert answers == [201, 201, 201, 429]


@pytest.mark.parametrize(
    ("more", "status", "named"),
    [
        ({"leistung": "fremd"}, 404, set()),
        ({"leistung": "\0"}, 404, set()),
        ({"standort": "fremd"}, 404, set()),
        ({"beginn": "2026-11-24T09:00:00"}, 422, {"beginn"}),
        ({"beginn": "2026-11-24T03:00:00+01:00"}, 409, set()),
        ({"personen": []}, 422, {"personen"}),
        ({"personen": [PERSON | {"vorname": " "}]}, 422, {"personen.0.vorname"}),
        ({"personen": [PERSON | {"geburtsdatum": "2090-01-01"}]}, 422, {"personen.0.geburtsdatum"}),
        ({"personen": [PERSON] * 2}, 422, {"personen.1.nachname"}),
        ({"kontakt": {}}, 422, {"kontakt.mobil"}),
        ({"kontakt": {"email": "falsch"}}, 422, {"kontakt.email"}),
        ({"kontakt": {"email": "a@b.example", "sprache": "xx"}}, 422, {"kontakt.sprache"}),
    ],
)
def test_booking_refuses_what_makes_no_sense(book, more, status, named):
    answer = book(**more)
    assert (answer.status_code, {entry["feld"] for entry in answer.json().get("felder", [])}) == (status, named)
    assert not Termin.objects.exists()


def test_wrong_code_is_counted_and_refused(client, book):
    path = f"/api/v1/termine/{book().json()['token']}/bestaetigen"
    answers = [client.post(path, {"code": "000000"}, content_type="application/json") for _n in range(6)]
    assert [answer.json()["code"] for answer in answers] == ["code_falsch"] * 4 + ["code_gesperrt"] * 2


def test_reason_of_the_office_is_refused(client, book):
    body = confirmed(client, book())
    path = f"/api/v1/termine/{body['token']}/absagen"
    answer = client.post(path, {"grund": "personalausfall"}, content_type="application/json")
    assert (answer.status_code, answer.json()["felder"][0]["feld"]) == (422, "grund")


def test_unknown_token_opens_nothing(client, db):
    assert client.get("/api/v1/termine/unbekannt").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_ten_equal_requests_book_once(book, client):
    answers = run_together([book] * 10)
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["token"] for answer in answers}) == Termin.objects.count() == 1
