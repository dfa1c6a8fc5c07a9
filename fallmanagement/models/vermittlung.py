"""Placements: from a proposal to the last day, and the looks back at 1, 3, 6 and 12 months."""

import pghistory
import pgtrigger
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.krypto import VerschluesseltesFeld
from behoerde.kern.states import state_trigger
from fallmanagement.models.fallakte import Fallakte
from fallmanagement.models.frist import Frist
from fallmanagement.models.stellenangebot import Stellenangebot
from fallmanagement.vermittlung import (
    ALLE_GRUENDE,
    ALLE_UEBERGAENGE,
    LAUFEND,
    NACHBETREUUNG_MONATE,
    UEBERGAENGE,
    Abbruchgrund,
    Beendigungsgrund,
    Beschaeftigungsart,
    Kontaktweg,
    Nachbetreuungsergebnis,
    Rueckschrittgrund,
    Vermittlungsstand,
)

_VOR = pgtrigger.Q()
for _von, _nach in UEBERGAENGE.items():
    _VOR |= pgtrigger.Q(old__stand=_von, new__stand__in=sorted(_nach))


class VermittlungQuerySet(models.QuerySet["Vermittlung"]):
    def sichtbar_fuer(self, user) -> "VermittlungQuerySet":
        """Keep those of cases that ``user`` sees; a policy of the database says the same."""
        return self.filter(fallakte__in=Fallakte.objects.sichtbar_fuer(user))

    def running(self) -> "VermittlungQuerySet":
        return self.filter(stand__in=LAUFEND)


@pghistory.track()
class Vermittlung(models.Model):
    """One person and one job or apprenticeship. ``vorher`` is where the last move came from, "" when it cannot be taken back.

    ``beginn`` is planned until it ``began``; ``ende`` is the last day, None for what ended before the first. The employer's
    name stays as it was said; the Betrieb itself is that of the ``stellenangebot``. Under row-level security: whoever sees the case sees it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    fallakte = models.ForeignKey(Fallakte, on_delete=models.CASCADE, related_name="vermittlungen")
    stellenangebot = models.ForeignKey(
        Stellenangebot,
        verbose_name=_("Stellenangebot"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="vermittlungen",
    )
    arbeitgeber = models.CharField(_("Betrieb"), max_length=160)
    taetigkeit = models.CharField(_("Tätigkeit oder Beruf"), max_length=120)
    art = models.CharField(_("Art"), max_length=12, choices=Beschaeftigungsart)
    stunden = models.DecimalField(
        _("Stunden in der Woche"),
        max_digits=4,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(60)],
    )
    stand = models.CharField(_("Stand"), max_length=15, choices=Vermittlungsstand, default=Vermittlungsstand.VORGESCHLAGEN)
    vorher = models.CharField(max_length=15, choices=Vermittlungsstand, blank=True, editable=False)
    grund = models.CharField(_("Grund"), max_length=20, choices=ALLE_GRUENDE, blank=True)
    beginn = models.DateField(_("Erster Tag"), null=True, blank=True)
    ende = models.DateField(_("Letzter Tag"), null=True, blank=True)
    stand_seit = models.DateTimeField(_("In diesem Stand seit"), default=uhr.now)
    angelegt_am = models.DateTimeField(_("Angelegt am"), default=uhr.now, editable=False)
    angelegt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("angelegt von"), on_delete=models.PROTECT, related_name="+"
    )

    objects = VermittlungQuerySet.as_manager()

    class Meta:
        ordering = ["-stand_seit", "-id"]
        verbose_name = _("Vermittlung")
        verbose_name_plural = _("Vermittlungen")
        indexes = [
            models.Index(fields=["stand", "-stand_seit", "-id"], name="vermittlung_je_stand"),
            models.Index(fields=["beginn"], condition=Q(beginn__isnull=False), name="vermittlung_beginn"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(stand__in=Vermittlungsstand.values), name="vermittlung_stand"),
            models.CheckConstraint(condition=Q(art__in=Beschaeftigungsart.values), name="vermittlung_art"),
            models.CheckConstraint(
                condition=Q(arbeitgeber__regex=r"\S") & Q(taetigkeit__regex=r"\S"), name="vermittlung_wer_und_was"
            ),
            models.CheckConstraint(condition=Q(stunden=None) | Q(stunden__gt=0, stunden__lte=60), name="vermittlung_stunden"),
            models.CheckConstraint(condition=~Q(stand="begonnen") | Q(beginn__isnull=False), name="vermittlung_begonnen_mit_tag"),
            models.CheckConstraint(
                condition=(~Q(stand="beendet") & Q(ende=None))
                | Q(stand="beendet", ende=None, grund__in=Abbruchgrund.values)
                | Q(stand="beendet", ende__gte=F("beginn"), grund__in=Beendigungsgrund.values),
                name="vermittlung_ende_mit_grund",
            ),
        ]
        triggers = [
            state_trigger(ALLE_UEBERGAENGE, field="stand"),
            pgtrigger.Protect(
                name="beginnt_als_vorschlag", operation=pgtrigger.Insert, condition=~pgtrigger.Q(new__stand="vorgeschlagen")
            ),
            pgtrigger.Protect(name="bleibt_wessen", operation=pgtrigger.Update, condition=pgtrigger.AnyChange("fallakte")),
            pgtrigger.Protect(
                name="zurueck_mit_grund",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__stand__df=pgtrigger.F("new__stand"))
                & ~_VOR
                & ~pgtrigger.Q(new__stand=pgtrigger.F("old__vorher"), new__grund__in=Rueckschrittgrund.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.taetigkeit}, {self.arbeitgeber}"

    def get_absolute_url(self) -> str:
        return reverse("fallmanagement:vermittlung", args=[self.fallakte_id, self.pk])

    @property
    def began(self) -> bool:
        """Whether there was a first day."""
        return self.stand == Vermittlungsstand.BEGONNEN or self.ende is not None


class Nachbetreuung(models.Model):
    """One look back at a placement, ``monat`` months after its first day; its Frist reminds of it.

    ``ergebnis`` is "" until somebody looked. It lapses (``entfallen``) when the job ended before.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    vermittlung = models.ForeignKey(Vermittlung, on_delete=models.CASCADE, related_name="nachbetreuungen")
    monat = models.PositiveSmallIntegerField(_("Monat"))
    faellig_am = models.DateField(_("Fällig am"))
    frist = models.OneToOneField(Frist, null=True, blank=True, on_delete=models.SET_NULL, related_name="nachbetreuung")
    ergebnis = models.CharField(_("Ergebnis"), max_length=15, choices=Nachbetreuungsergebnis, blank=True)
    kontakt = models.CharField(_("Gesprochen"), max_length=10, choices=Kontaktweg, blank=True)
    problem = VerschluesseltesFeld(_("Problem"), blank=True)
    erledigt_am = models.DateTimeField(_("Erledigt am"), null=True, blank=True)
    erledigt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("erledigt von"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        ordering = ["vermittlung", "monat"]
        verbose_name = _("Nachbetreuung")
        verbose_name_plural = _("Nachbetreuungen")
        constraints = [
            models.CheckConstraint(condition=Q(monat__in=NACHBETREUUNG_MONATE), name="nachbetreuung_monat"),
            models.CheckConstraint(condition=Q(ergebnis__in=["", *Nachbetreuungsergebnis.values]), name="nachbetreuung_ergebnis"),
            models.CheckConstraint(condition=Q(kontakt__in=["", *Kontaktweg.values]), name="nachbetreuung_kontakt"),
            models.CheckConstraint(
                condition=Q(ergebnis="", erledigt_am=None, erledigt_von=None)
                | (~Q(ergebnis="") & Q(erledigt_am__isnull=False, erledigt_von__isnull=False)),
                name="nachbetreuung_erledigt",
            ),
            models.UniqueConstraint(fields=["vermittlung", "monat"], name="nachbetreuung_einmal_je_monat"),
        ]

    def __str__(self) -> str:
        return f"{self.monat}"
