"""An event people are invited to: what, when, where, for how many."""

from datetime import datetime
from typing import TYPE_CHECKING

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.states import state_trigger
from lotsen.veranstaltung import (
    VERANSTALTUNG_UEBERGAENGE,
    Absagegrund,
    AnmeldungStatus,
    Veranstaltungsart,
    VeranstaltungStatus,
    Zugangsbedarf,
)

if TYPE_CHECKING:
    from behoerde.kern.models import User

# The row of the Veranstaltung is locked first, so that nobody counts while somebody else takes a place.
HAELT_PLAETZE = """
SELECT v.plaetze, v.kinderplaetze INTO plaetze, kinderplaetze FROM lotsen_veranstaltung v WHERE v.id = {welche} FOR UPDATE;
SELECT coalesce(sum(a.personen), 0), coalesce(sum(a.kinder), 0) INTO personen, kinder
  FROM lotsen_anmeldung a WHERE a.veranstaltung_id = {welche} AND a.status = 'angemeldet';
IF personen > plaetze OR kinder > kinderplaetze THEN
    RAISE EXCEPTION 'veranstaltung % holds no more people', {welche}
        USING ERRCODE = 'check_violation', CONSTRAINT = 'veranstaltung_plaetze';
END IF;
RETURN NULL;
"""
ZAHLEN = [("plaetze", "integer"), ("kinderplaetze", "integer"), ("personen", "integer"), ("kinder", "integer")]


def capacity_trigger(
    operation: pgtrigger.Operation, condition: pgtrigger.Q | pgtrigger.Condition, welche: str
) -> pgtrigger.Trigger:
    """Return the trigger by which the database never lets more people in than there are places."""
    return pgtrigger.Trigger(
        name="haelt_plaetze",
        when=pgtrigger.After,
        operation=operation,
        condition=condition,
        declare=ZAHLEN,
        func=HAELT_PLAETZE.format(welche=welche),
    )


class VeranstaltungQuerySet(models.QuerySet["Veranstaltung"]):
    def sichtbar_fuer(self, user: "User") -> "VeranstaltungQuerySet":
        """Keep those of the units of ``user`` and of all units below; the only way staff pages reach one."""
        return self.filter(einheit__in=user.einheiten_darunter)

    def announced(self, instant: datetime) -> "VeranstaltungQuerySet":
        """Keep what everybody may read: announced and not over yet."""
        return self.filter(status=VeranstaltungStatus.FREIGEGEBEN, nur_mit_einladung=False, endet_am__gt=instant)

    def with_numbers(self) -> "VeranstaltungQuerySet":
        """Add ``belegt``, ``wartend``, ``betreut`` and ``gekommen``: people, never rows."""
        taken, waiting = Q(anmeldungen__status=AnmeldungStatus.ANGEMELDET), Q(anmeldungen__status=AnmeldungStatus.WARTELISTE)
        came = Q(anmeldungen__gekommen_am__isnull=False)
        return self.annotate(
            belegt=Coalesce(Sum("anmeldungen__personen", filter=taken), 0),
            betreut=Coalesce(Sum("anmeldungen__kinder", filter=taken), 0),
            wartend=Coalesce(Sum("anmeldungen__personen", filter=waiting), 0),
            gekommen=Coalesce(Sum("anmeldungen__personen", filter=came), 0),
        )


class Veranstaltung(models.Model):
    """A reception, a ceremony, an evening: first a draft, then open for registration."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    status = models.CharField(_("Stand"), max_length=12, choices=VeranstaltungStatus, default=VeranstaltungStatus.ENTWURF)
    art = models.CharField(_("Art"), max_length=20, choices=Veranstaltungsart, default=Veranstaltungsart.EMPFANG)
    einheit = models.ForeignKey(
        "kern.Organisationseinheit", verbose_name=_("Organisationseinheit"), on_delete=models.PROTECT, related_name="+"
    )
    titel = models.CharField(_("Titel"), max_length=120)
    beschreibung = models.TextField(_("Worum es geht"), max_length=2000)
    programm = models.TextField(_("Programm"), max_length=2000, blank=True)
    standort = models.ForeignKey(
        "kern.Standort", verbose_name=_("Standort"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ort_name = models.CharField(_("Anderer Ort"), max_length=120, blank=True)
    ort_anschrift = models.CharField(_("Anschrift des anderen Orts"), max_length=200, blank=True)
    beginnt_am = models.DateTimeField(_("Beginn"))
    endet_am = models.DateTimeField(_("Ende"))
    anmeldung_ab = models.DateTimeField(_("Anmeldung ab"), default=uhr.now)
    anmeldung_bis = models.DateTimeField(_("Anmeldung bis"))
    plaetze = models.PositiveSmallIntegerField(pgettext_lazy("Veranstaltung", "Plätze"))
    kinderplaetze = models.PositiveSmallIntegerField(_("Plätze in der Kinderbetreuung"), default=0)
    hoechstens = models.PositiveSmallIntegerField(_("Personen je Anmeldung höchstens"), default=6)
    mit_warteliste = models.BooleanField(_("mit Warteliste"), default=True)
    nur_mit_einladung = models.BooleanField(_("nur mit Einladung"), default=False)
    sprachen = ArrayField(models.CharField(max_length=10, choices=settings.LANGUAGES), verbose_name=_("Sprachen"), default=list)
    zugang = ArrayField(
        models.CharField(max_length=12, choices=Zugangsbedarf), verbose_name=_("Zugang und Hilfen"), default=list, blank=True
    )
    urkunden_ab = models.DateTimeField(_("Erste Urkunde um"), null=True, blank=True)
    urkunden_takt = models.PositiveSmallIntegerField(_("Minuten je Urkunde"), default=3)
    absagegrund = models.CharField(_("Grund der Absage"), max_length=10, choices=Absagegrund, blank=True)
    kalender_sequenz = models.PositiveIntegerField(default=0)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)
    angelegt_von = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = VeranstaltungQuerySet.as_manager()

    class Meta:
        ordering = ["beginnt_am", "id"]
        verbose_name = _("Veranstaltung")
        verbose_name_plural = _("Veranstaltungen")
        indexes = [models.Index(fields=["endet_am"], name="veranstaltung_ende")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=VeranstaltungStatus.values), name="veranstaltung_status"),
            models.CheckConstraint(condition=Q(art__in=Veranstaltungsart.values), name="veranstaltung_art"),
            models.CheckConstraint(condition=Q(endet_am__gt=F("beginnt_am")), name="veranstaltung_dauer"),
            models.CheckConstraint(
                condition=Q(anmeldung_ab__lt=F("anmeldung_bis"), anmeldung_bis__lte=F("endet_am")),
                name="veranstaltung_anmeldezeit",
            ),
            models.CheckConstraint(condition=Q(plaetze__gte=1, hoechstens__gte=1), name="veranstaltung_fuer_jemanden"),
            models.CheckConstraint(
                condition=Q(standort__isnull=False, ort_name="", ort_anschrift="")
                | (Q(standort=None) & ~Q(ort_name="") & ~Q(ort_anschrift="")),
                name="veranstaltung_ein_ort",
            ),
            models.CheckConstraint(
                condition=Q(status="abgesagt", absagegrund__in=Absagegrund.values) | (~Q(status="abgesagt") & Q(absagegrund="")),
                name="veranstaltung_absagegrund",
            ),
        ]
        triggers = [
            state_trigger(VERANSTALTUNG_UEBERGAENGE),
            capacity_trigger(pgtrigger.Update, pgtrigger.AnyChange("plaetze", "kinderplaetze"), "NEW.id"),
        ]

    def __str__(self) -> str:
        return f"{self.titel} ({uhr.local(self.beginnt_am):%d.%m.%Y})"

    def get_absolute_url(self) -> str:
        return reverse("veranstaltungen:veranstaltung", args=[self.pk])

    @property
    def ort(self) -> str:
        return self.standort.name if self.standort else self.ort_name

    @property
    def anschrift(self) -> str:
        return self.standort.anschrift if self.standort else self.ort_anschrift

    def takes(self, instant: datetime) -> bool:
        """Say whether people can register at ``instant``."""
        return self.status == VeranstaltungStatus.FREIGEGEBEN and self.anmeldung_ab <= instant < self.anmeldung_bis

    @property
    def sprachnamen(self) -> list[str]:
        """Return the languages spoken there, each in its own name."""
        return [name for code, name in settings.LANGUAGES if code in self.sprachen]

    @property
    def zugang_worte(self) -> list[str]:
        return [str(Zugangsbedarf(code).label) for code in self.zugang]
