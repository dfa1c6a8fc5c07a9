"""What the front desk chooses: the day it looks at, who cancels and why, on whose wish a visit moves."""

from collections.abc import Sequence
from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.forms import TagInput
from termine.enums import GRUENDE_DER_PERSON, GRUENDE_DES_AMTS, Absagegrund, Absagevon
from termine.forms.zeit import ZeitForm
from termine.models import Team
from termine.queries.heute import BESTAETIGUNG, DOLMETSCHEN, FRUEHER, GRUPPEN, Auswahl
from termine.queries.tagesliste import SUCHTEXT_HOECHSTENS

ALLE = _("alle")
FRUEHESTENS, SPAETESTENS = date(2000, 1, 1), date(2100, 12, 31)
AUSSERHALB = _("Bitte wählen Sie einen Tag zwischen 2000 und 2100. Sie sehen heute.")


class AuswahlForm(forms.Form):
    """The state of the list, read from its address; only places of the own units can be chosen."""

    tag = forms.DateField(
        label=_("Tag"),
        required=False,
        widget=TagInput,
        input_formats=["%Y-%m-%d"],
        validators=[MinValueValidator(FRUEHESTENS, AUSSERHALB), MaxValueValidator(SPAETESTENS, AUSSERHALB)],
        error_messages={"invalid": _("Diesen Tag gibt es nicht. Sie sehen heute.")},
    )
    standort = forms.ChoiceField(label=_("Standort"), required=False)
    team = forms.TypedChoiceField(label=_("Team"), required=False, coerce=int, empty_value=None)
    platz = forms.TypedChoiceField(label=_("Platz"), required=False, coerce=int, empty_value=None)
    status = forms.ChoiceField(
        required=False, choices=[(key, key) for key in (*GRUPPEN, FRUEHER, BESTAETIGUNG, DOLMETSCHEN)], widget=forms.HiddenInput
    )
    q = forms.CharField(
        required=False,
        max_length=SUCHTEXT_HOECHSTENS,
        widget=forms.HiddenInput,
        error_messages={"max_length": _("Bitte suchen Sie mit höchstens %(limit_value)d Zeichen.")},
    )

    def __init__(self, data, *, teams: Sequence[Team], **kwargs):
        super().__init__(data, **kwargs)
        standorte = {team.standort.slug: team.standort.name for team in teams}
        plaetze = [(platz.pk, f"{team.name}: {platz.name}") for team in teams for platz in team.plaetze.all()]
        self.fields["standort"].choices = [("", ALLE), *standorte.items()]
        self.fields["team"].choices = [("", ALLE), *((team.pk, team.name) for team in teams)]
        self.fields["platz"].choices = [("", ALLE), *plaetze]
        for name, choices in (("standort", standorte), ("team", teams)):
            if len(choices) < 2:
                del self.fields[name]
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = _("Diese Auswahl gibt es nicht. Sie sehen alle.")

    def auswahl(self) -> Auswahl:
        """Return what to show; what makes no sense in the address is left out and named beside its field."""
        self.is_valid()
        data = self.cleaned_data
        q = data.get("q", self.data.get("q")) or ""  # a search that is refused finds nobody, not everybody
        return Auswahl(
            data.get("tag") or uhr.today(),
            data.get("standort") or "",
            data.get("team"),
            data.get("platz"),
            data.get("status") or "",
            q.strip(),
        )


class AbsageAmEmpfangForm(forms.Form):
    """Who cancels and why; the office must say a reason, a person need not."""

    von = forms.ChoiceField(
        label=_("Wer sagt ab?"),
        choices=[(Absagevon.PERSON, _("Die Person, zum Beispiel am Telefon")), (Absagevon.AMT, _("Wir, das Amt"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie, wer absagt.")},
    )
    grund = forms.ChoiceField(
        label=_("Grund"),
        choices=[("", _("Bitte wählen")), *Absagegrund.choices],
        error_messages={"required": _("Bitte wählen Sie einen Grund.")},
    )

    def clean(self) -> dict:
        data = super().clean()
        allowed = GRUENDE_DER_PERSON if data.get("von") == Absagevon.PERSON else GRUENDE_DES_AMTS
        grund = data.get("grund")
        if data.get("von") and grund and grund not in allowed:
            self.add_error("grund", _("Dieser Grund passt nicht dazu, wer absagt. Bitte wählen Sie einen anderen."))
        if data.get("von") == Absagevon.AMT and grund == Absagegrund.NICHT_ANGEGEBEN:
            self.add_error("grund", _("Wenn wir absagen, nennen wir einen Grund. Bitte wählen Sie einen."))
        return data


class VerschiebenForm(ZeitForm):
    """A new time, and whose wish it is: the message to the person says so."""

    von = forms.ChoiceField(
        label=_("Auf wessen Wunsch?"),
        choices=[
            (Absagevon.PERSON, _("Die Person möchte eine andere Zeit")),
            (Absagevon.AMT, _("Wir, das Amt, müssen verschieben")),
        ],
        widget=forms.RadioSelect,
        initial=Absagevon.PERSON,
        error_messages={"required": _("Bitte wählen Sie, wer die andere Zeit möchte.")},
    )
