"""The competence profile: each part is added, corrected, taken out; the history keeps what was there."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from fallmanagement.actions.fallakte import lock
from fallmanagement.kompetenzen import Profilteil
from fallmanagement.models import (
    Berufserfahrung,
    Berufswunsch,
    Fallakte,
    Kompetenzprofil,
    Qualifikation,
    Sprachstand,
)

Teil = Berufswunsch | Qualifikation | Berufserfahrung


@transaction.atomic
def save_teil(akte: Fallakte, row: Teil) -> None:
    """Store a new or corrected wish, qualification or experience. Raises DomainError ``schon_da`` for the same wish twice."""
    akte = lock(akte.pk)
    row.fallakte = akte
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise DomainError(_("Das steht schon im Profil."), "schon_da") from error
    record("profil_geaendert", akte)


@transaction.atomic
def remove_teil(akte: Fallakte, row: Teil | Sprachstand) -> None:
    akte = lock(akte.pk)
    row.delete()
    record("profil_geaendert", akte)


@transaction.atomic
def set_sprache(
    akte: Fallakte, *, sprache: str, niveaus: Mapping[str, str], nachweis: str, tag: date, zertifikat: str = ""
) -> None:
    """Store the level of each skill in ``niveaus``; the other skills of the language stay as they are."""
    akte = lock(akte.pk)
    values = {"nachweis": nachweis, "zertifikat": zertifikat, "tag": tag}
    for fertigkeit, niveau in niveaus.items():
        Sprachstand.objects.update_or_create(
            fallakte=akte, sprache=sprache, fertigkeit=fertigkeit, defaults=values | {"niveau": niveau}
        )
    record("profil_geaendert", akte)


@transaction.atomic
def set_keine(akte: Fallakte, teil: str, *, keine: bool) -> None:
    """Note that there is none of a part, or take that back. Raises DomainError ``vorhanden`` when there is one."""
    akte = lock(akte.pk)
    row, _new = Kompetenzprofil.objects.get_or_create(fallakte=akte)
    wanted = sorted({*row.keine} | {teil} if keine else {*row.keine} - {teil})
    try:
        with transaction.atomic():
            row.keine = wanted
            row.save(update_fields=["keine"])
    except IntegrityError as error:
        text = _("Im Profil steht schon etwas dazu: %(teil)s passt nicht. Bitte nehmen Sie es zuerst heraus.")
        raise DomainError(text % {"teil": Profilteil(teil).label}, "vorhanden") from error
    record("profil_geaendert", akte)


@transaction.atomic
def set_mobil(akte: Fallakte, **values: Any) -> None:
    """Store licence, way to work, hours wanted and whether the birthday may stand in the CV."""
    akte = lock(akte.pk)
    Kompetenzprofil.objects.update_or_create(fallakte=akte, defaults=values)
    record("profil_geaendert", akte)
