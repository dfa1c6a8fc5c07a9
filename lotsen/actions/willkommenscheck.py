"""A house is looked at by a checklist, what is wrong is written down, somebody sees to it."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.datei import adopt_entwurf
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.protokoll import record
from behoerde.kern.codes import new_code
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Standort, User
from lotsen.models import Bewertung, Mangel, Willkommenscheck
from lotsen.pruefliste import MANGEL, MANGEL_BEENDET, MANGEL_UEBERGAENGE, MangelStatus, pruefliste, share
from lotsen.signals import mangel_bewegt


@transaction.atomic
def begin_check(*, standort: Standort, user: User) -> Willkommenscheck:
    """Begin to look at a house; while somebody is at it, asking again returns that check."""
    Standort.objects.select_for_update().get(pk=standort.pk)
    found = Willkommenscheck.objects.filter(standort=standort, abgeschlossen_am=None).first()
    if found is not None:
        return found
    check = Willkommenscheck.objects.create(standort=standort, fassung=pruefliste().fassung, angelegt_von=user)
    record("willkommenscheck_begonnen", check)
    return check


@transaction.atomic
def rate(check: Willkommenscheck, noten: Mapping[str, str]) -> None:
    """Keep how far points are fulfilled; raises DomainError ``beendet`` once the check is done."""
    _lock_open(check)
    known = pruefliste().punkte
    rows = [Bewertung(check_von=check, punkt=punkt, note=note) for punkt, note in noten.items() if punkt in known]
    Bewertung.objects.bulk_create(rows, update_conflicts=True, unique_fields=["check_von", "punkt"], update_fields=["note"])


@transaction.atomic
def finish_check(check: Willkommenscheck, *, user: User) -> None:
    """End the check once every point is rated, and count how much is fulfilled; raises DomainError ``unvollstaendig``."""
    _lock_open(check)
    noten = dict(check.bewertungen.values_list("punkt", "note"))
    missing = [punkt for punkt in pruefliste().punkte if punkt not in noten]
    if missing:
        raise DomainError(
            _("Noch nicht bewertet: %(zahl)d. Bitte bewerten Sie jeden Punkt.") % {"zahl": len(missing)}, "unvollstaendig"
        )
    check.abgeschlossen_am, check.abgeschlossen_von = uhr.now(), user
    check.save(update_fields=["abgeschlossen_am", "abgeschlossen_von"])
    record("willkommenscheck_abgeschlossen", check)
    melde("willkommenscheck_abgeschlossen", standort=check.standort.slug, wert=share(noten.values()))


def _lock_open(check: Willkommenscheck) -> None:
    if not Willkommenscheck.objects.select_for_update().get(pk=check.pk).offen:
        raise DomainError(_("Dieser Check ist abgeschlossen. Beginnen Sie einen neuen."), "beendet")


@transaction.atomic
def report_mangel(
    check: Willkommenscheck,
    *,
    punkt: str,
    text: str,
    schwere: str,
    verantwortlich: User,
    faellig_am: date,
    fotos: UUID | None = None,
) -> Mangel:
    """Write down what is wrong, with who sees to it until when; ``fotos`` is the key of the form they came with."""
    mangel = Mangel.objects.create(
        kennung=_kennung(),
        check_von=check,
        punkt=punkt,
        text=text,
        schwere=schwere,
        verantwortlich=verantwortlich,
        faellig_am=faellig_am,
    )
    if fotos is not None:
        adopt_entwurf(fotos, zweck=MANGEL, objekt_id=mangel.pk)
    record("mangel_gemeldet", mangel)
    _tell(mangel, "")
    return mangel


@transaction.atomic
def move_mangel(mangel: Mangel, nach: str, *, grund: str = "") -> Mangel:
    """Move a finding; raises DomainError ``mangel_schritt`` for a move that is not in the table, ``grund`` without a reason."""
    row = Mangel.objects.select_for_update(of=("self",)).with_details().get(pk=mangel.pk)
    if row.status == nach:
        return row
    if nach not in MANGEL_UEBERGAENGE[row.status]:
        raise DomainError(_("Dieser Schritt ist nicht mehr möglich. Bitte laden Sie die Seite neu."), "mangel_schritt")
    if nach == MangelStatus.BLEIBT and not grund.strip():
        raise DomainError(_("Bitte schreiben Sie, warum es so bleibt."), "grund")
    von, row.status = row.status, nach
    row.grund = grund.strip() if nach == MangelStatus.BLEIBT else ""
    row.beendet_am = uhr.now() if nach in MANGEL_BEENDET else None
    row.save(update_fields=["status", "grund", "beendet_am"])
    record(f"mangel_{nach}", row)
    _tell(row, von)
    return row


def _tell(mangel: Mangel, von: str) -> None:
    """Count it, and let the apps above hear of it by its ``kennung``."""
    tage = (mangel.beendet_am - mangel.angelegt_am).days if mangel.beendet_am else None
    melde(f"mangel_{mangel.status}", wert=tage, standort=mangel.check_von.standort.slug, ergebnis=mangel.schwere)
    mangel_bewegt.send(sender=Mangel, mangel=mangel, von=von)


def _kennung() -> str:
    while Mangel.objects.filter(kennung=(kennung := f"M-{new_code(5)}")).exists():
        pass
    return kennung
