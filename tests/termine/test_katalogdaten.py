"""The catalogue speaks every language: nothing missing, nothing left over, nothing forgotten in German."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import termine

DATEN = Path(termine.__file__).parent / "daten"
SPRACHEN = ["de-simple", "en", "uk", "ar", "tr"]
GRUPPEN = ["leistungen", "unterlagen", "zielgruppen", "lebenslagen"]
FELDER = {
    "leistungen": {"name", "kurz", "gebuehr_hinweis", "geprueft"},
    "unterlagen": {"name", "hinweis", "geprueft"},
    "zielgruppen": {"name", "geprueft"},
    "lebenslagen": {"name", "satz", "geprueft"},
}
# New German texts only: names of services and documents live in leistungen.json.
FELDER_DEUTSCH = {
    "leistungen": {"kurz", "suchworte", "lebenslage", "geprueft"},
    "unterlagen": {"hinweis", "geprueft"},
    "zielgruppen": {"name", "geprueft"},
    "lebenslagen": {"name", "satz", "zeichen", "geprueft"},
}
SCHRIFT = {"uk": r"[а-яіїєґ]", "ar": r"[ء-ي]"}


def load(name: str) -> dict[str, Any]:
    result: dict[str, Any] = json.loads((DATEN / name).read_text(encoding="utf-8"))
    return result


KATALOG = load("leistungen.json")
TEXTE = {sprache: load(f"uebersetzungen/{sprache}.json") for sprache in ["de", *SPRACHEN]}
LEISTUNGEN = {leistung["slug"]: leistung for leistung in KATALOG["leistungen"]}


def catalogue_keys() -> dict[str, set[str]]:
    leistungen = LEISTUNGEN.values()
    in_leistungen = {unterlage["key"] for leistung in leistungen for unterlage in leistung["documents"]}
    return {
        "leistungen": set(LEISTUNGEN),
        "unterlagen": set(KATALOG["documents"]) | in_leistungen,
        "zielgruppen": {zielgruppe for leistung in leistungen for zielgruppe in leistung["audience"]},
        "lebenslagen": {eintrag["lebenslage"] for eintrag in TEXTE["de"]["leistungen"].values()},
    }


def texts(sprache: str) -> dict[tuple[str, str, str], str]:
    """Every text a client reads, by group, key and field; German names and fees come from the catalogue."""
    found = {
        (gruppe, key, feld): wert
        for gruppe in GRUPPEN
        for key, eintrag in TEXTE[sprache][gruppe].items()
        for feld, wert in eintrag.items()
        if isinstance(wert, str) and feld not in {"lebenslage", "zeichen"}
    }
    if sprache == "de":
        found |= {("leistungen", slug, "name"): leistung["name_de"] for slug, leistung in LEISTUNGEN.items()}
        found |= {("leistungen", slug, "gebuehr_hinweis"): wert["fee_note_de"] for slug, wert in LEISTUNGEN.items()}
        found |= {("unterlagen", key, "name"): wert["de"] for key, wert in KATALOG["documents"].items()}
    return found


def numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?", text.replace(",", ".")))


@pytest.mark.parametrize("sprache", TEXTE)
@pytest.mark.parametrize("gruppe", GRUPPEN)
def test_entries_of_a_group_are_those_of_the_catalogue(sprache: str, gruppe: str) -> None:
    assert set(TEXTE[sprache][gruppe]) == catalogue_keys()[gruppe]


@pytest.mark.parametrize("sprache", TEXTE)
def test_file_names_its_language_and_holds_nothing_else(sprache: str) -> None:
    assert set(TEXTE[sprache]) == {"meta", *GRUPPEN}
    assert TEXTE[sprache]["meta"].keys() == {"sprache", "geprueft", "herkunft"}
    assert TEXTE[sprache]["meta"]["sprache"] == sprache


@pytest.mark.parametrize("sprache", TEXTE)
@pytest.mark.parametrize("gruppe", GRUPPEN)
def test_entry_has_exactly_its_fields_and_says_whether_it_is_reviewed(sprache: str, gruppe: str) -> None:
    felder = (FELDER_DEUTSCH if sprache == "de" else FELDER)[gruppe]
    eintraege = TEXTE[sprache][gruppe]
    assert {key: set(eintrag) for key, eintrag in eintraege.items()} == dict.fromkeys(eintraege, felder)
    assert [key for key, eintrag in eintraege.items() if not isinstance(eintrag["geprueft"], bool)] == []


@pytest.mark.parametrize("sprache", TEXTE)
def test_text_is_filled_and_clean_at_both_ends(sprache: str) -> None:
    assert [wo for wo, text in texts(sprache).items() if not text or text != text.strip()] == []


@pytest.mark.parametrize("sprache", SPRACHEN)
def test_text_differs_from_the_german_one(sprache: str) -> None:
    deutsch = texts("de")
    assert [wo for wo, text in texts(sprache).items() if text == deutsch[wo]] == []


@pytest.mark.parametrize("sprache", SCHRIFT)
def test_text_is_written_in_the_script_of_its_language(sprache: str) -> None:
    ohne_schrift = [wo for wo, text in texts(sprache).items() if not re.search(SCHRIFT[sprache], text.lower())]
    assert ohne_schrift == []


@pytest.mark.parametrize("sprache", SPRACHEN)
def test_fee_note_keeps_every_amount_of_the_german_one(sprache: str) -> None:
    uebersetzt = TEXTE[sprache]["leistungen"]
    missing = {
        slug: numbers(leistung["fee_note_de"]) - numbers(uebersetzt[slug]["gebuehr_hinweis"])
        for slug, leistung in LEISTUNGEN.items()
    }
    assert {slug: amounts for slug, amounts in missing.items() if amounts} == {}


@pytest.mark.parametrize("slug", LEISTUNGEN)
def test_leistung_has_search_words_each_once(slug: str) -> None:
    suchworte = TEXTE["de"]["leistungen"][slug]["suchworte"]
    assert suchworte
    assert suchworte == list(dict.fromkeys(wort.strip() for wort in suchworte if wort.strip()))


def test_leistung_stands_under_a_known_lebenslage() -> None:
    bekannt = set(TEXTE["de"]["lebenslagen"])
    fremd = {slug for slug, wert in TEXTE["de"]["leistungen"].items() if wert["lebenslage"] not in bekannt}
    assert fremd == set()
