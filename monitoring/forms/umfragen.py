"""What staff enter around surveys."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.models import Standort
from monitoring.models import Beschwerde, Umfrage, Umfragefolge
from monitoring.queries.umfrage import periods
from monitoring.umfrage import quarter_name
from termine.queries.katalog import names_by_slug

KEINE = ("", _("ohne Angabe"))
JE_DRUCK = 40


def leistungen() -> list[tuple[str, Any]]:
    return [KEINE, *names_by_slug().items()]


def standorte() -> list[tuple[str, Any]]:
    return [KEINE, *Standort.objects.order_by("name").values_list("slug", "name")]


class PapierForm(forms.Form):
    """How many sheets, in which language, for what."""

    anzahl = forms.IntegerField(label=_("Wie viele Blätter"), min_value=1, max_value=JE_DRUCK, initial=10)
    sprache = forms.ChoiceField(label=_("Sprache"), choices=settings.LANGUAGES, initial="de")
    standort = forms.ChoiceField(label=_("Standort"), choices=standorte, required=False)
    leistung = forms.ChoiceField(label=_("Leistung"), choices=leistungen, required=False)


class BeschwerdeForm(forms.ModelForm):
    """One complaint without a person: nothing can be typed that says who."""

    leistung = forms.ChoiceField(label=_("Leistung"), choices=leistungen, required=False)
    standort = forms.ChoiceField(label=_("Standort"), choices=standorte, required=False)

    class Meta:
        model = Beschwerde
        fields = ("tag", "art", "leistung", "standort")
        widgets = {"tag": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def clean_tag(self) -> Any:
        tag = self.cleaned_data["tag"]
        if tag > uhr.today():
            raise forms.ValidationError(_("Der Tag liegt in der Zukunft."), "zukunft")
        return tag


class FolgeForm(forms.ModelForm):
    """What people said and what was done, in German and, where somebody has it, in the other languages."""

    periode = forms.TypedChoiceField(
        label=_("Ergebnis aus dem Quartal"), coerce=date.fromisoformat, empty_value=None, required=False
    )

    class Meta:
        model = Umfragefolge
        fields = (
            "tag",
            "periode",
            "vorhaben",
            *(f"{name}_{code.replace('-', '_')}" for code, _name in settings.LANGUAGES for name in ("gesagt", "getan")),
        )
        widgets = {"tag": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")} | {
            f"getan_{code.replace('-', '_')}": forms.Textarea(attrs={"rows": 2}) for code, _name in settings.LANGUAGES
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["periode"].choices = [KEINE, *((day.isoformat(), quarter_name(day)) for day in periods())]
        for code, language in settings.LANGUAGES:
            for name, label in (("gesagt", _("Sie haben gesagt")), ("getan", _("Wir haben getan"))):
                field = self.fields[f"{name}_{code.replace('-', '_')}"]
                field.required, field.label = code == "de", f"{label} ({language})"
                field.widget.attrs |= {"lang": code[:2], "dir": "auto"}


AUSSAGEN = (
    _("Ich arbeite gern hier."),
    _("Meine Arbeit hat einen Sinn."),
    _("Ich habe, was ich für meine Arbeit brauche."),
    _("Meine Führungskraft hört mir zu."),
)
AUSSAGEN_HOECHSTENS, AUSSAGE_LAENGE = 12, 200


class UmfrageForm(forms.ModelForm):
    """A staff survey: its statements one a line, its days."""

    zeilen = forms.CharField(
        label=_("Aussagen"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Eine je Zeile, höchstens zwölf. Alle stimmen in fünf Stufen zu oder nicht. Keine Frage, die jemanden erkennbar macht."
        ),
    )

    class Meta:
        model = Umfrage
        fields = ("titel", "beginn", "ende")
        widgets = {name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for name in ("beginn", "ende")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = self.instance.aussagen or [str(text) for text in AUSSAGEN]
        self.fields["zeilen"].initial = "\n".join(said)

    def clean_zeilen(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["zeilen"].splitlines() if line.strip()]
        if len(lines) > AUSSAGEN_HOECHSTENS or any(len(line) > AUSSAGE_LAENGE for line in lines):
            raise forms.ValidationError(_("Höchstens zwölf Aussagen, jede höchstens 200 Zeichen."), "zu_viel")
        return lines

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("beginn") and data.get("ende") and data["ende"] < data["beginn"]:
            self.add_error("ende", _("Der letzte Tag liegt vor dem Beginn."))
        self.instance.aussagen = data.get("zeilen", [])
        return data


class BeschlussForm(forms.Form):
    """What the staff council decided, in its own words."""

    beschluss = forms.CharField(
        label=_("Beschluss"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Zum Beispiel Tag der Sitzung und Nummer, oder warum nicht."),
    )
