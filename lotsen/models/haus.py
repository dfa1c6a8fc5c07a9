"""What a house has for people who wait in it."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lotsen.hausangebot import Hausangebot


@pghistory.track()
class Haus(models.Model):
    """What staff say about one Standort: where people wait, and what is there for them."""

    standort = models.OneToOneField(
        "kern.Standort", verbose_name=_("Standort"), on_delete=models.CASCADE, primary_key=True, related_name="haus"
    )
    wartebereich = models.CharField(
        _("Wo gewartet wird"),
        max_length=80,
        blank=True,
        help_text=_("Wie auf dem Schild, zum Beispiel: Wartebereich A, Erdgeschoss"),
    )
    vorhanden = ArrayField(
        models.CharField(max_length=20, choices=Hausangebot), verbose_name=_("Das gibt es im Haus"), default=list, blank=True
    )
    wlan = models.CharField(_("Name des WLANs"), max_length=40, blank=True)

    class Meta:
        ordering = ["standort"]
        verbose_name = _("Haus")
        verbose_name_plural = _("Häuser")
        constraints = [
            models.CheckConstraint(condition=Q(vorhanden__contained_by=list(Hausangebot.values)), name="haus_vorhanden"),
            models.CheckConstraint(condition=Q(wlan="") | Q(vorhanden__contains=["wlan"]), name="haus_wlan_vorhanden"),
        ]

    def __str__(self) -> str:
        return str(self.standort)
