"""The first consultation: who, in which language, what was answered and from which source."""

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.krypto import VerschluesseltesFeld
from behoerde.kern.states import state_trigger
from lotsen.beratung import BERATUNG_OFFEN, BERATUNG_UEBERGAENGE, PLZ, Antwortstand, BeratungStatus, Quelle

if TYPE_CHECKING:
    from behoerde.kern.models import User


class ErstberatungQuerySet(models.QuerySet["Erstberatung"]):
    def sichtbar_fuer(self, user: "User") -> "ErstberatungQuerySet":
        """Keep those of the units of ``user`` and of all units below; the only way staff pages reach one."""
        return self.filter(einheit__in=user.einheiten_darunter)

    def open(self) -> "ErstberatungQuerySet":
        return self.filter(status__in=BERATUNG_OFFEN)


@pghistory.track(exclude=["plz"])
class Erstberatung(models.Model):
    """One talk with one person, begun alone at home or together at the office; it can rest and go on.

    ``plz`` says roughly where the person lives while the talk is open, so that what is near comes first; it ends with the
    talk and has no history.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    status = models.CharField(_("Stand"), max_length=14, choices=BeratungStatus, default=BeratungStatus.LAUFEND)
    person = models.ForeignKey("kern.Person", verbose_name=_("Person"), on_delete=models.PROTECT, related_name="erstberatungen")
    einheit = models.ForeignKey(
        "kern.Organisationseinheit", verbose_name=_("Organisationseinheit"), on_delete=models.PROTECT, related_name="+"
    )
    termin = models.ForeignKey(
        "termine.Termin", verbose_name=_("Termin"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sprache = models.CharField(_("Sprache"), max_length=10, choices=settings.LANGUAGES, default="de")
    plz = models.CharField(_("Postleitzahl der Wohnung"), max_length=5, blank=True, default="")
    erinnern = models.BooleanField(_("möchte an Fristen erinnert werden"), default=False)
    lotse = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Lotsin oder Lotse"), on_delete=models.PROTECT, related_name="+"
    )
    abgeschickt_am = models.DateTimeField(_("von der Person abgeschickt"), null=True, blank=True)
    begonnen_am = models.DateTimeField(_("begonnen"), null=True, blank=True)
    begonnen_von = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    abgeschlossen_am = models.DateTimeField(_("abgeschlossen"), null=True, blank=True)
    abgeschlossen_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    objects = ErstberatungQuerySet.as_manager()

    class Meta:
        ordering = ["-angelegt_am"]
        verbose_name = _("Erstberatung")
        verbose_name_plural = _("Erstberatungen")
        indexes = [models.Index(fields=["einheit", "status", "-angelegt_am"], name="erstberatung_einheit_stand")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=BeratungStatus.values), name="erstberatung_status"),
            models.CheckConstraint(
                condition=Q(plz="") | Q(plz__regex=PLZ, status__in=BERATUNG_OFFEN), name="erstberatung_plz_solange_offen"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(status__in=BERATUNG_OFFEN), name="erstberatung_eine_offene_je_person"
            ),
            models.CheckConstraint(
                condition=Q(begonnen_am__isnull=True, begonnen_von__isnull=True)
                | Q(begonnen_am__isnull=False, begonnen_von__isnull=False),
                name="erstberatung_begonnen_von_wem",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["laufend", "abgeschlossen"]) | Q(begonnen_am__isnull=False),
                name="erstberatung_laeuft_seit",
            ),
            models.CheckConstraint(
                condition=Q(status="abgeschlossen", abgeschlossen_am__isnull=False, abgeschlossen_von__isnull=False)
                | (~Q(status="abgeschlossen") & Q(abgeschlossen_am__isnull=True, abgeschlossen_von__isnull=True)),
                name="erstberatung_abgeschlossen_von_wem",
            ),
        ]
        triggers = [state_trigger(BERATUNG_UEBERGAENGE)]

    def __str__(self) -> str:
        return f"{self.person}, {uhr.local(self.angelegt_am):%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        return reverse("erstberatung:gespraech", args=[self.pk])

    @property
    def offen(self) -> bool:
        return self.status in BERATUNG_OFFEN


@pghistory.track()
class Antwort(models.Model):
    """The current answer to one question; earlier ones stay in the history, the words of all only encrypted.

    ``wert`` is JSON, "" where nothing was said. ``gegeben_von`` is nobody when the person answered alone.
    """

    erstberatung = models.ForeignKey(Erstberatung, on_delete=models.CASCADE, related_name="antworten")
    tatsache = models.SlugField(_("Frage"), max_length=60)
    stand = models.CharField(_("Antwort"), max_length=14, choices=Antwortstand, default=Antwortstand.GESAGT)
    wert = VerschluesseltesFeld(_("Wert"), blank=True, default="")
    quelle = models.CharField(_("Quelle"), max_length=10, choices=Quelle, default=Quelle.KUNDIN)
    gegeben_am = models.DateTimeField(default=uhr.now)
    gegeben_von = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    bestaetigt_am = models.DateTimeField(null=True, blank=True)
    bestaetigt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["gegeben_am", "id"]
        verbose_name = _("Antwort")
        verbose_name_plural = _("Antworten")
        constraints = [
            models.UniqueConstraint(fields=["erstberatung", "tatsache"], name="antwort_eine_je_frage"),
            models.CheckConstraint(condition=Q(stand__in=Antwortstand.values), name="antwort_stand"),
            models.CheckConstraint(condition=Q(quelle__in=Quelle.values), name="antwort_quelle"),
            models.CheckConstraint(
                condition=(Q(stand="gesagt") & ~Q(wert="")) | (~Q(stand="gesagt") & Q(wert="")), name="antwort_wert_wenn_gesagt"
            ),
            models.CheckConstraint(
                condition=Q(gegeben_von__isnull=False) | Q(quelle="kundin"), name="antwort_allein_von_der_person"
            ),
            models.CheckConstraint(
                condition=Q(bestaetigt_am__isnull=True, bestaetigt_von__isnull=True)
                | Q(bestaetigt_am__isnull=False, bestaetigt_von__isnull=False),
                name="antwort_bestaetigt_von_wem",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tatsache}: {self.get_stand_display()}"

    @property
    def value(self) -> Any:
        """Return what was said, a day as date; None where nothing was."""
        if not self.wert:
            return None
        value = json.loads(self.wert)
        return date.fromisoformat(value["tag"]) if isinstance(value, dict) else value

    @property
    def unbestaetigt(self) -> bool:
        """Say whether the person answered alone and nobody of the office has looked at it together with them."""
        return self.gegeben_von_id is None and self.bestaetigt_am is None


def as_json(value: Any) -> str:
    """Return how ``value`` stands in ``Antwort.wert``."""
    return json.dumps({"tag": value.isoformat()} if isinstance(value, date) else value)
