"""A list of short texts in a form."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ZeilenField(forms.CharField):
    """A list of short texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, *, laenge: int, **kwargs):
        super().__init__(required=False, **kwargs)
        self.laenge = laenge

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: str) -> list[str]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if long := next((line for line in lines if len(line) > self.laenge), ""):
            text = _("„%(zeile)s…“ ist zu lang: höchstens %(zahl)s Zeichen je Zeile.")
            raise forms.ValidationError(text % {"zeile": long[:30], "zahl": self.laenge})
        return list(dict.fromkeys(lines))
