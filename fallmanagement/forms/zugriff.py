"""What somebody types to read a case of another unit, and what its lead answers."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.models import User
from fallmanagement.enums_zusammenarbeit import Zugriffsbefund
from fallmanagement.forms.akte import LEER, DatumField

GRUND_HOECHSTENS = 600


class NotzugriffForm(forms.Form):
    """One case, named exactly, and why."""

    use_required_attribute = False

    aktenzeichen = forms.CharField(
        label=_("Aktenzeichen"), required=False, max_length=20, help_text=_("Oder Nachname und Geburtsdatum")
    )
    nachname = forms.CharField(label=_("Nachname"), required=False, max_length=80)
    geburtsdatum = DatumField(label=_("Geburtsdatum"), required=False)
    grund = forms.CharField(
        label=_("Warum müssen Sie diese Akte jetzt lesen?"),
        max_length=GRUND_HOECHSTENS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Die Leitung der Stelle bekommt sofort eine Nachricht und liest diesen Grund."),
        error_messages={"required": _("Bitte nennen Sie den Grund. Die Leitung liest ihn.")},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        named = data.get("nachname", "").strip() and data.get("geburtsdatum")
        if not data.get("aktenzeichen", "").strip() and not named and "geburtsdatum" not in self.errors:
            self.add_error("aktenzeichen", _("Bitte geben Sie das Aktenzeichen an, oder Nachname und Geburtsdatum."))
        return data

    @property
    def suche(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("aktenzeichen", "nachname", "geburtsdatum")}


class ZugriffForm(forms.Form):
    """Who may read a case until which day, and why."""

    use_required_attribute = False

    user = forms.ChoiceField(label=_("Wer soll lesen dürfen?"), error_messages={"required": _("Bitte wählen Sie ein Konto.")})
    bis = DatumField(label=_("Letzter Tag"))
    grund = forms.CharField(label=_("Grund"), max_length=GRUND_HOECHSTENS, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, accounts: list[User], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.accounts = {str(account.pk): account for account in accounts}
        self.fields["user"].choices = [*LEER, *((pk, str(account)) for pk, account in self.accounts.items())]
        self.initial.setdefault("bis", uhr.today() + timedelta(days=14))

    @property
    def werte(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"to": self.accounts[data["user"]], "bis": data["bis"], "grund": data["grund"]}


class BefundForm(forms.Form):
    use_required_attribute = False

    befund = forms.ChoiceField(choices=Zugriffsbefund.choices)
    bemerkung = forms.CharField(required=False, max_length=GRUND_HOECHSTENS)
