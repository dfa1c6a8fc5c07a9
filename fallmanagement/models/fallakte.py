"""A case: one person on the way to work and a secure status."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.states import state_trigger
from fallmanagement.enums import (
    ALLE_GRUENDE,
    ENDE,
    GRUENDE,
    LAUFEND,
    OFFEN,
    UEBERGAENGE,
    ZUSAMMENGEFUEHRT,
    Fallphase,
    Wiederaufnahmegrund,
)
from fallmanagement.models.vertretung import Vertretung


class FallakteQuerySet(models.QuerySet["Fallakte"]):
    def sichtbar_fuer(self, user) -> "FallakteQuerySet":
        """Keep those of the units of ``user`` and of all units below; a policy of the database says the same."""
        return self.filter(einheit__in=user.einheiten_darunter)

    def of(self, user) -> "FallakteQuerySet":
        """Keep what ``user`` answers for today: the own cases, and those of whoever is covered for."""
        covered = Vertretung.objects.today().filter(durch=user).values_list("user", flat=True)
        return self.filter(zustaendig__in=[user.pk, *covered])

    def open(self) -> "FallakteQuerySet":
        return self.filter(phase__in=OFFEN)


@pghistory.track(exclude=["naechste_frist"])
class Fallakte(models.Model):
    """What the office does together with one person. ``grund`` is the reason of the last move, where it needed one.

    ``zustaendig`` and ``naechste_frist`` are written by triggers of the tables they come from.
    ``geht_auf_in`` is the file that everything of this one went into.
    Under row-level security: nobody sees rows outside of ``kern.db.als``.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    aktenzeichen = models.CharField(
        _("Aktenzeichen"), max_length=20, unique=True, editable=False, db_default=Func(function="fallmanagement_aktenzeichen")
    )
    person = models.ForeignKey("kern.Person", verbose_name=_("Person"), on_delete=models.PROTECT, related_name="fallakten")
    einheit = models.ForeignKey(
        "kern.Organisationseinheit", verbose_name=_("Stelle"), on_delete=models.PROTECT, related_name="fallakten"
    )
    phase = models.CharField(_("Phase"), max_length=20, choices=Fallphase, default=Fallphase.NEU)
    grund = models.CharField(_("Grund"), max_length=20, choices=ALLE_GRUENDE, blank=True)
    zustaendig = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Zuständig"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="fallakten",
    )
    angelegt_am = models.DateTimeField(_("Angelegt am"), default=uhr.now, editable=False)
    angelegt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Angelegt von"), on_delete=models.PROTECT, related_name="+"
    )
    phase_seit = models.DateTimeField(_("In dieser Phase seit"), default=uhr.now)
    beendet_am = models.DateField(_("Beendet am"), null=True, blank=True)
    naechste_frist = models.DateField(_("Nächste Frist"), null=True, blank=True, editable=False)
    geht_auf_in = models.ForeignKey(
        "self", verbose_name=_("zusammengeführt mit"), null=True, blank=True, on_delete=models.CASCADE, related_name="doppelte"
    )

    objects = FallakteQuerySet.as_manager()

    class Meta:
        ordering = ["naechste_frist", "aktenzeichen"]  # NULL comes last
        verbose_name = _("Fallakte")
        verbose_name_plural = _("Fallakten")
        indexes = [
            models.Index(fields=["naechste_frist", "aktenzeichen"], condition=Q(phase__in=OFFEN), name="fallakte_liste"),
            models.Index(
                fields=["zustaendig", "naechste_frist", "aktenzeichen"], condition=Q(phase__in=OFFEN), name="fallakte_meine"
            ),
            models.Index(fields=["phase", "naechste_frist", "aktenzeichen"], name="fallakte_je_phase"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(phase__in=Fallphase.values), name="fallakte_phase"),
            *(
                models.CheckConstraint(
                    condition=~Q(phase=phase) | Q(grund__in=gruende.values) | Q(geht_auf_in__isnull=False),
                    name=f"fallakte_grund_{phase}",
                )
                for phase, gruende in GRUENDE.items()
            ),
            models.CheckConstraint(
                condition=(Q(geht_auf_in=None) & ~Q(grund=ZUSAMMENGEFUEHRT))
                | (Q(geht_auf_in__isnull=False, phase=Fallphase.ABGESCHLOSSEN, grund=ZUSAMMENGEFUEHRT) & ~Q(geht_auf_in=F("id"))),
                name="fallakte_zusammengefuehrt",
            ),
            models.CheckConstraint(
                condition=~Q(phase__in=LAUFEND) | Q(grund__in=["", *Wiederaufnahmegrund.values]), name="fallakte_grund_laufend"
            ),
            models.CheckConstraint(
                condition=Q(phase__in=ENDE, beendet_am__isnull=False) | (~Q(phase__in=ENDE) & Q(beendet_am=None)),
                name="fallakte_beendet_am",
            ),
            models.UniqueConstraint(fields=["person"], condition=~Q(phase__in=ENDE), name="fallakte_eine_offene_je_person"),
        ]
        triggers = [
            state_trigger(UEBERGAENGE, field="phase"),
            pgtrigger.Protect(name="beginnt_neu", operation=pgtrigger.Insert, condition=~pgtrigger.Q(new__phase="neu")),
            pgtrigger.Protect(
                name="bleibt_wessen", operation=pgtrigger.Update, condition=pgtrigger.AnyChange("person", "aktenzeichen")
            ),
            pgtrigger.Protect(
                name="wieder_mit_grund",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__phase__in=ENDE)
                & ~pgtrigger.Q(new__phase__in=ENDE)
                & ~pgtrigger.Q(new__grund__in=Wiederaufnahmegrund.values),
            ),
        ]

    def __str__(self) -> str:
        return self.aktenzeichen

    def get_absolute_url(self) -> str:
        return reverse("fallmanagement:akte", args=[self.pk])

    @property
    def phase_name(self) -> str:
        """Its phase in words: ``get_phase_display`` translates all phases for each row of a list."""
        return str(Fallphase(self.phase).label)

    @property
    def is_open(self) -> bool:
        return self.phase in OFFEN
