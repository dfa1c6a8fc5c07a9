"""How long personal data may stay, what must not go yet, and what every run of the erasure did."""

from datetime import date

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.models.person import Person

USER = settings.AUTH_USER_MODEL


class LoeschfristQuerySet(models.QuerySet["Loeschfrist"]):
    def released(self) -> "LoeschfristQuerySet":
        """Those that two people stand by, the latest of each model last."""
        return self.filter(freigegeben_am__isnull=False).order_by("freigegeben_am")

    def proposed(self) -> "LoeschfristQuerySet":
        return self.filter(freigegeben_am=None)


class Loeschfrist(models.Model):
    """Another period than the registered one for the rows of one model; it counts once a second person released it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    modell = models.CharField(max_length=60, editable=False)
    tage = models.PositiveIntegerField(_("Tage"))
    grund = models.CharField(_("Grund"), max_length=300)
    quelle = models.CharField(_("Quelle"), max_length=200)
    vorgeschlagen_von = models.ForeignKey(
        USER, verbose_name=_("vorgeschlagen von"), on_delete=models.PROTECT, related_name="+", editable=False
    )
    vorgeschlagen_am = models.DateTimeField(default=uhr.now, editable=False)
    freigegeben_von = models.ForeignKey(
        USER, verbose_name=_("freigegeben von"), null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    freigegeben_am = models.DateTimeField(null=True, editable=False)

    objects = LoeschfristQuerySet.as_manager()

    class Meta:
        ordering = ["-vorgeschlagen_am"]
        verbose_name = _("Löschfrist")
        verbose_name_plural = _("Löschfristen")
        constraints = [
            models.CheckConstraint(condition=Q(tage__gte=1), name="loeschfrist_tage"),
            models.CheckConstraint(condition=Q(grund__regex=r"\S") & Q(quelle__regex=r"\S"), name="loeschfrist_grund_und_quelle"),
            models.CheckConstraint(
                condition=Q(freigegeben_am=None, freigegeben_von=None)
                | (Q(freigegeben_am__isnull=False, freigegeben_von__isnull=False) & ~Q(freigegeben_von=F("vorgeschlagen_von"))),
                name="loeschfrist_vier_augen",
            ),
            models.UniqueConstraint(fields=["modell"], condition=Q(freigegeben_am=None), name="loeschfrist_ein_vorschlag"),
        ]

    def __str__(self) -> str:
        return f"{self.modell}: {self.tage}"


class LoeschsperreQuerySet(models.QuerySet["Loeschsperre"]):
    def in_force(self, tag: date) -> "LoeschsperreQuerySet":
        """Those that count on ``tag``; the last day belongs to them."""
        return self.filter(bis__gte=tag)


@pghistory.track()
class Loeschsperre(models.Model):
    """Nothing about this human being goes until a day, whatever its period; it holds for every row of the same person."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey(
        Person, verbose_name=_("Person"), on_delete=models.PROTECT, related_name="loeschsperren", editable=False
    )
    grund = models.CharField(_("Grund"), max_length=300)
    bis = models.DateField(_("Letzter Tag"))
    angelegt_von = models.ForeignKey(
        USER, verbose_name=_("angelegt von"), on_delete=models.PROTECT, related_name="+", editable=False
    )
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    objects = LoeschsperreQuerySet.as_manager()

    class Meta:
        ordering = ["bis"]
        verbose_name = _("Löschsperre")
        verbose_name_plural = _("Löschsperren")
        constraints = [models.CheckConstraint(condition=Q(grund__regex=r"\S"), name="loeschsperre_grund")]

    def __str__(self) -> str:
        return f"{self.person_id} bis {self.bis:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        return reverse("kern:datenschutz_person", args=[self.person_id])


class Loeschlauf(models.Model):
    """One run of the erasure: numbers for each model, and nothing that names anybody."""

    class Art(models.TextChoices):
        NACHT = "nacht", _("nach Fristen")
        ANTRAG = "antrag", _("auf Antrag")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    art = models.CharField(_("Art"), max_length=10, choices=Art)
    begonnen_am = models.DateTimeField(_("Begonnen"), default=uhr.now)
    beendet_am = models.DateTimeField(_("Beendet"), null=True)
    zahlen = models.JSONField(default=dict)

    class Meta:
        ordering = ["-begonnen_am"]
        verbose_name = _("Löschlauf")
        verbose_name_plural = _("Löschläufe")
        constraints = [models.CheckConstraint(condition=Q(art__in=["nacht", "antrag"]), name="loeschlauf_art")]

    def __str__(self) -> str:
        return f"{self.get_art_display()} {uhr.local(self.begonnen_am):%d.%m.%Y %H:%M}"

    @property
    def geloescht(self) -> int:
        """Return how many rows went or were emptied."""
        return sum(zahl.get("weg", 0) for zahl in self.zahlen.values())
