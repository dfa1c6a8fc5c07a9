"""The read log has a page: by day, account and person; only for data protection, and every look at it is in it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record_read
from behoerde.kern.db import System, als
from behoerde.kern.models import Protokolleintrag
from behoerde.kern.rechte import Rolle
from tests.anmelden import make_staff, sign_in
from tests.factories.fallmanagement import FallakteFactory
from tests.factories.kern import PersonFactory
from tests.termine.empfang import lesespuren

pytestmark = pytest.mark.django_db


@pytest.fixture
def seite() -> str:
    return reverse("kern:leseprotokoll")


@pytest.fixture
def pult(client):
    return sign_in(client, Rolle.DATENSCHUTZ)


@pytest.fixture
def neugierig():
    """Somebody of the front desk."""
    return make_staff(Rolle.EMPFANG, vorname="Nele", nachname="Neugier")


def looks(page) -> list[tuple[str, str, str]]:
    return [(spur.wer, spur.was, spur.eintrag.grund) for spur in page.context["spuren"]]


def test_only_data_protection_reads_it(client, seite):
    sign_in(client, Rolle.LEITUNG)
    assert client.get(seite).status_code == 404


def test_page_names_accounts_and_kinds_and_is_in_the_log_itself(client, pult, seite, neugierig):
    olena = PersonFactory.create(vorname="Olena", nachname="Kovalenko")
    with als(neugierig):
        record_read(olena, grund="Auskunft JSON")
    page = client.get(seite, {"konto": "neugier"})
    assert looks(page) == [("Nele Neugier", "Person", "Auskunft JSON")]
    assertNotContains(page, "Kovalenko")
    assert lesespuren()[-1] == (pult.pk, "kern.user", str(pult.pk), "Leseprotokoll")


def test_person_shows_looks_at_everything_about_her(client, pult, seite, neugierig):
    with als(System.AUFGABE):
        akte, other = FallakteFactory.create(), FallakteFactory.create()
    with als(neugierig):
        record_read(akte, grund="verlauf")
        record_read(other, grund="profil")
    page = client.get(seite, {"person": akte.person_id, "konto": "neugier"})
    assert looks(page) == [("Nele Neugier", "Fallakte", "verlauf")]
    assert [client.get(seite, {"person": wanted}).status_code for wanted in (uuid4(), "xx", "\x00")] == [404, 404, 404]


def test_days_and_kinds_narrow_and_bad_days_say_so(client, pult, seite, neugierig):
    today = uhr.today()
    for tage, vorgang in ((0, "gelesen"), (8, "gelesen"), (1, "verweigert")):
        Protokolleintrag.objects.create(
            zeit=uhr.now() - timedelta(days=tage),
            vorgang=vorgang,
            user_id=neugierig.pk,
            objekt_art="kern.datei",
            objekt_id="1",
            grund=str(tage),
        )
    grounds = [
        [grund for _wer, _was, grund in looks(client.get(seite, {"konto": "neugier"} | more))]
        for more in ({}, {"von": str(today - timedelta(days=9))}, {"vorgang": "verweigert"}, {"bis": str(today - uhr.DAY)})
    ]
    assert grounds == [["0", "1"], ["0", "1", "8"], ["1"], ["1"]]
    refused = client.get(seite, {"bis": "2020-01-01"})
    assertContains(refused, "Der letzte Tag liegt vor dem ersten.")
    assertNotContains(refused, "Niemand hat hineingesehen")


@pytest.mark.parametrize(
    "asked", [{"bis": "9999-12-31"}, {"von": "0001-01-01"}, {"konto": "\x00"}, {"vorgang": "xx"}, {"page": "-1"}]
)
def test_absurd_questions_get_an_answer(client, pult, seite, asked):
    assert client.get(seite, asked).status_code == 200
    assert client.get(seite, asked | {"format": "csv"}).status_code == 200


def test_log_is_taken_away_as_a_table(client, pult, seite, neugierig):
    with als(neugierig):
        record_read(neugierig, grund="=1+1")
    text = b"".join(client.get(seite, {"format": "csv", "konto": "neugier"}).streaming_content).decode("utf-8-sig")
    assert [line.split(";")[1] for line in text.splitlines()] == ['"Wer"', '"Nele Neugier"']
    assert "'=1+1" in text
