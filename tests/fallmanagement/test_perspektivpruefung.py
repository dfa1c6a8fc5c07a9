"""A check is stored as it was made, can be made again, and is seen by whoever sees the case."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Protokolleintrag
from behoerde.kern.rechte import Rolle
from behoerde.kern.regeln import Ist
from fallmanagement.actions.fallakte import move
from fallmanagement.actions.perspektive import check_paths, recheck_open
from fallmanagement.enums import Fallphase
from fallmanagement.models import Perspektivpruefung
from fallmanagement.perspektive import FASSUNG, PFADE
from fallmanagement.perspektive import tatsachen as t
from fallmanagement.perspektive.ablage import dump_facts, dump_results, load_facts, version
from fallmanagement.perspektive.basis import pfad
from fallmanagement.perspektive.pfad import judge_paths
from fallmanagement.queries.perspektive import facts_of_akte, known_facts
from fallmanagement.tasks import recheck_perspektiven
from tests.factories.fallmanagement import AufenthaltsstatusFactory, FallakteFactory
from tests.factories.kern import OrganisationseinheitFactory
from tests.fallmanagement.profile import AUSBILDUNG
from tests.termine.empfang import staff_of

FACTS = {name: value for name, value in AUSBILDUNG.items() if value is not None}


@pytest.fixture
def pruefung(akte, fallmanagerin, amt):
    return check_paths(akte, tatsachen=FACTS | facts_of_akte(akte), user=fallmanagerin)


def test_check_is_stored_with_facts_version_and_result(pruefung, akte, fallmanagerin):
    row = Perspektivpruefung.objects.get()
    assert (row.fallakte, row.tag, row.fassung, row.geprueft_von) == (akte, date(2026, 11, 26), FASSUNG, fallmanagerin)
    assert load_facts(row.tatsachen) == FACTS | {"geburtsdatum": akte.person.geburtsdatum}
    assert row.ergebnis["arbeit_duldung"] == ["unbekannt", "2026-11-27"]
    assert Protokolleintrag.objects.filter(vorgang="perspektive_geprueft").count() == 1


def test_stored_check_comes_out_the_same_again(pruefung):
    row = Perspektivpruefung.objects.get()
    assert row.fassung == FASSUNG
    assert dump_results(judge_paths(PFADE, load_facts(row.tatsachen), row.tag)) == row.ergebnis


def test_database_keeps_a_check_as_it_is(pruefung):
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Perspektivpruefung.objects.update(fassung="anders")


def test_what_is_no_fact_is_refused(akte, fallmanagerin, amt):
    with pytest.raises(DomainError, match=r"Diese Angaben passen nicht: erfunden, wochenstunden\."):
        check_paths(akte, tatsachen={"wochenstunden": "viele", "erfunden": 1}, user=fallmanagerin)


def test_version_changes_with_every_rule():
    one = pfad("x", "X", "§ 1", status=Ist(t.KONKRET, True, text="x"), bindung="soll", schritt="x")
    other = pfad("x", "X", "§ 1", status=Ist(t.KONKRET, False, text="x"), bindung="soll", schritt="x")
    assert version([one]) == version([one]) != version([other])


def test_facts_survive_their_storage():
    assert load_facts(dump_facts(FACTS | {"weg": 1, "taeuschung": None})) == FACTS


def test_case_gives_status_and_times(akte, amt):
    akte.person.geburtsdatum = date(2000, 6, 2)
    rows = [("aufenthaltsgestattung", 2022, 2024), ("60b", 2024, 2025), ("60a", 2025, 2027)]
    for code, first, last in rows:
        AufenthaltsstatusFactory.create(person=akte.person, code=code, zeitraum=DateRange(date(first, 3, 1), date(last, 3, 1)))
    assert facts_of_akte(akte) == {
        "geburtsdatum": date(2000, 6, 2),
        "status": "60a",
        "titel_bis": date(2027, 2, 28),
        "voraufenthalt_seit": date(2022, 3, 1),
        "geduldet_seit": date(2024, 3, 1),
        "zeiten_60b_tage": 365,
    }


def test_case_knows_better_than_the_last_check(pruefung, akte):
    AufenthaltsstatusFactory.create(person=akte.person, code="60d", zeitraum=DateRange(date(2026, 3, 1), date(2027, 3, 1)))
    facts = known_facts(akte)
    assert (facts["status"], facts["duldung_60d_seit"], facts["ausbildung_art"]) == ("60d", date(2026, 3, 1), "qualifiziert")


@pytest.mark.django_db(transaction=True)
def test_other_units_see_no_check(akte, fallmanagerin):
    with als(System.AUFGABE):
        check_paths(akte, tatsachen=FACTS, user=fallmanagerin)
    with als(fallmanagerin):
        assert Perspektivpruefung.objects.count() == 1
    with als(staff_of(OrganisationseinheitFactory.create(name="Anderes Amt"), Rolle.FALLMANAGEMENT)):
        assert Perspektivpruefung.objects.count() == 0


def test_page_shows_paths_before_anything_is_stored(angemeldet, client, akte):
    with als(System.AUFGABE):
        AufenthaltsstatusFactory.create(person=akte.person, code="60a", zeitraum=DateRange(date(2026, 3, 1), date(2027, 3, 1)))
    page = client.get(reverse("fallmanagement:perspektive", args=[akte.pk]))
    assert "Arbeitshilfe, keine Entscheidung" in page.content.decode()
    assert [urteil.value for urteil, _bild, _karten in page.context["gruppen"]] == [
        "unbekannt",
        "ausgeschlossen",
    ] or page.context["gruppen"]


def posted(facts: dict) -> dict[str, str]:
    shown = {name: ("ja" if value else "nein") if isinstance(value, bool) else value for name, value in facts.items()}
    flat = {}
    for name, value in shown.items():
        if isinstance(value, date):
            flat |= {f"{name}_0": value.day, f"{name}_1": value.month, f"{name}_2": value.year}
        flat[name] = value
    return flat


def test_posted_facts_are_checked_and_stored(angemeldet, client, akte):
    url = reverse("fallmanagement:perspektive", args=[akte.pk])
    assert client.post(url, {"was": "pruefen"} | posted(FACTS)).url == url
    with als(System.AUFGABE):
        assert load_facts(Perspektivpruefung.objects.get().tatsachen) == FACTS


def test_wrong_input_comes_back_with_its_sentence(angemeldet, client, akte):
    url = reverse("fallmanagement:perspektive", args=[akte.pk])
    page = client.post(url, {"was": "pruefen", "wochenstunden": "viele", "identitaet": "geklaert"})
    assert list(page.context["form"].errors) == ["wochenstunden"]
    assert page.context["form"]["identitaet"].value() == "geklaert"


@pytest.mark.parametrize(("tag", "gespeichert"), [(26, 0), (27, 1), (28, 1)])
def test_night_stores_only_what_has_changed(pruefung, uhr, tag, gespeichert):
    uhr.move_to(datetime(2026, 11, tag, 3, tzinfo=UTC))
    assert recheck_open() == (1, gespeichert)
    assert recheck_open() == (1, 0)
    assert Perspektivpruefung.objects.filter(geprueft_von=None).count() == gespeichert


def test_night_finds_the_path_that_has_opened(pruefung, uhr):
    uhr.move_to(datetime(2026, 11, 27, 3, tzinfo=UTC))
    recheck_perspektiven()
    assert Perspektivpruefung.objects.first().ergebnis["ausbildungsduldung"] == ["moeglich_jetzt", None]


def test_night_leaves_closed_cases_alone(pruefung, akte, uhr):
    move(akte, Fallphase.ABGESCHLOSSEN, grund="weggezogen")
    uhr.move_to(datetime(2026, 11, 27, 3, tzinfo=UTC))
    assert recheck_open() == (0, 0)


def test_night_needs_few_statements(akte, fallmanagerin, amt, django_assert_num_queries):
    for _n in range(3):
        another = FallakteFactory.create(einheit=akte.einheit)
        check_paths(another, tatsachen=FACTS | facts_of_akte(another), user=fallmanagerin)
    with django_assert_num_queries(5):  # the savepoint, keys, one part, its statuses
        assert recheck_open() == (3, 0)
