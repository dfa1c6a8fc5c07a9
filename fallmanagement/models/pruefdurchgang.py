"""One run that checks the paths of many cases again."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr


class Pruefdurchgang(models.Model):
    """Open cases of ``einheit`` and the units below; ``geprueft`` of ``gesamt`` are done, ``marke`` is the last of them.

    A portion and these numbers are stored in one transaction, so a worker that dies takes back its portion alone and the next
    one goes on behind ``marke``. ``fehler``: why single cases could not be checked, by Aktenzeichen.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    einheit = models.ForeignKey("kern.Organisationseinheit", verbose_name=_("Stelle"), on_delete=models.PROTECT, related_name="+")
    gesamt = models.PositiveIntegerField(_("Fälle"))
    geprueft = models.PositiveIntegerField(_("Geprüft"), default=0)
    geaendert = models.PositiveIntegerField(_("Anders als zuvor"), default=0)
    fehler = models.JSONField(_("Nicht geprüft"), default=dict)
    marke = models.UUIDField(null=True)
    erstellt_am = models.DateTimeField(_("Begonnen"), default=uhr.now, editable=False)
    erstellt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("begonnen von"), on_delete=models.PROTECT, related_name="+"
    )
    beendet_am = models.DateTimeField(_("Beendet"), null=True, blank=True)
    abgebrochen = models.BooleanField(_("abgebrochen"), default=False)

    class Meta:
        ordering = ["-erstellt_am", "-id"]
        verbose_name = _("Prüfdurchgang")
        verbose_name_plural = _("Prüfdurchgänge")
        constraints = [
            models.CheckConstraint(condition=Q(geaendert__lte=F("geprueft")), name="pruefdurchgang_geaendert"),
            models.CheckConstraint(condition=Q(abgebrochen=False) | Q(beendet_am__isnull=False), name="pruefdurchgang_abbruch"),
            models.UniqueConstraint(fields=["einheit"], condition=Q(beendet_am=None), name="pruefdurchgang_einer_je_stelle"),
        ]

    def __str__(self) -> str:
        return f"{self.einheit} ({self.erstellt_am:%Y-%m-%d})"

    def get_absolute_url(self) -> str:
        return reverse("fallmanagement:pruefdurchgang", args=[self.pk])
