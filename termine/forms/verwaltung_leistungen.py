"""The catalogue: look through it, change what a Leistung is, its words and its documents."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from behoerde.kern.zeilenfeld import ZeilenField
from termine.enums import Frage, Zugang
from termine.fassungen import TEXTE, text_column
from termine.forms.verwaltung_angaben import ALLE, HELP_TEXTS, KANAL, LABELS, LeikaField
from termine.models import Lebenslage, Leistung, Unterlage, Zielgruppe

ZUSTAENDE = [
    ("offen", _("mit offenen Angaben")),
    ("uebersetzung", _("mit ungeprüften Texten")),
    ("ohne_team", _("ohne Team")),
    ("nicht_angeboten", _("nicht angeboten")),
    ("bearbeitet", _("vom Amt geändert")),
]
TEXT_HILFE = {
    "name": _("So steht die Leistung in Listen und Nachrichten."),
    "kurz": _("Ein oder zwei Sätze: worum es geht und für wen."),
    "gebuehr_hinweis": _("Zum Beispiel Ermäßigungen."),
}
LANG = {"kurz", "gebuehr_hinweis"}


class LeistungFilterForm(forms.Form):
    """What the address of the list says; what makes no sense in it is left out."""

    q = forms.CharField(label=_("Name oder LeiKa"), required=False, max_length=100)
    zugang = forms.ChoiceField(label=_("Zugang"), required=False, choices=[("", ALLE), *Zugang.choices])
    zustand = forms.ChoiceField(label=_("Zustand"), required=False, choices=[("", ALLE), *ZUSTAENDE])

    def wanted(self) -> dict[str, str]:
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}


class TageField(forms.CharField):
    """So many days before, as numbers with commas."""

    def __init__(self, **kwargs):
        super().__init__(required=False, max_length=40, **kwargs)

    def prepare_value(self, value):
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value: str) -> list[int]:
        parts = [part for part in super().clean(value).replace(",", " ").split() if part]
        if not all(part.isascii() and part.isdigit() and int(part) <= 60 for part in parts):
            raise forms.ValidationError(_("Bitte schreiben Sie ganze Zahlen bis 60, zum Beispiel: 7, 1"))
        return sorted({int(part) for part in parts}, reverse=True)


class MitAbdruckForm(forms.Form):
    """Carries what was seen: nobody writes over a change they don't know of."""

    gesehen = forms.CharField(widget=forms.HiddenInput)


class LeistungForm(forms.ModelForm):
    """Everything but words and documents."""

    lebenslage = forms.ModelChoiceField(
        label=_("Lebenslage"), queryset=Lebenslage.objects.all(), to_field_name="key", empty_label=_("Bitte wählen")
    )
    zielgruppen = forms.ModelMultipleChoiceField(
        label=_("Zielgruppen"),
        queryset=Zielgruppe.objects.all(),
        to_field_name="key",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    fragen = forms.MultipleChoiceField(
        label=_("Fragen bei der Aufnahme"), choices=Frage.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    erinnerung_tage = TageField(
        label=_("Erinnerung, Tage vorher"), help_text=_("Zum Beispiel: 7, 1. Leer heißt: keine Erinnerung.")
    )
    suchworte = ZeilenField(
        label=_("Suchwörter"), laenge=80, help_text=_("Ein Wort je Zeile, auch in anderen Sprachen: So suchen Menschen danach.")
    )
    rechtsgrundlagen = ZeilenField(label=_("Rechtsgrundlagen"), laenge=120, help_text=_("Eine je Zeile"))
    gesehen = MitAbdruckForm.base_fields["gesehen"]

    class Meta:
        model = Leistung
        fields = [
            *("aktiv", "lebenslage", "zielgruppen", "zugang", "kanal_termin", "kanal_online", "kanal_post"),
            *("dauer_minuten", "weitere_person_min", "max_personen", "gebuehr_eur", "gebuehr_grundlage"),
            *("versprechen_angebot_arbeitstage", "versprechen_termin_arbeitstage", "versprechen_wartezeit_min"),
            *("fragen", "erinnerung_tage", "suchworte", "rechtsgrundlagen", "leika", "notiz"),
        ]
        labels = LABELS
        help_texts = HELP_TEXTS | {
            "aktiv": _("Ohne Haken steht die Leistung nicht mehr auf den Seiten für Kundinnen und Kunden."),
            "notiz": _("Nur für das Amt."),
        }
        field_classes = {"leika": LeikaField}
        localized_fields = ("gebuehr_eur",)

    def clean(self) -> dict:
        data = super().clean()
        needed = KANAL.get(data.get("zugang"))
        if needed and not data.get(needed):
            self.add_error(needed, _("Dieser Weg gehört zu „So geht es“. Bitte setzen Sie auch diesen Haken."))
        return data

    def aenderungen(self) -> dict[str, Any]:
        """Return what was typed as a version holds it."""
        found = {name: value for name, value in self.cleaned_data.items() if name != "gesehen"}
        found["lebenslage"] = found["lebenslage"].key
        found["zielgruppen"] = sorted(gruppe.key for gruppe in found["zielgruppen"])
        amount = found["gebuehr_eur"]
        found["gebuehr_eur"] = None if amount is None else str(amount.quantize(Decimal("0.01")))
        return found


class TexteForm(MitAbdruckForm):
    """The words of one language."""

    def __init__(self, *args, leistung: Leistung, sprache: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.sprache = sprache
        for feld in TEXTE:
            model_field = Leistung._meta.get_field(feld)
            widget = forms.Textarea(attrs={"rows": 3}) if feld in LANG else forms.TextInput()
            widget.attrs |= {"lang": sprache.split("-", maxsplit=1)[0], "dir": "auto"}
            self.fields[feld] = forms.CharField(
                label=model_field.verbose_name,
                max_length=model_field.max_length,
                required=feld == "name" and sprache == "de",
                widget=widget,
                help_text=TEXT_HILFE[feld] if sprache == "de" else "",
                initial=getattr(leistung, text_column(feld, sprache)),
            )
        self.fields["geprueft"] = forms.BooleanField(
            label=_("Vom Amt gelesen und richtig") if sprache == "de" else _("Von einer Person mit dieser Erstsprache geprüft"),
            required=False,
            initial=leistung.is_geprueft(sprache),
        )
        self.leistung = leistung

    def aenderungen(self) -> dict[str, Any]:
        typed = {text_column(feld, self.sprache): self.cleaned_data[feld] for feld in TEXTE}
        return typed | {"geprueft": self.leistung.geprueft | {self.sprache: self.cleaned_data["geprueft"]}}


class UnterlagenForm(MitAbdruckForm):
    """The list of documents: order, what goes, what comes."""

    dazu = forms.ModelChoiceField(
        label=_("Unterlage hinzufügen"), queryset=Unterlage.objects.none(), required=False, to_field_name="key", empty_label="---"
    )
    neu_name = forms.CharField(
        label=_("Oder eine neue Unterlage"), max_length=200, required=False, help_text=_("Ihr Name auf Deutsch")
    )

    def __init__(self, *args, leistung: Leistung, **kwargs):
        super().__init__(*args, **kwargs)
        self.zeilen = list(leistung.unterlagenliste.all())
        self.fields["dazu"].queryset = Unterlage.objects.exclude(pk__in=[z.unterlage_id for z in self.zeilen]).order_by("name_de")
        for n, zeile in enumerate(self.zeilen):
            name = str(zeile.unterlage)
            attrs = {"aria-label": _("Stelle von %(name)s") % {"name": name}, "class": "kurzfeld"}
            number = forms.NumberInput(attrs=attrs)
            self.fields[f"stelle_{zeile.unterlage_id}"] = forms.IntegerField(
                label=name, initial=n + 1, min_value=1, max_value=99, widget=number
            )
            self.fields[f"weg_{zeile.unterlage_id}"] = forms.BooleanField(
                label=_("entfernen"),
                required=False,
                widget=forms.CheckboxInput(attrs={"aria-label": _("%(name)s entfernen") % {"name": name}}),
            )

    def rows(self) -> list[tuple]:
        """Return (document, field of its place, field of its removal) for the page."""
        return [(z.unterlage, self[f"stelle_{z.unterlage_id}"], self[f"weg_{z.unterlage_id}"]) for z in self.zeilen]

    def keys(self) -> list[str]:
        """Return the keys of what stays and what was chosen, in order."""
        data = self.cleaned_data
        stay = [z.unterlage for z in self.zeilen if not data[f"weg_{z.unterlage_id}"]]
        ordered = sorted(enumerate(stay), key=lambda entry: (data[f"stelle_{entry[1].pk}"], entry[0]))
        return [unterlage.key for _n, unterlage in ordered] + ([data["dazu"].key] if data["dazu"] else [])


class UnterlageForm(forms.Form):
    """Name and remark of one document in every language."""

    def __init__(self, *args, unterlage: Unterlage, sprachen: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.sprachen = sprachen
        for code, name in sprachen:
            attrs = {"lang": code.split("-")[0], "dir": "auto"}
            for feld, laenge in (("name", 200), ("hinweis", 300)):
                column = text_column(feld, code)
                label = f"{Unterlage._meta.get_field(feld).verbose_name} ({name})"
                self.fields[column] = forms.CharField(
                    label=label,
                    max_length=laenge,
                    required=column == "name_de",
                    initial=getattr(unterlage, column),
                    widget=forms.TextInput(attrs=attrs),
                )
            self.fields[f"geprueft_{code}"] = forms.BooleanField(
                label=_("geprüft (%(sprache)s)") % {"sprache": name}, required=False, initial=unterlage.is_geprueft(code)
            )

    def texte(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if not name.startswith("geprueft_")}

    def geprueft(self) -> dict[str, bool]:
        return {code: self.cleaned_data[f"geprueft_{code}"] for code, _name in self.sprachen}


class LeistungNeuForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=160, help_text=_("Auf Deutsch. Daraus entsteht die Adresse der Seite."))
    zugang = forms.ChoiceField(label=_("So geht es"), choices=Zugang.choices)
    dauer_minuten = forms.IntegerField(label=_("Dauer für eine Person in Minuten"), min_value=5, max_value=240, initial=15)
