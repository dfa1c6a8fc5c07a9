"""Facts of the catalogue: look for them, confirm and correct them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from termine.enums import Zugang
from termine.models import Angabe, Leistung
from termine.models.angabe import SPALTEN
from termine.queries.verwaltung_angaben import STAENDE

ALLE = _("alle")
LABELS = {
    "gebuehr_hinweis_de": _("Hinweis zur Gebühr"),
    "gebuehr_grundlage": _("Grundlage der Gebühr"),
    "dauer_minuten": _("Dauer für eine Person in Minuten"),
    "weitere_person_min": _("Minuten für jede weitere Person"),
    "max_personen": _("Wie viele Personen höchstens zusammen kommen"),
    "zugang": _("So geht es"),
    "versprechen_angebot_arbeitstage": _("Erstes Angebot nach höchstens … Arbeitstagen"),
    "versprechen_termin_arbeitstage": _("Termin nach höchstens … Arbeitstagen"),
    "versprechen_wartezeit_min": _("Wartezeit im Amt höchstens … Minuten"),
}
HELP_TEXTS = {
    "gebuehr_eur": _("Für eine Person. 0 heißt kostenlos, leer heißt: noch offen."),
    "gebuehr_hinweis_de": _(
        "Zum Beispiel Ermäßigungen. Wenn Sie diesen Satz ändern, gelten seine Übersetzungen als nicht geprüft."
    ),
    "versprechen_angebot_arbeitstage": _("Leer heißt: keine Zusage."),
    "versprechen_termin_arbeitstage": _("Leer heißt: keine Zusage."),
    "versprechen_wartezeit_min": _("Leer heißt: keine Zusage."),
    "leika": _("14 Ziffern aus dem Leistungskatalog der öffentlichen Verwaltung"),
}
# Which channel a way in needs.
KANAL = {
    Zugang.DIREKT: "kanal_termin",
    Zugang.SICHTUNG: "kanal_termin",
    Zugang.ONLINE: "kanal_online",
    Zugang.POST: "kanal_post",
}


class AngabenFilterForm(forms.Form):
    """What the address of the list says; what makes no sense in it is left out."""

    q = forms.CharField(label=_("Leistung"), required=False, max_length=100)
    angabe = forms.ChoiceField(label=_("Angabe"), required=False, choices=[("", ALLE), *Angabe.choices])
    stand = forms.ChoiceField(label=_("Stand"), required=False, choices=[("", ALLE), *STAENDE.items()])

    def wanted(self) -> dict[str, str]:
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}


class QuelleForm(forms.Form):
    """By what the person knows; may be left out."""

    quelle = forms.CharField(
        label=_("Quelle"),
        max_length=300,
        required=False,
        help_text=_("Zum Beispiel Gesetz und Absatz, Dienstanweisung, Gebührenordnung"),
    )
    abdruck = forms.CharField(widget=forms.HiddenInput)


class LeikaField(forms.CharField):
    """Fourteen digits, also typed in groups."""

    def to_python(self, value: object) -> str:
        return "".join((super().to_python(value) or "").split())

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not (value.isascii() and value.isdigit() and len(value) == 14):
            raise forms.ValidationError(_("Ein LeiKa-Schlüssel hat 14 Ziffern. Bitte prüfen Sie die Eingabe."))


class AngabeForm(forms.ModelForm):
    """The columns of one fact; ``angabe_form`` makes the class for it."""

    class Meta:
        model = Leistung
        fields: tuple[str, ...] = ()
        labels = LABELS
        help_texts = HELP_TEXTS
        field_classes = {"leika": LeikaField}
        localized_fields = ("gebuehr_eur",)

    quelle = QuelleForm.base_fields["quelle"]
    abdruck = QuelleForm.base_fields["abdruck"]

    def clean(self) -> dict:
        data = super().clean()
        needed = KANAL.get(data.get("zugang"))
        if needed and not data.get(needed):
            self.add_error(needed, _("Dieser Weg gehört zu „So geht es“. Bitte setzen Sie auch diesen Haken."))
        return data

    def werte(self) -> dict:
        """Return what was typed, by column."""
        return {name: value for name, value in self.cleaned_data.items() if name not in QuelleForm.base_fields}


def angabe_form(angabe: Angabe) -> type[AngabeForm]:
    """Return the form class of one fact."""
    return forms.modelform_factory(Leistung, form=AngabeForm, fields=SPALTEN[angabe])
