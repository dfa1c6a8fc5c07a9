"""Two files side by side: what each says, and where they differ."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from fallmanagement.models import Fallakte


@dataclass(frozen=True)
class Feld:
    """One line of the comparison; ``links`` and ``rechts`` in words, "" for nothing."""

    bezeichnung: str
    links: str
    rechts: str

    @property
    def verschieden(self) -> bool:
        return self.links != self.rechts


def compare(links: Fallakte, rechts: Fallakte) -> list[Feld]:
    """Return what both files say about person and work, line by line."""
    return [Feld(label, left, right) for (label, left), (_label, right) in zip(_words(links), _words(rechts), strict=True)]


def _words(akte: Fallakte) -> list[tuple[str, str]]:
    person = akte.person
    return [
        (_("Vorname"), person.vorname),
        (_("Nachname"), person.nachname),
        (_("Geburtsdatum"), date_format(person.geburtsdatum, "d.m.Y")),
        (_("Sprache"), str(person.get_sprache_display())),
        (_("E-Mail"), person.email),
        (_("Handynummer"), str(person.mobil)),
        (_("Phase"), str(akte.get_phase_display())),
        (_("Zuständig"), str(akte.zustaendig or "")),
        (_("Stelle"), str(akte.einheit)),
        (_("Angelegt am"), date_format(akte.angelegt_am, "d.m.Y")),
    ]
