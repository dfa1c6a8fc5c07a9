"""What the staff speak becomes what their counter speaks."""

from datetime import date, datetime, timedelta

import pytest

from behoerde.kern import uhr
from behoerde.kern.exceptions import DomainError
from termine.actions.schalter_sprachen import set_languages
from termine.models import Dienst, Mitglied
from termine.queries.sprachen import offered, spoken_by
from tests.factories.kern import UserFactory
from tests.factories.termine import PlatzFactory

pytestmark = pytest.mark.django_db


def member(platz, sprachen=()) -> Mitglied:
    return Mitglied.objects.create(team=platz.team, user=UserFactory.create(), platz=platz, sprachen=list(sprachen))


def test_counter_gains_and_loses_with_whoever_sits_there():
    platz = PlatzFactory.create(sprachen=["de", "en"])
    row = member(platz)
    set_languages(user=row.user, sprachen=["uk", "en"])
    platz.refresh_from_db()
    assert (platz.sprachen, spoken_by(row.user)) == (["de", "en", "uk"], ["en", "uk"])
    set_languages(user=row.user, sprachen=["en"])
    platz.refresh_from_db()
    assert platz.sprachen == ["de", "en"]


def test_counter_keeps_what_somebody_else_there_speaks():
    platz = PlatzFactory.create(sprachen=["uk"])
    row = member(platz, ["uk"])
    member(platz, ["uk"])
    set_languages(user=row.user, sprachen=[])
    platz.refresh_from_db()
    assert platz.sprachen == ["uk"]


@pytest.mark.parametrize(("sprachen", "code"), [(["xx"], "sprache"), (["uk"], "kein_team")])
def test_unknown_language_and_people_without_a_team_are_refused(sprachen, code):
    user = UserFactory.create()
    with pytest.raises(DomainError) as error:
        set_languages(user=user, sprachen=sprachen)
    assert (error.value.code, spoken_by(user)) == (code, None)


def test_language_counts_when_a_counter_speaks_it_on_three_days_of_the_week():
    platz, other = PlatzFactory.create(sprachen=["uk", "ar"]), PlatzFactory.create(sprachen=["tr"])
    monday = date(2026, 11, 23)
    for place, days in ((platz, (0, 1, 2)), (other, (0, 1, 7))):
        for day in days:
            begin = datetime.combine(monday + timedelta(days=day), datetime.min.time(), uhr.ZONE) + timedelta(hours=9)
            Dienst.objects.create(team=place.team, platz=place, zeitraum=(begin, begin + timedelta(hours=3)))
    found = offered(monday, monday + timedelta(days=7))
    assert found == {"": {"uk", "ar"}, platz.team.standort.slug: {"uk", "ar"}, other.team.standort.slug: set()}
    assert offered(monday, monday + timedelta(days=1))[""] == set()
