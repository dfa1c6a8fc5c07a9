"""Who works in a team, which languages they speak, at which counter they usually sit."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from termine.models.platz import Platz, Team


@pghistory.track()
class Mitglied(models.Model):
    """One account in one team: whom a concern may be given to, by skill (of ``platz``, else of the team) and language."""

    team = models.ForeignKey(Team, verbose_name=_("Team"), on_delete=models.CASCADE, related_name="mitglieder")
    user = models.ForeignKey("kern.User", verbose_name=_("Konto"), on_delete=models.CASCADE, related_name="+")
    sprachen = ArrayField(models.CharField(max_length=10), verbose_name=_("Sprachen"), default=list, blank=True)
    platz = models.ForeignKey(
        Platz, verbose_name=_("Sitzt meist an"), null=True, blank=True, on_delete=models.SET_NULL, related_name="mitglieder"
    )

    class Meta:
        ordering = ["team", "pk"]
        verbose_name = _("Mitglied eines Teams")
        verbose_name_plural = _("Mitglieder der Teams")
        constraints = [models.UniqueConstraint(fields=["team", "user"], name="mitglied_einmal_je_team")]

    def __str__(self) -> str:
        return f"{self.user}: {self.team}"
