from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from termine.enums import Tageszeit

WERKTAGE = [(tag, name) for tag, name in WEEKDAYS.items() if tag < 5]


class FrueherForm(forms.Form):
    """When an earlier time suits; nothing ticked means always."""

    tage = forms.TypedMultipleChoiceField(
        label=_("An welchen Tagen können Sie?"),
        help_text=_("Kreuzen Sie nichts an, wenn jeder Tag passt."),
        choices=WERKTAGE,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    tageszeiten = forms.MultipleChoiceField(
        label=_("Wann am Tag?"), choices=Tageszeit, required=False, widget=forms.CheckboxSelectMultiple
    )
