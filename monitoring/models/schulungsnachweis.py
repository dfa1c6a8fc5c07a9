"""What somebody has learned and until when it counts, what they must, and what was agreed with them."""

from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.rechte import Rolle
from monitoring.models.schulung import EINHEIT, JEMAND, Kurs, Schulungsgast, Schulungsteilnahme

# Erasure takes a refusal as "held by something that stays".
GILT_NOCH = """
RAISE EXCEPTION 'schulungsnachweis % still holds', OLD.id
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'schulungsnachweis_gilt_noch';
"""


class SchulungsnachweisQuerySet(models.QuerySet["Schulungsnachweis"]):
    def counting(self) -> "SchulungsnachweisQuerySet":
        """Keep those that nobody took back."""
        return self.filter(hebt_auf=None, aufhebung=None)

    def valid(self, tag: date) -> "SchulungsnachweisQuerySet":
        """Keep those that hold on ``tag``."""
        return self.counting().filter(erworben_am__lte=tag, gueltig_bis__gte=tag)


class Schulungsnachweis(models.Model):
    """That somebody took part in a Kurs; only added, never changed. One that takes another back names it in ``hebt_auf``."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    gast = models.ForeignKey(Schulungsgast, null=True, blank=True, on_delete=models.PROTECT, related_name="nachweise")
    kurs = models.ForeignKey(Kurs, verbose_name=_("Kurs"), on_delete=models.PROTECT, related_name="nachweise")
    teilnahme = models.OneToOneField(Schulungsteilnahme, null=True, blank=True, on_delete=models.PROTECT, related_name="nachweis")
    erworben_am = models.DateField(_("erworben am"))
    gueltig_bis = models.DateField(_("gültig bis"))
    woher = models.CharField(_("Woher"), max_length=120, blank=True)
    hebt_auf = models.OneToOneField("self", null=True, blank=True, on_delete=models.CASCADE, related_name="aufhebung")
    grund = models.CharField(_("Grund"), max_length=200, blank=True)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)
    angelegt_von = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = SchulungsnachweisQuerySet.as_manager()

    class Meta:
        ordering = ["gueltig_bis", "id"]
        verbose_name = _("Schulungsnachweis")
        verbose_name_plural = _("Schulungsnachweise")
        indexes = [models.Index(fields=["kurs", "gueltig_bis"], name="schulungsnachweis_ende")]
        constraints = [
            models.CheckConstraint(condition=JEMAND, name="schulungsnachweis_jemand"),
            models.CheckConstraint(condition=Q(gueltig_bis__gte=F("erworben_am")), name="schulungsnachweis_zeit"),
            models.CheckConstraint(
                condition=Q(hebt_auf=None, grund="") | (Q(hebt_auf__isnull=False, teilnahme=None) & ~Q(grund="")),
                name="schulungsnachweis_aufhebung",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="nur_anfuegen", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="gilt_noch",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.gueltig_bis >= current_date"),
                func=GILT_NOCH,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wer}: {self.kurs}"

    @property
    def wer(self) -> str:
        return str(self.user or self.gast)


class Pflichtprofil(models.Model):
    """Whoever has ``rolle`` in ``einheit`` or below needs a Schulungsnachweis of ``kurs``; empty stands for all."""

    rolle = models.CharField(_("Rolle"), max_length=20, choices=Rolle, blank=True)
    einheit = models.ForeignKey(
        EINHEIT, verbose_name=_("Stelle"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kurs = models.ForeignKey(Kurs, verbose_name=_("Kurs"), on_delete=models.PROTECT, related_name="pflichten")

    class Meta:
        ordering = ["kurs__titel", "rolle", "pk"]
        verbose_name = _("Pflichtprofil")
        verbose_name_plural = _("Pflichtprofile")
        constraints = [
            models.UniqueConstraint(fields=["rolle", "einheit", "kurs"], nulls_distinct=False, name="pflichtprofil_einmal"),
            models.CheckConstraint(condition=Q(rolle__in=["", *Rolle.values]), name="pflichtprofil_rolle"),
        ]

    def __str__(self) -> str:
        return f"{self.kurs}: {self.get_rolle_display()}"


class Entwicklungsgespraech(models.Model):
    """That somebody talked with their manager, and which Kurs they agreed on; what was said is not kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("Mit wem"), on_delete=models.PROTECT, related_name="+")
    tag = models.DateField(_("Tag"))
    kurs = models.ForeignKey(
        Kurs, verbose_name=_("Vereinbarter Kurs"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    gefuehrt_von = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["-tag", "-pk"]
        verbose_name = _("Entwicklungsgespräch")
        verbose_name_plural = _("Entwicklungsgespräche")
        constraints = [
            models.UniqueConstraint(fields=["user", "tag"], name="entwicklungsgespraech_einmal"),
            models.CheckConstraint(condition=~Q(user=F("gefuehrt_von")), name="entwicklungsgespraech_zu_zweit"),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.tag:%d.%m.%Y})"
