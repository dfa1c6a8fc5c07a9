"""A list from outside that waits for a look before it becomes part of the directory."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr


class Uebernahme(models.Model):
    """The rows of one file as they were read; nothing of it is in the directory yet. Gone after a few days."""

    class Art(models.TextChoices):
        TABELLE = "tabelle", _("Tabelle (CSV)")
        HSDS = "hsds", _("HSDS (JSON)")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    art = models.CharField(_("Art"), max_length=10, choices=Art)
    zeilen = models.JSONField(_("Zeilen"))
    angelegt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("hochgeladen von"), on_delete=models.CASCADE, related_name="+"
    )
    angelegt_am = models.DateTimeField(_("hochgeladen am"), default=uhr.now)

    class Meta:
        ordering = ["-angelegt_am"]
        verbose_name = _("Übernahme einer Liste")
        verbose_name_plural = _("Übernahmen von Listen")
        constraints = [models.CheckConstraint(condition=Q(art__in=["tabelle", "hsds"]), name="uebernahme_art")]

    def __str__(self) -> str:
        return f"{self.art}, {self.angelegt_am:%d.%m.%Y %H:%M}"
