"""Two files that looked as if they were about one person, and somebody found that they are not."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from fallmanagement.dubletten import Unterscheidung
from fallmanagement.models.fallakte import Fallakte


class DublettenurteilQuerySet(models.QuerySet["Dublettenurteil"]):
    def sichtbar_fuer(self, user) -> "DublettenurteilQuerySet":
        """Keep those of which ``user`` sees both files; a policy of the table says the same."""
        visible = Fallakte.objects.sichtbar_fuer(user)
        return self.filter(erste__in=visible, zweite__in=visible)


class Dublettenurteil(models.Model):
    """``erste`` and ``zweite`` are about two people, found ``von``; a pair stands here once, the smaller key first.

    It is never changed, and deleted when it was a mistake. Under row-level security: whoever sees both files sees it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    erste = models.ForeignKey(Fallakte, on_delete=models.CASCADE, related_name="+")
    zweite = models.ForeignKey(Fallakte, on_delete=models.CASCADE, related_name="+")
    grund = models.CharField(_("Warum sind es zwei Personen?"), max_length=10, choices=Unterscheidung)
    von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("festgehalten von"), on_delete=models.PROTECT, related_name="+"
    )
    angelegt_am = models.DateTimeField(_("Festgehalten am"), default=uhr.now, editable=False)

    objects = DublettenurteilQuerySet.as_manager()

    class Meta:
        ordering = ["-angelegt_am", "-id"]
        verbose_name = _("Urteil über ein Dublettenpaar")
        verbose_name_plural = _("Urteile über Dublettenpaare")
        constraints = [
            models.CheckConstraint(condition=Q(erste__lt=F("zweite")), name="dublettenurteil_geordnet"),
            models.CheckConstraint(condition=Q(grund__in=Unterscheidung.values), name="dublettenurteil_grund"),
            models.UniqueConstraint(fields=["erste", "zweite"], name="dublettenurteil_einmal"),
        ]
        triggers = [pgtrigger.Protect(name="bleibt_wie_gesagt", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.erste} ≠ {self.zweite}"
