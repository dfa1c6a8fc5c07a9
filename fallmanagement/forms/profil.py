"""What a case manager types into a competence profile. What stays empty was not asked."""

import re
from datetime import date
from typing import Any

from django import forms
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from fallmanagement.forms.akte import DatumField
from fallmanagement.kompetenzen import (
    KLASSENWAHL,
    NIVEAUWAHL,
    Anerkennung,
    Arbeitszeit,
    Fertigkeit,
    Sprachnachweis,
    Verkehrsmittel,
)
from fallmanagement.models import Berufserfahrung, Berufswunsch, Kompetenzprofil, Qualifikation
from fallmanagement.queries.berufe import berufe
from termine.dolmetschsprachen import ANDERE, auswahl

OFFEN, KEINER, KEINS = ("", _("nicht gefragt")), "keiner", "keins"
FRUEHESTES_JAHR = 1930
_MONAT = re.compile(r"^\s*(\d{1,2})\s*[./-]\s*(\d{4})\s*$")


class MonatField(forms.CharField):
    """A month typed as 03/2019; its value is the first day."""

    default_error_messages = {"invalid": _("Bitte schreiben Sie Monat und Jahr, zum Beispiel 03/2019.")}

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values:
            return None
        typed = _MONAT.match(str(value))
        if typed is None or not 1 <= int(typed[1]) <= 12 or int(typed[2]) < FRUEHESTES_JAHR:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return date(int(typed[2]), int(typed[1]), 1)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%m/%Y}" if isinstance(value, date) else value


def month_after(tag: date) -> date:
    return date(tag.year + tag.month // 12, tag.month % 12 + 1, 1)


class SprachForm(forms.Form):
    """The levels of one language, as far as they were asked."""

    use_required_attribute = False

    sprache = forms.ChoiceField(label=_("Sprache"), initial="de")
    nachweis = forms.ChoiceField(label=_("Nachweis"), choices=Sprachnachweis.choices, initial=Sprachnachweis.GESPRAECH)
    zertifikat = forms.CharField(label=_("Name des Zertifikats"), required=False, max_length=120)
    tag = DatumField(label=_("Festgestellt am"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sprache"].choices = [("de", _("Deutsch")), *(one for one in auswahl() if one[0] != ANDERE)]
        levels = [OFFEN, *NIVEAUWAHL]
        asked = {value: forms.ChoiceField(label=label, choices=levels, required=False) for value, label in Fertigkeit.choices}
        self.fields = {"sprache": self.fields["sprache"], **asked, **self.fields}  # type: ignore[assignment]
        self.initial.setdefault("tag", uhr.today())

    def clean_tag(self) -> date:
        if self.cleaned_data["tag"] > uhr.today():
            raise forms.ValidationError(_("Dieser Tag liegt in der Zukunft."))
        return self.cleaned_data["tag"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        certified = data.get("nachweis") == Sprachnachweis.ZERTIFIKAT
        if certified and not data.get("zertifikat", "").strip():
            self.add_error("zertifikat", _("Bitte nennen Sie das Zertifikat."))
        if not certified:
            data["zertifikat"] = ""
        if not any(data.get(name) for name in Fertigkeit.values):
            self.add_error(Fertigkeit.HOEREN, _("Bitte wählen Sie wenigstens ein Niveau. A0 heißt: noch keine Kenntnisse."))
        return data

    @property
    def werte(self) -> dict[str, Any]:
        data = self.cleaned_data
        niveaus = {name: data[name] for name in Fertigkeit.values if data[name]}
        return {"niveaus": niveaus, **{name: data[name] for name in ("sprache", "nachweis", "zertifikat", "tag")}}


class BerufMixin(forms.ModelForm):
    """A text, and the occupations of the catalogue it may mean: whoever sends it chooses one of them, or none."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = self.data.get(self.add_prefix("bezeichnung"), "") if self.is_bound else self.instance.bezeichnung
        found = list(berufe(text))
        known = self.instance.beruf
        if known is not None and known not in found:
            found.insert(0, known)
        self.treffer = {str(beruf.pk): beruf for beruf in found}
        if found:
            names = [(pk, f"{beruf} ({beruf.get_system_display()} {beruf.kurz})") for pk, beruf in self.treffer.items()]
            choices = [*names, (KEINER, _("keiner davon"))]
            field = forms.ChoiceField(label=_("Beruf im Verzeichnis"), choices=choices, widget=forms.RadioSelect, required=False)
            field.help_text = _("Für den Abgleich mit Stellen zählt ein Beruf der KldB.")
            self.fields["wahl"] = field
            self.initial["wahl"] = str(known.pk) if known else KEINER

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        chosen = data.get("wahl", "")
        if self.treffer and not chosen and not self.errors:
            self.add_error("wahl", _("Bitte wählen Sie, ob einer dieser Berufe gemeint ist."))
        self.instance.beruf = self.treffer.get(chosen)
        return data


class WunschForm(BerufMixin):
    class Meta:
        model = Berufswunsch
        fields = ["bezeichnung"]


class AbschlussForm(BerufMixin):
    anerkennung = forms.ChoiceField(label=_("Anerkennung"), choices=[OFFEN, *Anerkennung.choices], required=False)

    class Meta:
        model = Qualifikation
        fields = ["art", "bezeichnung", "einrichtung", "jahr", "anerkennung"]

    def clean_jahr(self) -> int | None:
        jahr = self.cleaned_data["jahr"]
        if jahr is not None and not FRUEHESTES_JAHR <= jahr <= uhr.today().year + 5:
            raise forms.ValidationError(_("Bitte prüfen Sie das Jahr."))
        return jahr


class ErfahrungForm(BerufMixin):
    von = MonatField(label=_("Von"), help_text=_("Monat und Jahr, zum Beispiel 03/2019"))
    bis = MonatField(label=_("Bis"), required=False, help_text=_("Bleibt leer, wenn es noch läuft"))

    class Meta:
        model = Berufserfahrung
        fields = ["bezeichnung", "betrieb", "aufgaben"]
        widgets = {"aufgaben": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zeit = self.instance.zeitraum
        if zeit is not None:
            last = zeit.upper and date(zeit.upper.year - (zeit.upper.month == 1), (zeit.upper.month - 2) % 12 + 1, 1)
            self.initial |= {"von": zeit.lower, "bis": last}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        von, bis = data.get("von"), data.get("bis")
        if von and von > uhr.today():
            self.add_error("von", _("Dieser Monat liegt in der Zukunft."))
        if von and bis and bis < von:
            self.add_error("bis", _("Das Ende liegt vor dem Anfang."))
        elif von and "bis" not in self.errors:
            self.instance.zeitraum = DateRange(von, month_after(bis) if bis else None)
        return data


class MobilForm(forms.Form):
    """Licence, way and hours; nothing ticked was not asked, the last box says that there is none."""

    use_required_attribute = False

    fuehrerscheine = forms.MultipleChoiceField(
        label=_("Führerschein"),
        choices=[*KLASSENWAHL, (KEINS, _("kein Führerschein"))],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    wege = forms.MultipleChoiceField(
        label=_("Unterwegs mit"),
        choices=[*Verkehrsmittel.choices, (KEINS, _("nichts davon"))],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    hoechstens_km = forms.IntegerField(
        label=_("Weg zur Arbeit, höchstens km"), required=False, min_value=0, max_value=500, help_text=_("Leer: nicht gefragt")
    )
    arbeitszeit = forms.ChoiceField(label=_("Gewünschte Arbeitszeit"), choices=[OFFEN, *Arbeitszeit.choices], required=False)
    geburtstag_im_lebenslauf = forms.BooleanField(label=_("Die Person möchte ihren Geburtstag im Lebenslauf"), required=False)

    def __init__(self, *args: Any, profil: Kompetenzprofil, **kwargs: Any) -> None:
        lists = {name: [KEINS] if getattr(profil, name) == [] else getattr(profil, name) for name in ("fuehrerscheine", "wege")}
        others = ("hoechstens_km", "arbeitszeit", "geburtstag_im_lebenslauf")
        super().__init__(*args, initial=lists | {name: getattr(profil, name) for name in others}, **kwargs)

    def _asked(self, name: str) -> list[str] | None:
        chosen = self.cleaned_data[name]
        if KEINS in chosen and len(chosen) > 1:
            raise forms.ValidationError(_("Entweder es gibt etwas, oder es gibt nichts: bitte nehmen Sie ein Häkchen weg."))
        return [] if KEINS in chosen else sorted(chosen) or None

    def clean_fuehrerscheine(self) -> list[str] | None:
        return self._asked("fuehrerscheine")

    def clean_wege(self) -> list[str] | None:
        return self._asked("wege")
