"""Coverage counts heads of the office, of departments and of Gemeinden; the figures give what the catalogue asks for."""

from datetime import timedelta

import pytest

from behoerde.kern import uhr as clock
from behoerde.kern.rechte import Rolle
from monitoring.queries.schulung_abdeckung import RECHNUNGEN, of_office, of_others, shown
from monitoring.queries.stellen import heads
from monitoring.schulung import Schulungsthema
from monitoring.zaehlung import Zaehlung
from monitoring.zelle import Verdeckt
from tests.factories.kern import OrganisationseinheitFactory, RollenzuweisungFactory, UserFactory
from tests.factories.schulung import KursFactory, SchulungsgastFactory, SchulungsnachweisFactory, StellenstandFactory

pytestmark = pytest.mark.usefixtures("uhr", "amt")


@pytest.fixture
def kurs(amt):
    return KursFactory.create()


def unit_of(number: int, trained: int, kurs, name: str = "Team Nord"):
    """Return a unit with so many people, of whom so many hold evidence."""
    unit = OrganisationseinheitFactory.create(name=name)
    rows = RollenzuweisungFactory.create_batch(number, organisationseinheit=unit)
    for row in rows[:trained]:
        SchulungsnachweisFactory.create(user=row.user, kurs=kurs)
    return unit


def figure(slug: str) -> list[Zaehlung]:
    return RECHNUNGEN[slug](clock.today().replace(day=1), clock.today())


def test_open_accounts_are_the_heads_of_the_office(kurs):
    unit = unit_of(6, 3, kurs)
    RollenzuweisungFactory.create(organisationseinheit=unit, user=UserFactory.create(austritt_am=clock.today()))
    RollenzuweisungFactory.create(organisationseinheit=unit, bis=clock.today() - clock.DAY)
    RollenzuweisungFactory.create(organisationseinheit=unit, rolle=Rolle.PARTNER)
    assert [(row.geschult, row.koepfe) for row in of_office(clock.today())] == [(3, 6)]
    assert figure("schulung-abdeckung-abh") == [Zaehlung("", "", 3, 6), Zaehlung("team_ab_5", "Team Nord", 3, 6)]


def test_other_topics_ended_and_taken_back_evidence_does_not_count(kurs):
    unit = unit_of(1, 0, kurs)
    user = unit.rollenzuweisungen.get().user
    SchulungsnachweisFactory.create(user=user, kurs=KursFactory.create(thema=Schulungsthema.SERVICE))
    long_ago = clock.today() - timedelta(days=1200)
    SchulungsnachweisFactory.create(user=user, kurs=kurs, erworben_am=long_ago)
    row = SchulungsnachweisFactory.create(user=user, kurs=kurs)
    SchulungsnachweisFactory.create(user=user, kurs=kurs, hebt_auf=row, grund="verwechselt")
    assert figure("schulung-abdeckung-abh") == [Zaehlung("", "", 0, 1)]


def test_two_units_of_one_person_count_once_in_all(kurs):
    unit_of(5, 5, kurs)
    other = unit_of(5, 0, kurs, "Team Süd")
    RollenzuweisungFactory.create(
        organisationseinheit=other, user=of_office(clock.today())[0].einheit.rollenzuweisungen.first().user
    )
    assert figure("schulung-abdeckung-abh")[0] == Zaehlung("", "", 5, 10)


def test_departments_and_gemeinden_are_counted_against_the_heads_they_reported(kurs):
    gast = SchulungsgastFactory.create(einheit=OrganisationseinheitFactory.create(name="Jugendamt", art="ressort"))
    SchulungsnachweisFactory.create(user=None, gast=gast, kurs=kurs)
    month = clock.today().replace(day=1)
    StellenstandFactory.create(einheit=gast.einheit, monat=(month - clock.DAY).replace(day=1), koepfe=99, vollzeit=1)
    StellenstandFactory.create(einheit=gast.einheit, koepfe=20, vollzeit=10)
    StellenstandFactory.create(einheit=OrganisationseinheitFactory.create(name="Aue", art="gemeinde"), koepfe=8, vollzeit=8)
    assert figure("schulung-abdeckung-ressorts") == [
        Zaehlung("", "", 1, 28), Zaehlung("gemeinde", "Aue", 0, 8), Zaehlung("ressort", "Jugendamt", 1, 20),
    ]  # fmt: skip


def test_heads_of_years_ago_are_not_used(kurs):
    StellenstandFactory.create(monat=(clock.today() - timedelta(days=500)).replace(day=1))
    assert (heads(clock.today()), of_others(clock.today())) == ({}, [])


def test_small_units_are_hidden_and_what_would_give_them_away(kurs):
    unit_of(3, 1, kurs, "Team A")
    unit_of(20, 10, kurs, "Team B")
    unit_of(30, 15, kurs, "Team C")
    rows = {row.name: row.anteil for row in shown(of_office(clock.today()))}
    assert rows["Team A"].verdeckt == Verdeckt.ZU_WENIGE
    assert [row.verdeckt for row in rows.values()].count(Verdeckt.SCHUTZ) >= 1
    assert shown([]) == []


def test_evidence_that_ends_in_ninety_days_is_due(kurs):
    unit = unit_of(5, 0, kurs)
    users = [row.user for row in unit.rollenzuweisungen.order_by("pk")]
    for user, days in zip(users, (0, 90, 91), strict=False):
        SchulungsnachweisFactory.create(user=user, kurs=kurs, gueltig_bis=clock.today() + timedelta(days=days))
    assert figure("schulung-faellig") == [Zaehlung("", "", 2, 2), Zaehlung("team_ab_5", "Team Nord", 2, 2)]
