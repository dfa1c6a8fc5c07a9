"""What is said about a house: how far each point is fulfilled, and what was found."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.dateien.feld import DateienMixin, DateiFeld
from behoerde.kern.models import Standort
from lotsen.models import Mangel
from lotsen.pruefliste import MangelStatus, Note, Schwere, pruefliste
from lotsen.queries.willkommenscheck import responsible

ALLE = ("", _("alle"))
NOTEN = frozenset(Note.values)


class BewertungForm(forms.Form):
    """One radio group for each point; what is not rated yet may stay open. Read from POST by the names of the points."""

    @property
    def noten(self) -> dict[str, str]:
        said = {punkt: self.data.get(punkt, "") for punkt in pruefliste().punkte}
        return {punkt: note for punkt, note in said.items() if note in NOTEN}


class MangelForm(DateienMixin, forms.ModelForm):
    """What is wrong, how bad it is, who sees to it until when, with photos."""

    fotos = DateiFeld(
        label=_("Fotos"),
        required=False,
        hoechstens=4,
        help_text=_("Ohne Gesichter und Namen. JPEG, PNG oder PDF, je höchstens 10 MB."),
    )

    class Meta:
        model = Mangel
        fields = ("text", "schwere", "verantwortlich", "faellig_am")
        widgets = {"faellig_am": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), "schwere": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verantwortlich"].queryset = responsible(uhr.today())
        self.fields["verantwortlich"].empty_label = _("Bitte wählen")
        self.fields["schwere"].choices = Schwere.choices

    def clean_faellig_am(self) -> date:
        value = self.cleaned_data["faellig_am"]
        if value < uhr.today():
            raise forms.ValidationError(_("Bitte wählen Sie heute oder einen späteren Tag."))
        return value


class MaengelForm(forms.Form):
    """Filters of the list; what makes no sense in the address is left out."""

    standort = forms.ChoiceField(label=_("Standort"), required=False)
    status = forms.ChoiceField(
        label=_("Stand"), required=False, choices=[("", _("noch zu tun")), *MangelStatus.choices, ("alle", _("alle"))]
    )
    schwere = forms.ChoiceField(label=_("Schwere"), required=False, choices=[ALLE, *Schwere.choices])
    ueberfaellig = forms.BooleanField(label=_("Nur überfällige"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["standort"].choices = [ALLE, *Standort.objects.values_list("slug", "name")]

    def wanted(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
