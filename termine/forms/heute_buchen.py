"""Everything one page asks for when the front desk books: concern, people, time, contact."""

import hashlib
from collections.abc import Iterator
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from behoerde.kern.exceptions import DomainError
from termine.angaben import Bedarf
from termine.dolmetschsprachen import ALLE, mit_leer
from termine.enums import BEDARF, BEDARF_WERTE, Kanal
from termine.forms.angaben import KontaktForm, personen_formset
from termine.forms.zeit import ZeitForm
from termine.models import Leistung, Termin

PERSONEN_HOECHSTENS = 20


class LeistungField(forms.ModelChoiceField):
    def to_python(self, value):
        if "\0" in str(value):  # the database takes no such text
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().to_python(value)


class AnliegenForm(forms.Form):
    """What it is about, for how many people, how they reached us, what the counter must offer."""

    suche = forms.CharField(
        label=_("Leistung suchen"),
        help_text=_("In den Worten der Person, zum Beispiel „Karte abholen“"),
        required=False,
        max_length=100,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    leistung = LeistungField(
        Leistung.objects.offered(),
        label=_("Leistung"),
        to_field_name="slug",
        error_messages={
            "required": _("Bitte wählen Sie eine Leistung."),
            "invalid_choice": _("Diese Leistung gibt es nicht mehr. Bitte wählen Sie eine andere."),
        },
    )
    anzahl = forms.TypedChoiceField(label=_("Wie viele Personen?"), coerce=int, choices=[], initial=1)
    ort = forms.SlugField(required=False)
    woche = forms.DateField(required=False, input_formats=["%Y-%m-%d"])
    kanal = forms.ChoiceField(
        label=_("Die Person ist"),
        choices=[(Kanal.SCHALTER, _("am Schalter")), (Kanal.TELEFON, _("am Telefon"))],
        initial=Kanal.SCHALTER,
        widget=forms.RadioSelect,
    )
    merkmale = forms.MultipleChoiceField(label=_("Bedarf"), choices=BEDARF, required=False, widget=forms.CheckboxSelectMultiple)
    dolmetschen = forms.ChoiceField(
        label=_("Dolmetschen aus"),
        help_text=_("Bietet Zeiten an, zu denen jemand die Sprache spricht oder Dolmetschen möglich ist."),
        choices=lambda: mit_leer(gettext("nicht nötig")),
        required=False,
    )
    begleitung = forms.BooleanField(label=_("Die Person kommt in Begleitung"), required=False)
    sprache_noetig = forms.BooleanField(label=_("Am Platz muss jemand die Sprache der Person sprechen"), required=False)
    schluessel = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, leistung: Leistung | None, **kwargs):
        super().__init__(*args, **kwargs)
        numbers = range(1, (leistung.max_personen if leistung else 1) + 1)
        self.fields["anzahl"].choices = [(n, str(n)) for n in numbers]
        self.initial.setdefault("schluessel", uuid4())


class KontaktAmEmpfangForm(KontaktForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["sprache"] = self.initial.get("sprache_person", "de")
        self.fields["kontaktweg"].choices = [
            (self.EMAIL, _("per E-Mail")),
            (self.MOBIL, _("per SMS")),
            (self.KEINER, _("gar nicht: Zeit und Termincode gleich mitgeben")),
        ]
        self.fields["sprache"].label = _("Sprache der Person")

    def clean(self) -> dict:
        """Speak to the front desk, not to the person."""
        data = super().clean()
        missing = {
            self.EMAIL: _("Bitte geben Sie die E-Mail-Adresse der Person an, oder wählen Sie „gar nicht“."),
            self.MOBIL: _("Bitte geben Sie die Handynummer der Person an, oder wählen Sie „gar nicht“."),
        }
        weg = data.get("kontaktweg")
        if weg in missing and self.has_error(weg) and not self.data.get(weg):
            del self.errors[weg]
            self.add_error(weg, missing[weg])
        return data


class BuchungAmEmpfang:
    """The forms of the page, read together; ``leistung`` and ``anzahl`` as far as they are known."""

    def __init__(self, data=None, *, initial: dict | None = None):
        initial = initial or {}
        slug = ((data or initial).get("leistung") or "").replace("\0", "?")
        self.leistung = Leistung.objects.offered().with_details().filter(slug=slug).first()
        self.anliegen = AnliegenForm(data, leistung=self.leistung, initial=initial)
        self.anzahl = self._count((data or initial).get("anzahl"))
        self.personen = personen_formset(self.anzahl, data)
        self.kontakt = KontaktAmEmpfangForm(data, initial=initial)
        self.zeit = ZeitForm(data)
        if data is None:
            for form, person in zip(self.personen.forms, initial.get("personen", []), strict=False):
                form.initial = person

    def _count(self, typed: str | int | None) -> int:
        highest = self.leistung.max_personen if self.leistung else PERSONEN_HOECHSTENS
        try:
            return min(max(int(typed or 1), 1), highest)
        except ValueError:
            return 1

    def _forms(self) -> Iterator[forms.Form]:
        yield from (self.anliegen, self.zeit, *self.personen.forms, self.kontakt)

    def is_valid(self) -> bool:
        self.personen.is_valid()  # the people are judged together, then each
        return not [form for form in self._forms() if not form.is_valid()]

    def keep(self) -> None:
        """Show what was typed without judging it."""
        for form in (self.anliegen, self.zeit, self.kontakt):
            form.errors.clear()
        self.personen.keep()

    def refuse(self, error: DomainError) -> None:
        """Put the refusal beside what it is about."""
        if error.code == "vergeben":
            self.zeit.add_error("zeit", str(error))
        elif error.code == "zu_viele_personen":
            self.anliegen.add_error("anzahl", str(error))
        elif error.code == "anliegen_besteht":
            named = [form for form in self.personen.forms if str(form.person()) in str(error)]
            (named or self.personen.forms)[-1].add_error("nachname", str(error))
        else:
            self.anliegen.add_error(None, str(error))

    @property
    def bedarf(self) -> Bedarf:
        """What the counter must offer; nobody at the desk needs lead time."""
        form = self.anliegen
        chosen = form.data if form.is_bound else form.initial
        merkmale = chosen.getlist("merkmale") if form.is_bound else chosen.get("merkmale", [])
        sprache = (self.kontakt.data.get("sprache") or "") if chosen.get("sprache_noetig") else ""
        dolmetschen = chosen.get("dolmetschen") or ""
        return Bedarf(
            sprache=sprache,
            merkmale=[name for name in merkmale if name in BEDARF_WERTE],
            sofort=True,
            dolmetschen=dolmetschen if dolmetschen in ALLE else "",
            begleitung=bool(chosen.get("begleitung")),
        )

    def booking(self) -> dict:
        """Return the arguments of ``book_termin``; the same content sent twice carries the same key."""
        data = self.anliegen.cleaned_data
        personen = self.personen.personen()
        content = (self.leistung.pk, self.zeit.beginn, self.zeit.standort.pk, *(person.person_hash for person in personen))
        digest = hashlib.sha256(repr(content).encode()).hexdigest()[:24]
        return {
            "leistung": self.leistung,
            "beginn": self.zeit.beginn,
            "standort": self.zeit.standort,
            "personen": personen,
            "kontakt": self.kontakt.angaben(),
            "kanal": Kanal(data["kanal"]),
            "schluessel": f"empfang-{data['schluessel'].hex}-{digest}",
            "bedarf": self.bedarf,
        }


def initial_from(termin: Termin) -> dict:
    """Return what a visit that is over already says, so that nobody types it again."""
    kontakt = termin.kontakt
    people = [anliegen.person for anliegen in termin.anliegen.all()]
    return {
        "leistung": termin.leistung.slug,
        "anzahl": termin.personenzahl,
        "ort": termin.standort.slug,
        "merkmale": termin.merkmale,
        "dolmetschen": termin.dolmetschen,
        "begleitung": termin.begleitung,
        "personen": [{name: getattr(person, name) for name in ("vorname", "nachname", "geburtsdatum")} for person in people],
        "sprache_person": termin.sprache,
        "email": kontakt.email if kontakt else "",
        "mobil": str(kontakt.mobil) if kontakt else "",
        "kontaktweg": _contact_way(termin),
    }


def _contact_way(termin: Termin) -> str:
    if termin.kontakt and termin.kontakt.email:
        return KontaktForm.EMAIL
    return KontaktForm.MOBIL if termin.kontakt and termin.kontakt.mobil else KontaktForm.KEINER
