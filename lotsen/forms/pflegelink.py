"""What a Träger may correct by its link."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lotsen.fassungen import BEWEGLICH, text_column
from lotsen.forms.pflege import MitAbdruckForm
from lotsen.models import Angebot

HINWEIS = text_column("hinweis", "de")


class BerichtigenForm(MitAbdruckForm):
    """Places and the current remark; the hours stand beside it."""

    hinweis = forms.CharField(
        label=_("Was gerade anders ist"),
        required=False,
        max_length=300,
        help_text=_("Zum Beispiel: im August geschlossen. Das steht oben auf der Seite Ihres Angebots."),
    )
    plaetze = forms.IntegerField(label=_("Plätze insgesamt"), required=False, min_value=0, max_value=100_000)
    frei = forms.IntegerField(label=_("davon frei"), required=False, min_value=0, max_value=100_000)
    wartend = forms.IntegerField(label=_("auf der Warteliste"), required=False, min_value=0, max_value=100_000)

    def __init__(self, *args, angebot: Angebot, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {name: getattr(angebot, name) for name in BEWEGLICH} | {"hinweis": angebot.german("hinweis")}

    def aenderungen(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in BEWEGLICH} | {HINWEIS: self.cleaned_data["hinweis"]}
