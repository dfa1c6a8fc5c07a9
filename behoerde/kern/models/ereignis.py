"""Anonymous events for figures; no personal data, partitioned by year."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7


class Ereignis(models.Model):
    """Something happened once: kind, time, value and the few attributes figures are broken down by."""

    pk = models.CompositePrimaryKey("zeit", "id")
    id = models.UUIDField(default=uuid7, editable=False)
    zeit = models.DateTimeField()
    art = models.CharField(max_length=60)
    wert = models.FloatField(null=True, blank=True)
    leistung = models.CharField(max_length=80, blank=True)
    standort = models.CharField(max_length=60, blank=True)
    kanal = models.CharField(max_length=20, blank=True)
    sprache = models.CharField(max_length=10, blank=True)
    einheit = models.CharField(max_length=60, blank=True)
    ergebnis = models.CharField(max_length=40, blank=True)

    class Meta:
        managed = False  # partitioned table: made by RunSQL in the first migration
        db_table = "kern_ereignis"
        verbose_name = _("Ereignis")
        verbose_name_plural = _("Ereignisse")

    def __str__(self) -> str:
        return f"{self.art} {self.zeit:%Y-%m-%d}"
