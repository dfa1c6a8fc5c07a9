"""A vacancy as an employer types it; the office types the same and the code of the occupation besides."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from fallmanagement.forms.akte import DatumField
from fallmanagement.models import Stellenangebot
from fallmanagement.stellenwerte import FERTIGKEITEN

NICHT_VERLANGT = ("", _("nicht verlangt"))
FELDER = (
    *("titel", "art", "beschreibung", "plz", "ort", "beginn", "wochenstunden", "brutto", "plaetze"),
    *(f"deutsch_{name}" for name in ("sprechen", "hoeren", "lesen", "schreiben")),
    *("erfahrung_jahre", "anerkennung", "fuehrerschein", "bis"),
)


class StelleForm(forms.ModelForm):
    """One vacancy. What is left out is not asked for, so nobody is kept out by it."""

    use_required_attribute = False

    beginn = DatumField(
        label=_("Beginn"), required=False, help_text=_("Sofort? Dann geben Sie den heutigen Tag an. Leer heißt: noch nicht klar.")
    )
    bis = DatumField(
        label=_("Bewerben bis"), required=False, help_text=_("Danach zeigen wir die Stelle nicht mehr. Leer heißt: ohne Ende.")
    )

    class Meta:
        model = Stellenangebot
        fields = FELDER
        labels = {
            "titel": _("Wie heißt die Stelle?"),
            "art": _("Art der Stelle"),
            "beschreibung": _("Was ist zu tun?"),
            "plz": _("Postleitzahl des Arbeitsorts"),
            "ort": _("Arbeitsort"),
            "wochenstunden": _("Stunden in der Woche"),
            "brutto": _("Lohn im Monat in Euro, brutto"),
            "plaetze": _("Wie viele Menschen suchen Sie?"),
            "deutsch_sprechen": _("Deutsch sprechen, mindestens"),
            "deutsch_hoeren": _("Deutsch verstehen, mindestens"),
            "deutsch_lesen": _("Deutsch lesen, mindestens"),
            "deutsch_schreiben": _("Deutsch schreiben, mindestens"),
            "erfahrung_jahre": _("Gewünschte Berufserfahrung in Jahren"),
            "anerkennung": _("Ein anerkannter Abschluss ist gewünscht"),
            "fuehrerschein": _("Nötiger Führerschein"),
        }
        help_texts = {"deutsch_sprechen": _("A1 heißt: einzelne Sätze. B1 heißt: kommt im Alltag zurecht.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (*(f"deutsch_{skill}" for skill in FERTIGKEITEN), "fuehrerschein"):
            self.fields[name].choices = [NICHT_VERLANGT, *(choice for choice in self.fields[name].choices if choice[0])]

    def clean_bis(self) -> date | None:
        value = self.cleaned_data["bis"]
        if value is not None and value < uhr.today():
            raise forms.ValidationError(_("Dieser Tag ist schon vorbei."))
        return value
