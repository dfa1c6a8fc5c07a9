"""Leave something for the next visit of a person."""

from django.db import transaction

from behoerde.kern.actions.protokoll import record
from termine.models import Notiz, Termin


@transaction.atomic
def add_note(termin: Termin, *, text: str) -> Notiz:
    """Keep ``text`` for whoever receives the people of ``termin`` next."""
    notiz = Notiz.objects.create(termin=termin, text=text)
    record("notiz_geschrieben", termin)
    return notiz
