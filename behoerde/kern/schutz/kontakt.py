"""The two small forms of a contact that is being proven."""

from django import forms
from django.utils.translation import gettext_lazy as _

from behoerde.kern.actions.kontaktnachweis import Kontakt, parse_kontakt

UNLESBAR = _("Das ist keine E-Mail-Adresse und keine Handynummer. Bitte prüfen Sie die Eingabe.")

SECHS_ZIFFERN = _("Der Code hat sechs Ziffern. Bitte prüfen Sie die Eingabe.")


class KontaktForm(forms.Form):
    """``cleaned_data["kontakt"]`` is a Kontakt."""

    kontakt = forms.CharField(
        label=_("E-Mail-Adresse oder Handynummer"),
        help_text=_("Zum Beispiel olena@beispiel.de oder 0151 23456789"),
        max_length=254,
        widget=forms.TextInput({"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false", "dir": "ltr"}),
        error_messages={
            "required": _("Bitte geben Sie eine E-Mail-Adresse oder eine Handynummer ein."),
            "max_length": UNLESBAR,
        },
    )

    def clean_kontakt(self) -> Kontakt:
        kontakt = parse_kontakt(self.cleaned_data["kontakt"])
        if kontakt is None:
            raise forms.ValidationError(UNLESBAR)
        return kontakt


class CodeForm(forms.Form):
    """``cleaned_data["code"]`` is six digits."""

    code = forms.CharField(
        label=_("Code aus unserer Nachricht"),
        help_text=_("Sechs Ziffern"),
        max_length=20,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code", "dir": "ltr", "class": "eingabe-code"}),
        error_messages={"required": _("Bitte geben Sie den Code ein."), "max_length": SECHS_ZIFFERN},
    )

    def clean_code(self) -> str:
        """Return the digits 0-9, however they were grouped and in whichever script they were typed."""
        typed = [character for character in self.cleaned_data["code"] if not character.isspace() and character != "-"]
        if len(typed) != 6 or not all(character.isdecimal() for character in typed):
            raise forms.ValidationError(SECHS_ZIFFERN)
        return "".join(str(int(character)) for character in typed)
