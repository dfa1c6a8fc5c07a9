"""What was published stays as it was: each revision is a row that never changes."""

import pgtrigger
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr


class Veroeffentlichung(models.Model):
    """The figures of twelve whole months as everybody got them; a correction is the next number and says why.

    ``inhalt``: list of figures, each ``slug``, ``name``, ``definition``, ``einheit``, ``takt``, ``ziel``, ``wert``, ``n``,
    ``verdeckt`` and its course ``verlauf`` of ``von``, ``bis``, ``wert``, ``n``, ``verdeckt`` (monitoring.veroeffentlichung).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    nummer = models.PositiveIntegerField(_("Nummer"), unique=True)
    bis = models.DateField(_("Stand"))
    erschienen_am = models.DateTimeField(_("Erschienen am"), default=uhr.now)
    berichtigt = models.CharField(_("Was berichtigt wird"), max_length=300, blank=True)
    inhalt = models.JSONField(encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["-nummer"]
        verbose_name = _("Veröffentlichung")
        verbose_name_plural = _("Veröffentlichungen")
        constraints = [
            models.CheckConstraint(condition=Q(nummer__gte=1), name="veroeffentlichung_nummer"),
            models.UniqueConstraint(fields=["bis"], condition=Q(berichtigt=""), name="veroeffentlichung_einmal"),
        ]
        triggers = [pgtrigger.Protect(name="unveraenderlich", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.nummer}"
