"""Pages of warnings: made at a figure, subscribed to by everybody, muted and deleted by who cares for figures."""

from datetime import date

import pytest
from django.urls import reverse

from behoerde.kern.rechte import Rolle
from monitoring.actions.warnung import look_after, make_rule
from monitoring.models import Warnregel
from tests.factories.kern import OrganisationseinheitFactory
from tests.monitoring.test_warnung import RUHIG, SLUG, months
from tests.termine.empfang import join, staff_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]
SEITE, NEU = reverse("monitoring:warnungen"), reverse("monitoring:warnung_neu", args=[SLUG])


@pytest.fixture
def leitung(client):
    return join(client, OrganisationseinheitFactory.create(), Rolle.LEITUNG)


@pytest.fixture
def regel():
    return make_rule(slug=SLUG, art="schwankung", user=staff_of(OrganisationseinheitFactory.create(), Rolle.LEITUNG))


def post(client, regel, was: str, **more):
    return client.post(SEITE, {"was": was, "zeile": regel.pk} | more)


def test_rule_is_made_at_a_figure_and_refused_twice(client, leitung):
    assert client.post(NEU, {"art": "schwankung"}).url == SEITE
    assert [(row.regel.slug, row.abonniert) for row, _form in client.get(SEITE).context["zeilen"]] == [(SLUG, True)]
    assert "gibt es schon" in client.post(NEU, {"art": "schwankung"}).text
    assert list(client.post(NEU, {"art": ""}).context["form"].errors) == ["art"]


def test_figure_that_the_catalogue_does_not_know_can_not_warn(client, leitung):
    assert client.get(reverse("monitoring:warnung_neu", args=["gibt-es-nicht"])).status_code == 404


def test_warning_stands_on_the_state_of_the_office(client, leitung, regel):
    months(*RUHIG, 60)
    look_after(regel)
    assert [zeile.zeitraum for zeile in client.get(reverse("monitoring:lage")).context["warnungen"]] == ["Okt 2026"]


def test_everybody_subscribes_and_unsubscribes(client, regel):
    user = join(client, OrganisationseinheitFactory.create(), Rolle.EMPFANG)
    post(client, regel, "an")
    assert regel.abonniert_von.filter(pk=user.pk).exists()
    post(client, regel, "ab")
    assert not regel.abonniert_von.filter(pk=user.pk).exists()


@pytest.mark.parametrize("was", ["stumm", "laut", "loeschen", "erfunden"])
def test_front_desk_neither_mutes_nor_deletes(client, regel, was):
    join(client, OrganisationseinheitFactory.create(), Rolle.EMPFANG)
    assert post(client, regel, was).status_code == 404
    assert client.get(NEU).status_code == 404


def test_rule_is_mute_until_a_day_and_loud_again(client, leitung, regel):
    until = {f"r{regel.pk}-bis_0": "1", f"r{regel.pk}-bis_1": "12", f"r{regel.pk}-bis_2": "2026"}
    post(client, regel, "stumm", **until)
    regel.refresh_from_db()
    assert (regel.stumm_bis, client.get(SEITE).context["zeilen"][0][0].stumm) == (date(2026, 12, 1), True)
    post(client, regel, "laut")
    regel.refresh_from_db()
    assert regel.stumm_bis is None


def test_day_that_is_over_is_refused_beside_its_field(client, leitung, regel):
    refused = post(client, regel, "stumm", **{f"r{regel.pk}-bis_{n}": part for n, part in enumerate(("1", "1", "2020"))})
    assert "Stumm ist eine Warnung nur auf Zeit" in refused.text
    assert refused.context["zeilen"][0][1]["bis"].value() == "2020-1-1"


def test_rule_is_deleted(client, leitung, regel):
    post(client, regel, "loeschen")
    assert Warnregel.objects.count() == 0
    assert post(client, regel, "ab").status_code == 404
