"""What the office types about employers and vacancies."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from behoerde.kern import uhr
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Organisationseinheit, User
from fallmanagement.forms.akte import DatumField
from fallmanagement.forms.betriebslink import FELDER, StelleForm
from fallmanagement.models import Betrieb
from fallmanagement.stellenliste import BYTES_HOECHSTENS, read_table
from fallmanagement.stellenwerte import Kontaktart


class BetriebForm(forms.ModelForm):
    use_required_attribute = False

    telefon = PhoneNumberField(
        label=_("Telefon"),
        required=False,
        error_messages={"invalid": _("Diese Nummer stimmt nicht. Bitte geben Sie sie mit Vorwahl an, zum Beispiel 0241 123456.")},
    )

    class Meta:
        model = Betrieb
        fields = (*("name", "branche", "strasse", "plz", "ort", "ansprechperson", "email", "telefon", "einheit", "bemerkungen"),)

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Organisationseinheit.objects.filter(pk__in=[*user.einheiten_darunter, self.instance.einheit_id])
        self.fields["einheit"] = forms.ModelChoiceField(own, label=_("Betreut von"), empty_label=None)
        if self.instance._state.adding:
            self.initial["einheit"] = min(user.einheiten, default=None)


class AmtStelleForm(StelleForm):
    class Meta(StelleForm.Meta):
        fields = ("titel", "art", "kldb", *FELDER[2:])


class KontaktForm(forms.Form):
    use_required_attribute = False

    art = forms.ChoiceField(label=_("Art"), choices=Kontaktart.choices)
    am = DatumField(label=_("Tag"))
    text = forms.CharField(label=_("Worum ging es?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_am(self) -> date:
        value = self.cleaned_data["am"]
        if value > uhr.today():
            raise forms.ValidationError(_("Dieser Tag liegt in der Zukunft."))
        return value


class ListeForm(forms.Form):
    """A file with employers and vacancies; a fault of the whole file stands beside the field."""

    use_required_attribute = False

    datei = forms.FileField(
        label=_("Datei"),
        widget=forms.FileInput({"accept": ".csv,text/csv"}),
        error_messages=dict.fromkeys(("required", "missing", "empty"), _("Bitte wählen Sie die Datei.")),
    )
    trotzdem = forms.BooleanField(label=_("Zeilen mit Fehlern auslassen und den Rest übernehmen"), required=False)

    def clean_datei(self) -> list[dict[str, str]]:
        try:
            return read_table(self.cleaned_data["datei"].read(BYTES_HOECHSTENS + 1))
        except DomainError as refusal:
            raise forms.ValidationError(refusal.text) from refusal
