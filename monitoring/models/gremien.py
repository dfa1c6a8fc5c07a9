"""Who decides what, what the Gemeinden say to it, and how many people work where."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.states import state_trigger
from monitoring.models.schulung import EINHEIT
from monitoring.stellungnahme import BESCHLUSS_UEBERGAENGE, BeschlussStatus, Haltung


class Gremium(models.Model):
    """A council, a committee, an advisory board."""

    name = models.CharField(_("Name"), max_length=120, unique=True)
    aktiv = models.BooleanField(_("tagt noch"), default=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("Gremium")
        verbose_name_plural = _("Gremien")

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Beschluss(models.Model):
    """What a Gremium decided, in its own words by number and subject, and in plain language for everybody."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    gremium = models.ForeignKey(Gremium, verbose_name=_("Gremium"), on_delete=models.PROTECT, related_name="beschluesse")
    nummer = models.CharField(_("Nummer"), max_length=40)
    tag = models.DateField(_("Tag der Sitzung"))
    betreff = models.CharField(_("Betreff"), max_length=200)
    klartext = models.TextField(_("In einfachen Worten"), max_length=2000)
    dafuer = models.PositiveSmallIntegerField(_("Ja-Stimmen"), null=True, blank=True)
    dagegen = models.PositiveSmallIntegerField(_("Nein-Stimmen"), null=True, blank=True)
    enthalten = models.PositiveSmallIntegerField(_("Enthaltungen"), null=True, blank=True)
    frist = models.DateField(_("Umzusetzen bis"), null=True, blank=True)
    status = models.CharField(_("Stand"), max_length=10, choices=BeschlussStatus, default=BeschlussStatus.GEFASST)
    umgesetzt_am = models.DateField(_("Umgesetzt am"), null=True, blank=True)
    oeffentlich = models.BooleanField(_("öffentlich"), default=False)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["-tag", "nummer", "id"]
        verbose_name = _("Beschluss")
        verbose_name_plural = _("Beschlüsse")
        constraints = [
            models.UniqueConstraint(fields=["gremium", "nummer"], name="beschluss_nummer"),
            models.CheckConstraint(condition=Q(status__in=BeschlussStatus.values), name="beschluss_status"),
            models.CheckConstraint(
                condition=Q(status="umgesetzt", umgesetzt_am__isnull=False) | (~Q(status="umgesetzt") & Q(umgesetzt_am=None)),
                name="beschluss_umgesetzt_am",
            ),
            models.CheckConstraint(condition=Q(frist=None) | Q(frist__gte=F("tag")), name="beschluss_frist"),
            models.CheckConstraint(
                condition=Q(dafuer=None, dagegen=None, enthalten=None)
                | Q(dafuer__isnull=False, dagegen__isnull=False, enthalten__isnull=False),
                name="beschluss_stimmen",
            ),
        ]
        triggers = [state_trigger(BESCHLUSS_UEBERGAENGE)]

    def __str__(self) -> str:
        return f"{self.nummer} {self.betreff}"

    def get_absolute_url(self) -> str:
        return reverse("gremien:beschluss", args=[self.pk])


class Gemeindekontakt(models.Model):
    """Whom a Gemeinde named to speak with."""

    einheit = models.OneToOneField(EINHEIT, verbose_name=_("Gemeinde"), on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("Ansprechperson"), max_length=120)
    email = models.EmailField(_("E-Mail"))
    geaendert_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["einheit__name"]
        verbose_name = _("Ansprechperson einer Gemeinde")
        verbose_name_plural = _("Ansprechpersonen der Gemeinden")

    def __str__(self) -> str:
        return f"{self.einheit}: {self.name}"


class Anhoerung(models.Model):
    """What all Gemeinden are asked, until when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    betreff = models.CharField(_("Betreff"), max_length=200)
    text = models.TextField(_("Worum wir bitten"), max_length=4000)
    beschluss = models.ForeignKey(
        Beschluss,
        verbose_name=_("Zu diesem Beschluss"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="anhoerungen",
    )
    frist = models.DateField(_("Antwort bis"))
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)
    angelegt_von = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-frist", "-id"]
        verbose_name = _("Anhörung der Gemeinden")
        verbose_name_plural = _("Anhörungen der Gemeinden")

    def __str__(self) -> str:
        return self.betreff

    def get_absolute_url(self) -> str:
        return reverse("gremien:anhoerung", args=[self.pk])


@pghistory.track()
class Stellungnahme(models.Model):
    """The answer of one Gemeinde; empty until it comes, then it may be corrected until the deadline."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    anhoerung = models.ForeignKey(Anhoerung, on_delete=models.PROTECT, related_name="stellungnahmen")
    einheit = models.ForeignKey(EINHEIT, verbose_name=_("Gemeinde"), on_delete=models.PROTECT, related_name="+")
    haltung = models.CharField(_("Haltung"), max_length=16, choices=Haltung, blank=True)
    text = models.TextField(_("Begründung"), max_length=4000, blank=True)
    geantwortet_am = models.DateTimeField(_("geantwortet"), null=True, blank=True)

    class Meta:
        ordering = ["einheit__name"]
        verbose_name = _("Stellungnahme")
        verbose_name_plural = _("Stellungnahmen")
        constraints = [
            models.UniqueConstraint(fields=["anhoerung", "einheit"], name="stellungnahme_einmal"),
            models.CheckConstraint(
                condition=Q(haltung="", text="", geantwortet_am=None)
                | Q(haltung__in=Haltung.values, geantwortet_am__isnull=False),
                name="stellungnahme_haltung",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.einheit}: {self.anhoerung}"
