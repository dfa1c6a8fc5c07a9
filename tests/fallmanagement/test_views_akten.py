"""Pages of a case manager: list, search, one case and every step; what is refused says why."""

from datetime import date

import pytest
from django.urls import reverse

from behoerde.kern.db import System, als
from behoerde.kern.models import Person
from behoerde.kern.rechte import Rolle
from fallmanagement.enums import Abschlussgrund, Fallphase, Wiederaufnahmegrund
from fallmanagement.models import Fallakte, Haushaltsmitglied
from tests.factories.fallmanagement import FallakteFactory, VertretungFactory, ZustaendigkeitFactory
from tests.factories.kern import OrganisationseinheitFactory, PersonFactory
from tests.termine.empfang import join, lesespuren, staff_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]
LISTE = "fallmanagement:liste"
WER = {"vorname": "Amina", "nachname": "Haidari", "geburtsdatum_0": "17", "geburtsdatum_1": "5", "geburtsdatum_2": "1990"}


def step(client, akte: Fallakte, name: str, **data):
    return client.post(reverse("fallmanagement:schritt", args=[akte.pk, name]), data)


def listed(client, **query) -> list[str]:
    return [row.aktenzeichen for row in client.get(reverse(LISTE), query).context["rows"]]


@pytest.fixture
def fremde(db):
    return FallakteFactory.create(einheit=OrganisationseinheitFactory.create(name="Anderes Amt"))


def test_new_person_gets_a_case_of_whoever_opens_it(client, angemeldet, einheit):
    response = client.post(reverse("fallmanagement:neu"), WER | {"sprache": "de", "einheit": einheit.pk})
    akte = Fallakte.objects.get()
    assert (response.url, akte.zustaendig, akte.phase) == (akte.get_absolute_url(), angemeldet, Fallphase.NEU)


def test_known_person_is_asked_for_and_taken(client, angemeldet, einheit):
    known = PersonFactory.create(vorname="Amina", nachname="Haidari")
    data = WER | {"sprache": "de", "einheit": einheit.pk}
    assert "Ist es diese Person?" in client.post(reverse("fallmanagement:neu"), data).content.decode()
    client.post(reverse("fallmanagement:neu"), data | {"bekannt": known.pk})
    assert (Fallakte.objects.get().person, Person.objects.filter(nachname="Haidari").count()) == (known, 1)


def test_case_of_another_unit_is_not_opened_twice(client, angemeldet, einheit, fremde):
    who = fremde.person
    data = {"vorname": who.vorname, "nachname": who.nachname, "bekannt": who.pk, "sprache": "de", "einheit": einheit.pk}
    born = {"geburtsdatum_0": "17", "geburtsdatum_1": "5", "geburtsdatum_2": "1990"}
    page = client.post(reverse("fallmanagement:neu"), data | born)
    assert "andere Stelle" in page.content.decode()
    assert fremde.aktenzeichen not in page.content.decode()


def test_list_shows_views_and_finds_by_number_name_and_birth_date(client, angemeldet, akte, fremde):
    ZustaendigkeitFactory.create(fallakte=akte, user=angemeldet)
    other = FallakteFactory.create(einheit=akte.einheit, person__geburtsdatum=date(1970, 1, 2))
    assert listed(client) == [akte.aktenzeichen]
    assert sorted(listed(client, ansicht="offen")) == sorted([akte.aktenzeichen, other.aktenzeichen])
    assert listed(client, ansicht="ohne") == [other.aktenzeichen]
    for q in (akte.aktenzeichen, akte.aktenzeichen.lower(), akte.aktenzeichen[-6:].lstrip("0"), "haidari"):
        assert listed(client, q=q) == [akte.aktenzeichen]
    assert listed(client, q="2.1.1970") == [other.aktenzeichen]
    assert listed(client, q=fremde.aktenzeichen) == []
    assert listed(client, ansicht="offen", phase="plan") == []


def test_pages_of_a_search_go_on_where_the_last_one_ended(client, angemeldet, einheit, monkeypatch):
    monkeypatch.setattr("fallmanagement.queries.akten.JE_SEITE", 2)
    rows = [FallakteFactory.create(einheit=einheit, person__nachname="Beispielmann") for _number in range(3)]
    in_order = list(Fallakte.objects.filter(pk__in=[row.pk for row in rows]).values_list("aktenzeichen", flat=True))
    assert [listed(client, q="beispielmann"), listed(client, q="beispielmann", page=2)] == [in_order[:2], in_order[2:]]
    assert listed(client, q="beispielmann", page=9) == in_order[2:]


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_questions_however_long_it_is(client, angemeldet, einheit, count, django_assert_num_queries):
    for _number in range(count):
        ZustaendigkeitFactory.create(fallakte=FallakteFactory.create(einheit=einheit), user=angemeldet)
    client.get(reverse(LISTE))
    with django_assert_num_queries(16):
        client.get(reverse(LISTE))


def test_cover_brings_the_cases_and_takes_them_back(client, angemeldet, akte, uhr):
    away = staff_of(akte.einheit, Rolle.FALLMANAGEMENT)
    ZustaendigkeitFactory.create(fallakte=akte, user=away)
    VertretungFactory.create(user=away, durch=angemeldet)
    assert listed(client) == [akte.aktenzeichen]
    uhr.shift(86_400 * 36)  # the first of January: the cover has ended
    client.force_login(angemeldet, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert listed(client) == []


def test_opened_case_and_search_stand_in_the_read_log(client, angemeldet, akte):
    client.get(akte.get_absolute_url())
    client.get(reverse("fallmanagement:verlauf", args=[akte.pk]))
    client.get(reverse(LISTE), {"q": "haidari"})
    kind, pk, me = "fallmanagement.fallakte", str(akte.pk), angemeldet.pk
    assert lesespuren() == [(me, kind, pk, "ueberblick"), (me, kind, pk, "verlauf"), (me, "kern.user", str(me), "Suche")]


@pytest.mark.parametrize("name", ["akte", "aufenthalt", "akte_fristen", "vermerke", "verlauf"])
def test_case_of_another_unit_does_not_exist(client, angemeldet, fremde, name):
    assert client.get(reverse(f"fallmanagement:{name}", args=[fremde.pk])).status_code == 404


@pytest.mark.usefixtures("angemeldet")
def test_phase_moves_and_needs_its_reason(client, akte):
    step(client, akte, "phase", nach="klaerung")
    page = step(client, akte, "phase", nach="abgeschlossen")
    assert "Grund, der zu diesem Schritt passt" in page.content.decode()
    step(client, akte, "phase", nach="abgeschlossen", grund=Abschlussgrund.ZIEL_ERREICHT)
    akte.refresh_from_db()
    assert (akte.phase, akte.grund, akte.beendet_am) == ("abgeschlossen", "ziel_erreicht", date(2026, 11, 26))
    step(client, akte, "phase", nach="klaerung", grund=Wiederaufnahmegrund.NEUE_LAGE)
    akte.refresh_from_db()
    assert (akte.phase, akte.beendet_am) == ("klaerung", None)


def test_case_is_given_to_a_colleague_and_taken_by_the_lead_only(client, angemeldet, akte, einheit):
    colleague = staff_of(einheit, Rolle.FALLMANAGEMENT)
    step(client, akte, "zustaendig", user=colleague.pk)
    akte.refresh_from_db()
    assert akte.zustaendig == colleague
    page = client.post(reverse("fallmanagement:schritt", args=[akte.pk, "zustaendig"]), {"user": angemeldet.pk}, follow=True)
    assert "Nur die Leitung" in page.content.decode()
    join(client, einheit, Rolle.LEITUNG)
    step(client, akte, "zustaendig", user=angemeldet.pk)
    akte.refresh_from_db()
    assert akte.zustaendig == angemeldet


@pytest.mark.usefixtures("angemeldet")
def test_account_without_the_right_is_no_choice(client, akte, einheit):
    page = step(client, akte, "zustaendig", user=staff_of(einheit, Rolle.EMPFANG).pk)
    assert page.status_code == 200
    akte.refresh_from_db()
    assert akte.zustaendig is None


@pytest.mark.usefixtures("angemeldet")
def test_household_over_time(client, akte, uhr):
    child = {"haushalt-vorname": "Sami", "haushalt-nachname": "Haidari", "haushalt-verhaeltnis": "kind"}
    born = {"haushalt-geburtsdatum_0": "1", "haushalt-geburtsdatum_1": "2", "haushalt-geburtsdatum_2": "2020"}
    since = {"haushalt-seit_0": "1", "haushalt-seit_1": "3", "haushalt-seit_2": "2024"}
    assert (
        "Dieses Datum gibt es nicht"
        in step(client, akte, "haushalt", **child | born | {"haushalt-seit_0": "99"}).content.decode()
    )
    step(client, akte, "haushalt", **child | born | since)
    row = Haushaltsmitglied.objects.get()
    assert (row.fallakte, str(row.person), row.zeitraum.lower) == (akte, "Sami Haidari", date(2024, 3, 1))
    assert "schon im Haushalt" in step(client, akte, "haushalt", **child | born | since).content.decode()
    step(client, akte, "auszug", mitglied=row.pk)
    row.refresh_from_db()
    assert row.zeitraum.upper == date(2026, 11, 26)


@pytest.mark.usefixtures("angemeldet")
def test_unknown_step_does_not_exist(client, akte):
    assert step(client, akte, "loeschen").status_code == 404
    assert step(client, akte, "auszug", mitglied="unsinn").status_code == 404


def test_number_of_a_case_is_found_in_every_year(client, angemeldet, akte):
    with als(System.AUFGABE):
        assert listed(client, q=f"FM-{akte.aktenzeichen[3:7]}-{int(akte.aktenzeichen[-6:])}") == [akte.aktenzeichen]
