"""Values of figures that events alone don't give, and what a figure is held against. No personal data."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from monitoring.enums import Herkunft, Zeitraum


class Messwert(models.Model):
    """One value of one figure for one period, of all cases or of one value of one attribute.

    ``nenner`` is the number of cases; ``wert`` is None where there is none. What is computed is written anew each night
    until its period is over for good (``monitoring.actions.messen``).
    """

    slug = models.CharField(_("Kennzahl"), max_length=60)
    zeitraum = models.CharField(_("Zeitraum"), max_length=8, choices=Zeitraum)
    von = models.DateField(_("Von"))
    bis = models.DateField(_("Bis"))
    merkmal = models.CharField(_("Merkmal"), max_length=30, blank=True)
    auspraegung = models.CharField(_("Ausprägung"), max_length=120, blank=True)
    zaehler = models.FloatField(_("Zähler"), null=True, blank=True)
    nenner = models.PositiveIntegerField(_("Fälle"), null=True, blank=True)
    wert = models.FloatField(_("Wert"), null=True, blank=True)
    herkunft = models.CharField(_("Herkunft"), max_length=10, choices=Herkunft, default=Herkunft.GERECHNET)
    quelle = models.CharField(_("Quelle"), max_length=200, blank=True)
    gemessen_am = models.DateTimeField(_("Stand"), default=uhr.now)

    class Meta:
        ordering = ["slug", "von", "merkmal", "auspraegung"]
        verbose_name = _("Messwert")
        verbose_name_plural = _("Messwerte")
        constraints = [
            # In the order in which pages ask: of one figure and one value of an attribute the periods of a span.
            models.UniqueConstraint(fields=["slug", "zeitraum", "merkmal", "auspraegung", "von"], name="messwert_einmal"),
            models.CheckConstraint(condition=Q(zeitraum__in=Zeitraum.values), name="messwert_zeitraum"),
            models.CheckConstraint(condition=Q(herkunft__in=Herkunft.values), name="messwert_herkunft"),
            models.CheckConstraint(condition=Q(von__lte=F("bis")), name="messwert_von_bis"),
            models.CheckConstraint(condition=Q(merkmal="") | ~Q(auspraegung=""), name="messwert_auspraegung"),
            models.CheckConstraint(condition=Q(herkunft="gerechnet") | Q(quelle__regex=r"\S"), name="messwert_mit_quelle"),
        ]
        indexes = [models.Index(fields=["herkunft", "gemessen_am"], name="messwert_stand")]

    def __str__(self) -> str:
        return f"{self.slug} {self.von}"


class Zielwert(models.Model):
    """What a figure shall reach from a day on, until the next one."""

    slug = models.CharField(_("Kennzahl"), max_length=60)
    ab = models.DateField(_("Gilt ab"))
    wert = models.FloatField(_("Ziel"))
    beleg = models.CharField(_("Beschlossen durch"), max_length=200, help_text=_("Zum Beispiel Beschluss und Datum"))

    class Meta:
        ordering = ["slug", "-ab"]
        verbose_name = _("Zielwert")
        verbose_name_plural = _("Zielwerte")
        constraints = [
            models.UniqueConstraint(fields=["slug", "ab"], name="zielwert_einmal"),
            models.CheckConstraint(condition=Q(beleg__regex=r"\S"), name="zielwert_mit_beleg"),
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.wert:g}"


class Vergleichswert(models.Model):
    """What another office published of itself, with its source: a line to look at, never a ranking."""

    slug = models.CharField(_("Kennzahl"), max_length=60)
    wer = models.CharField(_("Veröffentlicht von"), max_length=120)
    jahr = models.PositiveSmallIntegerField(_("Jahr"), validators=[MinValueValidator(2000), MaxValueValidator(2100)])
    wert = models.FloatField(_("Wert"))
    quelle = models.CharField(_("Quelle"), max_length=200, help_text=_("Wo es steht: Bericht und Seite oder Adresse"))

    class Meta:
        ordering = ["slug", "-jahr", "wer"]
        verbose_name = _("Vergleichswert")
        verbose_name_plural = _("Vergleichswerte")
        constraints = [
            models.UniqueConstraint(fields=["slug", "wer", "jahr"], name="vergleichswert_einmal"),
            models.CheckConstraint(condition=Q(wer__regex=r"\S") & Q(quelle__regex=r"\S"), name="vergleichswert_mit_quelle"),
            models.CheckConstraint(condition=Q(jahr__range=(2000, 2100)), name="vergleichswert_jahr"),
        ]

    def __str__(self) -> str:
        return f"{self.wer} {self.jahr}"


class Methodenbruch(models.Model):
    """From a day on a figure is counted in another way: values before and after can't be compared."""

    slug = models.CharField(_("Kennzahl"), max_length=60)
    tag = models.DateField(_("Ab dem Tag"))
    grund = models.CharField(_("Was sich geändert hat"), max_length=200)

    class Meta:
        ordering = ["slug", "tag"]
        verbose_name = _("Methodenbruch")
        verbose_name_plural = _("Methodenbrüche")
        constraints = [
            models.UniqueConstraint(fields=["slug", "tag"], name="methodenbruch_einmal"),
            models.CheckConstraint(condition=Q(grund__regex=r"\S"), name="methodenbruch_mit_grund"),
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.tag}"
