"""Explained matching: each filter at its boundary, unknown stays unknown, and what always holds."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from behoerde.kern.regeln import Urteil
from behoerde.kern.regeln.tatsache import NIVEAUS
from fallmanagement.queries.matching import Abgleich, Profil, Stelle, Zeit, abgleich, reihenfolge
from fallmanagement.titel import Arbeit

JA, NEIN, UNBEKANNT = Urteil.JA, Urteil.NEIN, Urteil.UNBEKANNT
BEGINN = date(2026, 9, 1)
EIN_TAG = timedelta(days=1)
ERLAUBT = Zeit(date(2026, 1, 1), None, Arbeit.JA)
PROFIL = Profil((ERLAUBT,), {"sprechen": "B1"}, frozenset({"26312"}), True, 4, frozenset({"B"}), 20)
STELLE = Stelle("a", BEGINN, {"sprechen": "B1"}, "26312", True, 4, "B", 10)


def urteile(profil, stelle):
    return {grund.kriterium: grund.urteil for grund in abgleich(profil, stelle).gruende}


def punkte(profil, stelle):
    return {grund.kriterium: grund.punkte for grund in abgleich(profil, stelle).gruende if grund.hoechstens}


def test_all_fits():
    ergebnis = abgleich(PROFIL, STELLE)
    assert (ergebnis.urteil, ergebnis.punkte) == (JA, 95)
    assert punkte(PROFIL, STELLE) == {"Kurzer Weg": 5, "Beruf": 40, "Anerkennung": 25, "Erfahrung": 25}


def test_nothing_known_is_unknown_and_earns_nothing():
    ergebnis = abgleich(Profil(), STELLE)
    assert (ergebnis.urteil, ergebnis.punkte) == (UNBEKANNT, 0)
    assert {grund.urteil for grund in ergebnis.gruende} == {UNBEKANNT}
    assert [grund.kriterium for grund in ergebnis.gruende if not grund.hebt] == []


@pytest.mark.parametrize(
    ("zeit", "urteil"),
    [
        (Zeit(BEGINN, BEGINN, Arbeit.JA), JA),
        (Zeit(BEGINN + EIN_TAG, None, Arbeit.JA), UNBEKANNT),
        (Zeit(date(2026, 1, 1), BEGINN - EIN_TAG, Arbeit.JA), UNBEKANNT),
        (Zeit(BEGINN, None, Arbeit.NEIN), NEIN),
        (Zeit(BEGINN, None, Arbeit.MIT_ERLAUBNIS), UNBEKANNT),
        (Zeit(BEGINN, None, Arbeit.EINGESCHRAENKT), UNBEKANNT),
        (Zeit(BEGINN, None, Arbeit.WIE_BISHER), UNBEKANNT),
    ],
)
def test_work_permission_on_the_first_day(zeit, urteil):
    assert urteile(replace(PROFIL, aufenthalte=(zeit,)), STELLE)["Arbeitserlaubnis"] == urteil


@pytest.mark.parametrize(
    ("anders", "kriterium", "urteil"),
    [
        ({"deutsch": {"sprechen": "A2"}}, "Deutsch sprechen", NEIN),
        ({"deutsch": {"schreiben": "C1"}}, "Deutsch sprechen", UNBEKANNT),
        ({"fuehrerscheine": frozenset()}, "Führerschein", NEIN),
        ({"fuehrerscheine": None}, "Führerschein", UNBEKANNT),
        ({"hoechstens_km": 10}, "Entfernung", JA),
        ({"hoechstens_km": 9}, "Entfernung", NEIN),
    ],
)
def test_hard_filter_decides(anders, kriterium, urteil):
    profil = replace(PROFIL, **anders)
    assert (urteile(profil, STELLE)[kriterium], abgleich(profil, STELLE).urteil) == (urteil, urteil)


@pytest.mark.parametrize(
    ("anders", "kriterium", "erwartet"),
    [
        ({"berufe": frozenset({"26399"})}, "Beruf", 20),
        ({"berufe": frozenset({"26412"})}, "Beruf", 0),
        ({"anerkannt": False}, "Anerkennung", 0),
        ({"erfahrung_jahre": 2}, "Erfahrung", 12),
        ({"erfahrung_jahre": 0}, "Erfahrung", 0),
    ],
)
def test_points_never_decide(anders, kriterium, erwartet):
    profil = replace(PROFIL, **anders)
    assert (punkte(profil, STELLE)[kriterium], abgleich(profil, STELLE).urteil) == (erwartet, JA)


@pytest.mark.parametrize(("anders", "wo"), [({"hoechstens_km": None}, STELLE), ({}, replace(STELLE, km=None))])
def test_unknown_distance_is_said_but_lowers_nothing(anders, wo):
    ergebnis = abgleich(replace(PROFIL, **anders), wo)
    assert (urteile(replace(PROFIL, **anders), wo)["Entfernung"], ergebnis.urteil, ergebnis.punkte) == (UNBEKANNT, JA, 90)


def test_only_what_work_asks_for_goes_in():
    assert [field.name for field in fields(Profil)] == [
        "aufenthalte",
        "deutsch",
        "berufe",
        "anerkannt",
        "erfahrung_jahre",
        "fuehrerscheine",
        "hoechstens_km",
    ]


STUFEN = st.sampled_from(NIVEAUS)
MEHR = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted)


@given(st.lists(STUFEN, min_size=2, max_size=2).map(lambda paar: sorted(paar, key=NIVEAUS.index)), STUFEN, MEHR, MEHR)
def test_more_skill_never_lowers(deutsch, verlangt, jahre, km):
    stelle = replace(STELLE, deutsch={"sprechen": verlangt}, km=5)
    weniger, mehr = (
        abgleich(replace(PROFIL, deutsch={"sprechen": d}, erfahrung_jahre=j, hoechstens_km=k), stelle)
        for d, j, k in zip(deutsch, jahre, km, strict=True)
    )
    assert (weniger.urteil | mehr.urteil, max(weniger.punkte, mehr.punkte)) == (mehr.urteil, mehr.punkte)


ERGEBNISSE = st.builds(Abgleich, st.text(max_size=3), st.sampled_from(Urteil), st.integers(0, 100), st.just(()))


@given(st.lists(ERGEBNISSE, unique_by=lambda einer: einer.schluessel), st.randoms())
def test_order_does_not_depend_on_the_input(ergebnisse, zufall):
    gemischt = zufall.sample(ergebnisse, len(ergebnisse))
    assert reihenfolge(gemischt) == reihenfolge(ergebnisse)


def test_possible_before_unknown_before_impossible():
    drei = [Abgleich("a", NEIN, 90, ()), Abgleich("b", UNBEKANNT, 50, ()), Abgleich("c", JA, 0, ())]
    assert [einer.schluessel for einer in reihenfolge(drei)] == ["c", "b", "a"]
