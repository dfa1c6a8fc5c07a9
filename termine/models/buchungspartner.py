"""Organisations that book for many people."""

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from termine.enums import Kontingentzeit
from termine.models.leistung import Leistung


class BuchungspartnerQuerySet(models.QuerySet["Buchungspartner"]):
    def sichtbar_fuer(self, user) -> "BuchungspartnerQuerySet":
        """Organisations that the units of ``user``, or units below, look after."""
        return self.filter(einheit__in=user.einheiten_darunter)


@pghistory.track()
class Buchungspartner(models.Model):
    """An employer, university or association for whose people the office books, up to ``kontingent`` visits a week or month."""

    name = models.CharField(_("Name"), max_length=120)
    kontakt_name = models.CharField(_("Ansprechperson"), max_length=120, blank=True)
    email = models.EmailField(_("E-Mail"), blank=True)
    telefon = models.CharField(_("Telefon"), max_length=40, blank=True)
    einheit = models.ForeignKey(
        "kern.Organisationseinheit", verbose_name=_("Betreut von"), on_delete=models.PROTECT, related_name="buchungspartner"
    )
    leistungen = models.ManyToManyField(Leistung, verbose_name=_("Erlaubte Leistungen"), related_name="+")
    kontingent = models.PositiveSmallIntegerField(
        _("Termine"), default=20, validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )
    je = models.CharField(_("je"), max_length=5, choices=Kontingentzeit, default=Kontingentzeit.WOCHE)
    aktiv = models.BooleanField(_("darf buchen"), default=True)
    geaendert_am = models.DateTimeField(_("Zuletzt geändert"), default=uhr.now, editable=False)

    objects = BuchungspartnerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("Buchungspartner")
        verbose_name_plural = _("Buchungspartner")
        constraints = [
            models.UniqueConstraint(fields=["einheit", "name"], name="buchungspartner_name_je_einheit"),
            models.CheckConstraint(condition=Q(kontingent__range=(1, 1000)), name="buchungspartner_kontingent"),
            models.CheckConstraint(condition=Q(je__in=Kontingentzeit.values), name="buchungspartner_je"),
        ]

    def __str__(self) -> str:
        return self.name
