"""Courses, their dates and who takes part; places are counted by the database."""

from datetime import datetime

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.states import state_trigger
from monitoring.schulung import (
    BELEGT,
    DURCHFUEHRUNG_UEBERGAENGE,
    TEILNAHME_UEBERGAENGE,
    DurchfuehrungStatus,
    Schulungsthema,
    TeilnahmeStatus,
)

EINHEIT = "kern.Organisationseinheit"
# The row of the Durchführung is locked first, so that nobody counts while somebody else takes a place.
HAELT_PLAETZE = """
SELECT d.plaetze INTO plaetze FROM monitoring_durchfuehrung d WHERE d.id = {welche} FOR UPDATE;
SELECT count(*) INTO belegt FROM monitoring_schulungsteilnahme t
  WHERE t.durchfuehrung_id = {welche} AND t.status IN ('angemeldet', 'teilgenommen');
IF belegt > plaetze THEN
    RAISE EXCEPTION 'durchfuehrung % holds no more people', {welche}
        USING ERRCODE = 'check_violation', CONSTRAINT = 'durchfuehrung_plaetze';
END IF;
RETURN NULL;
"""


def _capacity(operation: pgtrigger.Operation, condition: pgtrigger.Q | pgtrigger.Condition, welche: str) -> pgtrigger.Trigger:
    """Return the trigger by which the database never lets more people in than there are places."""
    return pgtrigger.Trigger(
        name="haelt_plaetze",
        when=pgtrigger.After,
        operation=operation,
        condition=condition,
        declare=[("plaetze", "integer"), ("belegt", "integer")],
        func=HAELT_PLAETZE.format(welche=welche),
    )


class Kurs(models.Model):
    """What is taught, and for how many months a Schulungsnachweis of it holds."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    titel = models.CharField(_("Titel"), max_length=120, unique=True)
    thema = models.CharField(_("Thema"), max_length=20, choices=Schulungsthema)
    beschreibung = models.TextField(_("Worum es geht"), max_length=2000, blank=True)
    gueltig_monate = models.PositiveSmallIntegerField(_("Der Nachweis gilt … Monate"), default=36)
    aktiv = models.BooleanField(_("wird angeboten"), default=True)

    class Meta:
        ordering = ["titel"]
        verbose_name = _("Kurs")
        verbose_name_plural = _("Kurse")
        constraints = [
            models.CheckConstraint(condition=Q(thema__in=Schulungsthema.values), name="kurs_thema"),
            models.CheckConstraint(condition=Q(gueltig_monate__range=(1, 120)), name="kurs_gueltig"),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("schulung:kurs", args=[self.pk])


class DurchfuehrungQuerySet(models.QuerySet["Durchfuehrung"]):
    def coming(self, instant: datetime) -> "DurchfuehrungQuerySet":
        """Keep what is planned and not over, the next first."""
        return self.filter(status=DurchfuehrungStatus.GEPLANT, endet_am__gt=instant).order_by("beginnt_am", "id")

    def with_numbers(self) -> "DurchfuehrungQuerySet":
        """Add ``belegt`` and ``wartend``."""
        return self.annotate(
            belegt=Count("teilnahmen", filter=Q(teilnahmen__status__in=BELEGT)),
            wartend=Count("teilnahmen", filter=Q(teilnahmen__status=TeilnahmeStatus.WARTELISTE)),
        )


class Durchfuehrung(models.Model):
    """One date of a Kurs."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kurs = models.ForeignKey(Kurs, verbose_name=_("Kurs"), on_delete=models.PROTECT, related_name="durchfuehrungen")
    status = models.CharField(_("Stand"), max_length=13, choices=DurchfuehrungStatus, default=DurchfuehrungStatus.GEPLANT)
    beginnt_am = models.DateTimeField(_("Beginn"))
    endet_am = models.DateTimeField(_("Ende"))
    ort = models.CharField(_("Ort"), max_length=200)
    plaetze = models.PositiveSmallIntegerField(_("Plätze"))
    anmeldung_bis = models.DateTimeField(_("Anmeldung bis"))
    mit_warteliste = models.BooleanField(_("mit Warteliste"), default=True)
    fuer_ressorts = models.BooleanField(_("auch für andere Ressorts und Gemeinden"), default=True)
    kalender_sequenz = models.PositiveIntegerField(default=0, editable=False)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)
    angelegt_von = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = DurchfuehrungQuerySet.as_manager()

    class Meta:
        ordering = ["beginnt_am", "id"]
        verbose_name = _("Durchführung")
        verbose_name_plural = _("Durchführungen")
        constraints = [
            models.CheckConstraint(condition=Q(status__in=DurchfuehrungStatus.values), name="durchfuehrung_status"),
            models.CheckConstraint(condition=Q(endet_am__gt=F("beginnt_am")), name="durchfuehrung_dauer"),
            models.CheckConstraint(condition=Q(anmeldung_bis__lte=F("beginnt_am")), name="durchfuehrung_anmeldung"),
            models.CheckConstraint(condition=Q(plaetze__gte=1), name="durchfuehrung_fuer_jemanden"),
        ]
        triggers = [
            state_trigger(DURCHFUEHRUNG_UEBERGAENGE),
            _capacity(pgtrigger.Update, pgtrigger.AnyChange("plaetze"), "NEW.id"),
        ]

    def __str__(self) -> str:
        return f"{self.kurs} ({uhr.local(self.beginnt_am):%d.%m.%Y})"

    def get_absolute_url(self) -> str:
        return reverse("schulung:termin", args=[self.pk])

    def takes(self, instant: datetime) -> bool:
        """Say whether people can register at ``instant``."""
        return self.status == DurchfuehrungStatus.GEPLANT and instant < self.anmeldung_bis


class Schulungsgast(models.Model):
    """Somebody of another Ressort or a Gemeinde without an account, registered by it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    einheit = models.ForeignKey(EINHEIT, verbose_name=_("Stelle"), on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("Name"), max_length=120)
    email = models.EmailField(_("E-Mail"))
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("Gast einer Schulung")
        verbose_name_plural = _("Gäste von Schulungen")
        constraints = [models.UniqueConstraint("einheit", Lower("email"), name="schulungsgast_einmal")]

    def __str__(self) -> str:
        return self.name


JEMAND = Q(user__isnull=False, gast=None) | Q(user=None, gast__isnull=False)


class Schulungsteilnahme(models.Model):
    """One person at one Durchführung: an account, or a Schulungsgast."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    durchfuehrung = models.ForeignKey(Durchfuehrung, on_delete=models.PROTECT, related_name="teilnahmen")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    gast = models.ForeignKey(Schulungsgast, null=True, blank=True, on_delete=models.PROTECT, related_name="teilnahmen")
    status = models.CharField(_("Stand"), max_length=12, choices=TeilnahmeStatus)
    gemeldet_von = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    eingereiht_am = models.DateTimeField(default=uhr.now)
    folge = models.PositiveIntegerField(default=0, editable=False)
    bis = models.DateTimeField(_("Ende der Schulung"))

    class Meta:
        ordering = ["eingereiht_am", "id"]
        verbose_name = _("Teilnahme an einer Schulung")
        verbose_name_plural = _("Teilnahmen an Schulungen")
        constraints = [
            models.CheckConstraint(condition=Q(status__in=TeilnahmeStatus.values), name="schulungsteilnahme_status"),
            models.CheckConstraint(condition=JEMAND, name="schulungsteilnahme_jemand"),
            models.UniqueConstraint(fields=["durchfuehrung", "user"], name="schulungsteilnahme_einmal"),
            models.UniqueConstraint(fields=["durchfuehrung", "gast"], name="schulungsteilnahme_gast_einmal"),
        ]
        triggers = [
            state_trigger(TEILNAHME_UEBERGAENGE),
            _capacity(
                pgtrigger.Insert | pgtrigger.Update,
                pgtrigger.Q(new__status__in=[status.value for status in BELEGT]),
                "NEW.durchfuehrung_id",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wer}: {self.durchfuehrung}"

    @property
    def wer(self) -> str:
        return str(self.user or self.gast)
