"""The example office has been asked, and what it was told can be read."""

import pytest

from behoerde.kern.models import Nachricht, User
from behoerde.kern.rechte import Rolle
from monitoring.actions.beispielumfragen import build
from monitoring.models import Beschwerde, Umfrage, Umfrageantwort, Umfrageeingang, Umfragefolge
from monitoring.queries.umfrage import quarters, responded, texts
from monitoring.queries.umfragepersonal import result
from tests.factories.kern import RollenzuweisungFactory, StandortFactory
from tests.monitoring.ereignisse import HEUTE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]


@pytest.fixture
def haus():
    StandortFactory.create(slug="rathaus")
    for _n in range(11):
        RollenzuweisungFactory.create(rolle=Rolle.EMPFANG)


def counts() -> list[int]:
    return [model.objects.count() for model in (Umfrageantwort, Umfrage, Beschwerde, Umfragefolge, Umfrageeingang)]


def test_clients_and_staff_have_answered_once(haus):
    build(False)
    before = counts()
    build(False)
    assert (counts(), before[1:]) == (before, [1, 18, 1, 0])
    assert responded(HEUTE, HEUTE) == {"": (45, 60)}
    assert len(texts(quarters(HEUTE, HEUTE))) == 9


def test_staff_survey_was_released_and_says_something_without_a_mail(haus):
    build(False)
    row = Umfrage.objects.get()
    assert (row.status, row.personalrat) == ("beendet", "Beispiel: freigegeben, Sitzung 7")
    assert result(row)["beteiligung"] == (11, 11)
    assert set(Nachricht.objects.values_list("anlass", "status")) == {("umfrage_personal", "hinfaellig")}


def test_small_office_gets_colleagues_so_that_its_survey_says_something():
    StandortFactory.create(slug="rathaus")
    for _n in range(9):
        RollenzuweisungFactory.create(rolle=Rolle.EMPFANG)
    build(False)
    row = Umfrage.objects.get()
    assert (result(row)["beteiligung"], row.koepfe[""]) == ((12, 12), 12)
    assert [zeile.zelle.sichtbar for zeile in result(row)["aussagen"]] == [True] * 3
    assert {user.has_usable_password() for user in User.objects.filter(ist_beispiel=True)} == {False}


def test_office_without_a_house_has_nothing():
    build(False)
    assert counts() == [0, 0, 0, 0, 0]
