"""A survey as somebody fills it in: every question may be left open."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from behoerde.kern.templatetags.bausteine import zeichen
from monitoring.models import Umfrage
from monitoring.umfragelink import FRAGEN, ZEICHEN, steps_of

TEXT_HOECHSTENS = 500


class AntwortenForm(forms.Form):
    """``antworten`` holds the steps that were chosen, by question."""

    text = forms.CharField(
        label=_("Was sollen wir besser machen?"),
        required=False,
        max_length=TEXT_HOECHSTENS,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bitte schreiben Sie keine Namen. Zu einem Anliegen schreiben Sie uns besser auf dem üblichen Weg."),
    )

    def __init__(self, *args: Any, umfrage: Umfrage | None = None, teams: list[tuple[str, str]] = [], **kwargs: Any) -> None:  # noqa: B006 - never changed
        super().__init__(*args, **kwargs)
        text = self.fields.pop("text")
        self.fragen = {f"a{at}": aussage for at, aussage in enumerate(umfrage.aussagen, 1)} if umfrage else FRAGEN
        self.fields.update({name: _question(name, label) for name, label in self.fragen.items()})
        if teams:
            self.fields["einheit"] = forms.ChoiceField(
                label=_("Mein Team"), required=False, choices=[("", _("möchte ich nicht sagen")), *teams]
            )
        self.fields["text"] = text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not self.antworten and not cleaned.get("text"):
            raise forms.ValidationError(gettext("Bitte beantworten Sie mindestens eine Frage."), "leer")
        return cleaned

    @property
    def antworten(self) -> dict[str, int]:
        return {name: int(self.cleaned_data[name]) for name in self.fragen if self.cleaned_data.get(name)}


def _question(name: str, label: Any) -> forms.Field:
    choices = [(step, format_html("{} {}", zeichen(ZEICHEN[step]), text)) for step, text in steps_of(name).items()]
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=forms.RadioSelect)


class CodeForm(forms.Form):
    """The short code of a paper sheet."""

    code = forms.CharField(
        label=_("Code von Ihrem Blatt"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
