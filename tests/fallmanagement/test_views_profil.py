"""The tab of the competence profile: adding, correcting, taking out, and what was asked."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from behoerde.kern.db import als
from behoerde.kern.models import Protokolleintrag
from behoerde.kern.rechte import Rolle
from fallmanagement.models import Berufserfahrung, Berufswunsch, Kompetenzprofil, Qualifikation, Sprachstand
from tests.factories.fallmanagement_profil import (
    BerufFactory,
    BerufserfahrungFactory,
    BerufswunschFactory,
    QualifikationFactory,
    SprachstandFactory,
)
from tests.termine.empfang import join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt", "angemeldet")]
DEUTSCH = {
    "was": "sprache",
    "sprache-sprache": "de",
    "sprache-sprechen": "B1",
    "sprache-nachweis": "gespraech",
    "sprache-tag_0": "2",
    "sprache-tag_1": "11",
    "sprache-tag_2": "2026",
}


@pytest.fixture
def seite(akte):
    return reverse("fallmanagement:profil", args=[akte.pk])


def text(response) -> str:
    return response.content.decode()


def test_empty_profile_says_that_nobody_asked(client, seite):
    page = text(client.get(seite))
    assert page.count("Noch nicht gefragt.") == 4


def test_opening_stands_in_the_read_log(client, seite, akte, einheit):
    client.get(seite)
    with als(join(client, einheit, Rolle.DATENSCHUTZ)):
        entry = Protokolleintrag.objects.get(vorgang="gelesen")
    assert (entry.objekt_id, entry.grund) == (str(akte.pk), "profil")


def test_level_is_noted_and_corrected(client, seite):
    client.post(seite, DEUTSCH)
    client.post(seite, DEUTSCH | {"sprache-sprechen": "B2", "sprache-lesen": "A2"})
    assert list(Sprachstand.objects.values_list("fertigkeit", "niveau", "tag")) == [
        ("lesen", "A2", date(2026, 11, 2)),
        ("sprechen", "B2", date(2026, 11, 2)),
    ]
    assert Protokolleintrag.objects.filter(vorgang="profil_geaendert").count() == 2


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"sprache-sprechen": ""}, "Bitte wählen Sie wenigstens ein Niveau."),
        ({"sprache-nachweis": "zertifikat"}, "Bitte nennen Sie das Zertifikat."),
        ({"sprache-tag_2": "2027"}, "Dieser Tag liegt in der Zukunft."),
    ],
)
def test_level_that_says_nothing_is_refused(client, seite, change, sentence):
    assert sentence in text(client.post(seite, DEUTSCH | change))
    assert Sprachstand.objects.count() == 0


def test_wish_without_a_hit_is_stored_at_once(client, seite):
    client.post(seite, {"was": "wunsch", "wunsch-bezeichnung": "Astronautin"})
    row = Berufswunsch.objects.get()
    assert (row.bezeichnung, row.beruf) == ("Astronautin", None)


def test_wish_that_may_be_in_the_catalogue_is_asked_back(client, seite):
    beruf = BerufFactory.create(code="29222", name="Bäcker/in, Konditor/in", suchworte=["Backwaren"])
    data = {"was": "wunsch", "wunsch-bezeichnung": "backw"}
    assert "Bäcker/in, Konditor/in (KldB 2010 29222)" in text(client.post(seite, data))
    assert Berufswunsch.objects.count() == 0
    client.post(seite, data | {"wunsch-wahl": str(beruf.pk)})
    assert Berufswunsch.objects.get().beruf == beruf


def test_wish_may_be_none_of_the_hits(client, seite):
    BerufFactory.create(name="Bäcker/in")
    client.post(seite, {"was": "wunsch", "wunsch-bezeichnung": "Bäcker", "wunsch-wahl": "keiner"})
    assert Berufswunsch.objects.get().beruf is None


def test_same_wish_twice_is_refused_beside_the_field(client, seite, akte):
    BerufswunschFactory.create(fallakte=akte, bezeichnung="Koch")
    page = text(client.post(seite, {"was": "wunsch", "wunsch-bezeichnung": "Koch"}))
    assert "Das steht schon im Profil." in page
    assert Berufswunsch.objects.count() == 1


def test_qualification_is_corrected_in_its_own_form(client, seite, akte):
    row = QualifikationFactory.create(fallakte=akte, bezeichnung="Diplom")
    assert 'value="Diplom"' in text(client.get(seite, {"aendern": str(row.pk)}))
    data = {"abschluss-art": "studium", "abschluss-bezeichnung": "Diplom", "abschluss-anerkennung": "anerkannt"}
    client.post(seite, {"was": "abschluss", "zeile": str(row.pk)} | data)
    assert list(Qualifikation.objects.values_list("art", "anerkennung")) == [("studium", "anerkannt")]


def test_experience_runs_until_the_end_of_its_last_month(client, seite):
    data = {"erfahrung-bezeichnung": "Koch", "erfahrung-von": "3/2019", "erfahrung-bis": "12/2021"}
    client.post(seite, {"was": "erfahrung"} | data)
    assert Berufserfahrung.objects.get().zeitraum == DateRange(date(2019, 3, 1), date(2022, 1, 1))
    assert "03/2019 bis 12/2021" in text(client.get(seite))


@pytest.mark.parametrize("bis", [date(2022, 1, 1), date(2022, 7, 1), None])
def test_experience_comes_back_as_it_was_typed(client, seite, akte, bis):
    row = BerufserfahrungFactory.create(fallakte=akte, zeitraum=DateRange(date(2019, 3, 1), bis))
    page = client.get(seite, {"aendern": str(row.pk)})
    form = page.context["formulare"]["erfahrung"]
    typed = {"erfahrung-von": form["von"].value(), "erfahrung-bis": form["bis"].value() or ""}
    client.post(seite, {"was": "erfahrung", "zeile": str(row.pk), "erfahrung-bezeichnung": "Koch"} | typed)
    assert Berufserfahrung.objects.get().zeitraum == DateRange(date(2019, 3, 1), bis)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"erfahrung-von": "13/2019"}, "Bitte schreiben Sie Monat und Jahr"),
        ({"erfahrung-von": "März"}, "Bitte schreiben Sie Monat und Jahr"),
        ({"erfahrung-von": "01/2027"}, "Dieser Monat liegt in der Zukunft."),
        ({"erfahrung-bis": "02/2019"}, "Das Ende liegt vor dem Anfang."),
    ],
)
def test_impossible_months_are_refused(client, seite, change, sentence):
    data = {"was": "erfahrung", "erfahrung-bezeichnung": "Koch", "erfahrung-von": "03/2019", "erfahrung-bis": ""}
    assert sentence in text(client.post(seite, data | change))
    assert Berufserfahrung.objects.count() == 0


def test_asked_and_none_is_noted_and_taken_back(client, seite, akte):
    client.post(seite, {"was": "keine", "teil": "erfahrung"})
    assert akte.kompetenzprofil.keine == ["erfahrung"]
    assert "keine Berufserfahrung" in text(client.get(seite))
    client.post(seite, {"was": "doch", "teil": "erfahrung"})
    assert Kompetenzprofil.objects.get().keine == []


def test_none_is_refused_while_there_is_one(client, seite, akte):
    BerufserfahrungFactory.create(fallakte=akte)
    page = client.post(seite, {"was": "keine", "teil": "erfahrung"}, follow=True)
    assert "Im Profil steht schon etwas dazu" in text(page)


@pytest.mark.parametrize(
    ("ticked", "stored"), [([], None), (["keins"], []), (["C1", "B"], ["B", "C1"])], ids=["not asked", "none", "classes"]
)
def test_licence_keeps_the_three_apart(client, seite, ticked, stored):
    client.post(seite, {"was": "mobil", "mobil-fuehrerscheine": ticked, "mobil-hoechstens_km": "0"})
    row = Kompetenzprofil.objects.get()
    assert (row.fuehrerscheine, row.wege, row.hoechstens_km) == (stored, None, 0)
    shown = client.get(seite).context["formulare"]["mobil"]["fuehrerscheine"].value()
    assert (shown or []) == sorted(ticked)


def test_none_and_a_class_contradict_each_other(client, seite):
    page = client.post(seite, {"was": "mobil", "mobil-fuehrerscheine": ["keins", "B"]})
    assert "bitte nehmen Sie ein Häkchen weg" in text(page)


@pytest.mark.parametrize(
    ("teil", "build"), [("sprache", SprachstandFactory), ("wunsch", BerufswunschFactory), ("abschluss", QualifikationFactory)]
)
def test_row_is_taken_out(client, seite, akte, teil, build):
    row = build.create(fallakte=akte)
    client.post(seite, {"was": "entfernen", "teil": teil, "zeile": str(row.pk)})
    assert type(row).objects.count() == 0


def test_row_of_another_case_does_not_exist(client, seite):
    row = BerufswunschFactory.create()
    assert client.post(seite, {"was": "entfernen", "teil": "wunsch", "zeile": str(row.pk)}).status_code == 404
    assert client.post(seite, {"was": "entfernen", "teil": "unsinn", "zeile": str(row.pk)}).status_code == 404
    assert client.post(seite, {"was": "keine", "teil": "unsinn"}).status_code == 404


def test_history_of_the_case_tells_what_changed_in_the_profile(client, seite, akte):
    row = SprachstandFactory.create(fallakte=akte)
    client.post(seite, {"was": "entfernen", "teil": "sprache", "zeile": str(row.pk)})
    page = text(client.get(reverse("fallmanagement:verlauf", args=[akte.pk])))
    assert page.count("Deutsch sprechen: B1") == 2
