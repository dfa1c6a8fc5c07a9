"""The outbox: every message to a person is a row, written in the transaction of its cause."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.krypto import VerschluesseltesFeld


class NachrichtQuerySet(models.QuerySet["Nachricht"]):
    def due(self, instant) -> "NachrichtQuerySet":
        """Rows to send at ``instant``, also those whose lease of a lost worker has run out."""
        waiting = Q(status__in=[Nachricht.Status.WARTET, Nachricht.Status.WIEDERHOLEN], faellig_ab__lte=instant)
        lost = Q(status=Nachricht.Status.IN_ARBEIT, gesperrt_bis__lte=instant)
        return self.filter(waiting | lost).order_by("faellig_ab")


class Nachricht(models.Model):
    """One e-mail or SMS: sent at least once, with the same Message-ID each time."""

    class Status(models.TextChoices):
        WARTET = "wartet", _("wartet")
        IN_ARBEIT = "in_arbeit", _("wird gesendet")
        WIEDERHOLEN = "wiederholen", _("wird wiederholt")
        GESENDET = "gesendet", _("gesendet")
        HINFAELLIG = "hinfaellig", _("nicht mehr nötig")
        TOT = "tot", _("nicht zustellbar")
        VERWORFEN = "verworfen", _("verworfen")

    class Kanal(models.TextChoices):
        EMAIL = "email", _("E-Mail")
        SMS = "sms", _("SMS")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    schluessel = models.CharField(max_length=120, unique=True)
    anlass = models.CharField(max_length=60)
    empfaenger_art = models.CharField(max_length=20)
    empfaenger_id = models.UUIDField()
    adresse = VerschluesseltesFeld(blank=True)
    kanal = models.CharField(max_length=10, choices=Kanal)
    sprache = models.CharField(max_length=10)
    kontext = models.JSONField(default=dict)
    faellig_ab = models.DateTimeField(default=uhr.now)
    status = models.CharField(max_length=12, choices=Status, default=Status.WARTET)
    versuche = models.PositiveSmallIntegerField(default=0)
    gesperrt_bis = models.DateTimeField(null=True, blank=True)
    gesendet_am = models.DateTimeField(null=True, blank=True)
    fehler = models.CharField(max_length=300, blank=True)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    objects = NachrichtQuerySet.as_manager()

    class Meta:
        ordering = ["-angelegt_am"]
        verbose_name = _("Nachricht")
        verbose_name_plural = _("Nachrichten")
        indexes = [
            models.Index(
                fields=["faellig_ab"], name="nachricht_faellig", condition=Q(status__in=["wartet", "wiederholen", "in_arbeit"])
            ),
            models.Index(fields=["empfaenger_id"], name="nachricht_empfaenger"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["wartet", "in_arbeit", "wiederholen", "gesendet", "hinfaellig", "tot", "verworfen"]),
                name="nachricht_status",
            ),
            models.CheckConstraint(condition=Q(kanal__in=["email", "sms"]), name="nachricht_kanal"),
            models.CheckConstraint(
                condition=Q(status="in_arbeit", gesperrt_bis__isnull=False) | ~Q(status="in_arbeit"),
                name="nachricht_frist_der_sperre",
            ),
            models.CheckConstraint(
                condition=Q(status="gesendet", gesendet_am__isnull=False) | ~Q(status="gesendet"), name="nachricht_gesendet_am"
            ),
            # The address is needed until the last try and must not stay after it.
            models.CheckConstraint(
                condition=~Q(status__in=["gesendet", "hinfaellig", "verworfen"]) | Q(adresse=""), name="nachricht_adresse_geleert"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.anlass} ({self.get_status_display()})"


class Zeitplan(models.Model):
    """One job of the scheduler; the row is claimed in the database, so two schedulers are harmless."""

    name = models.CharField(max_length=60, unique=True)
    lokale_zeit = models.TimeField(null=True, blank=True)
    abstand = models.DurationField(null=True, blank=True)
    letzter_lauf = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("Zeitplan")
        verbose_name_plural = _("Zeitpläne")
        constraints = [
            models.CheckConstraint(
                condition=Q(lokale_zeit__isnull=True, abstand__isnull=False) | Q(lokale_zeit__isnull=False, abstand__isnull=True),
                name="zeitplan_taeglich_oder_abstand",
            ),
        ]

    def __str__(self) -> str:
        return self.name
