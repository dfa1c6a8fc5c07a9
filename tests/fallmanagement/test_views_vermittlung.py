"""Pages of placements: board, list, one case, one placement; what is refused says why; nobody sees another unit."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from behoerde.kern.rechte import Rolle
from fallmanagement.models import Vermittlung
from tests.factories.fallmanagement import FallakteFactory, ZustaendigkeitFactory
from tests.factories.kern import OrganisationseinheitFactory
from tests.factories.stellen import StellenangebotFactory
from tests.factories.vermittlung import VermittlungFactory, begonnen
from tests.termine.empfang import join, lesespuren

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]
TAFEL = "fallmanagement:vermittlungen"
LEHRE = {"was": "anlegen", "arbeitgeber": "Bäckerei Sonne", "taetigkeit": "Bäcker", "art": "ausbildung", "stunden": "38,5"}


def tag(name: str, *parts: int) -> dict[str, str]:
    return {f"{name}_{index}": str(part) for index, part in enumerate(parts)}


@pytest.fixture
def job(akte, angemeldet) -> Vermittlung:
    ZustaendigkeitFactory.create(fallakte=akte, user=angemeldet)
    return VermittlungFactory.create(fallakte=akte)


@pytest.fixture
def fremde(db) -> Vermittlung:
    return VermittlungFactory.create(fallakte__einheit=OrganisationseinheitFactory.create(name="Anderes Amt"))


def columns(client, **query) -> dict[str, list]:
    return {spalte.stand: spalte.rows for spalte in client.get(reverse(TAFEL), query).context["spalten"]}


def test_board_shows_own_cases_by_state(client, job, fremde, einheit):
    other = begonnen(fallakte=FallakteFactory.create(einheit=einheit))
    assert {stand: rows for stand, rows in columns(client).items() if rows} == {"vorgeschlagen": [job]}
    both = {stand: rows for stand, rows in columns(client, wer="alle").items() if rows}
    assert both == {"vorgeschlagen": [job], "begonnen": [other]}
    assert not any(columns(client, wer="alle", art="praktikum").values())


def test_card_is_moved_by_its_form(client, job):
    response = client.post(f"{reverse(TAFEL)}?wer=alle", {"zeile": job.pk, "nach": "gespraech"})
    job.refresh_from_db()
    assert (job.stand, job.vorher, response.url) == ("gespraech", "vorgeschlagen", f"{reverse(TAFEL)}?wer=alle")


@pytest.mark.parametrize("nach", ["beendet", "begonnen"])
def test_move_that_needs_more_leads_to_where_it_is_asked(client, job, nach):
    job.stand = "vertrag"
    job.save()
    response = client.post(reverse(TAFEL), {"zeile": job.pk, "nach": nach})
    assert response.url == f"{job.get_absolute_url()}?nach={nach}#weiter"
    assert f'value="{nach}" selected' in client.get(response.url).content.decode()


def test_card_that_moved_meanwhile_says_so(client, job):
    job.stand = "vertrag"
    job.save()
    page = client.post(reverse(TAFEL), {"zeile": job.pk, "nach": "probe"}, follow=True)
    job.refresh_from_db()
    assert job.stand == "vertrag"
    assert "nicht mehr möglich" in page.content.decode()


def test_card_of_another_unit_is_not_moved(client, job, fremde):
    for wanted in (fremde.pk, "unsinn"):
        assert client.post(reverse(TAFEL), {"zeile": wanted, "nach": "gespraech"}).status_code == 404
    fremde.refresh_from_db()
    assert fremde.stand == "vorgeschlagen"


@pytest.mark.parametrize("ansicht", ["tafel", "liste"])
@pytest.mark.parametrize("count", [1, 3])
def test_board_and_list_ask_the_same_questions_however_long(
    client, angemeldet, einheit, ansicht, count, django_assert_num_queries
):
    for _number in range(count):
        akte = FallakteFactory.create(einheit=einheit)
        ZustaendigkeitFactory.create(fallakte=akte, user=angemeldet)
        begonnen(fallakte=akte)
    query = {"ansicht": ansicht}
    client.get(reverse(TAFEL), query)
    with django_assert_num_queries({"tafel": 17, "liste": 16}[ansicht]):
        client.get(reverse(TAFEL), query)


def test_list_filters_and_is_taken_away(client, job, fremde):
    gone = VermittlungFactory.create(fallakte=job.fallakte, taetigkeit="=1+1")
    gone.stand, gone.grund = "beendet", "besetzt"
    gone.save()
    query = {"ansicht": "liste", "stand": "beendet"}
    assert list(client.get(reverse(TAFEL), query).context["object_list"]) == [gone]
    text = b"".join(client.get(reverse(TAFEL), query | {"format": "csv"}).streaming_content).decode("utf-8-sig")
    assert [line.split(";")[0] for line in text.splitlines()] == ['"Aktenzeichen"', f'"{job.fallakte.aktenzeichen}"']
    assert "'=1+1" in text
    xlsx = b"".join(client.get(reverse(TAFEL), {"format": "xlsx"}).streaming_content)
    assert "xl/workbook.xml" in ZipFile(BytesIO(xlsx)).namelist()


def test_new_placement_of_a_case(client, akte, angemeldet):
    address = reverse("fallmanagement:akte_vermittlungen", args=[akte.pk])
    page = client.post(address, LEHRE | {"stunden": "61"})
    assert page.context["form"].has_error("stunden", "max_value")
    assert 'value="Bäckerei Sonne"' in page.content.decode()
    client.post(address, LEHRE | tag("beginn", 1, 2, 2027))
    row = Vermittlung.objects.get()
    assert (row.fallakte, row.stand, str(row.stunden), row.beginn) == (akte, "vorgeschlagen", "38.5", date(2027, 2, 1))


def test_vacancy_fills_the_form_in(client, akte, angemeldet):
    stelle = StellenangebotFactory.create(titel="Bäckerin", betrieb__name="Backhaus")
    address = reverse("fallmanagement:akte_vermittlungen", args=[akte.pk])
    page = client.get(address, {"stelle": stelle.pk}).content.decode()
    assert ('value="Backhaus"' in page, 'value="Bäckerin"' in page) == (True, True)
    client.post(address, LEHRE | {"stellenangebot_id": stelle.pk})
    assert Vermittlung.objects.get().stellenangebot == stelle
    assert client.get(address, {"stelle": "unsinn"}).status_code == 200


def step(client, job: Vermittlung, was: str, **data):
    return client.post(job.get_absolute_url(), {"was": was} | data)


def test_whole_way_from_proposal_to_end_and_back(client, job):
    step(client, job, "weiter", **{"weiter-nach": "vertrag"})
    begin = {"weiter-nach": "begonnen"} | tag("weiter-beginn", 2, 11, 2026)
    step(client, job, "weiter", **begin)
    end = {"weiter-nach": "beendet", "weiter-grund": "wechsel"} | tag("weiter-ende", 20, 11, 2026)
    step(client, job, "weiter", **end)
    job.refresh_from_db()
    assert (job.stand, job.grund, job.ende) == ("beendet", "wechsel", date(2026, 11, 20))
    step(client, job, "zurueck", **{"zurueck-grund": "versehen"})
    job.refresh_from_db()
    assert (job.stand, job.ende) == ("begonnen", None)


def test_what_is_missing_stands_beside_its_field(client, job):
    job.stand = "vertrag"
    job.save()
    page = step(client, job, "weiter", **{"weiter-nach": "begonnen"})
    assert page.context["weiter"].errors["beginn"] == ["Bitte geben Sie den ersten Tag an."]
    page = step(client, job, "weiter", **{"weiter-nach": "beendet"})
    assert page.context["weiter"].errors["grund"] == ["Bitte wählen Sie einen Grund aus der Liste."]


def test_look_back_is_answered_on_the_page(client, job):
    job.stand = "vertrag"
    job.save()
    step(client, job, "weiter", **{"weiter-nach": "begonnen"} | tag("weiter-beginn", 2, 11, 2026))
    look = job.nachbetreuungen.get(monat=1)
    page = step(client, job, "nachfrage", zeile=look.pk, ergebnis="problem", kontakt="person").content.decode()
    assert "welches Problem es gibt" in page
    step(client, job, "nachfrage", zeile=look.pk, ergebnis="problem", kontakt="person", problem="Schichten")
    assert "Schichten" in client.get(job.get_absolute_url()).content.decode()
    assert step(client, job, "nachfrage", zeile="unsinn", ergebnis="noch_dort").status_code == 404


def test_job_is_put_right(client, job):
    data = {f"stelle-{name}": value for name, value in LEHRE.items()} | {"stelle-arbeitgeber": "Backhaus"}
    step(client, job, "aendern", **data)
    job.refresh_from_db()
    assert job.arbeitgeber == "Backhaus"
    page = step(client, job, "aendern", **data | {"stelle-art": ""})
    assert page.context["stelle"].has_error("art")


@pytest.mark.parametrize("name", ["vermittlung", "ersparnis"])
def test_placement_of_another_case_does_not_exist(client, job, fremde, name):
    for akte in (job.fallakte, fremde.fallakte):
        address = reverse(f"fallmanagement:{name}", args=[akte.pk, fremde.pk])
        assert client.get(address).status_code == 404


def test_board_and_placement_stand_in_the_read_log(client, job, angemeldet):
    client.get(reverse(TAFEL))
    client.get(job.get_absolute_url())
    akte = job.fallakte
    assert lesespuren() == [
        (angemeldet.pk, "kern.user", str(angemeldet.pk), "Vermittlungen"),
        (angemeldet.pk, "fallmanagement.fallakte", str(akte.pk), "vermittlung"),
    ]


def test_lead_sees_the_board_too(client, akte, einheit, ruhig):
    VermittlungFactory.create(fallakte=akte)
    join(client, einheit, Rolle.LEITUNG)
    assert client.get(reverse(TAFEL), {"wer": "alle"}).context["spalten"][0].zahl == 1
