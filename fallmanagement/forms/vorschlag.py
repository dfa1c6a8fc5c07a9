"""Why somebody is proposed, what an employer may learn, what an employer said."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from fallmanagement.forms.akte import LEER
from fallmanagement.stellenwerte import Absagegrund, Einwilligungsweg, Rueckzugsgrund, Stellenart, Vorschlagsfeld

TAGE = [(14, _("14 Tage")), (30, _("30 Tage")), (60, _("60 Tage"))]


class SuchForm(forms.Form):
    """What narrows the list; it stays in the address and is kept nowhere."""

    plz = forms.RegexField(
        r"^\d{5}$",
        label=_("Postleitzahl der Wohnung"),
        required=False,
        error_messages={"invalid": _("Eine Postleitzahl hat fünf Ziffern.")},
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    art = forms.ChoiceField(label=_("Art der Stelle"), required=False, choices=[("", _("jede Art")), *Stellenart.choices])


class BegruendungForm(forms.Form):
    use_required_attribute = False

    begruendung = forms.CharField(
        label=_("Warum diese Person für diese Stelle?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Das bleibt in der Akte. Der Betrieb sieht es nicht."),
    )


class EinwilligungForm(forms.Form):
    """What is to be told; ``gesehen`` proves that the words were on the screen before somebody says yes."""

    use_required_attribute = False

    felder = forms.MultipleChoiceField(
        label=_("Was darf der Betrieb erfahren?"),
        choices=Vorschlagsfeld.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Bitte wählen Sie, was der Betrieb erfahren darf.")},
    )
    worte = forms.CharField(
        label=_("Was möchte die Person dem Betrieb sagen?"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    sprache = forms.ChoiceField(label=_("Sprache der Einwilligung"), choices=settings.LANGUAGES)
    tage = forms.TypedChoiceField(label=_("Gilt für"), choices=TAGE, coerce=int, initial=30)
    weg = forms.ChoiceField(label=_("Die Person sagt Ja"), choices=Einwilligungsweg.choices)
    gesehen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if Vorschlagsfeld.WORTE in data.get("felder", []) and not data.get("worte"):
            self.add_error("worte", _("Bitte schreiben Sie, was die Person sagen möchte, oder nehmen Sie das Häkchen weg."))
        return data


# The rest ends a proposal by itself.
VON_HAND = [(grund.value, grund.label) for grund in Rueckzugsgrund if grund not in {Rueckzugsgrund.FRIST, Rueckzugsgrund.AKTE}]


class RueckzugForm(forms.Form):
    use_required_attribute = False

    grund = forms.ChoiceField(label=_("Warum ziehen Sie zurück?"), choices=[*LEER, *VON_HAND])


class AntwortForm(forms.Form):
    """What an employer said on the phone."""

    use_required_attribute = False

    antwort = forms.ChoiceField(label=_("Der Betrieb"), choices=[("interesse", _("hat Interesse")), ("absage", _("sagt ab"))])
    grund = forms.ChoiceField(label=_("Grund der Absage"), required=False, choices=[*LEER, *Absagegrund.choices])
