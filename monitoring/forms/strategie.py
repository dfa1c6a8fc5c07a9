"""What people type about Handlungsfelder and Ziele, and a light that is set by hand."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.forms import TagInput
from behoerde.kern.models import Organisationseinheit
from monitoring.katalog import indikatoren
from monitoring.models import Handlungsfeld, Leitsatz, Ziel
from monitoring.queries.strategie import ziele_below
from monitoring.queries.strategiebaum import leitsatz_choices
from monitoring.strategie import SETZUNG_TAGE, Ampelstand

JAHRE_HOECHSTENS = 15  # of a plan; a later year is a slip of the keyboard
AMPELN = [("", _("alle")), *Ampelstand.choices]


def kennzahl_choices() -> list[tuple[str, Any]]:
    """Return every figure that has values or can have some, by name."""
    rows = [(one.slug, one.name) for one in indikatoren().values()]
    return [("", _("Bitte wählen")), *sorted(rows, key=lambda row: str(row[1]))]


def check_year(tag: Any) -> Any:
    """Return a day that a plan can name."""
    if tag and not 2000 <= tag.year <= uhr.today().year + JAHRE_HOECHSTENS:
        raise ValidationError(_("Dieser Tag ist zu weit weg. Bitte prüfen Sie das Jahr."))
    return tag


class BaumFilter(forms.Form):
    """Filters in the address; what makes no sense there is as if it were not said."""

    ampel = forms.ChoiceField(label=_("Ampel"), choices=AMPELN, required=False)
    einheit = forms.ModelChoiceField(
        label=_("Stelle"), queryset=Organisationseinheit.objects.order_by("name"), required=False, empty_label=_("alle")
    )
    beendete = forms.BooleanField(label=_("auch beendete Ziele"), required=False)

    def wanted(self) -> dict[str, Any]:
        self.is_valid()
        data, einheit = self.cleaned_data, self.cleaned_data.get("einheit")
        return {
            "ampel": data.get("ampel") or "",
            "einheit": einheit.pk if einheit else None,
            "beendete": bool(data.get("beendete")),
        }


class OhneDatenbank(forms.ModelForm):
    """Builds the instance only: what the database refuses is said in ``clean``, in our words."""

    use_required_attribute = False

    def validate_unique(self) -> None:
        """Said in ``clean``."""

    def _post_clean(self) -> None:
        if not self.errors:
            self.instance = forms.models.construct_instance(self, self.instance, self._meta.fields, self._meta.exclude)


class FeldForm(OhneDatenbank):
    leitsatz = forms.ChoiceField(label=_("Leitsatz"), required=False)

    class Meta:
        model = Handlungsfeld
        fields = ["name", "text"]
        widgets = {"text": forms.Textarea({"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leitsatz"].choices = [("", _("noch keiner")), *leitsatz_choices()]
        self.initial["leitsatz"] = str(self.instance.leitsatz_id or "")

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if Handlungsfeld.objects.filter(name=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Ein Handlungsfeld mit diesem Namen gibt es schon."))
        return name

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        chosen = data.get("leitsatz")
        self.instance.leitsatz = Leitsatz.objects.filter(pk=chosen).first() if chosen else None
        return data


class ZielForm(OhneDatenbank):
    class Meta:
        model = Ziel
        fields = ["handlungsfeld", "oberziel", "titel", "text", "einheit", "von", "bis"]
        widgets = {"von": TagInput, "bis": TagInput, "text": forms.Textarea({"rows": 4})}
        help_texts = {"oberziel": _("Nur für ein Teilziel; dann bleibt das Handlungsfeld leer.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        below = set() if self.instance._state.adding else {self.instance.pk, *ziele_below(self.instance)}
        self.fields["oberziel"].queryset = Ziel.objects.filter(beendet_am=None).exclude(pk__in=below).order_by("titel", "pk")
        self.fields["oberziel"].empty_label = self.fields["handlungsfeld"].empty_label = _("keines")
        self.fields["einheit"].empty_label = _("Bitte wählen")

    def clean_von(self) -> Any:
        return check_year(self.cleaned_data["von"])

    def clean_bis(self) -> Any:
        return check_year(self.cleaned_data["bis"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if bool(data.get("handlungsfeld")) == bool(data.get("oberziel")) and "oberziel" in data and "handlungsfeld" in data:
            self.add_error("handlungsfeld", _("Bitte wählen Sie ein Handlungsfeld oder ein Ziel, zu dem dieses gehört."))
        if data.get("von") and data.get("bis") and data["bis"] < data["von"]:
            self.add_error("bis", _("Das Ende kann nicht vor dem Beginn liegen."))
        return data


class GrundForm(forms.Form):
    use_required_attribute = False

    grund = forms.CharField(label=_("Grund"), max_length=300)


class ZielkennzahlForm(forms.Form):
    """By which figure a Ziel is measured; its target is set at the figure itself."""

    use_required_attribute = False

    slug = forms.ChoiceField(label=_("Kennzahl"), choices=kennzahl_choices)
    ausgangswert = forms.FloatField(label=_("Ausgangswert"), required=False, min_value=-1e9, max_value=1e9, localize=True)
    ausgangstag = forms.DateField(label=_("Gemessen am"), required=False, widget=TagInput)

    def clean_ausgangstag(self) -> Any:
        return check_year(self.cleaned_data["ausgangstag"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if (data.get("ausgangswert") is None) != (data.get("ausgangstag") is None) and not self.errors:
            self.add_error("ausgangswert", _("Bitte nennen Sie Wert und Tag oder keines von beiden."))
        return data


class AmpelForm(forms.Form):
    """A light by hand: what, why, until when."""

    use_required_attribute = False

    stand = forms.ChoiceField(label=_("Ampel"), choices=Ampelstand.choices, widget=forms.RadioSelect)
    grund = forms.CharField(label=_("Grund"), max_length=300, help_text=_("Was die Regeln nicht wissen"))
    gilt_bis = forms.DateField(label=_("Gilt bis"), widget=TagInput)

    def clean_gilt_bis(self) -> Any:
        tag, today = self.cleaned_data["gilt_bis"], uhr.today()
        if not today <= tag <= today + timedelta(days=SETZUNG_TAGE):
            raise ValidationError(
                _("Eine Ampel von Hand gilt ab heute und höchstens %(tage)s Tage."), params={"tage": SETZUNG_TAGE}
            )
        return tag
