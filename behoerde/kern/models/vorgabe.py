"""Instructions of the office about a rule of law: they take effect on their day, without a new version of the portal."""

from datetime import date

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.regeln import Wirkung


class VorgabeQuerySet(models.QuerySet["Vorgabe"]):
    def in_force(self, tag: date) -> "VorgabeQuerySet":
        """Keep those that count on ``tag``; both days belong to them."""
        return self.filter(Q(bis__isnull=True) | Q(bis__gte=tag), ab__lte=tag)


@pghistory.track()
class Vorgabe(models.Model):
    """Suspends a rule, asks to clear it up first or adds a remark, from one day to another; it never widens a rule."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    regelwerk = models.CharField(max_length=30, editable=False)
    regel = models.CharField(max_length=60, editable=False)
    wirkung = models.CharField(_("Wirkung"), max_length=10, choices=Wirkung)
    text = models.CharField(_("Was gilt"), max_length=300)
    quelle = models.CharField(_("Quelle"), max_length=200)
    ab = models.DateField(_("Gilt ab"))
    bis = models.DateField(_("Gilt bis"), null=True, blank=True)
    angelegt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("angelegt von"), on_delete=models.PROTECT, related_name="+", editable=False
    )
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    objects = VorgabeQuerySet.as_manager()

    class Meta:
        ordering = ["-ab", "-angelegt_am"]
        verbose_name = _("Vorgabe")
        verbose_name_plural = _("Vorgaben")
        constraints = [
            models.CheckConstraint(condition=Q(wirkung__in=Wirkung.values), name="vorgabe_wirkung"),
            models.CheckConstraint(condition=Q(bis__isnull=True) | Q(bis__gte=F("ab")), name="vorgabe_bis_nach_ab"),
            models.CheckConstraint(condition=Q(text__regex=r"\S") & Q(quelle__regex=r"\S"), name="vorgabe_text_und_quelle"),
            ExclusionConstraint(
                name="vorgabe_einmal_je_wirkung",
                expressions=[
                    ("regelwerk", RangeOperators.EQUAL),
                    ("regel", RangeOperators.EQUAL),
                    ("wirkung", RangeOperators.EQUAL),
                    (
                        Func("ab", "bis", Value("[]"), function="daterange", output_field=DateRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_wirkung_display()} ({self.quelle})"

    def get_absolute_url(self) -> str:
        return reverse("kern:regel", args=[self.regelwerk, self.regel])

    @property
    def beendbar(self) -> bool:
        """Say whether it still counts today or later."""
        return self.bis is None or self.bis >= uhr.today()
