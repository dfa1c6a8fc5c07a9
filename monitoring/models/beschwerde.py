"""Complaints as numbers need them: when, about what; never who."""

from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr


class Beschwerdeart(TextChoices):
    """What a complaint is about."""

    WARTEZEIT = "wartezeit", _("Wartezeit oder Termin")
    UMGANG = "umgang", _("Umgang")
    VERSTAENDLICH = "verstaendlich", _("unverständlich")
    DAUER = "dauer", _("Dauer der Bearbeitung")
    ENTSCHEIDUNG = "entscheidung", _("Entscheidung")
    HAUS = "haus", _("Haus und Barrierefreiheit")
    ANDERES = "anderes", _("anderes")


class Beschwerde(models.Model):
    """One complaint without the person and without their words."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    tag = models.DateField(_("Tag"))
    art = models.CharField(_("Worum es geht"), max_length=14, choices=Beschwerdeart)
    leistung = models.CharField(_("Leistung"), max_length=80, blank=True)
    standort = models.CharField(_("Standort"), max_length=60, blank=True)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["-tag", "-id"]
        verbose_name = _("Beschwerde")
        verbose_name_plural = _("Beschwerden")
        constraints = [models.CheckConstraint(condition=Q(art__in=Beschwerdeart.values), name="beschwerde_art")]

    def __str__(self) -> str:
        return f"{self.tag:%Y-%m-%d} {self.get_art_display()}"
