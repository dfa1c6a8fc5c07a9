"""What of the figures somebody looks at."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from behoerde.kern.models import Standort
from monitoring.queries.kennzahlen import Spanne
from termine.queries.katalog import leistung_names

MONATE = ((3, _("Letzte 3 Monate")), (12, _("Letzte 12 Monate")), (24, _("Letzte 2 Jahre")), (60, _("Letzte 5 Jahre")))


def leistung_choices() -> list[tuple[str, Any]]:
    return [("", _("Alle Leistungen")), *leistung_names().items()]


def standort_choices() -> list[tuple[str, Any]]:
    return [("", _("Alle Standorte")), *Standort.objects.order_by("name").values_list("slug", "name")]


class SpanneForm(forms.Form):
    """Filters in the address; what makes no sense there is as if it were not said."""

    monate = forms.TypedChoiceField(label=_("Zeitraum"), choices=MONATE, coerce=int, initial=12, required=False, empty_value=12)
    leistung = forms.ChoiceField(label=_("Leistung"), required=False)
    standort = forms.ChoiceField(label=_("Standort"), required=False)

    def __init__(self, asked: Mapping[str, str]):
        super().__init__({"monate": "12"} | {name: asked[name] for name in asked if asked[name]})
        # A list, read once: a callable would be asked by the check, by the widget and again for its first option.
        self.fields["leistung"].choices = leistung_choices()
        self.fields["standort"].choices = standort_choices()

    def wanted(self) -> Spanne:
        self.is_valid()
        known = self.cleaned_data
        return Spanne(known.get("monate") or 12, known.get("leistung", ""), known.get("standort", ""))

    def chosen(self) -> list[str]:
        """Return in words what is looked at."""
        self.is_valid()
        known = [self.cleaned_data.get(name) for name in self.fields]
        options = [dict(field.choices) for field in self.fields.values()]
        return [str(labels[wert]) for labels, wert in zip(options, known, strict=True) if wert in labels]


def _is_leistung(wert: str) -> bool:
    return wert in leistung_names()


def _is_standort(wert: str) -> bool:
    return Standort.objects.filter(slug=wert).exists()


# What a view keeps of the state of the office: only values that exist.
GEMERKT = {"monate": {str(zahl) for zahl, _name in MONATE}.__contains__, "leistung": _is_leistung, "standort": _is_standort}
