"""Documents of a case by folder with their versions, and files of concerns that may be taken over."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from behoerde.kern.geschichte import names_of
from behoerde.kern.models import Datei, User
from behoerde.kern.rechte import Recht
from fallmanagement.dokumente import DATEIZWECK, Ordner
from fallmanagement.models import Dokument, Fallakte
from fallmanagement.queries.zusammenfuehrung import hashes_of
from termine.queries.anliegen import files_about

TITEL_HOECHSTENS = 120


@dataclass(frozen=True)
class Fassung:
    """One version: its number, its file, and who sent it."""

    nummer: int
    datei: Datei
    wer: str


@dataclass(frozen=True)
class Akteneintrag:
    """A document with the version in force (None while every file was refused) and the others, the newest first."""

    dokument: Dokument
    gilt: Fassung | None
    andere: list[Fassung]


@dataclass(frozen=True)
class Quelle:
    """A file of a concern, and the Dokument that was made of it."""

    vorgang: str
    datei: Datei
    dokument: Dokument | None


def may_see(user: User, objekt_id: UUID) -> bool:
    """Tell whether the files of a document are open to ``user``."""
    if not user.hat_recht(Recht.FALLAKTEN):
        return False
    return Dokument.objects.filter(pk=objekt_id, fallakte__in=Fallakte.objects.sichtbar_fuer(user)).exists()


def in_use() -> QuerySet[Dokument]:
    """Return the keys of documents: their files stay as long as they do."""
    return Dokument.objects.values("pk")  # type: ignore[return-value]


def abgelegt(akte: Fallakte) -> list[tuple[Ordner, list[Akteneintrag]]]:
    """Return folders that hold something with their documents, in three queries."""
    rows = list(Dokument.objects.filter(fallakte=akte))
    files: dict[UUID, list[Datei]] = {row.pk: [] for row in rows}
    for datei in Datei.objects.filter(zweck=DATEIZWECK, objekt_id__in=files).order_by("angelegt_am", "pk"):
        files[datei.objekt_id].append(datei)
    names = names_of(_sender(datei) for found in files.values() for datei in found)
    entries = {ordner: [_entry(row, files[row.pk], names) for row in rows if row.ordner == ordner] for ordner in Ordner}
    return [(ordner, found) for ordner, found in entries.items() if found]


def _sender(datei: Datei) -> str:
    return str(datei.user_id or datei.system)


def _entry(row: Dokument, files: list[Datei], names: dict[str, str]) -> Akteneintrag:
    who = {datei.pk: _("die Person") if datei.system == "kunde" else names.get(_sender(datei), "") for datei in files}
    versions = [Fassung(number, datei, who[datei.pk]) for number, datei in enumerate(files, 1)]
    current = next((one for one in reversed(versions) if not one.datei.is_abgewiesen), None)
    return Akteneintrag(row, current, [one for one in reversed(versions) if one is not current])


def quellen(akte: Fallakte, user: User) -> list[Quelle]:
    """Return the files of concerns about the person that ``user`` may see, and what was taken over already."""
    taken = {
        datei.pruefsumme: datei.objekt_id
        for datei in Datei.objects.filter(zweck=DATEIZWECK, objekt_id__in=Dokument.objects.filter(fallakte=akte).values("pk"))
    }
    rows = Dokument.objects.in_bulk(taken.values())
    found = []
    for concern, files in files_about(hashes_of(akte), user):
        words = _("Anliegen %(nummer)s: %(leistung)s") % {"nummer": concern.nummer, "leistung": concern.leistung}
        for datei in files:
            known = rows.get(taken[datei.pruefsumme]) if datei.pruefsumme in taken else None
            found.append(Quelle(words[:200], datei, known))
    return found
