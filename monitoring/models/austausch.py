"""What the office learns from others: meetings with their agreements, entries of their files; and how it develops itself."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from monitoring.austausch import Eintragsart
from monitoring.models.vorhaben import Vorhaben


class Partneramt(models.Model):
    """Another office that this one talks with: an organisation, never a person."""

    name = models.CharField(_("Name"), max_length=120, unique=True)

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("Anderes Amt")
        verbose_name_plural = _("Andere Ämter")
        constraints = [models.CheckConstraint(condition=Q(name__regex=r"\S"), name="partneramt_name")]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Austauschtreffen(models.Model):
    """A meeting with other offices."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    tag = models.DateField(_("Tag"))
    thema = models.CharField(_("Thema"), max_length=160)
    aemter = models.ManyToManyField(Partneramt, verbose_name=_("Teilnehmende Ämter"), related_name="treffen")
    niederschrift = models.TextField(_("Niederschrift"), max_length=8000, blank=True)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)
    angelegt_von = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)

    class Meta:
        ordering = ["-tag", "-id"]
        verbose_name = _("Treffen mit anderen Ämtern")
        verbose_name_plural = _("Treffen mit anderen Ämtern")
        constraints = [models.CheckConstraint(condition=Q(thema__regex=r"\S"), name="austauschtreffen_thema")]

    def __str__(self) -> str:
        return self.thema

    def get_absolute_url(self) -> str:
        return reverse("austausch:treffen", args=[self.pk])


@pghistory.track()
class Vereinbarung(models.Model):
    """What was agreed at a meeting; it may have become a measure and stays linked to it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    treffen = models.ForeignKey(Austauschtreffen, on_delete=models.CASCADE, related_name="vereinbarungen")
    text = models.CharField(_("Vereinbarung"), max_length=300)
    bis = models.DateField(_("Bis wann"), null=True, blank=True)
    vorhaben = models.OneToOneField(Vorhaben, null=True, on_delete=models.PROTECT, related_name="vereinbarung", editable=False)

    class Meta:
        ordering = ["id"]
        verbose_name = _("Vereinbarung")
        verbose_name_plural = _("Vereinbarungen")
        constraints = [models.CheckConstraint(condition=Q(text__regex=r"\S"), name="vereinbarung_text")]

    def __str__(self) -> str:
        return self.text


@pghistory.track()
class Fundstueck(models.Model):
    """One entry of the file of another office, as it was read; never mixed with what is our own."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    amt = models.CharField(_("Von"), max_length=120)
    art = models.CharField(_("Art"), max_length=10, choices=Eintragsart)
    kennung = models.CharField(_("Kennung"), max_length=80)
    titel = models.CharField(_("Titel"), max_length=160)
    inhalt = models.JSONField(_("Inhalt"), default=dict)
    eingelesen_am = models.DateTimeField(_("Eingelesen"), default=uhr.now)
    vorhaben = models.OneToOneField(Vorhaben, null=True, on_delete=models.PROTECT, related_name="fundstueck", editable=False)

    class Meta:
        ordering = ["amt", "art", "titel", "id"]
        verbose_name = _("Eintrag eines anderen Amts")
        verbose_name_plural = _("Einträge anderer Ämter")
        constraints = [
            models.UniqueConstraint(fields=["amt", "art", "kennung"], name="fundstueck_einmal"),
            models.CheckConstraint(condition=Q(art__in=Eintragsart.values), name="fundstueck_art"),
            models.CheckConstraint(condition=Q(amt__regex=r"\S") & Q(titel__regex=r"\S"), name="fundstueck_titel"),
            models.CheckConstraint(condition=Q(vorhaben=None) | Q(art="vorhaben"), name="fundstueck_vorhaben"),
        ]

    def __str__(self) -> str:
        return self.titel


@pghistory.track()
class Entwicklungsphase(models.Model):
    """A phase in which the office develops itself: what it is for, and what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    titel = models.CharField(_("Phase"), max_length=120)
    zweck = models.TextField(_("Worum es geht"), max_length=2000, blank=True)
    von = models.DateField(_("Beginn"))
    bis = models.DateField(_("Ende"))
    ergebnis = models.TextField(_("Was dabei herauskam"), max_length=4000, blank=True)
    abgeschlossen_am = models.DateField(_("Abgeschlossen am"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ["von", "bis", "id"]
        verbose_name = _("Phase der Organisationsentwicklung")
        verbose_name_plural = _("Phasen der Organisationsentwicklung")
        constraints = [
            models.CheckConstraint(condition=Q(titel__regex=r"\S"), name="entwicklungsphase_titel"),
            models.CheckConstraint(condition=Q(von__lte=F("bis")), name="entwicklungsphase_tage"),
            models.CheckConstraint(
                condition=Q(abgeschlossen_am=None) | Q(ergebnis__regex=r"\S"), name="entwicklungsphase_ergebnis"
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("austausch:phase", args=[self.pk])


@pghistory.track()
class Entwicklungswerkstatt(models.Model):
    """A workshop of the staff in a phase: how many came, what they found."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    phase = models.ForeignKey(Entwicklungsphase, on_delete=models.CASCADE, related_name="werkstaetten")
    tag = models.DateField(_("Tag"))
    titel = models.CharField(_("Thema"), max_length=120)
    teilnehmende = models.PositiveSmallIntegerField(_("Wie viele dabei waren"))
    ergebnis = models.TextField(_("Ergebnis"), max_length=4000)
    vorhaben = models.OneToOneField(Vorhaben, null=True, on_delete=models.PROTECT, related_name="werkstatt", editable=False)

    class Meta:
        ordering = ["tag", "id"]
        verbose_name = _("Werkstatt der Beschäftigten")
        verbose_name_plural = _("Werkstätten der Beschäftigten")
        constraints = [
            models.CheckConstraint(condition=Q(titel__regex=r"\S") & Q(ergebnis__regex=r"\S"), name="entwicklungswerkstatt_text"),
            models.CheckConstraint(condition=Q(teilnehmende__range=(1, 5000)), name="entwicklungswerkstatt_teilnehmende"),
        ]

    def __str__(self) -> str:
        return self.titel
