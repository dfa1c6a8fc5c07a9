"""What people may look for in the directory."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lotsen.enums import Kategorie
from lotsen.queries.verzeichnis import offered_languages
from termine.dolmetschsprachen import sprachname


class SucheForm(forms.Form):
    """What the address says; what makes no sense in it is left out."""

    q = forms.CharField(label=_("Wobei brauchen Sie Hilfe?"), required=False, max_length=100)
    thema = forms.ChoiceField(label=_("Thema"), required=False, choices=[("", _("alle Themen")), *Kategorie.choices])
    sprache = forms.ChoiceField(label=_("Sprache der Beratung"), required=False)
    offen = forms.BooleanField(label=_("Jetzt geöffnet"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        named = sorted((sprachname(code), code) for code in offered_languages())
        self.fields["sprache"].choices = [("", _("alle Sprachen")), *((code, name) for name, code in named)]

    def wanted(self) -> dict:
        self.is_valid()
        data = self.cleaned_data
        return {
            "q": data.get("q") or "",
            "kategorie": data.get("thema") or "",
            "sprache": data.get("sprache") or "",
            "offen": bool(data.get("offen")),
        }
