"""A job, an apprenticeship or an internship at an employer."""

import pghistory
import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.regeln.tatsache import NIVEAUS
from behoerde.kern.states import state_trigger
from fallmanagement.models.betrieb import Betrieb
from fallmanagement.stellenwerte import (
    FERTIGKEITEN,
    FUEHRERSCHEINE,
    PLZ,
    PLZ_PRUEFEN,
    STELLEN_UEBERGAENGE,
    Stellenart,
    Stellenherkunft,
    Stellenstatus,
)

VERLANGT = [(niveau, niveau) for niveau in NIVEAUS[1:]]  # as text they sort as they rise
KLASSEN = [(klasse, klasse) for klasse in FUEHRERSCHEINE]
WOCHENSTUNDEN = 48  # § 3 ArbZG: 8 hours on 6 days


class StellenangebotQuerySet(models.QuerySet["Stellenangebot"]):
    def open(self) -> "StellenangebotQuerySet":
        """Keep what can be applied for today."""
        still = Q(bis=None) | Q(bis__gte=uhr.today())
        return self.filter(still, status=Stellenstatus.OFFEN, betrieb__inaktiv_seit=None)


@pghistory.track()
class Stellenangebot(models.Model):
    """What an employer offers and asks for; what is blank, it does not ask for. ``beginn`` NULL: nobody knows yet."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    betrieb = models.ForeignKey(Betrieb, verbose_name=_("Betrieb"), on_delete=models.PROTECT, related_name="stellenangebote")
    titel = models.CharField(_("Bezeichnung"), max_length=160)
    art = models.CharField(_("Art"), max_length=12, choices=Stellenart, default=Stellenart.ARBEIT)
    beschreibung = models.TextField(_("Beschreibung"), max_length=4000, blank=True)
    plz = models.CharField(_("Postleitzahl des Arbeitsorts"), max_length=5, validators=[PLZ_PRUEFEN])
    ort = models.CharField(_("Arbeitsort"), max_length=80)
    kldb = models.CharField(
        _("Beruf (KldB 2010)"),
        max_length=5,
        blank=True,
        validators=[RegexValidator(r"^\d{5}$", _("Fünf Ziffern, zum Beispiel 29282"))],
    )
    deutsch_hoeren = models.CharField(_("Deutsch hören"), max_length=2, choices=VERLANGT, blank=True)
    deutsch_lesen = models.CharField(_("Deutsch lesen"), max_length=2, choices=VERLANGT, blank=True)
    deutsch_sprechen = models.CharField(_("Deutsch sprechen"), max_length=2, choices=VERLANGT, blank=True)
    deutsch_schreiben = models.CharField(_("Deutsch schreiben"), max_length=2, choices=VERLANGT, blank=True)
    anerkennung = models.BooleanField(_("Anerkannter Abschluss gewünscht"), default=False)
    erfahrung_jahre = models.PositiveSmallIntegerField(
        _("Berufserfahrung in Jahren"), default=0, validators=[MaxValueValidator(50)]
    )
    fuehrerschein = models.CharField(_("Führerschein"), max_length=3, choices=KLASSEN, blank=True)
    beginn = models.DateField(_("Beginn"), null=True, blank=True)
    wochenstunden = models.DecimalField(
        _("Stunden in der Woche"),
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(WOCHENSTUNDEN)],
    )
    brutto = models.DecimalField(
        _("Brutto im Monat in Euro"), max_digits=8, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    plaetze = models.PositiveSmallIntegerField(_("Plätze"), default=1, validators=[MinValueValidator(1), MaxValueValidator(500)])
    bis = models.DateField(_("Bewerben bis"), null=True, blank=True)
    status = models.CharField(_("Stand"), max_length=15, choices=Stellenstatus, default=Stellenstatus.OFFEN)
    herkunft = models.CharField(_("Herkunft"), max_length=10, choices=Stellenherkunft, default=Stellenherkunft.AMT)
    angelegt_am = models.DateTimeField(_("Angelegt am"), default=uhr.now, editable=False)
    bestaetigt_am = models.DateField(_("Zuletzt bestätigt am"), default=uhr.today)

    objects = StellenangebotQuerySet.as_manager()

    class Meta:
        ordering = ["titel", "id"]
        verbose_name = _("Stellenangebot")
        verbose_name_plural = _("Stellenangebote")
        indexes = [models.Index(fields=["kldb"], condition=Q(status="offen"), name="stelle_offen_beruf")]
        constraints = [
            models.CheckConstraint(condition=Q(titel__regex=r"\S"), name="stelle_titel"),
            models.CheckConstraint(condition=Q(art__in=Stellenart.values), name="stelle_art"),
            models.CheckConstraint(condition=Q(status__in=Stellenstatus.values), name="stelle_status"),
            models.CheckConstraint(condition=Q(herkunft__in=Stellenherkunft.values), name="stelle_herkunft"),
            models.CheckConstraint(condition=Q(plz__regex=PLZ), name="stelle_plz"),
            models.CheckConstraint(condition=Q(kldb="") | Q(kldb__regex=r"^\d{5}$"), name="stelle_kldb"),
            *(
                models.CheckConstraint(condition=Q(**{f"deutsch_{name}__in": ["", *NIVEAUS[1:]]}), name=f"stelle_deutsch_{name}")
                for name in FERTIGKEITEN
            ),
            models.CheckConstraint(condition=Q(fuehrerschein__in=["", *FUEHRERSCHEINE]), name="stelle_fuehrerschein"),
            models.CheckConstraint(condition=Q(plaetze__gte=1), name="stelle_plaetze"),
            models.CheckConstraint(
                condition=Q(wochenstunden=None) | Q(wochenstunden__gte=1, wochenstunden__lte=WOCHENSTUNDEN), name="stelle_stunden"
            ),
            models.CheckConstraint(condition=Q(brutto=None) | Q(brutto__gte=0), name="stelle_brutto"),
        ]
        triggers = [
            state_trigger(STELLEN_UEBERGAENGE),
            pgtrigger.Protect(name="beginnt_offen", operation=pgtrigger.Insert, condition=~pgtrigger.Q(new__status="offen")),
            pgtrigger.Protect(name="bleibt_beim_betrieb", operation=pgtrigger.Update, condition=pgtrigger.AnyChange("betrieb")),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("betriebe:stelle", args=[self.pk])

    @property
    def deutsch(self) -> dict[str, str]:
        """Return the level asked for by skill."""
        levels = {name: getattr(self, f"deutsch_{name}") for name in FERTIGKEITEN}
        return {name: level for name, level in levels.items() if level}
