"""A rule by which a figure warns, and how long it is mute."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from monitoring.enums import Warnart
from monitoring.forms.felder import DatumField
from monitoring.forms.lage import leistung_choices, standort_choices
from monitoring.katalog import Indikator
from monitoring.queries.warnung import warns


class WarnregelForm(forms.Form):
    """Narrowed only by what the source of the figure gives."""

    use_required_attribute = False

    art = forms.ChoiceField(label=_("Warnen, wenn der letzte abgeschlossene Zeitraum"), widget=forms.RadioSelect)
    leistung = forms.ChoiceField(label=_("Leistung"), choices=leistung_choices, required=False)
    standort = forms.ChoiceField(label=_("Standort"), choices=standort_choices, required=False)

    def __init__(self, *args: Any, indikator: Indikator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {Warnart.SCHWANKUNG: _("mehr als die übliche Schwankung zeigt"), Warnart.ZIEL: _("das Ziel deutlich verfehlt")}
        self.fields["art"].choices = [(art.value, words[art]) for art in warns(indikator)]
        for name in {"leistung", "standort"} - set(indikator.merkmale):
            del self.fields[name]


class StummForm(forms.Form):
    bis = DatumField(label=_("Stumm bis"))
