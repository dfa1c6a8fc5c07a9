"""The service catalogue: what the office does, for whom, with which documents."""

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from termine.enums import Frage, Zugang
from termine.models.angabe import ANGABEN_GEAENDERT, UNTERLAGEN_GEAENDERT


class GeprueftMixin(models.Model):
    """Texts per language, each confirmed by the office or not; what the office edited is never overwritten."""

    geprueft = models.JSONField(_("Geprüfte Texte je Sprache"), default=dict, blank=True)
    bearbeitet_am = models.DateTimeField(_("Vom Amt bearbeitet am"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def is_geprueft(self, sprache: str | None = None) -> bool:
        """Say whether the office has confirmed the texts of ``sprache`` (default: the active language)."""
        return bool(self.geprueft.get(sprache or get_language() or "de", False))


@pghistory.track()
class Lebenslage(GeprueftMixin):
    """A situation in life: the first question of the guided way to a Leistung."""

    key = models.SlugField(unique=True)
    name = models.CharField(_("Name"), max_length=80)
    satz = models.CharField(_("Satz"), max_length=200)
    zeichen = models.CharField(_("Zeichen"), max_length=40, default="circle-help")
    reihenfolge = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["reihenfolge", "key"]
        verbose_name = _("Lebenslage")
        verbose_name_plural = _("Lebenslagen")

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Zielgruppe(GeprueftMixin):
    """For whom a Leistung is."""

    key = models.CharField(max_length=40, unique=True)
    name = models.CharField(_("Name"), max_length=120)

    class Meta:
        ordering = ["key"]
        verbose_name = _("Zielgruppe")
        verbose_name_plural = _("Zielgruppen")

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Unterlage(GeprueftMixin):
    """A document that people bring."""

    key = models.SlugField(unique=True)
    name = models.CharField(_("Name"), max_length=200)
    hinweis = models.CharField(_("Hinweis"), max_length=300, blank=True)

    class Meta:
        ordering = ["key"]
        verbose_name = _("Unterlage")
        verbose_name_plural = _("Unterlagen")

    def __str__(self) -> str:
        return self.name


class LeistungQuerySet(models.QuerySet["Leistung"]):
    def offered(self) -> "LeistungQuerySet":
        """What the office offers today."""
        return self.filter(aktiv=True)

    def with_details(self) -> "LeistungQuerySet":
        """Situation, target groups and ordered documents in three more queries."""
        positions = LeistungUnterlage.objects.select_related("unterlage").order_by("position")
        return self.select_related("lebenslage").prefetch_related(
            "zielgruppen", models.Prefetch("unterlagenliste", queryset=positions)
        )


def default_erinnerung_tage() -> list[int]:
    return [7, 1]


@pghistory.track()
class Leistung(GeprueftMixin):
    """One entry of the catalogue: its texts, fee, duration, way in and promise."""

    slug = models.SlugField(_("Kurzname für Adressen"), max_length=80, unique=True)
    name = models.CharField(_("Name"), max_length=160)
    kurz = models.CharField(_("Worum es geht"), max_length=500, blank=True)
    lebenslage = models.ForeignKey(
        Lebenslage, verbose_name=_("Lebenslage"), null=True, on_delete=models.PROTECT, related_name="leistungen"
    )
    zielgruppen = models.ManyToManyField(Zielgruppe, verbose_name=_("Zielgruppen"), related_name="leistungen")
    unterlagen = models.ManyToManyField(Unterlage, through="LeistungUnterlage", related_name="leistungen")
    suchworte = ArrayField(models.CharField(max_length=80), verbose_name=_("Suchwörter"), default=list, blank=True)
    rechtsgrundlagen = ArrayField(models.CharField(max_length=120), verbose_name=_("Rechtsgrundlagen"), default=list, blank=True)
    leika = models.CharField(_("LeiKa-Schlüssel"), max_length=14, blank=True)
    leika_geprueft = models.BooleanField(_("LeiKa-Schlüssel geprüft"), default=False)

    gebuehr_eur = models.DecimalField(_("Gebühr in Euro"), max_digits=7, decimal_places=2, null=True, blank=True)
    gebuehr_hinweis = models.CharField(_("Hinweis zur Gebühr"), max_length=300, blank=True)
    gebuehr_grundlage = models.CharField(_("Grundlage der Gebühr"), max_length=200, blank=True)
    gebuehr_quelle = models.CharField(_("Quelle der Gebühr"), max_length=300, blank=True)
    gebuehr_geprueft = models.BooleanField(_("Gebühr geprüft"), default=False)

    dauer_minuten = models.PositiveSmallIntegerField(
        _("Dauer in Minuten"), validators=[MinValueValidator(5), MaxValueValidator(240)]
    )
    weitere_person_min = models.PositiveSmallIntegerField(_("Minuten je weiterer Person"), default=0)
    max_personen = models.PositiveSmallIntegerField(_("Höchstens Personen"), default=1, validators=[MinValueValidator(1)])
    dauer_quelle = models.CharField(_("Quelle der Dauer"), max_length=300, blank=True)
    dauer_geprueft = models.BooleanField(_("Dauer geprüft"), default=False)

    zugang = models.CharField(_("Zugang"), max_length=10, choices=Zugang)
    zugang_geprueft = models.BooleanField(_("Zugang geprüft"), default=False)
    kanal_online = models.BooleanField(_("online möglich"), default=False)
    kanal_termin = models.BooleanField(_("mit Termin möglich"), default=True)
    kanal_post = models.BooleanField(_("per Post möglich"), default=False)
    versprechen_angebot_arbeitstage = models.PositiveSmallIntegerField(_("Angebot in Arbeitstagen"), null=True, blank=True)
    versprechen_termin_arbeitstage = models.PositiveSmallIntegerField(_("Termin in Arbeitstagen"), null=True, blank=True)
    versprechen_wartezeit_min = models.PositiveSmallIntegerField(_("Höchstens Minuten Wartezeit"), null=True, blank=True)
    fragen = ArrayField(
        models.CharField(max_length=10, choices=Frage), verbose_name=_("Fragen bei der Aufnahme"), default=list, blank=True
    )
    versprechen_geprueft = models.BooleanField(_("Versprechen geprüft"), default=False)
    unterlagen_geprueft = models.BooleanField(_("Unterlagen geprüft"), default=False)
    erinnerung_tage = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name=_("Erinnerung, Tage vorher"), default=default_erinnerung_tage, blank=True
    )
    notiz = models.CharField(_("Notiz für das Amt"), max_length=300, blank=True)
    aktiv = models.BooleanField(_("wird angeboten"), default=True)
    reihenfolge = models.PositiveSmallIntegerField(default=0)

    objects = LeistungQuerySet.as_manager()

    class Meta:
        ordering = ["reihenfolge", "slug"]
        verbose_name = _("Leistung")
        verbose_name_plural = _("Leistungen")
        constraints = [
            models.CheckConstraint(condition=Q(zugang__in=Zugang.values), name="leistung_zugang"),
            models.CheckConstraint(condition=Q(fragen__contained_by=Frage.values), name="leistung_fragen"),
            models.CheckConstraint(condition=Q(dauer_minuten__range=(5, 240)), name="leistung_dauer"),
            models.CheckConstraint(condition=Q(max_personen__gte=1), name="leistung_max_personen"),
            models.CheckConstraint(condition=Q(gebuehr_eur__isnull=True) | Q(gebuehr_eur__gte=0), name="leistung_gebuehr"),
        ]
        triggers = [
            pgtrigger.Trigger(name="angaben_geaendert", when=pgtrigger.Before, operation=pgtrigger.Update, func=ANGABEN_GEAENDERT)
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("termine:leistung", args=[self.slug])

    @property
    def is_direkt(self) -> bool:
        return self.zugang == Zugang.DIREKT

    @property
    def is_sichtung(self) -> bool:
        return self.zugang == Zugang.SICHTUNG

    def dauer(self, personen: int = 1) -> int:
        """Return the minutes of one visit of ``personen`` people."""
        return self.dauer_minuten + (personen - 1) * self.weitere_person_min

    @property
    def dauern(self) -> list[int]:
        """The minutes of a visit of one, two, … people."""
        return [self.dauer(personen) for personen in range(1, self.max_personen + 1)]


class LeistungUnterlage(models.Model):
    """One line of the checklist of a Leistung."""

    leistung = models.ForeignKey(Leistung, on_delete=models.CASCADE, related_name="unterlagenliste")
    unterlage = models.ForeignKey(Unterlage, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["leistung", "position"]
        verbose_name = _("Unterlage einer Leistung")
        verbose_name_plural = _("Unterlagen einer Leistung")
        constraints = [
            models.UniqueConstraint(fields=["leistung", "unterlage"], name="leistung_unterlage_einmal"),
            models.UniqueConstraint(
                fields=["leistung", "position"], name="leistung_unterlage_position", deferrable=models.Deferrable.DEFERRED
            ),
        ]
        triggers = [
            # A new order says the same.
            pgtrigger.Trigger(
                name="unterlagen_geaendert",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Delete | pgtrigger.UpdateOf("leistung_id", "unterlage_id"),
                func=UNTERLAGEN_GEAENDERT,
            )
        ]

    def __str__(self) -> str:
        return f"{self.leistung_id}: {self.unterlage_id}"
