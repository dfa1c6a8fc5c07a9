"""States of decisions and what a Gemeinde may answer."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

DATEIZWECK = "beschluss"  # of documents of a decision
ERINNERT_VORHER = 7  # days before the deadline of a Stellungnahme


class BeschlussStatus(TextChoices):
    GEFASST = "gefasst", _("gefasst")
    UMGESETZT = "umgesetzt", _("umgesetzt")
    AUFGEHOBEN = "aufgehoben", _("aufgehoben")


_B = BeschlussStatus
BESCHLUSS_UEBERGAENGE: dict[str, frozenset[str]] = {
    _B.GEFASST: frozenset({_B.UMGESETZT, _B.AUFGEHOBEN}),
    _B.UMGESETZT: frozenset({_B.GEFASST, _B.AUFGEHOBEN}),  # said too early
    _B.AUFGEHOBEN: frozenset(),
}


class Haltung(TextChoices):
    """What a Gemeinde says to what it was asked."""

    ZUSTIMMUNG = "zustimmung", _("Wir stimmen zu.")
    AENDERUNG = "aenderung", _("Wir stimmen zu, wenn etwas geändert wird.")
    BEDENKEN = "bedenken", _("Wir haben Bedenken.")
    KEINE_EINWAENDE = "keine_einwaende", _("Wir haben nichts anzumerken.")


class Stellungnahmelink(StrEnum):
    """What a link opens: ``objekt_id`` is a Stellungnahme."""

    STELLUNGNAHME = "stellungnahme"
