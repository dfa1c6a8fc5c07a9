"""What somebody states about a concern: who, what it is about, documents, contact; on one page, sent once."""

from datetime import date
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.actions.formular import find_nachweis
from behoerde.kern.dateien.feld import DateienMixin, DateiFeld
from behoerde.kern.schutz import SchutzMixin
from behoerde.kern.widgets import DatumWidget
from termine.angaben import AufnahmeAngaben
from termine.dolmetschsprachen import mit_leer
from termine.enums import BEDARF, Frage, Titelart
from termine.forms.angaben import KontaktForm, personen_formset
from termine.models import Leistung

WORTE_HOECHSTENS, KINDER_HOECHSTENS = 2000, 20
JAHRE = range(-30, 31)  # what may be meant by an expiry or a start of work
FRAGEN = {Frage.TITEL: ("titel_art", "titel_bis"), Frage.ARBEIT: ("arbeit_ab",), Frage.KINDER: ("kinder",)}
KEIN_DATUM = _("Dieses Datum gibt es nicht. Bitte geben Sie Tag, Monat und Jahr als Zahlen an, zum Beispiel 17 5 2027.")


class TagField(forms.DateField):
    """A day that people read from a card or a contract."""

    def __init__(self, **kwargs):
        super().__init__(
            widget=DatumWidget(), required=False, input_formats=["%Y-%m-%d"], error_messages={"invalid": KEIN_DATUM}, **kwargs
        )

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and value.year - uhr.today().year not in JAHRE:
            raise ValidationError(_("Bitte prüfen Sie das Jahr."))


class WorteField(forms.CharField):
    """Free words in any language."""

    def __init__(self, **kwargs):
        super().__init__(
            max_length=WORTE_HOECHSTENS,
            widget=forms.Textarea({"rows": 5, "dir": "auto"}),
            error_messages={"max_length": _("Das ist zu lang. Bitte kürzen Sie auf 2.000 Zeichen."), **kwargs.pop("errors", {})},
            **kwargs,
        )


class AnfrageForm(DateienMixin, SchutzMixin, KontaktForm):
    """The concern and the contact; only questions that matter for ``leistung`` are asked, and none must be answered."""

    schutz_zweck = "anliegen"
    schutz_schluessel = "schluessel"

    titel_art = forms.ChoiceField(
        label=_("Welchen Aufenthaltstitel haben Sie jetzt?"),
        choices=[("", _("Bitte wählen")), *Titelart.choices],
        required=False,
    )
    titel_bis = TagField(
        label=_("Bis wann gilt er?"), help_text=_("Das Datum steht auf der Karte oder im Pass, zum Beispiel 17 5 2027.")
    )
    arbeit_ab = TagField(
        label=_("Wann beginnt die Arbeit oder Ausbildung?"), help_text=_("So, wie es im Vertrag steht, zum Beispiel 1 9 2027.")
    )
    kinder = forms.IntegerField(
        label=_("Wie viele Kinder unter 18 Jahren leben bei Ihnen?"),
        required=False,
        min_value=0,
        max_value=KINDER_HOECHSTENS,
        widget=forms.TextInput({"inputmode": "numeric", "class": "eingabe-jahr"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Bitte geben Sie eine Zahl von 0 bis 20 an, zum Beispiel 2.")
        ),
    )
    worte = WorteField(
        label=_("Worum geht es? In Ihren Worten"),
        help_text=_("In jeder Sprache. Was ist dringend? Was sollen wir wissen?"),
        required=False,
    )
    sprachen = forms.MultipleChoiceField(
        label=_("Welche Sprachen sprechen Sie?"),
        choices=[(code, name) for code, name in settings.LANGUAGES if "-" not in code],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    dolmetschen = forms.ChoiceField(
        label=_("Brauchen Sie jemanden, der übersetzt? Aus welcher Sprache?"),
        choices=lambda: mit_leer(gettext("nein, nicht nötig")),
        required=False,
    )
    merkmale = forms.MultipleChoiceField(
        label=_("Das brauche ich"), choices=BEDARF, required=False, widget=forms.CheckboxSelectMultiple
    )
    begleitung = forms.BooleanField(label=_("Ich bringe jemanden mit, der mir hilft"), required=False)
    vorhanden = forms.MultipleChoiceField(
        label=_("Welche Unterlagen haben Sie schon?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    dateien = DateiFeld(label=_("Fotos oder PDF Ihrer Unterlagen"), required=False, hoechstens=15)
    schluessel = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, leistung: Leistung, personen, request: HttpRequest, **kwargs):
        super().__init__(*args, request=request, **kwargs)
        self.personen = personen
        self.initial.setdefault("schluessel", uuid4())
        for frage, names in FRAGEN.items():
            if frage not in leistung.fragen:
                for name in names:
                    del self.fields[name]
        lines = leistung.unterlagenliste.all()
        self.fields["vorhanden"].choices = [(line.unterlage.key, line.unterlage.name) for line in lines]
        if not lines:
            del self.fields["vorhanden"]

    def _check(self, angaben) -> None:
        """Count a request only when the people beside it are right: a typing error costs nobody a try."""
        if self.personen.is_valid():
            super()._check(angaben)

    def aufnahme(self) -> AufnahmeAngaben:
        data = {name: value for name, value in self.cleaned_data.items() if name in AufnahmeAngaben.__dataclass_fields__}
        return AufnahmeAngaben(**data, unterlagen=self.cleaned_data.get("vorhanden") or [])


class Anfrage:
    """Everything the page asks for. ``data`` is a POST, or what was typed before a code was asked for (``nachweis``)."""

    def __init__(self, leistung: Leistung, request: HttpRequest):
        self.max_personen = leistung.max_personen
        typed = request.POST if request.method == "POST" else _typed_before(request)
        self.anzahl = self._count(typed)
        self.personen = personen_formset(self.anzahl, typed)
        files = request.FILES if request.method == "POST" else None
        self.form = AnfrageForm(typed, files, leistung=leistung, personen=self.personen, request=request)
        self.nur_anzeigen = typed is not None and (request.method != "POST" or "personen" in typed)
        if self.nur_anzeigen:
            self._keep()

    def is_valid(self) -> bool:
        """Judge what was typed, unless a button only changed the number of people or the files."""
        if self.nur_anzeigen:
            return False
        right = self.form.is_valid()
        if self.form.nur_dateien:
            self.personen.keep()
            return False
        return all([self.personen.is_valid(), right])

    def _count(self, typed: QueryDict | None) -> int:
        shown = (typed or {}).get("anzahl", "1")
        count = int(shown) if shown.isascii() and shown.isdecimal() and len(shown) < 3 else 1
        change = {"mehr": 1, "weniger": -1}.get((typed or {}).get("personen", ""), 0)
        return max(1, min(self.max_personen, count + change))

    def _keep(self) -> None:
        """Show what was typed without judging it; files chosen meanwhile are taken."""
        self.form.take_files()
        self.personen.keep()


def _typed_before(request: HttpRequest) -> QueryDict | None:
    token = request.GET.get("nachweis", "")
    nachweis = find_nachweis(AnfrageForm.schutz_zweck, token) if token else None
    if nachweis is None:
        return None
    typed = QueryDict(nachweis.eingaben, mutable=True)
    typed["schutz_nachweis"] = token
    return typed
