from datetime import timedelta
from uuid import uuid4

import pytest

from behoerde.kern.models import ENTWURF
from termine.actions.antwort import answer_rueckfrage
from termine.actions.aufnahme import withdraw
from tests.factories.datei import taken
from tests.factories.termine import aufnahme
from tests.termine.anliegen import ask
from tests.termine.hilfen import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def frage(sichtung):
    return ask(aufnahme(sichtung))


def test_answer_in_words_and_files_resumes_the_promise(frage, uhr):
    uhr.shift(timedelta(days=1))
    entwurf = uuid4()
    taken(zweck=ENTWURF, objekt_id=entwurf)
    promised = frage.aufnahme.versprechen.angebot_bis
    row = answer_rueckfrage(frage, text="Ось мій паспорт", entwurf=entwurf)
    frage.refresh_from_db()
    row.versprechen.refresh_from_db()
    assert (row.stand, frage.antwort, row.unterlagen.filter(stand="neu").count()) == ("in_sichtung", "Ось мій паспорт", 1)
    assert (row.versprechen.pausiert_seit, row.versprechen.angebot_bis - promised) == (None, timedelta(days=1))


def test_answering_twice_keeps_the_first_answer(frage):
    answer_rueckfrage(frage, text="eins")
    answer_rueckfrage(frage, text="zwei")
    frage.refresh_from_db()
    assert frage.antwort == "eins"


def test_question_of_a_concern_taken_back_needs_no_answer(frage):
    withdraw(frage.aufnahme)
    assert refused(answer_rueckfrage, frage, text="eins") == "zurueckgenommen"
