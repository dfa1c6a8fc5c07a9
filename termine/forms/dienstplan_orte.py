"""Houses, teams and counters."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from behoerde.kern.models import Organisationseinheit, Standort, User
from termine.dolmetschsprachen import am_platz
from termine.enums import Merkmal
from termine.models import Leistung, Platz, Team

LAENDER = [
    ("BW", "Baden-Württemberg"),
    ("BY", "Bayern"),
    ("BE", "Berlin"),
    ("BB", "Brandenburg"),
    ("HB", "Bremen"),
    ("HH", "Hamburg"),
    ("HE", "Hessen"),
    ("MV", "Mecklenburg-Vorpommern"),
    ("NI", "Niedersachsen"),
    ("NW", "Nordrhein-Westfalen"),
    ("RP", "Rheinland-Pfalz"),
    ("SL", "Saarland"),
    ("SN", "Sachsen"),
    ("ST", "Sachsen-Anhalt"),
    ("SH", "Schleswig-Holstein"),
    ("TH", "Thüringen"),
]
WEGE = {f"hinweise_{code.replace('-', '_')}": name for code, name in settings.LANGUAGES}


class StandortForm(forms.ModelForm):
    land = forms.ChoiceField(label=_("Bundesland"), choices=LAENDER, help_text=_("Bestimmt die Feiertage."))

    class Meta:
        model = Standort
        fields = ["name", "slug", "strasse", "plz", "ort", "land", "zeitzone", *WEGE]
        help_texts = {
            "slug": _("Steht in Adressen und Links. Ändern Sie ihn später nicht mehr."),
            "hinweise_de": _("Haltestelle, Eingang, Aufzug. Dieser Satz steht auf dem Termin."),
        }
        error_messages = {
            "name": {"unique": _("Einen Standort mit diesem Namen gibt es schon.")},
            "slug": {"unique": _("Diesen Kurznamen gibt es schon.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, language in WEGE.items():
            self.fields[name].label = _("Weg und Zugang: %(sprache)s") % {"sprache": language}
        if self.instance.pk:
            del self.fields["slug"]

    def clean_plz(self) -> str:
        plz = self.cleaned_data["plz"].strip()
        if not (plz.isascii() and plz.isdigit() and len(plz) == 5):
            raise forms.ValidationError(_("Eine Postleitzahl hat fünf Ziffern."))
        return plz


class _MitLeistungenForm(forms.ModelForm):
    """A row with Leistungen; the action writes them."""

    leistungen = forms.ModelMultipleChoiceField(
        label=_("Leistungen"), queryset=Leistung.objects.none(), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["leistungen"].queryset = self.choosable()
        if self.instance.pk and "leistungen" not in self.initial:
            self.initial["leistungen"] = list(self.instance.leistungen.values_list("pk", flat=True))

    def choosable(self):
        return Leistung.objects.offered()


class TeamForm(_MitLeistungenForm):
    class Meta:
        model = Team
        fields = [
            "name",
            "standort",
            "organisationseinheit",
            "leitung",
            "aktiv",
            "ohne_termin",
            "ausweis_pflicht",
            "raster_minuten",
            "vorlauf_minuten",
            "haltezeit_minuten",
            "bestaetigung_minuten",
            "empfang_stunden",
        ]
        help_texts = {
            "raster_minuten": _("Zum Beispiel 15: Termine beginnen um 8:00, 8:15, 8:30 …"),
            "vorlauf_minuten": _("So lange vorher kann man online noch buchen. 0 heißt bis zuletzt."),
            "haltezeit_minuten": _("So lange bleibt eine Zeit frei gehalten, während jemand die Angaben tippt."),
            "bestaetigung_minuten": _("So lange gelten Code und Link, bevor die Zeit wieder frei wird."),
            "empfang_stunden": _("Wer weder E-Mail noch Handy hat, wird vom Empfang bestätigt."),
            "leitung": _("Erfährt, wenn ein Versprechen in Gefahr ist."),
            "ohne_termin": _("Mit Haken gibt das Terminal Nummern für die Leistungen dieses Teams aus."),
            "ausweis_pflicht": _("Ohne Haken kann der Schalter den Ausweis prüfen, muss aber nicht."),
            "aktiv": _("Ohne Haken macht das Team keinen Dienst mehr und bietet keine Zeiten an."),
        }

    def __init__(self, *args, einheiten, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisationseinheit"].queryset = Organisationseinheit.objects.filter(pk__in=einheiten)
        for name in ("standort", "organisationseinheit"):
            self.fields[name].empty_label = _("Bitte wählen")
        self.fields["leitung"].queryset = User.objects.filter(austritt_am=None)
        self.fields["leitung"].empty_label = _("niemand")
        if self.instance.pk:
            del self.fields["standort"]


class PlatzForm(_MitLeistungenForm):
    sprachen = forms.MultipleChoiceField(
        label=_("Sprachen"),
        choices=am_platz,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Wer hier sitzt, spricht diese Sprachen."),
    )
    merkmale = forms.MultipleChoiceField(
        label=_("Merkmale"), choices=Merkmal.choices, widget=forms.CheckboxSelectMultiple, required=False
    )

    class Meta:
        model = Platz
        fields = ["name", "aktiv", "sprachen", "merkmale"]
        help_texts = {
            "name": _("So steht er auf dem Aufruf und auf dem Tagesplan."),
            "ohne_termin": _("Mit Haken gibt das Terminal Nummern für die Leistungen dieses Teams aus."),
            "aktiv": _("Ohne Haken macht dieser Platz keinen Dienst mehr."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["leistungen"].label = _("Nur diese Leistungen")
        self.fields["leistungen"].help_text = _("Ohne Haken bietet der Platz alle Leistungen seines Teams an.")

    def choosable(self):
        return Leistung.objects.offered().filter(teams=self.instance.team_id)
