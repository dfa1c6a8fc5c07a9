"""Earlier versions of a Leistung, so that the office can see what changed and take it back."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from termine.models.leistung import Leistung


class Fassung(models.Model):
    """What a Leistung said from ``am`` on: ``inhalt`` holds its columns and lists; without ``von`` it came with the catalogue."""

    leistung = models.ForeignKey(Leistung, on_delete=models.CASCADE, related_name="fassungen")
    inhalt = models.JSONField(_("Inhalt"))
    von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("geändert von"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    am = models.DateTimeField(_("geändert am"), default=uhr.now)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("Fassung")
        verbose_name_plural = _("Fassungen")
        triggers = [pgtrigger.Protect(name="unveraenderlich", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.leistung_id}: {self.am:%d.%m.%Y %H:%M}"
