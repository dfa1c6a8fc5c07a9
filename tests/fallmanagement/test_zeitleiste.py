"""The residence timeline: as a drawing, and as a list where a drawing has no room."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from fallmanagement.queries.zeitleiste import Zeile, zeitleiste
from tests.factories.fallmanagement import AufenthaltsstatusFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]


def test_list_says_the_same_as_the_drawing_the_latest_first(akte):
    asyl = DateRange(date(2024, 3, 1), date(2026, 3, 1))
    AufenthaltsstatusFactory.create(person=akte.person, code="aufenthaltsgestattung", zeitraum=asyl)
    AufenthaltsstatusFactory.create(person=akte.person)
    leiste = zeitleiste(akte.person)
    assert leiste.zeilen == [
        Zeile("d", "Duldung, § 60a AufenthG", "1. März 2026 bis 28. Februar 2027", jetzt=True),
        Zeile("a", "Aufenthaltsgestattung, § 55 AsylG", "1. März 2024 bis 28. Februar 2026", jetzt=False),
    ]
    assert [balken.farbe for balken in leiste.balken] == ["a", "d"]


def test_somebody_without_a_status_has_an_empty_list(akte):
    assert (zeitleiste(akte.person).zeilen, zeitleiste(akte.person).ablauf) == ([], ("", ""))
