"""One step for the cases that were ticked: which one, and what it needs."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.models import User
from fallmanagement.actions.sammeln import Sammelauftrag
from fallmanagement.enums import Fallphase, Ruhegrund, Sammelart
from fallmanagement.forms.akte import LEER, DatumField

PHASEN = (Fallphase.KLAERUNG, Fallphase.PLAN, Fallphase.VERMITTLUNG, Fallphase.BEGLEITUNG, Fallphase.RUHEND)
FELDER: Mapping[str, tuple[str, ...]] = {
    Sammelart.ZUTEILEN: ("user",),
    Sammelart.VORSCHLAG: (),
    Sammelart.PHASE: ("phase", "grund"),
    Sammelart.WIEDERVORLAGE: ("betreff", "faellig_am"),
}
VORAUS = timedelta(days=3653)


class SammelForm(forms.Form):
    """Only the fields that ``art`` needs."""

    use_required_attribute = False

    user = forms.ChoiceField(label=_("Wer führt die Fälle künftig?"))
    phase = forms.ChoiceField(label=_("Neue Phase"), choices=[*LEER, *((phase.value, phase.label) for phase in PHASEN)])
    grund = forms.ChoiceField(
        label=_("Grund"),
        choices=[*LEER, *Ruhegrund.choices],
        required=False,
        help_text=_("Nötig, wenn die Fälle ruhen sollen"),
    )
    betreff = forms.CharField(label=_("Was ist dann zu tun?"), max_length=120)
    faellig_am = DatumField(label=_("Wiedervorlage am"))

    def __init__(self, art: str, konten: Sequence[User], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.art, self.konten = Sammelart(art), {str(konto.pk): konto for konto in konten}
        self.fields["user"].choices = [*LEER, *((pk, str(konto)) for pk, konto in self.konten.items())]
        for name in set(self.fields) - set(FELDER[art]):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("phase") == Fallphase.RUHEND and not data.get("grund") and "grund" not in self.errors:
            self.add_error("grund", _("Bitte wählen Sie einen Grund, der zu diesem Schritt passt."))
        day = data.get("faellig_am")
        if day is not None and not uhr.today() <= day <= uhr.today() + VORAUS:
            self.add_error("faellig_am", _("Dieser Tag liegt in der Vergangenheit oder zu weit voraus."))
        return data

    def auftrag(self, akten: Sequence[UUID], vorschlag: Mapping[UUID, User]) -> Sammelauftrag:
        """Return what shall happen with ``akten``; ``vorschlag`` says who takes which, where that is the step."""
        data = self.cleaned_data
        konten = dict(vorschlag)
        if self.art == Sammelart.ZUTEILEN:
            konten = dict.fromkeys(akten, self.konten[data["user"]])
        return Sammelauftrag(
            self.art,
            konten,
            phase=data.get("phase", ""),
            grund=data.get("grund", "") if data.get("phase") == Fallphase.RUHEND else "",
            betreff=data.get("betreff", ""),
            faellig_am=data.get("faellig_am"),
        )
