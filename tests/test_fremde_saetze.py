"""What Django and its neighbours say about a wrong input speaks like us, and in every language of the clients."""

from collections import defaultdict
from collections.abc import Iterator

import polib
import pytest
from django import forms
from django.urls import get_resolver
from django.utils import translation
from django.utils.functional import Promise

from behoerde.env import BASE_DIR

WERTE = defaultdict(lambda: 3)
OWN = polib.pofile(str(BASE_DIR / "locale/de/LC_MESSAGES/django.po"))
OWN_TEXTS = {text for entry in OWN for text in (entry.msgstr, *entry.msgstr_plural.values())}


def own_forms(base: type = forms.BaseForm) -> Iterator[type[forms.BaseForm]]:
    for form in base.__subclasses__():
        yield from own_forms(form)
        if form.__module__.startswith(("behoerde.", "termine.", "lotsen.", "fallmanagement.")) and hasattr(form, "base_fields"):
            yield form


def sentences() -> list[tuple[str, Promise]]:
    """Return every lazily translated sentence that a field of one of our forms may say, with the name of its form."""
    get_resolver().check()  # imports every page and so every form
    found = []
    for form in set(own_forms()):
        for field in form.base_fields.values():
            said = [*field.error_messages.values(), *(getattr(validator, "message", "") for validator in field.validators)]
            found += [(form.__name__, sentence) for sentence in said if isinstance(sentence, Promise)]
    return found


def said(sentence: Promise, language: str | None) -> str:
    with translation.override(language):
        return str(sentence % WERTE) if hasattr(sentence, "_translate") else str(sentence)


def is_foreign(sentence: Promise) -> bool:
    """Our own source texts are German; of packages they are English."""
    return said(sentence, None) != said(sentence, "de")


def test_packages_speak_german_as_we_do():
    ours = OWN_TEXTS | {text % WERTE for text in OWN_TEXTS if "%(" in text}
    foreign = [(form, said(sentence, "de")) for form, sentence in sentences() if is_foreign(sentence)]
    assert len(foreign) > 100
    assert {entry for entry in foreign if entry[1] not in ours} == set()


@pytest.mark.parametrize("language", ["uk", "ar", "tr"])
def test_packages_speak_every_language_of_the_clients(language):
    foreign = [sentence for _form, sentence in sentences() if is_foreign(sentence)]
    untranslated = {said(one, None) for one in foreign if said(one, language) in {said(one, "de"), said(one, None)}}
    assert untranslated == set()


@pytest.mark.parametrize("entry", OWN, ids=lambda entry: entry.msgid[:40])
def test_own_german_names_only_values_that_are_given(entry):
    for text in (entry.msgstr, *entry.msgstr_plural.values()):
        assert {part.partition(")")[0] for part in text.split("%(")[1:]} <= {
            part.partition(")")[0] for part in f"{entry.msgid}{entry.msgid_plural}".split("%(")[1:]
        }


def test_text_that_is_too_long_is_said_kindly():
    field = forms.CharField(max_length=3)
    with pytest.raises(forms.ValidationError) as refused:
        field.clean("zu lang")
    assert refused.value.messages == ["Das ist zu lang: 7 Zeichen. Bitte kürzen Sie es auf 3."]
