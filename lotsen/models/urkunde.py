"""Order of a naturalisation ceremony: who gets the certificate when."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from lotsen.models.veranstaltung import Veranstaltung


class Urkunde(models.Model):
    """One certificate handed over in public (§ 16 StAG); only the name that is called out."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    veranstaltung = models.ForeignKey(Veranstaltung, on_delete=models.CASCADE, related_name="urkunden")
    name = models.CharField(_("Name"), max_length=120)
    position = models.PositiveSmallIntegerField(_("Reihenfolge"))
    bis = models.DateTimeField(_("Ende der Veranstaltung"))
    uebergeben_am = models.DateTimeField(_("übergeben"), null=True, blank=True)
    uebergeben_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("Urkunde")
        verbose_name_plural = _("Urkunden")
        constraints = [
            models.CheckConstraint(
                condition=Q(uebergeben_am=None, uebergeben_von=None)
                | Q(uebergeben_am__isnull=False, uebergeben_von__isnull=False),
                name="urkunde_uebergeben",
            ),
        ]

    def __str__(self) -> str:
        return self.name
