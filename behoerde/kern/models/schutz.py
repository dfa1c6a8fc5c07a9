"""What the protection of public forms keeps: used proofs of work, and contacts that are being proven."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.krypto import VerschluesseltesFeld


class Arbeitsnachweis(models.Model):
    """A proof of work that was accepted; the primary key keeps it from being accepted again."""

    nonce = models.CharField(primary_key=True, max_length=32)
    # Who sends the very same form again may pass again: hash of the once-only key of that form, "" without one.
    schluessel_hash = models.CharField(max_length=64, blank=True)
    gueltig_bis = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("Arbeitsnachweis")
        verbose_name_plural = _("Arbeitsnachweise")
        constraints = [models.CheckConstraint(condition=Q(nonce__regex=r"^[0-9a-f]{32}$"), name="arbeitsnachweis_nonce_form")]

    def __str__(self) -> str:
        return self.nonce


class Kontaktnachweis(models.Model):
    """Somebody proves an e-mail address or a mobile number by a code.

    ``zweck`` says what for: a Kontaktzweck of the register, or the name of a protected form that is passed once.
    The code is computed from id and ``runde``: no row of any table holds it.
    """

    class Status(models.TextChoices):
        OFFEN = "offen", _("offen")
        BESTAETIGT = "bestaetigt", _("bestätigt")
        EINGELOEST = "eingeloest", _("eingelöst")
        GESPERRT = "gesperrt", _("gesperrt")

    class Kanal(models.TextChoices):
        EMAIL = "email", _("E-Mail")
        SMS = "sms", _("SMS")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    zweck = models.CharField(max_length=40)
    objekt_id = models.UUIDField(null=True, blank=True)  # what the proof is about, or the once-only key of a form
    weiter = models.CharField(max_length=500, blank=True)
    eingaben = VerschluesseltesFeld(blank=True)
    kanal = models.CharField(max_length=10, choices=Kanal, blank=True)
    adresse = VerschluesseltesFeld(blank=True)
    sprache = models.CharField(max_length=10)
    runde = models.PositiveSmallIntegerField(default=0)
    sendungen = models.PositiveSmallIntegerField(default=0)
    versuche = models.PositiveSmallIntegerField(default=0)
    status = models.CharField(max_length=12, choices=Status, default=Status.OFFEN)
    schluessel_hash = models.CharField(max_length=64, blank=True)
    gueltig_bis = models.DateTimeField(db_index=True)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        verbose_name = _("Kontaktnachweis")
        verbose_name_plural = _("Kontaktnachweise")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["offen", "bestaetigt", "eingeloest", "gesperrt"]), name="kontaktnachweis_status"
            ),
            models.CheckConstraint(condition=Q(kanal__in=["", "email", "sms"]), name="kontaktnachweis_kanal"),
            models.CheckConstraint(condition=Q(versuche__lte=5), name="kontaktnachweis_versuche"),
            # Only a path of our own: the page leads on to it.
            models.CheckConstraint(condition=Q(weiter__regex=r"^(/([^/\\].*)?)?$"), name="kontaktnachweis_weiter_ist_pfad"),
            models.UniqueConstraint(fields=["zweck", "objekt_id"], name="kontaktnachweis_einer_je_zweck"),
        ]

    def __str__(self) -> str:
        return f"{self.zweck} ({self.get_status_display()})"
