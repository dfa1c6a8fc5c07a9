"""What staff type about a Veranstaltung: words in every language, day, place, places."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.forms import TagInput
from behoerde.kern.kontaktform import NameField
from behoerde.kern.models import Organisationseinheit, User
from lotsen.models import Veranstaltung
from lotsen.veranstaltung import Absagegrund, Veranstaltungsart, Zugangsbedarf

WEIT = 20 * 366  # days
LEER = [("", _("alle"))]
TEXTE = ("titel", "beschreibung", "programm")
ANDERE = [(code, code.replace("-", "_"), name) for code, name in settings.LANGUAGES if code != "de"]
UEBERSETZT = [f"{text}_{suffix}" for _code, suffix, _name in ANDERE for text in TEXTE]


class FilterForm(forms.Form):
    """What the address of the list says; what makes no sense in it is left out."""

    ansicht = forms.ChoiceField(
        label=_("Ansicht"),
        required=False,
        choices=[("", _("kommende")), ("vorbei", _("vergangene und abgesagte")), ("alle", _("alle"))],
    )
    art = forms.ChoiceField(label=_("Art"), required=False, choices=[*LEER, *Veranstaltungsart.choices])
    q = forms.CharField(label=_("Titel"), required=False, max_length=100)

    def wanted(self) -> dict[str, str]:
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}


class Uhrzeit(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class VeranstaltungForm(forms.ModelForm):
    """One day with two times; the German words are needed, the other languages fall back to them."""

    use_required_attribute = False

    tag = forms.DateField(label=_("Tag"), widget=TagInput)
    von = forms.TimeField(label=_("Beginn"), widget=Uhrzeit)
    bis = forms.TimeField(label=_("Ende"), widget=Uhrzeit)
    erster = forms.DateField(label=_("Anmeldung ab"), widget=TagInput)
    letzter = forms.DateField(label=_("Anmeldung bis"), widget=TagInput, help_text=_("Dieser Tag zählt noch dazu."))
    sprachen = forms.MultipleChoiceField(
        label=_("Diese Sprachen werden dort gesprochen"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    zugang = forms.MultipleChoiceField(
        label=_("Das gibt es dort"), choices=Zugangsbedarf.choices, widget=forms.CheckboxSelectMultiple, required=False
    )

    class Meta:
        model = Veranstaltung
        fields = [
            *("einheit", "art", "titel_de", "beschreibung_de", "programm_de", "standort", "ort_name", "ort_anschrift"),
            *("plaetze", "kinderplaetze", "hoechstens", "mit_warteliste", "nur_mit_einladung", "sprachen", "zugang"),
            *UEBERSETZT,
        ]
        labels = {"titel_de": _("Titel"), "beschreibung_de": _("Worum es geht"), "programm_de": _("Programm")}
        help_texts = {
            "programm_de": _("Eine Zeile je Punkt, zum Beispiel „18 Uhr: Begrüßung“"),
            "ort_name": _("Nur wenn es nicht in einem Haus der Behörde ist"),
            "plaetze": _("Menschen, nicht Anmeldungen"),
            "nur_mit_einladung": _("Sie steht dann nicht auf der öffentlichen Seite."),
        }

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Organisationseinheit.objects.filter(pk__in=user.einheiten_darunter)
        self.fields["einheit"].queryset = own
        self.fields["einheit"].empty_label = None
        self.fields["einheit"].initial = own.first()
        self.fields["standort"].empty_label = _("anderer Ort")
        self.fields["titel_de"].required = self.fields["beschreibung_de"].required = True
        for name in (*(f"{text}_de" for text in TEXTE), *UEBERSETZT):
            if not name.startswith("titel"):
                self.fields[name].widget = forms.Textarea({"rows": 4})
        for code, suffix, language in ANDERE:
            for text in TEXTE:
                field = self.fields[f"{text}_{suffix}"]
                field.label = f"{Veranstaltung._meta.get_field(text).verbose_name} ({language})"
                field.widget.attrs["dir"] = "auto"
                field.widget.attrs["lang"] = code.split("-", maxsplit=1)[0]
        if not self.instance._state.adding:
            self._fill()

    def _fill(self) -> None:
        row = self.instance
        beginn, ende = uhr.local(row.beginnt_am), uhr.local(row.endet_am)
        self.initial |= {"tag": beginn.date(), "von": beginn.time(), "bis": ende.time()}
        self.initial |= {
            "erster": uhr.local(row.anmeldung_ab).date(),
            "letzter": uhr.local(row.anmeldung_bis - uhr.DAY / 86400).date(),
        }

    def uebersetzungen(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return each other language with its fields."""
        return [(name, [self[f"{text}_{suffix}"] for text in TEXTE]) for _code, suffix, name in ANDERE]

    def deutsch(self) -> list[forms.BoundField]:
        return [self[name] for name in ("einheit", "art", *(f"{text}_de" for text in TEXTE))]

    def zeiten(self) -> list[forms.BoundField]:
        return [self[name] for name in ("tag", "von", "bis", "erster", "letzter")]

    def orte(self) -> list[forms.BoundField]:
        return [self[name] for name in ("standort", "ort_name", "ort_anschrift", "sprachen", "zugang")]

    def platz(self) -> list[forms.BoundField]:
        return [self[name] for name in ("plaetze", "kinderplaetze", "hoechstens", "mit_warteliste", "nur_mit_einladung")]

    def clean_plaetze(self) -> int:
        return self._at_least_one("plaetze")

    def clean_hoechstens(self) -> int:
        return self._at_least_one("hoechstens")

    def _at_least_one(self, name: str) -> int:
        value = self.cleaned_data[name]
        if value < 1:
            raise ValidationError(_("Bitte geben Sie mindestens 1 an."))
        return value

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self._clean_place(data)
        if all(data.get(name) for name in ("tag", "von", "bis", "erster", "letzter")):
            self._clean_times(data)
        return data

    def _clean_place(self, data: dict[str, Any]) -> None:
        if data.get("standort"):
            data["ort_name"] = data["ort_anschrift"] = ""
            return
        for name in ("ort_name", "ort_anschrift"):
            if not data.get(name) and name not in self.errors:
                self.add_error(name, _("Bitte wählen Sie einen Standort, oder nennen Sie Namen und Anschrift des Orts."))

    def _clean_times(self, data: dict[str, Any]) -> None:
        tag, von, bis, erster, letzter = (data[name] for name in ("tag", "von", "bis", "erster", "letzter"))
        for name in ("tag", "erster", "letzter"):
            if abs((data[name] - uhr.today()).days) > WEIT:
                self.add_error(name, _("Dieser Tag liegt zu weit weg. Bitte prüfen Sie das Jahr."))
        if bis <= von:
            self.add_error("bis", _("Das Ende liegt vor dem Beginn."))
        if letzter > tag:
            self.add_error("letzter", _("Die Anmeldung endet spätestens am Tag der Veranstaltung."))
        if erster > letzter:
            self.add_error("erster", _("Die Anmeldung beginnt nach ihrem Ende."))
        if self.errors:
            return
        row = self.instance
        row.beginnt_am, row.endet_am = _at(tag, von), _at(tag, bis)
        row.anmeldung_ab = _at(erster, time(0))
        row.anmeldung_bis = min(_at(letzter + uhr.DAY, time(0)), row.beginnt_am)


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, uhr.ZONE)


class AbsageForm(forms.Form):
    grund = forms.ChoiceField(
        label=_("Warum?"),
        choices=Absagegrund.choices,
        widget=forms.RadioSelect,
        help_text=_("Das lesen alle, die angemeldet sind, in ihrer Sprache."),
        error_messages={"required": _("Bitte wählen Sie einen Grund.")},
    )


class TeilnehmendeForm(forms.Form):
    """What the address of the list of people says."""

    stand = forms.ChoiceField(label=_("Stand"), required=False)
    q = forms.CharField(label=_("Name oder Code"), required=False, max_length=100)

    def __init__(self, *args: Any, staende: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stand"].choices = staende

    def wanted(self) -> dict[str, str]:
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}


class NameForm(forms.Form):
    """Whose certificate it is, as the name is called out."""

    use_required_attribute = False

    name = NameField(
        label=_("Name, wie er aufgerufen wird"),
        max_length=120,
        widget=forms.TextInput({"list": "gaeste", "autocomplete": "off", "dir": "auto"}),
        error_messages={"required": _("Bitte geben Sie einen Namen an.")},
    )


class TaktForm(forms.Form):
    ab = forms.TimeField(label=_("Erste Urkunde um"), widget=Uhrzeit)
    minuten = forms.IntegerField(label=_("Minuten je Urkunde"), min_value=1, max_value=60)
