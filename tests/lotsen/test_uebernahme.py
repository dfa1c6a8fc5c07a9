import csv
import io
import json
from datetime import time, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Rolle
from lotsen.actions.beispiel import ANGEBOTE
from lotsen.actions.uebernahme import forget_old_lists, keep_list
from lotsen.angebotsliste import BEISPIEL, SPALTEN, read_hours, read_table
from lotsen.models import Angebot, Herkunft, Ort, Traeger, Uebernahme
from tests.anmelden import sign_in
from tests.factories.lotsen import AngebotFactory, OrtFactory, TraegerFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("donnerstag", "ruhig")]
LISTEN = reverse("pflege:uebernahmen")
KOPF = "name;traeger;angebotsart;ort;sprachen;sprechzeiten;frei\n"
GUT = "Sprachcafé;Verein A;mbe;Haus;de, Ukrainisch;Mo 9:00-12:00 (offen);4\n"


@pytest.fixture
def lotsin(client):
    return sign_in(client, Rolle.LOTSE)


def upload(client, content: str | bytes, art: str = "tabelle"):
    raw = content.encode() if isinstance(content, str) else content
    return client.post(LISTEN, {"art": art, "datei": SimpleUploadedFile("liste", raw)})


def test_nothing_is_saved_until_somebody_says_so(client, lotsin):
    page = upload(client, KOPF + GUT).url
    shown = client.get(page)
    assert (shown.context["ergebnis"].neu, Angebot.objects.count(), Traeger.objects.count()) == (["Sprachcafé"], 0, 0)
    client.post(page, {"uebernehmen": "1"})
    angebot = Angebot.objects.get()
    zeit = angebot.sprechzeiten.get()
    assert (angebot.name_de, angebot.traeger.name, angebot.orte.get().name) == ("Sprachcafé", "Verein A", "Haus")
    assert (angebot.sprachen, angebot.frei, zeit.von, zeit.hinweis) == (["de", "uk"], 4, time(9), "offen")
    assert client.get(page).url == LISTEN


def test_every_wrong_row_is_named_and_right_ones_are_taken(client, lotsin):
    wrong = "Kurs;Verein A;unfug;;;;\n;Verein A;mbe;;;;\nRat;Verein A;mbe;;Klingonisch;;\n"
    wrong += "Treff;Verein A;mbe;;;Mo früh;\nHilfe;Verein A;mbe;;;;viele\n"
    page = upload(client, KOPF + wrong + GUT).url
    assert client.get(page).context["ergebnis"].fehler == [
        "Zeile 2: Angebotsart „unfug“ kennen wir nicht.",
        "Zeile 3: Es fehlt: name.",
        "Zeile 4: Sprache „Klingonisch“ kennen wir nicht.",
        "Zeile 5: Sprechzeit „Mo früh“ verstehen wir nicht. So geht es: Mo 09:00-12:00; Do 14:00-18:00 (nur mit Termin)",
        "Zeile 6: frei: „viele“ ist keine Anzahl.",
    ]
    client.post(page, {"uebernehmen": "1"})
    assert [row.name_de for row in Angebot.objects.all()] == ["Sprachcafé"]


def test_column_that_is_not_there_changes_nothing(client, lotsin):
    angebot = AngebotFactory.create(
        traeger=TraegerFactory.create(name="Verein A"), name_de="Sprachcafé", telefon="0123", orte=OrtFactory.create_batch(2)
    )
    angebot.sprechzeiten.create(wochentag=1, von="09:00", bis="12:00", gilt_ab="2026-01-01")
    client.post(upload(client, "name;traeger;angebotsart;kosten\nsprachcafé;verein a;mbe;frei\n").url, {"uebernehmen": "1"})
    angebot.refresh_from_db()
    assert (angebot.kosten_de, angebot.telefon, angebot.orte.count(), angebot.sprechzeiten.count()) == ("frei", "0123", 2, 1)
    assert [row.herkunft for row in angebot.fassungen.all()] == [Herkunft.LISTE, Herkunft.LISTE]


def test_what_is_missing_stays_unless_asked(client, lotsin):
    traeger = TraegerFactory.create(name="Verein A")
    alt = AngebotFactory.create(traeger=traeger, name_de="Altes")
    client.post(upload(client, KOPF + GUT).url, {"uebernehmen": "1"})
    assert Angebot.objects.get(pk=alt.pk).status == "aktiv"
    page = upload(client, KOPF + GUT).url
    assert client.get(page).context["ergebnis"].weg == ["Altes"]
    client.post(page, {"uebernehmen": "1", "weg_beenden": "1"})
    assert Angebot.objects.get(pk=alt.pk).status == "inaktiv"


def test_export_comes_in_again_and_changes_nothing(client, lotsin, verzeichnis):
    out = client.get(reverse("pflege:liste"), {"format": "csv"})
    content = b"".join(out.streaming_content)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert (list(rows[0]), len(rows)) == (list(SPALTEN), 25)
    result = client.get(upload(client, content).url).context["ergebnis"]
    assert (result.fehler, result.neu, result.geaendert, result.gleich) == ([], [], [], 25)
    assert client.get(reverse("pflege:liste"), {"format": "xlsx", "q": "Bürgeramt"}).status_code == 200


def test_template_with_its_example_comes_in(client, lotsin):
    content = b"".join(client.get(reverse("pflege:vorlage")).streaming_content)
    assert client.get(upload(client, content).url).context["ergebnis"].neu == [BEISPIEL["name"]]
    client.post(upload(client, content).url, {"uebernehmen": "1"})
    assert (Ort.objects.get().strasse, Angebot.objects.get().sprechzeiten.count()) == ("Marktplatz 2", 2)


def test_hsds_is_looked_at_and_taken_over(client, lotsin):
    services = json.loads(ANGEBOTE.read_text(encoding="utf-8"))["contents"][:3]
    services[1]["attributes"] = []
    page = upload(client, json.dumps(services), "hsds").url
    result = client.get(page).context["ergebnis"]
    assert (len(result.neu), result.fehler) == (2, [f"Zeile 2: {services[1]['name']}: keine bekannte Angebotsart."])
    client.post(page, {"uebernehmen": "1"})
    assert Angebot.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "art", "said"),
    [
        ("", "tabelle", "leer"),
        ("name;traeger\nA;B\n", "tabelle", "In der ersten Zeile fehlt: angebotsart."),
        (KOPF, "tabelle", "steht kein Angebot"),
        ("kein json", "hsds", "keine Angebote im Format HSDS"),
    ],
)
def test_wrong_file_is_said_beside_its_field(client, lotsin, content, art, said):
    answer = upload(client, content, art)
    assert said in answer.content.decode() or answer.context["form"].errors["datei"]
    assert Uebernahme.objects.count() == 0


def test_list_belongs_to_whoever_uploaded_it_and_is_forgotten(client, lotsin, donnerstag):
    page = upload(client, KOPF + GUT).url
    other = sign_in(client, Rolle.VERWALTUNG)
    assert client.post(page, {"uebernehmen": "1"}).status_code == 404
    keep_list(art="tabelle", zeilen=[], user=other)
    donnerstag.shift(timedelta(days=3))
    forget_old_lists()
    assert Uebernahme.objects.count() == 0


def test_thrown_away_changes_nothing(client, lotsin):
    client.post(upload(client, KOPF + GUT).url, {"verwerfen": "1"})
    assert (Uebernahme.objects.count(), Angebot.objects.count()) == (0, 0)


def read_or_refusal(read, value) -> tuple[list, str]:
    """Return the rows, or none and the code of the refusal; any other error is a fault."""
    try:
        return read(value), ""
    except DomainError as refusal:
        return [], refusal.code


@given(content=st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_become_rows_or_a_refusal(content):
    rows, refusal = read_or_refusal(read_table, KOPF.encode() + content)
    assert refusal in {"", "leer", "kopfzeile", "zu_viele"}
    assert all(set(row) <= set(SPALTEN) for row in rows)


@given(st.text(max_size=60))
def test_any_words_are_hours_or_a_refusal(text):
    rows, refusal = read_or_refusal(read_hours, text)
    assert refusal in {"", "sprechzeiten"}
    assert all(1 <= row["wochentag"] <= 7 for row in rows)
