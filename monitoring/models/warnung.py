"""Rules by which figures warn, who wants to hear of it, and what they found."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from monitoring.enums import Warnart


class Warnregel(models.Model):
    """A figure, of one Leistung or house where wanted, warns when ``art`` holds of its last finished period.

    Until ``stumm_bis`` nobody hears of it; what it finds meanwhile is kept.
    """

    slug = models.CharField(_("Kennzahl"), max_length=60)
    art = models.CharField(_("Warnt bei"), max_length=10, choices=Warnart)
    leistung = models.CharField(_("Leistung"), max_length=80, blank=True)
    standort = models.CharField(_("Standort"), max_length=60, blank=True)
    stumm_bis = models.DateField(_("Stumm bis"), null=True, blank=True)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)
    angelegt_von = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    abonniert_von = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)

    class Meta:
        ordering = ["slug", "art", "leistung", "standort"]
        verbose_name = _("Warnregel")
        verbose_name_plural = _("Warnregeln")
        constraints = [
            models.UniqueConstraint(fields=["slug", "art", "leistung", "standort"], name="warnregel_einmal"),
            models.CheckConstraint(condition=Q(art__in=Warnart.values), name="warnregel_art"),
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.art}"


class Warnung(models.Model):
    """What a rule found in the period that begins on ``von``; gone when the value is corrected."""

    regel = models.ForeignKey(Warnregel, on_delete=models.CASCADE, related_name="warnungen")
    von = models.DateField(_("Von"))
    wert = models.FloatField(_("Wert"))
    unten = models.FloatField(_("Untere Grenze"), null=True, blank=True)
    oben = models.FloatField(_("Obere Grenze"), null=True, blank=True)
    erkannt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["-von", "regel__slug", "pk"]
        verbose_name = _("Warnung")
        verbose_name_plural = _("Warnungen")
        constraints = [
            models.UniqueConstraint(fields=["regel", "von"], name="warnung_einmal"),
            models.CheckConstraint(condition=Q(unten__isnull=False) | Q(oben__isnull=False), name="warnung_mit_grenze"),
        ]

    def __str__(self) -> str:
        return f"{self.regel_id} {self.von}"
