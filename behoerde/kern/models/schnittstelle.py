"""Programs of others that book through the JSON API, each with a key of its own."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr


class Schnittstelle(models.Model):
    """One integrator; the row keeps SHA-256 of the key only, so a copy of the database books nothing."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("Name"), max_length=120, unique=True)
    schluessel_hash = models.CharField(max_length=64, unique=True, editable=False)
    kontingent = models.PositiveIntegerField(_("Buchungen am Tag"), default=200)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)
    widerrufen_am = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("Schnittstelle")
        verbose_name_plural = _("Schnittstellen")
        constraints = [
            models.CheckConstraint(condition=Q(schluessel_hash__regex=r"^[0-9a-f]{64}$"), name="schnittstelle_hash_form"),
            models.CheckConstraint(condition=Q(kontingent__gte=1), name="schnittstelle_kontingent"),
        ]

    def __str__(self) -> str:
        return self.name
