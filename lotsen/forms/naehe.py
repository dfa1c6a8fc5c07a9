"""Where somebody lives, as a postal code and no more."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lotsen.beratung import PLZ


class NaeheForm(forms.Form):
    """A postal code, or nothing to forget it."""

    plz = forms.RegexField(
        PLZ,
        label=_("Postleitzahl der Wohnung"),
        help_text=_("Was nah ist, steht dann vorn. Gelöscht, sobald das Gespräch endet."),
        required=False,
        strip=True,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "maxlength": "5", "size": "6"}),
        error_messages={"invalid": _("Bitte geben Sie fünf Ziffern an, oder lassen Sie das Feld leer.")},
    )
