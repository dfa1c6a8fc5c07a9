"""The directory for staff: find, change what an Angebot is, its words and its places."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from behoerde.kern.models import Organisationseinheit
from behoerde.kern.zeilenfeld import ZeilenField
from lotsen.enums import AngebotStatus
from lotsen.fassungen import TEXTE, text_column
from lotsen.forms.felder import AdresseField, SprachenField, arten
from lotsen.models import Angebot, Ort, Traeger

ALLE = _("alle")
ZUSTAENDE = [
    ("unbestaetigt", _("seit über 6 Monaten nicht bestätigt")),
    ("plaetze", _("Plätze älter als 30 Tage")),
    ("vom_traeger", _("vom Träger berichtigt")),
    ("ohne_ort", _("ohne Ort")),
    ("ohne_zeiten", _("ohne Sprechzeiten")),
    ("ohne_englisch", _("ohne englischen Text")),
]
LANG = {"beschreibung", "fuer_wen", "hinweis"}
TEXT_HILFE = {
    "name": _("So steht das Angebot in Listen, auf Wegweisern und Briefen."),
    "fuer_wen": _("Wer kommen kann, in einem Satz."),
    "zugang_text": _("Zum Beispiel: offene Sprechstunde, nur mit Termin, Anmeldung per E-Mail."),
    "hinweis": _("Was gerade anders ist, zum Beispiel eine Schließung im Sommer."),
}


class FilterForm(forms.Form):
    """What the address of the list says; what makes no sense in it is left out."""

    q = forms.CharField(label=_("Angebot oder Träger"), required=False, max_length=100)
    zustand = forms.ChoiceField(label=_("Zu prüfen"), required=False, choices=[("", ALLE), *ZUSTAENDE])
    status = forms.ChoiceField(label=_("Stand"), required=False, choices=[("", ALLE), *AngebotStatus.choices])
    art = forms.ChoiceField(label=_("Angebotsart"), required=False, choices=lambda: [("", ALLE), *arten()])
    traeger = forms.ModelChoiceField(label=_("Träger"), required=False, queryset=Traeger.objects.all(), empty_label=ALLE)

    def wanted(self) -> dict[str, Any]:
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}


class NeuForm(forms.Form):
    """The least an Angebot needs; everything else comes after it."""

    name = forms.CharField(label=_("Name"), max_length=160, help_text=TEXT_HILFE["name"])
    traeger = forms.ModelChoiceField(label=_("Träger"), queryset=Traeger.objects.all(), empty_label=_("Bitte wählen"))
    angebotsart = forms.ChoiceField(label=_("Angebotsart"), choices=lambda: [("", _("Bitte wählen")), *arten()])


class MitAbdruckForm(forms.Form):
    """Carries what was seen: nobody writes over a change they don't know of."""

    gesehen = forms.CharField(widget=forms.HiddenInput)


class AngebotForm(forms.ModelForm):
    """Everything but words, hours and places to be had."""

    angebotsart = forms.ChoiceField(label=_("Angebotsart"), choices=arten)
    sprachen = SprachenField(label=_("Sprachen"), help_text=_("Mit Komma getrennt, zum Beispiel: Deutsch, Ukrainisch, Arabisch"))
    mitbringen = ZeilenField(label=_("Mitbringen"), laenge=160, help_text=_("Eines je Zeile"))
    orte = forms.ModelMultipleChoiceField(
        label=_("Orte"), queryset=Ort.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    ort_dazu = forms.ModelChoiceField(
        label=_("Ort hinzufügen"), queryset=Ort.objects.all(), required=False, empty_label=_("keinen weiteren")
    )
    gesehen = MitAbdruckForm.base_fields["gesehen"]

    class Meta:
        model = Angebot
        fields = [
            *("traeger", "angebotsart", "telefon", "email", "url"),
            *("sprachen", "sprachmittlung", "mitbringen", "alter_ab", "alter_bis"),
        ]
        field_classes = {"url": AdresseField}
        help_texts = {"sprachmittlung": _("Zum Beispiel: Dolmetschen am Telefon.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        here = self.instance.orte.all()
        self.fields["orte"].queryset = here
        self.initial["orte"] = [ort.pk for ort in here]
        self.fields["ort_dazu"].queryset = Ort.objects.exclude(pk__in=[ort.pk for ort in here])
        if not here:
            del self.fields["orte"]

    def aenderungen(self) -> dict[str, Any]:
        """Return what was typed as a version holds it."""
        typed = dict(self.cleaned_data)
        orte = [*typed.pop("orte", []), *filter(None, [typed.pop("ort_dazu")])]
        del typed["gesehen"]
        return typed | {"traeger": str(typed["traeger"].pk), "orte": sorted(str(ort.pk) for ort in orte)}


class TexteForm(MitAbdruckForm):
    """The words of one language."""

    def __init__(self, *args, angebot: Angebot, sprache: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.angebot, self.sprache = angebot, sprache
        for feld in TEXTE:
            model_field = Angebot._meta.get_field(feld)
            widget = forms.Textarea(attrs={"rows": 3}) if feld in LANG else forms.TextInput()
            widget.attrs |= {"lang": sprache.split("-", maxsplit=1)[0], "dir": "auto"}
            self.fields[feld] = forms.CharField(
                label=model_field.verbose_name,
                max_length=model_field.max_length,
                required=feld == "name" and sprache == "de",
                widget=widget,
                help_text=TEXT_HILFE.get(feld, "") if sprache == "de" else "",
                initial=getattr(angebot, text_column(feld, sprache)),
            )
        if sprache != "de":
            self.fields["geprueft"] = forms.BooleanField(
                label=_("Von einer Person mit dieser Erstsprache geprüft"), required=False, initial=angebot.is_geprueft(sprache)
            )

    def aenderungen(self) -> dict[str, Any]:
        typed = {text_column(feld, self.sprache): self.cleaned_data[feld] for feld in TEXTE}
        marks = {self.sprache: self.cleaned_data["geprueft"]} if "geprueft" in self.fields else {}
        return typed | {"geprueft": self.angebot.geprueft | marks}


class PlaetzeForm(forms.ModelForm):
    """How much room there is."""

    gesehen = MitAbdruckForm.base_fields["gesehen"]

    class Meta:
        model = Angebot
        fields = ("plaetze", "frei", "wartend", "plaetze_text")
        labels = {"plaetze": _("Plätze insgesamt"), "frei": _("davon frei")}

    def aenderungen(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}

    def _post_clean(self) -> None:
        """Leave the row as it is: the action writes it, and says when more are free than there are."""


class TraegerForm(forms.ModelForm):
    class Meta:
        model = Traeger
        fields = ("name", "beschreibung", "rechtsform", "email", "website", "gehoert_zu", "einheit")
        field_classes = {"website": AdresseField}
        help_texts = {
            "einheit": _("Konten dieser Stelle beantworten Verweise und melden Plätze im Partnerportal."),
            "email": _("Dorthin schreiben wir, ob noch alles stimmt."),
        }

    def __init__(self, *args, mit_einheit: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["gehoert_zu"].queryset = Traeger.objects.exclude(pk=self.instance.pk)
        self.fields["gehoert_zu"].empty_label = _("zu niemandem")
        if not mit_einheit:
            del self.fields["einheit"]  # it opens referrals to accounts, so it belongs to those who look after accounts
            return
        self.fields["einheit"].queryset = Organisationseinheit.objects.filter(art=Organisationseinheit.Art.PARTNER)
        self.fields["einheit"].empty_label = _("keine, antwortet über Links")


class OrtForm(forms.ModelForm):
    barrierefrei = ZeilenField(
        label=_("Barrierefreiheit"), laenge=120, help_text=_("Eines je Zeile, zum Beispiel: Aufzug, Rampe am Eingang")
    )

    class Meta:
        model = Ort
        fields = ("name", "strasse", "plz", "ort", "breite", "laenge", "anfahrt", "barrierefrei")
        help_texts = {
            "breite": _("In Grad, zum Beispiel 51,1634. Damit zeigt die Suche, wie weit es ist."),
            "anfahrt": _("Zum Beispiel die Haltestelle."),
        }
        localized_fields = ("breite", "laenge")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if (data.get("breite") is None) is not (data.get("laenge") is None) and not {"breite", "laenge"} & set(self.errors):
            missing = "breite" if data.get("breite") is None else "laenge"
            self.add_error(missing, _("Breite und Länge gehören zusammen. Bitte füllen Sie beide aus oder keine."))
        return data
