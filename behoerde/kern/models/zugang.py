"""Capability links: who holds the token may open one page of one object."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr


class Zugangslink(models.Model):
    """The row keeps only SHA-256 of the token and the rotation, so a copy of the database opens nothing."""

    zweck = models.CharField(max_length=40)
    objekt_id = models.UUIDField()
    rotation = models.PositiveIntegerField(default=0)
    token_hash = models.CharField(max_length=64, unique=True)
    gueltig_bis = models.DateTimeField(null=True, blank=True)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        verbose_name = _("Zugangslink")
        verbose_name_plural = _("Zugangslinks")
        constraints = [
            models.UniqueConstraint(fields=["objekt_id", "zweck"], name="zugang_einer_je_zweck"),
            models.CheckConstraint(condition=Q(token_hash__regex=r"^[0-9a-f]{64}$"), name="zugang_hash_form"),  # noqa: S106 - a pattern
        ]

    def __str__(self) -> str:
        return f"{self.zweck} ({self.rotation})"
