"""The waiting list: who has a visit and would rather come earlier."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.states import state_trigger
from termine.enums import WARTE_UEBERGAENGE, Tageszeit, Wartestatus
from termine.models.oeffnung import Wochentag
from termine.models.termin import Termin


class Wartelisteneintrag(models.Model):
    """One visit waits for an earlier time; no days and no parts of the day mean: any.

    ``frist`` is the promised latest day, by which the list is ordered.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    termin = models.OneToOneField(Termin, on_delete=models.CASCADE, related_name="warteliste")
    status = models.CharField(_("Status"), max_length=10, choices=Wartestatus, default=Wartestatus.WARTET)
    tage = ArrayField(models.PositiveSmallIntegerField(choices=Wochentag), verbose_name=_("Tage"), default=list, blank=True)
    tageszeiten = ArrayField(
        models.CharField(max_length=10, choices=Tageszeit), verbose_name=_("Tageszeiten"), default=list, blank=True
    )
    frist = models.DateField(_("Termin spätestens am"), null=True, blank=True)
    angelegt_am = models.DateTimeField(_("Wartet seit"), default=uhr.now, editable=False)

    class Meta:
        ordering = [F("frist").asc(nulls_last=True), "angelegt_am"]
        verbose_name = _("Eintrag der Warteliste")
        verbose_name_plural = _("Einträge der Warteliste")
        indexes = [models.Index(fields=["frist", "angelegt_am"], name="warteliste_reihenfolge", condition=Q(status="wartet"))]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Wartestatus.values), name="warteliste_status"),
            models.CheckConstraint(condition=Q(tage__contained_by=Wochentag.values), name="warteliste_tage"),
            models.CheckConstraint(condition=Q(tageszeiten__contained_by=Tageszeit.values), name="warteliste_tageszeiten"),
        ]
        triggers = [state_trigger(WARTE_UEBERGAENGE)]

    def __str__(self) -> str:
        return f"{self.termin_id} {self.status}"

    def fits(self, beginn) -> bool:
        """Say whether ``beginn`` lies on a day and in a part of the day that suits."""
        local = uhr.local(beginn)
        part = Tageszeit.VORMITTAG if local.hour < 12 else Tageszeit.NACHMITTAG
        return (not self.tage or local.weekday() in self.tage) and (not self.tageszeiten or part in self.tageszeiten)
