"""Many cases at once: ticked on the list, looked at, done, taken back; who carries how much."""

import pytest
from django.urls import reverse

from behoerde.kern.rechte import Rolle
from fallmanagement.actions.fallakte import assign, move
from fallmanagement.enums import Fallphase
from fallmanagement.models import Fallakte
from tests.factories.fallmanagement import FallakteFactory, VertretungFactory
from tests.factories.kern import OrganisationseinheitFactory
from tests.termine.empfang import join, staff_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt", "ruhig")]
LISTE, SAMMELN = reverse("fallmanagement:liste"), reverse("fallmanagement:sammeln")


@pytest.fixture
def leitend(client, einheit):
    return join(client, einheit, Rolle.LEITUNG)


@pytest.fixture
def akten(einheit, leitend):
    rows = FallakteFactory.create_batch(2, einheit=einheit)
    for akte in rows:
        move(akte, Fallphase.KLAERUNG)
    return rows


def send(client, akten, art: str, **data):
    return client.post(SAMMELN, {"art": art, "akte": [akte.pk for akte in akten], "wahl": "ansicht=offen"} | data)


def phases() -> list[str]:
    return sorted(Fallakte.objects.values_list("phase", flat=True))


def test_first_what_it_needs_then_what_would_happen_then_it_is_done_and_taken_back(client, akten):
    assert [field.name for field in send(client, akten, "phase").context["form"].visible_fields()] == ["phase", "grund"]
    page = send(client, akten, "phase", phase="plan", weiter="1")
    assert (page.context["anzahl"], phases()) == (2, ["klaerung", "klaerung"])
    done = send(client, akten, "phase", phase="plan", ausfuehren="1")
    assert (done.url, phases()) == (f"{LISTE}?ansicht=offen", ["plan", "plan"])
    assert "lässt sich eine Stunde lang zurücknehmen" in client.get(LISTE).text
    back = client.post(reverse("fallmanagement:zuruecknehmen"), {"wahl": "ansicht=offen"}, follow=True)
    assert "Bei 2 Fällen zurückgenommen." in back.text
    assert (phases(), "eine Stunde lang" in back.text) == (["klaerung", "klaerung"], False)


def test_what_is_missing_is_said_beside_its_field(client, akten):
    page = send(client, akten, "phase", phase="ruhend", ausfuehren="1")
    assert page.context["form"].errors["grund"] == ["Bitte wählen Sie einen Grund, der zu diesem Schritt passt."]
    late = {"betreff": "Fragen", "faellig_am_0": "1", "faellig_am_1": "1", "faellig_am_2": "2020"}
    page = send(client, akten, "wiedervorlage", ausfuehren="1", **late)
    assert page.context["form"].errors["faellig_am"] == ["Dieser Tag liegt in der Vergangenheit oder zu weit voraus."]
    assert phases() == ["klaerung", "klaerung"]


@pytest.mark.parametrize("data", [{"art": "phase"}, {"art": "alles", "akte": "x"}, {}])
def test_nothing_ticked_or_chosen_leads_back(client, leitend, data):
    assert client.post(SAMMELN, data | {"wahl": "ansicht=ohne"}).url == f"{LISTE}?ansicht=ohne"


def test_cases_of_others_are_left_alone(client, akten):
    foreign = FallakteFactory.create(einheit=OrganisationseinheitFactory.create())
    page = send(client, [*akten, foreign], "wiedervorlage")
    assert {akte.pk for akte in page.context["akten"]} == {akte.pk for akte in akten}


def test_whole_list_is_taken_with_its_filters(client, akten, einheit):
    FallakteFactory.create(einheit=einheit)
    page = client.post(SAMMELN, {"art": "wiedervorlage", "alle": "1", "wahl": "ansicht=offen&phase=klaerung"})
    assert {akte.pk for akte in page.context["akten"]} == {akte.pk for akte in akten}


def test_taking_back_ends_after_an_hour(client, akten, uhr):
    send(client, akten, "phase", phase="plan", ausfuehren="1")
    for _n in range(6):  # whoever goes on working is not signed out
        uhr.shift(600)
        client.get(LISTE)
    page = client.post(reverse("fallmanagement:zuruecknehmen"), follow=True)
    assert ("Das lässt sich nicht mehr zurücknehmen." in page.text, phases()) == (True, ["plan", "plan"])


def test_lead_sees_who_carries_what_and_shares_out(client, akten, leitend, einheit):
    busy, away = staff_of(einheit, Rolle.FALLMANAGEMENT), staff_of(einheit, Rolle.FALLMANAGEMENT)
    assign(akten[0], to=busy, by=leitend)
    VertretungFactory.create(user=away, durch=busy)
    page = client.get(reverse("fallmanagement:auslastung"))
    seen = {last.konto: (last.faelle, last.punkte, last.abwesend) for last, _late in page.context["lasten"]}
    assert (seen[busy], seen[away], seen[leitend]) == ((1, 3, False), (0, 0, True), (0, 0, False))
    assert [(akte.pk, found.konto) for akte, found in page.context["offene"]] == [(akten[1].pk, busy)]
    send(client, akten, "vorschlag", ausfuehren="1")
    assert [Fallakte.objects.get(pk=akte.pk).zustaendig for akte in akten] == [busy, busy]


def test_without_cases_or_colleagues_the_page_says_so(client, leitend):
    assert "Jeder Fall hat jemanden" in client.get(reverse("fallmanagement:auslastung")).text


TAFEL = reverse("fallmanagement:tafel")


def columns(client, **query) -> list[tuple[str, list, int]]:
    found = client.get(TAFEL, query).context["spalten"]
    return [(spalte.phase, [akte.pk for akte in spalte.rows], spalte.zahl) for spalte in found if spalte.zahl]


def test_board_shows_phases_and_moves_a_case(client, akten, leitend):
    assign(akten[0], to=leitend, by=leitend)
    assert columns(client) == [(Fallphase.KLAERUNG, [akten[0].pk], 1)]
    client.post(f"{TAFEL}?ansicht=offen", {"zeile": akten[1].pk, "nach": "plan"})
    assert columns(client, ansicht="offen") == [
        (Fallphase.KLAERUNG, [akten[0].pk], 1),
        (Fallphase.PLAN, [akten[1].pk], 1),
    ]
    assert columns(client, ansicht="ohne") == [(Fallphase.PLAN, [akten[1].pk], 1)]


def test_board_refuses_what_is_not_in_the_table_and_cases_of_others(client, akten):
    page = client.post(TAFEL, {"zeile": akten[0].pk, "nach": "begleitung"}, follow=True)
    assert "Dieser Schritt ist nicht mehr möglich." in page.text
    foreign = FallakteFactory.create(einheit=OrganisationseinheitFactory.create())
    answers = [client.post(TAFEL, {"zeile": wrong, "nach": "plan"}).status_code for wrong in (foreign.pk, "x", "")]
    assert (answers, phases()) == ([404, 404, 404], ["klaerung", "klaerung", "neu"])
