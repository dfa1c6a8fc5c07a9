"""Open data: a table that is the same each time, described for programs, in a catalogue for portals."""

import csv
import hashlib
import json
from datetime import date

import pytest
from django.urls import reverse

from monitoring.actions.veroeffentlichung import publish
from monitoring.models import Veroeffentlichung
from monitoring.transparenz_daten import FELDER
from tests.monitoring.ereignisse import happen, roll_up

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]
KEPT = "garantie-eingehalten"


@pytest.fixture
def ausgabe() -> Veroeffentlichung:
    happen(date(2026, 10, 6), wert=5, kanal="termin", anzahl=31)
    happen(date(2026, 10, 6), wert=30, kanal="termin", anzahl=9)
    roll_up(date(2026, 10, 6))
    return publish()


def got(client, name: str, *args):
    return client.get(reverse(f"transparenz:{name}", args=args))


def test_table_holds_each_value_with_points_as_decimals(client, ausgabe):
    rows = list(csv.DictReader(got(client, "tabelle", 1).content.decode().splitlines()))
    assert list(rows[0]) == [name for name, _type, _text in FELDER]
    found = {row["von"]: row for row in rows if row["kennzahl"] == KEPT}
    assert len([row for row in rows if row["kennzahl"] == KEPT]) == 13
    assert [found["2026-10-01"][name] for name in ("takt", "wert", "faelle_gerundet", "verdeckt")] == ["monat", "75", "40", ""]
    assert [found["2026-09-01"][name] for name in ("wert", "faelle_gerundet", "verdeckt")] == ["", "", "unbekannt"]


def test_description_fits_the_table(client, ausgabe):
    content = got(client, "tabelle", 1).content
    (resource,) = (paket := json.loads(got(client, "datenpaket", 1).content))["resources"]
    assert (resource["bytes"], resource["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
    rows = [tuple(row[key] for key in resource["schema"]["primaryKey"]) for row in csv.DictReader(content.decode().splitlines())]
    assert len(rows) == len(set(rows))
    assert paket["licenses"][0]["name"] == "DL-DE-BY-2.0"


def test_values_have_the_types_that_are_described(client, ausgabe):
    read = {"string": str, "number": float, "integer": int, "date": date.fromisoformat}
    for row in csv.DictReader(got(client, "tabelle", 1).content.decode().splitlines()):
        for name, kind, _text in FELDER:
            assert row[name] == "" or read[kind](row[name]) is not None


def test_revision_may_be_kept_for_ever(client, ausgabe):
    response = got(client, "tabelle", 1)
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert got(client, "tabelle", 2).status_code == 404


def test_catalogue_names_the_newest_revision(client, ausgabe):
    publish(berichtigt="Ein Haus fehlte.")
    response = got(client, "katalog")
    (dataset,) = response.json()["dcat:dataset"]
    table = dataset["dcat:distribution"][0]
    assert response["Content-Type"] == "application/ld+json"
    assert table["dcat:downloadURL"]["@id"].endswith("/transparenz/2/kennzahlen.csv")
    assert table["dct:license"]["@id"] == "http://dcat-ap.de/def/licenses/dl-by-de/2.0"
    assert dataset["dct:temporal"]["dcat:endDate"]["@value"] == "2026-10-31"


def test_catalogue_is_there_before_anything_is_published(client):
    assert got(client, "katalog").json()["dcat:dataset"] == []


def test_licence_without_attribution(client, ausgabe, settings):
    settings.BEHOERDE = settings.BEHOERDE | {"lizenz": "dl-zero-de/2.0"}
    (dataset,) = got(client, "katalog").json()["dcat:dataset"]
    assert "dcatde:licenseAttributionByText" not in dataset["dcat:distribution"][0]
