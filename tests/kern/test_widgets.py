from datetime import date

import pytest
from django import forms
from django.forms import NullBooleanSelect, Select, SelectMultiple
from django.forms.renderers import DjangoTemplates, TemplatesSetting
from pytest_django.asserts import assertHTMLEqual

from behoerde.kern.widgets import DatumWidget


class Geburtstag(forms.Form):
    am = forms.DateField(widget=DatumWidget)


def typed(tag: str, monat: str, jahr: str) -> Geburtstag:
    return Geburtstag({"am_0": tag, "am_1": monat, "am_2": jahr})


@pytest.mark.parametrize(
    "parts",
    [
        ("14", "3", "2001"),
        ("14", "03", "2001"),
        (" 14 ", "3", "2001"),
        ("14.", "3.", " 2001."),
        ("١٤", "٣", "\u200f٢٠٠١"),
        ("１４", "３", "２００１"),
    ],
)
def test_three_fields_make_a_date(parts):
    form = typed(*parts)
    assert form.is_valid()
    assert form.cleaned_data == {"am": date(2001, 3, 14)}


@pytest.mark.parametrize(
    "parts",
    [
        ("31", "2", "2001"),
        ("14", "März", "2001"),
        ("14", "", "2001"),
        ("٣١", "٢", "٢٠"),
        ("1.5", "2", "2001"),
        ("²", "2", "2001"),
    ],
)
def test_what_is_no_date_comes_back_as_typed(parts):
    form = typed(*parts)
    assert not form.is_valid()
    shown = form.fields["am"].widget.get_context("am", form["am"].value(), {})["widget"]["subwidgets"]
    assert [part["value"] or "" for part in shown] == list(parts)


def test_nothing_typed_is_missing_not_wrong():
    assert typed("", "", "").errors == {"am": ["Bitte füllen Sie dieses Feld aus."]}


def test_saved_date_fills_the_three_fields():
    assert DatumWidget().decompress(date(2001, 3, 14)) == [14, 3, 2001]


@pytest.mark.parametrize(
    ("choices", "value"),
    [
        ([("", "alle"), ("a", "A & <B>"), (3, "drei")], "a"),
        ([("", "alle"), ("a", "A")], None),
        ([("Gruppe „eins“", [(1, "x"), (2, "y")]), (3, "z")], 2),
        ([], ""),
    ],
)
@pytest.mark.parametrize("widget", [Select, SelectMultiple, NullBooleanSelect])
def test_select_says_what_django_says(widget, choices, value):
    made = widget({"class": "wahl", "required": True, "data-x": "<"})
    made.choices = choices
    ours, theirs = (made.render("feld", value, {"id": "f"}, renderer=way()) for way in (TemplatesSetting, DjangoTemplates))
    assertHTMLEqual(ours, theirs)
