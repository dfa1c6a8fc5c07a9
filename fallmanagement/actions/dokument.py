"""Documents of a case: put in, given a newer version, moved, taken over from a concern, taken out."""

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern.actions.datei import copy_file, take_file
from behoerde.kern.actions.protokoll import record
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Datei, User
from fallmanagement.actions.fallakte import lock
from fallmanagement.dokumente import DATEIZWECK
from fallmanagement.models import Dokument, Fallakte
from fallmanagement.queries.dokumente import TITEL_HOECHSTENS, quellen


@transaction.atomic
def add_dokument(akte: Fallakte, *, ordner: str, titel: str, upload: File, user: User) -> Dokument:
    """Put a file into a folder. Raises DomainError with a sentence for whoever sent it when the file is refused."""
    akte = lock(akte.pk)
    row = Dokument.objects.create(fallakte=akte, ordner=ordner, titel=titel, angelegt_von=user)
    take_file(upload=upload, zweck=DATEIZWECK, objekt_id=row.pk)
    record("dokument_abgelegt", akte)
    return row


@transaction.atomic
def add_fassung(row: Dokument, *, upload: File) -> Datei:
    """Let a newer file be in force; the older ones stay. Raises DomainError ``schon_da`` for a content that was there before."""
    akte = lock(row.fallakte_id)
    before = set(Datei.objects.of(DATEIZWECK, row.pk).values_list("pk", flat=True))
    datei = take_file(upload=upload, zweck=DATEIZWECK, objekt_id=row.pk)
    if datei.pk in before:
        raise DomainError(_("Diese Datei ist schon als Fassung abgelegt."), "schon_da")
    record("dokument_fassung", akte)
    return datei


@transaction.atomic
def take_over(akte: Fallakte, datei_id: str, *, ordner: str, user: User) -> Dokument:
    """Copy a file of a concern that ``user`` may see into the case, with who sent it and when; again yields the same Dokument.

    Raises DomainError ``weg`` when there is no such file, ``ungeprueft`` while nobody scanned it.
    """
    akte = lock(akte.pk)
    found = next((quelle for quelle in quellen(akte, user) if str(quelle.datei.pk) == datei_id), None)
    if found is None:
        raise DomainError(_("Diese Datei gibt es nicht mehr. Bitte laden Sie die Seite neu."), "weg")
    if found.dokument is not None:
        return found.dokument
    row = Dokument.objects.create(
        fallakte=akte,
        ordner=ordner,
        titel=found.datei.name.rpartition(".")[0][:TITEL_HOECHSTENS] or _("Datei"),
        herkunft=found.vorgang,
        angelegt_von=user,
    )
    copy_file(found.datei, zweck=DATEIZWECK, objekt_id=row.pk)
    record("dokument_uebernommen", akte)
    return row


@transaction.atomic
def change_dokument(row: Dokument, *, ordner: str, titel: str) -> None:
    akte = lock(row.fallakte_id)
    row.ordner, row.titel = ordner, titel
    row.save(update_fields=["ordner", "titel"])
    record("dokument_geaendert", akte)


@transaction.atomic
def remove_dokument(row: Dokument) -> None:
    """Take out what was put in by mistake, with all its versions; the history keeps that it was there."""
    akte = lock(row.fallakte_id)
    Datei.objects.of(DATEIZWECK, row.pk).delete()
    row.delete()
    record("dokument_entfernt", akte)
