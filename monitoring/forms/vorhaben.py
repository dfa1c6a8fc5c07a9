"""What people type about measures."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.forms import TagInput
from behoerde.kern.models import Organisationseinheit, User
from behoerde.kern.rechte import Recht, rollen_mit
from monitoring.forms.strategie import OhneDatenbank, check_year, kennzahl_choices
from monitoring.models import Vorhaben, Ziel
from monitoring.strategie import VORHABEN_UEBERGAENGE, Erwartung, Vorhabenstand, Zuversicht

SCHRITTE = {
    Vorhabenstand.IDEE: _("wieder als Idee aufnehmen"),
    Vorhabenstand.GEPLANT: _("planen"),
    Vorhabenstand.BESCHLOSSEN: _("ist beschlossen"),
    Vorhabenstand.LAUFEND: _("läuft jetzt"),
    Vorhabenstand.ABGESCHLOSSEN: _("ist abgeschlossen"),
    Vorhabenstand.GESTOPPT: _("stoppen"),
}


def colleagues() -> Any:
    """Return accounts that see the strategy."""
    rollen = rollen_mit(Recht.KENNZAHLEN)
    here = Q(austritt_am=None) | Q(austritt_am__gt=uhr.today())
    rows = User.objects.filter(here, rollenzuweisungen__rolle__in=rollen).distinct()
    return rows.order_by("nachname", "vorname", "pk")


class VorhabenForm(OhneDatenbank):
    class Meta:
        model = Vorhaben
        fields = ["ziel", "titel", "text", "einheit", "verantwortlich", "von", "bis", "budget", "wiedervorlage"]
        widgets = {"von": TagInput, "bis": TagInput, "wiedervorlage": TagInput, "text": forms.Textarea({"rows": 5})}
        help_texts = {
            "ziel": _("Eine Idee darf noch ohne Ziel sein."),
            "wiedervorlage": _("An diesem Tag erinnert das Portal die verantwortliche Person."),
        }
        localized_fields = ["budget"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ziel"].queryset = Ziel.objects.filter(beendet_am=None).order_by("titel", "pk")
        self.fields["ziel"].empty_label = _("noch keines")
        self.fields["verantwortlich"].queryset = colleagues()
        self.fields["verantwortlich"].empty_label = _("noch niemand")
        self.fields["einheit"].empty_label = _("Bitte wählen")

    def clean_von(self) -> Any:
        return check_year(self.cleaned_data["von"])

    def clean_bis(self) -> Any:
        return check_year(self.cleaned_data["bis"])

    def clean_wiedervorlage(self) -> Any:
        return check_year(self.cleaned_data["wiedervorlage"])

    def clean_budget(self) -> Any:
        budget = self.cleaned_data["budget"]
        if budget is not None and budget < 0:
            raise ValidationError(_("Ein Budget ist nicht kleiner als null."))
        return budget

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("von") and data.get("bis") and data["bis"] < data["von"]:
            self.add_error("bis", _("Das Ende kann nicht vor dem Beginn liegen."))
        return data


class SchrittForm(forms.Form):
    """Where a measure goes next."""

    use_required_attribute = False

    nach = forms.ChoiceField(label=_("Nächster Schritt"), widget=forms.RadioSelect)
    grund = forms.CharField(label=_("Grund"), required=False, max_length=300, help_text=_("Nur nötig, wenn sie gestoppt wird"))

    def __init__(self, vorhaben: Vorhaben, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = VORHABEN_UEBERGAENGE[vorhaben.status]
        self.fields["nach"].choices = [(way, words) for way, words in SCHRITTE.items() if way in ways]


class MeilensteinForm(forms.Form):
    use_required_attribute = False

    titel = forms.CharField(label=_("Meilenstein"), max_length=160)
    faellig_am = forms.DateField(label=_("Fällig am"), widget=TagInput)

    def clean_faellig_am(self) -> Any:
        return check_year(self.cleaned_data["faellig_am"])


class VerschiebenForm(forms.Form):
    """One open milestone is put to another day or struck with a reason."""

    use_required_attribute = False

    faellig_am = forms.DateField(label=_("Neuer Tag"), widget=TagInput, required=False)
    grund = forms.CharField(label=_("Grund, wenn er gestrichen wird"), max_length=300, required=False)

    def clean_faellig_am(self) -> Any:
        return check_year(self.cleaned_data["faellig_am"])


class BeteiligungForm(forms.Form):
    use_required_attribute = False

    einheit = forms.ModelChoiceField(
        label=_("Stelle"), queryset=Organisationseinheit.objects.order_by("name"), empty_label=_("Bitte wählen")
    )
    aufgabe = forms.CharField(label=_("Was sie beiträgt"), max_length=200)


class WirkungForm(forms.Form):
    use_required_attribute = False

    slug = forms.ChoiceField(label=_("Kennzahl"), choices=kennzahl_choices)
    erwartung = forms.ChoiceField(label=_("Was wir erwarten"), choices=Erwartung.choices)
    zuversicht = forms.ChoiceField(label=_("Wie sicher"), choices=Zuversicht.choices)
    warum = forms.CharField(label=_("Warum wir das erwarten"), max_length=300)
