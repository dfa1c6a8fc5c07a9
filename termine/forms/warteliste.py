from django import forms
from django.utils.translation import gettext_lazy as _

from termine.enums import Tageszeit
from termine.models import Wochentag

WERKTAGE = [(tag.value, tag.label) for tag in Wochentag if tag < Wochentag.SAMSTAG]


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
