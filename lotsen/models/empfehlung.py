"""What came into question for somebody, why, and what they decided."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.states import state_trigger
from lotsen.angebotsarten import Angebotsart, angebotsarten
from lotsen.beratung import EMPFEHLUNG_UEBERGAENGE, Beurteilung, EmpfehlungStatus, Uebersprunggrund
from lotsen.models.angebot import Angebot
from lotsen.models.erstberatung import Erstberatung


class EmpfehlungQuerySet(models.QuerySet["Empfehlung"]):
    def steps(self) -> "EmpfehlungQuerySet":
        """Keep what the person wants to do, in its order."""
        return self.filter(status=EmpfehlungStatus.ANGENOMMEN).order_by("reihenfolge", "angelegt_am")


@pghistory.track()
class Empfehlung(models.Model):
    """One kind of service for one person, with the judgement as it was: rule, version, reasons and what was not known.

    ``gruende`` holds objects with text, norm, urteil and nicht (it must not be so) in German, ``fehlende`` names of facts, ``vorgaben`` the
    instructions of the office that counted: so it can be explained later, whatever has become of the rule.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    erstberatung = models.ForeignKey(Erstberatung, on_delete=models.CASCADE, related_name="empfehlungen")
    angebotsart = models.SlugField(_("Angebotsart"), max_length=60)
    status = models.CharField(_("Stand"), max_length=14, choices=EmpfehlungStatus, default=EmpfehlungStatus.VORGESCHLAGEN)
    regel = models.SlugField(_("Regel"), max_length=60, blank=True)
    norm = models.CharField(_("Norm"), max_length=200, blank=True)
    urteil = models.CharField(_("Beurteilung"), max_length=10, choices=Beurteilung)
    gruende = models.JSONField(_("Gründe"), default=list, blank=True)
    fehlende = models.JSONField(_("nicht bekannt"), default=list, blank=True)
    vorgaben = models.JSONField(_("Vorgaben der Behörde"), default=list, blank=True)
    regelfassung = models.DateField(_("Fassung der Regel"), null=True, blank=True)
    beurteilt_am = models.DateField(_("beurteilt am"), default=uhr.today)
    frist = models.DateField(_("Frist"), null=True, blank=True)
    frist_text = models.CharField(_("was dann endet"), max_length=200, blank=True)
    angebot = models.ForeignKey(
        Angebot, verbose_name=_("Angebot"), null=True, blank=True, on_delete=models.PROTECT, related_name="empfehlungen"
    )
    grund = models.CharField(_("Grund"), max_length=20, choices=Uebersprunggrund, blank=True)
    reihenfolge = models.PositiveSmallIntegerField(_("Reihenfolge"), default=0)
    entschieden_am = models.DateTimeField(null=True, blank=True)
    entschieden_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    erledigt_am = models.DateTimeField(_("von der Person erledigt"), null=True, blank=True)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    objects = EmpfehlungQuerySet.as_manager()

    class Meta:
        ordering = ["reihenfolge", "angelegt_am"]
        verbose_name = _("Empfehlung")
        verbose_name_plural = _("Empfehlungen")
        indexes = [models.Index(fields=["frist"], name="empfehlung_frist", condition=Q(status="angenommen"))]
        constraints = [
            models.UniqueConstraint(fields=["erstberatung", "angebotsart"], name="empfehlung_eine_je_art"),
            models.CheckConstraint(condition=Q(status__in=EmpfehlungStatus.values), name="empfehlung_status"),
            models.CheckConstraint(condition=Q(urteil__in=Beurteilung.values), name="empfehlung_urteil"),
            models.CheckConstraint(
                condition=Q(status="uebersprungen", grund__in=Uebersprunggrund.values)
                | (~Q(status="uebersprungen") & Q(grund="")),
                name="empfehlung_uebersprungen_warum",
            ),
            models.CheckConstraint(
                condition=Q(status="vorgeschlagen", entschieden_am__isnull=True, entschieden_von__isnull=True)
                | (~Q(status="vorgeschlagen") & Q(entschieden_am__isnull=False, entschieden_von__isnull=False)),
                name="empfehlung_entschieden_von_wem",
            ),
            models.CheckConstraint(
                condition=Q(erledigt_am__isnull=True) | Q(status="angenommen"), name="empfehlung_erledigt_wenn_angenommen"
            ),
        ]
        triggers = [state_trigger(EMPFEHLUNG_UEBERGAENGE)]

    def __str__(self) -> str:
        return f"{self.angebotsart}: {self.get_status_display()}"

    @property
    def art(self) -> Angebotsart:
        return angebotsarten()[self.angebotsart]
