"""One file went into another: what moved, row by row, and what was changed, so that each gets its own back."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.krypto import VerschluesseltesFeld
from fallmanagement.models.fallakte import Fallakte


class AktenzusammenfuehrungQuerySet(models.QuerySet["Aktenzusammenfuehrung"]):
    def sichtbar_fuer(self, user) -> "AktenzusammenfuehrungQuerySet":
        """Keep those of which ``user`` sees both files; a policy of the table says the same."""
        visible = Fallakte.objects.sichtbar_fuer(user)
        return self.filter(bleibt__in=visible, doppelt__in=visible)


class Aktenzusammenfuehrung(models.Model):
    """``doppelt`` went into ``bleibt``. Deleted when that is taken back, and once it can't be any more.

    ``vorher`` (JSON): ``akte`` what the second file said of its end, ``werte`` each value that was chosen from it:
    ``[model, key, {field: [before, after]}]``. Under row-level security: whoever sees both files sees it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    bleibt = models.ForeignKey(Fallakte, on_delete=models.CASCADE, related_name="+")
    doppelt = models.OneToOneField(Fallakte, on_delete=models.CASCADE, related_name="zusammenfuehrung")
    vorher = VerschluesseltesFeld(_("Vorher"))
    von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("zusammengeführt von"), on_delete=models.PROTECT, related_name="+"
    )
    gemacht_am = models.DateTimeField(_("Zusammengeführt am"), default=uhr.now, editable=False)

    objects = AktenzusammenfuehrungQuerySet.as_manager()

    class Meta:
        ordering = ["gemacht_am", "id"]
        verbose_name = _("Zusammenführung zweier Akten")
        verbose_name_plural = _("Zusammenführungen von Akten")
        constraints = [models.CheckConstraint(condition=~Q(bleibt=F("doppelt")), name="aktenzusammenfuehrung_zwei")]

    def __str__(self) -> str:
        return f"{self.doppelt} → {self.bleibt}"


class Aktenbewegung(models.Model):
    """One row that moved in a merge: only what stands here may change its file, says a trigger of each table."""

    id = models.BigAutoField(primary_key=True)
    zusammenfuehrung = models.ForeignKey(Aktenzusammenfuehrung, on_delete=models.CASCADE, related_name="bewegungen")
    modell = models.CharField(max_length=40)
    zeile = models.UUIDField()

    class Meta:
        ordering = ["id"]
        verbose_name = _("Umgezogene Zeile")
        verbose_name_plural = _("Umgezogene Zeilen")
        indexes = [models.Index(fields=["zeile"], name="aktenbewegung_zeile")]
        constraints = [
            models.UniqueConstraint(fields=["zusammenfuehrung", "modell", "zeile"], name="aktenbewegung_einmal"),
        ]

    def __str__(self) -> str:
        return self.modell
