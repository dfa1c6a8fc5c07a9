"""Lists of people to invite: proposed by one, released by another; who wants none is never asked again."""

from typing import TYPE_CHECKING

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.states import state_trigger
from lotsen.einladung import LISTEN_UEBERGAENGE, Einladungsregel, ListenStatus
from lotsen.models.veranstaltung import Veranstaltung

if TYPE_CHECKING:
    from behoerde.kern.models import User

# The second person releases exactly what stands on the list: nobody joins it afterwards.
NUR_VORHER = """
IF NOT EXISTS (SELECT FROM lotsen_einladungsliste l WHERE l.id = NEW.liste_id AND l.status = 'vorgeschlagen') THEN
    RAISE EXCEPTION 'list % is closed', NEW.liste_id USING ERRCODE = 'check_violation', CONSTRAINT = 'einladung_nur_vorher';
END IF;
RETURN NEW;
"""


class EinladungslisteQuerySet(models.QuerySet["Einladungsliste"]):
    def sichtbar_fuer(self, user: "User") -> "EinladungslisteQuerySet":
        """Keep those of the units of ``user`` and of all units below; the only way staff pages reach one."""
        return self.filter(einheit__in=user.einheiten_darunter)


class Einladungsliste(models.Model):
    """Whom a rule found on one day; the database lets nobody release what they proposed themselves."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    status = models.CharField(_("Stand"), max_length=14, choices=ListenStatus, default=ListenStatus.VORGESCHLAGEN)
    einheit = models.ForeignKey(
        "kern.Organisationseinheit", verbose_name=_("Organisationseinheit"), on_delete=models.PROTECT, related_name="+"
    )
    regel = models.CharField(_("Wer eingeladen wird"), max_length=14, choices=Einladungsregel)
    monate = models.PositiveSmallIntegerField(_("Monate"), default=6)
    sprachen = ArrayField(
        models.CharField(max_length=10, choices=settings.LANGUAGES), verbose_name=_("Sprachen"), default=list, blank=True
    )
    veranstaltung = models.ForeignKey(
        Veranstaltung,
        verbose_name=_("Veranstaltung"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="einladungslisten",
    )
    vorgeschlagen_am = models.DateTimeField(_("vorgeschlagen"), default=uhr.now)
    vorgeschlagen_von = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    freigegeben_am = models.DateTimeField(_("freigegeben"), null=True, blank=True)
    freigegeben_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = EinladungslisteQuerySet.as_manager()

    class Meta:
        ordering = ["-vorgeschlagen_am"]
        verbose_name = _("Einladungsliste")
        verbose_name_plural = _("Einladungslisten")
        constraints = [
            models.CheckConstraint(condition=Q(status__in=ListenStatus.values), name="einladungsliste_status"),
            models.CheckConstraint(
                condition=(Q(status="freigegeben", freigegeben_am__isnull=False) & ~Q(freigegeben_von=F("vorgeschlagen_von")))
                & Q(freigegeben_von__isnull=False)
                | (~Q(status="freigegeben") & Q(freigegeben_am=None, freigegeben_von=None)),
                name="einladungsliste_vier_augen",
            ),
            models.CheckConstraint(
                condition=Q(regel="einbuergerung") | Q(veranstaltung__isnull=False), name="einladungsliste_wozu"
            ),
        ]
        triggers = [
            state_trigger(LISTEN_UEBERGAENGE),
            pgtrigger.Protect(
                name="beginnt_als_vorschlag", operation=pgtrigger.Insert, condition=~pgtrigger.Q(new__status="vorgeschlagen")
            ),
            pgtrigger.Protect(
                name="bleibt_was_sie_ist",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("regel", "monate", "sprachen", "veranstaltung", "vorgeschlagen_von", "einheit"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_regel_display()} ({self.vorgeschlagen_am:%Y-%m-%d})"

    def get_absolute_url(self) -> str:
        return reverse("veranstaltungen:einladungsliste", args=[self.pk])

    @property
    def sprachnamen(self) -> list[str]:
        return [name for code, name in settings.LANGUAGES if code in self.sprachen]


class Einladung(models.Model):
    """One person on one list."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    liste = models.ForeignKey(Einladungsliste, on_delete=models.CASCADE, related_name="einladungen")
    person = models.ForeignKey("kern.Person", verbose_name=_("Person"), on_delete=models.CASCADE, related_name="+")
    weggelassen = models.BooleanField(_("weggelassen"), default=False)
    eingeladen_am = models.DateTimeField(_("eingeladen"), null=True, blank=True)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["person__nachname", "person__vorname", "id"]
        verbose_name = _("Einladung")
        verbose_name_plural = _("Einladungen")
        constraints = [
            models.UniqueConstraint(fields=["liste", "person"], name="einladung_einmal_je_liste"),
            models.CheckConstraint(condition=Q(eingeladen_am=None) | Q(weggelassen=False), name="einladung_oder_weggelassen"),
        ]
        triggers = [
            pgtrigger.Trigger(name="nur_vorher", when=pgtrigger.Before, operation=pgtrigger.Insert, func=NUR_VORHER),
        ]

    def __str__(self) -> str:
        return f"{self.person}"


class Widerspruch(models.Model):
    """Somebody wants no invitations: kept by the hash of the person, so it holds for every later row of theirs too."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person_hash = models.CharField(max_length=64, unique=True)
    seit = models.DateTimeField(_("seit"), default=uhr.now)

    class Meta:
        verbose_name = _("Widerspruch gegen Einladungen")
        verbose_name_plural = _("Widersprüche gegen Einladungen")
        constraints = [models.CheckConstraint(condition=Q(person_hash__regex=r"^[0-9a-f]{64}$"), name="widerspruch_hash_form")]

    def __str__(self) -> str:
        return f"{self.seit:%Y-%m-%d}"
