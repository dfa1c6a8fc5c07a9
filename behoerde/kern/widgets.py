"""Controls that Django lacks."""

import unicodedata
from datetime import date

from django.forms import MultiWidget, TextInput
from django.utils.translation import gettext_lazy as _


def plain_number(text: str) -> str:
    """Return the digits 0-9 of a number in whichever script, without invisible marks and what stands around it; "" when it is none."""
    typed = "".join(character for character in text if unicodedata.category(character) != "Cf").strip(" .")
    if not all(character.isdecimal() for character in typed):
        return ""
    return "".join(str(unicodedata.decimal(character)) for character in typed)


class DatumWidget(MultiWidget):
    """Three number fields for a date people know by heart, such as a birth date; for ``forms.DateField``.

    What was typed comes back as it was typed, also when it is no date.
    """

    template_name = "kern/widgets/datum.html"
    use_fieldset = True
    TEILE = ((_("Tag"), 2, "bday-day"), (_("Monat"), 2, "bday-month"), (_("Jahr"), 4, "bday-year"))

    def __init__(self, attrs: dict | None = None, *, geburtsdatum: bool = False):
        widgets = [
            TextInput({"inputmode": "numeric", "maxlength": length, "autocomplete": complete if geburtsdatum else "off"})
            for _label, length, complete in self.TEILE
        ]
        super().__init__(widgets, attrs)

    def decompress(self, value: date | str | None) -> list:
        if isinstance(value, date):
            return [value.day, value.month, value.year]
        return list(reversed((value or "--").split("-", 2)))

    def value_from_datadict(self, data, files, name):
        """Return "year-month-day", as typed when it is no date; None when all three are empty."""
        typed = [str(part or "").strip() for part in super().value_from_datadict(data, files, name)]
        read = [plain_number(part) for part in typed]
        tag, monat, jahr = read if all(read) and len(read[2]) == 4 else typed
        return f"{jahr}-{monat}-{tag}" if tag or monat or jahr else None

    def get_context(self, name, value, attrs) -> dict:
        context = super().get_context(name, value, attrs)
        for part, (label, _length, _complete) in zip(context["widget"]["subwidgets"], self.TEILE, strict=True):
            part["label"] = label
        return context
