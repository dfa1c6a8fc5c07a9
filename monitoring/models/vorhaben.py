"""What the office does for a Ziel: measures, who takes part, milestones, effects that are hoped for."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.states import state_trigger
from monitoring.models.schulung import EINHEIT
from monitoring.models.strategie import Ziel
from monitoring.strategie import BEGINNT_ALS, OHNE_ZIEL, VORHABEN_UEBERGAENGE, Erwartung, Vorhabenstand, Zuversicht

MIT_MEILENSTEIN = """
IF NOT EXISTS (SELECT FROM monitoring_meilenstein WHERE vorhaben_id = NEW.id AND gestrichen_am IS NULL) THEN
    RAISE EXCEPTION 'was laeuft, hat einen meilenstein' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


@pghistory.track()
class Vorhaben(models.Model):
    """A measure: who answers for it, from when until when, what it may cost. It is stopped with a reason, never deleted."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    ziel = models.ForeignKey(
        Ziel, verbose_name=_("Für dieses Ziel"), null=True, blank=True, on_delete=models.PROTECT, related_name="vorhaben"
    )
    titel = models.CharField(_("Maßnahme"), max_length=160)
    text = models.TextField(_("Was wir tun"), max_length=4000, blank=True)
    status = models.CharField(_("Stand"), max_length=14, choices=Vorhabenstand, default=Vorhabenstand.IDEE, editable=False)
    grund = models.CharField(_("Warum gestoppt"), max_length=300, blank=True, editable=False)
    einheit = models.ForeignKey(EINHEIT, verbose_name=_("Federführend"), on_delete=models.PROTECT, related_name="+")
    verantwortlich = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Verantwortlich"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    von = models.DateField(_("Beginn"), null=True, blank=True)
    bis = models.DateField(_("Ende"), null=True, blank=True)
    budget = models.DecimalField(_("Budget in Euro"), max_digits=12, decimal_places=2, null=True, blank=True)
    wiedervorlage = models.DateField(_("Wiedervorlage am"), null=True, blank=True)
    seit = models.DateField(_("In diesem Stand seit"), default=uhr.today, editable=False)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["titel", "id"]
        verbose_name = _("Maßnahme")
        verbose_name_plural = _("Maßnahmen")
        constraints = [
            models.CheckConstraint(condition=Q(titel__regex=r"\S"), name="vorhaben_titel"),
            models.CheckConstraint(condition=Q(status__in=Vorhabenstand.values), name="vorhaben_status"),
            models.CheckConstraint(condition=Q(von=None) | Q(bis=None) | Q(von__lte=F("bis")), name="vorhaben_tage"),
            models.CheckConstraint(condition=Q(budget=None) | Q(budget__gte=0), name="vorhaben_budget"),
            models.CheckConstraint(
                condition=Q(status="gestoppt", grund__regex=r"\S") | (~Q(status="gestoppt") & Q(grund="")), name="vorhaben_grund"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["idee", "geplant", "gestoppt"])
                | Q(von__isnull=False, bis__isnull=False, verantwortlich__isnull=False),
                name="vorhaben_plan",
            ),
            models.CheckConstraint(condition=Q(status__in=sorted(OHNE_ZIEL)) | Q(ziel__isnull=False), name="vorhaben_ziel"),
        ]
        triggers = [
            state_trigger(VORHABEN_UEBERGAENGE),
            pgtrigger.Protect(
                name="beginnt", operation=pgtrigger.Insert, condition=~pgtrigger.Q(new__status__in=sorted(BEGINNT_ALS))
            ),
            pgtrigger.Protect(name="bleibt", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="mit_meilenstein",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__status="laufend") & ~pgtrigger.Q(old__status="laufend"),
                func=MIT_MEILENSTEIN,
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("strategie:vorhaben", args=[self.pk])


@pghistory.track()
class Vorhabenbeteiligung(models.Model):
    """A unit that takes part in a measure beside the one that leads it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    vorhaben = models.ForeignKey(Vorhaben, on_delete=models.CASCADE, related_name="beteiligungen")
    einheit = models.ForeignKey(EINHEIT, verbose_name=_("Stelle"), on_delete=models.PROTECT, related_name="+")
    aufgabe = models.CharField(_("Was sie beiträgt"), max_length=200)

    class Meta:
        ordering = ["einheit__name", "id"]
        verbose_name = _("Beteiligte Stelle")
        verbose_name_plural = _("Beteiligte Stellen")
        constraints = [
            models.UniqueConstraint(fields=["vorhaben", "einheit"], name="vorhabenbeteiligung_einmal"),
            models.CheckConstraint(condition=Q(aufgabe__regex=r"\S"), name="vorhabenbeteiligung_aufgabe"),
        ]

    def __str__(self) -> str:
        return self.aufgabe


@pghistory.track()
class Meilenstein(models.Model):
    """What has to be there on a day. It is done or struck with a reason, never deleted, so that nothing late disappears."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    vorhaben = models.ForeignKey(Vorhaben, on_delete=models.CASCADE, related_name="meilensteine")
    titel = models.CharField(_("Meilenstein"), max_length=160)
    faellig_am = models.DateField(_("Fällig am"))
    erledigt_am = models.DateField(_("Erledigt am"), null=True, blank=True)
    gestrichen_am = models.DateField(_("Gestrichen am"), null=True, blank=True)
    gestrichen_grund = models.CharField(_("Warum gestrichen"), max_length=300, blank=True)

    class Meta:
        ordering = ["faellig_am", "titel", "id"]
        verbose_name = _("Meilenstein")
        verbose_name_plural = _("Meilensteine")
        constraints = [
            models.CheckConstraint(condition=Q(titel__regex=r"\S"), name="meilenstein_titel"),
            models.CheckConstraint(
                condition=Q(gestrichen_am=None, gestrichen_grund="")
                | Q(gestrichen_am__isnull=False, erledigt_am=None, gestrichen_grund__regex=r"\S"),
                name="meilenstein_gestrichen",
            ),
        ]
        triggers = [pgtrigger.Protect(name="bleibt", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.titel

    @property
    def offen(self) -> bool:
        return self.erledigt_am is None and self.gestrichen_am is None


@pghistory.track()
class Vorhabenwirkung(models.Model):
    """A figure that a measure shall move, in which direction, and how sure the office is of that."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    vorhaben = models.ForeignKey(Vorhaben, on_delete=models.CASCADE, related_name="wirkungen")
    slug = models.CharField(_("Kennzahl"), max_length=60)
    erwartung = models.CharField(_("Was wir erwarten"), max_length=10, choices=Erwartung)
    zuversicht = models.CharField(_("Wie sicher"), max_length=10, choices=Zuversicht)
    warum = models.CharField(_("Warum wir das erwarten"), max_length=300)

    class Meta:
        ordering = ["slug", "id"]
        verbose_name = _("Erwartete Wirkung")
        verbose_name_plural = _("Erwartete Wirkungen")
        constraints = [
            models.UniqueConstraint(fields=["vorhaben", "slug"], name="vorhabenwirkung_einmal"),
            models.CheckConstraint(condition=Q(erwartung__in=Erwartung.values), name="vorhabenwirkung_erwartung"),
            models.CheckConstraint(condition=Q(zuversicht__in=Zuversicht.values), name="vorhabenwirkung_zuversicht"),
            models.CheckConstraint(condition=Q(warum__regex=r"\S"), name="vorhabenwirkung_warum"),
        ]

    def __str__(self) -> str:
        return self.slug
