"""What people type to come to a Veranstaltung: as little as possible."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from behoerde.kern.kontaktform import KontaktFelder, NameField
from behoerde.kern.schutz import SchutzMixin
from lotsen.actions.anmeldung import Gaeste, Wer
from lotsen.models import Veranstaltung
from lotsen.veranstaltung import Zugangsbedarf

ZAHL = {"required": _("Bitte geben Sie eine Zahl an."), "invalid": _("Bitte geben Sie eine Zahl an.")}
ZIFFERN = {"inputmode": "numeric", "autocomplete": "off", "class": "kurzfeld", "dir": "ltr"}


class GaesteForm(forms.Form):
    """How many come, and what they need."""

    use_required_attribute = False

    personen = forms.IntegerField(
        label=_("Wie viele Personen kommen?"),
        help_text=_("Sie selbst und alle, die mitkommen, auch Kinder"),
        min_value=1,
        initial=1,
        widget=forms.TextInput(ZIFFERN),
        error_messages=ZAHL | {"min_value": _("Bitte geben Sie mindestens 1 an.")},
    )
    kinder = forms.IntegerField(
        label=_("Wie viele Kinder sollen betreut werden?"),
        help_text=_("Die Betreuung ist kostenlos und im selben Haus."),
        min_value=0,
        initial=0,
        widget=forms.TextInput(ZIFFERN),
        error_messages=ZAHL | {"min_value": _("Bitte geben Sie eine Zahl an.")},
    )
    bedarf = forms.MultipleChoiceField(
        label=_("Was brauchen Sie, um dabei zu sein?"),
        choices=Zugangsbedarf.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, veranstaltung: Veranstaltung, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.veranstaltung = veranstaltung
        if not veranstaltung.kinderplaetze:
            del self.fields["kinder"]

    def clean_personen(self) -> int:
        value = self.cleaned_data["personen"]
        if value > self.veranstaltung.hoechstens:
            text = _("Eine Anmeldung gilt für höchstens %(zahl)s Personen.") % {"zahl": self.veranstaltung.hoechstens}
            raise ValidationError(text)
        return value

    def clean_kinder(self) -> int:
        value = self.cleaned_data["kinder"]
        if value > self.cleaned_data.get("personen", value):
            raise ValidationError(_("Das sind mehr Kinder, als Personen kommen. Bitte zählen Sie die Kinder oben mit."))
        return value

    @property
    def gaeste(self) -> Gaeste:
        data = self.cleaned_data
        return Gaeste(data["personen"], data.get("kinder", 0), data["bedarf"])


class AnmeldungForm(SchutzMixin, KontaktFelder, GaesteForm):
    """Who comes, by which name, how we reach them; without a contact the code on the page is enough."""

    schutz_zweck = "veranstaltung"
    schutz_schluessel = "schluessel"

    schluessel = forms.UUIDField(widget=forms.HiddenInput)
    name = NameField(
        label=_("Ihr Name"),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name", "dir": "auto"}),
        error_messages={"required": _("Bitte geben Sie Ihren Namen an.")},
    )
    field_order = ("name", "personen", "kinder", "kontaktweg", "email", "mobil", "sprache", "bedarf")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("schluessel", uuid4())

    @property
    def wer(self) -> Wer:
        data = self.cleaned_data
        return Wer(data["name"], data["email"], str(data["mobil"]), data["sprache"])
