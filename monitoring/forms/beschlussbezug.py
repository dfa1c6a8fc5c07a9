"""What a decision is about, chosen from the Leitbild and the strategy."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from monitoring.models import Leitsatz, Vorhaben, Ziel
from monitoring.queries.strategiebaum import leitsatz_choices

ARTEN: dict[str, Any] = {"leitsatz": Leitsatz, "ziel": Ziel, "vorhaben": Vorhaben}


class BezugForm(forms.Form):
    """One thing; its value is its kind and its key."""

    use_required_attribute = False

    was = forms.ChoiceField(label=_("Worum geht es in diesem Beschluss?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ziele = [(f"ziel:{row.pk}", row.titel) for row in Ziel.objects.order_by("titel", "pk")]
        vorhaben = [(f"vorhaben:{row.pk}", row.titel) for row in Vorhaben.objects.order_by("titel", "pk")]
        self.fields["was"].choices = [
            ("", _("Bitte wählen")),
            (_("Leitsätze"), [(f"leitsatz:{pk}", name) for pk, name in leitsatz_choices()]),
            (_("Ziele"), ziele),
            (_("Maßnahmen"), vorhaben),
        ]

    def clean_was(self) -> Leitsatz | Ziel | Vorhaben:
        art, _colon, pk = self.cleaned_data["was"].partition(":")
        return ARTEN[art].objects.get(pk=pk)
