"""A file with Angebote."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from behoerde.kern.exceptions import DomainError
from lotsen.angebotsliste import read_table
from lotsen.hsds_datei import HOECHSTENS, read_file
from lotsen.models import Uebernahme

LESEN = {Uebernahme.Art.TABELLE: read_table, Uebernahme.Art.HSDS: read_file}


class UebernahmeForm(forms.Form):
    """The file and what it is; a fault of the whole file stands beside the field."""

    art = forms.ChoiceField(
        label=_("Was ist es?"), choices=Uebernahme.Art.choices, initial=Uebernahme.Art.TABELLE, widget=forms.RadioSelect
    )
    datei = forms.FileField(
        label=_("Datei"),
        widget=forms.FileInput({"accept": ".csv,text/csv,.json,application/json,.ndjson"}),
        error_messages=dict.fromkeys(("required", "missing", "empty"), _("Bitte wählen Sie die Datei.")),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("art") and (file := data.get("datei")):
            try:
                data["zeilen"] = LESEN[data["art"]](file.read(HOECHSTENS + 1))
            except DomainError as refusal:
                self.add_error("datei", refusal.text)
        return data
