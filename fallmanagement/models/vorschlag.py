"""A person of a case is proposed to a vacancy."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.krypto import VerschluesseltesFeld
from behoerde.kern.states import state_trigger
from fallmanagement.models.fallakte import Fallakte
from fallmanagement.models.stellenangebot import Stellenangebot
from fallmanagement.stellenwerte import (
    BEIM_BETRIEB,
    VORSCHLAG_OFFEN,
    VORSCHLAG_UEBERGAENGE,
    Absagegrund,
    Einwilligungsweg,
    Rueckzugsgrund,
    Vorschlagsfeld,
    VorschlagStatus,
)

V = VorschlagStatus
OHNE_EINWILLIGUNG = Q(eingewilligt_am=None, einwilligung="", felder=[], gueltig_bis=None)
MIT_EINWILLIGUNG = Q(eingewilligt_am__isnull=False, gueltig_bis__isnull=False) & ~Q(einwilligung="") & ~Q(felder=[])


class VorschlagQuerySet(models.QuerySet["Vorschlag"]):
    def sichtbar_fuer(self, user) -> "VorschlagQuerySet":
        return self.filter(fallakte__in=Fallakte.objects.sichtbar_fuer(user))

    def open(self) -> "VorschlagQuerySet":
        return self.filter(status__in=VORSCHLAG_OFFEN)

    def shown_to_betrieb(self) -> "VorschlagQuerySet":
        """Keep what its employer may see today: agreed to, sent, not taken back, not expired."""
        return self.filter(status__in=BEIM_BETRIEB, gueltig_bis__gte=uhr.today())


class Vorschlag(models.Model):
    """Who proposed it, why, and how the vacancy suited the person then (``abgleich``).

    ``angaben`` is all that the employer may see: what the person agreed to, and nothing when they did not, when it was taken
    back, refused or expired. Under row-level security: whoever sees the case sees it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    fallakte = models.ForeignKey(Fallakte, on_delete=models.CASCADE, related_name="vorschlaege")
    stellenangebot = models.ForeignKey(
        Stellenangebot, verbose_name=_("Stellenangebot"), on_delete=models.PROTECT, related_name="vorschlaege"
    )
    status = models.CharField(_("Stand"), max_length=15, choices=VorschlagStatus, default=V.VORGEMERKT)
    begruendung = VerschluesseltesFeld(_("Begründung"))
    abgleich = models.JSONField(_("Abgleich"))
    vorgeschlagen_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("vorgeschlagen von"), on_delete=models.PROTECT, related_name="+"
    )
    angelegt_am = models.DateTimeField(_("Vorgeschlagen am"), default=uhr.now, editable=False)
    felder = ArrayField(
        models.CharField(max_length=15, choices=Vorschlagsfeld), verbose_name=_("Angaben"), default=list, blank=True
    )
    einwilligung = models.TextField(_("Wortlaut der Einwilligung"), blank=True)
    einwilligung_sprache = models.CharField(_("Sprache"), max_length=10, choices=settings.LANGUAGES, blank=True)
    einwilligungsweg = models.CharField(_("Eingewilligt"), max_length=10, choices=Einwilligungsweg, blank=True)
    eingewilligt_am = models.DateTimeField(_("Eingewilligt am"), null=True, blank=True)
    gueltig_bis = models.DateField(_("gilt bis"), null=True, blank=True)
    angaben = VerschluesseltesFeld(_("Angaben für den Betrieb"), blank=True)
    antwort_am = models.DateTimeField(_("Geantwortet am"), null=True, blank=True)
    absagegrund = models.CharField(_("Grund der Absage"), max_length=12, choices=Absagegrund, blank=True)
    rueckzugsgrund = models.CharField(_("Grund"), max_length=12, choices=Rueckzugsgrund, blank=True)
    beendet_am = models.DateTimeField(_("Beendet am"), null=True, blank=True)

    objects = VorschlagQuerySet.as_manager()

    class Meta:
        ordering = ["-angelegt_am", "-id"]
        verbose_name = _("Vorschlag")
        verbose_name_plural = _("Vorschläge")
        constraints = [
            models.CheckConstraint(condition=Q(status__in=VorschlagStatus.values), name="stellenvorschlag_status"),
            models.CheckConstraint(condition=~Q(begruendung=""), name="stellenvorschlag_begruendung"),
            models.CheckConstraint(condition=OHNE_EINWILLIGUNG | MIT_EINWILLIGUNG, name="stellenvorschlag_einwilligung_ganz"),
            models.CheckConstraint(
                condition=~Q(status__in=BEIM_BETRIEB) | MIT_EINWILLIGUNG, name="stellenvorschlag_nur_mit_einwilligung"
            ),
            models.CheckConstraint(
                condition=Q(status__in=BEIM_BETRIEB) | Q(angaben=""), name="stellenvorschlag_angaben_beim_betrieb"
            ),
            models.CheckConstraint(
                condition=Q(status=V.ABGELEHNT, absagegrund__in=Absagegrund.values)
                | (~Q(status=V.ABGELEHNT) & Q(absagegrund="")),
                name="stellenvorschlag_absagegrund",
            ),
            models.CheckConstraint(
                condition=Q(status=V.ZURUECKGEZOGEN, rueckzugsgrund__in=Rueckzugsgrund.values)
                | (~Q(status=V.ZURUECKGEZOGEN) & Q(rueckzugsgrund="")),
                name="stellenvorschlag_rueckzugsgrund",
            ),
            models.CheckConstraint(
                condition=Q(status__in=VORSCHLAG_OFFEN, beendet_am=None)
                | (~Q(status__in=VORSCHLAG_OFFEN) & Q(beendet_am__isnull=False)),
                name="stellenvorschlag_beendet_am",
            ),
            models.UniqueConstraint(
                fields=["fallakte", "stellenangebot"],
                condition=Q(status__in=VORSCHLAG_OFFEN),
                name="stellenvorschlag_einer_offen",
            ),
        ]
        triggers = [
            state_trigger(VORSCHLAG_UEBERGAENGE),
            pgtrigger.Protect(
                name="beginnt_vorgemerkt", operation=pgtrigger.Insert, condition=~pgtrigger.Q(new__status="vorgemerkt")
            ),
            pgtrigger.Protect(
                name="bleibt_wer_wohin",  # the reason too, which no action writes again: encrypted, it differs at each rotation
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("fallakte", "stellenangebot", "abgleich", "vorgeschlagen_von"),
            ),
        ]

    def __str__(self) -> str:
        return self.kennung

    def get_absolute_url(self) -> str:
        return reverse("fallmanagement:vorschlag", args=[self.fallakte_id, self.pk])

    @property
    def kennung(self) -> str:
        """Return what office and employer call it by on the phone."""
        return self.pk.hex[-6:].upper()
