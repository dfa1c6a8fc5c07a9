"""What people may look for in the directory."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lotsen.beratung import PLZ
from lotsen.enums import Kategorie
from lotsen.queries.filterzahlen import Filterzahlen
from lotsen.queries.naehe import place_of_plz
from lotsen.queries.treffer import Suche
from lotsen.queries.verzeichnis import offered_languages
from termine.dolmetschsprachen import sprachname


class SucheForm(forms.Form):
    """What the address says; what makes no sense in it is left out."""

    q = forms.CharField(label=_("Wobei brauchen Sie Hilfe?"), required=False, max_length=100)
    thema = forms.ChoiceField(label=_("Thema"), required=False, choices=[("", _("alle Themen")), *Kategorie.choices])
    sprache = forms.ChoiceField(label=_("Sprache der Beratung"), required=False)
    nahe = forms.RegexField(
        PLZ,
        label=_("In der Nähe von (Postleitzahl)"),
        required=False,
        max_length=5,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "postal-code"}),
        error_messages={"invalid": _("Bitte geben Sie fünf Ziffern ein, zum Beispiel 12345.")},
    )
    offen = forms.BooleanField(label=_("Jetzt geöffnet"), required=False)
    frei = forms.BooleanField(label=_("Nur mit freien Plätzen"), required=False)
    barrierefrei = forms.BooleanField(label=_("Barrierefrei"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        named = sorted((sprachname(code), code) for code in offered_languages())
        self.fields["sprache"].choices = [("", _("alle Sprachen")), *((code, name) for name, code in named)]
        self.punkt = None

    def clean_nahe(self) -> str:
        plz = self.cleaned_data["nahe"]
        if plz:
            self.punkt = place_of_plz(plz)
            if self.punkt is None:
                raise forms.ValidationError(_("Zu dieser Postleitzahl kennen wir keinen Ort."), "unbekannt")
        return plz

    @property
    def narrowed(self) -> bool:
        """Say whether anything is asked for at all."""
        return any(self.cleaned_data.values())

    def count(self, zahlen: Filterzahlen) -> None:
        """Write beside each filter how many hits it would leave."""
        for name, counted in (("thema", zahlen.themen), ("sprache", zahlen.sprachen)):
            everything, *rest = self.fields[name].choices
            self.fields[name].choices = [everything, *((code, f"{label} ({counted[code]})") for code, label in rest)]
        for name in ("frei", "barrierefrei"):
            self.fields[name].label = f"{self.fields[name].label} ({getattr(zahlen, name)})"

    def wanted(self) -> Suche:
        self.is_valid()
        data = self.cleaned_data
        return Suche(
            q=(data.get("q") or "").replace("\0", ""),
            kategorie=data.get("thema") or "",
            sprache=data.get("sprache") or "",
            offen=bool(data.get("offen")),
            frei=bool(data.get("frei")),
            barrierefrei=bool(data.get("barrierefrei")),
            nahe=self.punkt,
        )
