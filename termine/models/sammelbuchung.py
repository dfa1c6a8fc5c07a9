"""Organisations that book for many people, and the lists of people they send."""

import json
from datetime import date

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.krypto import VerschluesseltesFeld
from termine.angaben import PersonAngaben
from termine.enums import Kontingentzeit
from termine.models.leistung import Leistung
from termine.models.platz import einheiten_of
from termine.models.termin import Termin


class BuchungspartnerQuerySet(models.QuerySet["Buchungspartner"]):
    def sichtbar_fuer(self, user) -> "BuchungspartnerQuerySet":
        """Organisations that the units of ``user``, or units below, look after."""
        return self.filter(einheit__in=einheiten_of(user))


@pghistory.track()
class Buchungspartner(models.Model):
    """An employer, university or association for whose people the office books, up to ``kontingent`` visits a week or month."""

    name = models.CharField(_("Name"), max_length=120)
    kontakt_name = models.CharField(_("Ansprechperson"), max_length=120, blank=True)
    email = models.EmailField(_("E-Mail"), blank=True)
    telefon = models.CharField(_("Telefon"), max_length=40, blank=True)
    einheit = models.ForeignKey(
        "kern.Organisationseinheit", verbose_name=_("Betreut von"), on_delete=models.PROTECT, related_name="buchungspartner"
    )
    leistungen = models.ManyToManyField(Leistung, verbose_name=_("Erlaubte Leistungen"), related_name="+")
    kontingent = models.PositiveSmallIntegerField(
        _("Termine"), default=20, validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )
    je = models.CharField(_("je"), max_length=5, choices=Kontingentzeit, default=Kontingentzeit.WOCHE)
    aktiv = models.BooleanField(_("darf buchen"), default=True)
    geaendert_am = models.DateTimeField(_("Zuletzt geändert"), default=uhr.now, editable=False)

    objects = BuchungspartnerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("Buchungspartner")
        verbose_name_plural = _("Buchungspartner")
        constraints = [
            models.UniqueConstraint(fields=["einheit", "name"], name="buchungspartner_name_je_einheit"),
            models.CheckConstraint(condition=Q(kontingent__range=(1, 1000)), name="buchungspartner_kontingent"),
            models.CheckConstraint(condition=Q(je__in=Kontingentzeit.values), name="buchungspartner_je"),
        ]

    def __str__(self) -> str:
        return self.name


class Sammelbuchung(models.Model):
    """One list of named people of a Buchungspartner; ``bestellt_am``: its right rows are to be booked.

    ``laeuft_bis`` is the lease of the worker that books them.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    partner = models.ForeignKey(
        Buchungspartner, verbose_name=_("Buchungspartner"), on_delete=models.PROTECT, related_name="sammelbuchungen"
    )
    leistung = models.ForeignKey(Leistung, verbose_name=_("Leistung"), on_delete=models.PROTECT, related_name="+")
    standort = models.ForeignKey("kern.Standort", verbose_name=_("Standort"), on_delete=models.PROTECT, related_name="+")
    ab = models.DateField(_("Frühestens am"))
    angelegt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Angelegt von"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    angelegt_am = models.DateTimeField(_("Angelegt am"), default=uhr.now, editable=False)
    bestellt_am = models.DateTimeField(null=True, blank=True, editable=False)
    laeuft_bis = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-angelegt_am"]
        verbose_name = _("Sammelbuchung")
        verbose_name_plural = _("Sammelbuchungen")

    def __str__(self) -> str:
        return f"{self.partner}: {self.leistung}"

    def get_absolute_url(self) -> str:
        return reverse("termine:heute_sammel_liste", args=[self.pk])


class SammelzeileQuerySet(models.QuerySet["Sammelzeile"]):
    def waiting(self) -> "SammelzeileQuerySet":
        """Right rows that are not booked yet and were not refused."""
        return self.filter(termin=None, buchbar=True, grund="")


class Sammelzeile(models.Model):
    """One row of a list as it was sent, the visit that came of it, or ``grund`` why none did.

    ``buchbar``: the row itself is right; then ``grund`` is the refusal of a booking, which may be tried again.
    """

    sammelbuchung = models.ForeignKey(Sammelbuchung, on_delete=models.CASCADE, related_name="zeilen")
    position = models.PositiveSmallIntegerField(_("Zeile"))
    eingaben = VerschluesseltesFeld()
    buchbar = models.BooleanField(default=False)
    grund = VerschluesseltesFeld(_("Grund"), blank=True)
    termin = models.OneToOneField(
        Termin, verbose_name=_("Termin"), null=True, blank=True, on_delete=models.SET_NULL, related_name="sammelzeile"
    )
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    objects = SammelzeileQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        verbose_name = _("Zeile einer Sammelbuchung")
        verbose_name_plural = _("Zeilen der Sammelbuchungen")
        constraints = [
            models.UniqueConstraint(fields=["sammelbuchung", "position"], name="sammelzeile_position"),
            models.CheckConstraint(condition=Q(termin__isnull=True) | Q(buchbar=True), name="sammelzeile_gebucht_war_richtig"),
        ]

    def __str__(self) -> str:
        return f"{self.sammelbuchung_id} {self.position}"

    @property
    def typed(self) -> dict[str, str]:
        """The row as it was sent."""
        return json.loads(self.eingaben)["zeile"]

    @property
    def buchung(self) -> dict:
        """What is booked of a right row: ``person``, ``kontakt``, ``dolmetschen``."""
        return json.loads(self.eingaben)["buchung"]

    @property
    def person(self) -> PersonAngaben:
        """Whom a right row names."""
        person = self.buchung["person"]
        return PersonAngaben(**person | {"geburtsdatum": date.fromisoformat(person["geburtsdatum"])})
