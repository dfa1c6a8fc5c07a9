"""What moved when two concerns became one, so that each gets its own back when that was a mistake."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from termine.models.aufnahme import Aufnahme


class Zusammenfuehrung(models.Model):
    """``doppelt`` went into ``bleibt``: which files, lines, people and earlier duplicates moved, what the promise was before."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    bleibt = models.ForeignKey(Aufnahme, on_delete=models.CASCADE, related_name="+")
    doppelt = models.ForeignKey(Aufnahme, on_delete=models.CASCADE, related_name="zusammenfuehrungen")
    anliegen = ArrayField(models.UUIDField(), default=list)
    dateien = ArrayField(models.UUIDField(), default=list)
    zeilen = ArrayField(models.BigIntegerField(), default=list)  # with a file, moved
    vorhanden = ArrayField(models.BigIntegerField(), default=list)  # of ``bleibt``: missing before
    aufgegangen = ArrayField(models.UUIDField(), default=list)  # had gone into ``doppelt`` before
    worte_dazu = models.BooleanField(default=False)
    angebot_bis = models.DateTimeField()
    termin_bis = models.DateField(null=True, blank=True)
    gemacht_am = models.DateTimeField(default=uhr.now, editable=False)
    zurueckgenommen_am = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["gemacht_am", "id"]
        verbose_name = _("Zusammenführung")
        verbose_name_plural = _("Zusammenführungen")
        constraints = [
            models.UniqueConstraint(
                fields=["doppelt"], condition=Q(zurueckgenommen_am=None), name="zusammenfuehrung_gilt_einmal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.doppelt} → {self.bleibt}"
