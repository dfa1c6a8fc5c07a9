"""What has to be done about a case until when."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from fallmanagement.enums import Eskalationsstufe, Fristart
from fallmanagement.models.aufenthalt import Aufenthaltsstatus
from fallmanagement.models.fallakte import Fallakte


class FristQuerySet(models.QuerySet["Frist"]):
    def sichtbar_fuer(self, user) -> "FristQuerySet":
        return self.filter(fallakte__in=Fallakte.objects.sichtbar_fuer(user))

    def open(self) -> "FristQuerySet":
        return self.filter(erledigt_am=None)


class Frist(models.Model):
    """A deadline of the law, a day to look again, or a task. ``arbeitstag`` is the last working day on which it can be done.

    ``stufe`` says whom it was told to when nobody did it, and only rises, so nobody hears of the same step twice. The earliest
    open one is copied to the case by a trigger.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    fallakte = models.ForeignKey(Fallakte, on_delete=models.CASCADE, related_name="fristen")
    art = models.CharField(_("Art"), max_length=15, choices=Fristart)
    betreff = models.CharField(_("Was ist zu tun?"), max_length=160)
    rechtsquelle = models.CharField(_("Rechtsquelle"), max_length=120, blank=True)
    faellig_am = models.DateField(_("Fällig am"))
    arbeitstag = models.DateField(_("Spätester Arbeitstag"))
    aufenthalt = models.ForeignKey(
        Aufenthaltsstatus, verbose_name=_("Aufenthaltsstatus"), null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    stufe = models.PositiveSmallIntegerField(_("Gemeldet an"), choices=Eskalationsstufe, default=Eskalationsstufe.NIEMAND)
    stufe_seit = models.DateField(_("Gemeldet am"), null=True, blank=True)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)
    angelegt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("angelegt von"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    erledigt_am = models.DateTimeField(_("Erledigt am"), null=True, blank=True)
    erledigt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("erledigt von"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = FristQuerySet.as_manager()

    class Meta:
        ordering = ["faellig_am", "id"]
        verbose_name = _("Frist")
        verbose_name_plural = _("Fristen")
        indexes = [
            models.Index(fields=["faellig_am", "id"], condition=Q(erledigt_am=None), name="frist_offen"),
            models.Index(fields=["fallakte", "faellig_am"], condition=Q(erledigt_am=None), name="frist_offen_je_akte"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(art__in=Fristart.values), name="frist_art"),
            models.CheckConstraint(condition=Q(betreff__regex=r"\S"), name="frist_betreff"),
            models.CheckConstraint(condition=~Q(art="frist") | Q(rechtsquelle__regex=r"\S"), name="frist_mit_rechtsquelle"),
            models.CheckConstraint(condition=Q(arbeitstag__lte=models.F("faellig_am")), name="frist_arbeitstag_davor"),
            models.CheckConstraint(
                condition=Q(erledigt_am=None, erledigt_von=None) | Q(erledigt_am__isnull=False), name="frist_erledigt"
            ),
            models.CheckConstraint(condition=Q(stufe__in=Eskalationsstufe.values), name="frist_stufe"),
            models.CheckConstraint(
                condition=Q(stufe=0, stufe_seit=None) | Q(stufe__gt=0, stufe_seit__isnull=False), name="frist_stufe_seit"
            ),
            models.UniqueConstraint(
                fields=["fallakte", "aufenthalt"], condition=Q(erledigt_am=None), name="frist_eine_je_status"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="steht_an_der_akte",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func="""
                UPDATE fallmanagement_fallakte SET naechste_frist = (
                    SELECT min(faellig_am) FROM fallmanagement_frist
                    WHERE fallakte_id = COALESCE(NEW.fallakte_id, OLD.fallakte_id) AND erledigt_am IS NULL
                ) WHERE id = COALESCE(NEW.fallakte_id, OLD.fallakte_id);
                RETURN NULL;
                """,
            ),
            pgtrigger.Protect(
                name="stufe_steigt_nur",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__stufe__gt=pgtrigger.F("new__stufe")),
            ),
        ]

    def __str__(self) -> str:
        return self.betreff

    @property
    def art_name(self) -> str:
        """Its kind in words: ``get_art_display`` translates all kinds for each row of a list."""
        return str(Fristart(self.art).label)
