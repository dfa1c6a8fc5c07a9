"""What a guide types: whom the talk is with, what the person decides."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.kontaktform import NameField
from behoerde.kern.mobil import MobilField
from behoerde.kern.models import Organisationseinheit, Person, User
from behoerde.kern.widgets import DatumWidget
from lotsen.beratung import BeratungStatus, Uebersprunggrund
from lotsen.forms.antwort import FRUEHESTES


class SucheForm(forms.Form):
    """What the address of the list says; what makes no sense in it is left out."""

    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    status = forms.ChoiceField(label=_("Stand"), required=False, choices=[("", _("alle")), *BeratungStatus.choices])
    meine = forms.BooleanField(label=_("nur meine"), required=False)

    def wanted(self) -> dict[str, Any]:
        self.is_valid()
        data = self.cleaned_data
        return {"q": data.get("q") or "", "status": data.get("status") or "", "meine": bool(data.get("meine"))}


class PersonForm(forms.ModelForm):
    """Whom the talk is with, in which language, how to reach them; a contact is not needed."""

    vorname = NameField(
        label=_("Vorname"),
        kann_fehlen=True,
        error_messages={"required": _("Bitte geben Sie den Vornamen an. Wer nur einen Namen hat, schreibt hier einen Strich: -")},
    )
    nachname = NameField(label=_("Nachname"), error_messages={"required": _("Bitte geben Sie den Nachnamen an.")})
    einheit = forms.ModelChoiceField(Organisationseinheit.objects.none(), label=_("Stelle"), empty_label=None)
    mobil = MobilField(label=_("Handynummer"), required=False)
    bekannt = forms.UUIDField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Person
        fields = ("vorname", "nachname", "geburtsdatum", "sprache", "email", "mobil")
        error_messages = {
            "geburtsdatum": {"required": _("Bitte geben Sie das Geburtsdatum an."), "invalid": _("Dieses Datum gibt es nicht.")},
        }

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Organisationseinheit.objects.filter(pk__in=user.einheiten)
        self.fields["einheit"].queryset = own
        self.fields["einheit"].initial = own.first()
        self.fields["geburtsdatum"].widget = DatumWidget()
        self.fields["geburtsdatum"].input_formats = ["%Y-%m-%d"]
        self.fields["sprache"].choices = settings.LANGUAGES
        if own.count() == 1:
            self.fields["einheit"].widget = forms.HiddenInput()

    def clean_geburtsdatum(self) -> date:
        value = self.cleaned_data["geburtsdatum"]
        if not FRUEHESTES <= value <= uhr.today():
            raise ValidationError(_("Dieses Datum kann kein Geburtsdatum sein. Bitte prüfen Sie das Jahr."))
        return value


class EntscheidungForm(forms.Form):
    """What somebody decides about one kind of service."""

    angebotsart = forms.SlugField(max_length=60)
    angebot = forms.UUIDField(required=False)
    grund = forms.ChoiceField(label=_("Grund"), required=False, choices=[("", "—"), *Uebersprunggrund.choices])
