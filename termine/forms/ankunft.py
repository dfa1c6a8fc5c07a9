"""What people type or scan at the kiosk."""

import re
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from behoerde.kern.codes import ZEICHEN
from behoerde.kern.mobil import MobilField
from termine.queries.tagesliste import normal_code

LINK = re.compile(r"/mein/([A-Za-z0-9_-]{22})(?:/|$)")
TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
ZIFFERN = "123456789+0"
ZURUECK = "zurueck"  # the key that takes the last character back
HOECHSTENS = 300  # a scanned link with room to spare


@dataclass(frozen=True)
class Ausweis:
    """How somebody shows an appointment: the token of the ticket's link, or its code; one of both is ""."""

    token: str = ""
    code: str = ""


def read_ausweis(text: str) -> Ausweis | None:
    """Return what a scanner or fingers meant: the link of the ticket, its bare token or the Termincode; None for anything else."""
    text = text.strip()
    if link := LINK.search(text):
        return Ausweis(token=link[1])
    if TOKEN.fullmatch(text):
        return Ausweis(token=text)
    code = normal_code(text) if len(text) <= 20 else ""
    return Ausweis(code=code) if code else None


def press(typed: str, taste: str, erlaubt: str) -> str:
    """Return ``typed`` after one key of the screen; a key that is not there changes nothing."""
    if taste == ZURUECK:
        return typed[:-1]
    return typed + taste if len(taste) == 1 and taste in erlaubt else typed


class AusweisForm(forms.Form):
    """``cleaned_data["code"]`` is an Ausweis."""

    code = forms.CharField(
        label=_("Oder tippen Sie Ihren Code ein"),
        max_length=HOECHSTENS,
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "dir": "ltr", "placeholder": "ABC-123"}
        ),
        error_messages={
            "required": _("Bitte halten Sie den QR-Code unter den Leser, oder tippen Sie den Code ein."),
            "max_length": _("Diesen Code kennen wir nicht. Er hat sechs Zeichen, zum Beispiel 7KM-4PX."),
        },
    )
    tasten = ZEICHEN

    def clean_code(self) -> Ausweis:
        found = read_ausweis(self.cleaned_data["code"])
        if found is None:
            raise ValidationError(_("Diesen Code kennen wir nicht. Er hat sechs Zeichen, zum Beispiel 7KM-4PX."))
        return found


class ZiehenForm(forms.Form):
    """Which concern; without one the counter finds out."""

    leistung = forms.SlugField(required=False, max_length=80)
    schluessel = forms.UUIDField(widget=forms.HiddenInput)


class SmsForm(forms.Form):
    mobil = MobilField(
        label=_("Ihre Handynummer"),
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "tel", "dir": "ltr"}),
        error_messages={"required": _("Bitte tippen Sie Ihre Handynummer ein.")},
    )
    tasten = ZIFFERN
