"""Two guides, or a guide and the person at home, at the same moment."""

import pytest

from behoerde.kern.db import System, als
from behoerde.kern.rechte import Rolle
from lotsen.actions.antwort import answer
from lotsen.actions.erstberatung import begin_erstberatung
from lotsen.models import Erstberatung
from tests.factories.kern import OrganisationseinheitFactory, PersonFactory
from tests.factories.lotsen import ErstberatungFactory
from tests.termine.empfang import staff_of
from tests.termine.wettlauf import run_together

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_guides_beginning_at_once_get_one_erstberatung():
    einheit, person = OrganisationseinheitFactory.create(), PersonFactory.create()
    guides = [staff_of(einheit, Rolle.LOTSE) for _n in range(2)]

    def begin(user):
        with als(System.AUFGABE):
            return begin_erstberatung(person=person, einheit_id=einheit.pk, user=user, sprache="de").pk

    found = run_together([lambda user=user: begin(user) for user in guides])
    assert set(found) == {Erstberatung.objects.get().pk}


def test_answers_to_one_question_at_once_leave_one():
    beratung = ErstberatungFactory.create()

    def say(value):
        with als(System.AUFGABE):
            return answer(erstberatung=beratung, tatsache="deutsch", value=value).value

    said = run_together([lambda value=value: say(value) for value in ("A1", "A2", "B1")])
    assert sorted(said) == ["A1", "A2", "B1"]
    assert beratung.antworten.get().value in said
