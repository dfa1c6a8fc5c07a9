"""Somebody who left and wants to stay in touch with the city."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.krypto import VerschluesseltesFeld


class Netzkontakt(models.Model):
    """An address and nothing else; kept only once its owner said yes by link, and deleted when they take it back."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = VerschluesseltesFeld(_("E-Mail"))
    sprache = models.CharField(_("Sprache"), max_length=10, choices=settings.LANGUAGES, default="de")
    erbeten_am = models.DateTimeField(_("Erbeten am"), default=uhr.now, editable=False)
    bestaetigt_am = models.DateTimeField(_("Bestätigt am"), null=True, blank=True)

    class Meta:
        ordering = ["erbeten_am"]
        verbose_name = _("Kontakt im Netz")
        verbose_name_plural = _("Kontakte im Netz")

    def __str__(self) -> str:
        return str(self.pk)
