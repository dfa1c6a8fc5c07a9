"""When a team receives people, and when not."""

import pghistory
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from termine.models.platz import Platz, Team


class Wochentag(models.IntegerChoices):
    """As ``date.weekday()``."""

    MONTAG = 0, _("Montag")
    DIENSTAG = 1, _("Dienstag")
    MITTWOCH = 2, _("Mittwoch")
    DONNERSTAG = 3, _("Donnerstag")
    FREITAG = 4, _("Freitag")
    SAMSTAG = 5, _("Samstag")
    SONNTAG = 6, _("Sonntag")


@pghistory.track()
class Oeffnungszeit(models.Model):
    """Wall times of one weekday, valid from a day until a day."""

    team = models.ForeignKey(Team, verbose_name=_("Team"), on_delete=models.CASCADE, related_name="oeffnungszeiten")
    wochentag = models.PositiveSmallIntegerField(_("Wochentag"), choices=Wochentag, validators=[MaxValueValidator(6)])
    von = models.TimeField(_("von"))
    bis = models.TimeField(_("bis"))
    gilt_ab = models.DateField(_("gilt ab"), default=uhr.today)
    gilt_bis = models.DateField(_("gilt bis"), null=True, blank=True)

    class Meta:
        ordering = ["team", "wochentag", "von"]
        verbose_name = _("Öffnungszeit")
        verbose_name_plural = _("Öffnungszeiten")
        constraints = [
            models.CheckConstraint(condition=Q(wochentag__range=(0, 6)), name="oeffnungszeit_wochentag"),
            models.CheckConstraint(
                condition=Q(von__lt=F("bis")),
                name="oeffnungszeit_von_vor_bis",
                violation_error_message=_("Das Ende muss nach dem Anfang liegen."),
            ),
            models.CheckConstraint(
                condition=Q(gilt_bis__isnull=True) | Q(gilt_bis__gte=F("gilt_ab")),
                name="oeffnungszeit_gilt",
                violation_error_message=_("Der letzte Tag muss nach dem ersten liegen."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_wochentag_display()} {self.von:%H:%M}–{self.bis:%H:%M}"

    def is_valid_on(self, tag) -> bool:
        return tag.weekday() == self.wochentag and self.gilt_ab <= tag and (self.gilt_bis is None or tag <= self.gilt_bis)


class SchliesstagQuerySet(models.QuerySet["Schliesstag"]):
    def touching(self, von, bis) -> "SchliesstagQuerySet":
        """Closures with at least one day in ``von``..``bis``, both included."""
        return self.filter(von__lte=bis, bis__gte=von)


@pghistory.track()
class Schliesstag(models.Model):
    """Days on which a Standort or one team receives nobody; public holidays need no entry."""

    standort = models.ForeignKey(
        "kern.Standort", verbose_name=_("Standort"), null=True, blank=True, on_delete=models.CASCADE, related_name="schliesstage"
    )
    team = models.ForeignKey(
        Team, verbose_name=_("Team"), null=True, blank=True, on_delete=models.CASCADE, related_name="schliesstage"
    )
    von = models.DateField(_("erster Tag"))
    bis = models.DateField(_("letzter Tag"))
    grund = models.CharField(_("Grund"), max_length=120)

    objects = SchliesstagQuerySet.as_manager()

    class Meta:
        ordering = ["von"]
        verbose_name = _("Schließtag")
        verbose_name_plural = _("Schließtage")
        constraints = [
            models.CheckConstraint(
                condition=Q(von__lte=F("bis")),
                name="schliesstag_von_vor_bis",
                violation_error_message=_("Der letzte Tag muss nach dem ersten liegen."),
            ),
            models.CheckConstraint(
                condition=Q(standort__isnull=True, team__isnull=False) | Q(standort__isnull=False, team__isnull=True),
                name="schliesstag_standort_oder_team",
                violation_error_message=_("Wählen Sie entweder einen Standort oder ein Team."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grund} ({self.von:%d.%m.%Y}–{self.bis:%d.%m.%Y})"


class AusnahmeQuerySet(models.QuerySet["Ausnahme"]):
    def touching(self, von, bis) -> "AusnahmeQuerySet":
        """Exceptions with at least one day in ``von``..``bis``, both included."""
        return self.filter(von__lte=bis, bis__gte=von)


@pghistory.track()
class Ausnahme(models.Model):
    """Some days on which a team or one counter has other hours than usual, or none; that of a counter counts before its team's.

    Several for the same day are its hours together.
    """

    team = models.ForeignKey(
        Team, verbose_name=_("Team"), null=True, blank=True, on_delete=models.CASCADE, related_name="ausnahmen"
    )
    platz = models.ForeignKey(
        Platz, verbose_name=_("Platz"), null=True, blank=True, on_delete=models.CASCADE, related_name="ausnahmen"
    )
    von = models.DateField(_("erster Tag"))
    bis = models.DateField(_("letzter Tag"))
    beginn = models.TimeField(_("Beginn"), null=True, blank=True)
    ende = models.TimeField(_("Ende"), null=True, blank=True)
    grund = models.CharField(_("Grund"), max_length=120)

    objects = AusnahmeQuerySet.as_manager()

    class Meta:
        ordering = ["von", "beginn"]
        verbose_name = _("Ausnahme")
        verbose_name_plural = _("Ausnahmen")
        constraints = [
            models.CheckConstraint(
                condition=Q(von__lte=F("bis")),
                name="ausnahme_von_vor_bis",
                violation_error_message=_("Der letzte Tag muss nach dem ersten liegen."),
            ),
            models.CheckConstraint(
                condition=Q(team__isnull=True, platz__isnull=False) | Q(team__isnull=False, platz__isnull=True),
                name="ausnahme_team_oder_platz",
            ),
            models.CheckConstraint(
                condition=Q(beginn__isnull=True, ende__isnull=True)
                | Q(beginn__isnull=False, ende__isnull=False, beginn__lt=F("ende")),
                name="ausnahme_zeiten_als_paar",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grund} ({self.von:%d.%m.%Y}–{self.bis:%d.%m.%Y})"

    @property
    def ist_dienstfrei(self) -> bool:
        return self.beginn is None

    def covers(self, tag) -> bool:
        return self.von <= tag <= self.bis


@pghistory.track()
class Wochenvorlage(models.Model):
    """Hours of a week that can be given to any team; ``woche``: number of the weekday -> [["08:00", "12:00"], …]."""

    name = models.CharField(_("Name"), max_length=80, unique=True)
    woche = models.JSONField(_("Woche"), default=dict)

    class Meta:
        ordering = ["name"]
        verbose_name = _("Wochenvorlage")
        verbose_name_plural = _("Wochenvorlagen")

    def __str__(self) -> str:
        return self.name
