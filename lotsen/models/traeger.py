"""Who offers something, and where."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7


@pghistory.track(exclude=["gefragt_am"])
class Traeger(models.Model):
    """An organisation that offers something; names houses, not people."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("Name"), max_length=160)
    beschreibung = models.TextField(_("Beschreibung"), blank=True)
    rechtsform = models.CharField(_("Rechtsform"), max_length=80, blank=True)
    email = models.EmailField(_("E-Mail-Adresse"), blank=True)
    website = models.URLField(_("Internetseite"), blank=True)
    gehoert_zu = models.ForeignKey(
        "self", verbose_name=_("gehört zu"), null=True, blank=True, on_delete=models.PROTECT, related_name="untergliederungen"
    )
    einheit = models.ForeignKey(
        "kern.Organisationseinheit",
        verbose_name=_("Stelle im Partnerportal"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="traeger",
    )
    gefragt_am = models.DateField(_("zuletzt gefragt am"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("Träger")
        verbose_name_plural = _("Träger")
        constraints = [
            models.UniqueConstraint(fields=["name"], name="traeger_name"),
            models.CheckConstraint(condition=~Q(gehoert_zu=models.F("id")), name="traeger_nicht_sich_selbst"),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Ort(models.Model):
    """A house in which Angebote are; several Träger may share it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("Name"), max_length=120)
    strasse = models.CharField(_("Straße"), max_length=120, blank=True)
    plz = models.CharField(_("Postleitzahl"), max_length=10, blank=True)
    ort = models.CharField(_("Ort"), max_length=80, blank=True)
    breite = models.FloatField(_("Breite"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)])
    laenge = models.FloatField(_("Länge"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)])
    anfahrt = models.CharField(_("Anfahrt"), max_length=200, blank=True)
    barrierefrei = ArrayField(models.CharField(max_length=120), verbose_name=_("Barrierefreiheit"), default=list, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("Ort")
        verbose_name_plural = _("Orte")
        constraints = [
            models.CheckConstraint(condition=Q(breite__isnull=True) | Q(breite__range=(-90, 90)), name="ort_breite"),
            models.CheckConstraint(condition=Q(laenge__isnull=True) | Q(laenge__range=(-180, 180)), name="ort_laenge"),
            models.CheckConstraint(
                condition=Q(breite__isnull=True, laenge__isnull=True) | Q(breite__isnull=False, laenge__isnull=False),
                name="ort_breite_mit_laenge",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def karte(self) -> str:
        """Return where a map shows this place, "" when nobody knows where it is; people follow it themselves."""
        if self.breite is None or self.laenge is None:
            return ""
        point = f"{self.breite:.5f}", f"{self.laenge:.5f}"
        return "https://www.openstreetmap.org/?mlat={0}&mlon={1}#map=18/{0}/{1}".format(*point)
