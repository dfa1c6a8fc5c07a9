"""What somebody says about the own concern afterwards: an answer, documents, why no time fits."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from behoerde.kern.dateien.feld import DateienMixin, DateiFeld
from behoerde.kern.models import ENTWURF, Datei
from behoerde.kern.widgets import DatumWidget, plain_number
from termine.forms.anfragen import KEIN_DATUM, WorteField


class NachreichenForm(DateienMixin, forms.Form):
    """Documents that are sent later."""

    dateien = DateiFeld(label=_("Fotos oder PDF Ihrer Unterlagen"), hoechstens=15)


class AntwortForm(DateienMixin, forms.Form):
    """An answer in words, files or both."""

    text = WorteField(label=_("Ihre Antwort"), help_text=_("In jeder Sprache"), required=False)
    dateien = DateiFeld(label=_("Fotos oder PDF Ihrer Unterlagen"), required=False, hoechstens=15)

    def clean(self) -> dict:
        data = super().clean()
        entwurf = data.get("dateien")
        if not self.errors and not data["text"] and not Datei.objects.filter(zweck=ENTWURF, entwurf=entwurf).exists():
            raise ValidationError(_("Bitte schreiben Sie eine Antwort oder fügen Sie eine Datei hinzu."))
        return data


class AblehnungForm(forms.Form):
    """None of the times fits."""

    wunsch = WorteField(
        label=_("Wann passt es Ihnen besser?"), help_text=_("Zum Beispiel: nur am Vormittag, nicht am Mittwoch"), required=False
    )


class VorgangSuchenForm(forms.Form):
    """The second way to an own concern. The number is easily guessed, so the whole birth date is asked for."""

    vorgang = forms.CharField(
        label=_("Vorgangsnummer"),
        help_text=_("Sie steht in der Eingangsbestätigung, zum Beispiel A-2026-48213"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "dir": "ltr", "class": "eingabe-code"}),
        error_messages={"required": _("Bitte geben Sie die Vorgangsnummer ein.")},
    )
    geburtsdatum = forms.DateField(
        label=_("Geburtsdatum"),
        help_text=_("Von einer der Personen, zum Beispiel 17 5 1990"),
        widget=DatumWidget(),
        input_formats=["%Y-%m-%d"],
        error_messages={"required": _("Bitte geben Sie das Geburtsdatum an."), "invalid": KEIN_DATUM},
    )

    def clean_vorgang(self) -> int:
        """Return the number alone, however it was typed: "A-2026-48213", "a 2026 48213" or "48213"."""
        number = plain_number(self.cleaned_data["vorgang"].replace("–", "-").split("-")[-1].split(" ")[-1])
        if not 0 < len(number) <= 9:
            raise ValidationError(_("Die Vorgangsnummer sieht so aus: A-2026-48213."))
        return int(number)
