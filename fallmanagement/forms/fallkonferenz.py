"""What somebody types to call a meeting about cases and to note what came of it."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.models import Organisationseinheit
from fallmanagement.forms.akte import LEER, DatumField


class KonferenzForm(forms.Form):
    use_required_attribute = False

    einheit = forms.ModelChoiceField(Organisationseinheit.objects.none(), label=_("Stelle"), empty_label=None)
    titel = forms.CharField(label=_("Titel"), max_length=120, help_text=_("Ohne Namen von Menschen"))
    tag = DatumField(label=_("Tag"))
    zeit = forms.TimeField(
        label=_("Uhrzeit"),
        input_formats=["%H:%M"],
        help_text=_("Zum Beispiel 9:30"),
        error_messages={"invalid": _("Bitte schreiben Sie die Uhrzeit so: 9:30")},
    )
    ort = forms.CharField(label=_("Ort"), max_length=160)
    tagesordnung = forms.CharField(
        label=_("Tagesordnung"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Ohne Namen von Menschen. Die Fälle kommen danach auf die Liste."),
    )

    def __init__(self, units: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["einheit"].queryset = units

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        tag, zeit = data.get("tag"), data.get("zeit")
        if tag and zeit and uhr.skipped(tag, zeit):
            self.add_error("zeit", _("Diese Uhrzeit gibt es an diesem Tag nicht."))
        elif tag and zeit:
            data["beginnt_am"] = datetime.combine(tag, zeit, uhr.ZONE)
        if tag and tag < uhr.today():
            self.add_error("tag", _("Dieser Tag ist schon vorbei."))
        return data

    @property
    def werte(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("einheit", "titel", "beginnt_am", "ort", "tagesordnung")}


class TeilnahmeForm(forms.Form):
    use_required_attribute = False

    einheit = forms.ModelChoiceField(Organisationseinheit.objects.none(), label=_("Stelle"), empty_label=_("Bitte wählen"))
    name = forms.CharField(label=_("Wer kommt?"), required=False, max_length=120)

    def __init__(self, units: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["einheit"].queryset = units


class KonferenzfallForm(forms.Form):
    use_required_attribute = False

    aktenzeichen = forms.CharField(label=_("Aktenzeichen"), max_length=20)
    frage = forms.CharField(label=_("Worum geht es?"), max_length=600, widget=forms.Textarea(attrs={"rows": 2}))


class BeschlussForm(forms.Form):
    use_required_attribute = False

    fall = forms.ChoiceField(label=_("Fall"), error_messages={"required": _("Bitte wählen Sie einen Fall.")})
    text = forms.CharField(label=_("Beschluss"), max_length=600, widget=forms.Textarea(attrs={"rows": 2}))
    faellig_am = DatumField(label=_("Bis wann?"))

    def __init__(self, cases: list, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cases = {str(row.pk): row for row in cases}
        self.fields["fall"].choices = [*LEER, *((pk, row.fallakte.aktenzeichen) for pk, row in self.cases.items())]
        self.initial.setdefault("faellig_am", uhr.today() + timedelta(days=14))

    def clean_faellig_am(self) -> date:
        value = self.cleaned_data["faellig_am"]
        if value < uhr.today():
            raise forms.ValidationError(_("Dieser Tag ist schon vorbei."))
        return value

    @property
    def werte(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"fall": self.cases[data["fall"]], "text": data["text"], "faellig_am": data["faellig_am"]}
