"""Looks back at a placement after 1, 3, 6 and 12 months: planned with the first day, answered, lapsed with the last day."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from behoerde.kern import uhr
from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from behoerde.kern.regeln.zeit import after_months
from fallmanagement.actions.aufenthalt import finish
from fallmanagement.actions.fallakte import lock
from fallmanagement.enums import Fristart
from fallmanagement.fristen import last_arbeitstag
from fallmanagement.models import Frist, Nachbetreuung, Vermittlung
from fallmanagement.vermittlung import NACHBETREUUNG_MONATE, Kontaktweg, Nachbetreuungsergebnis

E = Nachbetreuungsergebnis


def plan(row: Vermittlung) -> None:
    """Give a placement that began its looks back, each with a Wiedervorlage; a day that is over already needs none."""
    if row.beginn is None:
        return
    known = set(row.nachbetreuungen.values_list("monat", flat=True))
    for monat in NACHBETREUUNG_MONATE:
        due = after_months(row.beginn, monat)
        if monat in known or due < uhr.today():
            continue
        text = ngettext("%(n)s Monat im Betrieb: nachfragen", "%(n)s Monate im Betrieb: nachfragen", monat) % {"n": monat}
        frist = Frist.objects.create(
            fallakte=row.fallakte,
            art=Fristart.WIEDERVORLAGE,
            betreff=f"{text} ({row.arbeitgeber})"[:160],
            faellig_am=due,
            arbeitstag=last_arbeitstag(due),
        )
        Nachbetreuung.objects.create(vermittlung=row, monat=monat, faellig_am=due, frist=frist)


def drop(row: Vermittlung) -> None:
    """Take away the looks back that nobody answered, with their Fristen."""
    Frist.objects.filter(nachbetreuung__vermittlung=row, nachbetreuung__ergebnis="").delete()
    row.nachbetreuungen.filter(ergebnis="").delete()


def lapse(row: Vermittlung, *, user: User) -> None:
    """Let the looks back that nobody answered lapse: the job has ended."""
    for look in row.nachbetreuungen.filter(ergebnis="").select_related("frist"):
        _close(look, E.ENTFALLEN, user)


def revive(row: Vermittlung) -> None:
    """Let lapsed looks back wait again: the end was none."""
    Frist.objects.filter(nachbetreuung__vermittlung=row, nachbetreuung__ergebnis=E.ENTFALLEN).update(
        erledigt_am=None, erledigt_von=None
    )
    row.nachbetreuungen.filter(ergebnis=E.ENTFALLEN).update(ergebnis="", erledigt_am=None, erledigt_von=None)


@transaction.atomic
def answer(look: Nachbetreuung, *, ergebnis: str, kontakt: str, problem: str = "", user: User) -> Nachbetreuung:
    """Note what a look back found; answering again puts it right.

    Raises DomainError ``beendet`` when it lapsed, ``kontakt`` when nobody was reached and somebody spoke, or the other way
    round, ``problem`` when a problem has no words.
    """
    lock(look.vermittlung.fallakte_id)
    look = Nachbetreuung.objects.select_for_update(of=("self",)).select_related("vermittlung__fallakte", "frist").get(pk=look.pk)
    if look.ergebnis == E.ENTFALLEN:
        raise DomainError(_("Die Beschäftigung war vorher beendet, hier ist nichts einzutragen."), "beendet")
    if (ergebnis == E.NICHT_ERREICHT) != (kontakt == Kontaktweg.NIEMAND):
        raise DomainError(_("Ergebnis und Kontakt passen nicht zusammen: Wurde jemand erreicht?"), "kontakt")
    if ergebnis == E.PROBLEM and not problem.strip():
        raise DomainError(_("Bitte schreiben Sie, welches Problem es gibt."), "problem")
    look.kontakt, look.problem = kontakt, problem.strip() if ergebnis == E.PROBLEM else ""
    _close(look, ergebnis, user)
    record("nachbetreuung_erledigt", look.vermittlung, grund=ergebnis)
    einheit = str(look.vermittlung.fallakte.einheit_id)
    melde("nachbetreuung_erledigt", wert=look.monat, einheit=einheit, leistung=look.vermittlung.art, ergebnis=ergebnis)
    return look


def _close(look: Nachbetreuung, ergebnis: str, user: User) -> None:
    look.ergebnis, look.erledigt_am, look.erledigt_von = ergebnis, uhr.now(), user
    look.save(update_fields=["ergebnis", "kontakt", "problem", "erledigt_am", "erledigt_von"])
    if look.frist is not None:
        finish(look.frist, user=user)
