"""With which status somebody was and is here, one after the other."""

from datetime import date, timedelta

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from fallmanagement.models.vertretung import BEGINNT
from fallmanagement.titel import Arbeit, Titel, titel


class AufenthaltsstatusQuerySet(models.QuerySet["Aufenthaltsstatus"]):
    def on(self, tag: date) -> "AufenthaltsstatusQuerySet":
        return self.filter(zeitraum__contains=tag)


@pghistory.track(exclude=["auflagen"])
class Aufenthaltsstatus(models.Model):
    """One status from a day until a day, without end when it is for good. The Fiktion (§ 81 AufenthG) is a row of its own.

    ``zeitraum`` ends with the day after the last one, as the database keeps ranges of days.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey("kern.Person", verbose_name=_("Person"), on_delete=models.CASCADE, related_name="aufenthalte")
    code = models.CharField(_("Status"), max_length=30)
    zeitraum = DateRangeField(_("Zeitraum"))
    arbeit = models.CharField(_("Arbeit"), max_length=15, choices=Arbeit)
    auflagen = models.CharField(_("Auflagen"), max_length=300, blank=True)
    quelle = models.CharField(_("Quelle"), max_length=120)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    objects = AufenthaltsstatusQuerySet.as_manager()

    class Meta:
        ordering = ["zeitraum"]
        verbose_name = _("Aufenthaltsstatus")
        verbose_name_plural = _("Aufenthaltsstatus")
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=r"^[a-z0-9_]+$"), name="aufenthalt_code"),
            models.CheckConstraint(condition=Q(arbeit__in=Arbeit.values), name="aufenthalt_arbeit"),
            models.CheckConstraint(condition=Q(quelle__regex=r"\S"), name="aufenthalt_quelle"),
            models.CheckConstraint(condition=BEGINNT, name="aufenthalt_beginnt"),
            ExclusionConstraint(
                name="aufenthalt_einer_zur_zeit",
                expressions=[("person", RangeOperators.EQUAL), ("zeitraum", RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.titel} {self.zeitraum}"

    @property
    def titel(self) -> Titel:
        return titel()[self.code]

    @property
    def letzter_tag(self) -> date | None:
        """The last day it holds, None when it does not end."""
        return self.zeitraum.upper - timedelta(days=1) if self.zeitraum.upper else None
