"""Teams and their counters."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from termine.enums import Merkmal
from termine.models.leistung import Leistung


class TeamQuerySet(models.QuerySet["Team"]):
    def sichtbar_fuer(self, user) -> "TeamQuerySet":
        """Teams of the units of ``user`` and of all units below."""
        return self.filter(organisationseinheit__in=user.einheiten_darunter)


@pghistory.track()
class Team(models.Model):
    """People of one unit at one Standort who offer the same Leistungen, and the house rules of their bookings."""

    name = models.CharField(_("Name"), max_length=80)
    standort = models.ForeignKey("kern.Standort", verbose_name=_("Standort"), on_delete=models.PROTECT, related_name="teams")
    organisationseinheit = models.ForeignKey(
        "kern.Organisationseinheit", verbose_name=_("Organisationseinheit"), on_delete=models.PROTECT, related_name="teams"
    )
    leistungen = models.ManyToManyField(Leistung, verbose_name=_("Leistungen"), related_name="teams", blank=True)
    leitung = models.ForeignKey(
        "kern.User", verbose_name=_("Teamleitung"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    raster_minuten = models.PositiveSmallIntegerField(
        _("Beginn alle … Minuten"), default=15, validators=[MinValueValidator(5), MaxValueValidator(60)]
    )
    vorlauf_minuten = models.PositiveSmallIntegerField(_("Frühestens … Minuten vorher"), default=60)
    haltezeit_minuten = models.PositiveSmallIntegerField(_("Vormerkung hält … Minuten"), default=10)
    bestaetigung_minuten = models.PositiveSmallIntegerField(_("Zeit zum Bestätigen in Minuten"), default=60)
    empfang_stunden = models.PositiveSmallIntegerField(_("Zeit für den Empfang ohne Kontakt in Stunden"), default=24)
    ohne_termin = models.BooleanField(_("empfängt Personen ohne Termin"), default=True)
    ausweis_pflicht = models.BooleanField(_("prüft den Ausweis, bevor ein Termin erledigt ist"), default=False)
    aktiv = models.BooleanField(_("im Einsatz"), default=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["standort", "name"]
        verbose_name = _("Team")
        verbose_name_plural = _("Teams")
        constraints = [
            models.UniqueConstraint(fields=["standort", "name"], name="team_name_je_standort"),
            models.CheckConstraint(condition=Q(raster_minuten__range=(5, 60)), name="team_raster"),
            models.CheckConstraint(
                condition=Q(haltezeit_minuten__gte=1, bestaetigung_minuten__gte=1, empfang_stunden__gte=1), name="team_fristen"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Platz(models.Model):
    """A counter: who sits there speaks ``sprachen``; without own Leistungen it offers all of its team."""

    name = models.CharField(_("Name"), max_length=60)
    team = models.ForeignKey(Team, verbose_name=_("Team"), on_delete=models.PROTECT, related_name="plaetze")
    sprachen = ArrayField(models.CharField(max_length=10), verbose_name=_("Sprachen"), default=list, blank=True)
    leistungen = models.ManyToManyField(Leistung, verbose_name=_("Nur diese Leistungen"), related_name="plaetze", blank=True)
    merkmale = ArrayField(models.CharField(max_length=20, choices=Merkmal), verbose_name=_("Merkmale"), default=list, blank=True)
    aktiv = models.BooleanField(_("im Einsatz"), default=True)

    class Meta:
        ordering = ["team", "name"]
        verbose_name = _("Platz")
        verbose_name_plural = _("Plätze")
        constraints = [
            models.UniqueConstraint(fields=["team", "name"], name="platz_name_je_team"),
            models.CheckConstraint(condition=Q(merkmale__contained_by=Merkmal.values), name="platz_merkmale"),
        ]

    def __str__(self) -> str:
        return self.name
