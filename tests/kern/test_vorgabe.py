from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from behoerde.kern.actions.vorgabe import create_vorgabe, end_vorgabe
from behoerde.kern.db import als
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Protokolleintrag, Vorgabe
from behoerde.kern.queries import Regelzeile, regelzeilen, vorgaben_am
from behoerde.kern.rechte import Rolle
from behoerde.kern.regeln import Urteil, Wirkung
from behoerde.kern.register import regelwerk
from tests.anmelden import sign_in
from tests.factories.kern import UserFactory, VorgabeFactory

pytestmark = pytest.mark.django_db
HEUTE = date(2026, 11, 24)
REGEL = ["lotsen", "integrationskurs_zulassung"]
FACTS = {"bedarf_sprache_grundlagen": True, "status": "24", "deutsch": "A1", "integrationskurs_besucht": False}


@pytest.fixture(autouse=True)
def uhr():
    with time_machine.travel("2026-11-24T11:00:00+00:00", tick=False) as traveller:
        yield traveller


def typed(**fields) -> dict:
    defaults = {"wirkung": "aussetzen", "text": "Zurzeit wird niemand zugelassen.", "quelle": "Erlass 3/2026"}
    return defaults | {"ab": "2026-11-24", "bis": "2026-12-31"} | fields


def build(**fields) -> Vorgabe:
    return VorgabeFactory.build(**{"angelegt_von": None, "ab": HEUTE, "bis": None} | fields)


@pytest.fixture
def verwaltung(client):
    return sign_in(client, Rolle.VERWALTUNG)


@pytest.mark.parametrize(
    ("tag", "erwartet"),
    [
        (HEUTE - timedelta(days=1), Urteil.JA),
        (HEUTE, Urteil.NEIN),
        (date(2026, 12, 31), Urteil.NEIN),
        (date(2027, 1, 1), Urteil.JA),
    ],
)
def test_suspension_takes_effect_on_its_days_only(tag, erwartet):
    create_vorgabe(vorgabe=build(bis=date(2026, 12, 31)), user=UserFactory.create())
    werk = regelwerk("lotsen")
    results = {result.regel.schluessel: result for result in werk.judge(FACTS, tag, vorgaben_am("lotsen", tag))}
    assert results["integrationskurs_zulassung"].urteil is erwartet


def test_suspension_names_its_source():
    create_vorgabe(vorgabe=build(), user=UserFactory.create())
    result = (
        regelwerk("lotsen")
        .by_key["integrationskurs_zulassung"]
        .judge(FACTS, HEUTE, vorgaben_am("lotsen", HEUTE)["integrationskurs_zulassung"])
    )
    assert [vorgabe.quelle for vorgabe in result.vorgaben] == ["Rundschreiben 7/2026"]


def test_two_of_one_kind_may_not_overlap():
    user = UserFactory.create()
    create_vorgabe(vorgabe=build(bis=date(2026, 12, 31)), user=user)
    with pytest.raises(DomainError) as refusal:
        create_vorgabe(vorgabe=build(ab=date(2026, 12, 31)), user=user)
    assert refusal.value.code == "ueberschneidung"
    create_vorgabe(vorgabe=build(ab=date(2027, 1, 1)), user=user)
    create_vorgabe(vorgabe=build(wirkung=Wirkung.HINWEIS), user=user)
    assert Vorgabe.objects.count() == 3


def test_rule_that_does_not_exist_is_refused():
    with pytest.raises(DomainError) as refusal:
        create_vorgabe(vorgabe=build(regel="gibt-es-nicht"), user=UserFactory.create())
    assert refusal.value.code == "unbekannt"


@pytest.mark.parametrize(
    "fields",
    [{"wirkung": "erweitern"}, {"bis": HEUTE - timedelta(days=1)}, {"text": "  "}, {"quelle": ""}],
)
def test_database_refuses_what_says_nothing(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        VorgabeFactory.create(**fields)


def test_database_refuses_two_at_once():
    VorgabeFactory.create()
    with pytest.raises(IntegrityError), transaction.atomic():
        VorgabeFactory.create(ab=date(2027, 1, 1))


def test_ending_sets_the_last_day_and_is_recorded():
    vorgabe = VorgabeFactory.create(ab=date(2026, 11, 1))
    assert end_vorgabe(vorgabe=vorgabe, bis=HEUTE - timedelta(days=1)) is True
    assert vorgaben_am("lotsen", HEUTE) == {}
    assert Vorgabe.objects.get().bis == date(2026, 11, 23)
    with als(UserFactory.create(rollen=[Rolle.DATENSCHUTZ])):
        assert [row.grund for row in Protokolleintrag.objects.filter(vorgang="vorgabe_beendet")] == ["2026-11-23"]


def test_instruction_that_never_counted_is_taken_away():
    vorgabe = VorgabeFactory.create(ab=date(2026, 12, 1))
    assert end_vorgabe(vorgabe=vorgabe, bis=HEUTE) is False
    assert not Vorgabe.objects.exists()


@pytest.mark.parametrize(("bis", "code"), [(date(2026, 11, 22), "vergangen")])
def test_past_is_not_rewritten(bis, code):
    vorgabe = VorgabeFactory.create(ab=date(2026, 11, 1))
    with pytest.raises(DomainError) as refusal:
        end_vorgabe(vorgabe=vorgabe, bis=bis)
    assert refusal.value.code == code


def test_ended_instruction_stays_ended():
    vorgabe = VorgabeFactory.create(ab=date(2026, 11, 1), bis=date(2026, 11, 20))
    with pytest.raises(DomainError) as refusal:
        end_vorgabe(vorgabe=vorgabe, bis=HEUTE)
    assert refusal.value.code == "vorbei"


def test_form_shows_consequences_before_it_saves(client, verwaltung):
    url = reverse("kern:vorgabe_neu", args=REGEL)
    preview = client.post(url, typed())
    assert preview.context["vorschau"].quelle == "Erlass 3/2026"
    assert "So festlegen" in preview.content.decode()
    assert not Vorgabe.objects.exists()
    again = client.post(url, typed(bestaetigt="1", aendern="1"))
    assert (again.context.get("vorschau"), again.context["form"]["quelle"].value()) == (None, "Erlass 3/2026")
    saved = client.post(url, typed(bestaetigt="1"))
    assert saved.url == reverse("kern:regel", args=REGEL)
    vorgabe = Vorgabe.objects.get()
    assert (vorgabe.regel, vorgabe.angelegt_von, vorgabe.bis) == (REGEL[1], verwaltung, date(2026, 12, 31))


@pytest.mark.parametrize(
    ("fields", "feld"),
    [
        ({"wirkung": ""}, "wirkung"),
        ({"text": " "}, "text"),
        ({"quelle": ""}, "quelle"),
        ({"ab": "2026-11-23"}, "ab"),
        ({"ab": ""}, "ab"),
        ({"bis": "2026-11-23"}, "bis"),
    ],
)
def test_wrong_field_is_named_and_nothing_typed_is_lost(client, verwaltung, fields, feld):
    response = client.post(reverse("kern:vorgabe_neu", args=REGEL), typed(**fields))
    form = response.context["form"]
    assert list(form.errors) == [feld]
    assert form.data.get("wirkung") == typed(**fields)["wirkung"]


def test_overlap_is_said_on_the_form(client, verwaltung):
    VorgabeFactory.create()
    response = client.post(reverse("kern:vorgabe_neu", args=REGEL), typed(bestaetigt="1"))
    assert response.context["form"].non_field_errors() == [
        "Für diese Tage gibt es schon eine Vorgabe mit derselben Wirkung. Beenden Sie diese zuerst."
    ]


def test_ending_on_the_page(client, verwaltung):
    vorgabe = VorgabeFactory.create(ab=date(2026, 11, 1))
    url = reverse("kern:vorgabe_beenden", args=[vorgabe.pk])
    assert client.get(url).context["form"].initial["bis"] == HEUTE
    assert client.post(url, {"bis": "2026-11-30"}).url == vorgabe.get_absolute_url()
    page = client.get(vorgabe.get_absolute_url())
    assert [aenderung.nachher for aenderung in page.context["verlauf"][0].aenderungen] == ["30.11.2026"]
    late = client.post(url, {"bis": "2026-11-01"})
    assert list(late.context["form"].errors) == ["bis"]


def test_list_finds_by_norm_and_service(client):
    sign_in(client, Rolle.LOTSE)
    found = client.get(reverse("kern:regeln"), {"q": "StAG § 9"}).context["zeilen"]
    keys = [(zeile.werk.name, zeile.regel.schluessel) for zeile in found]
    assert sorted(keys) == [("lotsen", "einbuergerung_ehe"), ("perspektive", "einbuergerung_ehe")]
    found = client.get(reverse("kern:regeln"), {"q": "frauenhaus"}).context["zeilen"]
    assert [zeile.regel.schluessel for zeile in found] == ["gewaltschutz"]
    assert "Keine Regel passt" in client.get(reverse("kern:regeln"), {"q": "xyz"}).content.decode()


def test_list_filters_stay_in_the_address():
    VorgabeFactory.create()
    everything = regelzeilen()[1]
    assert len(regelzeilen()[0]) == len(everything)
    assert [zeile.regel.schluessel for zeile in regelzeilen(vorgabe="mit")[0]] == ["integrationskurs_zulassung"]
    assert [zeile.regel.schluessel for zeile in regelzeilen(geltung="vorbei")[0]] == ["einbuergerung_drei_jahre"]
    parts = [len(regelzeilen(pruefung=wert)[0]) for wert in ("belegt", "offen")]
    assert sum(parts) == len(everything)
    assert {zeile.regel.bindung for zeile in regelzeilen(bindung="pflicht")[0]} == {"pflicht"}


@pytest.mark.parametrize("zahl", [1, 3])
def test_list_asks_the_same_number_of_queries(django_assert_num_queries, zahl):
    for number in range(zahl):
        VorgabeFactory.create(ab=date(2027 + number, 1, 1), bis=date(2027 + number, 2, 1))
    with django_assert_num_queries(1):
        assert sum(len(zeile.vorgaben) for zeile in regelzeilen()[0]) == zahl


def test_rule_page_shows_parts_exclusions_and_questions(client):
    sign_in(client, Rolle.SACHBEARBEITUNG)
    page = client.get(reverse("kern:regel", args=["lotsen", "integrationskurs_anspruch"]))
    text = page.content.decode()
    expected = ["Was gegeben sein muss", "Was ausschließt", "§ 2 Abs. 11", "Wie gut können Sie Deutsch?"]
    assert [words for words in expected if words not in text] == []
    assert "Vorgabe festlegen" not in text


def test_unknown_rule_is_not_found(client):
    sign_in(client, Rolle.LOTSE)
    assert client.get(reverse("kern:regel", args=["lotsen", "nichts"])).status_code == 404
    assert client.get(reverse("kern:regel", args=["nichts", "nichts"])).status_code == 404


def test_instructions_of_a_rule_that_count_today():
    werk, day = regelwerk("lotsen"), timedelta(days=1)
    over, today, ahead = build(ab=HEUTE - 9 * day, bis=HEUTE - day), build(bis=HEUTE), build(ab=HEUTE + day)
    assert Regelzeile(werk, werk.by_key[REGEL[1]], [over, today, ahead], HEUTE).aktuelle == [today]
