"""Who of the office confirmed a fact of the catalogue, when and by what."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from termine.models.angabe import Angabe
from termine.models.leistung import Leistung


@pghistory.track()
class Pruefvermerk(models.Model):
    """The office stands by one fact of a Leistung; the row goes by itself when the fact changes (triggers of Leistung)."""

    leistung = models.ForeignKey(Leistung, on_delete=models.CASCADE, related_name="pruefvermerke")
    angabe = models.CharField(_("Angabe"), max_length=12, choices=Angabe)
    geprueft_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("bestätigt von"), on_delete=models.PROTECT, related_name="+"
    )
    geprueft_am = models.DateTimeField(_("bestätigt am"), default=uhr.now)
    quelle = models.CharField(_("Quelle"), max_length=300, blank=True)

    class Meta:
        ordering = ["leistung", "angabe"]
        verbose_name = _("Prüfvermerk")
        verbose_name_plural = _("Prüfvermerke")
        constraints = [
            models.UniqueConstraint(fields=["leistung", "angabe"], name="pruefvermerk_einer_je_angabe"),
            models.CheckConstraint(condition=Q(angabe__in=Angabe.values), name="pruefvermerk_angabe"),
        ]

    def __str__(self) -> str:
        return f"{self.leistung_id}: {self.get_angabe_display()}"
