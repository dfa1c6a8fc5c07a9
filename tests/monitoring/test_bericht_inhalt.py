"""What stands in the reports: what everybody may know in those for the council and the year, internal rules in that of quality."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils import timezone

from behoerde.kern.rechte import Rolle
from monitoring.actions.veroeffentlichung import publish
from monitoring.actions.vorhaben import move_vorhaben
from monitoring.bericht import Berichtart
from monitoring.models import Beschwerde, Umfragefolge, Warnregel, Warnung, Zielwert
from monitoring.queries.bericht_qualitaet import complaints
from monitoring.strategie import Vorhabenstand
from tests.factories.bericht import written
from tests.factories.gremien import AnhoerungFactory, BeschlussFactory, StellungnahmeFactory
from tests.factories.kern import OrganisationseinheitFactory
from tests.factories.strategie import VorhabenFactory, ZielkennzahlFactory, running
from tests.monitoring.ereignisse import HEUTE, happen, roll_up
from tests.monitoring.umfragen import answered
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]
PUENKTLICH = "garantie-eingehalten"
QUARTAL = {"art": Berichtart.QUALITAET, "von": date(2026, 10, 1)}


@pytest.fixture
def leitung():
    return staff_of(OrganisationseinheitFactory.create(name="Leitung"), Rolle.LEITUNG)


def visits(tag: date, in_time: int, late: int = 0) -> None:
    happen(tag, wert=5, kanal="termin", anzahl=in_time)
    happen(tag, wert=30, kanal="termin", anzahl=late)
    roll_up(tag)


def figure(row, slug: str = PUENKTLICH) -> dict:
    return next(zahl for bereich in row.inhalt["zahlen"]["bereiche"] for zahl in bereich["zahlen"] if zahl["slug"] == slug)


def test_council_reads_the_published_figure_and_no_other(leitung):
    visits(date(2026, 10, 6), 30, 10)
    publish()
    visits(date(2026, 10, 7), 0, 40)  # known to the house, not yet to everybody
    row = written(leitung)
    found = figure(row)
    assert (row.inhalt["zahlen"]["ausgabe"], row.inhalt["zahlen"]["stand"]) == (1, "31. Oktober 2026")
    assert (found["wert"], found["n"], found["zeitraum"], found["bild"]) == ("75 %", 40, "zwölf Monate", None)


def test_without_a_published_revision_in_the_span_there_are_no_figures(leitung):
    visits(date(2026, 10, 6), 30, 10)
    assert written(leitung).inhalt["zahlen"] == {"ausgabe": None, "bereiche": []}


def test_council_reads_public_decisions_of_the_span_and_what_was_done(leitung):
    BeschlussFactory.create(betreff="Klare Briefe", tag=date(2026, 10, 1), oeffentlich=True)
    BeschlussFactory.create(betreff="Nur intern", tag=date(2026, 10, 1), oeffentlich=False)
    BeschlussFactory.create(betreff="Zu früh", tag=date(2026, 6, 30), oeffentlich=True)
    done = {"tag": date(2026, 5, 1), "oeffentlich": True, "status": "umgesetzt", "umgesetzt_am": date(2026, 7, 1)}
    BeschlussFactory.create(betreff="Jetzt umgesetzt", **done)
    for betreff, am in (("Zu laut", HEUTE), ("Entwurf", None)):
        Umfragefolge.objects.create(
            gesagt=betreff, getan="Getan.", tag=date(2026, 9, 1), veroeffentlicht_am=am and f"{am}T09:00Z"
        )
    found = written(leitung).inhalt
    assert [row["betreff"] for row in found["beschluesse"]] == ["Klare Briefe", "Jetzt umgesetzt"]
    assert found["folgen"] == [{"gesagt": "Zu laut", "getan": "Getan."}]


def test_council_reads_what_each_gemeinde_said_or_did_not_say(leitung):
    row = AnhoerungFactory.create(frist=date(2026, 11, 20))
    for name, answer in (("Aue", "zustimmung"), ("Bach", "")):
        said = {"haltung": answer, "text": "Gern.", "geantwortet_am": timezone.now()} if answer else {}
        StellungnahmeFactory.create(anhoerung=row, einheit__name=name, **said)
    answers = written(leitung).inhalt["anhoerungen"][0]["antworten"]
    assert answers == [
        {"gemeinde": "Aue", "stand": "", "haltung": "Wir stimmen zu.", "text": "Gern."},
        {"gemeinde": "Bach", "stand": "keine", "haltung": "", "text": ""},
    ]


def test_light_of_a_goal_tells_no_more_than_the_published_figure(leitung):
    visits(date(2026, 10, 6), 40)
    publish()
    visits(date(2026, 10, 7), 0, 400)  # inside the light is red
    Zielwert.objects.create(slug=PUENKTLICH, ab=date(2026, 1, 1), wert=50, beleg="Beispiel")
    ZielkennzahlFactory.create(slug=PUENKTLICH, ziel__titel="Pünktlich sein")
    ZielkennzahlFactory.create(slug="nicht-erschienen", ziel__titel="Alle kommen")
    ziele = {ziel["titel"]: ziel for ziel in written(leitung).inhalt["strategie"]["ziele"]}
    assert (ziele["Pünktlich sein"]["wort"], ziele["Alle kommen"]["wort"]) == ("im Plan", "noch nicht zu sagen")
    assert "100 %" in ziele["Pünktlich sein"]["gruende"][0]
    assert "noch keine Zahl" in ziele["Alle kommen"]["gruende"][0]


def test_measures_say_what_is_late_and_what_was_stopped_and_why(leitung):
    late = running(-3, titel="Briefe", ziel__titel="Klar schreiben")
    stopped = running(titel="Faxe", ziel=late.ziel)
    move_vorhaben(vorhaben=stopped, nach=Vorhabenstand.GESTOPPT, grund="Niemand faxt mehr.")
    VorhabenFactory.create(titel="Nur eine Idee", ziel=late.ziel)
    (ziel,) = written(leitung).inhalt["strategie"]["ziele"]
    found = {one["titel"]: one for one in ziel["massnahmen"]}
    assert sorted(found) == ["Briefe", "Faxe"]
    assert (found["Briefe"]["wort"], found["Briefe"]["meilensteine"][0]["stand"]) == ("gefährdet", "offen")
    assert found["Briefe"]["gruende"] == [f"Meilenstein „{late.meilensteine.get()}“ ist seit 3 Tagen überfällig."]
    assert (found["Faxe"]["stand"], found["Faxe"]["gruende"]) == ("gestoppt", ["Gestoppt: Niemand faxt mehr."])


def test_year_is_held_against_the_year_before(leitung, uhr):
    for jahr, late in ((2025, 20), (2026, 0)):
        visits(date(jahr, 10, 6), 40, late)
        visits(date(jahr, 11, 4), 40, late)
        with time_machine.travel(datetime(jahr, 12, 24, 9, tzinfo=UTC), tick=False):
            publish()
    uhr.move_to(datetime(2026, 12, 24, 9, tzinfo=UTC))
    row = written(leitung, art=Berichtart.JAHR, von=date(2026, 1, 1))
    found = figure(row)
    assert (found["wert"], found["davor"], row.inhalt["zahlen"]["davor"]) == ("100 %", "67 %", "2025")
    assert [(name, values[-2:]) for name, values in found["bild"]["reihen"]] == [
        ("2025 bis 2026", [100.0, 100.0]),
        ("ein Jahr davor", [67.0, 67.0]),
    ]


def test_interval_of_a_survey_comes_from_what_is_published(leitung):
    answered(40)
    row = written(leitung, **QUARTAL)
    assert row.inhalt["umfragen"][0]["frage"] == "Mit uns zufrieden"


# --- The quality report ---
def test_quality_is_internal_and_knows_what_nobody_outside_knows(leitung):
    visits(date(2026, 11, 6), 5, 1)
    found = figure(written(leitung, **QUARTAL))
    assert (found["wert"], found["n"]) == ("83 %", 6)


def test_small_numbers_of_complaints_are_hidden_together(leitung):
    for art, zahl in (("wartezeit", 12), ("umgang", 7), ("haus", 2)):
        for _n in range(zahl):
            Beschwerde.objects.create(tag=date(2026, 11, 2), art=art)
    rows = {row["art"]: row for row in written(leitung, **QUARTAL).inhalt["beschwerden"]}
    assert rows["Haus und Barrierefreiheit"]["zahl"] == "zu wenige Fälle"
    shown = {art: (row["zahl"], row["sicher"]) for art, row in rows.items() if row["sicher"]}
    assert shown["Wartezeit oder Termin"] == ("12", "6,2 bis 21,0")
    assert len({"Umgang", "Alle zusammen"} & set(shown)) == 1  # else 21 - 12 - 7 says the two
    assert shown["anderes"] == ("0", "0,0 bis 3,7")


def test_complaints_of_other_spans_do_not_count(leitung):
    row = written(leitung, **QUARTAL)
    Beschwerde.objects.create(tag=date(2026, 9, 30), art="umgang")
    assert {one["zahl"] for one in complaints(row)} == {"0"}


def test_warnings_are_told_with_what_came_of_them(leitung):
    visits(date(2026, 9, 2), 10, 40)
    visits(date(2026, 10, 6), 40)
    regel = Warnregel.objects.create(slug=PUENKTLICH, art="ziel", angelegt_von=leitung)
    at = datetime(2026, 10, 1, 4, tzinfo=UTC)
    Warnung.objects.create(regel=regel, von=date(2026, 9, 1), wert=20, unten=80, erkannt_am=at)
    (found,) = written(leitung, **QUARTAL).inhalt["warnungen"]
    assert (found["satz"], found["danach"]) == ("20 %, Ziel 80 % verfehlt", "Okt 2026: 100 %, wieder innerhalb.")


@pytest.mark.parametrize("zahlen", [(12, 7, 2), (7, 7, 1), (30, 2, 0), (5, 4, 0), (6, 0, 3), (2, 2, 2)])
def test_no_small_number_of_complaints_follows_from_the_others(leitung, zahlen):
    rows = [
        Beschwerde(tag=date(2026, 11, 2), art=art)
        for art, n in zip(("umgang", "dauer", "haus"), zahlen, strict=True)
        for _n in range(n)
    ]
    Beschwerde.objects.bulk_create(rows)
    *parts, whole = (one["zahl"] for one in written(leitung, **QUARTAL).inhalt["beschwerden"])
    hidden = [zahl for zahl in parts if not zahl.isdigit()]
    assert not {zahl for zahl in [*parts, whole] if zahl.isdigit()} & {"1", "2", "3", "4"}
    assert len(hidden) >= 2 or not whole.isdigit()
