"""To whom reports go: addresses of a Gremium, and which report went to which of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from monitoring.models.bericht import Bericht
from monitoring.models.gremien import Gremium


class Gremiumkontakt(models.Model):
    """Whoever gets the reports for a Gremium: its office, one of its members."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    gremium = models.ForeignKey(Gremium, verbose_name=_("Gremium"), on_delete=models.PROTECT, related_name="kontakte")
    name = models.CharField(_("Name"), max_length=120)
    email = models.EmailField(_("E-Mail"))
    geaendert_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["gremium__name", "name", "id"]
        verbose_name = _("Adresse eines Gremiums")
        verbose_name_plural = _("Adressen der Gremien")
        constraints = [
            models.UniqueConstraint(fields=["gremium", "email"], name="gremiumkontakt_einmal"),
            models.CheckConstraint(condition=Q(name__regex=r"\S"), name="gremiumkontakt_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.gremium})"


class Berichtversand(models.Model):
    """One report sent to one address; the address may be forgotten, that it went to this Gremium stays.

    What became of the mail says the outbox, by ``schluessel``.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    bericht = models.ForeignKey(Bericht, on_delete=models.PROTECT, related_name="versand")
    gremium = models.ForeignKey(Gremium, null=True, on_delete=models.PROTECT, related_name="+")
    kontakt = models.ForeignKey(Gremiumkontakt, null=True, on_delete=models.SET_NULL, related_name="+")
    konto = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    gesendet_von = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["angelegt_am", "id"]
        verbose_name = _("Versand eines Berichts")
        verbose_name_plural = _("Versand von Berichten")
        constraints = [
            models.UniqueConstraint(fields=["bericht", "kontakt"], name="berichtversand_kontakt_einmal"),
            models.UniqueConstraint(fields=["bericht", "konto"], name="berichtversand_konto_einmal"),
            models.CheckConstraint(
                condition=Q(gremium__isnull=False, konto=None) | Q(gremium=None, kontakt=None, konto__isnull=False),
                name="berichtversand_an",
            ),
        ]

    def __str__(self) -> str:
        return self.schluessel

    @property
    def schluessel(self) -> str:
        """Return by which key the outbox knows the mail."""
        return f"bericht-{self.pk}"
