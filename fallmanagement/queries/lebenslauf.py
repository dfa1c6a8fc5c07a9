"""The CV for employers, in German: what somebody can and did.

It names neither the office nor a residence status, nor anything that must not decide about work (§ 1 AGG): no nationality, no
religion, no sex, no picture; the birthday only when the person wants it there.
"""

from dataclasses import dataclass

from django.utils import translation

from behoerde.kern.datum import datum
from fallmanagement.kompetenzen import Anerkennung, Fertigkeit
from fallmanagement.models import Fallakte, Kompetenzprofil, Qualifikation
from fallmanagement.queries.profil import asked, monate, sprachen
from termine.dolmetschsprachen import sprachname

GENANNT = (Anerkennung.INLAND, Anerkennung.ANERKANNT, Anerkennung.TEILWEISE, Anerkennung.BEANTRAGT)


@dataclass(frozen=True)
class Eintrag:
    """One line: when, what, and what there is to say about it."""

    wann: str
    was: str
    mehr: str = ""


@dataclass(frozen=True)
class Lebenslauf:
    """``kontakt`` are lines below the name; ``abschnitte`` are (heading, lines) that are not empty."""

    name: str
    kontakt: list[str]
    abschnitte: list[tuple[str, list[Eintrag]]]


def lebenslauf(akte: Fallakte) -> Lebenslauf:
    """Return the CV of the person of a case, in German whoever looks at it."""
    with translation.override("de"):
        return _compose(akte, asked(akte))


def _compose(akte: Fallakte, profil: Kompetenzprofil) -> Lebenslauf:
    person = akte.person
    kontakt = [str(value) for value in (person.mobil, person.email) if value]
    if profil.geburtstag_im_lebenslauf:
        kontakt.append(f"geboren am {datum(person.geburtsdatum)}")
    parts = [
        ("Gesucht", _wishes(akte, profil)),
        (
            "Berufserfahrung",
            [Eintrag(monate(row), *_work(row.bezeichnung, row.betrieb, row.aufgaben)) for row in akte.erfahrungen.all()],
        ),
        ("Ausbildung und Abschlüsse", [_degree(row) for row in akte.qualifikationen.all()]),
        ("Sprachen", _languages(akte)),
        ("Führerschein", _licence(profil)),
    ]
    return Lebenslauf(str(person), kontakt, [part for part in parts if part[1]])


def _wishes(akte: Fallakte, profil: Kompetenzprofil) -> list[Eintrag]:
    wishes = ", ".join(row.bezeichnung for row in akte.berufswuensche.all())
    return [Eintrag("", wishes, profil.get_arbeitszeit_display())] if wishes else []


def _work(bezeichnung: str, betrieb: str, aufgaben: str) -> tuple[str, str]:
    return (f"{bezeichnung}, {betrieb}" if betrieb else bezeichnung), aufgaben


def _degree(row: Qualifikation) -> Eintrag:
    """A refused recognition, or none, is no business of an employer."""
    known = row.get_anerkennung_display() if row.anerkennung in GENANNT else ""
    more = [
        row.einrichtung,
        known if row.anerkennung == Anerkennung.INLAND or not known else f"Anerkennung: {known}",
    ]
    return Eintrag(str(row.jahr or ""), row.bezeichnung, ", ".join(filter(None, more)))


def _languages(akte: Fallakte) -> list[Eintrag]:
    """Each language with its levels; one of which nothing is known yet (A0) is left out."""
    found = []
    for code, levels in sprachen(akte):
        known = [row for row in levels if row and row.niveau != "A0"]
        words = ", ".join(f"{Fertigkeit(row.fertigkeit).label} {row.niveau}" for row in known)
        papers = sorted({row.zertifikat for row in known if row.zertifikat})
        if known:
            found.append(Eintrag("", f"{sprachname(code)}: {words}", ", ".join(papers)))
    return found


def _licence(profil: Kompetenzprofil) -> list[Eintrag]:
    classes = ", ".join(profil.fuehrerscheine or [])
    return [Eintrag("", f"Klasse {classes}")] if classes else []
