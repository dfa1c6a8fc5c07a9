import copy
import json
from datetime import date, time

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from behoerde.kern.exceptions import DomainError
from lotsen.actions.beispiel import ANGEBOTE
from lotsen.actions.verzeichnis import load_hsds, try_hsds
from lotsen.angebotsarten import angebotsarten
from lotsen.enums import AngebotStatus
from lotsen.hsds import read_service
from lotsen.models import Angebot, Ort, Sprechzeit, Traeger
from tests.lotsen.verzeichnis import found_angebote, kategorien

pytestmark = pytest.mark.django_db
SERVICES = json.loads(ANGEBOTE.read_text(encoding="utf-8"))["contents"]
KURS = next(service for service in SERVICES if service["name"] == "Allgemeiner Integrationskurs")


def changed(**fields) -> dict:
    return copy.deepcopy(KURS) | fields


def events() -> int:
    return sum(apps.get_model("lotsen", f"{name}Event").objects.count() for name in ("Angebot", "Traeger", "Ort", "Sprechzeit"))


def test_example_directory_is_loaded_whole():
    result = load_hsds(SERVICES)
    assert (len(result.neu), result.geaendert, result.gleich, result.weg, result.fehler) == (25, [], 0, [], [])
    counts = [model.objects.count() for model in (Angebot, Ort, Traeger)]
    assert counts == [25, 9, len({service["organization"]["id"] for service in SERVICES})]
    assert set(Angebot.objects.values_list("angebotsart", flat=True)) <= set(angebotsarten())


def test_service_becomes_an_angebot_with_room_hours_and_place():
    load_hsds([KURS])
    angebot = Angebot.objects.get()
    assert (str(angebot.id), angebot.traeger.name, angebot.angebotsart) == (
        KURS["id"],
        "Volkshochschule Musterstadt",
        "integrationskurstraeger",
    )
    assert (angebot.plaetze, angebot.frei, angebot.wartend) == (25, 6, 4)
    assert (angebot.alter_ab, angebot.bestaetigt_am) == (17, date(2026, 11, 1))
    assert angebot.mitbringen == ["Bestätigung der Teilnahmeberechtigung", "Pass oder Aufenthaltsdokument"]
    assert [(ort.name, ort.barrierefrei) for ort in angebot.orte.all()] == [
        ("vhs-Haus", [entry["description"] for entry in KURS["service_at_locations"][0]["location"]["accessibility"]])
    ]
    assert angebot.sprechzeiten.count() == sum(len(entry["byday"].split(",")) for entry in KURS["schedules"])


def test_hours_of_a_day():
    load_hsds([KURS])
    angebot = Angebot.objects.get()
    montag = list(angebot.sprechzeiten.on(date(2026, 11, 23)).values_list("von", "bis", "hinweis"))
    assert montag == [(time(9), time(12), "Offene Sprechstunde")]
    assert list(angebot.sprechzeiten.on(date(2026, 11, 22))) == []
    assert list(angebot.sprechzeiten.on(date(2025, 12, 29))) == []


def test_loading_again_changes_nothing_and_writes_no_history():
    load_hsds(SERVICES)
    before = (events(), Angebot.objects.get(id=KURS["id"]).geaendert_am)
    load_hsds(SERVICES)
    assert (events(), Angebot.objects.get(id=KURS["id"]).geaendert_am) == before


def test_newer_state_changes_the_same_row():
    load_hsds([KURS])
    load_hsds([changed(name="Integrationskurs am Abend", status="temporarily closed", schedules=[])])
    angebot = Angebot.objects.get()
    assert (angebot.name_de, angebot.status, angebot.sprechzeiten.count()) == (
        "Integrationskurs am Abend",
        AngebotStatus.PAUSE,
        0,
    )
    assert list(Angebot.objects.offered()) == []


def test_translations_of_the_office_stay_when_a_newer_state_is_loaded():
    load_hsds([KURS])
    Angebot.objects.update(name_en="Integration course")
    load_hsds([changed(name="Integrationskurs am Abend")])
    assert Angebot.objects.values_list("name_de", "name_en").get() == ("Integrationskurs am Abend", "Integration course")


def test_service_of_an_unknown_kind_is_named_and_the_others_are_taken():
    result = load_hsds([changed(id="00000000-0000-4000-8000-000000000001", attributes=[]), KURS])
    assert (result.neu, result.fehler) == ([KURS["name"]], ["Zeile 1: Allgemeiner Integrationskurs: keine bekannte Angebotsart."])


def test_what_a_list_would_do_is_shown_and_not_done():
    load_hsds(SERVICES)
    before = events()
    other = changed(id="00000000-0000-4000-8000-000000000001", name="Lesekreis")
    result = try_hsds([changed(name="Integrationskurs am Abend"), other, "unfug", changed(minimum_age=-1), {"id": 1}])
    assert (result.neu, result.geaendert, result.gleich) == (["Lesekreis"], ["Integrationskurs am Abend"], 0)
    assert len(result.fehler) == 3
    assert set(result.weg) == {a.name_de for a in Angebot.objects.filter(traeger__name=KURS["organization"]["name"])} - {
        KURS["name"]
    }
    assert (events(), Angebot.objects.count()) == (before, 25)


def test_what_is_missing_ends_only_when_asked():
    load_hsds(SERVICES)
    assert (load_hsds([KURS]).weg, Angebot.objects.offered().count()) == (load_hsds([KURS]).weg, 25)
    gone = load_hsds([KURS], weg_beenden=True).weg
    assert Angebot.objects.offered().count() == 25 - len(gone)
    assert len(gone) > 0


@pytest.mark.parametrize(("status", "erwartet"), [("active", "aktiv"), ("defunct", "beendet"), ("something new", "inaktiv")])
def test_unknown_status_is_never_offered(status, erwartet):
    assert read_service(changed(status=status)).angebot["status"] == erwartet


def test_offset_of_hours_is_left_out():
    schedule = KURS["schedules"][0] | {"opens_at": "09:00+01:00", "byday": "MO"}
    rows = read_service(changed(schedules=[schedule])).sprechzeiten
    assert [(row["wochentag"], row["von"]) for row in rows] == [(1, time(9))]


def test_service_without_a_known_term_is_refused():
    with pytest.raises(DomainError) as refusal:
        read_service(changed(attributes=[]))
    assert refusal.value.code == "angebotsart"


@pytest.mark.parametrize(
    "fields", [{"frei": 30}, {"alter_ab": 30, "alter_bis": 20}, {"status": "irgendwie"}], ids=lambda fields: next(iter(fields))
)
def test_database_refuses_what_cannot_be(fields):
    load_hsds([KURS])
    with pytest.raises(IntegrityError), transaction.atomic():
        Angebot.objects.update(**fields)


def test_database_refuses_hours_that_end_before_they_begin():
    load_hsds([KURS])
    with pytest.raises(IntegrityError), transaction.atomic():
        Sprechzeit.objects.update(von=time(12), bis=time(9))


@pytest.mark.parametrize("typed", ["Deutschkurs", "deutsch lernen", "German course", "دورة ألمانية", "курс німецької", "almanca"])
def test_everyday_words_lead_to_the_subject(typed):
    load_hsds(SERVICES)
    assert "sprache" in kategorien(found_angebote(q=typed)[:20])
