"""Words of figures that other apps and pages may know."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Zeitraum(models.TextChoices):
    """The period of one value."""

    TAG = "tag", _("Tag")
    MONAT = "monat", _("Monat")
    QUARTAL = "quartal", _("Quartal")
    JAHR = "jahr", _("Jahr")
    LAUFEND = "laufend", _("letzte 90 Tage")


class Warnart(models.TextChoices):
    """When a figure warns."""

    SCHWANKUNG = "schwankung", _("mehr als Zufall")
    ZIEL = "ziel", _("Ziel verfehlt")


class Herkunft(models.TextChoices):
    """Where a value comes from."""

    GERECHNET = "gerechnet", _("im Haus gerechnet")
    EINGELESEN = "eingelesen", _("aus einer Statistik eingelesen")
