"""Decisions of Gremien are entered, carried out, repealed."""

from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.datei import take_file
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from monitoring.models import Beschluss, Gremium
from monitoring.stellungnahme import BESCHLUSS_UEBERGAENGE, DATEIZWECK, BeschlussStatus


@transaction.atomic
def save_gremium(*, gremium: Gremium) -> Gremium:
    gremium.save()
    record("gremium_gespeichert", gremium)
    return gremium


@transaction.atomic
def save_beschluss(*, beschluss: Beschluss, datei: UploadedFile | None = None) -> Beschluss:
    """Store a decision that was entered or corrected, with its document. Raises DomainError where the file is not taken."""
    new = beschluss._state.adding
    beschluss.save()
    if datei:
        take_file(upload=datei, zweck=DATEIZWECK, objekt_id=beschluss.pk)
    record("beschluss_angelegt" if new else "beschluss_geaendert", beschluss)
    return beschluss


@transaction.atomic
def carry_out(*, beschluss: Beschluss, am: date) -> Beschluss:
    """Say since when it is carried out; twice changes nothing. Raises DomainError ``tag``, ``stand``."""
    row = _locked(beschluss)
    if not row.tag <= am <= uhr.today():
        raise DomainError(_("Dieser Tag muss zwischen der Sitzung und heute liegen."), "tag")
    return row if row.status == BeschlussStatus.UMGESETZT else _move(row, BeschlussStatus.UMGESETZT, am)


@transaction.atomic
def reopen(*, beschluss: Beschluss) -> Beschluss:
    """It is not carried out after all."""
    return _move(_locked(beschluss), BeschlussStatus.GEFASST, None)


@transaction.atomic
def repeal(*, beschluss: Beschluss) -> Beschluss:
    """The Gremium took it back; nobody has to carry it out any more."""
    return _move(_locked(beschluss), BeschlussStatus.AUFGEHOBEN, None)


def _locked(beschluss: Beschluss) -> Beschluss:
    return Beschluss.objects.select_for_update(of=("self",)).get(pk=beschluss.pk)


def _move(row: Beschluss, status: BeschlussStatus, am: date | None) -> Beschluss:
    if status not in BESCHLUSS_UEBERGAENGE[row.status]:
        raise DomainError(_("Das geht in diesem Stand nicht: %(stand)s.") % {"stand": row.get_status_display()}, "stand")
    row.status, row.umgesetzt_am = status, am
    row.save(update_fields=["status", "umgesetzt_am"])
    record(f"beschluss_{status}", row)
    return row
