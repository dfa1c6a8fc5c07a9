from datetime import date

import pytest
from django import forms

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
