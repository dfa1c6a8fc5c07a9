"""Pages of what goes to partners: in the case, and the partner's own."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from behoerde.kern import uhr
from behoerde.kern.db import System, als
from behoerde.kern.rechte import Rolle
from fallmanagement.actions.freigabe import release, withdraw
from fallmanagement.models import Fallakte, Freigabe, Freigabekopie
from tests.anmelden import BACKEND
from tests.factories.fallmanagement import FallakteFactory, FristFactory, VermerkFactory
from tests.factories.kern import PersonFactory
from tests.factories.zusammenarbeit import angaben
from tests.lotsen.test_views_partner import crawl
from tests.lotsen.verweise import partner_unit, partner_user
from tests.termine.empfang import join, lesespuren, staff_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ruhig")]


@pytest.fixture
def partner(db):
    return partner_unit("Jobcenter")


@pytest.fixture
def fall(einheit):
    """A case; the clock runs, as that of the database does."""
    person = PersonFactory.create(vorname="Amina", nachname="Haidari", email="amina@beispiel.example")
    with als(System.AUFGABE):
        return FallakteFactory.create(person=person, einheit=einheit)


@pytest.fixture
def leser(client, partner):
    user = partner_user(partner)
    client.force_login(user, backend=BACKEND)
    return user


def released(fall, partner, **fields) -> Freigabekopie:
    with als(System.AUFGABE):
        row = release(fall, angaben(partner, **fields), user=fall.angelegt_von)
        return row.kopie


def address(fall: Fallakte) -> str:
    return reverse("fallmanagement:akte_freigaben", args=[fall.pk])


def typed(partner, **fields) -> dict:
    day = uhr.today() + timedelta(days=30)
    data = {"empfaenger": partner.pk, "felder": ["name"], "zweck": "Gemeinsame Beratung", "grundlage": "einwilligung"}
    return data | {"bis_0": day.day, "bis_1": day.month, "bis_2": day.year, "was": "freigeben"} | fields


def test_words_are_shown_before_the_person_agrees(client, fall, partner, einheit):
    join(client, einheit, Rolle.FALLMANAGEMENT)
    page = client.post(address(fall), typed(partner, was="wortlaut"))
    assert ("Jobcenter" in page.context["wortlaut"], page.context["form"]["zweck"].value()) == (True, "Gemeinsame Beratung")
    page = client.post(address(fall), typed(partner))
    assert list(page.context["form"].errors) == ["einwilligungsart"]
    with als(System.AUFGABE):
        assert Freigabe.objects.count() == 0
    assert client.post(address(fall), typed(partner, einwilligungsart="schirm")).status_code == 302
    with als(System.AUFGABE):
        assert Freigabekopie.objects.count() == 1


def test_second_person_agrees_and_ends(client, fall, partner, einheit):
    author = join(client, einheit, Rolle.FALLMANAGEMENT)
    client.post(address(fall), typed(partner, grundlage="andere", norm="§ 1 Beispielgesetz"))
    with als(System.AUFGABE):
        row = Freigabe.objects.get()
    assert "Geprüft: freigeben" not in client.get(address(fall)).text
    client.post(address(fall), {"was": "bestaetigen", "zeile": str(row.pk)})
    join(client, einheit, Rolle.FALLMANAGEMENT)
    page = client.get(address(fall)).text
    assert ("ungeprüft" in page, "Geprüft: freigeben" in page) == (True, True)
    client.post(address(fall), {"was": "bestaetigen", "zeile": str(row.pk)})
    with als(System.AUFGABE):
        row.refresh_from_db()
        assert (row.gilt, row.bestaetigt_von_id == author.pk) == (True, False)
    client.post(address(fall), {"was": "beenden", "zeile": str(row.pk)})
    with als(System.AUFGABE):
        assert Freigabekopie.objects.count() == 0


def test_partner_reads_what_was_released_and_it_is_recorded(client, fall, partner, leser):
    kopie = released(fall, partner, felder=["name", "sprache"])
    assert kopie.kennung in client.get(reverse("fallpartner:faelle")).text
    page = client.get(kopie.get_absolute_url()).text
    assert ("Amina Haidari" in page, "amina@beispiel.example" in page) == (True, False)
    traces = [(kind, pk) for who, kind, pk, _why in lesespuren() if who == leser.pk]
    assert traces == [("fallmanagement.freigabekopie", str(kopie.pk))]


def test_withdrawn_over_or_foreign_is_not_there(client, fall, partner, leser):
    foreign = released(fall, partner_unit("Anderer"))
    ended = released(fall, partner, zweck="Vorbei")
    with als(System.AUFGABE):
        withdraw(ended.freigabe, user=fall.angelegt_von)
    for kopie in (foreign, ended):
        assert client.get(kopie.get_absolute_url()).status_code == 404
    assert list(client.get(reverse("fallpartner:faelle")).context["kopien"]) == []


def seen(user) -> list:
    """Return what a query without any filter shows ``user``."""
    with als(user):
        return list(Freigabekopie.objects.all())


def test_query_without_filter_shows_a_partner_only_its_own_and_only_in_time(fall, partner, leser):
    kopie, _foreign = released(fall, partner), released(fall, partner_unit("Anderer"))
    assert seen(leser) == [kopie]
    with als(leser):
        assert (Freigabe.objects.count(), Fallakte.objects.count()) == (0, 0)
        assert Freigabekopie.objects.update(zweck="anders") == 0
    with als(System.AUFGABE):
        last = timezone.localdate() - timedelta(days=1)  # the policy asks the day of the database
        Freigabekopie.objects.filter(pk=kopie.pk).update(bis=last)
    assert seen(leser) == []
    assert seen(staff_of(partner_unit("Dritter"), Rolle.FALLMANAGEMENT)) == []


def test_no_page_a_partner_reaches_shows_words_that_were_not_released(client, fall, partner, leser):
    with als(System.AUFGABE):
        VermerkFactory.create(fallakte=fall, text="Vermerkwort")
        FristFactory.create(fallakte=fall, betreff="Fristwort")
        other = FallakteFactory.create(person=PersonFactory.create(nachname="Fremdwort"))
    kopie = released(fall, partner, felder=["name"], zweck="Ownzweck")
    foreign = released(other, partner_unit("Anderer"), zweck="Fremdzweck")
    pages = crawl(client, reverse("partner"), reverse("kern:arbeitsplatz"))
    assert {kopie.get_absolute_url(), reverse("fallpartner:faelle")} <= set(pages)
    everything = "\n".join(pages.values())
    assert ("Haidari" in everything, "Ownzweck" in everything) == (True, True)
    planted = [fall.aktenzeichen, other.aktenzeichen, fall.person.email, str(fall.pk), str(fall.person_id), foreign.kennung]
    words = ["Vermerkwort", "Fristwort", "Fremdwort", "Fremdzweck", str(foreign.pk), str(kopie.freigabe_id), *planted]
    assert [word for word in words if word in everything] == []


def test_partner_without_second_factor_reads_nothing(client, fall, partner, leser):
    kopie = released(fall, partner)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM mfa_authenticator WHERE user_id = %s", [leser.pk])
    answer = client.get(kopie.get_absolute_url())
    assert (answer.status_code, "Haidari" in answer.text) == (302, False)
