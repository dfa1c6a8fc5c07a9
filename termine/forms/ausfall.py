"""Which counters nobody sits at, and from when until when."""

from collections.abc import Sequence
from datetime import date, time
from typing import TypedDict

from django import forms
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.forms import TagInput
from termine.forms.dienstplan import UhrzeitInput
from termine.models import Platz, Team
from termine.planung import Spanne, stretch
from termine.rules import VORSCHAU


class Zeitraum(TypedDict):
    von: date
    bis: date
    ab: time | None
    um: time | None


class AusfallForm(forms.Form):
    """The state of the page, read from its address; only counters of the own units can be chosen."""

    plaetze = forms.ModelMultipleChoiceField(
        label=_("Welche Plätze fallen aus?"),
        queryset=Platz.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Bitte wählen Sie mindestens einen Platz.")},
    )
    von = forms.DateField(label=_("Erster Tag"), widget=TagInput)
    ab = forms.TimeField(label=_("ab Uhrzeit"), widget=UhrzeitInput, required=False)
    bis = forms.DateField(label=_("Letzter Tag"), widget=TagInput)
    um = forms.TimeField(label=_("bis Uhrzeit"), widget=UhrzeitInput, required=False)

    def __init__(self, *args, teams: Sequence[Team], **kwargs):
        super().__init__(*args, **kwargs)
        own = Platz.objects.filter(team__in=teams, aktiv=True).select_related("team")
        self.fields["plaetze"].queryset = own.order_by("team__standort__name", "team__name", "name")
        self.fields["plaetze"].label_from_instance = lambda platz: f"{platz.team.name}: {platz.name}"

    @property
    def zeitraum(self) -> Zeitraum:
        """What was asked, as the actions take it."""
        chosen = self.cleaned_data
        return {"von": chosen["von"], "bis": chosen["bis"], "ab": chosen["ab"], "um": chosen["um"]}

    @property
    def spanne(self) -> Spanne:
        return stretch(zone=uhr.ZONE, **self.zeitraum)

    def clean(self):
        cleaned = super().clean()
        von, bis = cleaned.get("von"), cleaned.get("bis")
        if von and von < uhr.today():
            self.add_error("von", _("Dieser Tag ist vorbei. Bitte wählen Sie heute oder einen späteren Tag."))
        if von and bis and bis < von:
            self.add_error("bis", _("Der letzte Tag liegt vor dem ersten."))
        if bis and bis > uhr.today() + VORSCHAU:
            self.add_error("bis", _("So weit reicht der Dienstplan noch nicht."))
        if not self.errors and self.spanne[1] <= self.spanne[0]:
            self.add_error("um", _("Das Ende muss nach dem Anfang liegen."))
        elif not self.errors and self.spanne[1] <= uhr.now():
            self.add_error("um", _("Diese Zeit ist heute schon vorbei."))
        return cleaned
