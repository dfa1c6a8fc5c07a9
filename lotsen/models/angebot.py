"""The directory: what is offered, by whom, where, when, in which languages, and whether there is room."""

from datetime import date

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from lotsen.enums import AngebotStatus
from lotsen.models.traeger import Ort, Traeger


class AngebotQuerySet(models.QuerySet["Angebot"]):
    def offered(self) -> "AngebotQuerySet":
        """Keep what somebody can use at present."""
        return self.filter(status=AngebotStatus.AKTIV)

    def shown_to_traeger(self, traeger: Traeger) -> "AngebotQuerySet":
        """Keep what a Träger looks after by its link."""
        return self.filter(traeger=traeger, status__in=(AngebotStatus.AKTIV, AngebotStatus.PAUSE))


@pghistory.track(exclude=["frei", "wartend", "plaetze_am", "geprueft"])
class Angebot(models.Model):
    """One offer of one Träger; its texts exist once per language, opening hours are wall time of the office.

    ``angebotsart`` is a slug of the catalogue of kinds: it says which needs it meets and what may be handed over.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    traeger = models.ForeignKey(Traeger, verbose_name=_("Träger"), on_delete=models.PROTECT, related_name="angebote")
    orte = models.ManyToManyField(Ort, verbose_name=_("Orte"), related_name="angebote", blank=True)
    angebotsart = models.SlugField(_("Angebotsart"), max_length=60)
    status = models.CharField(_("Stand"), max_length=10, choices=AngebotStatus, default=AngebotStatus.AKTIV)
    name = models.CharField(_("Name"), max_length=160)
    beschreibung = models.TextField(_("Beschreibung"), blank=True)
    fuer_wen = models.CharField(_("Für wen"), max_length=300, blank=True)
    zugang_text = models.CharField(_("So kommt man hin"), max_length=300, blank=True)
    kosten = models.CharField(_("Kosten"), max_length=200, blank=True)
    hinweis = models.CharField(_("Aktueller Hinweis"), max_length=300, blank=True)
    mitbringen = ArrayField(models.CharField(max_length=160), verbose_name=_("Mitbringen"), default=list, blank=True)
    url = models.URLField(_("Internetseite"), blank=True)
    email = models.EmailField(_("E-Mail-Adresse"), blank=True)
    telefon = models.CharField(_("Telefon"), max_length=40, blank=True)
    sprachen = ArrayField(models.CharField(max_length=10), verbose_name=_("Sprachen"), default=list, blank=True)
    sprachmittlung = models.CharField(_("Sprachmittlung"), max_length=200, blank=True)
    alter_ab = models.PositiveSmallIntegerField(_("ab Alter"), null=True, blank=True)
    alter_bis = models.PositiveSmallIntegerField(_("bis Alter"), null=True, blank=True)
    plaetze = models.PositiveIntegerField(pgettext_lazy("Veranstaltung", "Plätze"), null=True, blank=True)
    frei = models.PositiveIntegerField(_("freie Plätze"), null=True, blank=True)
    wartend = models.PositiveIntegerField(_("auf der Warteliste"), null=True, blank=True)
    plaetze_text = models.CharField(_("Hinweis zu den Plätzen"), max_length=200, blank=True)
    plaetze_am = models.DateTimeField(_("Plätze gemeldet am"), null=True, blank=True)
    bestaetigt_am = models.DateField(_("Zuletzt bestätigt"), null=True, blank=True)
    geprueft = models.JSONField(_("Geprüfte Texte je Sprache"), default=dict, blank=True)
    geaendert_am = models.DateTimeField(default=uhr.now, editable=False)

    objects = AngebotQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("Angebot")
        verbose_name_plural = _("Angebote")
        indexes = [models.Index(fields=["angebotsart", "status"], name="angebot_art_status")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=AngebotStatus.values), name="angebot_status"),
            models.CheckConstraint(
                condition=Q(alter_ab__isnull=True) | Q(alter_bis__isnull=True) | Q(alter_bis__gte=F("alter_ab")),
                name="angebot_alter",
            ),
            models.CheckConstraint(
                condition=Q(frei__isnull=True) | Q(plaetze__isnull=True) | Q(frei__lte=F("plaetze")),
                name="angebot_frei_hoechstens_alle",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def german(self, name: str) -> str:
        """Return one of the texts in German, whatever the page speaks."""
        return getattr(self, f"{name}_de") or ""

    def is_geprueft(self, sprache: str) -> bool:
        """Say whether somebody who speaks ``sprache`` has read its texts."""
        return bool(self.geprueft.get(sprache))


class SprechzeitQuerySet(models.QuerySet["Sprechzeit"]):
    def on(self, tag: date) -> "SprechzeitQuerySet":
        """Keep the hours of one calendar day."""
        return self.filter(
            Q(gilt_ab__isnull=True) | Q(gilt_ab__lte=tag),
            Q(gilt_bis__isnull=True) | Q(gilt_bis__gte=tag),
            wochentag=tag.isoweekday(),
        )


@pghistory.track()
class Sprechzeit(models.Model):
    """Hours of an Angebot on one weekday (1 = Monday), wall time at the office."""

    angebot = models.ForeignKey(Angebot, on_delete=models.CASCADE, related_name="sprechzeiten", db_index=False)  # see indexes
    wochentag = models.PositiveSmallIntegerField(_("Wochentag"), validators=[MinValueValidator(1), MaxValueValidator(7)])
    von = models.TimeField(_("von"))
    bis = models.TimeField(_("bis"))
    gilt_ab = models.DateField(_("gilt ab"), null=True, blank=True)
    gilt_bis = models.DateField(_("gilt bis"), null=True, blank=True)
    hinweis = models.CharField(_("Hinweis"), max_length=160, blank=True)

    objects = SprechzeitQuerySet.as_manager()

    class Meta:
        ordering = ["wochentag", "von"]
        verbose_name = _("Sprechzeit")
        verbose_name_plural = _("Sprechzeiten")
        indexes = [
            # Of one Angebot, whether it is open now, without a look at the row; and what is open at all, when little is.
            models.Index(
                fields=["angebot", "wochentag", "bis", "von"],
                include=["gilt_ab", "gilt_bis", "hinweis"],
                name="sprechzeit_jetzt",
            ),
            models.Index(fields=["wochentag", "bis", "von"], name="sprechzeit_wann"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(wochentag__range=(1, 7)), name="sprechzeit_wochentag"),
            models.CheckConstraint(condition=Q(bis__gt=F("von")), name="sprechzeit_bis_nach_von"),
            models.CheckConstraint(
                condition=Q(gilt_ab__isnull=True) | Q(gilt_bis__isnull=True) | Q(gilt_bis__gte=F("gilt_ab")),
                name="sprechzeit_gilt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.angebot_id}: {self.wochentag}, {self.von:%H:%M} bis {self.bis:%H:%M}"

    @property
    def tag(self) -> str:
        """Return the name of the weekday in the language of the page."""
        return str(WEEKDAYS[self.wochentag - 1])
