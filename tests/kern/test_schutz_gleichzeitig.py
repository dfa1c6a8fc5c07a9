"""Real threads: the database decides who was first."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from celery import current_app
from django.db import connection
from django.test import Client

from behoerde.kern.actions.kontaktnachweis import code_of, confirm_code, parse_kontakt, send_code, start_nachweis
from behoerde.kern.models import Arbeitsnachweis, Kontaktnachweis
from tests.factories.schutz import proof

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.kern.schutzprobe")]
VIELE = 8


@pytest.fixture(autouse=True)
def _quiet(settings, monkeypatch):
    settings.SCHUTZ_AUFWAND = 1
    monkeypatch.setattr(current_app, "send_task", lambda *_, **__: None)


def at_once(work) -> list[str]:
    """Run ``work`` in VIELE threads that start together, each with its own connection, and sort the answers."""
    barrier = Barrier(VIELE)

    def run(_number: int) -> str:
        barrier.wait()
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(VIELE) as pool:
        return sorted(pool.map(run, range(VIELE)))


def send(**data) -> str:
    response = Client().post("/probe/", {"anliegen": "Umzug"} | data)
    return "angenommen" if b"angenommen" in response.content else f"abgelehnt {response.status_code}"


def test_proof_passes_one_of_many():
    solved = proof("probe")
    assert at_once(lambda: send(**solved)) == ["abgelehnt 200"] * (VIELE - 1) + ["angenommen"]


def test_same_form_many_times_gets_the_same_answer():
    solved = proof("probe") | {"schluessel": "k1"}
    assert at_once(lambda: send(**solved)) == ["angenommen"] * VIELE
    assert Arbeitsnachweis.objects.count() == 1


def proven_token() -> str:
    nachweis = start_nachweis(zweck="probe", weiter="/probe/", sprache="de")
    nachweis = send_code(nachweis, parse_kontakt("olena@beispiel.example"))
    return confirm_code(nachweis, code_of(nachweis)).partition("nachweis=")[2]


def test_proven_contact_passes_one_of_many(settings):
    settings.SCHUTZ_GRENZEN = settings.SCHUTZ_GRENZEN | {"ohne_skript": ["", "", ""]}
    token = proven_token()
    assert at_once(lambda: send(schutz_nachweis=token)) == ["abgelehnt 302"] * (VIELE - 1) + ["angenommen"]


def test_limit_lets_no_more_through_than_it_says(settings):
    settings.SCHUTZ_GRENZEN = settings.SCHUTZ_GRENZEN | {"geprueft": ["3/h", "", ""]}
    answers = at_once(lambda: send(**proof("probe")))
    assert answers == ["abgelehnt 429"] * (VIELE - 3) + ["angenommen"] * 3


def test_wrong_codes_at_once_are_all_counted():
    nachweis = start_nachweis(zweck="probe", weiter="/probe/", sprache="de")
    nachweis = send_code(nachweis, parse_kontakt("olena@beispiel.example"))
    wrong = f"{(int(code_of(nachweis)) + 1) % 1_000_000:06d}"

    def guess() -> str:
        try:
            return confirm_code(nachweis, wrong)
        except Exception as error:  # noqa: BLE001 - the code of the refusal is what counts
            return getattr(error, "code", repr(error))

    assert at_once(guess) == ["code_falsch"] * 4 + ["code_gesperrt"] * (VIELE - 4)
    assert Kontaktnachweis.objects.get().versuche == 5
