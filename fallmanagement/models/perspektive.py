"""Checks of paths to a secure status, as they were made."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.krypto import VerschluesseltesFeld
from fallmanagement.models.fallakte import Fallakte


class Perspektivpruefung(models.Model):
    """What the rules of ``fassung`` said about ``tatsachen`` (JSON) on ``tag``; never changed, so that it can be followed.

    ``ergebnis``: each path that concerns the person with its verdict and, where time decides, the day.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    fallakte = models.ForeignKey(Fallakte, on_delete=models.CASCADE, related_name="perspektivpruefungen")
    tag = models.DateField(_("Tag"))
    fassung = models.CharField(_("Regelstand"), max_length=30)
    tatsachen = VerschluesseltesFeld(_("Angaben"))
    ergebnis = models.JSONField(_("Ergebnis"))
    geprueft_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("geprüft von"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    durchgang = models.ForeignKey(
        "fallmanagement.Pruefdurchgang",
        verbose_name=_("Prüfdurchgang"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="pruefungen",
    )
    geprueft_am = models.DateTimeField(_("Geprüft am"), default=uhr.now, editable=False)

    class Meta:
        ordering = ["-geprueft_am", "-id"]
        verbose_name = _("Perspektiven-Check")
        verbose_name_plural = _("Perspektiven-Checks")
        indexes = [models.Index(fields=["fallakte", "-geprueft_am"], name="perspektive_letzte")]
        triggers = [pgtrigger.Protect(name="bleibt_wie_geprueft", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.tag:%Y-%m-%d} ({self.fassung})"
