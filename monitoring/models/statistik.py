"""Figures of statistics that others keep: what was taken in when, from which source, and all of it again."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from monitoring.enums import Zeitraum


class Einlesung(models.Model):
    """One table that was taken in: ``stand`` is the day of the statistics, not of the taking in; taken back it stays to be read."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    quelle = models.CharField(_("Quelle"), max_length=150)
    stand = models.DateField(_("Stand der Statistik"))
    eingelesen_am = models.DateTimeField(default=uhr.now, editable=False)
    eingelesen_von = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    zurueckgenommen_am = models.DateTimeField(null=True, blank=True)
    zurueckgenommen_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        ordering = ["-eingelesen_am", "-id"]
        verbose_name = _("Einlesung")
        verbose_name_plural = _("Einlesungen")
        constraints = [
            models.CheckConstraint(condition=Q(quelle__regex=r"\S"), name="einlesung_mit_quelle"),
            models.CheckConstraint(
                condition=Q(zurueckgenommen_am=None, zurueckgenommen_von=None)
                | Q(zurueckgenommen_am__isnull=False, zurueckgenommen_von__isnull=False),
                name="einlesung_zurueckgenommen_am_von",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quelle}, {self.stand:%d.%m.%Y}"


class Statistikwert(models.Model):
    """One value of one Einlesung; never changed (trigger). The latest that was not taken back is shown, see ``Messwert``."""

    einlesung = models.ForeignKey(Einlesung, on_delete=models.PROTECT, related_name="werte")
    slug = models.CharField(_("Kennzahl"), max_length=60)
    zeitraum = models.CharField(_("Zeitraum"), max_length=8, choices=Zeitraum)
    von = models.DateField(_("Von"))
    bis = models.DateField(_("Bis"))
    merkmal = models.CharField(_("Merkmal"), max_length=30, blank=True)
    auspraegung = models.CharField(_("Ausprägung"), max_length=120, blank=True)
    wert = models.FloatField(_("Wert"))
    faelle = models.PositiveIntegerField(_("Fälle"), null=True, blank=True)

    class Meta:
        ordering = ["slug", "von", "merkmal", "auspraegung"]
        verbose_name = _("Statistikwert")
        verbose_name_plural = _("Statistikwerte")
        constraints = [
            models.UniqueConstraint(
                fields=["einlesung", "slug", "zeitraum", "von", "merkmal", "auspraegung"], name="statistikwert_einmal"
            ),
            models.CheckConstraint(condition=Q(zeitraum__in=Zeitraum.values), name="statistikwert_zeitraum"),
            models.CheckConstraint(condition=Q(von__lte=F("bis")), name="statistikwert_von_bis"),
            models.CheckConstraint(
                condition=Q(merkmal="", auspraegung="") | (~Q(merkmal="") & ~Q(auspraegung="")), name="statistikwert_auspraegung"
            ),
        ]
        indexes = [models.Index(fields=["slug", "von"], name="statistikwert_slug")]

    def __str__(self) -> str:
        return f"{self.slug} {self.von}"
