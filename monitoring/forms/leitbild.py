"""What the office types about a Leitbild."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from monitoring.actions.beitrag import Worte
from monitoring.actions.leitbild import Satz
from monitoring.forms.felder import DatumField
from monitoring.forms.oeffentlich_leitbild import BeitragForm
from monitoring.leitbildwerte import WEGE, Leitbildstand
from monitoring.models import Akteursgruppe, Leitbild, Leitbildeinladung, Leitbildwerkstatt
from monitoring.oeffentlich_leitbildwerte import Entscheidung
from monitoring.queries.leitbild import Leitsatzzeile

SAETZE_DAZU, SAETZE_HOECHSTENS = 2, 40
BEITRAEGE_DAZU, BEITRAEGE_HOECHSTENS = 5, 200
MAILSPRACHEN = (("de", "Deutsch"), ("en", "English"))


class LeitbildForm(forms.ModelForm):
    use_required_attribute = False

    class Meta:
        model = Leitbild
        fields = ("ebene", "titel")


class GruppeForm(forms.ModelForm):
    use_required_attribute = False

    class Meta:
        model = Akteursgruppe
        fields = ("name", "art", "aktiv")


class SatzForm(forms.Form):
    """One section; what is left empty is none."""

    use_required_attribute = False

    leitsatz = forms.UUIDField(required=False, widget=forms.HiddenInput)
    titel = forms.CharField(label=_("Überschrift"), max_length=120)
    text = forms.CharField(label=_("Text"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
    bezug = forms.ChoiceField(label=_("Bezieht sich auf einen Leitsatz des anderen Leitbilds"), required=False)

    def __init__(self, *args: Any, bezuege: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bezug"].choices = [("", _("keiner")), *bezuege]


class _Saetze(forms.BaseFormSet):
    def saetze(self) -> list[Satz]:
        """Return the sections in the order that was typed."""
        return [
            Satz(row["titel"], row["text"], row["leitsatz"], UUID(row["bezug"]) if row["bezug"] else None)
            for row in (form.cleaned_data for form in self.ordered_forms)
            if row
        ]


SaetzeFormSet = forms.formset_factory(
    SatzForm,
    formset=_Saetze,
    extra=SAETZE_DAZU,
    can_order=True,
    can_delete=True,
    max_num=SAETZE_HOECHSTENS,
    validate_max=True,
)


class FassungForm(forms.Form):
    use_required_attribute = False

    anmerkung = forms.CharField(label=_("Was ist neu?"), required=False, max_length=300)
    gesehen = forms.IntegerField(widget=forms.HiddenInput)


class SchrittForm(forms.Form):
    """The next step; a decision says who made it and when."""

    use_required_attribute = False

    nach = forms.ChoiceField(label=_("Nächster Schritt"))
    von = forms.CharField(label=_("Wer hat beschlossen?"), required=False, max_length=120)
    am = DatumField(label=_("Wann?"), required=False)

    def __init__(self, leitbild: Leitbild, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [one for one in Leitbildstand if one in WEGE[leitbild.status]]
        self.fields["nach"].choices = [(one.value, one.label) for one in ways]
        if Leitbildstand.BESCHLUSS not in ways:
            del self.fields["von"], self.fields["am"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("nach") == Leitbildstand.BESCHLUSS and "am" in data:
            if not data.get("von"):
                self.add_error("von", _("Bitte sagen Sie, wer beschlossen hat."))
            if not data["am"] and "am" not in self.errors:
                self.add_error("am", _("Bitte geben Sie das Datum an."))
        return data


class PhaseForm(forms.Form):
    use_required_attribute = False

    phase = forms.ChoiceField(label=_("Schritt"), choices=Leitbildstand.choices)
    von = DatumField(label=_("Beginn"))
    bis = DatumField(label=_("Ende"))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("von") and data.get("bis") and data["bis"] < data["von"]:
            self.add_error("bis", _("Das Ende liegt vor dem Beginn."))
        return data


class AntwortForm(forms.Form):
    use_required_attribute = False

    entscheidung = forms.ChoiceField(
        label=_("Was wird daraus?"),
        choices=Entscheidung.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie eines davon.")},
    )
    begruendung = forms.CharField(
        label=_("Begründung"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Diese Antwort lesen alle, auch wer den Beitrag geschrieben hat."),
        error_messages={"required": _("Bitte begründen Sie die Antwort.")},
    )


class EinladungForm(forms.ModelForm):
    use_required_attribute = False

    sprache = forms.ChoiceField(label=_("Sprache der Nachricht"), choices=MAILSPRACHEN)
    gueltig_bis = DatumField(label=_("Gilt bis"))

    class Meta:
        model = Leitbildeinladung
        fields = ("gruppe", "organisation", "email", "sprache", "gueltig_bis")
        help_texts = {"email": _("Ohne Adresse geben Sie den Link selbst weiter.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gruppe"].queryset = Akteursgruppe.objects.filter(aktiv=True)

    def clean_gueltig_bis(self):
        value = self.cleaned_data["gueltig_bis"]
        if value < uhr.today():
            raise forms.ValidationError(_("Dieser Tag ist schon vorbei."))
        return value


class WerkstattForm(forms.ModelForm):
    use_required_attribute = False

    am = DatumField(label=_("Tag"))

    class Meta:
        model = Leitbildwerkstatt
        fields = ("titel", "am", "ort", "teilnehmende", "niederschrift")
        widgets = {"niederschrift": forms.Textarea(attrs={"rows": 8})}
        help_texts = {"niederschrift": _("Was besprochen wurde, ohne Namen.")}

    def clean_am(self):
        value = self.cleaned_data["am"]
        if value > uhr.today():
            raise forms.ValidationError(_("Dieser Tag liegt in der Zukunft."))
        return value


class WerkstattbeitragForm(BeitragForm):
    """One Beitrag of a workshop."""

    gruppe = forms.ModelChoiceField(label=_("Gruppe"), queryset=Akteursgruppe.objects.filter(aktiv=True))
    field_order = ("gruppe",)

    def __init__(self, *args: Any, saetze: Sequence[Leitsatzzeile], **kwargs: Any) -> None:
        super().__init__(saetze, *args, **kwargs)

    @property
    def gesagt(self) -> tuple[Akteursgruppe, Worte]:
        return self.cleaned_data["gruppe"], self.worte


class _Werkstattbeitraege(forms.BaseFormSet):
    def gesagt(self) -> list[tuple[Akteursgruppe, Worte]]:
        return [form.gesagt for form in self.forms if form.has_changed()]


WerkstattbeitraegeFormSet = forms.formset_factory(
    WerkstattbeitragForm,
    formset=_Werkstattbeitraege,
    extra=BEITRAEGE_DAZU,
    max_num=BEITRAEGE_HOECHSTENS,
    validate_max=True,
)


class UebersetzungForm(forms.Form):
    """One section in another language; both or none."""

    use_required_attribute = False

    titel = forms.CharField(label=_("Überschrift"), required=False, max_length=120, widget=forms.TextInput(attrs={"dir": "auto"}))
    text = forms.CharField(
        label=_("Text"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if bool(data.get("titel")) != bool(data.get("text")):
            self.add_error("text" if data.get("titel") else "titel", _("Bitte übersetzen Sie Überschrift und Text."))
        return data
