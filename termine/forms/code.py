"""The second way to an own visit, with the digits and the case of any keyboard."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr


def plain_digits(text: str) -> str:
    """Return the digits of ``text`` as 0 to 9, also Arabic and Persian ones; everything else is dropped."""
    return "".join(str(unicodedata.digit(character)) for character in text if character.isdigit())


class TerminSuchenForm(forms.Form):
    """Termincode and birth year."""

    code = forms.CharField(
        label=_("Termincode"),
        help_text=_("Er steht in der Bestätigung, zum Beispiel 7KM-4PX"),
        max_length=40,
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "dir": "ltr", "class": "eingabe-code"}
        ),
        error_messages={"required": _("Bitte geben Sie den Termincode ein.")},
    )
    geburtsjahr = forms.CharField(
        label=_("Geburtsjahr"),
        help_text=_("Von einer der Personen, die kommen, zum Beispiel 1990"),
        max_length=20,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "bday-year", "dir": "ltr", "class": "eingabe-jahr"}),
        error_messages={"required": _("Bitte geben Sie das Geburtsjahr ein.")},
    )

    def clean_code(self) -> str:
        plain = "".join(c for c in self.cleaned_data["code"].upper() if c.isascii() and c.isalnum())
        if len(plain) != 6:
            raise ValidationError(_("Der Termincode hat sechs Zeichen, zum Beispiel 7KM-4PX."))
        return f"{plain[:3]}-{plain[3:]}"

    def clean_geburtsjahr(self) -> int:
        digits = plain_digits(self.cleaned_data["geburtsjahr"])
        if len(digits) != 4 or not 1900 <= int(digits) <= uhr.today().year:
            raise ValidationError(_("Bitte geben Sie das Jahr mit vier Ziffern an, zum Beispiel 1990."))
        return int(digits)
