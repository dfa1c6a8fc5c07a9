"""Somebody is in the house: with an appointment or with a number drawn at the door."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.enums import TextChoices
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.krypto import VerschluesseltesFeld
from behoerde.kern.states import state_trigger
from termine.enums import (
    BEDARF,
    BEDARF_WERTE,
    SPRACHCODE,
    VORSPRACHE_AM_PLATZ,
    VORSPRACHE_OFFEN,
    VORSPRACHE_UEBERGAENGE,
    VORSPRACHE_WARTET,
    Reihe,
    VorspracheStatus,
)
from termine.models.leistung import Leistung
from termine.models.platz import Platz, Team
from termine.models.termin import Termin
from termine.warteschlange import Wartend


class VorspracheQuerySet(models.QuerySet["Vorsprache"]):
    def sichtbar_fuer(self, user) -> "VorspracheQuerySet":
        """Who waits for a team of the units of ``user``, or for nobody in particular in a house where such a team works."""
        teams = Team.objects.filter(organisationseinheit__in=user.einheiten_darunter)
        return self.filter(Q(team__in=teams.values("pk")) | Q(team=None, standort__in=teams.values("standort")))

    def today(self) -> "VorspracheQuerySet":
        return self.filter(tag=uhr.today())

    def waiting(self) -> "VorspracheQuerySet":
        return self.filter(status__in=VORSPRACHE_WARTET)

    def with_visit(self) -> "VorspracheQuerySet":
        """What lists and the policy need, in one query."""
        return self.select_related("leistung", "termin", "platz", "ziel", "team", "standort")


class Ausweis(TextChoices):
    """What a look at the identity document showed; without a document nobody is suspected of anything."""

    STIMMT = "stimmt", _("Name und Geburtsdatum stimmen")
    ANDERE_PERSON = "person", _("Eine andere Person ist gekommen")
    ABWEICHUNG = "abweichung", _("Name oder Geburtsdatum weichen ab")
    FEHLT = "fehlt", _("Kein Ausweis dabei")


class Vorsprache(models.Model):
    """One visit on site of one or more people with one Wartenummer; a Termin moves along with it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    standort = models.ForeignKey(
        "kern.Standort", verbose_name=_("Standort"), on_delete=models.PROTECT, related_name="vorsprachen"
    )
    tag = models.DateField(_("Tag"))
    reihe = models.CharField(_("Reihe"), max_length=1, choices=Reihe)
    nummer = models.PositiveSmallIntegerField(_("Nummer"))
    # Whoever goes on to the next Station of a Kette keeps the number.
    station = models.PositiveSmallIntegerField(_("Station"), default=1, db_default=1)
    schluessel = models.CharField(max_length=80, unique=True, editable=False)
    status = models.CharField(_("Status"), max_length=20, choices=VorspracheStatus, default=VorspracheStatus.WARTET)
    termin = models.ForeignKey(
        Termin, verbose_name=_("Termin"), null=True, blank=True, on_delete=models.CASCADE, related_name="vorsprachen"
    )
    leistung = models.ForeignKey(
        Leistung, verbose_name=_("Leistung"), null=True, blank=True, on_delete=models.PROTECT, related_name="vorsprachen"
    )
    team = models.ForeignKey(
        Team, verbose_name=_("Team"), null=True, blank=True, on_delete=models.PROTECT, related_name="vorsprachen"
    )
    ziel = models.ForeignKey(
        Platz, verbose_name=_("nur an diesem Platz"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    platz = models.ForeignKey(
        Platz, verbose_name=_("Platz"), null=True, blank=True, on_delete=models.PROTECT, related_name="vorsprachen"
    )
    personenzahl = models.PositiveSmallIntegerField(_("Personen"), default=1)
    sprache = models.CharField(_("Sprache"), max_length=10, choices=settings.LANGUAGES, default="de")
    merkmale = ArrayField(models.CharField(max_length=20, choices=BEDARF), verbose_name=_("Bedarf"), default=list, blank=True)
    dolmetschen = models.CharField(_("Dolmetschen aus"), max_length=3, blank=True)
    mobil = VerschluesseltesFeld(_("Handy für die SMS"), blank=True)
    hinweis = VerschluesseltesFeld(_("Hinweis für den nächsten Schalter"), blank=True)
    angekommen_am = models.DateTimeField(_("Angekommen"), default=uhr.now)
    dringend_seit = models.DateTimeField(_("Dringend seit"), null=True, blank=True)
    weitergereicht_am = models.DateTimeField(_("Weitergereicht"), null=True, blank=True)
    geparkt_bis = models.DateTimeField(_("Geparkt bis"), null=True, blank=True)
    erster_aufruf_am = models.DateTimeField(_("Erster Aufruf"), null=True, blank=True)
    aufgerufen_am = models.DateTimeField(_("Letzter Aufruf"), null=True, blank=True)
    aufrufe = models.PositiveSmallIntegerField(_("Aufrufe an diesem Schalter"), default=0)
    begonnen_am = models.DateTimeField(_("Gespräch begonnen"), null=True, blank=True)
    beendet_am = models.DateTimeField(_("Beendet"), null=True, blank=True)
    ausweis = models.CharField(_("Ausweis"), max_length=10, choices=Ausweis, blank=True)
    angekuendigt_am = models.DateTimeField(_("SMS „gleich dran“"), null=True, blank=True)

    objects = VorspracheQuerySet.as_manager()

    class Meta:
        ordering = ["angekommen_am"]
        verbose_name = _("Vorsprache")
        verbose_name_plural = _("Vorsprachen")
        indexes = [models.Index(fields=["standort", "tag", "status"], name="vorsprache_standort_tag")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=VorspracheStatus.values), name="vorsprache_status"),
            models.CheckConstraint(condition=Q(reihe__in=Reihe.values), name="vorsprache_reihe"),
            models.CheckConstraint(condition=Q(personenzahl__gte=1), name="vorsprache_personenzahl"),
            models.CheckConstraint(condition=Q(merkmale__contained_by=BEDARF_WERTE), name="vorsprache_merkmale"),
            models.CheckConstraint(condition=Q(dolmetschen__regex=SPRACHCODE), name="vorsprache_dolmetschen"),
            models.CheckConstraint(
                condition=~Q(status__in=VORSPRACHE_AM_PLATZ) | Q(platz__isnull=False, aufgerufen_am__isnull=False),
                name="vorsprache_am_platz",
            ),
            models.CheckConstraint(
                condition=Q(status__in=VORSPRACHE_OFFEN, beendet_am__isnull=True)
                | (~Q(status__in=VORSPRACHE_OFFEN) & Q(beendet_am__isnull=False)),
                name="vorsprache_beendet",
            ),
            # The number is for "you are next" only: nobody is reminded of a visit that is over.
            models.CheckConstraint(condition=Q(status__in=VORSPRACHE_OFFEN) | Q(mobil=""), name="vorsprache_mobil_geleert"),
            models.CheckConstraint(
                condition=Q(ausweis="")
                | Q(ausweis=Ausweis.STIMMT, termin__isnull=False)
                | Q(ausweis__in=Ausweis.values, termin__isnull=False, status=VorspracheStatus.VERSAEUMT),
                name="vorsprache_ausweis",
            ),
            models.UniqueConstraint(fields=["standort", "tag", "reihe", "nummer", "station"], name="vorsprache_nummer_einmal"),
            models.UniqueConstraint(
                fields=["termin"], condition=Q(status__in=VORSPRACHE_OFFEN), name="vorsprache_eine_je_termin"
            ),
            models.UniqueConstraint(
                fields=["platz"], condition=Q(status__in=VORSPRACHE_AM_PLATZ), name="vorsprache_eine_am_platz"
            ),
        ]
        triggers = [state_trigger(VORSPRACHE_UEBERGAENGE)]

    def __str__(self) -> str:
        return self.wartenummer

    @property
    def wartenummer(self) -> str:
        """Return "A 007": what is printed, shown and called."""
        return f"{self.reihe} {self.nummer:03d}"

    @property
    def is_offen(self) -> bool:
        return self.status in VORSPRACHE_OFFEN

    @property
    def wartet_seit(self):
        """From when the office lets somebody wait: arrival, but not before the appointed time."""
        if self.termin and self.termin.starts_at > self.angekommen_am:
            return self.termin.starts_at
        return self.angekommen_am

    @property
    def wartend(self) -> Wartend:
        """Return what the queue policy looks at."""
        visit = self.termin
        return Wartend(
            id=self.pk,
            # Whoever was at another counter of the way until now is not late.
            angekommen_am=min(self.angekommen_am, visit.starts_at) if visit and self.station > 1 else self.angekommen_am,
            sprache=self.sprache,
            beginn=visit.starts_at if visit else None,
            ende=visit.ends_at if visit else None,
            team=self.team_id,
            leistung=self.leistung_id,
            merkmale=frozenset(self.merkmale),
            dolmetschen="" if visit and visit.dolmetschen_bestellt == visit.starts_at else self.dolmetschen,
            ziel=self.ziel_id,
            eigener_platz=visit.platz_id if visit and not self.weitergereicht_am else None,
            dringend_seit=self.dringend_seit,
            weitergereicht_am=self.weitergereicht_am,
            geparkt_bis=self.geparkt_bis,
        )


class Nummernkreis(models.Model):
    """The last number drawn of one letter on one day in one house; drawing is one statement that locks its row."""

    standort = models.ForeignKey("kern.Standort", on_delete=models.PROTECT, related_name="+")
    tag = models.DateField(_("Tag"))
    reihe = models.CharField(_("Reihe"), max_length=1, choices=Reihe)
    letzte = models.PositiveSmallIntegerField(_("Letzte Nummer"), default=0)

    class Meta:
        verbose_name = _("Nummernkreis")
        verbose_name_plural = _("Nummernkreise")
        constraints = [models.UniqueConstraint(fields=["standort", "tag", "reihe"], name="nummernkreis_einer")]

    def __str__(self) -> str:
        return f"{self.tag} {self.reihe} {self.letzte}"
