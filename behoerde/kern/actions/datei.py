"""The only way a file gets into the portal.

In a form of a public page::

    from behoerde.kern.dateien.feld import DateienMixin, DateiFeld

    class AnfrageForm(DateienMixin, SchutzMixin, forms.Form):     # DateienMixin first; ``request=`` as for SchutzMixin
        unterlagen = DateiFeld(label=_("Unterlagen"), required=False, hoechstens=8)

    <form method="post" enctype="multipart/form-data">            # without it browsers send no files

    if form.is_valid():
        anliegen = take_anliegen(…)                               # your action; in it, in the same transaction:
        adopt_entwurf(form.cleaned_data["unterlagen"], zweck=Dateizweck.ANLIEGEN, objekt_id=anliegen.pk)

``cleaned_data["unterlagen"]`` is the key (UUID) of the files that came with this form. They are taken as soon as a POST
brings them, whatever else is wrong with it, stay with the form under that key, can be removed there, and are dropped
after a day when nobody sends the form off. The buttons "hinzufügen" and "entfernen" send the form without judging it:
``is_valid()`` is False and only the file field has errors, so a view needs no case for them. Sending the same form
twice adopts once. ``Datei.objects.of(zweck, objekt_id)`` lists what was adopted; show it with
``{% include "_bausteine/dateien.html" with dateien=… only %}`` (``links=True`` for staff).

The app that owns ``zweck`` registers who may open its files::

    Dateizugang(Dateizweck.ANLIEGEN, darf_sehen=lambda user, objekt_id: Anliegen.objects.sichtbar_fuer(user)…exists())

A new file is in quarantine until the scanner has seen it (``actions/pruefung.py``). The signals ``datei_frei`` and
``datei_abgewiesen`` (``behoerde.kern.signals``) tell the owner in the same transaction. Outside of forms (a letter that
staff scan in) call ``take_file`` directly.
"""

import hashlib
import re
import unicodedata
from datetime import timedelta
from functools import partial
from uuid import UUID

import structlog
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.postausgang import wake
from behoerde.kern.actions.protokoll import record
from behoerde.kern.dateien import ablage
from behoerde.kern.dateien.abschirmung import clean_shielded
from behoerde.kern.dateien.reinigung import MAX_BYTES, Abgelehnt, Gereinigt
from behoerde.kern.db import System, wer
from behoerde.kern.enums import Ablehnung, Dateigrund, DateiStatus
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import ENTWURF, Datei
from behoerde.kern.signals import datei_abgewiesen, datei_frei

log = structlog.get_logger(__name__)
NAME_LENGTH = 100
ENDUNGEN = {Datei.Medientyp.PDF: "pdf", Datei.Medientyp.JPEG: "jpg", Datei.Medientyp.PNG: "png"}
# What a copy keeps: the file itself, whose it was, and that it was scanned.
MITGENOMMEN = (
    "name", "medientyp", "groesse", "pruefsumme", "seiten", "status", "user_id", "system", "angelegt_am", "geprueft_am",
)  # fmt: skip
ENTWURF_DAUER = timedelta(days=1)
WAISEN_HOECHSTENS = 50
WAISEN_NACH = timedelta(days=1)  # by then the transaction that wrote the content has ended, one way or the other


@transaction.atomic
def take_file(*, upload: File, zweck: str, objekt_id: UUID, name: str = "") -> Datei:
    """Clean, encrypt and keep one uploaded file; the same content for the same object again yields the same Datei.

    Raises DomainError with a sentence for the person; its code is one of Ablehnung or Dateigrund.
    """
    rein = _clean(upload)
    pruefsumme = hashlib.sha256(rein.inhalt).hexdigest()
    known = Datei.objects.of(zweck, objekt_id).filter(pruefsumme=pruefsumme)
    if known.exists():
        return _known(known.get())
    jemand = wer() or System.AUFGABE
    datei = Datei(
        zweck=zweck,
        objekt_id=objekt_id,
        entwurf=objekt_id if zweck == ENTWURF else None,
        name=clean_name(name or upload.name or "", rein.medientyp),
        medientyp=rein.medientyp,
        groesse=len(rein.inhalt),
        pruefsumme=pruefsumme,
        seiten=rein.seiten,
        user_id=None if isinstance(jemand, System) else jemand.pk,
        system=jemand if isinstance(jemand, System) else "",
        ablage=_store(rein.inhalt),
    )
    Datei.objects.bulk_create([datei], ignore_conflicts=True)
    kept = known.get()
    if kept.pk != datei.pk:  # somebody sent the same form at the same moment
        ablage.remove(datei.ablage)
        return _known(kept)
    record("datei_angenommen", datei)
    transaction.on_commit(partial(wake, "kern.dateien_pruefen"), robust=True)
    return datei


@transaction.atomic
def copy_file(datei: Datei, *, zweck: str, objekt_id: UUID) -> Datei:
    """Give a copy of a scanned file to another object: who sent it, when, and what the scanner said go with it.

    The same content for the same object again yields the same Datei. Raises DomainError ``ungeprueft`` while it is in quarantine
    or when it was rejected.
    """
    if not datei.is_frei:
        raise DomainError(_("Diese Datei ist noch nicht geprüft oder wurde abgewiesen."), "ungeprueft")
    known = Datei.objects.of(zweck, objekt_id).filter(pruefsumme=datei.pruefsumme)
    if known.exists():
        return known.get()
    kept = {name: getattr(datei, name) for name in MITGENOMMEN}
    copy = Datei(zweck=zweck, objekt_id=objekt_id, ablage=_store(datei.read()), **kept)
    Datei.objects.bulk_create([copy], ignore_conflicts=True)
    stored = known.get()
    if stored.pk != copy.pk:  # somebody took it over at the same moment
        ablage.remove(copy.ablage)
        return stored
    record("datei_uebernommen", copy)
    return copy


def _clean(upload: File) -> Gereinigt:
    if upload.size is not None and upload.size > MAX_BYTES:  # without reading it
        raise _no(Ablehnung.ZU_GROSS)
    try:
        upload.seek(0)
        return clean_shielded(upload.read())
    except Abgelehnt as refused:
        raise _no(Ablehnung(str(refused))) from refused


def _store(content: bytes) -> str:
    try:
        if ablage.has_room():
            return ablage.store(content)
    except OSError as fault:
        raise _no(Ablehnung.KEIN_PLATZ) from fault
    raise _no(Ablehnung.KEIN_PLATZ)


def _no(grund: Ablehnung) -> DomainError:
    return DomainError(str(grund.label), grund)


def _known(datei: Datei) -> Datei:
    if datei.is_abgewiesen:
        raise DomainError(datei.warum, datei.grund)
    return datei


def clean_name(name: str, medientyp: str) -> str:
    """Return ``name`` as it is kept: cleaned, at most NAME_LENGTH long, with the ending of what the file really is."""
    stem = re.sub(r"(\.(pdf|jpe?g|png))+$", "", shown_name(name), flags=re.IGNORECASE).strip(". ")
    return f"{stem[:NAME_LENGTH] or 'datei'}.{ENDUNGEN[Datei.Medientyp(medientyp)]}"


def shown_name(name: str) -> str:
    """Return ``name`` on one line without folders and without characters that nobody sees or that turn others around."""
    base = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    return " ".join("".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in base).split())


# --- Files of a form that is not sent off yet ---
@transaction.atomic
def adopt_entwurf(entwurf: UUID, *, zweck: str, objekt_id: UUID) -> None:
    """Give the files that came with the form ``entwurf`` to an object; doing it again changes nothing."""
    new = Datei.objects.of(ENTWURF, entwurf).select_for_update()
    doubles = new.filter(pruefsumme__in=Datei.objects.of(zweck, objekt_id).values("pruefsumme"))
    doubles.delete()
    new.update(zweck=zweck, objekt_id=objekt_id)


@transaction.atomic
def remove_from_entwurf(entwurf: UUID, datei: UUID) -> None:
    """Take one file off a form that is not sent off yet; one that is gone already is fine."""
    Datei.objects.of(ENTWURF, entwurf).filter(pk=datei).delete()


def drop_entwuerfe() -> None:
    """Delete files of forms that nobody sent off."""
    Datei.objects.filter(zweck=ENTWURF, angelegt_am__lt=uhr.now() - ENTWURF_DAUER).delete()


# --- After the scan ---
@transaction.atomic
def release(datei: Datei, *, scanned: bool = True) -> None:
    """Let staff open the file; ``scanned`` False says that nobody looked (trial only). A rejected one stays so."""
    datei.refresh_from_db(from_queryset=Datei.objects.select_for_update())
    if datei.status == DateiStatus.QUARANTAENE:
        datei.status, datei.geprueft_am, datei.gesperrt_bis = DateiStatus.FREI, uhr.now() if scanned else None, None
        datei.save(update_fields=["status", "geprueft_am", "gesperrt_bis"])
        record("datei_frei", datei)
        datei_frei.send(sender=Datei, datei=datei)


@transaction.atomic
def reject(datei: Datei, *, grund: Dateigrund, befund: str = "") -> None:
    """Delete the content for good and keep the row, so that the person reads why; again changes nothing."""
    datei.refresh_from_db(from_queryset=Datei.objects.select_for_update())
    if datei.is_abgewiesen:
        return
    transaction.on_commit(partial(ablage.remove, datei.ablage), robust=True)
    datei.status, datei.grund, datei.befund, datei.ablage = DateiStatus.ABGEWIESEN, grund, befund[:120], ""
    datei.geprueft_am, datei.gesperrt_bis = uhr.now(), None
    datei.save(update_fields=["status", "grund", "befund", "ablage", "geprueft_am", "gesperrt_bis"])
    record("datei_abgewiesen", datei, grund=datei.befund)
    datei_abgewiesen.send(sender=Datei, datei=datei)


# --- Contents that belong to nobody ---
def find_orphans() -> list[str]:
    """Return the contents without a row that are older than any open transaction: a crash came between the two."""
    limit = uhr.now() - WAISEN_NACH
    old = [name for name, changed in ablage.stored() if changed < limit]
    known = set(Datei.objects.filter(ablage__in=old).values_list("ablage", flat=True))
    return [name for name in old if name not in known]


def too_many_orphans(orphans: int, stored: int) -> bool:
    """Tell whether crashes can't explain so many: then the folder belongs to another database, and nothing may go."""
    return orphans > WAISEN_HOECHSTENS and orphans * 2 > stored


def sweep_orphans() -> int:
    """Delete orphaned contents and return how many; when they are too many, delete none (``doctor`` says so)."""
    orphans = find_orphans()
    if too_many_orphans(len(orphans), sum(1 for _content in ablage.stored())):
        log.error("dateien_ohne_zeile", anzahl=len(orphans))
        return 0
    for name in orphans:
        ablage.remove(name)
    return len(orphans)
