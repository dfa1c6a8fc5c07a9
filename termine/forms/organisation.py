"""What an organisation types behind its link: what the list is for, and the people on it, each row with its faults."""

from collections.abc import Mapping, Sequence
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from behoerde.kern import uhr
from behoerde.kern.models import Standort
from behoerde.kern.widgets import DatumWidget
from termine.dolmetschsprachen import ALLE, auswahl, find_code
from termine.forms.heute_sammel import BESCHEID
from termine.forms.sammel import SPRACHEN, check_row, csv_field
from termine.models import Buchungspartner, Sammelzeile
from termine.queries.organisation import allowed
from termine.queries.woche import last_day, standorte_of
from termine.sammelliste import SPALTEN, ZELLE_HOECHSTENS

NEU = "neu"  # prefix of rows that are not kept yet
Changes = tuple[dict[int, dict[str, str] | None], list[dict[str, str]]]  # kept rows by key (None: blank now), new rows


class BeginnForm(forms.Form):
    """What a new list is for; the people may come as a file or be typed on the next page."""

    schluessel = forms.UUIDField(widget=forms.HiddenInput)
    leistung = forms.ModelChoiceField(label=gettext_lazy("Wofür kommen die Personen?"), queryset=None, empty_label=None)
    standort = forms.ModelChoiceField(label=gettext_lazy("Wohin kommen sie?"), queryset=None, empty_label=None)
    ab = forms.DateField(
        label=gettext_lazy("Frühestens am"),
        help_text=gettext_lazy("Jede Person bekommt die nächste freie Zeit ab diesem Tag."),
        widget=DatumWidget(),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": gettext_lazy("Dieses Datum gibt es nicht.")},
    )
    datei = csv_field(
        required=False,
        help_text=gettext_lazy("Höchstens 200 Personen. Ohne Datei tragen Sie die Personen auf der nächsten Seite ein."),
    )

    def __init__(self, *args, partner: Buchungspartner, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["leistung"].queryset = allowed(partner)
        self.fields["standort"].queryset = Standort.objects.filter(teams__aktiv=True).distinct()
        self.initial |= {"schluessel": uuid4(), "ab": uhr.today() + BESCHEID}

    def clean_ab(self):
        ab = self.cleaned_data["ab"]
        if not uhr.today() <= ab <= last_day():
            text = _("Bitte wählen Sie einen Tag zwischen heute und dem %(tag)s.")
            raise ValidationError(text % {"tag": f"{last_day():%d.%m.%Y}"})
        return ab

    def clean(self) -> dict:
        data = super().clean()
        leistung, standort = data.get("leistung"), data.get("standort")
        if leistung and standort and standort not in standorte_of(leistung):
            self.add_error("standort", _("Diese Leistung gibt es an diesem Standort nicht."))
        return data


class NachladenForm(forms.Form):
    """A file with more people, or with those that were wrong."""

    datei = csv_field()


class ZeileForm(forms.Form):
    """One person of the list as it was typed; what is wrong stands beside each field."""

    vorname = forms.CharField(label=gettext_lazy("Vorname"))
    nachname = forms.CharField(label=gettext_lazy("Nachname"), help_text=gettext_lazy("So, wie er im Pass steht"))
    geburtsdatum = forms.CharField(label=gettext_lazy("Geburtsdatum"), help_text=gettext_lazy("Zum Beispiel 17.05.1990"))
    email = forms.CharField(
        label=gettext_lazy("E-Mail"), required=False, widget=forms.EmailInput({"dir": "ltr", "autocomplete": "off"})
    )
    mobil = forms.CharField(
        label=gettext_lazy("Handynummer"), required=False, widget=forms.TextInput({"type": "tel", "dir": "ltr"})
    )
    sprache = forms.ChoiceField(label=gettext_lazy("In welcher Sprache schreiben wir der Person?"))
    dolmetschen = forms.ChoiceField(label=gettext_lazy("Dolmetschen aus"), required=False)

    def __init__(self, row: Mapping[str, str], *, nummer: int, prefix: str, judged: bool, doppelt: bool = False):
        typed = dict(row)
        choices = {
            "sprache": ("de", settings.LANGUAGES, SPRACHEN),
            "dolmetschen": ("", [("", _("nicht nötig")), *auswahl()], ALLE),
        }
        for name, (default, _choices, codes) in choices.items():
            typed[name] = (find_code(row[name], codes) or row[name]) if row[name] else default
        super().__init__({f"{prefix}-{name}": text for name, text in typed.items()} if judged else None, prefix=prefix)
        self.nummer, self.judged = nummer, judged
        self.key = prefix[1:] if prefix.startswith("z") else ""
        for name, (default, offered, _codes) in choices.items():
            unknown = [(typed[name], typed[name])] if typed[name] not in dict(offered) else []
            self.fields[name].choices = [*unknown, *offered]
            self.initial[name] = default
        for name in ("vorname", "nachname", "geburtsdatum"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        if judged:
            self._tell(row, doppelt)

    def _tell(self, row: Mapping[str, str], doppelt: bool) -> None:
        self.full_clean()
        self._errors.clear()  # the row is judged as the page for one person does, not by its own fields
        faults = check_row(dict(row)).faults
        if doppelt and not faults:
            faults = {"nachname": _("Diese Person steht schon in der Liste.")}
        for name, text in faults.items():
            self.add_error(name if name in self.fields else None, text)


def typed_changes(data: Mapping[str, str], keys: Sequence[int]) -> Changes:
    """Return what a POST says of the rows ``keys``, and the new rows it holds; a row removed meanwhile comes as a new one."""
    kept: dict[int, dict[str, str] | None] = {}
    new = []
    prefixes = {name.partition("-")[0] for name in data if name.endswith("-nachname")}
    for prefix in sorted(prefixes, key=lambda one: (len(one), one)):
        row = {name: str(data.get(f"{prefix}-{name}", "")).strip()[:ZELLE_HOECHSTENS] for name in SPALTEN}
        said = any(row[name] for name in SPALTEN[:5])  # languages have a default
        if prefix.removeprefix("z").isdecimal() and int(prefix.removeprefix("z")) in keys:
            kept[int(prefix.removeprefix("z"))] = row if said else None
        elif said:
            new.append(row)
    return kept, new


def row_forms(
    zeilen: Sequence[Sammelzeile], asked: int | None, leer: int, hoechstens: int, changes: Changes = ({}, [])
) -> list[ZeileForm]:
    """Return the forms of wrong rows, of the one ``asked`` for, and of ``leer`` empty ones; ``changes``: typed, but not kept."""
    typed, new = changes
    shown = [
        (n, zeile) for n, zeile in enumerate(zeilen, start=1) if zeile.pk in typed or zeile.pk == asked or not zeile.buchbar
    ][: max(hoechstens, len(typed))]
    forms_ = [
        ZeileForm(typed.get(z.pk) or z.typed, nummer=n, prefix=f"z{z.pk}", judged=True, doppelt=not z.buchbar) for n, z in shown
    ]
    rows = [*new, *[dict.fromkeys(SPALTEN, "")] * leer]
    return forms_ + [
        ZeileForm(row, nummer=len(zeilen) + n, prefix=f"{NEU}{n}", judged=n <= len(new)) for n, row in enumerate(rows, start=1)
    ]
