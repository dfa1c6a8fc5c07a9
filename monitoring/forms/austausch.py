"""What people type about the exchange with other offices and the development of their own."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.exceptions import DomainError
from behoerde.kern.forms import TagInput
from behoerde.kern.models import Organisationseinheit
from monitoring.austausch import BYTES_HOECHSTENS, Eintragsart
from monitoring.austauschdatei import Austauschdatei, read_file
from monitoring.forms.strategie import OhneDatenbank, check_year
from monitoring.models import Austauschtreffen, Entwicklungsphase, Entwicklungswerkstatt, Fundstueck, Vereinbarung

AEMTER_HOECHSTENS, NAME_HOECHSTENS = 30, 120


def check_past(tag: Any) -> Any:
    """Return a day that has been."""
    if tag and (tag.year < 2000 or tag > uhr.today()):
        raise ValidationError(_("Bitte nennen Sie einen Tag, der schon war."))
    return tag


class TreffenForm(OhneDatenbank):
    aemter = forms.CharField(
        label=_("Teilnehmende Ämter"),
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Ein Amt in jeder Zeile, keine Namen von Menschen"),
    )

    class Meta:
        model = Austauschtreffen
        fields = ["tag", "thema", "niederschrift"]
        widgets = {"tag": TagInput, "niederschrift": forms.Textarea({"rows": 10})}
        help_texts = {"niederschrift": _("Bitte ohne Angaben über einzelne Menschen")}

    field_order = ["tag", "thema", "aemter", "niederschrift"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            self.initial["aemter"] = "\n".join(amt.name for amt in self.instance.aemter.all())

    def clean_tag(self) -> Any:
        return check_past(self.cleaned_data["tag"])

    def clean_aemter(self) -> list[str]:
        names = list(dict.fromkeys(" ".join(line.split()) for line in self.cleaned_data["aemter"].splitlines() if line.strip()))
        if len(names) > AEMTER_HOECHSTENS or any(len(name) > NAME_HOECHSTENS for name in names):
            raise ValidationError(_("Höchstens 30 Ämter, jeder Name höchstens 120 Zeichen lang."))
        return names


class VereinbarungForm(OhneDatenbank):
    class Meta:
        model = Vereinbarung
        fields = ["text", "bis"]
        widgets = {"bis": TagInput}

    def clean_bis(self) -> Any:
        return check_year(self.cleaned_data["bis"])


class StelleForm(forms.Form):
    """Which unit takes it up."""

    use_required_attribute = False

    einheit = forms.ModelChoiceField(
        label=_("Federführend"),
        queryset=Organisationseinheit.objects.exclude(art=Organisationseinheit.Art.PARTNER).order_by("name"),
        empty_label=_("Bitte wählen"),
    )


class DateiForm(forms.Form):
    """A file of another office; a fault of the whole file stands beside the field."""

    use_required_attribute = False

    datei = forms.FileField(
        label=_("Austauschdatei (JSON)"),
        widget=forms.FileInput({"accept": ".json,application/json"}),
        error_messages=dict.fromkeys(("required", "missing", "empty"), _("Bitte wählen Sie die Datei.")),
    )

    def clean_datei(self) -> str:
        """Return the text, so that the preview can give it back without keeping anything."""
        content = self.cleaned_data["datei"].read(BYTES_HOECHSTENS + 1)
        return _checked(content)


class UebernehmenForm(forms.Form):
    """The same text again, after the preview."""

    use_required_attribute = False

    text = forms.CharField(widget=forms.HiddenInput, strip=False)

    def clean_text(self) -> Austauschdatei:
        text = self.cleaned_data["text"].replace("\r\n", "\n")  # browsers send every line end so
        _checked(text.encode())
        return read_file(text.encode())


def _checked(content: bytes) -> str:
    try:
        read_file(content)
    except DomainError as refusal:
        raise ValidationError(str(refusal)) from refusal
    return content.decode("utf-8-sig")


class FundFilter(forms.Form):
    amt = forms.ChoiceField(label=_("Amt"), required=False)
    art = forms.ChoiceField(label=_("Art"), required=False, choices=[("", _("alle")), *Eintragsart.choices])
    q = forms.CharField(label=_("Suche"), required=False, max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = Fundstueck.objects.order_by("amt").values_list("amt", flat=True).distinct()
        self.fields["amt"].choices = [("", _("alle")), *((name, name) for name in names)]

    def wanted(self) -> dict[str, str]:
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in ("amt", "art", "q")}


class PhaseForm(OhneDatenbank):
    class Meta:
        model = Entwicklungsphase
        fields = ["titel", "zweck", "von", "bis"]
        widgets = {"von": TagInput, "bis": TagInput, "zweck": forms.Textarea({"rows": 4})}

    def clean_von(self) -> Any:
        return check_year(self.cleaned_data["von"])

    def clean_bis(self) -> Any:
        return check_year(self.cleaned_data["bis"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("von") and data.get("bis") and data["bis"] < data["von"]:
            self.add_error("bis", _("Das Ende kann nicht vor dem Beginn liegen."))
        return data


class ErgebnisForm(forms.Form):
    use_required_attribute = False

    ergebnis = forms.CharField(label=_("Was dabei herauskam"), max_length=4000, widget=forms.Textarea({"rows": 6}))


class WerkstattForm(OhneDatenbank):
    teilnehmende = forms.IntegerField(label=_("Wie viele dabei waren"), min_value=1, max_value=5000)

    class Meta:
        model = Entwicklungswerkstatt
        fields = ["tag", "titel", "teilnehmende", "ergebnis"]
        widgets = {"tag": TagInput, "ergebnis": forms.Textarea({"rows": 6})}
        help_texts = {"ergebnis": _("Bitte ohne Angaben über einzelne Menschen")}

    def clean_tag(self) -> Any:
        return check_past(self.cleaned_data["tag"])
