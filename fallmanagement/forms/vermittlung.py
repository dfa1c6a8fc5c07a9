"""What a case manager types about a placement: the job, where it goes, why it goes back, what a look back found."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from behoerde.kern.exceptions import DomainError
from fallmanagement.actions.vermittlung import Stellenangaben
from fallmanagement.forms.akte import LEER, DatumField
from fallmanagement.models import Stellenangebot, Vermittlung
from fallmanagement.queries.vermittlung import steps_after
from fallmanagement.vermittlung import (
    Beschaeftigungsart,
    Kontaktweg,
    Nachbetreuungsergebnis,
    Rueckschrittgrund,
    Vermittlungsstand,
    gruende,
)


class Schritt(forms.Form):
    """A form of the page of a placement; a "no" of an action stands beside the field it is about."""

    use_required_attribute = False

    def refuse(self, error: DomainError) -> None:
        self.add_error(error.code if error.code in self.fields else None, error.text)


class FilterForm(forms.Form):
    """What the address of board and list says; what makes no sense in it is left out."""

    ansicht = forms.ChoiceField(required=False, choices=[("tafel", _("Tafel")), ("liste", _("Liste"))])
    wer = forms.ChoiceField(required=False, choices=[("meine", _("Meine und vertretene")), ("alle", _("Alle"))])
    art = forms.ChoiceField(label=_("Art"), required=False, choices=[("", _("jede Art")), *Beschaeftigungsart.choices])
    stand = forms.ChoiceField(label=_("Stand"), required=False, choices=[("", _("jeder Stand")), *Vermittlungsstand.choices])

    def wanted(self) -> dict[str, str]:
        self.is_valid()
        found = {name: self.cleaned_data.get(name) or "" for name in self.fields}
        return found | {"ansicht": found["ansicht"] or "tafel", "wer": found["wer"] or "meine"}


class StelleForm(Schritt):
    arbeitgeber = forms.CharField(label=_("Betrieb"), max_length=160)
    taetigkeit = forms.CharField(label=_("Tätigkeit oder Beruf"), max_length=120)
    art = forms.ChoiceField(label=_("Art"), choices=[*LEER, *Beschaeftigungsart.choices])
    stunden = forms.DecimalField(
        label=_("Stunden in der Woche"),
        required=False,
        localize=True,
        max_digits=4,
        decimal_places=1,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    beginn = DatumField(label=_("Erster Tag"), required=False, help_text=_("Auch ein geplanter; bleibt leer, wenn er offen ist"))

    stellenangebot_id = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean_stellenangebot_id(self) -> UUID | None:
        pk = self.cleaned_data["stellenangebot_id"]
        if pk is not None and not Stellenangebot.objects.filter(pk=pk).exists():
            raise forms.ValidationError(_("Dieses Stellenangebot gibt es nicht mehr."))
        return pk

    @property
    def angaben(self) -> Stellenangaben:
        return Stellenangaben(**self.cleaned_data)

    @classmethod
    def of(cls, row: Vermittlung, *data: Any) -> "StelleForm":
        """Return the form filled with what is known of a placement."""
        return cls(*data, initial={name: getattr(row, name) for name in cls.base_fields}, prefix="stelle")


class WeiterForm(Schritt):
    """Where a placement goes next; only what such a move may need is asked."""

    nach = forms.ChoiceField(label=_("Nächster Stand"))
    beginn = DatumField(label=_("Erster Tag"), required=False, help_text=_("Nötig, wenn die Beschäftigung begonnen hat"))
    ende = DatumField(label=_("Letzter Tag"), required=False, help_text=_("Nötig, wenn sie endet"))
    grund = forms.ChoiceField(label=_("Grund"), required=False, help_text=_("Nötig, wenn sie endet"))

    def __init__(self, row: Vermittlung, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        targets = steps_after(row.stand)
        self.fields["nach"].choices = [(stand.value, stand.label) for stand in targets]
        reasons = gruende(row.stand, Vermittlungsstand.BEENDET) if targets else None
        self.fields["grund"].choices = [*LEER, *(reasons.choices if reasons else [])]
        if Vermittlungsstand.BEGONNEN not in targets:
            del self.fields["beginn"]
        if row.stand != Vermittlungsstand.BEGONNEN:
            del self.fields["ende"]
        self.initial.setdefault("beginn", row.beginn)

    @property
    def werte(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"nach": data["nach"], "grund": data["grund"], "beginn": data.get("beginn"), "ende": data.get("ende")}


class ZurueckForm(Schritt):
    grund = forms.ChoiceField(label=_("Warum nehmen Sie ihn zurück?"), choices=[*LEER, *Rueckschrittgrund.choices])


class NachbetreuungForm(Schritt):
    ergebnis = forms.ChoiceField(
        label=_("Ergebnis"),
        choices=[*LEER, *[choice for choice in Nachbetreuungsergebnis.choices if choice[0] != Nachbetreuungsergebnis.ENTFALLEN]],
    )
    kontakt = forms.ChoiceField(label=_("Gesprochen"), choices=[*LEER, *Kontaktweg.choices])
    problem = forms.CharField(
        label=_("Problem"), required=False, max_length=500, help_text=_("Nur, wenn es eines gibt; keine Angaben zur Gesundheit")
    )
