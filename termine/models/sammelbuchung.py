"""The lists of people that organisations send."""

import json
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.krypto import VerschluesseltesFeld
from termine.angaben import PersonAngaben
from termine.models.buchungspartner import Buchungspartner
from termine.models.leistung import Leistung
from termine.models.partnerzugang import Partnerzugang
from termine.models.termin import Termin


class SammelbuchungQuerySet(models.QuerySet["Sammelbuchung"]):
    def of_organisation(self, partner: Buchungspartner) -> "SammelbuchungQuerySet":
        """Lists that the organisation sent itself, by whatever link."""
        return self.filter(partner=partner, zugang__partner=partner)

    def for_staff(self) -> "SammelbuchungQuerySet":
        """Lists that staff took in or an organisation sent off; what it still types is its own."""
        return self.filter(Q(zugang=None) | Q(gesendet_am__isnull=False))


class Sammelbuchung(models.Model):
    """One list of named people of a Buchungspartner; ``bestellt_am``: its right rows are to be booked.

    ``laeuft_bis`` is the lease of the worker that books them. ``zugang`` is the link by which the organisation made it,
    ``gesendet_am`` when it sent it off.
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
    zugang = models.ForeignKey(
        Partnerzugang, null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="sammelbuchungen"
    )
    gesendet_am = models.DateTimeField(_("Gesendet am"), null=True, blank=True, editable=False)
    schluessel = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = SammelbuchungQuerySet.as_manager()

    class Meta:
        ordering = ["-angelegt_am"]
        verbose_name = _("Sammelbuchung")
        verbose_name_plural = _("Sammelbuchungen")
        constraints = [
            models.CheckConstraint(
                condition=Q(gesendet_am=None) | Q(zugang__isnull=False), name="sammelbuchung_gesendet_mit_zugang"
            ),
            models.CheckConstraint(
                condition=Q(zugang=None) | Q(bestellt_am=None) | Q(gesendet_am__isnull=False),
                name="sammelbuchung_bestellt_war_gesendet",
            ),
        ]

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

    ``buchbar``: the row itself is right; then ``grund`` is the refusal of a booking, which may be tried again, and
    ``grund_code`` its case for programs.
    """

    sammelbuchung = models.ForeignKey(Sammelbuchung, on_delete=models.CASCADE, related_name="zeilen")
    position = models.PositiveSmallIntegerField(_("Zeile"))
    eingaben = VerschluesseltesFeld()
    buchbar = models.BooleanField(default=False)
    grund = VerschluesseltesFeld(_("Grund"), blank=True)
    grund_code = models.CharField(max_length=40, blank=True, editable=False)
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
