"""What of the figures somebody looks at."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from behoerde.kern.models import Standort
from monitoring.queries.kennzahlen import Spanne
from termine.queries.katalog import leistung_names

MONATE = ((3, _("Letzte 3 Monate")), (12, _("Letzte 12 Monate")), (24, _("Letzte 2 Jahre")), (60, _("Letzte 5 Jahre")))


def _leistungen() -> list[tuple[str, Any]]:
    return [("", _("Alle Leistungen")), *leistung_names().items()]


def _standorte() -> list[tuple[str, Any]]:
    return [("", _("Alle Standorte")), *Standort.objects.order_by("name").values_list("slug", "name")]


class SpanneForm(forms.Form):
    """Filters in the address; what makes no sense there is as if it were not said."""

    monate = forms.TypedChoiceField(label=_("Zeitraum"), choices=MONATE, coerce=int, initial=12, required=False, empty_value=12)
    leistung = forms.ChoiceField(label=_("Leistung"), choices=_leistungen, required=False)
    standort = forms.ChoiceField(label=_("Standort"), choices=_standorte, required=False)

    def __init__(self, asked: Mapping[str, str]):
        super().__init__({"monate": "12"} | {name: asked[name] for name in asked if asked[name]})

    def wanted(self) -> Spanne:
        self.is_valid()
        known = self.cleaned_data
        return Spanne(known.get("monate") or 12, known.get("leistung", ""), known.get("standort", ""))
