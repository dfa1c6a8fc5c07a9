"""Exchange with other offices: the format of the file, and the words of what stands in it."""

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

FORMAT, VERSION = "auslaenderbehoerde-austausch", 1
BYTES_HOECHSTENS = 2_000_000
EINTRAEGE_HOECHSTENS = 2000


class Eintragsart(TextChoices):
    """What one entry of the file is."""

    LEITSATZ = "leitsatz", _("Leitsatz")
    VORHABEN = "vorhaben", _("Maßnahme")
    KENNZAHL = "kennzahl", _("Kennzahl")


# Of each kind: the texts that an entry must have and those it may have, with the most letters of each. Nothing else is read.
PFLICHT: dict[str, dict[str, int]] = {
    Eintragsart.LEITSATZ: {"titel": 120, "text": 2000},
    Eintragsart.VORHABEN: {"titel": 160},
    Eintragsart.KENNZAHL: {"titel": 160, "definition": 2000},
}
MOEGLICH: dict[str, dict[str, int]] = {
    Eintragsart.LEITSATZ: {"leitbild": 160},
    Eintragsart.VORHABEN: {"text": 4000, "ziel": 160, "handlungsfeld": 120, "stand": 20, "wirkung": 500},
    Eintragsart.KENNZAHL: {"formel": 2000, "einheit": 60, "richtung": 60, "quelle": 300},
}
NAMEN: dict[str, Any] = {
    "text": _("Text"),
    "leitbild": _("Leitbild"),
    "ziel": _("Ziel"),
    "handlungsfeld": _("Handlungsfeld"),
    "stand": _("Stand"),
    "wirkung": _("Wirkung"),
    "definition": _("Definition"),
    "formel": _("Formel"),
    "einheit": _("Einheit"),
    "richtung": _("Richtung"),
    "quelle": _("Quelle"),
}
