"""Residence statuses as a timeline shows them: kind, norm and whether somebody may work. One file of data for all apps."""

import json
from dataclasses import dataclass
from functools import cache

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from lotsen.regeln.titel import DATEN, UNBEFRISTET

GEWOEHNLICH_BEFRISTET = ("titel", "fiktion", "duldung", "gestattung", "bescheinigung")


class Arbeit(TextChoices):
    """Whether a status lets somebody work."""

    JA = "ja", _("erlaubt")
    EINGESCHRAENKT = "eingeschraenkt", _("eingeschränkt erlaubt")
    MIT_ERLAUBNIS = "mit_erlaubnis", _("nur mit Erlaubnis")
    WIE_BISHER = "wie_bisher", _("wie nach dem bisherigen Titel")
    NEIN = "nein", _("nicht erlaubt")


@dataclass(frozen=True)
class Titel:
    """One status of the law; ``art`` is its kind, ``monate`` the longest period it may be given for."""

    code: str
    norm: str
    name: str
    art: str
    arbeit: str
    hinweis: str
    monate: int | None

    def __str__(self) -> str:
        return f"{self.name}, {self.norm}" if self.norm.startswith("§") else self.name

    @property
    def unbefristet(self) -> bool:
        return self.code in UNBEFRISTET


@cache
def titel() -> dict[str, Titel]:
    """Return every status somebody can have, by its code."""
    rows = json.loads(DATEN.read_text(encoding="utf-8"))["titles"]
    return {
        row["code"]: Titel(
            row["code"],
            row["paragraph"],
            row["name_de"],
            row["kind"],
            row["employment"],
            row["employment_note"] or "",
            row["max_months"],
        )
        for row in rows
        if row["kind"] != "ziel"
    }
