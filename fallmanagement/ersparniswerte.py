"""Words of the savings ledger: which benefits count, what proves a month, what the office assumes."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Leistungsbezug(TextChoices):
    """Which benefits a person would receive in a month without the job."""

    ASYLBLG = "asylblg", _("nach dem AsylbLG")
    BEENDET = "beendet", _("ein Titel hat den Anspruch nach dem AsylbLG beendet (§ 1 Abs. 2, 3)")
    UKRAINE = "ukraine", _("Aufenthaltserlaubnis nach § 24 AufenthG")


class Nachweisart(TextChoices):
    """What somebody saw of a month."""

    ABRECHNUNG = "abrechnung", _("Lohnabrechnung gesehen")
    BESCHEINIGUNG = "bescheinigung", _("Bescheinigung des Betriebs gesehen")


class Annahmeart(TextChoices):
    OHNE_HILFE = "ohne_hilfe", _("Anteil, der auch ohne Hilfe Arbeit gefunden hätte")
    UKRAINE = "ukraine", _("Leistungen bei § 24 AufenthG")


class Rechtskreis(TextChoices):
    """The law under which people with § 24 AufenthG receive benefits."""

    ASYLBLG = "asylblg", _("AsylbLG")
    SGB = "sgb", _("SGB II oder SGB XII: hier nicht gezählt")
