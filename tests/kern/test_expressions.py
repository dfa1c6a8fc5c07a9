"""Expressions: a text in the language of the page, rows by their keys."""

import pytest
from django.utils.translation import override

from behoerde.kern.expressions import among, spoken
from termine.models import Leistung
from tests.factories.kern import PersonFactory
from tests.factories.termine import LeistungFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("sprache", "name"), [("de", "Umzug"), ("uk", "Переїзд"), ("ar", "Umzug"), ("tr", "Umzug")])
def test_a_text_is_read_in_the_language_of_the_page_else_in_german(sprache, name):
    LeistungFactory.create(slug="umzug", name_de="Umzug", name_uk="Переїзд", name_ar="", name_tr=None)
    with override(sprache):
        assert Leistung.objects.filter(slug="umzug").annotate(text=spoken("name")).get().text == name


def test_rows_are_read_by_their_keys():
    first, _second, third = PersonFactory.create_batch(3)
    people = type(first).objects
    assert set(people.filter(among([first.pk, third.pk]))) == {first, third}
    assert list(people.filter(among([]))) == []
