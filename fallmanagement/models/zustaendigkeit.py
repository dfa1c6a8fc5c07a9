"""Who answers for a case, and who lives with the person."""

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from fallmanagement.enums import Verhaeltnis
from fallmanagement.models.fallakte import Fallakte
from fallmanagement.models.vertretung import BEGINNT


class Zustaendigkeit(models.Model):
    """One account answers for one case during ``zeitraum``; the open one is copied to the case by a trigger."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    fallakte = models.ForeignKey(Fallakte, on_delete=models.CASCADE, related_name="zustaendigkeiten")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("Zuständig"), on_delete=models.PROTECT, related_name="+")
    zeitraum = DateRangeField(_("Zeitraum"))
    von = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("zugeteilt von"), on_delete=models.PROTECT, related_name="+")
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["zeitraum"]
        verbose_name = _("Zuständigkeit")
        verbose_name_plural = _("Zuständigkeiten")
        constraints = [
            models.CheckConstraint(condition=BEGINNT, name="zustaendigkeit_beginnt"),
            ExclusionConstraint(
                name="zustaendigkeit_eine_zur_zeit",
                expressions=[("fallakte", RangeOperators.EQUAL), ("zeitraum", RangeOperators.OVERLAPS)],
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="steht_an_der_akte",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func="""
                UPDATE fallmanagement_fallakte SET zustaendig_id = (
                    SELECT user_id FROM fallmanagement_zustaendigkeit
                    WHERE fallakte_id = COALESCE(NEW.fallakte_id, OLD.fallakte_id) AND upper_inf(zeitraum)
                ) WHERE id = COALESCE(NEW.fallakte_id, OLD.fallakte_id);
                RETURN NULL;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.zeitraum}"


@pghistory.track()
class Haushaltsmitglied(models.Model):
    """Somebody who lives with the person of the case, or did."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    fallakte = models.ForeignKey(Fallakte, on_delete=models.CASCADE, related_name="haushalt")
    person = models.ForeignKey("kern.Person", verbose_name=_("Person"), on_delete=models.PROTECT, related_name="+")
    verhaeltnis = models.CharField(_("Verhältnis"), max_length=12, choices=Verhaeltnis)
    zeitraum = DateRangeField(_("Zeitraum"))
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["zeitraum"]
        verbose_name = _("Haushaltsmitglied")
        verbose_name_plural = _("Haushaltsmitglieder")
        constraints = [
            models.CheckConstraint(condition=Q(verhaeltnis__in=Verhaeltnis.values), name="haushalt_verhaeltnis"),
            models.CheckConstraint(condition=BEGINNT, name="haushalt_beginnt"),
            ExclusionConstraint(
                name="haushalt_einmal_zur_zeit",
                expressions=[
                    ("fallakte", RangeOperators.EQUAL),
                    ("person", RangeOperators.EQUAL),
                    ("zeitraum", RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_verhaeltnis_display()})"
