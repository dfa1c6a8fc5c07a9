"""What the office did about what people said, for everybody to read."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr


class Umfragefolge(models.Model):
    """You said – we did: one finding of a survey or of complaints, and what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    gesagt = models.CharField(_("Sie haben gesagt"), max_length=300)
    getan = models.CharField(_("Wir haben getan"), max_length=600)
    vorhaben_id = models.UUIDField(_("Kennung des Vorhabens"), null=True, blank=True)
    tag = models.DateField(_("Tag"))
    veroeffentlicht_am = models.DateTimeField(_("Veröffentlicht am"), null=True, blank=True)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["-tag", "-id"]
        verbose_name = _("Folge einer Umfrage")
        verbose_name_plural = _("Folgen von Umfragen")

    def __str__(self) -> str:
        return self.gesagt
