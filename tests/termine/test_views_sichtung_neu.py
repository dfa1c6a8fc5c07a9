"""A concern is taken in at the desk or on the phone: the questions of the page for clients, a number, a promise, also for others."""

from uuid import uuid4

import pytest
from django.urls import reverse

from behoerde.kern.rechte import Rolle
from termine.models import Aufnahme
from tests.factories.kern import OrganisationseinheitFactory
from tests.factories.termine import LeistungFactory, TeamFactory, aufnahme
from tests.termine.empfang import join
from tests.termine.test_views_sichtung_tun import said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("leseprotokoll")]


@pytest.fixture
def typed() -> dict:
    """What a complete page sends."""
    return {
        "schluessel": str(uuid4()),
        "kanal": "telefon",
        "person-0-vorname": "Amal",
        "person-0-nachname": "Haddad",
        "person-0-geburtsdatum_0": "17",
        "person-0-geburtsdatum_1": "5",
        "person-0-geburtsdatum_2": "1990",
        "worte": "Ich möchte weiter studieren.",
        "vorhanden": ["pass"],
        "kontaktweg": "email",
        "email": "amal@beispiel.example",
        "sprache": "ar",
    }


def page(leistung, **more) -> str:
    query = "&".join(f"{name}={value}" for name, value in ({"leistung": leistung.slug} | more).items())
    return f"{reverse('termine:empfang_neu')}?{query}"


def test_first_step_asks_which_leistung(client, sichtung, sichtungsplatz):
    LeistungFactory.create(slug="karte", zugang="direkt")
    response = client.get(reverse("termine:empfang_neu"))
    assert (response.context["form"], list(response.context["was"].fields["leistung"].queryset)) == (None, [sichtung])


@pytest.mark.parametrize("slug", ["gibt-es-nicht", "", "%00"])
def test_leistung_that_does_not_exist_is_asked_for_again(client, sichtungsplatz, slug):
    response = client.get(f"{reverse('termine:empfang_neu')}?leistung={slug}")
    assert (response.status_code, response.context["form"]) == (200, None)
    assert response.context["was"].errors["leistung"]


def test_page_takes_in_with_number_and_promise(client, sichtung, sichtungsplatz, typed):
    response = client.post(page(sichtung), typed, follow=True)
    row = Aufnahme.objects.select_related("kontakt").get()
    assert (row.kanal, row.sprache, row.worte, str(row.kontakt)) == ("telefon", "ar", typed["worte"], "Amal Haddad")
    assert (row.aufgenommen_in, row.unterlagen.filter(stand="vorhanden").get().unterlage.key) == (None, "pass")
    assert f"Aufgenommen: {row.vorgang}. Versprochen ist eine Antwort bis" in said(response)
    assert response.redirect_chain == [(row.get_absolute_url(), 302)]


def test_page_sent_twice_takes_in_once(client, sichtung, sichtungsplatz, typed):
    addresses = {client.post(page(sichtung), typed).url for _n in range(2)}
    assert (len(addresses), Aufnahme.objects.count()) == (1, 1)


def test_branch_takes_in_for_the_office_and_keeps_sight(client, sichtung, typed):
    branch = OrganisationseinheitFactory.create(name="Bürgerbüro")
    join(client, branch, Rolle.EMPFANG)
    response = client.post(page(sichtung), typed, follow=True)
    row = Aufnahme.objects.get()
    assert (row.einheit, row.aufgenommen_in) == (sichtung.teams.get().organisationseinheit, branch)
    assert response.status_code == 200


def test_family_gets_as_many_forms_as_the_leistung_allows(client, sichtung, sichtungsplatz):
    assert len(client.get(page(sichtung, anzahl=3)).context["form"].personen.forms) == min(3, sichtung.max_personen)


def test_refused_page_keeps_what_was_typed(client, sichtung, sichtungsplatz, typed):
    response = client.post(page(sichtung), typed | {"person-0-nachname": ""})
    form = response.context["form"]
    assert form.personen.forms[0].errors["nachname"]
    assert (form.angaben["worte"].value(), Aufnahme.objects.count()) == (typed["worte"], 0)


def test_living_concern_of_the_same_person_is_said_beside_the_name(client, sichtung, sichtungsplatz, typed):
    aufnahme(sichtung)
    client.post(page(sichtung), typed)
    response = client.post(page(sichtung), typed | {"schluessel": str(uuid4())})
    assert (len(response.context["form"].personen.forms[0].errors["nachname"]), Aufnahme.objects.count()) == (1, 2)


def test_leistung_without_team_is_refused_with_a_sentence(client, sichtung, sichtungsplatz, typed):
    sichtung.teams.update(aktiv=False)
    response = client.post(page(sichtung), typed)
    assert "gerade kein Team eingeteilt" in response.content.decode()


def test_who_may_only_look_takes_nothing_in(client, sichtung):
    join(client, TeamFactory.create().organisationseinheit, Rolle.LEITUNG)
    assert client.get(reverse("termine:empfang_neu")).status_code == 404
