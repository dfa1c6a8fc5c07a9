"""Fields that pages of the directory share."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from lotsen.angebotsarten import angebotsarten
from lotsen.enums import Kategorie
from termine.dolmetschsprachen import ALLE, find_code, sprachname

SPRACHEN = ("de", "de-simple", *ALLE)


def arten() -> list[tuple[Any, Any]]:
    """Return the kinds of services by subject."""
    return [
        (thema.label, [(slug, art.name) for slug, art in angebotsarten().items() if art.kategorie == thema])
        for thema in Kategorie
    ]


class SprachenField(forms.CharField):
    """Languages by name or code, with commas; becomes a list of codes."""

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def prepare_value(self, value):
        return ", ".join(map(sprachname, value)) if isinstance(value, list) else value

    def clean(self, value: str) -> list[str]:
        codes = []
        for name in filter(None, (part.strip() for part in super().clean(value).replace(";", ",").split(","))):
            code = find_code(name, SPRACHEN)
            if code is None:
                raise forms.ValidationError(_("Sprache „%(text)s“ kennen wir nicht.") % {"text": name[:40]})
            codes.append(code)
        return list(dict.fromkeys(codes))


class AdresseField(forms.URLField):
    """An address in the web; without a scheme it is a safe one."""

    def __init__(self, **kwargs):
        super().__init__(assume_scheme="https", **kwargs)


class ZeitField(forms.TimeField):
    """A time of the day, typed or picked."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **kwargs)


class TagField(forms.DateField):
    """A day, typed or picked."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)
