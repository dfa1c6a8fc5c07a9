"""A view given to a role: a copy that stays with the office, taken back by whoever gave it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from behoerde.kern import uhr
from behoerde.kern.actions.ansicht import (
    Ansichtsangaben,
    may_take_back,
    rename_ansicht,
    save_ansicht,
    share_ansicht,
    take_ansicht_back,
)
from behoerde.kern.actions.aufraeumen import drop_expired
from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Amtsansicht, GespeicherteAnsicht
from behoerde.kern.rechte import Rolle
from tests.factories.kern import OrganisationseinheitFactory
from tests.termine.empfang import join, staff_of

pytestmark = pytest.mark.django_db
LAGE, ANSICHTEN = reverse("monitoring:lage"), reverse("kern:ansichten")
JAHRE = "monate=24"


def keep(user, name: str = "Zwei Jahre", seite: str = "monitoring:lage", auswahl: str = JAHRE) -> GespeicherteAnsicht:
    with als(user):
        return save_ansicht(Ansichtsangaben(seite, name, auswahl), user=user)


@pytest.fixture
def leiterin():
    return staff_of(OrganisationseinheitFactory.create(), Rolle.LEITUNG)


@pytest.fixture
def geteilt(leiterin) -> Amtsansicht:
    row = keep(leiterin)
    with als(leiterin):
        return share_ansicht(row, rolle=Rolle.EMPFANG, user=leiterin)


def of_office(client) -> list[tuple[str, str]]:
    return [(row.name, row.von) for row in client.get(f"{LAGE}?{JAHRE}").context["ansichten"].amt]


def leave(user) -> None:
    with als(System.AUFGABE):
        user.austritt_am = uhr.today()
        user.save(update_fields=["austritt_am"])
        drop_expired()


def test_role_finds_it_with_who_gave_it_and_other_roles_do_not(client, leiterin, geteilt):
    join(client, OrganisationseinheitFactory.create(), Rolle.EMPFANG)
    page = client.get(f"{LAGE}?{JAHRE}")
    assert [(row.name, row.von) for row in page.context["ansichten"].amt] == [("Zwei Jahre", str(leiterin))]
    assert f"von {leiterin}" in page.text
    join(client, OrganisationseinheitFactory.create(), Rolle.LOTSE)
    assert of_office(client) == []


def test_lead_shares_and_takes_back_on_the_page(client):
    lead = join(client, OrganisationseinheitFactory.create(), Rolle.LEITUNG)
    row = keep(lead)
    said = client.post(ANSICHTEN, {"was": "teilen", "zeile": row.pk, "rolle": "lotse"}, follow=True)
    shared = Amtsansicht.objects.get()
    assert (shared.rolle, shared.auswahl, shared.geteilt_von) == ("lotse", JAHRE, lead)
    assert "haben jetzt alle mit der Rolle Lotsin oder Lotse." in said.text
    client.post(ANSICHTEN, {"was": "zuruecknehmen", "zeile": shared.pk})
    assert list(Amtsansicht.objects.all()) == []


def test_own_view_may_change_without_the_copy(leiterin, geteilt):
    with als(leiterin):
        own = GespeicherteAnsicht.objects.get()
        rename_ansicht(own, "Anders")
        own.delete()
    assert [row.name for row in Amtsansicht.objects.all()] == ["Zwei Jahre"]


def test_what_is_seen_in_it_stays_a_matter_of_rights(client, geteilt):
    Amtsansicht.objects.filter(pk=geteilt.pk).update(rolle=Rolle.PARTNER)  # a role that may not open the list
    join(client, OrganisationseinheitFactory.create(), Rolle.PARTNER)
    assert client.get(geteilt.get_absolute_url()).status_code == 404


def test_desk_is_offered_no_sharing_and_refused(client):
    desk = join(client, OrganisationseinheitFactory.create(), Rolle.EMPFANG)
    row = keep(desk)
    assert "Teilen mit der Rolle" not in client.get(ANSICHTEN).text
    client.post(ANSICHTEN, {"was": "teilen", "zeile": row.pk, "rolle": "empfang"})
    assert list(Amtsansicht.objects.all()) == []


def test_lists_of_cases_are_not_shared():
    both = staff_of(OrganisationseinheitFactory.create(), Rolle.LEITUNG, Rolle.FALLMANAGEMENT)
    row = keep(both, seite="fallmanagement:liste", auswahl="ansicht=offen")
    with als(both), pytest.raises(DomainError) as refused:
        share_ansicht(row, rolle=Rolle.FALLMANAGEMENT, user=both)
    assert refused.value.code == "teilen"


@pytest.mark.parametrize(("rolle", "code"), [("partner", "rolle"), ("unsinn", "rolle"), ("empfang", "name")])
def test_roles_that_may_not_open_it_and_names_that_are_taken_are_refused(leiterin, geteilt, rolle, code):
    with als(leiterin), pytest.raises(DomainError) as refused:
        share_ansicht(GespeicherteAnsicht.objects.get(), rolle=rolle, user=leiterin)
    assert (refused.value.code, Amtsansicht.objects.count()) == (code, 1)


def test_name_is_there_once_for_each_role_says_the_database(geteilt):
    with pytest.raises(IntegrityError, match="amtsansicht_name_einmal_je_rolle"), transaction.atomic():
        Amtsansicht.objects.create(
            seite=geteilt.seite, rolle=geteilt.rolle, name="ZWEI JAHRE", auswahl=JAHRE, geteilt_von=geteilt.geteilt_von
        )


def test_only_whoever_gave_it_takes_it_back(client, geteilt):
    other = join(client, OrganisationseinheitFactory.create(), Rolle.LEITUNG)
    assert client.post(ANSICHTEN, {"was": "zuruecknehmen", "zeile": geteilt.pk}).status_code == 404
    with pytest.raises(DomainError) as refused:
        take_ansicht_back(geteilt, user=other)
    assert refused.value.code == "fremd"


def test_it_stays_with_the_office_when_the_account_ends(client, leiterin, geteilt):
    leave(leiterin)
    join(client, OrganisationseinheitFactory.create(), Rolle.EMPFANG)
    assert of_office(client) == [("Zwei Jahre", "")]
    join(client, OrganisationseinheitFactory.create(), Rolle.LEITUNG)
    assert "vom Amt" in client.get(ANSICHTEN).text
    client.post(ANSICHTEN, {"was": "zuruecknehmen", "zeile": geteilt.pk})
    assert list(Amtsansicht.objects.all()) == []


def test_nobody_without_the_right_takes_back_what_nobody_holds(leiterin, geteilt):
    desk = staff_of(OrganisationseinheitFactory.create(), Rolle.EMPFANG)
    leave(leiterin)
    geteilt.refresh_from_db()
    assert (may_take_back(geteilt, desk), uhr.today() - leiterin.austritt_am) == (False, timedelta(0))
