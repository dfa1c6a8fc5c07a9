"""Forms of guides: what is told to a partner, how a Verweis ends."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from lotsen.actions.verweis import ANGABEN
from lotsen.forms.partner import NurDazu
from lotsen.models import Feld
from lotsen.verweis_tabelle import Ausgang, Widerrufsgrund

LEER = [("", _("Bitte wählen"))]
DAUER = ((90, _("3 Monate")), (180, _("6 Monate")), (365, _("1 Jahr")))


class Text(NurDazu, forms.CharField):
    pass


class EinwilligungForm(forms.Form):
    """One purpose, chosen fields with their words, how long it is valid, in which language it is shown."""

    use_required_attribute = False

    zweck = forms.CharField(label=_("Zweck"), max_length=300, help_text=_("Wofür die Stelle die Angaben braucht, in einem Satz"))
    felder = forms.MultipleChoiceField(
        label=_("Was wir weitergeben"),
        choices=Feld.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("So wenig wie möglich. Name und Kontakt sieht die Stelle erst, wenn sie zusagt."),
    )
    deutsch = Text(label=_("Deutschkenntnisse"), max_length=200)
    zeiten = Text(label=_("Zeiten"), max_length=200)
    kinder = Text(label=_("Kinder"), max_length=200)
    zugang = Text(label=_("Zugang"), max_length=200)
    kosten = Text(label=_("Kostenträger"), max_length=200)
    anliegen = Text(label=_("Worum es geht"), max_length=200)
    tage = forms.TypedChoiceField(label=_("Gilt"), choices=DAUER, coerce=int, initial=180)
    sprache = forms.ChoiceField(label=_("Sprache des Wortlauts"), choices=settings.LANGUAGES)

    def clean(self):
        data = super().clean()
        for name in ANGABEN:
            if name in data.get("felder", []) and not data.get(name) and name not in self.errors:
                self.add_error(name, _("Sie haben diese Angabe ausgewählt: Bitte schreiben Sie, was gesagt wird."))
        return data

    @property
    def werte(self) -> dict:
        """Return what the action takes."""
        data = self.cleaned_data
        angaben = {name: data[name] for name in ANGABEN}
        return {
            "zweck": data["zweck"],
            "felder": data["felder"],
            "tage": data["tage"],
            "sprache": data["sprache"],
            "angaben": angaben,
        }


class AbschlussForm(forms.Form):
    ausgang = forms.ChoiceField(label=_("Ergebnis"), choices=[*LEER, *Ausgang.choices])


class RueckzugForm(forms.Form):
    grund = forms.ChoiceField(label=_("Grund"), choices=Widerrufsgrund.choices)
