"""Forms of data protection: find a person, keep or erase what is held about them, change a period."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.models import Loeschfrist, Loeschsperre

TAG = {"type": "date"}


class PersonSucheForm(forms.Form):
    """Name and birth date of who asks: both, so that nobody browses."""

    name = forms.CharField(label=_("Name"), max_length=160, error_messages={"required": _("Bitte geben Sie den Namen an.")})
    geburtsdatum = forms.DateField(
        label=_("Geburtsdatum"),
        widget=forms.DateInput(attrs=TAG, format="%Y-%m-%d"),
        error_messages={"required": _("Bitte geben Sie das Geburtsdatum an.")},
    )


class LeseprotokollForm(forms.Form):
    """Which looks: of which days, by whom, of which kind."""

    von = forms.DateField(label=_("Von"), widget=forms.DateInput(attrs=TAG, format="%Y-%m-%d"))
    bis = forms.DateField(label=_("Bis"), widget=forms.DateInput(attrs=TAG, format="%Y-%m-%d"))
    konto = forms.CharField(label=_("Name oder E-Mail des Kontos"), max_length=120, required=False)
    vorgang = forms.ChoiceField(
        label=_("Vorgang"),
        required=False,
        choices=[
            ("", _("jeder")),
            ("gelesen", _("geöffnet")),
            ("verweigert", _("verweigert")),
            ("notzugriff", _("Notzugriff")),
        ],
    )

    def clean(self) -> dict:
        data = super().clean() or {}
        if data.get("von") and data.get("bis") and data["bis"] < data["von"]:
            self.add_error("bis", _("Der letzte Tag liegt vor dem ersten."))
        return data


class AdresseForm(forms.Form):
    """The whole e-mail address of who asks: a part of it finds nobody."""

    email = forms.EmailField(
        label=_("E-Mail-Adresse"), error_messages={"required": _("Bitte geben Sie die ganze E-Mail-Adresse an.")}
    )


class LoeschenForm(forms.Form):
    """Why, for the record, and that it is meant."""

    grund = forms.CharField(
        label=_("Grund oder Aktenzeichen des Antrags"),
        max_length=200,
        help_text=_("Steht im Protokoll. Bitte keine Namen."),
        error_messages={"required": _("Bitte nennen Sie einen Grund.")},
    )
    sicher = forms.BooleanField(
        label=_("Ich habe die Vorschau gelesen. Das Löschen lässt sich nicht zurücknehmen."),
        error_messages={"required": _("Bitte bestätigen Sie, dass Sie die Vorschau gelesen haben.")},
    )


class SperreForm(forms.ModelForm):
    """Until when nothing about a person goes, and why."""

    class Meta:
        model = Loeschsperre
        fields = ["grund", "bis"]
        widgets = {"bis": forms.DateInput(attrs=TAG, format="%Y-%m-%d")}
        help_texts = {"grund": _("Zum Beispiel das Aktenzeichen eines Verfahrens")}

    def clean_bis(self):
        bis = self.cleaned_data["bis"]
        if bis < uhr.today():
            raise ValidationError(_("Der letzte Tag liegt in der Vergangenheit."))
        return bis


class LoeschfristForm(forms.ModelForm):
    """Another number of days, why, and by which source."""

    class Meta:
        model = Loeschfrist
        fields = ["tage", "grund", "quelle"]
        help_texts = {"quelle": _("Zum Beispiel Löschkonzept mit Datum, Aktenplan, Dienstanweisung")}
