"""A table of statistics: as a file, or what of it was changed on the page."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.exceptions import DomainError
from monitoring.forms.felder import DatumField
from monitoring.statistikliste import read_table
from monitoring.tabelle import BYTES_HOECHSTENS, decoded


class EinlesungForm(forms.Form):
    """Source and day of the statistics, and the table; a new file goes before the text."""

    use_required_attribute = False

    quelle = forms.CharField(
        label=_("Quelle"),
        max_length=150,
        help_text=_("Wer die Zahlen veröffentlicht hat und wo: Amt, Bericht, Seite oder Adresse"),
    )
    stand = DatumField(label=_("Stand der Statistik"), help_text=_("Der Tag, für den die Quelle ihre Zahlen nennt"))
    datei = forms.FileField(
        label=_("Tabelle (CSV)"), required=False, allow_empty_file=True, widget=forms.FileInput({"accept": ".csv,text/csv"})
    )
    inhalt = forms.CharField(
        label=_("Inhalt der Tabelle"),
        required=False,
        strip=False,
        max_length=BYTES_HOECHSTENS,
        widget=forms.Textarea({"rows": 10, "spellcheck": "false"}),
        help_text=_("Steht nach dem Hochladen hier und lässt sich gleich verbessern."),
    )

    def clean_stand(self) -> Any:
        if self.cleaned_data["stand"] > uhr.today():
            raise ValidationError(_("Dieser Tag liegt in der Zukunft."))
        return self.cleaned_data["stand"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        field, content = "inhalt", data.get("inhalt", "").encode()
        if data.get("datei"):
            field, content = "datei", data["datei"].read(BYTES_HOECHSTENS + 1)
        if not content.strip():
            self.add_error("datei", _("Bitte wählen Sie die Datei."))
            return data
        try:
            data["rows"], data["text"] = read_table(content), decoded(content)
        except DomainError as refusal:
            self.add_error(field, str(refusal))
        return data
