"""Fields of the rooms of monitoring."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from behoerde.kern.widgets import DatumWidget


class DatumField(forms.DateField):
    """A day typed as three numbers."""

    def __init__(self, **kwargs: Any) -> None:
        errors = {"invalid": _("Dieses Datum gibt es nicht."), "required": _("Bitte geben Sie das Datum an.")}
        super().__init__(widget=DatumWidget(), input_formats=["%Y-%m-%d"], error_messages=errors, **kwargs)
