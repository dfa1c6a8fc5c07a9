"""What may become of a file, and why one is refused; the sentences are for the person who sent it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DateiStatus(TextChoices):
    QUARANTAENE = "quarantaene", _("wird auf Viren geprüft")
    FREI = "frei", _("auf Viren geprüft")
    ABGEWIESEN = "abgewiesen", _("abgewiesen")


DATEI_UEBERGAENGE: dict[str, frozenset[str]] = {
    DateiStatus.QUARANTAENE: frozenset({DateiStatus.FREI, DateiStatus.ABGEWIESEN}),
    DateiStatus.FREI: frozenset({DateiStatus.ABGEWIESEN}),  # newer signatures may find what older ones did not know
    DateiStatus.ABGEWIESEN: frozenset(),
}


class Dateigrund(TextChoices):
    """Why a file that was taken is rejected afterwards."""

    SCHADSOFTWARE = (
        "schadsoftware",
        _(
            "In der Datei steckt Schadsoftware. Wir haben den Inhalt gelöscht. "
            "Bitte senden Sie das Dokument noch einmal, am besten als neues Foto."
        ),
    )


class Ablehnung(TextChoices):
    """Why a file is not taken at all; the values are the codes of ``dateien.reinigung``."""

    LEER = "leer", _("Die Datei ist leer. Bitte wählen Sie sie noch einmal aus.")
    ZU_GROSS = "zu_gross", _("Die Datei ist größer als 10 MB. Bitte senden Sie sie in mehreren Teilen oder als Fotos.")
    ART = "art", _("Diese Art von Datei können wir nicht annehmen. Bitte senden Sie ein PDF oder ein Foto (JPEG oder PNG).")
    HEIC = (
        "heic",
        _(
            "Fotos im Format HEIC können wir nicht öffnen. Bitte speichern Sie das Foto als JPEG oder senden Sie ein Bildschirmfoto."
        ),
    )
    KAPUTT = (
        "kaputt",
        _(
            "Die Datei lässt sich nicht öffnen, vielleicht ist sie beschädigt. Bitte speichern Sie sie neu oder machen Sie ein Foto."
        ),
    )
    VERSCHLUESSELT = "verschluesselt", _("Das PDF ist mit einem Passwort geschützt. Bitte senden Sie es ohne Passwort.")
    FORMULAR = (
        "formular",
        _("Dieses PDF-Formular zeigt nur Adobe Reader an. Bitte drucken Sie es in ein neues PDF und senden Sie dieses."),
    )
    ZU_VIELE_PIXEL = (
        "zu_viele_pixel",
        _("Das Bild hat mehr als 60 Megapixel. Bitte machen Sie das Foto mit einer kleineren Einstellung."),
    )
    ZU_VIELE_SEITEN = (
        "zu_viele_seiten",
        _("Das PDF hat mehr als 100 Seiten. Bitte senden Sie nur die Seiten, die wir brauchen."),
    )
    KEIN_PLATZ = (
        "kein_platz",
        _("Gerade können wir keine Dateien annehmen. Sie können das Formular ohne Dateien absenden und sie später bringen."),
    )
