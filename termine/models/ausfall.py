"""A counter that nobody sits at for a while."""

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from termine.models.dienst import HALBOFFEN
from termine.models.platz import Platz


class AusfallQuerySet(models.QuerySet["Ausfall"]):
    def at(self, plaetze, zeitraum) -> "AusfallQuerySet":
        """What these counters miss of ``zeitraum``, at least in part."""
        return self.filter(platz__in=plaetze, zeitraum__overlap=zeitraum)

    def unfinished(self) -> "AusfallQuerySet":
        return self.filter(versorgt_am=None)


class Ausfall(models.Model):
    """A counter takes nobody during ``zeitraum``, whatever its hours say; ``versorgt_am``: its visits have been seen to.

    ``betroffen`` is how many visits it had when it closed; whoever found no other time then is tried again, the last time at
    ``versucht_am``. Who is ill and why stands nowhere.
    """

    platz = models.ForeignKey(Platz, verbose_name=_("Platz"), on_delete=models.CASCADE, related_name="ausfaelle")
    zeitraum = DateTimeRangeField(_("Zeitraum"))
    betroffen = models.PositiveIntegerField(_("Betroffene Termine"), default=0)
    angelegt_am = models.DateTimeField(_("Geschlossen am"), default=uhr.now, editable=False)
    versorgt_am = models.DateTimeField(_("Versorgt am"), null=True, blank=True, editable=False)
    versucht_am = models.DateTimeField(_("Zuletzt versucht"), null=True, blank=True, editable=False)

    objects = AusfallQuerySet.as_manager()

    class Meta:
        ordering = ["zeitraum", "platz"]
        verbose_name = _("Ausfall")
        verbose_name_plural = _("Ausfälle")
        constraints = [
            models.CheckConstraint(condition=HALBOFFEN, name="ausfall_zeitraum_halboffen"),
            models.CheckConstraint(
                condition=Q(versorgt_am__isnull=True) | Q(versorgt_am__gte=F("angelegt_am")), name="ausfall_versorgt_danach"
            ),
            models.UniqueConstraint(fields=["platz", "zeitraum"], name="ausfall_einmal"),
        ]

    def __str__(self) -> str:
        return f"{self.platz} {self.zeitraum.lower:%Y-%m-%d %H:%M}"
