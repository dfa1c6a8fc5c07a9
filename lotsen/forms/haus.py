"""What staff say about a house."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lotsen.hausangebot import Hausangebot
from lotsen.models import Haus


class HausForm(forms.ModelForm):
    """Where people wait, and what is there for them."""

    vorhanden = forms.MultipleChoiceField(
        label=_("Das gibt es im Haus"), choices=Hausangebot, widget=forms.CheckboxSelectMultiple, required=False
    )

    class Meta:
        model = Haus
        fields = ("wartebereich", "vorhanden", "wlan")
        help_texts = {"wlan": _("Steht in der Begrüßung nach der Ankunft. Das Kennwort hängt im Haus aus.")}

    def clean(self) -> dict:
        data = super().clean() or {}
        if data.get("wlan") and Hausangebot.WLAN not in data.get("vorhanden", []):
            self.add_error("wlan", _("Wählen Sie oben auch „WLAN, kostenlos“ aus, oder lassen Sie den Namen leer."))
        return data
