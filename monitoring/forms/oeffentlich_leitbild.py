"""What a group types about a Leitbild, behind its link or at its desk."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from monitoring.actions.beitrag import Worte
from monitoring.oeffentlich_leitbildwerte import SPRACHEN, Beitragsart
from monitoring.queries.leitbild import Leitsatzzeile


class BeitragForm(forms.Form):
    """One Beitrag; ``saetze`` are the sections to choose from."""

    use_required_attribute = False

    leitsatz = forms.ChoiceField(label=_("Wozu?"), required=False)
    art = forms.ChoiceField(
        label=_("Was ist es?"),
        choices=Beitragsart.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie eines davon.")},
    )
    text = forms.CharField(
        label=_("Ihre Worte"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text=_("Schreiben Sie in Ihrer Sprache. Bitte nennen Sie keine Namen von Menschen."),
    )
    sprache = forms.ChoiceField(label=_("In welcher Sprache schreiben Sie?"), choices=SPRACHEN)

    def __init__(self, saetze: Sequence[Leitsatzzeile], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leitsatz"].choices = [("", _("Zum ganzen Leitbild")), *((str(s.leitsatz), s.titel) for s in saetze)]
        own = (get_language() or "de").split("-")[0]
        self.initial.setdefault("sprache", own if own in dict(SPRACHEN) else "de")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("art") in {Beitragsart.AENDERUNG, Beitragsart.BEDENKEN} and not data.get("text"):
            self.add_error("text", _("Bitte schreiben Sie, was Sie meinen."))
        return data

    @property
    def worte(self) -> Worte:
        data = self.cleaned_data
        return Worte(data["art"], data["text"], UUID(data["leitsatz"]) if data["leitsatz"] else None, data["sprache"])
