"""A concern as it was taken in: what somebody stated, what was asked back, which documents are there."""

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.expressions import Func, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.krypto import VerschluesseltesFeld
from termine.enums import (
    ANLIEGEN_VOR_TERMIN,
    BEDARF,
    BEDARF_WERTE,
    SPRACHCODE,
    AnliegenStatus,
    Kanal,
    Stufe,
    Titelart,
    UnterlageStand,
)
from termine.models.leistung import Leistung, Unterlage
from termine.models.platz import Team

NUMMERNKREIS = "termine_vorgang_nummer"  # a sequence, made in the migration


class AufnahmeQuerySet(models.QuerySet["Aufnahme"]):
    def sichtbar_fuer(self, user) -> "AufnahmeQuerySet":
        """What the units of ``user`` (and those below) are responsible for or took in for another one."""
        einheiten = user.einheiten_darunter
        return self.filter(Q(einheit__in=einheiten) | Q(aufgenommen_in__in=einheiten))


@pghistory.track(exclude=["worte", "wunsch", "antwort"])
class Aufnahme(models.Model):
    """What somebody stated in one go for 1–n people and one Leistung: the unit of the triage.

    ``stand`` is derived from its Anliegen by a trigger and written by nobody else.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    nummer = models.PositiveIntegerField(
        unique=True,
        editable=False,
        db_default=Func(Value(NUMMERNKREIS), function="nextval", template="%(function)s(%(expressions)s::regclass)"),
    )
    leistung = models.ForeignKey(Leistung, verbose_name=_("Leistung"), on_delete=models.PROTECT, related_name="aufnahmen")
    kontakt = models.ForeignKey("kern.Person", verbose_name=_("Kontakt"), on_delete=models.PROTECT, related_name="aufnahmen")
    stand = models.CharField(
        _("Stand"), max_length=20, choices=AnliegenStatus, default=AnliegenStatus.EINGEGANGEN, editable=False
    )
    einheit = models.ForeignKey(
        "kern.Organisationseinheit", verbose_name=_("Zuständig"), on_delete=models.PROTECT, related_name="aufnahmen"
    )
    aufgenommen_in = models.ForeignKey(
        "kern.Organisationseinheit",
        verbose_name=_("Aufgenommen in"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    team = models.ForeignKey(
        Team, verbose_name=_("Team"), null=True, blank=True, on_delete=models.SET_NULL, related_name="aufnahmen"
    )
    ansprechperson = models.ForeignKey(
        "kern.User", verbose_name=_("Ansprechperson"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sprache = models.CharField(_("Sprache"), max_length=10, choices=settings.LANGUAGES, default="de")
    kanal = models.CharField(_("Eingegangen über"), max_length=10, choices=Kanal, default=Kanal.ONLINE)
    schluessel = models.CharField(max_length=80, unique=True, editable=False)

    worte = VerschluesseltesFeld(_("In eigenen Worten"), blank=True)
    titel_art = models.CharField(_("Aufenthaltstitel"), max_length=20, choices=Titelart, blank=True)
    titel_bis = models.DateField(_("Titel läuft ab"), null=True, blank=True)
    arbeit_ab = models.DateField(_("Arbeit oder Ausbildung ab"), null=True, blank=True)
    kinder = models.PositiveSmallIntegerField(_("Kinder"), null=True, blank=True)
    sprachen = ArrayField(models.CharField(max_length=10), verbose_name=_("Spricht"), default=list, blank=True)
    dolmetschen = models.CharField(_("Dolmetschen aus"), max_length=40, blank=True)
    merkmale = ArrayField(models.CharField(max_length=20, choices=BEDARF), verbose_name=_("Bedarf"), default=list, blank=True)

    begleitung = models.BooleanField(_("kommt in Begleitung"), default=False)

    wunsch = VerschluesseltesFeld(_("Warum keine Zeit passte"), blank=True)
    antwort = VerschluesseltesFeld(_("Antwort ohne Termin"), blank=True)
    weiter_an = models.CharField(_("Weitergeleitet an"), max_length=160, blank=True)
    # The same concern came in twice: who says this number on the phone is led to the one that goes on.
    geht_auf_in = models.ForeignKey(
        "self", verbose_name=_("Zusammengeführt mit"), null=True, blank=True, on_delete=models.SET_NULL, related_name="doppelte"
    )
    angelegt_am = models.DateTimeField(_("Eingegangen am"), default=uhr.now, editable=False)

    objects = AufnahmeQuerySet.as_manager()

    class Meta:
        ordering = ["-angelegt_am"]
        verbose_name = _("Aufnahme")
        verbose_name_plural = _("Aufnahmen")
        indexes = [
            models.Index(fields=["einheit", "stand"], name="aufnahme_einheit_stand"),
            # Everything the triage desk counts of what is open, so that counting reads the index alone.
            models.Index(
                fields=["stand", "einheit", "aufgenommen_in", "leistung", "team", "sprache", "ansprechperson", "id"],
                condition=Q(stand__in=ANLIEGEN_VOR_TERMIN),
                name="aufnahme_gezaehlt",
            ),
            models.Index(  # the same, for a list narrowed to one Leistung
                fields=["leistung", "stand", "einheit", "aufgenommen_in", "team", "sprache", "ansprechperson", "id"],
                condition=Q(stand__in=ANLIEGEN_VOR_TERMIN),
                name="aufnahme_je_leistung",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(stand__in=AnliegenStatus.values), name="aufnahme_stand"),
            models.CheckConstraint(condition=Q(kanal__in=Kanal.values), name="aufnahme_kanal"),
            models.CheckConstraint(condition=Q(merkmale__contained_by=BEDARF_WERTE), name="aufnahme_merkmale"),
            models.CheckConstraint(condition=Q(dolmetschen__regex=SPRACHCODE), name="aufnahme_dolmetschen"),
            models.CheckConstraint(condition=Q(titel_art__in=["", *Titelart.values]), name="aufnahme_titel_art"),
        ]
        triggers = [
            # Only the Anliegen say how it stands.
            pgtrigger.Protect(
                name="stand_fest",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("pg_trigger_depth() = 0 AND OLD.stand IS DISTINCT FROM NEW.stand"),
            ),
        ]

    def __str__(self) -> str:
        return self.vorgang

    def get_absolute_url(self) -> str:
        return reverse("termine:empfang_anliegen", args=[self.pk])

    @property
    def vorgang(self) -> str:
        """The number people say on the phone: "A-2026-48213"."""
        return f"A-{uhr.local(self.angelegt_am).year}-{self.nummer}"


class AufnahmeUnterlage(models.Model):
    """One document of an intake: still missing, said to be there, or sent as a file (``datei``)."""

    aufnahme = models.ForeignKey(Aufnahme, on_delete=models.CASCADE, related_name="unterlagen")
    unterlage = models.ForeignKey(
        Unterlage, verbose_name=_("Unterlage"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    stand = models.CharField(_("Stand"), max_length=10, choices=UnterlageStand, default=UnterlageStand.FEHLT)
    datei = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("Unterlage eines Anliegens")
        verbose_name_plural = _("Unterlagen eines Anliegens")
        constraints = [
            models.CheckConstraint(condition=Q(stand__in=UnterlageStand.values), name="aufnahme_unterlage_stand"),
            models.CheckConstraint(condition=~Q(stand="neu") | Q(datei__isnull=False), name="aufnahme_unterlage_neu_ist_da"),
            models.CheckConstraint(condition=Q(unterlage__isnull=False) | Q(datei__isnull=False), name="aufnahme_unterlage_was"),
        ]

    def __str__(self) -> str:
        return f"{self.unterlage or self.datei}: {self.get_stand_display()}"


class Rueckfrage(models.Model):
    """What the office still needs to know; the person answers behind their link. The promise pauses meanwhile."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    aufnahme = models.ForeignKey(Aufnahme, on_delete=models.CASCADE, related_name="rueckfragen")
    text = VerschluesseltesFeld(_("Frage"), blank=True)
    unterlagen = models.ManyToManyField(Unterlage, verbose_name=_("Fehlende Unterlagen"), related_name="+", blank=True)
    gestellt_am = models.DateTimeField(default=uhr.now, editable=False)
    gestellt_von = models.ForeignKey("kern.User", null=True, on_delete=models.SET_NULL, related_name="+")
    antwort = VerschluesseltesFeld(_("Antwort"), blank=True)
    beantwortet_am = models.DateTimeField(null=True, blank=True)
    zurueckgenommen_am = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["gestellt_am"]
        verbose_name = _("Rückfrage")
        verbose_name_plural = _("Rückfragen")
        constraints = [
            models.UniqueConstraint(
                fields=["aufnahme"], condition=Q(beantwortet_am=None, zurueckgenommen_am=None), name="rueckfrage_eine_offen"
            ),
            models.CheckConstraint(condition=Q(beantwortet_am=None) | Q(zurueckgenommen_am=None), name="rueckfrage_endet_einmal"),
        ]

    def __str__(self) -> str:
        return f"{self.aufnahme_id} {self.gestellt_am:%Y-%m-%d}"


class Serviceversprechen(models.Model):
    """What the office guarantees for one Aufnahme; stored, so that it is kept, watched and reported.

    A new round begins when the office owes another answer (offers ran out, the office cancelled).
    """

    aufnahme = models.OneToOneField(Aufnahme, primary_key=True, on_delete=models.CASCADE, related_name="versprechen")
    angebot_bis = models.DateTimeField(_("Angebot bis"))
    termin_bis = models.DateField(_("Termin spätestens am"), null=True, blank=True)
    wartezeit_min = models.PositiveSmallIntegerField(_("Höchstens Minuten Wartezeit"), null=True, blank=True)
    beantwortet_am = models.DateTimeField(_("Beantwortet am"), null=True, blank=True)
    pausiert_seit = models.DateTimeField(_("Wartet auf die Person seit"), null=True, blank=True)
    stufe = models.PositiveSmallIntegerField(_("Eskaliert an"), choices=Stufe, default=Stufe.KEINE)
    runde = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["angebot_bis"]
        verbose_name = _("Serviceversprechen")
        verbose_name_plural = _("Serviceversprechen")
        indexes = [
            models.Index(fields=["angebot_bis", "aufnahme"], name="versprechen_offen", condition=Q(beantwortet_am__isnull=True)),
            models.Index(fields=["angebot_bis", "aufnahme"], name="versprechen_reihenfolge"),  # of the list, whatever its view
        ]
        constraints = [
            models.CheckConstraint(condition=Q(stufe__in=Stufe.values), name="versprechen_stufe"),
            # Who has answered owes nothing, so nothing pauses.
            models.CheckConstraint(condition=Q(beantwortet_am=None) | Q(pausiert_seit=None), name="versprechen_pause_nur_offen"),
        ]

    def __str__(self) -> str:
        return f"{self.aufnahme_id} {self.angebot_bis:%Y-%m-%d}"

    @property
    def is_kept(self) -> bool:
        """Say whether the answer came in time."""
        return self.beantwortet_am is not None and self.beantwortet_am <= self.angebot_bis
