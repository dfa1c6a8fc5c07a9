"""What a decision is about, as its page lists it."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from monitoring.models import Beschluss
from monitoring.queries.leitbild import names_of


@dataclass(frozen=True)
class Bezug:
    """One link: what kind of thing, its name, and where it is read."""

    pk: UUID
    art: str
    name: str
    adresse: str


def subjects(beschluss: Beschluss) -> list[Bezug]:
    """Return what a decision is about, in the order in which it was linked."""
    rows = list(beschluss.bezuege.select_related("ziel", "vorhaben", "leitsatz__leitbild").order_by("pk"))
    names = names_of(row.leitsatz_id for row in rows)
    found = []
    for row in rows:
        if row.leitsatz:
            name = names.get(row.leitsatz_id, "")
            found.append(Bezug(row.pk, _("Leitsatz"), name, row.leitsatz.leitbild.get_absolute_url()))
        elif row.ziel:
            found.append(Bezug(row.pk, _("Ziel"), row.ziel.titel, row.ziel.get_absolute_url()))
        elif row.vorhaben:
            found.append(Bezug(row.pk, _("Maßnahme"), row.vorhaben.titel, row.vorhaben.get_absolute_url()))
    return found
