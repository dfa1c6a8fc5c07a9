"""Paper sheets, complaints as numbers, you said – we did."""

from datetime import date

import pytest
from django.urls import reverse

from behoerde.kern.rechte import Rolle
from monitoring.actions.umfragefolge import publish_folge
from monitoring.models import Beschwerde, Umfrageeinladung, Umfragefolge
from tests.factories.kern import OrganisationseinheitFactory, StandortFactory
from tests.factories.strategie import running
from tests.lotsen.pdf import ua_errors
from tests.monitoring.umfragen import said
from tests.termine.empfang import join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]
FOLGEN = "umfragen:folgen"


@pytest.fixture
def leitung(client):
    join(client, OrganisationseinheitFactory.create(), Rolle.LEITUNG)
    return client


@pytest.mark.parametrize("sprache", ["de", "ar"])
def test_sheets_are_read_aloud_and_hold_as_many_tokens_as_pages(leitung, tmp_path, sprache):
    response = leitung.post(reverse("umfragen:papier"), {"anzahl": "3", "sprache": sprache})
    assert response["Content-Type"] == "application/pdf"
    assert Umfrageeinladung.objects.count() == 3
    assert ua_errors(response.content, tmp_path) == []


def test_too_many_sheets_are_refused_beside_the_field(leitung):
    response = leitung.post(reverse("umfragen:papier"), {"anzahl": "41", "sprache": "de"})
    assert 'value="41"' in response.content.decode()
    assert Umfrageeinladung.objects.count() == 0


def test_complaint_is_counted_and_taken_back(leitung):
    StandortFactory.create(slug="rathaus")
    url = reverse("umfragen:beschwerden")
    leitung.post(url, {"tag": "2026-11-23", "art": "umgang", "standort": "rathaus"})
    row = Beschwerde.objects.get()
    assert (row.tag, row.art, row.standort) == (date(2026, 11, 23), "umgang", "rathaus")

    leitung.post(reverse("umfragen:beschwerde_loeschen", args=[row.pk]))
    assert Beschwerde.objects.count() == 0


def test_complaint_of_tomorrow_is_refused(leitung):
    page = leitung.post(reverse("umfragen:beschwerden"), {"tag": "2026-11-25", "art": "umgang"}).content.decode()
    assert "Der Tag liegt in der Zukunft." in page
    assert Beschwerde.objects.count() == 0


def test_what_was_done_is_public_once_it_is_published(leitung):
    said = {"tag": "2026-11-24", "gesagt_de": "Zu wenige Stühle", "getan_de": "Zehn neue Stühle", "getan_ar": "عشرة كراسي"}
    leitung.post(reverse(FOLGEN), said)
    public, row = reverse("umfragelink:gehoert"), Umfragefolge.objects.get()
    assert "Zehn neue Stühle" not in leitung.get(public).content.decode()

    leitung.post(reverse("umfragen:folge", args=[row.pk]))
    assert "Zehn neue Stühle" in leitung.get(public).content.decode()
    leitung.post(reverse("umfragen:folge", args=[row.pk]), {"verbergen": "1"})
    assert "Zehn neue Stühle" not in leitung.get(public).content.decode()


def test_result_and_measure_name_each_other(leitung):
    measure = running(titel="Warteraum")
    values = {"tag": "2026-11-24", "gesagt_de": "Zu wenige Stühle", "getan_de": "Zehn neue Stühle"}
    leitung.post(reverse(FOLGEN), values | {"periode": "2026-10-01", "vorhaben": str(measure.pk)})
    row = Umfragefolge.objects.get()
    assert (row.periode, row.vorhaben) == (date(2026, 10, 1), measure)
    assert "Ergebnis 4/2026" in leitung.get(measure.get_absolute_url()).content.decode()
    assert "Maßnahme: Warteraum" in leitung.get(reverse(FOLGEN)).content.decode()


def test_what_is_not_public_yet_is_hidden_from_the_desk(client):
    measure = running()
    row = said(vorhaben=measure)
    join(client, OrganisationseinheitFactory.create(), Rolle.EMPFANG)
    assert "Zehn Stühle" not in client.get(measure.get_absolute_url()).content.decode()
    publish_folge(folge=row, sichtbar=True)
    assert "Zehn Stühle" in client.get(measure.get_absolute_url()).content.decode()


def test_consequence_is_changed_later(leitung):
    row, measure = said(), running()
    url = reverse("umfragen:folge_aendern", args=[row.pk])
    assert "Zehn Stühle" in leitung.get(url).content.decode()
    changed = {"tag": "2026-11-25", "gesagt_de": "Zu wenige Stühle", "getan_de": "Zwölf", "vorhaben": str(measure.pk)}
    assert leitung.post(url, changed).url == reverse(FOLGEN)
    row.refresh_from_db()
    assert (row.tag, row.getan, row.vorhaben, row.periode) == (date(2026, 11, 25), "Zwölf", measure, None)


def test_address_fills_the_form_and_what_it_makes_up_is_left_out(leitung):
    page = leitung.get(f"{reverse(FOLGEN)}?periode=2026-10-01&vorhaben=unsinn")
    assert '<option value="2026-10-01" selected>' in page.content.decode()
    assert page.status_code == 200


@pytest.mark.parametrize(("zahl", "words"), [(0, "wären es 0 bis 4"), (5, "wären es 1 bis 12")])
def test_page_says_what_chance_does_to_the_complaints_of_a_year(leitung, zahl, words):
    for at in range(zahl):
        Beschwerde.objects.create(tag=date(2026, 11, 24 - at), art="umgang")
    Beschwerde.objects.create(tag=date(2025, 11, 24), art="umgang")  # a year and a day ago
    assert words in leitung.get(reverse("umfragen:beschwerden")).content.decode()


def test_public_page_speaks_the_language_of_the_reader(client):
    Umfragefolge.objects.create(
        tag=date(2026, 11, 24),
        gesagt_de="Stühle",
        getan_de="Zehn Stühle",
        getan_ar="عشرة كراسي",
        veroeffentlicht_am="2026-11-24T09:00Z",
    )
    page = client.get(reverse("umfragelink:gehoert"), headers={"accept-language": "ar"}).content.decode()
    assert "عشرة كراسي" in page


def test_desk_prints_and_counts_but_publishes_nothing(client):
    join(client, OrganisationseinheitFactory.create(), Rolle.EMPFANG)
    assert client.get(reverse("umfragen:papier")).status_code == 200
    assert client.get(reverse(FOLGEN)).status_code == 404
