"""Who covers for whom while somebody is away."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr

BEGINNT = Q(zeitraum__startswith__isnull=False) & Q(zeitraum__isempty=False)


class VertretungQuerySet(models.QuerySet["Vertretung"]):
    def today(self) -> "VertretungQuerySet":
        return self.filter(zeitraum__contains=uhr.today())


class Vertretung(models.Model):
    """``durch`` sees and does the cases of ``user`` during ``zeitraum``; when it ends they are where they were."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("Abwesend"), on_delete=models.CASCADE, related_name="+")
    durch = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("vertreten durch"), on_delete=models.CASCADE, related_name="+"
    )
    zeitraum = DateRangeField(_("Zeitraum"))
    von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("eingetragen von"), on_delete=models.PROTECT, related_name="+"
    )
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    objects = VertretungQuerySet.as_manager()

    class Meta:
        ordering = ["zeitraum"]
        verbose_name = _("Vertretung")
        verbose_name_plural = _("Vertretungen")
        constraints = [
            models.CheckConstraint(condition=BEGINNT & Q(zeitraum__endswith__isnull=False), name="vertretung_beginnt_und_endet"),
            models.CheckConstraint(condition=~Q(user=F("durch")), name="vertretung_nicht_durch_sich"),
            ExclusionConstraint(
                name="vertretung_eine_zur_zeit",
                expressions=[("user", RangeOperators.EQUAL), ("zeitraum", RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} → {self.durch} {self.zeitraum}"
