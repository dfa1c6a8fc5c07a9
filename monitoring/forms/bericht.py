"""What is asked about a report."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from monitoring.bericht import VORWORT_ZEICHEN, Berichtart, spans
from monitoring.models import Bericht, Gremium, Gremiumkontakt
from monitoring.queries.berichtversand import addresses, insiders

VORWORT_HILFE = _("Steht am Anfang des Berichts. Nennen Sie keine einzelnen Fälle.")


def _vorwort() -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 6})
    return forms.CharField(label=_("Vorwort"), required=False, max_length=VORWORT_ZEICHEN, widget=widget, help_text=VORWORT_HILFE)


class BerichtForm(forms.Form):
    """Which report, about which span, with which words before it."""

    use_required_attribute = False

    was = forms.ChoiceField(label=_("Welcher Bericht, für welchen Zeitraum?"))
    vorwort = _vorwort()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = uhr.today()
        self.fields["was"].choices = [
            (art.label, [(f"{art}:{span.von}", f"{art.label}, {span.name}") for span in spans(art, today)]) for art in Berichtart
        ]

    def wanted(self) -> dict[str, Any]:
        art, _colon, von = self.cleaned_data["was"].partition(":")
        return {"art": art, "von": date.fromisoformat(von), "vorwort": self.cleaned_data["vorwort"]}


class FassungForm(forms.Form):
    """What the next revision corrects."""

    use_required_attribute = False

    berichtigt = forms.CharField(
        label=_("Was wird berichtigt?"),
        help_text=_("Steht so im Bericht. Nennen Sie keine Namen und keine einzelnen Fälle."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    vorwort = _vorwort()


class SendenForm(forms.Form):
    """To whom a report goes, and that somebody has read it before."""

    use_required_attribute = False

    an = forms.ModelMultipleChoiceField(None, label=_("An wen?"), widget=forms.CheckboxSelectMultiple)
    sicher = forms.BooleanField(label=_("Ich habe den Bericht gelesen, er darf so hinaus."))

    def __init__(self, *args: Any, bericht: Bericht, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["an"].queryset = addresses() if bericht.ist_oeffentlich else insiders()


class AdresseForm(forms.ModelForm):
    """An address that gets the reports for a Gremium."""

    use_required_attribute = False

    class Meta:
        model = Gremiumkontakt
        fields = ["gremium", "name", "email"]
        error_messages = {
            "__all__": {"unique_together": _("Diese Adresse steht bei diesem Gremium schon.")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["gremium"].queryset = Gremium.objects.filter(aktiv=True)
        self.fields["gremium"].empty_label = _("Bitte wählen")
