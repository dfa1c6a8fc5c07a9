"""Lists from outside: keep what was read, say what it would do, take it over."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.protokoll import record
from behoerde.kern.models import User
from lotsen.actions.verzeichnis import Einlesung, load, tried
from lotsen.hsds import Zeilen, read_service
from lotsen.models import Uebernahme
from lotsen.queries.angebotsliste import read_row

LESEN: dict[str, tuple[Callable[[Any], Zeilen], int]] = {  # how a row is read, and which number the first one has
    Uebernahme.Art.TABELLE: (read_row, 2),
    Uebernahme.Art.HSDS: (read_service, 1),
}
AUFHEBEN = timedelta(days=2)


def keep_list(*, art: str, zeilen: list[Any], user: User) -> Uebernahme:
    """Keep a list that somebody uploaded; the directory stays as it is."""
    return Uebernahme.objects.create(art=art, zeilen=zeilen, angelegt_von=user)


def look_at(uebernahme: Uebernahme) -> Einlesung:
    """Return what the list would do to the directory as it is now."""
    read, first = LESEN[uebernahme.art]
    return tried(uebernahme.zeilen, read, ab=first)


@transaction.atomic
def take_over(uebernahme: Uebernahme, *, weg_beenden: bool) -> Einlesung:
    """Write every row that can be read and forget the list; sending it twice does nothing the second time."""
    row = Uebernahme.objects.select_for_update().filter(pk=uebernahme.pk).first()
    if row is None:
        return Einlesung()
    read, first = LESEN[row.art]
    result = load(row.zeilen, read, ab=first, weg_beenden=weg_beenden)
    record("liste_uebernommen", row, grund=f"{len(result.neu)} neu, {len(result.geaendert)} geändert")
    melde("liste_uebernommen", wert=result.geschrieben, ergebnis=row.art)
    row.delete()
    return result


def forget_old_lists() -> None:
    """Delete what nobody took over."""
    Uebernahme.objects.filter(angelegt_am__lt=uhr.now() - AUFHEBEN).delete()
