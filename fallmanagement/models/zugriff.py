"""Reading a case of another unit for a while: in an emergency, or because its lead allowed it."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.krypto import VerschluesseltesFeld
from fallmanagement.enums_zusammenarbeit import Zugriffsart, Zugriffsbefund
from fallmanagement.models.fallakte import Fallakte


class ZugriffQuerySet(models.QuerySet["Zugriff"]):
    def sichtbar_fuer(self, user) -> "ZugriffQuerySet":
        """Keep those to cases of the units of ``user`` and below, and the own ones; a policy says the same."""
        return self.filter(Q(einheit__in=user.einheiten_darunter) | Q(user=user))

    def running(self) -> "ZugriffQuerySet":
        return self.filter(zeitraum__contains=uhr.now())

    def unreviewed(self) -> "ZugriffQuerySet":
        return self.filter(art=Zugriffsart.NOTZUGRIFF, geprueft_am=None)


class Zugriff(models.Model):
    """``user`` reads one case during ``zeitraum`` and never writes; ``einheit`` is whose lead answers for it.

    A Notzugriff was taken, one on time was given by somebody else. What was said stays; a range only gets shorter.
    A Notzugriff without a notice in the same transaction is refused by a trigger.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    fallakte = models.ForeignKey(Fallakte, on_delete=models.CASCADE, related_name="zugriffe")
    einheit = models.ForeignKey("kern.Organisationseinheit", verbose_name=_("Stelle"), on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("Wer"), on_delete=models.PROTECT, related_name="+")
    art = models.CharField(_("Art"), max_length=12, choices=Zugriffsart)
    grund = VerschluesseltesFeld(_("Grund"))
    zeitraum = DateTimeRangeField(_("Zeitraum"))
    erteilt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("erlaubt von"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    angelegt_am = models.DateTimeField(_("Seit"), default=uhr.now, editable=False)
    befund = models.CharField(_("Befund"), max_length=12, choices=Zugriffsbefund, blank=True)
    bemerkung = VerschluesseltesFeld(_("Bemerkung"), blank=True)
    geprueft_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("geprüft von"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    geprueft_am = models.DateTimeField(_("Geprüft am"), null=True, blank=True)

    objects = ZugriffQuerySet.as_manager()

    class Meta:
        ordering = ["-angelegt_am", "-id"]
        verbose_name = _("Zugriff")
        verbose_name_plural = _("Zugriffe")
        indexes = [models.Index(fields=["user", "fallakte"], name="zugriff_wer")]
        constraints = [
            models.CheckConstraint(condition=Q(art__in=Zugriffsart.values), name="zugriff_art"),
            models.CheckConstraint(
                condition=Q(zeitraum__isempty=False, zeitraum__startswith__isnull=False, zeitraum__endswith__isnull=False),
                name="zugriff_endet",
            ),
            models.CheckConstraint(
                condition=Q(art="notzugriff", erteilt_von=None) | Q(art="auf_zeit", erteilt_von__isnull=False),
                name="zugriff_erteilt",
            ),
            models.CheckConstraint(condition=Q(erteilt_von=None) | ~Q(erteilt_von=F("user")), name="zugriff_nicht_sich_selbst"),
            models.CheckConstraint(
                condition=Q(geprueft_am=None, geprueft_von=None, befund="", bemerkung="")
                | Q(geprueft_am__isnull=False, geprueft_von__isnull=False, befund__in=Zugriffsbefund.values, art="notzugriff"),
                name="zugriff_geprueft",
            ),
            models.CheckConstraint(condition=Q(geprueft_von=None) | ~Q(geprueft_von=F("user")), name="zugriff_vier_augen"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="bleibt_wie_gesagt",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("fallakte", "einheit", "user", "art", "grund", "erteilt_von", "angelegt_am"),
            ),
            pgtrigger.Trigger(
                name="befund_bleibt",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                IF OLD.geprueft_am IS NOT NULL AND (OLD.befund, OLD.bemerkung, OLD.geprueft_von_id, OLD.geprueft_am)
                    IS DISTINCT FROM (NEW.befund, NEW.bemerkung, NEW.geprueft_von_id, NEW.geprueft_am) THEN
                    RAISE EXCEPTION 'a finding stays'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'zugriff_befund_bleibt';
                END IF;
                RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="wird_nur_kuerzer",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                IF NOT NEW.zeitraum <@ OLD.zeitraum OR lower(NEW.zeitraum) <> lower(OLD.zeitraum) THEN
                    RAISE EXCEPTION 'an access only gets shorter'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'zugriff_wird_nur_kuerzer';
                END IF;
                RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_art_display()} ({self.angelegt_am:%Y-%m-%d})"

    def get_absolute_url(self) -> str:
        return reverse("fallmanagement:zugriff", args=[self.pk])

    @property
    def laeuft(self) -> bool:
        return self.zeitraum.lower <= uhr.now() < self.zeitraum.upper
