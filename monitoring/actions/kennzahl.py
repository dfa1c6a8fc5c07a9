"""What a figure is held against: targets, published values of others, breaks of method."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from monitoring.katalog import Indikator
from monitoring.models import Methodenbruch, Vergleichswert, Zielwert


@transaction.atomic
def set_target(indikator: Indikator, *, ab: date, wert: float, beleg: str) -> Zielwert:
    """Set what shall be reached from a day on; the same day again replaces it."""
    row, _new = Zielwert.objects.update_or_create(slug=indikator.slug, ab=ab, defaults={"wert": wert, "beleg": beleg})
    record("zielwert_gesetzt", row)
    return row


@transaction.atomic
def add_reference(indikator: Indikator, *, wer: str, jahr: int, wert: float, quelle: str) -> Vergleichswert:
    """Note what another office published of a year; the same year again replaces it."""
    values = {"wert": wert, "quelle": quelle}
    row, _new = Vergleichswert.objects.update_or_create(slug=indikator.slug, wer=wer, jahr=jahr, defaults=values)
    record("vergleichswert_eingetragen", row)
    return row


@transaction.atomic
def note_break(indikator: Indikator, *, tag: date, grund: str) -> Methodenbruch:
    """Note that it is counted in another way from a day on; the same day again replaces the reason."""
    row, _new = Methodenbruch.objects.update_or_create(slug=indikator.slug, tag=tag, defaults={"grund": grund})
    record("methodenbruch_vermerkt", row)
    return row


@transaction.atomic
def remove(indikator: Indikator, model: type[Zielwert | Vergleichswert | Methodenbruch], pk: Any) -> None:
    """Remove an entry that was a mistake; who removed what stays in the record. Raises DomainError ``weg``."""
    row = model._default_manager.filter(slug=indikator.slug, pk=pk).first()
    if row is None:
        raise DomainError(_("Der Eintrag ist schon entfernt."), "weg")
    record("kennzahleintrag_entfernt", row)
    row.delete()
