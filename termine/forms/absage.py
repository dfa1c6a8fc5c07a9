from django import forms
from django.utils.translation import gettext_lazy as _

from termine.enums import GRUENDE_DER_PERSON, Absagegrund


class AbsageForm(forms.Form):
    """Why somebody cancels; saying nothing is fine."""

    grund = forms.ChoiceField(
        label=_("Warum sagen Sie ab?"),
        help_text=_("Ihre Antwort hilft uns, besser zu werden."),
        choices=[(grund.value, grund.label) for grund in GRUENDE_DER_PERSON],
        widget=forms.RadioSelect,
        required=False,
        initial=Absagegrund.NICHT_ANGEGEBEN,
    )

    def chosen(self) -> Absagegrund:
        return Absagegrund(self.cleaned_data["grund"] or Absagegrund.NICHT_ANGEGEBEN)
