"""The office stands by a fact of the catalogue, corrects it or takes its word back."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import User
from termine.actions.katalogpflege import save_leistung
from termine.fassungen import abdruck as abdruck_of
from termine.fassungen import inhalt_of
from termine.models import Angabe, Leistung, Pruefvermerk
from termine.queries.verwaltung_angaben import BESTAETIGT, fingerprint, joint_fingerprint, with_facts, zeilen_of


def _locked(leistung: Leistung) -> Leistung:
    """Return the Leistung as it stands now; two people who confirm and correct it come one after the other."""
    return with_facts(Leistung.objects.select_for_update(no_key=True)).get(pk=leistung.pk)


def _check_seen(seen: str, now: str) -> None:
    if seen != now:
        raise DomainError(
            _("Diese Angabe hat inzwischen jemand geändert. Bitte sehen Sie sich den neuen Stand an."), "inzwischen_geaendert"
        )


@transaction.atomic
def confirm_angabe(*, leistung: Leistung, angabe: Angabe, abdruck: str, user: User, quelle: str = "") -> Pruefvermerk:
    """Let ``user`` answer for the fact as it was seen (``abdruck``); asking twice keeps the first confirmation.

    Raises DomainError ``inzwischen_geaendert`` when the fact is no longer what was seen.
    """
    current = _locked(leistung)
    _check_seen(abdruck, fingerprint(current, angabe))
    return _confirm(current, angabe, user, quelle)


def _confirm(leistung: Leistung, angabe: Angabe, user: User, quelle: str) -> Pruefvermerk:
    values = {"geprueft_von": user, "geprueft_am": uhr.now(), "quelle": quelle}
    vermerk, created = Pruefvermerk.objects.get_or_create(leistung=leistung, angabe=angabe, defaults=values)
    if not created and quelle and quelle != vermerk.quelle:
        Pruefvermerk.objects.filter(pk=vermerk.pk).update(**values)
    Leistung.objects.filter(pk=leistung.pk).update(**{angabe.merkfeld: True})
    record("angabe_bestaetigt", leistung, grund=angabe.value)
    return vermerk


@transaction.atomic
def confirm_all(*, leistung: Leistung, abdruck: str, user: User, quelle: str = "") -> int:
    """Let ``user`` answer for every fact of a Leistung that nobody answers for yet, and return how many these were."""
    current = _locked(leistung)
    zeilen = zeilen_of(current)
    _check_seen(abdruck, joint_fingerprint(zeilen))
    waiting = [zeile.angabe for zeile in zeilen if zeile.stand != BESTAETIGT]
    for angabe in waiting:
        _confirm(current, angabe, user, quelle)
    return len(waiting)


@transaction.atomic
def correct_angabe(
    *, leistung: Leistung, angabe: Angabe, abdruck: str, werte: dict, user: User, quelle: str = ""
) -> Pruefvermerk:
    """Write what the fact is (``werte`` by column) and let ``user`` answer for it."""
    current = _locked(leistung)
    _check_seen(abdruck, fingerprint(current, angabe))
    changed = {column: value for column, value in werte.items() if getattr(current, column) != value}
    if changed:
        plain = {column: str(value) if isinstance(value, Decimal) else value for column, value in changed.items()}
        save_leistung(leistung=current, aenderungen=plain, gesehen=abdruck_of(inhalt_of(current)), user=user)
        record("angabe_berichtigt", leistung, grund=angabe.value)
    return _confirm(current, angabe, user, quelle)


@transaction.atomic
def withdraw_angabe(*, leistung: Leistung, angabe: Angabe) -> bool:
    """Take the word of the office back: clients see the remark again. Returns False when nobody had given it."""
    current = _locked(leistung)
    deleted, _rows = Pruefvermerk.objects.filter(leistung=current, angabe=angabe).delete()
    if deleted:
        Leistung.objects.filter(pk=leistung.pk).update(**{angabe.merkfeld: False})
        record("angabe_zurueckgenommen", leistung, grund=angabe.value)
    return bool(deleted)
