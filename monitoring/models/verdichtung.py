"""Events rolled up by day and by month: what figures are read from. No personal data, as in the events themselves."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

MERKMALE = ("art", "leistung", "standort", "kanal", "sprache", "einheit", "ergebnis", "klasse")


class Verdichtung(models.Model):
    """How many events of one kind and one set of attributes."""

    art = models.CharField(max_length=60)
    leistung = models.CharField(max_length=80, blank=True)
    standort = models.CharField(max_length=60, blank=True)
    kanal = models.CharField(max_length=20, blank=True)
    sprache = models.CharField(max_length=10, blank=True)
    einheit = models.CharField(max_length=60, blank=True)
    ergebnis = models.CharField(max_length=40, blank=True)
    anzahl = models.PositiveIntegerField()

    class Meta:
        abstract = True


class KennzahlTag(Verdichtung):
    """One day at the office, midnight to midnight there; ``klasse`` is that of the values, None where events have none."""

    tag = models.DateField()
    klasse = models.SmallIntegerField(null=True, blank=True)
    summe = models.FloatField(default=0)

    class Meta:
        ordering = ["tag", "art", "pk"]
        verbose_name = _("Tageszahl")
        verbose_name_plural = _("Tageszahlen")
        constraints = [models.UniqueConstraint(fields=["tag", *MERKMALE], nulls_distinct=False, name="kennzahltag_einmal")]
        indexes = [models.Index(fields=["art", "tag"], name="kennzahltag_art")]

    def __str__(self) -> str:
        return f"{self.art} {self.tag}"


class KennzahlMonat(Verdichtung):
    """One month, ``monat`` is its first day; the sum of its days, by those attributes that a figure asks for.

    Each month is kept in every ``schnitt``: the names of the attributes by which it is split, "" for all together, so that a
    page reads rows instead of adding them up. ``klassen`` are the classes of values in ascending order (None: without a value),
    ``anzahlen`` how many events are in each.
    """

    schnitt = models.CharField(max_length=40, blank=True)
    monat = models.DateField()
    klassen = ArrayField(models.SmallIntegerField(null=True), default=list)
    anzahlen = ArrayField(models.PositiveIntegerField(), default=list)

    class Meta:
        ordering = ["monat", "art", "pk"]
        verbose_name = _("Monatszahl")
        verbose_name_plural = _("Monatszahlen")
        constraints = [
            models.UniqueConstraint(
                fields=["schnitt", "monat", *(name for name in MERKMALE if name != "klasse")], name="kennzahlmonat_einmal"
            ),
            models.CheckConstraint(condition=Q(klassen__len=F("anzahlen__len")), name="kennzahlmonat_klassen"),
        ]
        indexes = [models.Index(fields=["schnitt", "art", "monat"], name="kennzahlmonat_schnitt")]

    def __str__(self) -> str:
        return f"{self.art} {self.monat}"


class SchmutzigerTag(models.Model):
    """A day that is over and got another event; written by a trigger of the events, gone when it is rolled up again."""

    tag = models.DateField(primary_key=True)

    class Meta:
        ordering = ["tag"]
        verbose_name = _("Tag mit späten Ereignissen")
        verbose_name_plural = _("Tage mit späten Ereignissen")

    def __str__(self) -> str:
        return str(self.tag)
