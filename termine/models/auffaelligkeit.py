"""Patterns of bookings that somebody should look at."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.enums import TextChoices
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr


class Muster(TextChoices):
    """What was seen, not what it means: a counselling centre books for many too."""

    NAMEN = "namen", _("Viele Personen mit demselben Kontakt")
    WECHSEL = "wechsel", _("Abgesagt und für andere neu gebucht")
    WEITERGABE = "weitergabe", _("Abgesagte Zeiten gleich wieder vergeben")
    AUSWEIS = "ausweis", _("Am Schalter nicht die gebuchte Person")
    NETZ = "netz", _("Sehr viele Anfragen aus einem Netz")


class Auffaelligkeit(models.Model):
    """One pattern of one contact, network or kind of visit; ``merkmal`` is a keyed hash and names nobody.

    ``anzahl`` counts people, visits or, of a network, minutes in which it met a limit.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    muster = models.CharField(_("Muster"), max_length=10, choices=Muster)
    merkmal = models.CharField(max_length=64, editable=False)
    anzahl = models.PositiveIntegerField(_("Anzahl"), default=0)
    termine = ArrayField(models.UUIDField(), default=list, blank=True)
    angelegt_am = models.DateTimeField(_("zuerst"), default=uhr.now, editable=False)
    zuletzt_am = models.DateTimeField(_("zuletzt"), default=uhr.now, editable=False)
    geprueft_am = models.DateTimeField(_("Geprüft am"), null=True, blank=True, editable=False)
    geprueft_von = models.ForeignKey(
        "kern.User", verbose_name=_("Geprüft von"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    vermerk = models.CharField(_("Vermerk"), max_length=200, blank=True)

    class Meta:
        ordering = ["-zuletzt_am"]
        verbose_name = _("Auffälligkeit")
        verbose_name_plural = _("Auffälligkeiten")
        constraints = [
            models.CheckConstraint(condition=Q(muster__in=Muster.values), name="auffaelligkeit_muster"),
            models.CheckConstraint(condition=Q(merkmal__regex=r"^[0-9a-f]{64}$"), name="auffaelligkeit_merkmal_form"),
            models.CheckConstraint(
                condition=Q(geprueft_am__isnull=True, geprueft_von__isnull=True)
                | (Q(geprueft_am__isnull=False, geprueft_von__isnull=False) & ~Q(vermerk="")),
                name="auffaelligkeit_geprueft_von_wem",
            ),
            models.UniqueConstraint(
                fields=["muster", "merkmal"], condition=Q(geprueft_am__isnull=True), name="auffaelligkeit_einmal_offen"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_muster_display()} ({self.anzahl})"
