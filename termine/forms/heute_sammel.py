"""What is typed for bulk booking: the organisation, the list, and each row of it."""

import re
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import timedelta

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from behoerde.kern import uhr
from behoerde.kern.exceptions import DomainError
from behoerde.kern.forms import TagInput
from behoerde.kern.models import Organisationseinheit, Standort
from termine.angaben import Kontakt, PersonAngaben
from termine.dolmetschsprachen import ALLE, find_code
from termine.forms.angaben import Angaben
from termine.models import Buchungspartner, Leistung, Sammelbuchung
from termine.queries.woche import last_day, standorte_of
from termine.sammelliste import BYTES_HOECHSTENS, read_rows

DATUM = re.compile(r"^(?:(?P<t>\d{1,2})\.(?P<m>\d{1,2})\.(?P<j>\d{4})|(?P<j2>\d{4})-(?P<m2>\d{1,2})-(?P<t2>\d{1,2}))$")
BESCHEID = timedelta(days=3)  # so that people learn of their visit in time, unless the desk says an earlier day
SPRACHEN = [code for code, _name in settings.LANGUAGES]


class PartnerForm(forms.ModelForm):
    class Meta:
        model = Buchungspartner
        fields = ["name", "kontakt_name", "email", "telefon", "einheit", "leistungen", "kontingent", "je", "aktiv"]
        widgets = {"leistungen": forms.CheckboxSelectMultiple}
        help_texts = {
            "kontingent": gettext_lazy("Höchstens so viele Termine. Abgesagte zählen nicht."),
            "aktiv": gettext_lazy("Ohne Haken wird für diese Organisation nichts mehr gebucht. Vereinbarte Termine bleiben."),
        }

    def __init__(self, *args, einheiten, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["einheit"].queryset = Organisationseinheit.objects.filter(pk__in=einheiten)
        self.fields["einheit"].empty_label = gettext_lazy("Bitte wählen")
        self.fields["leistungen"].queryset = Leistung.objects.offered()


class CsvField(forms.FileField):
    """The rows of a file; what is wrong with the file as a whole stands beside the field."""

    def clean(self, data, initial=None) -> list[dict[str, str]]:
        file = super().clean(data, initial)
        if file.size > BYTES_HOECHSTENS:
            raise ValidationError(_("Diese Datei ist zu groß. Eine Liste fasst höchstens 200 Personen."))
        try:
            return read_rows(file.read())
        except DomainError as error:
            raise ValidationError(str(error)) from error


def _csv_field() -> CsvField:
    return CsvField(
        label=gettext_lazy("Liste als CSV"),
        widget=forms.FileInput({"accept": ".csv,text/csv"}),
        error_messages=dict.fromkeys(("required", "missing", "empty"), gettext_lazy("Bitte wählen Sie die Datei mit der Liste.")),
    )


class NachreichenForm(forms.Form):
    """Rows that were put right."""

    datei = _csv_field()


class ListeForm(forms.ModelForm):
    datei = _csv_field()

    class Meta:
        model = Sammelbuchung
        fields = ["partner", "leistung", "standort", "ab"]
        widgets = {"ab": TagInput}
        help_texts = {"ab": gettext_lazy("Wir suchen ab diesem Tag die nächsten freien Zeiten, eine nach der anderen.")}

    field_order = ["partner", "leistung", "standort", "ab", "datei"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = Buchungspartner.objects.sichtbar_fuer(user).filter(aktiv=True)
        self.fields["leistung"].queryset = Leistung.objects.offered()
        self.fields["standort"].queryset = Standort.objects.filter(teams__aktiv=True).distinct()
        self.initial["ab"] = uhr.today() + BESCHEID
        for name in ("partner", "leistung", "standort"):
            self.fields[name].empty_label = gettext_lazy("Bitte wählen")

    def clean_ab(self):
        ab = self.cleaned_data["ab"]
        if not uhr.today() <= ab <= last_day():
            raise ValidationError(_("Bitte wählen Sie einen Tag von heute an, so weit der Dienstplan reicht."))
        return ab

    def clean(self) -> dict:
        data = super().clean()
        partner, leistung, standort = (data.get(name) for name in ("partner", "leistung", "standort"))
        if partner and leistung and leistung not in partner.leistungen.all():
            self.add_error("leistung", _("Diese Leistung ist für diese Organisation nicht erlaubt."))
        if leistung and standort and standort not in standorte_of(leistung):
            self.add_error("standort", _("Diese Leistung gibt es an diesem Standort nicht."))
        return data


@dataclass(frozen=True)
class Zeilenpruefung:
    """One judged row: everything a booking needs, or ``grund`` why it can't be booked."""

    person: PersonAngaben | None = None
    kontakt: Kontakt | None = None
    dolmetschen: str = ""
    grund: str = ""


def check_row(row: dict[str, str], seen: Collection[str] = ()) -> Zeilenpruefung:
    """Judge a row as the page for one person does; ``seen`` are hashes of people named before it."""
    sprache = find_code(row["sprache"], SPRACHEN) if row["sprache"] else "de"
    dolmetschen = find_code(row["dolmetschen"], ALLE) if row["dolmetschen"] else ""
    faults = [
        _("Sprache „%(text)s“ kennen wir nicht.") % {"text": text}
        for text, code in ((row["sprache"], sprache), (row["dolmetschen"], dolmetschen))
        if code is None
    ]
    angaben = Angaben(1, _as_posted(row, sprache or "de"))
    if not angaben.is_valid():
        for form in (*angaben.personen.forms, angaben.kontakt):
            faults += [f"{form.fields[name].label}: {' '.join(texts)}" for name, texts in form.errors.items()]
    if faults:
        return Zeilenpruefung(grund=" ".join(faults))
    person = angaben.personen.personen()[0]
    if person.person_hash in seen:
        return Zeilenpruefung(grund=_("%(name)s ist zweimal genannt.") % {"name": person})
    return Zeilenpruefung(person, angaben.kontakt.angaben(), dolmetschen or "")


def _as_posted(row: dict[str, str], sprache: str) -> dict[str, str]:
    found = DATUM.match(row["geburtsdatum"])
    parts = found.groupdict() if found else {}
    born = [parts.get(name) or parts.get(f"{name}2") or "" for name in "tmj"] if found else [row["geburtsdatum"], "", ""]
    return {
        "person-0-vorname": row["vorname"],
        "person-0-nachname": row["nachname"],
        **{f"person-0-geburtsdatum_{n}": part for n, part in enumerate(born)},
        "kontaktweg": "email" if row["email"] else "mobil" if row["mobil"] else "keiner",
        "email": row["email"],
        "mobil": row["mobil"],
        "sprache": sprache,
    }


def judge(rows: Iterable[dict[str, str]], seen: Collection[str] = ()) -> list[tuple[dict[str, str], dict, str]]:
    """Return of each row what was sent, what is to be booked of it, and why it can't be."""
    hashes, judged = set(seen), []
    for row in rows:
        found = check_row(row, hashes)
        booking: dict = {}
        if found.person and found.kontakt:
            hashes.add(found.person.person_hash)
            person = asdict(found.person) | {"geburtsdatum": found.person.geburtsdatum.isoformat()}
            booking = {"person": person, "kontakt": asdict(found.kontakt), "dolmetschen": found.dolmetschen}
        judged.append((row, booking, found.grund))
    return judged
