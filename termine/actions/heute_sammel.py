"""Bulk booking: a list of named people comes in, is judged row by row, and is booked one visit after the other."""

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from functools import partial
from itertools import islice

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import wake
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from termine.actions.buchung import book_termin
from termine.angaben import Bedarf, Kontakt
from termine.enums import Kanal
from termine.models import Buchungspartner, Leistung, Sammelbuchung, Sammelzeile
from termine.planung import day_bounds
from termine.queries.frei import FreieZeit, free_zeiten
from termine.queries.heute_sammel import with_room
from termine.queries.woche import last_day

PACHT = timedelta(minutes=2)  # so long one worker has a list for itself; renewed with every row
VERSUCHE = 20  # free times tried for one row: in a rush others take them meanwhile
Pruefung = tuple[dict[str, str], dict, str]  # the row as sent, what is booked of it, why it can't be


@transaction.atomic
def save_partner(partner: Buchungspartner, leistungen: Collection[Leistung]) -> None:
    """Store an organisation and what it may book; its earlier versions are kept, its Leistungen stand in the record."""
    partner.geaendert_am = uhr.now()
    partner.save()
    partner.leistungen.set(leistungen)
    record("buchungspartner_gespeichert", partner, grund=" ".join(sorted(row.slug for row in leistungen))[:300])


@transaction.atomic
def take_list(sammelbuchung: Sammelbuchung, zeilen: Sequence[Pruefung]) -> Sammelbuchung:
    """Keep a list with all its rows, right or wrong; nothing is booked yet."""
    sammelbuchung.save()
    write_rows(sammelbuchung, zeilen, start=1)
    record("sammelbuchung_angelegt", sammelbuchung)
    return sammelbuchung


@transaction.atomic
def replace_wrong(sammelbuchung: Sammelbuchung, zeilen: Sequence[Pruefung]) -> None:
    """Put rows in the place of those that could not be booked as they were."""
    Sammelbuchung.objects.select_for_update().get(pk=sammelbuchung.pk)
    rows = Sammelzeile.objects.filter(sammelbuchung=sammelbuchung)
    rows.filter(buchbar=False).delete()
    last = rows.order_by("-position").values_list("position", flat=True).first() or 0
    write_rows(sammelbuchung, zeilen, start=last + 1)


def write_rows(sammelbuchung: Sammelbuchung, zeilen: Iterable[Pruefung], start: int) -> None:
    """Append judged rows."""
    Sammelzeile.objects.bulk_create(
        Sammelzeile(
            sammelbuchung=sammelbuchung,
            position=n,
            eingaben=pack(row, booking),
            buchbar=not grund,
            grund=grund,
        )
        for n, (row, booking, grund) in enumerate(zeilen, start=start)
    )


def pack(zeile: dict[str, str], buchung: dict) -> str:
    """Return what a row keeps of what was sent and of what is booked of it."""
    return json.dumps({"zeile": zeile, "buchung": buchung}, ensure_ascii=False)


@transaction.atomic
def order(sammelbuchung: Sammelbuchung) -> None:
    """Let the right rows be booked, also those that found no time before; asking twice is harmless."""
    for zeile in Sammelzeile.objects.select_for_update().filter(sammelbuchung=sammelbuchung, termin=None, buchbar=True):
        if zeile.grund:
            zeile.grund = zeile.grund_code = ""
            zeile.save(update_fields=["grund", "grund_code"])
    Sammelbuchung.objects.filter(pk=sammelbuchung.pk).update(bestellt_am=uhr.now())
    record("sammelbuchung_bestellt", sammelbuchung)
    transaction.on_commit(partial(wake, "termine.sammelbuchungen"), robust=True)


@transaction.atomic
def discard(sammelbuchung: Sammelbuchung) -> None:
    """Forget every row that was not booked, and the list when none was; asking twice is harmless."""
    rows = Sammelzeile.objects.filter(sammelbuchung=sammelbuchung)
    rows.filter(termin=None).delete()
    record("sammelbuchung_verworfen", sammelbuchung)
    if not rows.exists():
        Sammelbuchung.objects.filter(pk=sammelbuchung.pk).delete()


def take_lease(sammelbuchung: Sammelbuchung) -> bool:
    """Say whether this worker may book the list now; one at a time."""
    free = Q(laeuft_bis=None) | Q(laeuft_bis__lte=uhr.now())
    mine = Sammelbuchung.objects.filter(free, pk=sammelbuchung.pk, bestellt_am__isnull=False)
    return bool(mine.update(laeuft_bis=uhr.now() + PACHT))


@transaction.atomic
def book_next(sammelbuchung: Sammelbuchung) -> bool:
    """Book one waiting row, or note why not, and say whether there was one; after the last the list is done."""
    partner = Buchungspartner.objects.select_for_update().get(pk=sammelbuchung.partner_id)
    zeile = Sammelzeile.objects.select_for_update().filter(sammelbuchung=sammelbuchung).waiting().first()
    if zeile is None:
        Sammelbuchung.objects.filter(pk=sammelbuchung.pk).update(bestellt_am=None, laeuft_bis=None)
        return False
    try:
        _book(zeile, sammelbuchung, partner)
    except DomainError as refused:
        zeile.grund, zeile.grund_code = str(refused), refused.code
    zeile.save(update_fields=["termin", "grund", "grund_code"])
    Sammelbuchung.objects.filter(pk=sammelbuchung.pk).update(laeuft_bis=uhr.now() + PACHT)
    return True


@transaction.atomic
def pass_over(sammelbuchung: Sammelbuchung) -> None:
    """Leave out the next waiting row, whose booking failed in a way nobody foresaw: the others go on."""
    Buchungspartner.objects.select_for_update().get(pk=sammelbuchung.partner_id)
    zeile = Sammelzeile.objects.select_for_update().filter(sammelbuchung=sammelbuchung).waiting().first()
    if zeile:
        zeile.grund, zeile.grund_code = _("Das hat gerade nicht geklappt. Bitte versuchen Sie es noch einmal."), "fehler"
        zeile.save(update_fields=["grund", "grund_code"])


def _book(zeile: Sammelzeile, sammelbuchung: Sammelbuchung, partner: Buchungspartner) -> None:
    """Give the row the next free time inside the quota; the partner is locked, so nobody else counts meanwhile."""
    if not partner.aktiv or not partner.leistungen.filter(pk=sammelbuchung.leistung_id).exists():
        raise DomainError(_("Für diese Organisation wird diese Leistung nicht gebucht."), "nicht_erlaubt")
    kept = zeile.buchung
    bedarf = Bedarf(dolmetschen=kept["dolmetschen"])
    for zeit in _times(sammelbuchung, partner, bedarf):
        try:
            with transaction.atomic():
                zeile.termin = book_termin(
                    leistung=sammelbuchung.leistung,
                    beginn=zeit.beginn,
                    standort=sammelbuchung.standort,
                    personen=[zeile.person],
                    kontakt=Kontakt(**kept["kontakt"]),
                    kanal=Kanal.SCHALTER,
                    schluessel=f"sammel-{zeile.pk}",
                    bedarf=bedarf,
                )
        except DomainError as refused:
            if refused.code != "vergeben":
                raise
        else:
            return
    raise DomainError(_("Innerhalb des Kontingents ist keine passende Zeit frei."), "keine_zeit")


def _times(sammelbuchung: Sammelbuchung, partner: Buchungspartner, bedarf: Bedarf) -> list[FreieZeit]:
    """Return the next free times whose week or month has room in the quota."""
    start, end = day_bounds(max(sammelbuchung.ab, uhr.today()), last_day(), uhr.ZONE)
    found = free_zeiten(sammelbuchung.leistung, start, end, standort=sammelbuchung.standort, bedarf=bedarf, fresh=True)
    return list(islice(with_room(partner, found, bisher=None), VERSUCHE))
