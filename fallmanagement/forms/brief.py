"""Templates of letters, in German and in the languages that exist; which letter a case gets."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from behoerde.kern.models import Organisationseinheit
from fallmanagement.models import Brieffassung, Briefvorlage
from fallmanagement.platzhalter import unknown

SPRACHEN = [(code, name) for code, name in settings.LANGUAGES if code != "de"]


def _known(text: str) -> None:
    wrong = unknown(text)
    if wrong:
        sentence = _("Diese Platzhalter gibt es nicht: %(worte)s. Bitte nehmen Sie einen aus der Liste.")
        raise forms.ValidationError(sentence % {"worte": ", ".join(wrong)})


class FassungForm(forms.Form):
    """The text of a letter; a translation needs both its subject and its text."""

    use_required_attribute = False

    betreff_de = forms.CharField(label=_("Betreff"), max_length=160, validators=[_known])
    text_de = forms.CharField(label=_("Text"), max_length=6000, widget=forms.Textarea(attrs={"rows": 10}), validators=[_known])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in SPRACHEN:
            text = forms.Textarea(attrs={"rows": 6, "lang": code, "dir": "auto"})
            label = {"sprache": name}
            self.fields[f"betreff_{code}"] = forms.CharField(
                label=_("Betreff: %(sprache)s") % label, required=False, max_length=160, validators=[_known]
            )
            self.fields[f"text_{code}"] = forms.CharField(
                label=_("Text: %(sprache)s") % label, required=False, max_length=6000, widget=text, validators=[_known]
            )

    @classmethod
    def of(cls, fassung: Brieffassung | None) -> "FassungForm":
        """Return the form as the version says it."""
        if fassung is None:
            return cls()
        initial = {"betreff_de": fassung.betreff, "text_de": fassung.text}
        for code, part in fassung.uebersetzungen.items():
            initial |= {f"betreff_{code}": part["betreff"], f"text_{code}": part["text"]}
        return cls(initial=initial)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for code, _name in SPRACHEN:
            subject, text = data.get(f"betreff_{code}", ""), data.get(f"text_{code}", "")
            if bool(subject) != bool(text) and not {f"betreff_{code}", f"text_{code}"} & set(self.errors):
                self.add_error(f"text_{code}" if subject else f"betreff_{code}", _("Bitte übersetzen Sie Betreff und Text."))
        return data

    @property
    def texte(self) -> dict[str, dict[str, str]]:
        data = self.cleaned_data
        return {code: {name: data[f"{name}_{code}"] for name in ("betreff", "text")} for code in ["de", *dict(SPRACHEN)]}


class VorlageForm(FassungForm):
    einheit = forms.ModelChoiceField(Organisationseinheit.objects.none(), label=_("Stelle"), empty_label=None)
    name = forms.CharField(label=_("Name der Vorlage"), max_length=120)
    field_order = ("einheit", "name")

    def __init__(self, units: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["einheit"].queryset = units


class BriefForm(forms.Form):
    use_required_attribute = False

    vorlage = forms.ModelChoiceField(Briefvorlage.objects.none(), label=_("Vorlage"), empty_label=_("Bitte wählen"))

    def __init__(self, templates: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vorlage"].queryset = templates
