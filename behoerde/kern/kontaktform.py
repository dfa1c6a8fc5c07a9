"""How people say who they are and where we reach them: the same words and checks on every page that asks."""

import re
import unicodedata
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from behoerde.kern.mobil import MobilField
from behoerde.kern.models.person import KEIN_NAME

STRICHE = ("-", "\u2010", "\u2011", "\u2013", "\u2014", "--", "---")
# Marks that turn the reading direction of everything behind them around, and control characters.
UNSICHTBAR = re.compile("[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def clean_name(text: str) -> str:
    """Return a name without invisible marks and double spaces, its letters composed; joiners of Persian names stay."""
    return " ".join(unicodedata.normalize("NFC", UNSICHTBAR.sub(" ", text)).split())


class NameField(forms.CharField):
    """A name in letters of whatever script; with ``kann_fehlen`` a dash says that there is none."""

    def __init__(self, *, kann_fehlen: bool = False, **kwargs):
        super().__init__(**{"max_length": 80} | kwargs)
        self.kann_fehlen = kann_fehlen

    def to_python(self, value):
        name = clean_name(super().to_python(value) or "")
        return KEIN_NAME if self.kann_fehlen and name in STRICHE else name

    def validate(self, value):
        super().validate(value)
        if self.kann_fehlen and value == KEIN_NAME:
            return
        if value and not any(character.isalpha() for character in value):
            raise ValidationError(_("Bitte schreiben Sie den Namen mit Buchstaben."))


class KontaktFelder(forms.Form):
    """E-mail, mobile or neither, and the language in which we write."""

    EMAIL, MOBIL, KEINER = "email", "mobil", "keiner"

    kontaktweg = forms.ChoiceField(
        label=_("Wohin schicken wir die Bestätigung?"),
        choices=[(EMAIL, _("Per E-Mail")), (MOBIL, _("Per SMS aufs Handy")), (KEINER, _("Ich habe beides nicht"))],
        widget=forms.RadioSelect,
        initial=EMAIL,
        error_messages={"required": _("Bitte wählen Sie, wohin wir die Bestätigung schicken.")},
    )
    email = forms.EmailField(
        label=_("E-Mail"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email", "dir": "ltr"}),
        error_messages={
            "required": _("Bitte geben Sie Ihre E-Mail-Adresse an."),
            "invalid": _("Diese E-Mail-Adresse stimmt nicht. Sie sieht zum Beispiel so aus: name@beispiel.de"),
            "max_length": _("Diese E-Mail-Adresse ist zu lang. Bitte prüfen Sie, ob Sie sich vertippt haben."),
        },
    )
    mobil = MobilField(
        label=_("Handynummer"),
        help_text=_("Mit Vorwahl, zum Beispiel 0151 23456789"),
        widget=forms.TextInput({"type": "tel", "inputmode": "tel", "autocomplete": "tel", "dir": "ltr"}),
    )
    sprache = forms.ChoiceField(label=_("In welcher Sprache schreiben wir Ihnen?"), choices=settings.LANGUAGES)

    mit_keiner = True
    use_required_attribute = False  # which of the two is needed depends on the choice

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("sprache", get_language() or "de")
        if not self.mit_keiner:
            weg: Any = self.fields["kontaktweg"]
            weg.choices = weg.choices[:2]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for name in {self.EMAIL, self.MOBIL} - {data.get("kontaktweg")}:  # the other field does not count
            self.errors.pop(name, None)
            data[name] = ""
        return data
