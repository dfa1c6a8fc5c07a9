"""What a person agreed to: one recipient, one purpose, these fields, in these words."""

import hashlib

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from lotsen.models.partnerkopie import Feld
from lotsen.models.verweis import Verweis


def text_hash(text: str) -> str:
    """Return the SHA-256 of what was shown, as hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


class Einwilligung(models.Model):
    """Asked for one Verweis; the shown words stay as they were shown, and the database checks their hash."""

    class Art(models.TextChoices):
        SCHIRM = "schirm", _("am Bildschirm im Amt")
        LINK = "link", _("selbst über den Link")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    verweis = models.ForeignKey(Verweis, on_delete=models.CASCADE, related_name="einwilligungen")
    empfaenger = models.CharField(_("Empfänger"), max_length=330)
    zweck = models.CharField(_("Zweck"), max_length=300)
    felder = ArrayField(models.CharField(max_length=20, choices=Feld), verbose_name=_("Angaben"))
    sprache = models.CharField(_("Sprache"), max_length=10, choices=settings.LANGUAGES)
    text = models.TextField(_("Wortlaut"))
    text_hash = models.CharField(max_length=64)
    gueltig_bis = models.DateField(_("gilt bis"))
    erbeten_am = models.DateTimeField(_("Erbeten am"), default=uhr.now)
    art = models.CharField(_("Gegeben"), max_length=10, choices=Art, blank=True)
    gegeben_am = models.DateTimeField(_("Gegeben am"), null=True, blank=True)
    abgelehnt_am = models.DateTimeField(_("Abgelehnt am"), null=True, blank=True)
    widerrufen_am = models.DateTimeField(_("Widerrufen am"), null=True, blank=True)

    class Meta:
        ordering = ["-erbeten_am"]
        verbose_name = _("Einwilligung")
        verbose_name_plural = _("Einwilligungen")
        constraints = [
            models.CheckConstraint(condition=Q(text_hash__regex=r"^[0-9a-f]{64}$"), name="einwilligung_hash_form"),
            models.CheckConstraint(
                condition=Q(gegeben_am=None, art="") | Q(gegeben_am__isnull=False, art__in=["schirm", "link"]),
                name="einwilligung_art",
            ),
            models.CheckConstraint(condition=Q(gegeben_am=None) | Q(abgelehnt_am=None), name="einwilligung_ja_oder_nein"),
            models.CheckConstraint(condition=Q(widerrufen_am=None) | Q(gegeben_am__isnull=False), name="einwilligung_widerruf"),
            models.CheckConstraint(condition=~Q(felder=[]), name="einwilligung_felder"),
            models.UniqueConstraint(
                fields=["verweis"], condition=Q(abgelehnt_am=None, widerrufen_am=None), name="einwilligung_eine_je_verweis"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.empfaenger}: {', '.join(self.felder)}"

    @property
    def gilt(self) -> bool:
        """Say whether it stands today."""
        return bool(self.gegeben_am) and self.widerrufen_am is None and self.gueltig_bis >= uhr.today()


class Rueckmeldung(models.Model):
    """Did it help? Once from the person and once from the partner."""

    class Art(models.TextChoices):
        PERSON = "person", _("Person")
        PARTNER = "partner", _("Partner")

    class Antwort(models.TextChoices):
        JA = "ja", _("Ja")
        TEILWEISE = "teilweise", _("Teilweise")
        NEIN = "nein", _("Nein")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    verweis = models.ForeignKey(Verweis, on_delete=models.CASCADE, related_name="rueckmeldungen")
    art = models.CharField(_("von"), max_length=10, choices=Art)
    antwort = models.CharField(_("Hat es geholfen?"), max_length=10, choices=Antwort)
    gegeben_am = models.DateTimeField(default=uhr.now)

    class Meta:
        ordering = ["gegeben_am"]
        verbose_name = _("Rückmeldung")
        verbose_name_plural = _("Rückmeldungen")
        constraints = [
            models.CheckConstraint(condition=Q(art__in=["person", "partner"]), name="rueckmeldung_art"),
            models.CheckConstraint(condition=Q(antwort__in=["ja", "teilweise", "nein"]), name="rueckmeldung_antwort"),
            models.UniqueConstraint(fields=["verweis", "art"], name="rueckmeldung_eine_je_seite"),
        ]

    def __str__(self) -> str:
        return f"{self.get_art_display()}: {self.get_antwort_display()}"
