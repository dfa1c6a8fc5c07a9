"""The savings ledger: one row for each placement and month, and the assumptions of the office it leans on."""

from functools import reduce
from operator import or_

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from fallmanagement.ersparnis import OhneBetrag
from fallmanagement.ersparniswerte import Annahmeart, Leistungsbezug, Nachweisart, Rechtskreis
from fallmanagement.models.fallakte import Fallakte
from fallmanagement.models.vermittlung import Vermittlung
from fallmanagement.models.vertretung import BEGINNT

EINGABEN = (
    "vermittlung",
    "monat",
    "brutto",
    "netto",
    "unterkunft",
    "werbungskosten",
    "stufe",
    "analog",
    "auszubildend",
    "leistung",
    "nachweis",
    "nachweis_am",
    "nachweis_von",
)
BETRAEGE = ("tage", "anteil", "gemindert", "verlagert", "kontrafaktisch", "ohne_betrag", "fassung")


def changed(*fields: str) -> pgtrigger.Q:
    """Return the condition that one of these fields changes."""
    return reduce(or_, (pgtrigger.Q(**{f"old__{name}__df": pgtrigger.F(f"new__{name}")}) for name in fields))


def geld(name, **kwargs) -> models.DecimalField:
    return models.DecimalField(name, max_digits=8, decimal_places=2, validators=[MinValueValidator(0)], **kwargs)


class ErsparnismonatQuerySet(models.QuerySet["Ersparnismonat"]):
    def sichtbar_fuer(self, user) -> "ErsparnismonatQuerySet":
        """Keep those of cases that ``user`` sees; a policy of the database says the same."""
        return self.filter(vermittlung__fallakte__in=Fallakte.objects.sichtbar_fuer(user))

    def open(self) -> "ErsparnismonatQuerySet":
        return self.filter(abgeschlossen_am=None)


@pghistory.track(exclude=["berechnet_am"])
class Ersparnismonat(models.Model):
    """One month of a placement: what the payslip says, how it was seen, and the three columns that are never added up.

    Pay as on the payslip; ``unterkunft`` for the whole month. A closed month never changes, so a report can be made again.
    Under row-level security: whoever sees the case sees it.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    vermittlung = models.ForeignKey(Vermittlung, on_delete=models.CASCADE, related_name="monate")
    monat = models.DateField(_("Monat"))
    brutto = geld(_("Brutto"))
    netto = geld(_("Netto"))
    unterkunft = geld(_("Unterkunft und Heizung"), default=0)
    werbungskosten = geld(_("Werbungskosten"), default=0)
    stufe = models.PositiveSmallIntegerField(_("Bedarfsstufe"), choices=[(n, n) for n in range(1, 7)])
    analog = models.BooleanField(_("Analogleistungen (§ 2 AsylbLG)"), default=False)
    auszubildend = models.BooleanField(_("in Ausbildung, 15 bis 24 Jahre alt"), default=False)
    leistung = models.CharField(_("Leistungen"), max_length=10, choices=Leistungsbezug, default=Leistungsbezug.ASYLBLG)
    nachweis = models.CharField(_("Nachweis"), max_length=15, choices=Nachweisart, blank=True)
    nachweis_am = models.DateField(_("gesehen am"), null=True, blank=True)
    nachweis_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("gesehen von"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    tage = models.PositiveSmallIntegerField(_("Dreißigstel"))
    anteil = models.DecimalField(_("Anteil ohne Hilfe"), max_digits=4, decimal_places=3, null=True)
    gemindert = geld(_("Gemindert"), null=True)
    verlagert = geld(_("Verlagert"), null=True)
    kontrafaktisch = geld(_("Kontrafaktisch"), null=True)
    ohne_betrag = models.CharField(_("Warum kein Betrag"), max_length=15, choices=OhneBetrag, blank=True)
    fassung = models.CharField(_("Berechnet nach"), max_length=20)
    berechnet_am = models.DateTimeField(_("Berechnet am"), default=uhr.now)
    angelegt_am = models.DateTimeField(_("Angelegt am"), default=uhr.now, editable=False)
    abgeschlossen_am = models.DateTimeField(_("Abgeschlossen am"), null=True, blank=True)
    abgeschlossen_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("abgeschlossen von"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = ErsparnismonatQuerySet.as_manager()

    class Meta:
        ordering = ["-monat", "id"]
        verbose_name = _("Ersparnismonat")
        verbose_name_plural = _("Ersparnismonate")
        indexes = [models.Index(fields=["monat", "vermittlung"], name="ersparnis_je_monat")]
        constraints = [
            models.UniqueConstraint(fields=["vermittlung", "monat"], name="ersparnis_einmal_je_monat"),
            models.CheckConstraint(condition=Q(monat__day=1), name="ersparnis_monatserster"),
            models.CheckConstraint(condition=Q(stufe__gte=1, stufe__lte=6), name="ersparnis_stufe"),
            models.CheckConstraint(condition=Q(tage__lte=30), name="ersparnis_tage"),
            models.CheckConstraint(
                condition=Q(brutto__gte=0, netto__gte=0, unterkunft__gte=0, werbungskosten__gte=0), name="ersparnis_nie_negativ"
            ),
            models.CheckConstraint(condition=Q(netto__lte=F("brutto")), name="ersparnis_netto_hoechstens_brutto"),
            models.CheckConstraint(condition=Q(leistung__in=Leistungsbezug.values), name="ersparnis_leistung"),
            models.CheckConstraint(
                condition=Q(nachweis="", nachweis_am=None, nachweis_von=None)
                | Q(nachweis__in=Nachweisart.values, nachweis_am__isnull=False, nachweis_von__isnull=False),
                name="ersparnis_nachweis",
            ),
            models.CheckConstraint(
                condition=Q(ohne_betrag="", gemindert__gte=0, verlagert__gte=0)
                | Q(ohne_betrag__in=OhneBetrag.values, gemindert=None, verlagert=None, kontrafaktisch=None),
                name="ersparnis_betrag_oder_grund",
            ),
            models.CheckConstraint(condition=~Q(nachweis="") | ~Q(ohne_betrag=""), name="ersparnis_nie_ohne_nachweis"),
            models.CheckConstraint(
                condition=Q(kontrafaktisch=None) | Q(kontrafaktisch__gte=0, kontrafaktisch__lte=F("gemindert")),
                name="ersparnis_kontrafaktisch_als_teil",
            ),
            models.CheckConstraint(
                condition=Q(abgeschlossen_am=None, abgeschlossen_von=None)
                | Q(abgeschlossen_am__isnull=False, abgeschlossen_von__isnull=False),
                name="ersparnis_abgeschlossen",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="abgeschlossen_bleibt",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__abgeschlossen_am__isnull=False) & changed(*EINGABEN, *BETRAEGE),
            ),
            pgtrigger.Trigger(
                name="hoechstens_ein_monat",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                IF (SELECT sum(m.tage) FROM fallmanagement_ersparnismonat m JOIN fallmanagement_vermittlung v ON v.id = m.vermittlung_id
                    WHERE m.monat = NEW.monat AND v.fallakte_id = (
                        SELECT fallakte_id FROM fallmanagement_vermittlung WHERE id = NEW.vermittlung_id
                    )) > 30 THEN
                    RAISE EXCEPTION 'ersparnis: more than one month of a person in a month' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NULL;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.monat:%m/%Y}"


class AnnahmeQuerySet(models.QuerySet["Annahme"]):
    def released(self) -> "AnnahmeQuerySet":
        return self.filter(freigegeben_am__isnull=False)


class Annahme(models.Model):
    """What the office assumes during ``zeitraum``, said with a reason and released by a second account; no person is in it.

    ``anteil``: share of placements that would have come without help. ``rechtskreis``: which benefits people with § 24 AufenthG
    receive, an open question of law.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    art = models.CharField(_("Art"), max_length=12, choices=Annahmeart)
    anteil = models.DecimalField(_("Anteil"), max_digits=4, decimal_places=3, null=True, blank=True)
    rechtskreis = models.CharField(_("Leistungen nach"), max_length=10, choices=Rechtskreis, blank=True)
    zeitraum = DateRangeField(_("Zeitraum"))
    begruendung = models.CharField(_("Begründung"), max_length=400)
    quelle = models.CharField(_("Quelle"), max_length=200)
    vorgeschlagen_am = models.DateTimeField(_("Vorgeschlagen am"), default=uhr.now, editable=False)
    vorgeschlagen_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("vorgeschlagen von"), on_delete=models.PROTECT, related_name="+"
    )
    freigegeben_am = models.DateTimeField(_("Freigegeben am"), null=True, blank=True)
    freigegeben_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("freigegeben von"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = AnnahmeQuerySet.as_manager()

    class Meta:
        ordering = ["art", "zeitraum", "id"]
        verbose_name = _("Annahme")
        verbose_name_plural = _("Annahmen")
        constraints = [
            models.CheckConstraint(
                condition=Q(art="ohne_hilfe", anteil__gte=0, anteil__lte=1, rechtskreis="")
                | Q(art="ukraine", anteil=None, rechtskreis__in=Rechtskreis.values),
                name="annahme_art_und_wert",
            ),
            models.CheckConstraint(condition=BEGINNT, name="annahme_beginnt"),
            models.CheckConstraint(condition=Q(begruendung__regex=r"\S") & Q(quelle__regex=r"\S"), name="annahme_begruendet"),
            models.CheckConstraint(
                condition=Q(freigegeben_am=None, freigegeben_von=None)
                | (Q(freigegeben_am__isnull=False, freigegeben_von__isnull=False) & ~Q(freigegeben_von=F("vorgeschlagen_von"))),
                name="annahme_vier_augen",
            ),
            ExclusionConstraint(
                name="annahme_eine_zur_zeit",
                expressions=[("art", RangeOperators.EQUAL), ("zeitraum", RangeOperators.OVERLAPS)],
                condition=Q(freigegeben_am__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="bleibt_wie_freigegeben",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__freigegeben_am__isnull=False)
                & changed("art", "anteil", "rechtskreis", "begruendung", "quelle", "vorgeschlagen_von", "freigegeben_von"),
            )
        ]

    def __str__(self) -> str:
        return self.get_art_display()
