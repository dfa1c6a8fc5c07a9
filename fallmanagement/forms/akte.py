"""What a case manager types: whom a case is about, where it goes next, who lives there."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.kontaktform import NameField
from behoerde.kern.models import Organisationseinheit, Person, User
from behoerde.kern.widgets import DatumWidget
from fallmanagement.enums import Fallphase, Verhaeltnis, gruende
from fallmanagement.models import Fallakte

LEER = [("", _("Bitte wählen"))]
FRUEHESTES = date(1900, 1, 1)


class DatumField(forms.DateField):
    """A day typed as three numbers."""

    def __init__(self, **kwargs: Any) -> None:
        errors = {"invalid": _("Dieses Datum gibt es nicht."), "required": _("Bitte geben Sie das Datum an.")}
        super().__init__(widget=DatumWidget(), input_formats=["%Y-%m-%d"], error_messages=errors, **kwargs)


class WerForm(forms.Form):
    """Name and birth date of somebody."""

    use_required_attribute = False

    vorname = NameField(
        label=_("Vorname"),
        kann_fehlen=True,
        error_messages={"required": _("Bitte geben Sie den Vornamen an. Wer nur einen Namen hat, schreibt hier einen Strich: -")},
    )
    nachname = NameField(label=_("Nachname"), error_messages={"required": _("Bitte geben Sie den Nachnamen an.")})
    geburtsdatum = DatumField(label=_("Geburtsdatum"))

    def clean_geburtsdatum(self) -> date:
        value = self.cleaned_data["geburtsdatum"]
        if not FRUEHESTES <= value <= uhr.today():
            raise ValidationError(_("Dieses Datum kann kein Geburtsdatum sein. Bitte prüfen Sie das Jahr."))
        return value

    @property
    def who(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("vorname", "nachname", "geburtsdatum")}

    def save(self) -> Person:
        """Store a new person."""
        return Person.objects.create(**self.who, sprache=self.cleaned_data.get("sprache") or "de")


class NeueAkteForm(WerForm):
    sprache = forms.ChoiceField(label=_("Sprache"), choices=settings.LANGUAGES, initial="de")
    einheit = forms.ModelChoiceField(Organisationseinheit.objects.none(), label=_("Stelle"), empty_label=None)
    bekannt = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Organisationseinheit.objects.filter(pk__in=user.einheiten)
        self.fields["einheit"].queryset = own
        self.fields["einheit"].initial = own.first()
        if own.count() == 1:
            self.fields["einheit"].widget = forms.HiddenInput()


class PhaseForm(forms.Form):
    """Where the case goes next; some moves ask for a reason."""

    nach = forms.ChoiceField(label=_("Nächste Phase"))
    grund = forms.ChoiceField(
        label=_("Grund"), required=False, help_text=_("Nötig, wenn die Akte ruht, endet, übergeben oder wieder aufgenommen wird")
    )

    def __init__(self, akte: Fallakte, ziele: list[Fallphase], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.akte = akte
        self.fields["nach"].choices = [(phase.value, phase.label) for phase in ziele]
        groups = {phase: gruende(akte.phase, phase) for phase in ziele}
        reasons = [(phase.label, group.choices) for phase, group in groups.items() if group is not None]
        self.fields["grund"].choices = [*LEER, *reasons]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        reasons = gruende(self.akte.phase, data.get("nach", ""))
        if reasons is not None and data.get("grund") not in reasons.values and "grund" not in self.errors:
            self.add_error("grund", _("Bitte wählen Sie einen Grund, der zu diesem Schritt passt."))
        return data


class ZustaendigForm(forms.Form):
    user = forms.ChoiceField(label=_("Zuständig"))

    def __init__(self, akte: Fallakte, accounts: list[User], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.accounts = {str(account.pk): account for account in accounts}
        self.fields["user"].choices = [*LEER, *((pk, str(account)) for pk, account in self.accounts.items())]
        self.initial.setdefault("user", str(akte.zustaendig_id or ""))

    @property
    def chosen(self) -> User:
        return self.accounts[self.cleaned_data["user"]]


class HaushaltForm(WerForm):
    verhaeltnis = forms.ChoiceField(label=_("Verhältnis"), choices=[*LEER, *Verhaeltnis.choices])
    seit = DatumField(label=_("Wohnt dort seit"))

    def clean_seit(self) -> date:
        value = self.cleaned_data["seit"]
        if not FRUEHESTES <= value <= uhr.today():
            raise ValidationError(_("Dieser Tag liegt in der Zukunft oder zu weit zurück."))
        return value
