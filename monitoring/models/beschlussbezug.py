"""What a decision of a Gremium is about: a Leitsatz, a Ziel, a measure."""

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from monitoring.models.gremien import Beschluss
from monitoring.models.leitbild import Leitsatz
from monitoring.models.strategie import Ziel
from monitoring.models.vorhaben import Vorhaben


@pghistory.track()
class Beschlussbezug(models.Model):
    """One thing that a decision is about."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    beschluss = models.ForeignKey(Beschluss, on_delete=models.PROTECT, related_name="bezuege")
    leitsatz = models.ForeignKey(Leitsatz, null=True, on_delete=models.PROTECT, related_name="beschluesse")
    ziel = models.ForeignKey(Ziel, null=True, on_delete=models.PROTECT, related_name="beschluesse")
    vorhaben = models.ForeignKey(Vorhaben, null=True, on_delete=models.PROTECT, related_name="beschluesse")

    class Meta:
        ordering = ["id"]
        verbose_name = _("Bezug eines Beschlusses")
        verbose_name_plural = _("Bezüge von Beschlüssen")
        constraints = [
            models.CheckConstraint(
                condition=Q(leitsatz__isnull=False, ziel=None, vorhaben=None)
                | Q(leitsatz=None, ziel__isnull=False, vorhaben=None)
                | Q(leitsatz=None, ziel=None, vorhaben__isnull=False),
                name="beschlussbezug_eines",
            ),
            models.UniqueConstraint(fields=["beschluss", "leitsatz"], name="beschlussbezug_leitsatz"),
            models.UniqueConstraint(fields=["beschluss", "ziel"], name="beschlussbezug_ziel"),
            models.UniqueConstraint(fields=["beschluss", "vorhaben"], name="beschlussbezug_vorhaben"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
