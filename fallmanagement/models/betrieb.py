"""Employers, and how the office is in touch with them."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from fallmanagement.stellenwerte import PLZ, PLZ_PRUEFEN, Kontaktart


class BetriebQuerySet(models.QuerySet["Betrieb"]):
    def active(self) -> "BetriebQuerySet":
        return self.filter(inaktiv_seit=None)


@pghistory.track(exclude=["ansprechperson", "email", "telefon", "bemerkungen"])
class Betrieb(models.Model):
    """An employer who may have work. All units see it, ``einheit`` is the one that keeps it.

    Who to talk to there is a person too: no history keeps it, and it goes a year after the office stopped working with them.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("Name"), max_length=160)
    branche = models.CharField(_("Branche"), max_length=80, blank=True)
    strasse = models.CharField(_("Straße und Hausnummer"), max_length=120, blank=True)
    plz = models.CharField(_("Postleitzahl"), max_length=5, validators=[PLZ_PRUEFEN])
    ort = models.CharField(_("Ort"), max_length=80)
    einheit = models.ForeignKey(
        "kern.Organisationseinheit", verbose_name=_("Betreut von"), on_delete=models.PROTECT, related_name="betriebe"
    )
    ansprechperson = models.CharField(_("Ansprechperson"), max_length=120, blank=True)
    email = models.EmailField(_("E-Mail-Adresse"), blank=True)
    telefon = PhoneNumberField(_("Telefon"), blank=True)
    inaktiv_seit = models.DateField(_("Keine Zusammenarbeit mehr seit"), null=True, blank=True)
    bemerkungen = models.TextField(_("Bemerkungen"), max_length=2000, blank=True)
    angelegt_am = models.DateTimeField(_("Angelegt am"), default=uhr.now, editable=False)

    objects = BetriebQuerySet.as_manager()

    class Meta:
        ordering = ["name", "plz", "id"]
        verbose_name = _("Betrieb")
        verbose_name_plural = _("Betriebe")
        constraints = [
            models.CheckConstraint(condition=Q(name__regex=r"\S"), name="betrieb_name"),
            models.CheckConstraint(condition=Q(plz__regex=PLZ), name="betrieb_plz"),
            models.CheckConstraint(condition=Q(ort__regex=r"\S"), name="betrieb_ort"),
            models.UniqueConstraint(
                Lower("name"),
                "plz",
                name="betrieb_einmal_je_ort",
                violation_error_message=_("Diesen Betrieb gibt es unter dieser Postleitzahl schon."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("betriebe:betrieb", args=[self.pk])


class Betriebskontakt(models.Model):
    """One time the office was in touch with an employer; never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    betrieb = models.ForeignKey(Betrieb, on_delete=models.CASCADE, related_name="kontakte")
    art = models.CharField(_("Art"), max_length=10, choices=Kontaktart)
    am = models.DateField(_("Tag"))
    text = models.TextField(_("Worum ging es?"), max_length=2000)
    von = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("von"), on_delete=models.PROTECT, related_name="+")
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["-am", "-id"]
        verbose_name = _("Kontakt mit einem Betrieb")
        verbose_name_plural = _("Kontakte mit Betrieben")
        constraints = [
            models.CheckConstraint(condition=Q(art__in=Kontaktart.values), name="betriebskontakt_art"),
            models.CheckConstraint(condition=Q(text__regex=r"\S"), name="betriebskontakt_text"),
        ]
        triggers = [pgtrigger.Protect(name="bleibt_wie_geschrieben", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.get_art_display()} {self.am:%Y-%m-%d}"
