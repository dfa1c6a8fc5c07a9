"""The sheet for the person speaks their language, names nothing delicate and promises nothing."""

from datetime import date

import pytest
from django.conf import settings
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils import translation

from behoerde.kern.db import System, als
from behoerde.kern.regeln import Empfindlichkeit
from behoerde.uebersetzen import KUNDENSPRACHEN, catalogue
from fallmanagement.klientblatt import UEBERSCHRIFTEN, WORTE, parts
from fallmanagement.perspektive import PFADE
from fallmanagement.perspektive.pfad import judge_paths
from fallmanagement.perspektive.tatsachen import TATSACHEN
from tests.factories.fallmanagement import AufenthaltsstatusFactory
from tests.fallmanagement.profile import AUSBILDUNG, OFFEN, TAG

DELIKAT = [tatsache for tatsache in TATSACHEN.values() if tatsache.empfindlichkeit is not Empfindlichkeit.NORMAL]


def sheet(facts: dict) -> list:
    with translation.override("de"):
        return [
            (str(part["titel"]), str(weg["titel"]), weg["ab"], [[str(text) for text in group] for group in weg["fehlt"]])
            for part in parts(judge_paths(PFADE, facts, TAG))
            for weg in part["wege"]
        ]


def test_open_paths_come_first_and_excluded_ones_are_left_out():
    lines = sheet(AUSBILDUNG | {"lebensunterhalt": "nein", "bab_bezug": False})
    assert lines[0] == ("Das ist jetzt möglich", "Ausbildungsduldung", None, [])
    assert ("Dafür fehlt noch etwas", "Aufenthaltserlaubnis zur Ausbildung") in [line[:2] for line in lines]


def test_day_stands_on_the_sheet():
    facts = OFFEN["arbeit_duldung"] | {"voraufenthalt_seit": date(2026, 8, 30)}
    assert ("Das ist später möglich", "Arbeit mit Duldung", date(2026, 11, 30)) in [line[:3] for line in sheet(facts)]


@pytest.mark.parametrize("key", OFFEN)
def test_reasons_on_paper_are_never_delicate(key):
    worst = OFFEN[key] | {tatsache.name: True for tatsache in DELIKAT if tatsache.fits(True)}
    texts = {text for _part, _title, _day, groups in sheet(worst) for group in groups for text in group}
    delicate = {
        str(grund.text)
        for entry in judge_paths(PFADE, worst, TAG)
        for group in entry.fehlt
        for grund in group
        if TATSACHEN[grund.tatsache] in DELIKAT
    }
    assert texts & delicate == set()


@pytest.mark.parametrize("folder", KUNDENSPRACHEN)
def test_every_word_of_the_sheet_is_translated(folder):
    known = {entry.msgid for entry in catalogue(folder) if entry.translated()}
    with translation.override("de"):
        words = {str(text) for text in (*WORTE.values(), *UEBERSCHRIFTEN.values())}
        words |= {str(text) for pfad in PFADE for text in (pfad.titel, pfad.schritt)}
    assert sorted(words - known) == []


@pytest.mark.parametrize("sprache", [code for code, _name in settings.LANGUAGES])
def test_sheet_is_a_pdf_in_every_language(angemeldet, client, akte, sprache):
    with als(System.AUFGABE):
        akte.person.sprache = sprache
        akte.person.save()
        AufenthaltsstatusFactory.create(person=akte.person, code="60a", zeitraum=DateRange(date(2026, 3, 1), date(2027, 3, 1)))
    answer = client.get(reverse("fallmanagement:perspektive_blatt", args=[akte.pk]))
    assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (200, "application/pdf", b"%PDF-")
