"""Versions of an Angebot: who made it say what, and the way back."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from lotsen.models.angebot import Angebot


class Herkunft(models.TextChoices):
    """Who made an Angebot say what it says."""

    AMT = "amt", _("Amt")
    TRAEGER = "traeger", _("Träger über seinen Link")
    LISTE = "liste", _("übernommene Liste")


class Angebotsfassung(models.Model):
    """What an Angebot said from ``am`` on, in every language, with its places and hours."""

    angebot = models.ForeignKey(Angebot, on_delete=models.CASCADE, related_name="fassungen")
    inhalt = models.JSONField(_("Inhalt"))
    herkunft = models.CharField(_("Herkunft"), max_length=10, choices=Herkunft)
    von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("geändert von"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    am = models.DateTimeField(_("geändert am"), default=uhr.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("Fassung eines Angebots")
        verbose_name_plural = _("Fassungen von Angeboten")
        indexes = [models.Index(fields=["herkunft", "am"], name="angebotsfassung_zuletzt")]
        constraints = [
            models.CheckConstraint(condition=Q(herkunft__in=Herkunft.values), name="angebotsfassung_herkunft"),
            models.CheckConstraint(condition=Q(herkunft=Herkunft.AMT) | Q(von__isnull=True), name="angebotsfassung_von_amt"),
        ]
        triggers = [pgtrigger.Protect(name="unveraenderlich", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.angebot_id}: {self.am:%d.%m.%Y %H:%M}"
