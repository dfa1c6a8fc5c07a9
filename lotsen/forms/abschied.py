"""What somebody may say who leaves; nothing of it is needed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lotsen.abschied import Urteilswort


class AbschiedForm(forms.Form):
    """Two questions without a name, counted and kept apart."""

    zeit = forms.ChoiceField(
        label=_("Wie war Ihre Zeit in der Stadt?"), choices=Urteilswort, widget=forms.RadioSelect, required=False
    )
    hilfe = forms.ChoiceField(label=_("Wie war unsere Hilfe?"), choices=Urteilswort, widget=forms.RadioSelect, required=False)


class NetzForm(forms.Form):
    """An address, to stay in touch."""

    email = forms.EmailField(label=_("E-Mail-Adresse"), max_length=254, widget=forms.EmailInput({"autocomplete": "email"}))
