"""The directory as HSDS: answers by the specification, a round trip that loses nothing, a stream that keeps nothing."""

import gc
import json
import weakref
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import jsonschema
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lotsen.actions.beispiel import ANGEBOTE
from lotsen.actions.verzeichnis import load_hsds
from lotsen.angebotsarten import angebotsarten
from lotsen.hsds import read_service
from lotsen.hsds_ausgabe import VERSIONEN, to_service
from lotsen.hsds_datei import read_file
from lotsen.models import Angebot, Sprechzeit
from lotsen.queries import hsds
from tests.factories.lotsen import AngebotFactory, OrtFactory, TraegerFactory

pytestmark = pytest.mark.django_db
SERVICES = json.loads(ANGEBOTE.read_text(encoding="utf-8"))["contents"]
# The parts of the specification that our answers have: what must be there, and of which kind it is.
UUID_FORM = {"type": "string", "pattern": "^[0-9a-f-]{36}$"}
TEXT, ZAHL = {"type": "string"}, {"type": "integer", "minimum": 0}


def part(*required: str, **properties) -> dict:
    return {"type": "object", "required": ["id", *required], "properties": {"id": UUID_FORM} | properties}


def several(shape: dict) -> dict:
    return {"type": "array", "items": shape, "minItems": 1}


ADDRESS = part("address_1", "city", "state_province", "postal_code", "country", "address_type")
LOCATION = part("location_type", latitude={"type": "number"}, longitude={"type": "number"}, addresses=several(ADDRESS))
TERM = part("name", "description", taxonomy_detail=part("name", "description"))
SERVICE = part(
    "name",
    "status",
    status={"enum": ["active", "inactive", "defunct", "temporarily closed"]},
    organization=part("name", "description", name=TEXT, description=TEXT),
    phones=several(part("number")),
    schedules=several(part(freq={"enum": ["WEEKLY"]}, interval=ZAHL, byday={"enum": ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]})),
    service_at_locations=several(part(location=LOCATION)),
    attributes=several(part(taxonomy_term=TERM)),
    languages=several(part(name=TEXT, code=TEXT)),
    required_documents=several(part(document=TEXT)),
    capacities=several(part("unit", "available", "updated", available=ZAHL, maximum=ZAHL)),
    minimum_age=ZAHL,
    maximum_age=ZAHL,
    last_modified={"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$"},
    assured_date={"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
)


@pytest.fixture
def verzeichnis(db):
    load_hsds(SERVICES)


def schemas(version: str) -> list[dict]:
    """Return our own, and the compiled one of the specification where it lies beside the project."""
    beside = Path(__file__).resolve().parents[3] / "shared" / "daten" / "hsds" / f"service-{version}.json"
    return [SERVICE, *([json.loads(beside.read_text(encoding="utf-8"))] if beside.exists() else [])]


@pytest.mark.parametrize("version", VERSIONEN)
def test_services_keep_to_the_specification(client, verzeichnis, version):
    answer = client.get(reverse("hsds:services"), {"version": version, "per_page": 200}).json()
    assert (answer["total_items"], len(answer["contents"])) == (25, 25)
    assert any("capacities" in service for service in answer["contents"]) == (version == "3.1")
    for schema in schemas(version):
        checker = jsonschema.Draft202012Validator(schema)
        assert [error.json_path for service in answer["contents"] for error in checker.iter_errors(service)] == []


def test_accept_header_asks_for_the_newer_version(client, verzeichnis):
    assert client.get(reverse("hsds:wurzel"), headers={"Accept": "application/json; version=3.1"}).json()["version"] == "3.1"
    assert client.get(reverse("hsds:wurzel")).json()["version"] == "3.0"


def test_pages_say_where_they_are(client, verzeichnis):
    first = client.get(reverse("hsds:services"), {"per_page": 10}).json()
    last = client.get(reverse("hsds:services"), {"per_page": 10, "page": 3}).json()
    beyond = client.get(reverse("hsds:services"), {"per_page": 10, "page": 9}).json()
    keys = ("total_pages", "page_number", "size", "first_page", "last_page", "empty")
    assert [tuple(page[key] for key in keys) for page in (first, last, beyond)] == [
        (3, 1, 10, True, False, False),
        (3, 3, 5, False, True, False),
        (3, 9, 0, False, True, True),
    ]


@pytest.mark.parametrize("version", VERSIONEN)
def test_services_at_places_keep_to_the_specification_and_are_found_by_id(client, verzeichnis, version):
    answer = client.get(reverse("hsds:service_at_locations"), {"per_page": 200}).json()
    found = answer["contents"]
    assert (answer["total_items"], len({row["id"] for row in found})) == (Angebot.orte.through.objects.count(), len(found))
    for schema in schemas(version):
        checker = jsonschema.Draft202012Validator(schema["properties"]["service_at_locations"]["items"])
        assert [error.json_path for row in found for error in checker.iter_errors(row)] == []
    one = client.get(reverse("hsds:service_at_location", args=[found[3]["id"]])).json()
    service = client.get(reverse("hsds:service", args=[one["service_id"]])).json()
    assert (one, one in service["service_at_locations"]) == (found[3], True)


def test_services_are_searched_and_narrowed(client, verzeichnis):
    found = client.get(reverse("hsds:services"), {"search": "einburgerungstset"}).json()["contents"]
    assert "Einbürgerungstest" in [service["name"] for service in found]
    organization = found[0]["organization"]["id"]
    own = client.get(reverse("hsds:services"), {"organization_id": organization}).json()
    assert own["total_items"] == Angebot.objects.filter(traeger=organization).count()


@pytest.mark.parametrize("asked", [{"page": "0"}, {"per_page": "9999"}, {"organization_id": "x"}, {"modified_after": "gestern"}])
def test_nonsense_is_named(client, asked):
    answer = client.get(reverse("hsds:services"), asked)
    assert (answer.status_code, list(answer.json()["errors"])) == (422, list(asked))


def test_one_of_each_kind(client, verzeichnis):
    service = client.get(reverse("hsds:services")).json()["contents"][0]
    assert client.get(reverse("hsds:service", args=[service["id"]])).json() == service
    organization = service["organization"]
    assert client.get(reverse("hsds:organization", args=[organization["id"]])).json() == organization
    term = service["attributes"][0]["taxonomy_term"]
    assert client.get(reverse("hsds:taxonomy_term", args=[term["id"]])).json() == term
    assert client.get(reverse("hsds:taxonomy_terms"), {"per_page": 200}).json()["total_items"] == 12 + len(angebotsarten())
    assert client.get(reverse("hsds:taxonomies")).json()["total_items"] == 2
    assert client.get(reverse("hsds:organizations")).json()["total_items"] == len({s["organization"]["id"] for s in SERVICES})


@pytest.mark.parametrize("name", ["service", "organization", "service_at_location", "taxonomy_term"])
def test_what_does_not_exist_is_said_in_json(client, db, name):
    response = client.get(reverse(f"hsds:{name}", args=[uuid4()]))
    assert (response.status_code, response.json()["errors"]["id"][0]["code"]) == (404, "not_found")
    assert response["Cache-Control"] == "no-store"


def test_list_asks_the_same_number_of_queries(client, django_assert_num_queries):
    for _n in (1, 2):
        AngebotFactory.create(orte=[OrtFactory.create()])
        with django_assert_num_queries(4):
            [to_service(angebot) for angebot in hsds.services()[: hsds.services().count()]]


def test_stream_has_every_service_and_keeps_none_of_them(client, monkeypatch):
    for _n in range(10):
        AngebotFactory.create()
    monkeypatch.setattr(hsds, "STAPEL", 2)
    alive, most = weakref.WeakSet(), 0

    def seen(angebot: Angebot, version: str) -> dict:
        nonlocal most
        gc.collect()
        alive.add(angebot)
        most = max(most, len(alive))
        return to_service(angebot, version)

    monkeypatch.setattr(hsds, "to_service", seen)
    lines = b"".join(client.get(reverse("hsds:services"), {"format": "ndjson"}).streaming_content).splitlines()
    assert {json.loads(line)["id"] for line in lines} == {str(pk) for pk in Angebot.objects.values_list("pk", flat=True)}
    assert most <= 3  # the batch and the one before it


WORTE = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=40).map(str.strip)
NAMEN = WORTE.filter(bool)
STUNDEN = st.tuples(st.times(), st.times()).map(lambda both: tuple(sorted(t.replace(second=0, microsecond=0) for t in both)))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_export_and_import_yield_equal_rows(data):
    draw = data.draw
    orte = [OrtFactory.create(name=draw(NAMEN), strasse=draw(WORTE), barrierefrei=draw(st.lists(NAMEN, max_size=3)))]
    frei = draw(st.none() | st.integers(0, 50))
    angebot = AngebotFactory.create(
        traeger=TraegerFactory.create(name=f"{draw(NAMEN)} {uuid4()}", beschreibung=draw(WORTE)),
        orte=orte,
        angebotsart=draw(st.sampled_from(sorted(angebotsarten()))),
        status=draw(st.sampled_from(["aktiv", "pause", "inaktiv", "beendet"])),
        name=draw(NAMEN),
        beschreibung=draw(WORTE),
        hinweis=draw(WORTE),
        mitbringen=draw(st.lists(NAMEN, max_size=3)),
        alter_ab=draw(st.none() | st.integers(0, 30)),
        frei=frei,
        plaetze=None if frei is None else frei + 5,
        plaetze_am=None if frei is None else datetime(2026, 11, 1, 9, tzinfo=UTC),
        wartend=draw(st.none() | st.integers(0, 99)),
        bestaetigt_am=draw(st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))),
    )
    for tag, (von, bis) in draw(st.lists(st.tuples(st.integers(1, 7), STUNDEN), max_size=3)):
        if von < bis:
            Sprechzeit.objects.create(angebot=angebot, wochentag=tag, von=von, bis=bis, hinweis=draw(WORTE))
    service = json.loads(json.dumps(to_service(hsds.services().get(pk=angebot.pk), "3.1")))
    result = load_hsds([service])
    assert (result.fehler, result.neu, result.geaendert, result.gleich) == ([], [], [], 1)
    assert read_service(service).angebot["frei" if frei is not None else "name_de"] == (
        frei if frei is not None else angebot.name_de
    )


def test_command_reads_pages_lists_and_lines(tmp_path, capsys):
    datei = tmp_path / "services.json"
    datei.write_text("\n".join(json.dumps(service) for service in SERVICES), encoding="utf-8")
    call_command("verzeichnis_einlesen", str(datei), "--vorschau")
    assert (capsys.readouterr().out, Angebot.objects.count()) == ("25 neu, 0 geändert, 0 gleich, 0 fehlen\n", 0)
    call_command("verzeichnis_einlesen", str(ANGEBOTE))
    datei.write_text(json.dumps(SERVICES), encoding="utf-8")
    call_command("verzeichnis_einlesen", str(datei))
    assert capsys.readouterr().out.splitlines()[-1] == "0 neu, 0 geändert, 25 gleich, 0 fehlen"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[", b"3", b"{" * 100_000, b"nein"])
def test_what_is_no_list_of_services_is_refused(content, tmp_path):
    datei = tmp_path / "datei"
    datei.write_bytes(content)
    if content == b"":
        assert read_file(content) == []
        return
    with pytest.raises(CommandError, match="keine Angebote"):
        call_command("verzeichnis_einlesen", str(datei))
