"""Write down complaints, and what the office did about what people said."""

from django.db import transaction

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from monitoring.models import Beschwerde, Umfragefolge


@transaction.atomic
def note_beschwerde(*, beschwerde: Beschwerde) -> Beschwerde:
    """Keep a complaint as a number."""
    beschwerde.save()
    record("beschwerde_notiert", beschwerde)
    return beschwerde


@transaction.atomic
def delete_beschwerde(*, beschwerde: Beschwerde) -> None:
    """Take back what was noted by mistake."""
    record("beschwerde_geloescht", beschwerde)
    beschwerde.delete()


@transaction.atomic
def write_folge(*, folge: Umfragefolge) -> Umfragefolge:
    """Keep what was said and done; nobody outside sees it before it is published."""
    folge.save()
    record("umfragefolge_geschrieben", folge)
    return folge


@transaction.atomic
def publish_folge(*, folge: Umfragefolge, sichtbar: bool) -> None:
    """Show it to everybody, or no longer; asking twice is harmless."""
    if (folge.veroeffentlicht_am is not None) == sichtbar:
        return
    folge.veroeffentlicht_am = uhr.now() if sichtbar else None
    folge.save(update_fields=["veroeffentlicht_am"])
    record("umfragefolge_veroeffentlicht" if sichtbar else "umfragefolge_zurueckgezogen", folge)
