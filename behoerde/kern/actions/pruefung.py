"""Scan files that wait in quarantine: lease, commit, scan, mark. Without a clear answer a file stays where it is."""

from datetime import timedelta
from uuid import UUID

import structlog
from django.conf import settings

from behoerde.kern import uhr
from behoerde.kern.actions.datei import reject, release
from behoerde.kern.actions.postausgang import wake
from behoerde.kern.dateien import clamd
from behoerde.kern.dateien.clamd import ScannerStoerung
from behoerde.kern.db import System, als
from behoerde.kern.enums import Dateigrund, DateiStatus
from behoerde.kern.models import Datei, InhaltFehlt

log = structlog.get_logger(__name__)
SPERRE = timedelta(minutes=5)
STAPEL = 20  # scans of one run: mail must not wait behind files
LONGEST_PAUSE = timedelta(minutes=15)


def scan_due() -> int:
    """Scan what waits and return how many files were looked at; stops at once when the scanner is away.

    Without CLAMD nothing is scanned: files wait, or pass unseen where DATEIEN_OHNE_PRUEFUNG says so (trial).
    """
    look = _scan if settings.CLAMD else _wave_through
    if not settings.CLAMD and not settings.DATEIEN_OHNE_PRUEFUNG:
        return 0
    for done in range(STAPEL):
        pk = _lease()
        if pk is None or not look(pk):
            return done
    wake("kern.dateien_pruefen")
    return STAPEL


def _lease() -> UUID | None:
    """Take the file that waits longest; another worker skips it until the lease has run out."""
    instant = uhr.now()
    with als(System.AUFGABE):
        datei = Datei.objects.due(instant).select_for_update(skip_locked=True).first()
        if datei is None:
            return None
        datei.gesperrt_bis, datei.versuche = instant + SPERRE, min(datei.versuche + 1, 1000)
        datei.save(update_fields=["gesperrt_bis", "versuche"])
    return datei.pk


def _scan(pk: UUID) -> bool:
    """Scan one leased file outside of any transaction; False when the scanner gave no answer."""
    with als(System.AUFGABE):
        datei = Datei.objects.get(pk=pk)
    try:
        found = clamd.scan(datei.read())
    except (ScannerStoerung, InhaltFehlt) as fault:
        log.warning("datei_nicht_geprueft", datei=str(pk), versuche=datei.versuche, fehler=type(fault).__name__)
        _postpone(datei)
        return isinstance(fault, InhaltFehlt)
    with als(System.AUFGABE):
        if not Datei.objects.filter(pk=pk).exists():
            log.info("datei_inzwischen_entfernt", datei=str(pk))
        elif found:
            log.warning("datei_abgewiesen", datei=str(pk), befund=found)
            reject(datei, grund=Dateigrund.SCHADSOFTWARE, befund=found)
        else:
            release(datei)
    return True


def _wave_through(pk: UUID) -> bool:
    with als(System.AUFGABE):
        release(Datei.objects.get(pk=pk), scanned=False)
    return True


def _postpone(datei: Datei) -> None:
    """Give the lease back and try again later; the mark counts only while the lease is ours."""
    pause = min(timedelta(seconds=30) * 2 ** min(datei.versuche, 10), LONGEST_PAUSE)
    with als(System.AUFGABE):
        ours = Datei.objects.filter(pk=datei.pk, status=DateiStatus.QUARANTAENE, versuche=datei.versuche)
        ours.update(gesperrt_bis=None, faellig_ab=uhr.now() + pause)
