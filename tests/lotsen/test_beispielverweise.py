import pytest

from behoerde.kern.actions import beispiel as konten
from behoerde.kern.db import als
from behoerde.kern.models import Nachricht, Organisationseinheit, Person, User
from behoerde.kern.rechte import Rolle
from lotsen.actions.beispiel import build as build_directory
from lotsen.actions.beispielverweise import build
from lotsen.models import Partnerkopie, Verweis
from lotsen.queries.partner import counts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("amt")]


def test_example_office_shows_referrals_in_several_states_once():
    konten.build()
    build_directory()
    build()
    states = sorted(Verweis.objects.values_list("status", flat=True))
    assert states == ["abgelehnt", "abgeschlossen", "brief", "einwilligung", "gesendet", "gesendet", "termin", "warteliste"]
    build()
    assert (Verweis.objects.count(), Person.objects.count()) == (8, 8)
    partner = User.objects.get(rollenzuweisungen__rolle=Rolle.PARTNER)
    with als(partner):
        assert counts(partner) == {"neu": 2, "arbeit": 1, "warteliste": 1, "beendet": 2}


def test_partner_of_the_example_office_works_for_a_partner():
    konten.build()
    partner = User.objects.get(rollenzuweisungen__rolle=Rolle.PARTNER)
    assert [row.organisationseinheit.art for row in partner.rollenzuweisungen.all()] == [Organisationseinheit.Art.PARTNER]


def test_without_directory_nobody_is_sent_anywhere():
    konten.build()
    build()
    assert (Verweis.objects.count(), Partnerkopie.objects.count(), Person.objects.count()) == (0, 0, 0)


def test_invented_past_waits_for_no_mail():
    konten.build()
    build_directory()
    build()
    assert set(Nachricht.objects.filter(anlass__startswith="verweis").values_list("status", "adresse")) == {("hinfaellig", "")}
