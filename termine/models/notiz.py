"""What a counter leaves for the next visit of the same person."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.krypto import VerschluesseltesFeld
from termine.models.termin import Termin


class Notiz(models.Model):
    """A sentence about a visit for whoever receives the person next; the person is found again by the keyed hash."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    termin = models.ForeignKey(Termin, verbose_name=_("Termin"), on_delete=models.CASCADE, related_name="notizen")
    text = VerschluesseltesFeld(_("Notiz"))
    angelegt_am = models.DateTimeField(_("Angelegt am"), default=uhr.now, editable=False)

    class Meta:
        ordering = ["-angelegt_am"]
        verbose_name = _("Notiz")
        verbose_name_plural = _("Notizen")

    def __str__(self) -> str:
        return f"{self.termin}: {self.angelegt_am:%Y-%m-%d}"
