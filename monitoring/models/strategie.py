"""The way from what the office stands for to what it does: Leitsatz, Handlungsfeld, Ziel, and the figures of a Ziel."""

from datetime import timedelta

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from monitoring.models.leitbild import Leitsatz
from monitoring.models.schulung import EINHEIT
from monitoring.strategie import SETZUNG_TAGE, Ampelstand

# One at a time, or two that put each other below themselves would both look right.
KEIN_KREIS = """
PERFORM pg_advisory_xact_lock(hashtext('monitoring_ziel_kreis'));
IF EXISTS (
    WITH RECURSIVE darueber AS (
        SELECT z.id, z.oberziel_id FROM monitoring_ziel z WHERE z.id = NEW.oberziel_id
        UNION SELECT z.id, z.oberziel_id FROM monitoring_ziel z JOIN darueber d ON z.id = d.oberziel_id
    ) SELECT FROM darueber WHERE id = NEW.id
) THEN
    RAISE EXCEPTION 'ein ziel steht nicht unter sich selbst' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


@pghistory.track()
class Handlungsfeld(models.Model):
    """A field in which the office wants to get somewhere, because a Leitsatz says so."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("Name"), max_length=120, unique=True)
    text = models.TextField(_("Worum es geht"), max_length=2000, blank=True)
    leitsatz = models.ForeignKey(
        Leitsatz, verbose_name=_("Leitsatz"), null=True, blank=True, on_delete=models.PROTECT, related_name="handlungsfelder"
    )

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("Handlungsfeld")
        verbose_name_plural = _("Handlungsfelder")
        constraints = [models.CheckConstraint(condition=Q(name__regex=r"\S"), name="handlungsfeld_name")]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Ziel(models.Model):
    """What shall be so until a day; it stands in a Handlungsfeld or below another Ziel, never in both."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    handlungsfeld = models.ForeignKey(
        Handlungsfeld,
        verbose_name=_("Handlungsfeld"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="ziele",
    )
    oberziel = models.ForeignKey(
        "self", verbose_name=_("Teil dieses Ziels"), null=True, blank=True, on_delete=models.PROTECT, related_name="teilziele"
    )
    titel = models.CharField(_("Ziel"), max_length=160)
    text = models.TextField(_("Woran wir merken, dass es erreicht ist"), max_length=2000, blank=True)
    einheit = models.ForeignKey(EINHEIT, verbose_name=_("Zuständig"), on_delete=models.PROTECT, related_name="+")
    von = models.DateField(_("Gilt ab"))
    bis = models.DateField(_("Zu erreichen bis"))
    beendet_am = models.DateField(_("Beendet am"), null=True, blank=True, editable=False)
    beendet_grund = models.CharField(_("Warum es endet"), max_length=300, blank=True, editable=False)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["bis", "titel", "id"]
        verbose_name = _("Ziel")
        verbose_name_plural = _("Ziele")
        constraints = [
            models.CheckConstraint(condition=Q(titel__regex=r"\S"), name="ziel_titel"),
            models.CheckConstraint(condition=Q(von__lte=F("bis")), name="ziel_tage"),
            models.CheckConstraint(
                condition=Q(handlungsfeld=None, oberziel__isnull=False) | Q(handlungsfeld__isnull=False, oberziel=None),
                name="ziel_wo",
            ),
            models.CheckConstraint(
                condition=Q(beendet_am=None, beendet_grund="") | Q(beendet_am__isnull=False, beendet_grund__regex=r"\S"),
                name="ziel_beendet",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="kein_kreis",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__oberziel__isnull=False),
                func=KEIN_KREIS,
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("strategie:ziel", args=[self.pk])


@pghistory.track()
class Zielkennzahl(models.Model):
    """By which figure of the catalogue a Ziel is measured, and where it stood in the beginning."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    ziel = models.ForeignKey(Ziel, on_delete=models.CASCADE, related_name="kennzahlen")
    slug = models.CharField(_("Kennzahl"), max_length=60)
    ausgangswert = models.FloatField(_("Ausgangswert"), null=True, blank=True)
    ausgangstag = models.DateField(_("Gemessen am"), null=True, blank=True)

    class Meta:
        ordering = ["slug", "id"]
        verbose_name = _("Kennzahl eines Ziels")
        verbose_name_plural = _("Kennzahlen von Zielen")
        constraints = [
            models.UniqueConstraint(fields=["ziel", "slug"], name="zielkennzahl_einmal"),
            models.CheckConstraint(
                condition=Q(ausgangswert=None, ausgangstag=None) | Q(ausgangswert__isnull=False, ausgangstag__isnull=False),
                name="zielkennzahl_ausgang",
            ),
        ]

    def __str__(self) -> str:
        return self.slug


@pghistory.track()
class Ampelsetzung(models.Model):
    """A light set by hand: why, by whom, until when. Never changed, only taken back; it ends by itself."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    ziel = models.ForeignKey(Ziel, null=True, on_delete=models.CASCADE, related_name="setzungen")
    vorhaben = models.ForeignKey("Vorhaben", null=True, on_delete=models.CASCADE, related_name="setzungen")
    stand = models.CharField(_("Ampel"), max_length=10, choices=Ampelstand)
    grund = models.CharField(_("Grund"), max_length=300)
    gesetzt_am = models.DateField(_("Gesetzt am"), default=uhr.today, editable=False)
    gilt_bis = models.DateField(_("Gilt bis"))
    von = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    aufgehoben_am = models.DateTimeField(_("Aufgehoben am"), null=True, editable=False)

    class Meta:
        ordering = ["-gesetzt_am", "-id"]
        verbose_name = _("Von Hand gesetzte Ampel")
        verbose_name_plural = _("Von Hand gesetzte Ampeln")
        constraints = [
            models.CheckConstraint(
                condition=Q(ziel=None, vorhaben__isnull=False) | Q(ziel__isnull=False, vorhaben=None), name="ampelsetzung_wofuer"
            ),
            models.CheckConstraint(condition=Q(stand__in=Ampelstand.values), name="ampelsetzung_stand"),
            models.CheckConstraint(condition=Q(grund__regex=r"\S"), name="ampelsetzung_grund"),
            models.CheckConstraint(
                # A quarter and no longer: what was set by hand must be looked at again.
                condition=Q(gilt_bis__gte=F("gesetzt_am"), gilt_bis__lte=F("gesetzt_am") + timedelta(days=SETZUNG_TAGE)),
                name="ampelsetzung_ende",
            ),
            models.UniqueConstraint(fields=["ziel"], condition=Q(aufgehoben_am=None), name="ampelsetzung_ziel_eine"),
            models.UniqueConstraint(fields=["vorhaben"], condition=Q(aufgehoben_am=None), name="ampelsetzung_vorhaben_eine"),
        ]
        triggers = [
            pgtrigger.Protect(name="bleibt", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="unveraendert",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("ziel", "vorhaben", "stand", "grund", "gesetzt_am", "gilt_bis", "von"),
            ),
        ]

    def __str__(self) -> str:
        return self.grund
