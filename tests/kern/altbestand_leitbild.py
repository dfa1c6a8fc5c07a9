"""Builders for the entries of the Leitbild."""

from collections.abc import Callable
from typing import Any

from behoerde.kern import uhr
from monitoring.actions.beitrag import answer_beitrag
from monitoring.leitbildwerte import Leitbildstand
from monitoring.models import Beitrag
from tests.factories.kern import UserFactory
from tests.factories.leitbild import beitrag_zu, einladung_zu, leitbild_in, werkstatt_zu


def answered() -> Beitrag:
    row = beitrag_zu(leitbild_in(Leitbildstand.IDEENSAMMLUNG), frei=True)
    answer_beitrag(beitrag=row, entscheidung="nicht", begruendung="Das regelt ein Gesetz.", user=UserFactory.create())
    row.refresh_from_db()
    return row


LEITBILD: dict[str, Callable[[int], Any]] = {
    "monitoring.Beitrag": lambda n: answered(),
    "monitoring.Leitbildeinladung": lambda n: einladung_zu(
        leitbild_in(Leitbildstand.IDEENSAMMLUNG), gueltig_bis=uhr.today(), email="verband@beispiel.example"
    ),
    "monitoring.Leitbildwerkstatt": lambda n: werkstatt_zu(leitbild_in(Leitbildstand.IDEENSAMMLUNG)),
}
