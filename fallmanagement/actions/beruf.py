"""The catalogue of occupations is filled from official files; what they no longer name stays for whoever points to it."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from fallmanagement.berufsdatei import Zeile, read_probe
from fallmanagement.kompetenzen import Berufssystem
from fallmanagement.models import Beruf

PROBE = Path(__file__).resolve().parent.parent / "daten" / "berufe_probe.csv"


@dataclass
class Uebernommen:
    """How many were new, changed, stayed as they were, and are no longer named."""

    neu: int = 0
    geaendert: int = 0
    gleich: int = 0
    fehlen: int = 0


@transaction.atomic
def load_berufe(system: str, zeilen: dict[str, Zeile], *, vollstaendig: bool = True) -> Uebernommen:
    """Store occupations by their code; doing it again changes nothing. ``vollstaendig``: others of the list are no longer current.

    Search words only grow: an everyday name of our sample still finds what has its official name now.
    """
    known = {row.code: row for row in Beruf.objects.select_for_update().filter(system=system)}
    result = Uebernommen(neu=len(zeilen.keys() - known.keys()))
    Beruf.objects.bulk_create([_filled(Beruf(system=system, code=code), zeilen[code]) for code in zeilen.keys() - known.keys()])
    changed = []
    for code in zeilen.keys() & known.keys():
        row = known[code]
        before = (row.name, row.name_en, row.suchworte, row.aktuell)
        after = _filled(row, zeilen[code])
        if before != (after.name, after.name_en, after.suchworte, after.aktuell):
            changed.append(row)
    Beruf.objects.bulk_update(changed, ["name", "name_en", "suchworte", "aktuell"], batch_size=500)
    result.geaendert, result.gleich = len(changed), len(zeilen.keys() & known.keys()) - len(changed)
    if vollstaendig:
        gone = [row.pk for code, row in known.items() if row.aktuell and code not in zeilen]
        result.fehlen = Beruf.objects.filter(pk__in=gone).update(aktuell=False)
    return result


def _filled(row: Beruf, zeile: Zeile) -> Beruf:
    words = {*row.suchworte, *zeile.suchworte, *([row.name] if row.name else [])} - {zeile.name}
    row.name, row.name_en, row.suchworte, row.aktuell = zeile.name, zeile.name_en or row.name_en, sorted(words), True
    return row


def load_probe() -> Uebernommen:
    """Store the sample of everyday occupations, unless an official list is there."""
    zeilen = read_probe(PROBE.read_bytes()).zeilen
    if Beruf.objects.filter(system=Berufssystem.KLDB).count() > len(zeilen):
        return Uebernommen()
    return load_berufe(Berufssystem.KLDB, zeilen, vollstaendig=False)
