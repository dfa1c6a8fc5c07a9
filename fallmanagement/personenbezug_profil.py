"""Personal fields of the competence profile and the documents: why they are kept, on which basis, until when. They go with their case."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from behoerde.kern.register import OhnePersonenbezug, Personenbezug

if TYPE_CHECKING:
    from django.db.models import Q

FELDER = {
    "Kompetenzprofil": (
        "fallakte",
        "keine",
        "fuehrerscheine",
        "hoechstens_km",
        "wege",
        "arbeitszeit",
        "geburtstag_im_lebenslauf",
    ),
    "Sprachstand": ("fallakte", "sprache", "fertigkeit", "niveau", "nachweis", "zertifikat", "tag"),
    "Berufswunsch": ("fallakte", "bezeichnung", "beruf"),
    "Qualifikation": ("fallakte", "art", "bezeichnung", "einrichtung", "jahr", "beruf", "anerkennung"),
    "Berufserfahrung": ("fallakte", "bezeichnung", "betrieb", "aufgaben", "zeitraum", "beruf"),
}


def eintraege(
    *, rechtsgrundlage: str, frist: timedelta, erst_wenn: "Callable[[], Q]"
) -> tuple[Personenbezug | OhnePersonenbezug, ...]:
    """Return the entries of the profile; the rule of the case decides when they go."""
    rows = (
        Personenbezug(
            f"fallmanagement.{modell}",
            felder,
            zweck=_("Wissen, was Sie können und möchten, um passende Arbeit, Ausbildung und Kurse zu finden"),
            rechtsgrundlage=rechtsgrundlage,
            frist=frist,
            ab_feld="angelegt_am",
            pfad_zur_person="fallakte__person",
            erst_wenn=erst_wenn,
        )
        for modell, felder in FELDER.items()
    )
    dokument = Personenbezug(
        "fallmanagement.Dokument",
        ("fallakte", "titel", "herkunft", "angelegt_von"),
        zweck=_("Unterlagen aufbewahren, die für Ihren Weg zu Arbeit und einem sicheren Aufenthalt gebraucht werden"),
        rechtsgrundlage=rechtsgrundlage,
        frist=frist,
        ab_feld="angelegt_am",
        pfad_zur_person="fallakte__person",
        erst_wenn=erst_wenn,
    )
    return (*rows, dokument, OhnePersonenbezug("fallmanagement.Beruf", "nennt Berufe amtlicher Verzeichnisse, keine Menschen"))
