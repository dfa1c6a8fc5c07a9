"""Pages of invitations: staff with four eyes, the invited person behind the link."""

import pytest
from django.urls import reverse

from behoerde.kern.actions.zugang import link_token
from behoerde.kern.rechte import Rolle
from lotsen.actions.einladung import release_list
from lotsen.einladung import Einladungsregel
from lotsen.models import Anmeldung, Einladung, Einladungsliste, Widerspruch
from lotsen.veranstaltung import Anmeldelink
from tests.factories.kern import PersonFactory, UserFactory
from tests.factories.lotsen import ErstberatungFactory
from tests.factories.veranstaltung import EinladungslisteFactory, VeranstaltungFactory
from tests.termine.empfang import join

NEU = reverse("veranstaltungen:einladen")


@pytest.fixture
def empfang(uhr, ruhig, einheit):
    return VeranstaltungFactory.create(einheit=einheit)


@pytest.fixture
def olena(einheit):
    person = PersonFactory.create(vorname="Olena", nachname="Koval", sprache="uk")
    ErstberatungFactory.create(person=person, einheit=einheit)
    return person


def wanted(empfang, **changes) -> dict:
    return {"regel": "neu", "monate": "6", "einheit": empfang.einheit_id, "veranstaltung": str(empfang.pk)} | changes


def invitation(empfang, olena, **fields) -> str:
    """Return the address behind which ``olena`` is invited."""
    liste = EinladungslisteFactory.create(einheit=empfang.einheit, veranstaltung=empfang, **fields)
    row = Einladung.objects.create(liste=liste, person=olena)
    release_list(liste=liste, user=UserFactory.create())
    return reverse("anmeldung:einladung", args=[link_token(Anmeldelink.EINLADUNG, row.pk)])


def test_one_proposes_and_only_another_releases(client, empfang, olena, einheit):
    join(client, einheit, Rolle.LOTSE)
    assert "Olena Koval" in client.get(NEU, wanted(empfang)).content.decode()
    assert not Einladungsliste.objects.exists()
    page = client.post(NEU, wanted(empfang)).url
    assert "Eine zweite Person muss diese Liste ansehen und freigeben." in client.get(page).content.decode()
    client.post(page, {"was": "freigeben"})
    assert Einladungsliste.objects.get().status == "vorgeschlagen"
    join(client, einheit, Rolle.VERWALTUNG)
    siegel = client.get(page).context["siegel"]
    response = client.post(page, {"was": "freigeben", "siegel": siegel}, follow=True)
    assert "Freigegeben. 1 Einladung geht hinaus." in response.content.decode()


def test_list_that_changed_since_it_was_seen_is_not_released(client, empfang, olena, einheit):
    join(client, einheit, Rolle.LOTSE)
    page = client.post(NEU, wanted(empfang)).url
    join(client, einheit, Rolle.VERWALTUNG)
    siegel = client.get(page).context["siegel"]
    Einladung.objects.create(liste=Einladungsliste.objects.get(), person=PersonFactory.create())
    response = client.post(page, {"was": "freigeben", "siegel": siegel}, follow=True)
    assert "Die Liste hat sich inzwischen geändert." in response.content.decode()
    assert Einladungsliste.objects.get().status == "vorgeschlagen"


def test_rule_without_an_event_asks_for_one_unless_it_is_about_naturalisation(client, empfang, einheit):
    join(client, einheit, Rolle.LOTSE)
    assert "veranstaltung" in client.get(NEU, wanted(empfang, veranstaltung="")).context["form"].errors
    assert not client.get(NEU, wanted(empfang, veranstaltung="", regel="einbuergerung")).context["form"].errors


def test_staff_see_who_wants_none_and_can_leave_somebody_out(client, empfang, olena, einheit):
    join(client, einheit, Rolle.LOTSE)
    page = client.post(NEU, wanted(empfang)).url
    row = Einladung.objects.get()
    client.post(page, {"was": "weglassen", "einladung": str(row.pk)})
    row.refresh_from_db()
    assert row.weggelassen is True
    client.post(page, {"was": "dazu", "einladung": str(row.pk)})
    Widerspruch.objects.create(person_hash=olena.person_hash)
    assert "möchte keine Einladungen" in client.get(page).content.decode()


def test_list_page_asks_as_much_for_three_as_for_one(client, empfang, einheit, django_assert_num_queries):
    join(client, einheit, Rolle.LOTSE)
    EinladungslisteFactory.create(einheit=einheit)
    page = reverse("veranstaltungen:einladungen")
    client.get(page)
    with django_assert_num_queries(13):
        client.get(page)
    EinladungslisteFactory.create_batch(2, einheit=einheit)
    with django_assert_num_queries(13):
        client.get(page)


def test_invited_person_comes_by_one_form(client, empfang, olena):
    page = invitation(empfang, olena)
    assert "Olena Koval" in client.get(page).content.decode()
    response = client.post(page, {"was": "kommen", "personen": "2", "kinder": "0"})
    row = Anmeldung.objects.get()
    assert response.url == reverse("anmeldung:mein", args=[link_token(Anmeldelink.ANMELDUNG, row.pk)])
    assert client.get(page).url == response.url


def test_event_by_invitation_only_opens_by_the_link(client, olena, uhr, ruhig, einheit):
    event = VeranstaltungFactory.create(einheit=einheit, nur_mit_einladung=True)
    assert client.get(reverse("anmeldung:veranstaltung", args=[event.pk])).status_code == 404
    client.post(invitation(event, olena), {"was": "kommen", "personen": "1", "kinder": "0"})
    assert Anmeldung.objects.get().name == "Olena Koval"


def test_one_click_ends_invitations_and_another_brings_them_back(client, empfang, olena):
    page = invitation(empfang, olena)
    client.post(page, {"was": "keine"})
    assert "Sie bekommen keine Einladungen mehr von uns." in client.get(f"{page}?keine").content.decode()
    assert Widerspruch.objects.get().person_hash == olena.person_hash
    client.post(page, {"was": "doch"})
    assert not Widerspruch.objects.exists()


def test_naturalisation_without_an_event_leads_to_the_check(client, empfang, olena):
    liste = EinladungslisteFactory.create(einheit=empfang.einheit, veranstaltung=None, regel=Einladungsregel.EINBUERGERUNG)
    row = Einladung.objects.create(liste=liste, person=olena)
    release_list(liste=liste, user=UserFactory.create())
    page = reverse("anmeldung:einladung", args=[link_token(Anmeldelink.EINLADUNG, row.pk)])
    html = client.get(page).content.decode()
    assert reverse("einbuergerung") in html
    assert client.post(page, {"was": "kommen"}).status_code == 404
