"""The catalogue of occupations: official files, our sample, and finding one."""

import pytest
from django.core.management import CommandError, call_command

from fallmanagement.actions.beruf import PROBE, Uebernommen, load_berufe, load_probe
from fallmanagement.berufsdatei import Zeile, read_esco, read_kldb, read_probe
from fallmanagement.models import Beruf
from fallmanagement.queries.berufe import berufe
from tests.factories.fallmanagement_profil import BerufFactory

pytestmark = pytest.mark.django_db
KLDB = """Klassifikation der Berufe 2010;;;
Stand;2020;;
Schlüssel KldB 2010, V. 2020;Ebene;Titel;Kurztitel;Allgemeine Bemerkungen
2;1;Rohstoffgewinnung;;
29222;5;Berufe in der Back- und Konditoreiwarenherstellung - fachlich;Backwaren (fachl.);"Mehr
auf zwei Zeilen"
1104;5;Offiziere - hoch komplex;;
29222;5;Noch einmal;;
2922X;5;Unlesbar;;
29232;5;;;
"""
URI = "http://data.europa.eu/esco/occupation/"
ESCO_DE = f"""conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,status
Occupation,{URI}a1,7512,Bäcker/Bäckerin,"Brotbäcker
Feinbäcker",released
Occupation,https://boese.example/a2,7512,Falsch,,released
"""
ESCO_EN = f"conceptUri,preferredLabel\n{URI}a1,baker\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_file_of_the_kldb_is_read_by_its_columns(encoding):
    rows, faults = read_kldb(KLDB.encode(encoding))
    name = "Berufe in der Back- und Konditoreiwarenherstellung - fachlich"
    assert rows == {
        "29222": Zeile("29222", name, "", ("Backwaren (fachl.)",)),
        "01104": Zeile("01104", "Offiziere - hoch komplex"),
    }
    assert [fault.split(":")[0] for fault in faults] == ["Beruf 3 (29222)", "Beruf 4 (2922X)", "Beruf 5 (29232)"]


def test_file_of_esco_is_read_by_its_columns():
    rows, faults = read_esco(ESCO_DE.encode())
    assert rows == {f"{URI}a1": Zeile(f"{URI}a1", "Bäcker/Bäckerin", "", ("Brotbäcker", "Feinbäcker"))}
    assert faults == ["Beruf 2 (https://boese.example/a2): Code oder Name ist nicht lesbar."]


def test_loading_again_changes_nothing_and_what_is_gone_stays_behind():
    rows = read_kldb(KLDB.encode()).zeilen
    assert load_berufe("kldb", rows) == Uebernommen(neu=2)
    assert load_berufe("kldb", rows) == Uebernommen(gleich=2)
    less = {"29222": rows["29222"]._replace(name="Backwaren")}
    assert load_berufe("kldb", less) == Uebernommen(geaendert=1, fehlen=1)
    assert list(Beruf.objects.order_by("code").values_list("code", "aktuell")) == [("01104", False), ("29222", True)]


def test_official_name_leaves_the_everyday_one_to_be_found():
    load_probe()
    load_berufe("kldb", read_kldb(KLDB.encode()).zeilen)
    assert [row.code for row in berufe("konditor bäcker")] == ["29222"]
    assert load_probe() == Uebernommen()


def test_sample_is_well_formed():
    rows, faults = read_probe(PROBE.read_bytes())
    assert (len(rows), faults) == (61, [])
    assert load_probe() == Uebernommen(neu=61)


def test_command_reads_both_languages_and_lists_what_it_left_out(tmp_path, capsys):
    german, english = tmp_path / "occupations_de.csv", tmp_path / "occupations_en.csv"
    german.write_text(ESCO_DE, encoding="utf-8")
    english.write_text(ESCO_EN, encoding="utf-8")
    call_command("berufe_einlesen", "esco", german, englisch=english)
    out = capsys.readouterr()
    assert out.out == "1 neu, 0 geändert, 0 gleich, 0 nicht mehr aktuell\n"
    assert out.err == "Beruf 2 (https://boese.example/a2): Code oder Name ist nicht lesbar.\n"
    assert Beruf.objects.get().name_en == "baker"


def test_file_with_faults_retires_nothing(tmp_path):
    old = BerufFactory.create(code="11111")
    path = tmp_path / "kldb.csv"
    path.write_text(KLDB, encoding="utf-8")
    call_command("berufe_einlesen", "kldb", path)
    old.refresh_from_db()
    assert old.aktuell


@pytest.mark.parametrize(("verzeichnis", "content"), [("kldb", ESCO_EN), ("esco", KLDB), ("kldb", ""), ("esco", "")])
def test_wrong_file_is_named(tmp_path, verzeichnis, content):
    path = tmp_path / "liste.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match="Kopfzeile"):
        call_command("berufe_einlesen", verzeichnis, path)


def test_command_without_a_file_asks_for_one():
    with pytest.raises(CommandError, match="Bitte nennen Sie die Datei"):
        call_command("berufe_einlesen", "kldb")


@pytest.mark.parametrize(("q", "codes"), [("", []), ("  ", []), ("KOCH", ["29302"]), ("293", ["29302"]), ("cook", ["29302"])])
def test_search_looks_at_names_words_and_codes(q, codes):
    BerufFactory.create(code="29302", name="Koch, Köchin", name_en="Cook")
    BerufFactory.create(code="29222", name="Bäcker/in", suchworte=["Konditor"])
    BerufFactory.create(code="29999", name="Kochgehilfe", aktuell=False)
    assert [row.code for row in berufe(q)] == codes
