"""What the front desk asks when somebody states a concern at the counter or on the phone: the questions of the intake page."""

import hashlib
from collections.abc import Iterator
from copy import deepcopy
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from behoerde.kern.exceptions import DomainError
from termine.angaben import AufnahmeAngaben
from termine.enums import Kanal
from termine.forms.anfragen import FRAGEN, AnfrageForm
from termine.forms.angaben import personen_formset
from termine.forms.heute_buchen import KontaktAmEmpfangForm, LeistungField
from termine.models import Leistung

ANGABEN = (
    "titel_art",
    "titel_bis",
    "arbeit_ab",
    "kinder",
    "worte",
    "sprachen",
    "dolmetschen",
    "merkmale",
    "begleitung",
    "vorhanden",
)
JE_PERSON = ("doppelt_genannt", "anliegen_besteht")


class WasForm(forms.Form):
    """Which Leistung, for how many people: the address of the page."""

    leistung = LeistungField(
        Leistung.objects.none(), label=_("Worum geht es?"), to_field_name="slug", empty_label=_("Bitte wählen")
    )
    anzahl = forms.IntegerField(label=_("Wie viele Personen?"), min_value=1, max_value=20, initial=1, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["leistung"].queryset = Leistung.objects.offered().filter(zugang="sichtung").with_details()

    @property
    def count(self) -> int:
        """Return for how many people the page asks."""
        leistung: Leistung = self.cleaned_data["leistung"]
        return min(self.cleaned_data.get("anzahl") or 1, leistung.max_personen)


class AngabenForm(forms.Form):
    """What the person states; the questions are those of the page for clients, so they can be read out."""

    kanal = forms.ChoiceField(
        label=_("Die Person ist"),
        choices=[(Kanal.SCHALTER, _("am Schalter")), (Kanal.TELEFON, _("am Telefon"))],
        initial=Kanal.SCHALTER,
        widget=forms.RadioSelect,
    )
    schluessel = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, leistung: Leistung, **kwargs):
        super().__init__(*args, **kwargs)
        unasked = {name for frage, names in FRAGEN.items() if frage not in leistung.fragen for name in names}
        for name in ANGABEN:
            if name not in unasked:
                self.fields[name] = deepcopy(AnfrageForm.base_fields[name])
        self.fields["vorhanden"].choices = [(line.unterlage.key, line.unterlage.name) for line in leistung.unterlagenliste.all()]
        if not self.fields["vorhanden"].choices:
            del self.fields["vorhanden"]
        self.initial.setdefault("schluessel", uuid4())

    def angaben(self) -> AufnahmeAngaben:
        """Return what was stated."""
        data = dict(self.cleaned_data)
        values = {name: data[name] for name in ANGABEN if name in data and name != "vorhanden"}
        return AufnahmeAngaben(**values, unterlagen=data.get("vorhanden", ()))


class AufnahmeAmEmpfang:
    """The forms of the page, read together."""

    def __init__(self, leistung: Leistung, anzahl: int, data=None):
        self.leistung = leistung
        self.personen = personen_formset(anzahl, data)
        self.angaben = AngabenForm(data, leistung=leistung)
        self.kontakt = KontaktAmEmpfangForm(data)

    def _forms(self) -> Iterator[forms.BaseForm]:
        yield from (*self.personen.forms, self.angaben, self.kontakt)

    def is_valid(self) -> bool:
        return not [form for form in self._forms() if not form.is_valid()]

    def refuse(self, error: DomainError) -> None:
        """Put the refusal beside what it is about."""
        if error.code in JE_PERSON:
            named = [form for form in self.personen.forms if str(form.person()) in str(error)]
            (named or self.personen.forms)[-1].add_error("nachname", str(error))
        else:
            self.angaben.add_error(None, str(error))

    def intake(self) -> dict:
        """Return the arguments of ``take_in``; the same content sent twice carries the same key."""
        personen = self.personen.personen()
        content = (self.leistung.pk, *(person.person_hash for person in personen))
        digest = hashlib.sha256(repr(content).encode()).hexdigest()[:24]
        return {
            "leistung": self.leistung,
            "personen": personen,
            "kontakt": self.kontakt.angaben(),
            "angaben": self.angaben.angaben(),
            "kanal": Kanal(self.angaben.cleaned_data["kanal"]),
            "schluessel": f"empfang-{self.angaben.cleaned_data['schluessel'].hex}-{digest}",
        }
