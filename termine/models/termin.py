"""A visit and the concerns it is for."""

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.states import state_trigger
from termine.enums import (
    ANLIEGEN_OFFEN,
    ANLIEGEN_ZURUECK,
    BEDARF,
    BEDARF_WERTE,
    SPRACHCODE,
    TERMIN_OFFEN,
    TERMIN_OHNE_BELEGUNG,
    TERMIN_UEBERGAENGE,
    TERMIN_VEREINBART,
    Absagegrund,
    Absagevon,
    AnliegenStatus,
    Dolmetschstand,
    Kanal,
    TerminStatus,
)
from termine.models.dienst import Belegung
from termine.models.kette import KETTE_HAELT, Kette
from termine.models.leistung import Leistung
from termine.models.platz import Platz
from termine.rules import dolmetschstand

# A place in a Kette is a number from 1 on, and only there.
STATION_DER_KETTE = Q(kette__isnull=True, station__isnull=True) | Q(kette__isnull=False, station__gte=1)
CODE_FREI = (TerminStatus.ABGESAGT, TerminStatus.VERFALLEN, TerminStatus.ERLEDIGT, TerminStatus.VERSAEUMT)


_OFFEN = ", ".join(f"'{status}'" for status in ANLIEGEN_OFFEN)
# The state of an Aufnahme is that of its open Anliegen; when none is open, how the last one ended.
STAND_FOLGT = f"""
UPDATE termine_aufnahme a SET stand = folgt.status
FROM (
    SELECT DISTINCT ON (n.aufnahme_id) n.aufnahme_id, n.status FROM termine_anliegen n
    WHERE n.aufnahme_id IN (OLD.aufnahme_id, NEW.aufnahme_id)
    ORDER BY n.aufnahme_id, n.status IN ({_OFFEN}) DESC, n.status = 'zurueckgezogen', n.id
) folgt
WHERE a.id = folgt.aufnahme_id AND a.stand <> folgt.status;
RETURN NULL;
"""  # noqa: S608 - the names come from our enum


# Open concerns of one intake stand and move together.
EINER_MEINUNG = f"""
IF (SELECT count(DISTINCT n.status) > 1 FROM termine_anliegen n
    WHERE n.aufnahme_id = NEW.aufnahme_id AND n.status IN ({_OFFEN})) THEN
    RAISE EXCEPTION 'open concerns of aufnahme % stand apart', NEW.aufnahme_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'anliegen_einer_meinung';
END IF;
RETURN NULL;
"""  # noqa: S608 - the names come from our enum


# What somebody took back stays so; only what the office merged with another Vorgang may be parted again.
NUR_GETRENNT = """
IF NOT EXISTS (SELECT FROM termine_aufnahme a WHERE a.id = NEW.aufnahme_id AND a.geht_auf_in_id IS NOT NULL) THEN
    RAISE EXCEPTION 'anliegen % was withdrawn', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'anliegen_nur_getrennt';
END IF;
RETURN NEW;
"""


class TerminQuerySet(models.QuerySet["Termin"]):
    def sichtbar_fuer(self, user) -> "TerminQuerySet":
        """Visits at teams of the units of ``user`` and of all units below; the only way staff pages reach a visit."""
        return self.filter(platz__team__organisationseinheit__in=user.einheiten_darunter)

    def agreed(self) -> "TerminQuerySet":
        """Visits that were promised, whatever became of them at the desk."""
        return self.filter(status__in=TERMIN_VEREINBART)

    def upcoming(self, instant) -> "TerminQuerySet":
        return self.filter(status__in=TERMIN_OFFEN, starts_at__gt=instant)

    def with_details(self) -> "TerminQuerySet":
        """Everything a page about visits shows, in four queries."""
        return self.select_related("leistung", "platz__team", "standort", "kontakt", "belegung").prefetch_related(
            models.Prefetch("anliegen", queryset=Anliegen.objects.select_related("person", "leistung")),
            "leistung__unterlagenliste__unterlage",
        )


@pghistory.track()
class Termin(models.Model):
    """One visit of one or more people; place and time stay as history after the counter was given back."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    status = models.CharField(_("Status"), max_length=20, choices=TerminStatus, default=TerminStatus.VORGEMERKT)
    leistung = models.ForeignKey(Leistung, verbose_name=_("Leistung"), on_delete=models.PROTECT, related_name="termine")
    personenzahl = models.PositiveSmallIntegerField(_("Personen"), default=1)
    belegung = models.OneToOneField(Belegung, null=True, blank=True, on_delete=models.SET_NULL, related_name="termin")
    platz = models.ForeignKey(Platz, verbose_name=_("Platz"), on_delete=models.PROTECT, related_name="termine")
    standort = models.ForeignKey("kern.Standort", verbose_name=_("Standort"), on_delete=models.PROTECT, related_name="termine")
    starts_at = models.DateTimeField(_("Beginn"))
    ends_at = models.DateTimeField(_("Ende"))
    code = models.CharField(_("Termincode"), max_length=7)
    schluessel = models.CharField(max_length=80, unique=True, editable=False)
    kontakt = models.ForeignKey(
        "kern.Person", verbose_name=_("Kontakt"), null=True, blank=True, on_delete=models.PROTECT, related_name="termine"
    )
    sprache = models.CharField(_("Sprache"), max_length=10, choices=settings.LANGUAGES, default="de")
    merkmale = ArrayField(models.CharField(max_length=20, choices=BEDARF), verbose_name=_("Bedarf"), default=list, blank=True)
    dolmetschen = models.CharField(_("Dolmetschen aus"), max_length=3, blank=True)
    # The time an interpreter is ordered for: when the visit moves, this still says which order is to be changed.
    dolmetschen_bestellt = models.DateTimeField(_("Dolmetschen bestellt für"), null=True, blank=True)
    begleitung = models.BooleanField(_("kommt in Begleitung"), default=False)
    kanal = models.CharField(_("Gebucht über"), max_length=10, choices=Kanal, default=Kanal.ONLINE)
    kalender_sequenz = models.PositiveIntegerField(default=0)
    verlaengerungen = models.PositiveSmallIntegerField(default=0)
    bestaetigt_am = models.DateTimeField(_("Bestätigt am"), null=True, blank=True)
    abgesagt_am = models.DateTimeField(_("Abgesagt am"), null=True, blank=True)
    abgesagt_von = models.CharField(_("Abgesagt"), max_length=6, choices=Absagevon, blank=True)
    absagegrund = models.CharField(_("Absagegrund"), max_length=20, choices=Absagegrund, blank=True)
    ersetzt = models.OneToOneField(
        "self", verbose_name=_("Ersatz für"), null=True, blank=True, on_delete=models.SET_NULL, related_name="ersatz"
    )
    kette = models.ForeignKey(
        Kette, verbose_name=_("Kette"), null=True, blank=True, on_delete=models.PROTECT, related_name="termine", db_index=False
    )
    station = models.PositiveSmallIntegerField(_("Station"), null=True, blank=True)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    objects = TerminQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at"]
        verbose_name = _("Termin")
        verbose_name_plural = _("Termine")
        indexes = [
            models.Index(fields=["standort", "starts_at"], name="termin_standort_beginn"),
            models.Index(fields=["code"], name="termin_code"),
            models.Index(fields=["starts_at"], condition=~Q(dolmetschen=""), name="termin_dolmetschen_beginn"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=TerminStatus.values), name="termin_status"),
            models.CheckConstraint(condition=Q(kanal__in=Kanal.values), name="termin_kanal"),
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="termin_beginn_vor_ende"),
            models.CheckConstraint(condition=Q(personenzahl__gte=1), name="termin_personenzahl"),
            models.CheckConstraint(condition=Q(merkmale__contained_by=BEDARF_WERTE), name="termin_merkmale"),
            models.CheckConstraint(condition=Q(dolmetschen__regex=SPRACHCODE), name="termin_dolmetschen"),
            models.CheckConstraint(
                condition=Q(dolmetschen_bestellt__isnull=True) | ~Q(dolmetschen=""), name="termin_dolmetschen_wofuer"
            ),
            models.CheckConstraint(condition=Q(code__regex=r"^[0-9A-Z]{3}-[0-9A-Z]{3}$"), name="termin_code_form"),
            models.CheckConstraint(
                condition=~Q(status__in=TERMIN_OFFEN) | Q(belegung__isnull=False), name="termin_offen_hat_platz"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=TERMIN_OHNE_BELEGUNG) | Q(belegung__isnull=True), name="termin_vorbei_gibt_platz_frei"
            ),
            models.CheckConstraint(
                condition=Q(
                    status="abgesagt",
                    abgesagt_am__isnull=False,
                    abgesagt_von__in=Absagevon.values,
                    absagegrund__in=Absagegrund.values,
                )
                | (~Q(status="abgesagt") & Q(abgesagt_am__isnull=True, abgesagt_von="", absagegrund="")),
                name="termin_absage_vollstaendig",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=TERMIN_VEREINBART) | Q(bestaetigt_am__isnull=False, kontakt__isnull=False),
                name="termin_vereinbart_mit_wem",
            ),
            models.UniqueConstraint(fields=["code"], condition=~Q(status__in=CODE_FREI), name="termin_code_einmalig"),
            models.UniqueConstraint(fields=["kette", "station"], condition=Q(kette__isnull=False), name="termin_eine_je_station"),
            models.CheckConstraint(condition=STATION_DER_KETTE, name="termin_station_der_kette"),
        ]
        triggers = [
            state_trigger(TERMIN_UEBERGAENGE),
            # Set once: so no Kette can bite its own tail, and nobody slips into one.
            pgtrigger.Protect(name="kette_fest", operation=pgtrigger.Update, condition=pgtrigger.AnyChange("kette", "station")),
            pgtrigger.Trigger(
                name="kette_haelt",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("starts_at", "ends_at", "standort_id"),
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Q(new__kette__isnull=False),
                declare=[("kette", "uuid := NEW.kette_id")],
                func=KETTE_HAELT,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {uhr.local(self.starts_at):%d.%m.%Y %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("termine:heute_termin", args=[self.pk])

    @property
    def is_gebucht(self) -> bool:
        return self.status == TerminStatus.GEBUCHT

    @property
    def is_fuehrend(self) -> bool:
        """Say whether messages about the whole way go out for this visit: it stands alone, or it is the first Station."""
        return self.station in (None, 1)

    @property
    def dolmetschstand(self) -> Dolmetschstand | None:
        return dolmetschstand(self.status, self.dolmetschen, self.platz.sprachen, self.dolmetschen_bestellt, self.starts_at)

    @property
    def ablauf(self):
        """When the hold ends; None without one."""
        return self.belegung.ablauf if self.belegung else None

    @property
    def dauer_minuten(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)


@pghistory.track()
class Anliegen(models.Model):
    """One person wants one Leistung; at most one living concern of each kind."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.ForeignKey("kern.Person", verbose_name=_("Person"), on_delete=models.PROTECT, related_name="anliegen")
    leistung = models.ForeignKey(Leistung, verbose_name=_("Leistung"), on_delete=models.PROTECT, related_name="anliegen")
    person_hash = models.CharField(max_length=64, editable=False)
    termin = models.ForeignKey(
        Termin, verbose_name=_("Termin"), null=True, blank=True, on_delete=models.SET_NULL, related_name="anliegen"
    )
    aufnahme = models.ForeignKey(
        "termine.Aufnahme", verbose_name=_("Aufnahme"), null=True, blank=True, on_delete=models.PROTECT, related_name="anliegen"
    )
    position = models.PositiveSmallIntegerField(default=0)
    status = models.CharField(_("Status"), max_length=20, choices=AnliegenStatus, default=AnliegenStatus.EINGEGANGEN)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["termin", "position"]
        verbose_name = _("Anliegen")
        verbose_name_plural = _("Anliegen")
        constraints = [
            models.CheckConstraint(condition=Q(status__in=AnliegenStatus.values), name="anliegen_status"),
            models.CheckConstraint(condition=Q(person_hash__regex=r"^[0-9a-f]{64}$"), name="anliegen_hash_form"),
            models.CheckConstraint(
                condition=~Q(status="terminiert") | Q(termin__isnull=False), name="anliegen_terminiert_hat_termin"
            ),
            models.UniqueConstraint(
                fields=["person_hash", "leistung"], condition=Q(status__in=ANLIEGEN_OFFEN), name="anliegen_eines_je_person"
            ),
        ]
        triggers = [
            state_trigger(ANLIEGEN_ZURUECK),
            pgtrigger.Trigger(
                name="nur_getrennt",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("status"),
                condition=pgtrigger.Q(old__status="zurueckgezogen") & ~pgtrigger.Q(new__status="zurueckgezogen"),
                func=NUR_GETRENNT,
            ),
            pgtrigger.Trigger(
                name="stand_folgt",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("status", "aufnahme_id") | pgtrigger.Delete,
                func=STAND_FOLGT,
            ),
            # Asked at the end of the transaction, because they move one by one; an exclusion constraint would forbid ON CONFLICT.
            pgtrigger.Trigger(
                name="einer_meinung",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("status", "aufnahme_id"),
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Q(new__aufnahme__isnull=False),
                func=EINER_MEINUNG,
            ),
            pgtrigger.Trigger(
                name="kette_haelt",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("termin_id", "person_hash"),
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Q(new__termin__isnull=False),
                declare=[("kette", "uuid := (SELECT t.kette_id FROM termine_termin t WHERE t.id = NEW.termin_id)")],
                func=KETTE_HAELT,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.leistung}"
