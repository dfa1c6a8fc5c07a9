"""What somebody chooses to tell a partner about a case."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.models import Organisationseinheit
from fallmanagement.actions.freigabe import HOECHSTENS, Freigabeangaben
from fallmanagement.enums_zusammenarbeit import Einwilligungsart, Freigabefeld, Freigabegrundlage
from fallmanagement.forms.akte import DatumField
from fallmanagement.grundlagen import RECHTSGRUENDE


class FreigabeForm(forms.Form):
    """Recipient, fields, purpose, basis and end; with a consent also how it was given."""

    use_required_attribute = False

    empfaenger = forms.ModelChoiceField(Organisationseinheit.objects.none(), label=_("An wen?"), empty_label=_("Bitte wählen"))
    felder = forms.MultipleChoiceField(
        label=_("Was genau?"),
        choices=Freigabefeld.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nur was für den Zweck nötig ist. Vermerke und Prüfungen gehen nie hinaus."),
        error_messages={"required": _("Bitte wählen Sie mindestens eine Angabe.")},
    )
    zweck = forms.CharField(label=_("Wofür?"), max_length=300, error_messages={"required": _("Bitte nennen Sie den Zweck.")})
    grundlage = forms.ChoiceField(
        label=_("Grundlage"),
        choices=[(wert, f"{name}: {RECHTSGRUENDE[wert].satz}") for wert, name in Freigabegrundlage.choices],
        widget=forms.RadioSelect,
        initial=Freigabegrundlage.EINWILLIGUNG,
    )
    norm = forms.CharField(
        label=_("Norm"), required=False, max_length=120, help_text=_("Nur bei einer anderen Rechtsgrundlage, mit Absatz und Satz")
    )
    bis = DatumField(label=_("Gilt bis"))
    einwilligungsart = forms.ChoiceField(
        label=_("Wie hat die Person zugestimmt?"),
        required=False,
        choices=[("", _("noch nicht")), *Einwilligungsart.choices],
        help_text=_("Zeigen Sie der Person zuerst den Wortlaut in ihrer Sprache."),
    )

    def __init__(self, partners: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["empfaenger"].queryset = partners
        self.fields["grundlage"].choices = [
            (wert, f"{name}: {RECHTSGRUENDE[wert].satz}") for wert, name in Freigabegrundlage.choices
        ]
        self.initial.setdefault("bis", uhr.today() + timedelta(days=90))

    def clean_bis(self) -> date:
        value = self.cleaned_data["bis"]
        if not uhr.today() <= value <= uhr.today() + HOECHSTENS:
            raise forms.ValidationError(_("Eine Freigabe gilt höchstens ein Jahr, und nicht für die Vergangenheit."))
        return value

    @property
    def angaben(self) -> Freigabeangaben:
        return Freigabeangaben(**self.cleaned_data)
