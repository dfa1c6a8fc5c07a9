"""Pages of statistics: a look first, nothing typed is lost, then all or nothing."""

import csv
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from behoerde.kern.rechte import Rolle
from monitoring.models import Einlesung, Messwert
from tests.factories.kern import OrganisationseinheitFactory
from tests.termine.empfang import join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]
LISTE, EINLESEN = reverse("statistik:liste"), reverse("statistik:einlesen")
GUT = "kennzahl;zeitraum;wert;einheit;faelle\nerwerbsquote;2025;61,2;%;\nerwerbsquote;2024;60;Prozent;\n"
WER = {"quelle": "Beispielbericht, Seite 3", "stand_0": "1", "stand_1": "3", "stand_2": "2026"}


@pytest.fixture(autouse=True)
def leitung(client):
    return join(client, OrganisationseinheitFactory.create(), Rolle.LEITUNG)


def upload(client, text: str, **more):
    return client.post(EINLESEN, WER | {"datei": SimpleUploadedFile("t.csv", text.encode()), "was": "pruefen"} | more)


def test_file_is_looked_at_then_taken_in(client):
    seen = upload(client, GUT)
    assert ([zeile.fehler for zeile, _said in seen.context["zeilen"]], Einlesung.objects.count()) == (["", ""], 0)
    text = seen.context["form"]["inhalt"].value()
    assert text == GUT
    done = client.post(EINLESEN, WER | {"inhalt": text, "was": "einlesen"}, follow=True)
    assert "2 Werte sind eingelesen." in done.text
    assert list(Messwert.objects.order_by("von").values_list("wert", flat=True)) == [60.0, 61.2]
    page = client.get(reverse("monitoring:kennzahl", args=["erwerbsquote"]))
    assert [(row.name, row.wert, row.quelle) for row in page.context["eingelesen"]] == [
        ("2025", "61,2 %", "Beispielbericht, Seite 3 (Stand 01.03.2026)"),
        ("2024", "60,0 %", "Beispielbericht, Seite 3 (Stand 01.03.2026)"),
    ]


def test_wrong_row_keeps_everything_out_and_stands_first(client):
    wrong = GUT + "erwerbsquote;2023;61;Anzahl;\n"
    seen = client.post(EINLESEN, WER | {"inhalt": wrong, "was": "einlesen"})
    assert [zeile.nummer for zeile, _said in seen.context["zeilen"]] == [4, 2, 3]
    assert "in der Zeile steht „Anzahl“" in seen.text
    assert Einlesung.objects.count() == 0


def test_file_beside_the_text_is_looked_at_before_it_is_taken_in(client):
    assert upload(client, GUT, was="einlesen").context["gesehen"]
    assert Einlesung.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "field"),
    [({"quelle": " "}, "quelle"), ({"stand_2": ""}, "stand"), ({"stand_2": "2030"}, "stand"), ({"inhalt": ""}, "datei")],
)
def test_source_day_and_table_are_asked_for_and_nothing_typed_is_lost(client, change, field):
    seen = client.post(EINLESEN, WER | {"inhalt": GUT, "was": "pruefen"} | change)
    assert list(seen.context["form"].errors) == [field]
    assert seen.context["form"]["inhalt"].value() == change.get("inhalt", GUT)


def test_table_is_taken_back(client):
    client.post(EINLESEN, WER | {"inhalt": GUT, "was": "einlesen"})
    row = Einlesung.objects.get()
    address = reverse("statistik:einlesung", args=[row.pk])
    assert [zahl for _one, _wert, _name, zahl in client.get(address).context["werte"]] == ["60,0 %", "61,2 %"]
    assert "Zurückgenommen." in client.post(address, follow=True).text
    assert "schon zurückgenommen" in client.post(address, follow=True).text
    assert (Messwert.objects.count(), "zurückgenommen" in client.get(LISTE).text) == (0, True)


def test_example_file_names_every_figure_that_is_taken_in(client):
    text = b"".join(client.get(LISTE, {"format": "csv"}).streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines(), delimiter=";"))
    assert {"erwerbsquote", "neuzuwanderer-erstberatung"} <= {row["kennzahl"] for row in rows}
    assert {row["wert"] for row in rows} == {""}


def test_breakdown_is_offered_only_where_it_was_taken_in(client):
    table = (
        "kennzahl;zeitraum;wert;einheit;merkmal;auspraegung\nerwerbsquote;2025;58;%;geschlecht;Frauen\nerwerbsquote;2025;61;%;;\n"
    )
    client.post(EINLESEN, WER | {"inhalt": table, "was": "einlesen"})
    page = client.get(reverse("monitoring:kennzahl", args=["erwerbsquote"]), {"monate": "24"})
    assert [name for name, _label in page.context["merkmale"]] == ["geschlecht"]
    assert page.context["zeilen"] == [("Frauen", "", "58,0 %", None)]


def test_front_desk_takes_nothing_in(client):
    join(client, OrganisationseinheitFactory.create(), Rolle.EMPFANG)
    assert (client.get(EINLESEN).status_code, client.get(LISTE).status_code) == (404, 404)
    assert Messwert.objects.filter(von=date(2025, 1, 1)).count() == 0
