"""A meeting with partners about cases: who comes, which cases, what was resolved."""

from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.krypto import VerschluesseltesFeld
from behoerde.kern.models import Organisationseinheit
from fallmanagement.models.fallakte import Fallakte
from fallmanagement.models.frist import Frist


class FallkonferenzQuerySet(models.QuerySet["Fallkonferenz"]):
    def sichtbar_fuer(self, user) -> "FallkonferenzQuerySet":
        """Keep those of the units of ``user`` and below; a policy of the database says the same."""
        return self.filter(einheit__in=user.einheiten_darunter)


class Fallkonferenz(models.Model):
    """One meeting; ``tagesordnung`` names no people. Once it is closed nothing is added."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    einheit = models.ForeignKey("kern.Organisationseinheit", verbose_name=_("Stelle"), on_delete=models.PROTECT, related_name="+")
    titel = models.CharField(_("Titel"), max_length=120)
    beginnt_am = models.DateTimeField(_("Beginn"))
    ort = models.CharField(_("Ort"), max_length=160)
    tagesordnung = models.TextField(_("Tagesordnung"), blank=True)
    angelegt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("angelegt von"), on_delete=models.PROTECT, related_name="+"
    )
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)
    abgeschlossen_am = models.DateTimeField(_("Abgeschlossen am"), null=True, blank=True)

    objects = FallkonferenzQuerySet.as_manager()

    class Meta:
        ordering = ["-beginnt_am", "-id"]
        verbose_name = _("Fallkonferenz")
        verbose_name_plural = _("Fallkonferenzen")
        constraints = [models.CheckConstraint(condition=Q(titel__regex=r"\S"), name="konferenz_titel")]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("fallmanagement:konferenz", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.abgeschlossen_am is None


class Konferenzteilnahme(models.Model):
    """A unit that takes part, and who comes for it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    konferenz = models.ForeignKey(Fallkonferenz, on_delete=models.CASCADE, related_name="teilnahmen")
    einheit = models.ForeignKey("kern.Organisationseinheit", verbose_name=_("Stelle"), on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("Wer kommt?"), max_length=120, blank=True)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["einheit__name", "name", "id"]
        verbose_name = _("Teilnahme an einer Fallkonferenz")
        verbose_name_plural = _("Teilnahmen an Fallkonferenzen")

    def __str__(self) -> str:
        return f"{self.einheit}: {self.name}" if self.name else str(self.einheit)


class Konferenzfall(models.Model):
    """One case of a meeting. A trigger refuses it while a partner that takes part has no Freigabe for that day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    konferenz = models.ForeignKey(Fallkonferenz, on_delete=models.CASCADE, related_name="faelle")
    fallakte = models.ForeignKey(Fallakte, on_delete=models.CASCADE, related_name="konferenzfaelle")
    frage = VerschluesseltesFeld(_("Worum geht es?"))
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    ohne_freigabe: Sequence[Organisationseinheit] = ()  # partners that may not hear of it any more; the query fills it

    class Meta:
        ordering = ["angelegt_am", "id"]
        verbose_name = _("Fall einer Fallkonferenz")
        verbose_name_plural = _("Fälle von Fallkonferenzen")
        constraints = [models.UniqueConstraint(fields=["konferenz", "fallakte"], name="konferenzfall_einmal")]

    def __str__(self) -> str:
        return str(self.fallakte)


class Konferenzbeschluss(models.Model):
    """What was resolved about a case; it is a task of the case at once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    fall = models.ForeignKey(Konferenzfall, on_delete=models.CASCADE, related_name="beschluesse")
    text = VerschluesseltesFeld(_("Beschluss"))
    frist = models.OneToOneField(Frist, verbose_name=_("Aufgabe"), on_delete=models.CASCADE, related_name="beschluss")
    angelegt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("angelegt von"), on_delete=models.PROTECT, related_name="+"
    )
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["angelegt_am", "id"]
        verbose_name = _("Beschluss einer Fallkonferenz")
        verbose_name_plural = _("Beschlüsse von Fallkonferenzen")

    def __str__(self) -> str:
        return f"{self.fall} ({self.angelegt_am:%Y-%m-%d})"
