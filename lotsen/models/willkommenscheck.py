"""How welcoming a house is: one walk through it by a checklist, and what was found."""

from datetime import date

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.states import state_trigger
from lotsen.pruefliste import MANGEL_BEENDET, MANGEL_UEBERGAENGE, MangelStatus, Note, Schwere, pruefliste

USER = settings.AUTH_USER_MODEL


class Willkommenscheck(models.Model):
    """One walk through a house; what was rated stays as it was, with the version of the checklist."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    standort = models.ForeignKey(
        "kern.Standort", verbose_name=_("Standort"), on_delete=models.PROTECT, related_name="willkommenschecks"
    )
    fassung = models.CharField(_("Fassung der Prüfliste"), max_length=10)
    angelegt_am = models.DateTimeField(_("Begonnen"), default=uhr.now, editable=False)
    angelegt_von = models.ForeignKey(USER, verbose_name=_("Begonnen von"), on_delete=models.PROTECT, related_name="+")
    abgeschlossen_am = models.DateTimeField(_("Abgeschlossen"), null=True, blank=True)
    abgeschlossen_von = models.ForeignKey(USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-angelegt_am"]
        verbose_name = _("Willkommenscheck")
        verbose_name_plural = _("Willkommenschecks")
        constraints = [
            models.CheckConstraint(
                condition=Q(abgeschlossen_am=None, abgeschlossen_von=None)
                | Q(abgeschlossen_am__isnull=False, abgeschlossen_von__isnull=False),
                name="willkommenscheck_abgeschlossen_von_wem",
            ),
            models.UniqueConstraint(
                fields=["standort"], condition=Q(abgeschlossen_am=None), name="willkommenscheck_ein_offener_je_haus"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.standort}, {self.angelegt_am:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("haus:check", args=[self.pk])

    @property
    def offen(self) -> bool:
        return self.abgeschlossen_am is None

    @property
    def fassung_am(self) -> date:
        """Return the day of the checklist that was used."""
        return date.fromisoformat(self.fassung)


class Bewertung(models.Model):
    """How far one point was fulfilled."""

    check_von = models.ForeignKey(Willkommenscheck, on_delete=models.CASCADE, related_name="bewertungen")
    punkt = models.SlugField(max_length=40)
    note = models.CharField(_("Bewertung"), max_length=10, choices=Note)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("Bewertung")
        verbose_name_plural = _("Bewertungen")
        constraints = [
            models.CheckConstraint(condition=Q(note__in=Note.values), name="bewertung_note"),
            models.UniqueConstraint(fields=["check_von", "punkt"], name="bewertung_eine_je_punkt"),
        ]

    def __str__(self) -> str:
        return f"{self.punkt}: {self.note}"


class MangelQuerySet(models.QuerySet["Mangel"]):
    def open(self) -> "MangelQuerySet":
        return self.exclude(status__in=MANGEL_BEENDET)

    def overdue(self) -> "MangelQuerySet":
        return self.open().filter(faellig_am__lt=uhr.today())

    def with_details(self) -> "MangelQuerySet":
        return self.select_related("check_von__standort", "verantwortlich")


@pghistory.track()
class Mangel(models.Model):
    """Something in a house that is not as it should be; ``kennung`` names it for good, also outside."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kennung = models.CharField(_("Kennung"), max_length=8, unique=True)
    check_von = models.ForeignKey(Willkommenscheck, on_delete=models.PROTECT, related_name="maengel")
    punkt = models.SlugField(max_length=40)
    text = models.CharField(_("Was ist zu sehen?"), max_length=300)
    schwere = models.CharField(_("Schwere"), max_length=10, choices=Schwere, default=Schwere.MITTEL)
    verantwortlich = models.ForeignKey(USER, verbose_name=_("Wer kümmert sich"), on_delete=models.PROTECT, related_name="+")
    faellig_am = models.DateField(_("Bis wann"))
    status = models.CharField(_("Stand"), max_length=10, choices=MangelStatus, default=MangelStatus.OFFEN)
    grund = models.CharField(_("Warum bleibt es so?"), max_length=200, blank=True)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)
    beendet_am = models.DateTimeField(null=True, blank=True)

    objects = MangelQuerySet.as_manager()

    class Meta:
        ordering = ["faellig_am", "id"]
        verbose_name = _("Mangel")
        verbose_name_plural = _("Mängel")
        indexes = [models.Index(fields=["status", "faellig_am"], name="mangel_status_faellig")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=MangelStatus.values), name="mangel_status"),
            models.CheckConstraint(condition=Q(schwere__in=Schwere.values), name="mangel_schwere"),
            models.CheckConstraint(
                condition=Q(status__in=MANGEL_BEENDET, beendet_am__isnull=False)
                | (~Q(status__in=MANGEL_BEENDET) & Q(beendet_am=None)),
                name="mangel_beendet_am",
            ),
            models.CheckConstraint(condition=Q(status="bleibt") ^ Q(grund=""), name="mangel_bleibt_mit_grund"),
        ]
        triggers = [state_trigger(MANGEL_UEBERGAENGE)]

    def __str__(self) -> str:
        return self.kennung

    def get_absolute_url(self) -> str:
        return reverse("haus:mangel", args=[self.pk])

    @property
    def worum(self) -> str:
        """Return the point of the checklist in words."""
        known = pruefliste().punkte.get(self.punkt)
        return str(known) if known else self.punkt

    @property
    def beendet(self) -> bool:
        return self.status in MANGEL_BEENDET

    @property
    def ueberfaellig(self) -> bool:
        return not self.beendet and self.faellig_am < uhr.today()
