"""One answer to one question, given by a guide or by the person alone."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.regeln import Tatsache, Typ
from behoerde.kern.regeln.tatsache import NIVEAUS
from behoerde.kern.widgets import DatumWidget
from lotsen.beratung import Antwortstand, Quelle

JA, NEIN = "ja", "nein"
KNOEPFE_HOECHSTENS = 8  # as many answers as fit beside each other; more become a list
FRUEHESTES = date(1900, 1, 1)
NIVEAU_WORTE = {
    "A0": _("noch gar nicht"),
    "A1": _("A1: einzelne Wörter und Sätze"),
    "A2": _("A2: einfache Gespräche"),
    "B1": _("B1: im Alltag selbständig"),
    "B2": _("B2: auch schwierige Themen"),
    "C1": _("C1: fließend"),
    "C2": _("C2: wie die eigene Sprache"),
}


class AntwortForm(forms.Form):
    """One answer to one question, or why there is none; ``value`` and ``stand`` are what is to be kept."""

    quelle = forms.ChoiceField(choices=Quelle.choices, required=False, initial=Quelle.KUNDIN)
    stand = forms.ChoiceField(choices=Antwortstand.choices, required=False)

    def __init__(self, tatsache: Tatsache, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tatsache = tatsache
        self.fields["wert"] = field_for(tatsache)

    @property
    def knoepfe(self) -> list[tuple[str, Any]]:
        """Return the answers that one activation gives; none where something has to be typed or looked for."""
        choices = list(getattr(self.fields["wert"], "choices", []))
        return choices if len(choices) <= KNOEPFE_HOECHSTENS else []

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("stand") and data["stand"] != Antwortstand.GESAGT:
            self.errors.pop("wert", None)
            data["wert"] = None
        return data

    @property
    def said(self) -> dict[str, Any]:
        """Return value, stand and source as ``actions.antwort.answer`` takes them."""
        data = self.cleaned_data
        stand = data["stand"] or Antwortstand.GESAGT
        value = data["wert"] if stand == Antwortstand.GESAGT else None
        if self.tatsache.typ is Typ.JANEIN and value is not None:
            value = value == JA
        return {"value": value, "stand": stand, "quelle": data["quelle"] or Quelle.KUNDIN}


def field_for(tatsache: Tatsache) -> forms.Field:
    """Return the field in which the answer is given."""
    fehlt = {"required": _("Bitte geben Sie eine Antwort, oder wählen Sie „weiß nicht“.")}
    if tatsache.typ is Typ.TAG:
        falsch = {"invalid": _("Dieses Datum gibt es nicht. Bitte geben Sie Tag, Monat und Jahr als Zahlen an.")}
        return TagField(label=tatsache.frage, input_formats=["%Y-%m-%d"], widget=DatumWidget(), error_messages=fehlt | falsch)
    if tatsache.typ is Typ.ZAHL:
        zahl = forms.NumberInput({"inputmode": "numeric"})
        return forms.IntegerField(label=tatsache.frage, min_value=0, max_value=1200, widget=zahl, error_messages=fehlt)
    fehlt["invalid_choice"] = fehlt["required"]
    return forms.ChoiceField(label=tatsache.frage, choices=choices_of(tatsache), error_messages=fehlt)


def choices_of(tatsache: Tatsache) -> list[tuple[str, Any]]:
    """Return what may be answered, in words."""
    if tatsache.typ is Typ.JANEIN:
        return [(JA, _("Ja")), (NEIN, _("Nein"))]
    if tatsache.typ is Typ.NIVEAU:
        return [(niveau, NIVEAU_WORTE[niveau]) for niveau in NIVEAUS]
    return list(tatsache.auswahl)


class TagField(forms.DateField):
    """A day that somebody remembers: not before anybody was born, not in a hundred years."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and not FRUEHESTES <= value <= uhr.today().replace(year=uhr.today().year + 10, day=1):
            raise ValidationError(_("Dieses Datum liegt zu weit weg. Bitte prüfen Sie das Jahr."))
