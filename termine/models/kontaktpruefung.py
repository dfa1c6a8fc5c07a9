"""Proof that a contact belongs to whoever books."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from termine.models.termin import Termin


class Kontaktpruefung(models.Model):
    """A code or link was sent to ``person``; the code itself is computed, never stored.

    With ``termin`` it makes a held visit final; with ``wunsch`` (no JavaScript) the visit is made only when the code is back.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey("kern.Person", on_delete=models.CASCADE, related_name="+")
    termin = models.OneToOneField(Termin, null=True, blank=True, on_delete=models.CASCADE, related_name="kontaktpruefung")
    wunsch = models.JSONField(default=dict, blank=True)
    schluessel = models.CharField(max_length=80, unique=True, editable=False)
    rotation = models.PositiveSmallIntegerField(default=0)
    versuche = models.PositiveSmallIntegerField(default=0)
    gueltig_bis = models.DateTimeField()
    bestaetigt_am = models.DateTimeField(null=True, blank=True)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        verbose_name = _("Kontaktprüfung")
        verbose_name_plural = _("Kontaktprüfungen")

    def __str__(self) -> str:
        return f"{self.pk}"
