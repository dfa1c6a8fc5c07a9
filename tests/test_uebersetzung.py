"""Nobody meets a German sentence by accident, and every translation says the same."""

import re

import pytest

from behoerde.env import BASE_DIR
from behoerde.uebersetzen import KUNDENSPRACHEN, catalogue, fehlend

PLACEHOLDER = re.compile(r"%\(\w+\)s|%%|\{\w+\}|</?\w+[^>]*>")


def test_every_text_is_translated_for_whoever_reads_it():
    assert fehlend() == []


@pytest.mark.parametrize("app", ["behoerde", "termine", "lotsen", "fallmanagement", "monitoring"])
def test_no_text_hides_behind_a_name_that_is_not_collected(app):
    """``makemessages`` knows ``_`` and the functions by their own names, nothing else."""
    alias = re.compile(r"\b\w*gettext\w* as (?!_\b)\w+")
    assert [path.name for path in sorted((BASE_DIR / app).rglob("*.py")) if alias.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("folder", KUNDENSPRACHEN)
def test_translations_keep_placeholders_and_tags(folder):
    changed = [
        entry.msgid
        for entry in catalogue(folder)
        if entry.msgstr and sorted(PLACEHOLDER.findall(entry.msgstr)) != sorted(PLACEHOLDER.findall(entry.msgid))
    ]
    assert changed == []


@pytest.mark.parametrize("folder", KUNDENSPRACHEN)
def test_plural_forms_are_complete_and_invent_no_placeholder(folder):
    po = catalogue(folder)
    number = int(re.search(r"nplurals=(\d)", po.metadata["Plural-Forms"])[1])
    for entry in (entry for entry in po if entry.msgid_plural):
        known = {*PLACEHOLDER.findall(entry.msgid), *PLACEHOLDER.findall(entry.msgid_plural)}
        assert sorted(entry.msgstr_plural) == list(range(number))
        assert {*PLACEHOLDER.findall(" ".join(entry.msgstr_plural.values()))} <= known
