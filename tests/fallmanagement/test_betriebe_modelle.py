"""What the database promises about employers and vacancies."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from fallmanagement.models import Betrieb, Stellenangebot
from fallmanagement.stellenwerte import STELLEN_UEBERGAENGE, Stellenstatus
from tests.factories.stellen import BetriebFactory, BetriebskontaktFactory, StellenangebotFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr")]


@pytest.mark.parametrize("anders", [{"name": " "}, {"plz": "5206"}, {"ort": ""}])
def test_employer_needs_name_and_place(anders):
    with pytest.raises(IntegrityError), transaction.atomic():
        BetriebFactory.create(**anders)


def test_employer_is_there_once_whatever_the_case():
    BetriebFactory.create(name="Lindner", plz="52062")
    BetriebFactory.create(name="Lindner", plz="52064")
    with pytest.raises(IntegrityError), transaction.atomic():
        BetriebFactory.create(name="LINDNER", plz="52062")


@pytest.mark.parametrize(
    "anders",
    [
        *({"titel": ""}, {"art": "x"}, {"plz": ""}, {"kldb": "123"}, {"deutsch_lesen": "A0"}, {"fuehrerschein": "Z"}),
        *({"plaetze": 0}, {"wochenstunden": 49}, {"brutto": -1}, {"herkunft": "x"}),
    ],
)
def test_vacancy_says_nothing_impossible(anders):
    with pytest.raises(DatabaseError), transaction.atomic():
        StellenangebotFactory.create(**anders)


@pytest.mark.parametrize("von", Stellenstatus)
@pytest.mark.parametrize("nach", Stellenstatus)
def test_vacancy_moves_along_the_table(von, nach):
    stelle = StellenangebotFactory.create()
    if von != "offen":
        Stellenangebot.objects.filter(pk=stelle.pk).update(status=von)
    try:
        with transaction.atomic():
            Stellenangebot.objects.filter(pk=stelle.pk).update(status=nach)
    except DatabaseError:
        assert nach not in STELLEN_UEBERGAENGE[von]
    else:
        assert von == nach or nach in STELLEN_UEBERGAENGE[von]


def test_vacancy_stays_with_its_employer():
    stelle, other = StellenangebotFactory.create(), BetriebFactory.create()
    with pytest.raises(DatabaseError), transaction.atomic():
        Stellenangebot.objects.filter(pk=stelle.pk).update(betrieb=other)


def test_contact_is_never_changed():
    kontakt = BetriebskontaktFactory.create()
    with pytest.raises(DatabaseError), transaction.atomic():
        type(kontakt).objects.update(text="anders")


@pytest.mark.parametrize(("bis", "offen"), [(None, True), (date(2026, 11, 26), True), (date(2026, 11, 25), False)])
def test_open_until_its_last_day(bis, offen):
    stelle = StellenangebotFactory.create(bis=bis)
    assert list(Stellenangebot.objects.open()) == ([stelle] if offen else [])


def test_nothing_is_open_at_an_employer_who_left():
    stelle = StellenangebotFactory.create(deutsch_sprechen="B1", deutsch_lesen="A2")
    Betrieb.objects.update(inaktiv_seit=date(2026, 11, 1))
    assert not Stellenangebot.objects.open().exists()
    assert stelle.deutsch == {"lesen": "A2", "sprechen": "B1"}
