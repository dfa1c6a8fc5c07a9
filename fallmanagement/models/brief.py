"""Letters from templates: a template with its versions, letters of cases, runs of many letters."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.krypto import VerschluesseltesFeld
from fallmanagement.models.fallakte import Fallakte


class BriefvorlageQuerySet(models.QuerySet["Briefvorlage"]):
    def sichtbar_fuer(self, user) -> "BriefvorlageQuerySet":
        """Keep those of the units of ``user`` and below; a policy of the database says the same."""
        return self.filter(einheit__in=user.einheiten_darunter)


class Briefvorlage(models.Model):
    """A letter of one unit that is written again and again."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    einheit = models.ForeignKey("kern.Organisationseinheit", verbose_name=_("Stelle"), on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("Name"), max_length=120)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    objects = BriefvorlageQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("Briefvorlage")
        verbose_name_plural = _("Briefvorlagen")
        constraints = [models.UniqueConstraint(fields=["einheit", "name"], name="briefvorlage_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("fallmanagement:briefvorlage", args=[self.pk])


class Brieffassung(models.Model):
    """What a template says; ``uebersetzungen``: by language {"betreff", "text"}. Never changed: a change is the next one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    vorlage = models.ForeignKey(Briefvorlage, on_delete=models.CASCADE, related_name="fassungen")
    nummer = models.PositiveIntegerField(_("Fassung"))
    betreff = models.CharField(_("Betreff"), max_length=160)
    text = models.TextField(_("Text"))
    uebersetzungen = models.JSONField(_("Übersetzungen"), default=dict)
    angelegt_am = models.DateTimeField(_("Angelegt am"), default=uhr.now, editable=False)
    angelegt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("angelegt von"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-nummer"]
        verbose_name = _("Fassung einer Briefvorlage")
        verbose_name_plural = _("Fassungen von Briefvorlagen")
        constraints = [models.UniqueConstraint(fields=["vorlage", "nummer"], name="brieffassung_nummer")]
        triggers = [pgtrigger.Protect(name="bleibt_wie_geschrieben", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.vorlage} ({self.nummer})"


class Briefserie(models.Model):
    """One run that writes a letter for every case of ``filter``; ``fertig`` of ``gesamt`` are written."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    fassung = models.ForeignKey(Brieffassung, on_delete=models.PROTECT, related_name="serien")
    einheit = models.ForeignKey("kern.Organisationseinheit", verbose_name=_("Stelle"), on_delete=models.PROTECT, related_name="+")
    filter = models.JSONField(_("Filter"), default=dict)
    gesamt = models.PositiveIntegerField(_("Briefe"))
    fertig = models.PositiveIntegerField(_("Fertig"), default=0)
    ausgelassen = models.PositiveIntegerField(_("Ausgelassen"), default=0)
    erstellt_am = models.DateTimeField(_("Erstellt am"), default=uhr.now, editable=False)
    erstellt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("erstellt von"), on_delete=models.PROTECT, related_name="+"
    )
    beendet_am = models.DateTimeField(_("Beendet am"), null=True, blank=True)

    class Meta:
        ordering = ["-erstellt_am", "-id"]
        verbose_name = _("Serie von Briefen")
        verbose_name_plural = _("Serien von Briefen")
        constraints = [models.CheckConstraint(condition=Q(fertig__lte=F("gesamt")), name="briefserie_fertig")]

    def __str__(self) -> str:
        return f"{self.fassung} ({self.erstellt_am:%Y-%m-%d})"

    def get_absolute_url(self) -> str:
        return reverse("fallmanagement:briefserie", args=[self.pk])


class Brief(models.Model):
    """A letter as it was written, in German and where it exists in the language of the person; never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    fallakte = models.ForeignKey(Fallakte, on_delete=models.CASCADE, related_name="briefe")
    fassung = models.ForeignKey(Brieffassung, on_delete=models.PROTECT, related_name="+")
    serie = models.ForeignKey(Briefserie, null=True, blank=True, on_delete=models.PROTECT, related_name="briefe")
    betreff = VerschluesseltesFeld(_("Betreff"))
    text = VerschluesseltesFeld(_("Text"))
    sprache = models.CharField(_("Sprache"), max_length=10, choices=settings.LANGUAGES, blank=True)
    betreff_uebersetzt = VerschluesseltesFeld(_("Betreff in dieser Sprache"), blank=True)
    text_uebersetzt = VerschluesseltesFeld(_("Text in dieser Sprache"), blank=True)
    erstellt_am = models.DateTimeField(_("Erstellt am"), default=uhr.now, editable=False)
    erstellt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("erstellt von"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-erstellt_am", "-id"]
        verbose_name = _("Brief")
        verbose_name_plural = _("Briefe")
        constraints = [
            models.UniqueConstraint(fields=["serie", "fallakte"], condition=Q(serie__isnull=False), name="brief_einer_je_serie"),
        ]
        triggers = [
            pgtrigger.Protect(name="bleibt_wie_geschrieben", operation=pgtrigger.Update),
        ]

    def __str__(self) -> str:
        return f"{self.fassung} ({self.erstellt_am:%Y-%m-%d})"
