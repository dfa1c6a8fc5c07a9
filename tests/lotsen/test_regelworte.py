"""What rules say to people exists in every language of the portal."""

import re

import pytest
from django.conf import settings
from django.utils import translation

from behoerde.kern.regeln import offene_gruende
from behoerde.uebersetzen import KUNDENSPRACHEN, catalogue
from lotsen.angebotsarten import angebotsarten
from lotsen.angebotsnamen import BEZEICHNUNGEN
from lotsen.regeln import REGELWERK
from lotsen.regeln.titel import STATUS

SCHRIFT = {"ar": "[\u0621-\u064a]", "uk": "[\u0400-\u04ff]"}  # what a translation can't do without
SPRACHEN = [code for code, _name in settings.LANGUAGES]


def titles(sprache: str) -> dict[str, str]:
    with translation.override(sprache):
        return {code: str(name) for code, name in STATUS.auswahl}


@pytest.mark.parametrize("sprache", SPRACHEN)
def test_every_residence_title_has_a_name_of_its_own_in_every_language(sprache):
    names = titles(sprache)
    assert [code for code, name in names.items() if not re.search(SCHRIFT.get(sprache, r"\w"), name)] == []
    assert len(set(names.values())) == len(names)


@pytest.mark.parametrize("sprache", SPRACHEN)
def test_residence_titles_are_found_by_the_paragraph_on_the_card(sprache):
    norm = "\u2066§ 25 Abs. 5 AufenthG\u2069" if sprache == "ar" else "§ 25 Abs. 5 AufenthG"
    assert titles(sprache)["25_5"].endswith(f"({norm})")
    assert "§" not in titles(sprache)["gueb"]


def words_for_people() -> set[str]:
    """Return, in German, every name of a kind, title of a rule, reason and end of a period that a person may read."""
    with translation.override("de"):
        words = {str(name) for name in BEZEICHNUNGEN.values()} | {str(regel.titel) for regel in REGELWERK}
        words |= {str(text) for regel in REGELWERK for text in offene_gruende(regel.bedingung)}
        return words | {str(frist.text) for regel in REGELWERK for frist in regel.fristen}


@pytest.mark.parametrize("folder", KUNDENSPRACHEN)
def test_every_word_of_a_rule_that_people_read_is_translated(folder):
    known = {entry.msgid: entry.msgstr for entry in catalogue(folder) if entry.translated()}
    letters = SCHRIFT.get(folder, r"\w")
    assert [text for text in sorted(words_for_people()) if not re.search(letters, known.get(text, ""))] == []


def test_citations_keep_their_order_among_arabic_words():
    bare = re.compile("[\u0621-\u064a][^\u2066]*§ ?[0-9]")
    assert [entry.msgstr for entry in catalogue("ar") if bare.search(entry.msgstr) and "\u2066" not in entry.msgstr] == []


def test_every_kind_of_service_has_a_name():
    assert set(BEZEICHNUNGEN) == set(angebotsarten())
