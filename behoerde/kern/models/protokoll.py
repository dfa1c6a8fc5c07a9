"""Who did what to whom: append-only."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr

# Reading, refused and emergency access: visible to DATENSCHUTZ only (policy in the first migration).
LESEVORGAENGE = ("gelesen", "verweigert", "notzugriff")


class Protokolleintrag(models.Model):
    """One thing somebody did or read. No foreign keys: the row outlives account and object."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    zeit = models.DateTimeField(default=uhr.now)
    vorgang = models.CharField(_("Vorgang"), max_length=60)
    user_id = models.UUIDField(null=True, blank=True)
    system = models.CharField(max_length=20, blank=True)
    objekt_art = models.CharField(max_length=80)
    objekt_id = models.CharField(max_length=40)
    grund = models.CharField(_("Grund"), max_length=300, blank=True)
    anfrage_id = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-zeit"]
        verbose_name = _("Protokolleintrag")
        verbose_name_plural = _("Protokolleinträge")
        indexes = [
            models.Index(fields=["objekt_art", "objekt_id", "zeit"], name="protokoll_objekt"),
            models.Index(fields=["user_id", "zeit"], name="protokoll_wer"),
            models.Index(fields=["zeit"], condition=Q(vorgang__in=LESEVORGAENGE), name="protokoll_gelesen"),
        ]
        triggers = [pgtrigger.Protect(name="nur_anfuegen", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.vorgang}: {self.objekt_art} {self.objekt_id}"
