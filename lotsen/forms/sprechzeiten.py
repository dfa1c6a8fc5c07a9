"""Hours of an Angebot, one row each."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lotsen.fassungen import hours_to_json
from lotsen.forms.felder import TagField, ZeitField
from lotsen.models import Angebot

ZEILEN_DAZU, ZEILEN_HOECHSTENS = 3, 60
TAGE = [("", "---"), *((n + 1, WEEKDAYS[n]) for n in range(7))]


class SprechzeitForm(forms.Form):
    """One row; what is left empty is no row."""

    use_required_attribute = False

    wochentag = forms.TypedChoiceField(label=gettext_lazy("Wochentag"), choices=TAGE, coerce=int, empty_value=None)
    von = ZeitField(label=gettext_lazy("von"))
    bis = ZeitField(label=gettext_lazy("bis"))
    gilt_ab = TagField(label=gettext_lazy("gilt ab"), required=False)
    gilt_bis = TagField(label=gettext_lazy("gilt bis"), required=False)
    hinweis = forms.CharField(label=gettext_lazy("Hinweis"), required=False, max_length=160)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        von, bis, ab, zu = (data.get(name) for name in ("von", "bis", "gilt_ab", "gilt_bis"))
        if von and bis and bis <= von:
            self.add_error("bis", _("Das Ende muss nach dem Beginn liegen."))
        if ab and zu and zu < ab:
            self.add_error("gilt_bis", _("Dieser Tag liegt vor „gilt ab“."))
        return data


class Sprechzeiten(forms.BaseFormSet):
    """All rows, and some empty ones."""

    def rows(self) -> list[list[Any]]:
        """Return the rows as a version keeps them."""
        kept = [form.cleaned_data for form in self.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
        return sorted(hours_to_json(row) for row in kept)


SprechzeitenFormSet = forms.formset_factory(
    SprechzeitForm, formset=Sprechzeiten, extra=ZEILEN_DAZU, can_delete=True, max_num=ZEILEN_HOECHSTENS, validate_max=True
)


def sprechzeiten_of(angebot: Angebot, data: Any = None) -> Sprechzeiten:
    """Return the rows of an Angebot."""
    initial = [{name: getattr(row, name) for name in SprechzeitForm.base_fields} for row in angebot.sprechzeiten.all()]
    return SprechzeitenFormSet(data, initial=initial, prefix="zeit")
