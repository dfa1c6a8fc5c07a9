"""What ``manage.py doctor`` looks at where files are concerned."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.actions.datei import find_orphans, too_many_orphans
from behoerde.kern.dateien import ablage, clamd
from behoerde.kern.db import System, als
from behoerde.kern.models import Datei

LONGEST_QUARANTINE = timedelta(minutes=15)
OLDEST_SIGNATURES = timedelta(days=4)


def storage() -> str:
    try:
        ablage.probe()
    except OSError as fault:
        return _(
            "In den Ordner DATEIEN (%(ordner)s) lässt sich nicht schreiben (%(grund)s): Bitte prüfen Sie Volume und Rechte."
        ) % {
            "ordner": settings.DATEIEN,
            "grund": fault.strerror or type(fault).__name__,
        }
    if not ablage.has_room():
        return _("Im Ordner DATEIEN ist zu wenig Platz, das Portal nimmt keine Dateien mehr an: Bitte schaffen Sie Platz.")
    return ""


def scanner() -> str:
    if not settings.CLAMD:
        if settings.DATEIEN_OHNE_PRUEFUNG:
            return _(
                "Dateien werden nicht auf Viren geprüft (DATEIEN_OHNE_PRUEFUNG): "
                "Für den echten Betrieb bitte CLAMD setzen und DATEIEN_OHNE_PRUEFUNG leeren."
            )
        return _(
            "CLAMD ist leer, Dateien bleiben in Quarantäne und niemand kann sie ansehen: Bitte nennen Sie einen Virenscanner."
        )
    try:
        clamd.ping()
        made = clamd.signatures_of()
    except clamd.ScannerStoerung as fault:
        return _("Der Virenscanner antwortet nicht (%(grund)s), Dateien bleiben in Quarantäne: Bitte prüfen Sie CLAMD.") % {
            "grund": fault
        }
    if made is None:
        return _("Der Virenscanner hat keine Signaturen: Bitte prüfen Sie, ob freshclam läuft.")
    if (age := uhr.now() - made) > OLDEST_SIGNATURES:
        return _("Die Signaturen des Virenscanners sind %(tage)d Tage alt: Bitte prüfen Sie, ob freshclam läuft.") % {
            "tage": age.days
        }
    return ""


def quarantine() -> str:
    with als(System.AUFGABE):
        waiting = Datei.objects.filter(status=Datei.Status.QUARANTAENE).order_by("angelegt_am")
        oldest = waiting.values_list("angelegt_am", flat=True).first()
    if oldest is not None and (wait := uhr.now() - oldest) > LONGEST_QUARANTINE:
        return _("Die älteste Datei wartet seit %(minuten)d Minuten auf den Virenscanner: Bitte prüfen Sie CLAMD und Worker.") % {
            "minuten": wait.total_seconds() // 60
        }
    return ""


def contents() -> str:
    with als(System.AUFGABE):
        rows = set(Datei.objects.exclude(ablage="").values_list("ablage", flat=True))
        stored = {name for name, _changed in ablage.stored()}
        orphans = find_orphans()
    if missing := len(rows - stored):
        return _("Zu %(anzahl)d Dateien fehlt der Inhalt im Ordner DATEIEN: Bitte spielen Sie ihn aus der Sicherung zurück.") % {
            "anzahl": missing
        }
    if too_many_orphans(len(orphans), len(stored)):
        return _(
            "Zu %(anzahl)d Inhalten im Ordner DATEIEN kennt die Datenbank keine Datei, darum wird nichts gelöscht: "
            "Bitte prüfen Sie, ob DATABASE_URL und DATEIEN zusammengehören."
        ) % {"anzahl": len(orphans)}
    return ""
