"""Into the right hands: Ansprechperson, team, Leistung, documents."""

import pytest

from termine.actions.aufnahme import withdraw
from termine.actions.sichtung import assign_ansprechperson, check_unterlage, hand_over, set_leistung
from termine.models import LeistungUnterlage, Unterlage
from tests.factories.kern import UserFactory
from tests.factories.termine import LeistungFactory, TeamFactory, UnterlageFactory, aufnahme
from tests.termine.hilfen import refused
from tests.termine.wettlauf import run_together

pytestmark = pytest.mark.django_db


@pytest.fixture
def vorgang(sichtung):
    return aufnahme(sichtung, unterlagen=["pass"])


def fresh(row):
    row.refresh_from_db()
    return row


def papers(row) -> dict[str, str]:
    return {line.unterlage.key: line.stand for line in row.unterlagen.select_related("unterlage")}


def test_taking_over_starts_the_triage(vorgang):
    user = UserFactory.create()
    assign_ansprechperson(vorgang, user)
    assert (fresh(vorgang).stand, vorgang.ansprechperson) == ("in_sichtung", user)
    assert assign_ansprechperson(vorgang, None).ansprechperson is None


def test_closed_concern_is_given_to_nobody(vorgang):
    withdraw(vorgang)
    assert refused(assign_ansprechperson, vorgang, UserFactory.create()) == "uebergang"
    assert refused(hand_over, vorgang, TeamFactory.create()) == "uebergang"


def test_team_of_another_unit_takes_over_and_the_first_keeps_sight(vorgang):
    before, team = vorgang.einheit, TeamFactory.create(leistungen=[vorgang.leistung])
    assign_ansprechperson(vorgang, UserFactory.create())
    hand_over(vorgang, team)
    assert (fresh(vorgang).einheit, vorgang.aufgenommen_in) == (team.organisationseinheit, before)
    assert (vorgang.team, vorgang.ansprechperson, vorgang.stand) == (team, None, "in_sichtung")
    assert hand_over(vorgang, team).aufgenommen_in == before


def test_other_leistung_brings_its_documents_and_its_team(vorgang, sichtung):
    other = LeistungFactory.create(zugang="sichtung")
    LeistungUnterlage.objects.create(leistung=other, unterlage=UnterlageFactory.create(key="vertrag"), position=0)
    LeistungUnterlage.objects.create(leistung=other, unterlage=Unterlage.objects.get(key="pass"), position=1)
    team = TeamFactory.create(leistungen=[other])
    promised = vorgang.versprechen.angebot_bis
    set_leistung(vorgang, other)
    assert (fresh(vorgang).leistung, vorgang.team, vorgang.einheit) == (other, team, team.organisationseinheit)
    assert set(vorgang.anliegen.values_list("leistung", flat=True)) == {other.pk}
    assert papers(vorgang) == {"pass": "vorhanden", "vertrag": "fehlt"}
    assert vorgang.versprechen.angebot_bis == promised


def test_other_leistung_that_the_person_already_wants_is_refused(sichtung):
    other = LeistungFactory.create(zugang="sichtung")
    TeamFactory.create(leistungen=[other])
    first = aufnahme(sichtung)
    second = aufnahme(other, schluessel="zweite")
    assert refused(set_leistung, second, first.leistung) == "anliegen_besteht"


def test_checked_document_can_be_unchecked(vorgang):
    line = vorgang.unterlagen.get(unterlage__key="pass")
    check_unterlage(line)
    assert papers(fresh(vorgang))["pass"] == "geprueft"
    check_unterlage(line, geprueft=False)
    assert papers(vorgang)["pass"] == "vorhanden"


@pytest.mark.django_db(transaction=True)
def test_two_take_over_at_once_and_one_of_them_has_it(sichtung):
    row = aufnahme(sichtung)
    users = [UserFactory.create() for _n in range(4)]
    run_together([lambda user=user: assign_ansprechperson(row, user) for user in users])
    assert fresh(row).ansprechperson in users
    assert row.stand == "in_sichtung"
