"""Filters of a list that somebody keeps under a name."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.rechte import Rolle


class GespeicherteAnsicht(models.Model):
    """``auswahl`` is the end of the address of the list called ``seite``; nobody but ``user`` sees the row (policy).

    The list of ``standard`` opens with it. Nothing that somebody typed is part of ``auswahl``.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="ansichten", editable=False)
    seite = models.CharField(max_length=60, editable=False)
    name = models.CharField(_("Name der Ansicht"), max_length=60)
    auswahl = models.CharField(max_length=300, editable=False)
    standard = models.BooleanField(_("Öffnet sich zuerst"), default=False)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["seite", Lower("name"), "id"]
        verbose_name = _("Gespeicherte Ansicht")
        verbose_name_plural = _("Gespeicherte Ansichten")
        constraints = [
            models.UniqueConstraint("user", "seite", Lower("name"), name="ansicht_name_einmal_je_seite"),
            models.UniqueConstraint(fields=["user", "seite"], condition=Q(standard=True), name="ansicht_ein_standard_je_seite"),
            models.CheckConstraint(condition=Q(name__regex=r"\S") & ~Q(auswahl=""), name="ansicht_name_und_auswahl"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse(self.seite)}?{self.auswahl}"


class Amtsansicht(models.Model):
    """A view that somebody gave to a role: a copy, so that the own one stays nobody else's business and may change.

    It outlives the account that gave it, because others work with it; then it names nobody any more.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    seite = models.CharField(max_length=60, editable=False)
    rolle = models.CharField(_("Für wen"), max_length=20, choices=Rolle)
    name = models.CharField(_("Name der Ansicht"), max_length=60)
    auswahl = models.CharField(max_length=300, editable=False)
    geteilt_von = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    geteilt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["seite", Lower("name"), "id"]
        verbose_name = _("Ansicht des Amts")
        verbose_name_plural = _("Ansichten des Amts")
        constraints = [
            models.UniqueConstraint("seite", "rolle", Lower("name"), name="amtsansicht_name_einmal_je_rolle"),
            models.CheckConstraint(condition=Q(rolle__in=Rolle.values), name="amtsansicht_rolle"),
            models.CheckConstraint(condition=Q(name__regex=r"\S") & ~Q(auswahl=""), name="amtsansicht_name_und_auswahl"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse(self.seite)}?{self.auswahl}"

    @property
    def von(self) -> str:
        """Return who gave it, "" once they have left."""
        left = self.geteilt_von.austritt_am
        return "" if left is not None and left <= uhr.today() else str(self.geteilt_von)
