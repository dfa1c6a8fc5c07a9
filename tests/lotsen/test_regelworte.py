"""What rules say to people exists in every language of the portal."""

import re

import pytest
from django.conf import settings
from django.utils import translation

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
    assert "(§ 25 Abs. 5 AufenthG)" in titles(sprache)["25_5"]
    assert "(" not in titles(sprache)["ohne"].replace("(Duldung)", "")
