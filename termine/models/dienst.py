"""Counters on duty and what occupies them. PostgreSQL keeps the promise: see migration 0002 for the temporal keys."""

import pgtrigger
from django.contrib.postgres.fields import DateTimeRangeField
from django.contrib.postgres.fields.ranges import RangeEndsWith, RangeStartsWith
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from psycopg.types.multirange import Multirange

from termine.enums import BelegungArt, DienstHerkunft
from termine.felder import DateTimeMultirangeField
from termine.models.platz import Platz, Team

# A closed or endless range would touch its neighbour, which the temporal foreign key accepts.
HALBOFFEN = Q(
    zeitraum__isempty=False,
    zeitraum__lower_inc=True,
    zeitraum__upper_inc=False,
    zeitraum__lower_inf=False,
    zeitraum__upper_inf=False,
)

FREI_FOLGT = """
NEW.frei = tstzmultirange(NEW.zeitraum) - NEW.gesperrt - COALESCE(
    (SELECT range_agg(b.zeitraum) FROM termine_belegung b WHERE b.dienst_id = NEW.id), '{}'::tstzmultirange);
RETURN NEW;
"""
NEHMEN = """
UPDATE termine_dienst SET frei = frei - tstzmultirange(NEW.zeitraum)
WHERE id = NEW.dienst_id AND platz_id = NEW.platz_id AND frei @> NEW.zeitraum;
IF NOT FOUND THEN
    RAISE EXCEPTION 'belegung % is not inside the free time of dienst %', NEW.zeitraum, NEW.dienst_id
        USING ERRCODE = 'check_violation';
END IF;
RETURN NULL;
"""
ZURUECKGEBEN = """
UPDATE termine_dienst SET frei = frei + (tstzmultirange(OLD.zeitraum) - gesperrt) WHERE id = OLD.dienst_id;
RETURN NULL;
"""


def nothing_free() -> Multirange:
    return Multirange()


class Dienst(models.Model):
    """One counter on duty for one stretch of time; ``frei`` is what of it is still free (kept by triggers).

    ``gesperrt`` is what of it should no longer be: it stays for the people who are booked into it and takes nobody else.
    """

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="dienste")
    platz = models.ForeignKey(Platz, on_delete=models.PROTECT, related_name="dienste")
    zeitraum = DateTimeRangeField(_("Zeitraum"))
    frei = DateTimeMultirangeField(default=nothing_free, editable=False)
    herkunft = models.CharField(_("Herkunft"), max_length=5, choices=DienstHerkunft, default=DienstHerkunft.PLAN)
    gesperrt = DateTimeMultirangeField(default=nothing_free, editable=False)

    class Meta:
        ordering = ["zeitraum", "platz"]
        verbose_name = _("Dienst")
        verbose_name_plural = _("Dienste")
        indexes = [
            GistIndex(fields=["team", "zeitraum"], name="dienst_team_zeitraum"),
            # Free times are found by skipping from one group of equal duties to the next.
            models.Index("team", RangeStartsWith("zeitraum"), RangeEndsWith("zeitraum"), F("platz").desc(), name="dienst_gruppe"),
        ]
        constraints = [
            models.CheckConstraint(condition=HALBOFFEN, name="dienst_zeitraum_halboffen"),
            models.CheckConstraint(condition=Q(herkunft__in=DienstHerkunft.values), name="dienst_herkunft"),
        ]
        triggers = [
            # Fires before frei_folgt (by name): only the bookings change what is free, never a stale save().
            pgtrigger.Protect(
                name="frei_fest",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("pg_trigger_depth() = 0 AND OLD.frei IS DISTINCT FROM NEW.frei"),
            ),
            pgtrigger.Trigger(
                name="frei_folgt",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("zeitraum", "gesperrt"),
                func=FREI_FOLGT,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.platz} {self.zeitraum.lower:%Y-%m-%d %H:%M}"


class BelegungQuerySet(models.QuerySet["Belegung"]):
    def expired(self, instant) -> "BelegungQuerySet":
        return self.filter(art=BelegungArt.VORMERKUNG, ablauf__lte=instant)

    def rueckhalt(self) -> "BelegungQuerySet":
        """Times that somebody gave back and nobody sees yet."""
        return self.filter(art=BelegungArt.VORMERKUNG, termin=None, vorschlag=None)


class Belegung(models.Model):
    """A counter is taken for a stretch of time: by a visit, or until ``ablauf`` by a hold. It never moves."""

    dienst = models.ForeignKey(Dienst, on_delete=models.PROTECT, related_name="belegungen")
    platz = models.ForeignKey(Platz, on_delete=models.PROTECT, related_name="belegungen", db_index=False)
    zeitraum = DateTimeRangeField(_("Zeitraum"))
    art = models.CharField(_("Art"), max_length=10, choices=BelegungArt)
    ablauf = models.DateTimeField(_("läuft ab"), null=True, blank=True)

    objects = BelegungQuerySet.as_manager()

    class Meta:
        verbose_name = _("Belegung")
        verbose_name_plural = _("Belegungen")
        indexes = [models.Index(fields=["ablauf"], name="belegung_ablauf", condition=Q(art="vormerkung"))]
        constraints = [
            models.CheckConstraint(condition=HALBOFFEN, name="belegung_zeitraum_halboffen"),
            models.CheckConstraint(
                condition=Q(art="vormerkung", ablauf__isnull=False) | Q(art="termin", ablauf__isnull=True),
                name="belegung_ablauf_der_vormerkung",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(name="nehmen", when=pgtrigger.After, operation=pgtrigger.Insert, func=NEHMEN),
            pgtrigger.Trigger(name="zurueckgeben", when=pgtrigger.After, operation=pgtrigger.Delete, func=ZURUECKGEBEN),
            pgtrigger.Protect(
                name="unverrueckbar",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("dienst", "platz", "zeitraum"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.art} {self.zeitraum.lower:%Y-%m-%d %H:%M}"
