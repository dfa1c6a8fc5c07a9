"""Targets, values of others and breaks of method of one figure."""

from typing import Any

from django import forms

from behoerde.kern.forms import TagInput
from monitoring.katalog import Indikator, Masseinheit
from monitoring.models import Methodenbruch, Vergleichswert, Zielwert


class _Wertform(forms.ModelForm):
    """``wert`` in the unit of the figure; a share lies between 0 and 100."""

    def __init__(self, *args: Any, indikator: Indikator, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if "wert" in self.fields:
            share = indikator.einheit == Masseinheit.PROZENT
            self.fields["wert"] = forms.FloatField(
                label=f"{self.fields['wert'].label} ({indikator.einheit.label})",
                min_value=0,
                max_value=100 if share else 1e9,
                localize=True,
            )

    def validate_unique(self) -> None:
        """An entry of the same day or year is replaced."""


class ZielForm(_Wertform):
    class Meta:
        model = Zielwert
        fields = ("ab", "wert", "beleg")
        widgets = {"ab": TagInput}


class VergleichForm(_Wertform):
    class Meta:
        model = Vergleichswert
        fields = ("wer", "jahr", "wert", "quelle")


class BruchForm(_Wertform):
    class Meta:
        model = Methodenbruch
        fields = ("tag", "grund")
        widgets = {"tag": TagInput}
