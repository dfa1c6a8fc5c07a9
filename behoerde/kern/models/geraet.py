"""Devices that stand in a house: check-in terminals and call displays."""

import pghistory
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.models.organisation import Standort


@pghistory.track(exclude=["zuletzt_am", "token_hash"])
class Geraet(models.Model):
    """One device; it shows itself by a cookie whose SHA-256 stands here, until it is locked."""

    class Art(models.TextChoices):
        KIOSK = "kiosk", _("Ankunft (Terminal)")
        ANZEIGE = "anzeige", _("Aufrufanzeige")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("Name"), max_length=60)
    art = models.CharField(_("Art"), max_length=10, choices=Art)
    standort = models.ForeignKey(Standort, verbose_name=_("Standort"), on_delete=models.PROTECT, related_name="geraete")
    token_hash = models.CharField(max_length=64, blank=True, editable=False)
    einrichtung = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    eingerichtet_am = models.DateTimeField(_("Eingerichtet"), null=True, blank=True)
    zuletzt_am = models.DateTimeField(_("Zuletzt gesehen"), null=True, blank=True)
    gesperrt_am = models.DateTimeField(_("Gesperrt"), null=True, blank=True)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["standort__name", "name"]
        verbose_name = _("Gerät")
        verbose_name_plural = _("Geräte")
        constraints = [
            models.CheckConstraint(condition=Q(art__in=["kiosk", "anzeige"]), name="geraet_art"),
            models.CheckConstraint(condition=Q(token_hash__regex=r"^([0-9a-f]{64})?$"), name="geraet_hash_form"),  # noqa: S106 - a pattern
            models.CheckConstraint(
                condition=Q(gesperrt_am__isnull=True) | Q(token_hash="", einrichtung__isnull=True), name="geraet_gesperrt_ist_aus"
            ),
            models.UniqueConstraint(fields=["standort", "name"], name="geraet_name_je_standort"),
            models.UniqueConstraint(fields=["token_hash"], condition=~Q(token_hash=""), name="geraet_hash_einmal"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("kern:geraet", args=[self.pk])
