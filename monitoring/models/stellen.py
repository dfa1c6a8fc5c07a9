"""How many people work where, and with how much money."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from monitoring.models.schulung import EINHEIT


@pghistory.track()
class Stellenstand(models.Model):
    """How many people, full-time equivalents and how much money a unit had in a month; ``monat`` is its first day."""

    einheit = models.ForeignKey(EINHEIT, verbose_name=_("Stelle"), on_delete=models.PROTECT, related_name="+")
    monat = models.DateField(_("Monat"))
    koepfe = models.PositiveIntegerField(_("Köpfe"))
    vollzeit = models.DecimalField(_("Vollzeitäquivalente"), max_digits=8, decimal_places=2)
    budget = models.DecimalField(_("Budget im Monat (Euro)"), max_digits=12, decimal_places=2, null=True, blank=True)
    quelle = models.CharField(_("Quelle"), max_length=120)
    erfasst_am = models.DateTimeField(default=uhr.now, editable=False)
    erfasst_von = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-monat", "einheit__name"]
        verbose_name = _("Stellenstand")
        verbose_name_plural = _("Stellenstände")
        constraints = [
            models.UniqueConstraint(fields=["einheit", "monat"], name="stellenstand_einmal"),
            models.CheckConstraint(condition=Q(monat__day=1), name="stellenstand_monat"),
            models.CheckConstraint(condition=Q(vollzeit__gte=0, vollzeit__lte=F("koepfe")), name="stellenstand_vollzeit"),
            models.CheckConstraint(condition=Q(budget=None) | Q(budget__gte=0), name="stellenstand_budget"),
        ]

    def __str__(self) -> str:
        return f"{self.einheit} {self.monat:%m/%Y}"
