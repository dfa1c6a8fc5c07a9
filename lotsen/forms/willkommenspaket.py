"""Which welcome package somebody wants to see: the choice stands in the address, nothing is kept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lotsen.willkommenspaket import Ankunftslage, Dauer


class PaketForm(forms.Form):
    """Nothing chosen means: the steps that are for everybody."""

    lage = forms.MultipleChoiceField(
        label=_("Was trifft auf Sie zu?"),
        help_text=_("Wählen Sie alles, was passt."),
        choices=Ankunftslage,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    dauer = forms.ChoiceField(
        label=_("Wie lange bleiben Sie?"), choices=Dauer, widget=forms.RadioSelect, initial=Dauer.LANG, required=False
    )

    @property
    def lagen(self) -> list[str]:
        return self.cleaned_data["lage"]

    @property
    def bleibt(self) -> str:
        return self.cleaned_data["dauer"] or Dauer.LANG
