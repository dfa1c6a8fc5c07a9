"""What a case manager says about a document."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fallmanagement.dokumente import Ordner
from fallmanagement.queries.dokumente import TITEL_HOECHSTENS

ARTEN = {"accept": "application/pdf,image/jpeg,image/png"}
WAEHLEN = dict.fromkeys(("required", "missing", "empty"), _("Bitte wählen Sie eine Datei."))


class OrdnerForm(forms.Form):
    use_required_attribute = False

    ordner = forms.ChoiceField(label=_("Ordner"), choices=Ordner.choices)
    titel = forms.CharField(label=_("Titel"), max_length=TITEL_HOECHSTENS)


class DokumentForm(OrdnerForm):
    datei = forms.FileField(
        label=_("Datei"),
        widget=forms.FileInput(ARTEN),
        error_messages=WAEHLEN,
        max_length=None,
        help_text=_("PDF oder Foto (JPEG, PNG), höchstens 10 MB"),
    )


class FassungForm(forms.Form):
    use_required_attribute = False

    datei = forms.FileField(label=_("Neue Fassung"), widget=forms.FileInput(ARTEN), error_messages=WAEHLEN)
