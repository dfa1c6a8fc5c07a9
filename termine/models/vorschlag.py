"""A personal offer: one time that is held for somebody until an instant."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.states import state_trigger
from termine.enums import VORSCHLAG_UEBERGAENGE, VorschlagStatus
from termine.models.aufnahme import Aufnahme
from termine.models.dienst import Belegung
from termine.models.kette import Kette
from termine.models.platz import Platz
from termine.models.termin import STATION_DER_KETTE, Termin


class Terminvorschlag(models.Model):
    """One offered time of an Aufnahme, or an earlier time for a ``termin`` on the waiting list; holds its counter."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    aufnahme = models.ForeignKey(Aufnahme, null=True, blank=True, on_delete=models.CASCADE, related_name="vorschlaege")
    termin = models.ForeignKey(Termin, null=True, blank=True, on_delete=models.CASCADE, related_name="vorschlaege")
    status = models.CharField(_("Status"), max_length=20, choices=VorschlagStatus, default=VorschlagStatus.OFFEN)
    belegung = models.OneToOneField(Belegung, null=True, blank=True, on_delete=models.SET_NULL, related_name="vorschlag")
    platz = models.ForeignKey(Platz, verbose_name=_("Platz"), on_delete=models.PROTECT, related_name="+")
    standort = models.ForeignKey("kern.Standort", verbose_name=_("Standort"), on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField(_("Beginn"))
    ends_at = models.DateTimeField(_("Ende"))
    gueltig_bis = models.DateTimeField(_("gilt bis"))
    kette = models.ForeignKey(
        Kette,
        verbose_name=_("Kette"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="vorschlaege",
        db_index=False,
    )
    station = models.PositiveSmallIntegerField(_("Station"), null=True, blank=True)
    beantwortet_am = models.DateTimeField(null=True, blank=True)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["starts_at"]
        verbose_name = _("Terminvorschlag")
        verbose_name_plural = _("Terminvorschläge")
        indexes = [models.Index(fields=["gueltig_bis"], name="vorschlag_offen", condition=Q(status="offen"))]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=VorschlagStatus.values), name="vorschlag_status"),
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="vorschlag_beginn_vor_ende"),
            models.CheckConstraint(
                condition=Q(aufnahme__isnull=False, termin__isnull=True) | Q(aufnahme__isnull=True, termin__isnull=False),
                name="vorschlag_wofuer",
            ),
            models.UniqueConstraint(fields=["termin"], condition=Q(status="offen"), name="vorschlag_einer_je_termin"),
            models.CheckConstraint(condition=STATION_DER_KETTE, name="vorschlag_station_der_kette"),
            models.UniqueConstraint(
                fields=["kette", "station"], condition=Q(kette__isnull=False), name="vorschlag_einer_je_station"
            ),
            # An open offer really holds its counter, an ended one has let go of it.
            models.CheckConstraint(
                condition=Q(status="offen", belegung__isnull=False) | (~Q(status="offen") & Q(belegung__isnull=True)),
                name="vorschlag_haelt_platz",
            ),
        ]
        triggers = [state_trigger(VORSCHLAG_UEBERGAENGE)]

    def __str__(self) -> str:
        return f"{uhr.local(self.starts_at):%d.%m.%Y %H:%M}"
