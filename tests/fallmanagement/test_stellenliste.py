"""Lists of employers and vacancies: whatever a spreadsheet wrote; each wrong row says why, and then nothing is kept."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from behoerde.kern.exceptions import DomainError
from fallmanagement.models import Betrieb, Stellenangebot
from fallmanagement.stellenliste import SPALTEN, read_table, values
from tests.factories.stellen import BetriebFactory

KOPF = "betrieb;plz;ort;titel;art;beginn;wochenstunden;deutsch_sprechen;anerkennung\n"
GUT = "Bäckerei am Markt;52062;Aachen;Verkauf;Arbeit;01.02.2027;38,5;a2;ja\n"


def upload(client, text: str | bytes, **data):
    content = text if isinstance(text, bytes) else text.encode()
    return client.post(reverse("betriebe:uebernehmen"), {"datei": SimpleUploadedFile("liste.csv", content), **data})


@pytest.mark.parametrize("kodierung", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("trenner", [";", ",", "\t"])
def test_whatever_a_spreadsheet_wrote(kodierung, trenner):
    text = (KOPF + GUT.replace("38,5", '"38,5"' if trenner == "," else "38,5")).replace(";", trenner)
    (row,) = read_table(text.encode(kodierung))
    assert (row["betrieb"], values(row)["wochenstunden"], values(row)["beginn"]) == (
        "Bäckerei am Markt",
        Decimal("38.5"),
        date(2027, 2, 1),
    )


@pytest.mark.parametrize(
    ("text", "code"), [("", "kopfzeile"), ("betrieb;plz\na;b", "kopfzeile"), (KOPF, "leer"), (KOPF + ";;\n", "leer")]
)
def test_file_that_says_nothing(text, code):
    with pytest.raises(DomainError) as refusal:
        read_table(text.encode())
    assert refusal.value.code == code


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content):
    try:
        rows = read_table(KOPF.encode() + content)
    except DomainError:
        return
    assert all(set(row) <= set(SPALTEN) for row in rows)


@pytest.mark.django_db
@pytest.mark.usefixtures("uhr", "angemeldet")
class TestUpload:
    def test_new_and_known_ones(self, client):
        known = BetriebFactory.create(name="Bäckerei am Markt", branche="Alt", plz="52062")
        upload(client, KOPF + GUT + "Neu GmbH;52064;Aachen;;;;;;\n")
        upload(client, KOPF + GUT.replace("38,5", "20"))
        stelle = Stellenangebot.objects.get()
        assert (stelle.betrieb, stelle.wochenstunden, stelle.deutsch, stelle.herkunft) == (known, 20, {"sprechen": "A2"}, "liste")
        assert sorted(Betrieb.objects.values_list("name", "branche")) == [("Bäckerei am Markt", "Alt"), ("Neu GmbH", "")]

    @pytest.mark.parametrize(
        ("zeile", "satz"),
        [
            ("A;52062;Aachen;Verkauf;Amt;;;;\n", "Spalte art"),
            ("A;52062;Aachen;Verkauf;Arbeit;31.02.2027;;;\n", "Spalte beginn"),
            ("A;52062;Aachen;Verkauf;Arbeit;;viel;;\n", "Spalte wochenstunden"),
            ("A;52062;Aachen;Verkauf;Arbeit;;;D9;\n", "deutsch_sprechen"),
            ("A;5;Aachen;Verkauf;Arbeit;;;;\n", "plz"),
            (";52062;Aachen;Verkauf;Arbeit;;;;\n", "name"),
        ],
    )
    def test_wrong_row_says_why_and_nothing_is_kept(self, client, zeile, satz):
        page = upload(client, KOPF + GUT + zeile).content.decode()
        assert ("Zeile 3" in page, satz in page, Stellenangebot.objects.count(), Betrieb.objects.count()) == (True, True, 0, 0)

    def test_wrong_rows_can_be_left_out(self, client):
        response = upload(client, KOPF + GUT + "A;52062;Aachen;Verkauf;Amt;;;;\n", trotzdem="on")
        assert (response.status_code, Stellenangebot.objects.count(), Betrieb.objects.count()) == (302, 1, 1)

    def test_employer_whom_the_office_left_is_no_way_back(self, client):
        BetriebFactory.create(name="Bäckerei am Markt", plz="52062", inaktiv_seit=date(2026, 11, 1))
        assert "Die Zusammenarbeit mit" in upload(client, KOPF + GUT).content.decode()

    def test_file_is_needed(self, client):
        assert "Bitte wählen Sie die Datei." in client.post(reverse("betriebe:uebernehmen")).content.decode()

    def test_sample_can_be_taken_over(self, client):
        sample = b"".join(client.get(reverse("betriebe:vorlage")).streaming_content)
        upload(client, sample)
        assert [str(row) for row in Stellenangebot.objects.all()] == ["Hilfe in der Backstube"]
