"""Who comes to a Veranstaltung, with how many, and who came."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from phonenumber_field.modelfields import PhoneNumberField
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.states import state_trigger
from lotsen.models.veranstaltung import Veranstaltung, capacity_trigger
from lotsen.veranstaltung import ANMELDUNG_UEBERGAENGE, AnmeldungStatus, Hilfreich, Zugangsbedarf


class AnmeldungQuerySet(models.QuerySet["Anmeldung"]):
    def taking(self) -> "AnmeldungQuerySet":
        """Keep those that hold places."""
        return self.filter(status=AnmeldungStatus.ANGEMELDET)

    def waiting(self) -> "AnmeldungQuerySet":
        """Keep those who wait, the longest first."""
        return self.filter(status=AnmeldungStatus.WARTELISTE).order_by("eingereiht_am", "id")


class Anmeldung(models.Model):
    """One name for one or more people; kept until a month after the Veranstaltung and without a key to anybody's case."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    veranstaltung = models.ForeignKey(Veranstaltung, on_delete=models.PROTECT, related_name="anmeldungen")
    status = models.CharField(_("Stand"), max_length=10, choices=AnmeldungStatus)
    code = models.CharField(_("Code"), max_length=7)
    schluessel = models.UUIDField(unique=True, editable=False)
    name = models.CharField(_("Name"), max_length=120)
    email = models.EmailField(_("E-Mail"), blank=True)
    mobil = PhoneNumberField(_("Handynummer"), blank=True)
    sprache = models.CharField(_("Sprache"), max_length=10, choices=settings.LANGUAGES, default="de")
    personen = models.PositiveSmallIntegerField(_("Personen"), default=1)
    kinder = models.PositiveSmallIntegerField(_("Kinder in der Betreuung"), default=0)
    bedarf = ArrayField(
        models.CharField(max_length=12, choices=Zugangsbedarf), verbose_name=_("Bedarf"), default=list, blank=True
    )
    folge = models.PositiveIntegerField(default=0, editable=False)
    eingereiht_am = models.DateTimeField(_("eingereiht"), default=uhr.now)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)
    bis = models.DateTimeField(_("Ende der Veranstaltung"))
    gekommen_am = models.DateTimeField(_("gekommen"), null=True, blank=True)
    gekommen_von = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    geantwortet = models.BooleanField(default=False, editable=False)  # that, never what

    objects = AnmeldungQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        verbose_name = pgettext_lazy("Veranstaltung", "Anmeldung")
        verbose_name_plural = _("Anmeldungen")
        constraints = [
            models.CheckConstraint(condition=Q(status__in=AnmeldungStatus.values), name="anmeldung_status"),
            models.CheckConstraint(condition=Q(code__regex=r"^[0-9A-Z]{3}-[0-9A-Z]{3}$"), name="anmeldung_code_form"),
            models.CheckConstraint(condition=Q(personen__gte=1, kinder__lte=F("personen")), name="anmeldung_personen"),
            models.CheckConstraint(
                condition=Q(gekommen_am=None, gekommen_von=None) | Q(gekommen_am__isnull=False, gekommen_von__isnull=False),
                name="anmeldung_gekommen",
            ),
            models.UniqueConstraint(fields=["veranstaltung", "code"], name="anmeldung_code_einmalig"),
        ]
        triggers = [
            state_trigger(ANMELDUNG_UEBERGAENGE),
            capacity_trigger(pgtrigger.Insert | pgtrigger.Update, pgtrigger.Q(new__status="angemeldet"), "NEW.veranstaltung_id"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def bedarf_worte(self) -> list[str]:
        """Return what they need, in words."""
        return [str(Zugangsbedarf(code).label) for code in self.bedarf]


class Antwortzahl(models.Model):
    """How often one answer was given after a Veranstaltung; no row knows by whom or when."""

    veranstaltung = models.ForeignKey(Veranstaltung, on_delete=models.CASCADE, related_name="antwortzahlen")
    antwort = models.CharField(_("Antwort"), max_length=10, choices=Hilfreich)
    anzahl = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("Antwortzahl")
        verbose_name_plural = _("Antwortzahlen")
        constraints = [
            models.UniqueConstraint(fields=["veranstaltung", "antwort"], name="antwortzahl_einmalig"),
            models.CheckConstraint(condition=Q(antwort__in=Hilfreich.values), name="antwortzahl_antwort"),
        ]

    def __str__(self) -> str:
        return f"{self.antwort}: {self.anzahl}"
