"""What people say who leave, as numbers alone."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lotsen.abschied import Abschiedsfrage, Urteilswort


class Abschiedszahl(models.Model):
    """How often one word was said to one question within a calendar year; no row knows by whom or when."""

    jahr = models.PositiveSmallIntegerField(_("Jahr"))
    frage = models.CharField(_("Frage"), max_length=5, choices=Abschiedsfrage)
    antwort = models.CharField(_("Antwort"), max_length=8, choices=Urteilswort)
    anzahl = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("Abschiedszahl")
        verbose_name_plural = _("Abschiedszahlen")
        constraints = [
            models.UniqueConstraint(fields=["jahr", "frage", "antwort"], name="abschiedszahl_einmalig"),
            models.CheckConstraint(condition=Q(frage__in=Abschiedsfrage.values), name="abschiedszahl_frage"),
            models.CheckConstraint(condition=Q(antwort__in=Urteilswort.values), name="abschiedszahl_antwort"),
        ]

    def __str__(self) -> str:
        return f"{self.jahr} {self.frage} {self.antwort}: {self.anzahl}"
