"""The questions of the readiness check: every one may be left open, nothing is kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from behoerde.kern.regeln import Tatsache, Typ
from lotsen.forms.antwort import JA, field_for
from lotsen.queries.einbuergerungscheck import FRAGEN

WEISS_NICHT = ("", _("weiß ich nicht"))


class EinbuergerungscheckForm(forms.Form):
    """``facts`` holds what was answered, by the name of its fact."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update({tatsache.name: _field(tatsache) for tatsache in FRAGEN})

    @property
    def facts(self) -> dict[str, Any]:
        said = {tatsache: self.cleaned_data.get(tatsache.name) for tatsache in FRAGEN}
        return {
            tatsache.name: value == JA if tatsache.typ is Typ.JANEIN else value
            for tatsache, value in said.items()
            if value not in ("", None)
        }


def _field(tatsache: Tatsache) -> forms.Field:
    field = field_for(tatsache)
    field.required = False
    if isinstance(field, forms.ChoiceField):
        field.choices = [WEISS_NICHT, *field.choices]
        if tatsache.typ is Typ.JANEIN:
            field.widget = forms.RadioSelect(choices=field.choices)
    return field
