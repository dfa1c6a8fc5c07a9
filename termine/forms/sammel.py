"""A list of people from outside: the file, and each row of it judged as the page for one person does."""

import re
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, field

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from behoerde.kern.exceptions import DomainError
from termine.angaben import Kontakt, PersonAngaben
from termine.dolmetschsprachen import ALLE, find_code
from termine.forms.angaben import Angaben
from termine.sammelliste import BYTES_HOECHSTENS, ZEILEN_HOECHSTENS, read_rows

DATUM = re.compile(r"^(?:(?P<t>\d{1,2})\.(?P<m>\d{1,2})\.(?P<j>\d{4})|(?P<j2>\d{4})-(?P<m2>\d{1,2})-(?P<t2>\d{1,2}))$")
SPRACHEN = [code for code, _name in settings.LANGUAGES]


class CsvField(forms.FileField):
    """The rows of a file; what is wrong with the file as a whole stands beside the field."""

    def clean(self, data, initial=None) -> list[dict[str, str]]:
        file = super().clean(data, initial)
        if not file:
            return []
        if file.size > BYTES_HOECHSTENS:
            text = _("Diese Datei ist zu groß. Eine Liste fasst höchstens %(zahl)s Personen.")
            raise ValidationError(text % {"zahl": ZEILEN_HOECHSTENS})
        try:
            return read_rows(file.read())
        except DomainError as error:
            raise ValidationError(str(error)) from error


def csv_field(**more) -> CsvField:
    return CsvField(
        label=gettext_lazy("Liste als CSV"),
        widget=forms.FileInput({"accept": ".csv,text/csv"}),
        error_messages=dict.fromkeys(("required", "missing", "empty"), gettext_lazy("Bitte wählen Sie die Datei mit der Liste.")),
        **more,
    )


@dataclass(frozen=True)
class Zeilenpruefung:
    """One judged row: everything a booking needs, or ``grund`` why it can't be booked."""

    person: PersonAngaben | None = None
    kontakt: Kontakt | None = None
    dolmetschen: str = ""
    faults: dict[str, str] = field(default_factory=dict)  # by column
    grund: str = ""


def check_row(row: dict[str, str], seen: Collection[str] = ()) -> Zeilenpruefung:
    """Judge a row as the page for one person does; ``seen`` are hashes of people named before it."""
    sprache = find_code(row["sprache"], SPRACHEN) if row["sprache"] else "de"
    dolmetschen = find_code(row["dolmetschen"], ALLE) if row["dolmetschen"] else ""
    faults, angaben = {}, Angaben(1, _as_posted(row, sprache or "de"))
    for column, code in (("sprache", sprache), ("dolmetschen", dolmetschen)):
        if code is None:
            faults[column] = _("Sprache „%(text)s“ kennen wir nicht.") % {"text": row[column]}
    reasons = list(faults.values())
    if not angaben.is_valid():
        for form in (*angaben.personen.forms, angaben.kontakt):
            faults |= {name: " ".join(texts) for name, texts in form.errors.items()}
            reasons += [f"{form.fields[name].label}: {' '.join(texts)}" for name, texts in form.errors.items()]
    if faults:
        return Zeilenpruefung(faults=faults, grund=" ".join(reasons))
    person = angaben.personen.personen()[0]
    if person.person_hash in seen:
        reason = _("%(name)s ist zweimal genannt.") % {"name": person}
        return Zeilenpruefung(faults={"nachname": reason}, grund=reason)
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
