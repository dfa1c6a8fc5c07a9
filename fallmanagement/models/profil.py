"""What somebody can and wants for work. Nothing here says where somebody is from, what they believe, sex or age (§ 1 AGG)."""

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.regeln.tatsache import NIVEAUS
from fallmanagement.kompetenzen import (
    BERUFLICH,
    KLASSENWAHL,
    NIVEAUWAHL,
    Anerkennung,
    Arbeitszeit,
    Fertigkeit,
    Profilteil,
    Qualifikationsart,
    Sprachnachweis,
    Verkehrsmittel,
)
from fallmanagement.models.beruf import Beruf
from fallmanagement.models.fallakte import Fallakte
from fallmanagement.models.vertretung import BEGINNT
from fallmanagement.stellenwerte import FUEHRERSCHEINE
from termine.dolmetschsprachen import sprachname


def _refutes(teil: Profilteil, **condition) -> pgtrigger.Trigger:
    """Return the trigger by which a row takes back that there was none."""
    return pgtrigger.Trigger(
        name="widerlegt_keine",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=f"""
        UPDATE fallmanagement_kompetenzprofil SET keine = array_remove(keine, '{teil}')
        WHERE fallakte_id = NEW.fallakte_id AND '{teil}' = ANY (keine);
        RETURN NULL;
        """,  # noqa: S608 - a word of our own
        **condition,
    )


@pghistory.track()
class Kompetenzprofil(models.Model):
    """What a person was asked for work: null was never asked, an empty list was asked and is none.

    ``keine`` are the parts of which there is none; a row of such a part takes the word back.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    fallakte = models.OneToOneField(Fallakte, on_delete=models.CASCADE, related_name="kompetenzprofil")
    keine = ArrayField(models.CharField(max_length=10, choices=Profilteil), verbose_name=_("nicht vorhanden"), default=list)
    fuehrerscheine = ArrayField(
        models.CharField(max_length=3, choices=KLASSENWAHL), verbose_name=_("Führerschein"), null=True, blank=True
    )
    hoechstens_km = models.PositiveSmallIntegerField(_("Weg zur Arbeit, höchstens km"), null=True, blank=True)
    wege = ArrayField(
        models.CharField(max_length=5, choices=Verkehrsmittel), verbose_name=_("Unterwegs mit"), null=True, blank=True
    )
    arbeitszeit = models.CharField(_("Gewünschte Arbeitszeit"), max_length=8, choices=Arbeitszeit, blank=True)
    geburtstag_im_lebenslauf = models.BooleanField(_("Geburtstag im Lebenslauf nennen"), default=False)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        verbose_name = _("Profil")
        verbose_name_plural = _("Profile")
        constraints = [
            models.CheckConstraint(condition=Q(keine__contained_by=Profilteil.values), name="profil_keine"),
            models.CheckConstraint(
                condition=Q(fuehrerscheine=None) | Q(fuehrerscheine__contained_by=[*FUEHRERSCHEINE]),
                name="profil_fuehrerscheine",
            ),
            models.CheckConstraint(condition=Q(wege=None) | Q(wege__contained_by=Verkehrsmittel.values), name="profil_wege"),
            models.CheckConstraint(condition=Q(hoechstens_km=None) | Q(hoechstens_km__lte=500), name="profil_hoechstens_km"),
            models.CheckConstraint(condition=Q(arbeitszeit__in=["", *Arbeitszeit.values]), name="profil_arbeitszeit"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="keine_ohne_zeilen",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                IF 'wunsch' = ANY (NEW.keine)
                   AND EXISTS (SELECT 1 FROM fallmanagement_berufswunsch WHERE fallakte_id = NEW.fallakte_id)
                OR 'abschluss' = ANY (NEW.keine)
                   AND EXISTS (SELECT 1 FROM fallmanagement_qualifikation
                               WHERE fallakte_id = NEW.fallakte_id AND art IN ('ausbildung', 'studium'))
                OR 'erfahrung' = ANY (NEW.keine)
                   AND EXISTS (SELECT 1 FROM fallmanagement_berufserfahrung WHERE fallakte_id = NEW.fallakte_id)
                THEN RAISE EXCEPTION 'keine_ohne_zeilen' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return str(_("Mobilität und Arbeitszeit"))


@pghistory.track()
class Sprachstand(models.Model):
    """The level of one language in one skill (CEFR), how it is known and since when. A0 was asked and is none."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    fallakte = models.ForeignKey(Fallakte, on_delete=models.CASCADE, related_name="sprachstaende")
    sprache = models.CharField(_("Sprache"), max_length=3)
    fertigkeit = models.CharField(_("Fertigkeit"), max_length=10, choices=Fertigkeit)
    niveau = models.CharField(_("Niveau"), max_length=2, choices=NIVEAUWAHL)
    nachweis = models.CharField(_("Nachweis"), max_length=10, choices=Sprachnachweis)
    zertifikat = models.CharField(_("Name des Zertifikats"), max_length=120, blank=True)
    tag = models.DateField(_("Festgestellt am"))
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["sprache", "fertigkeit"]
        verbose_name = _("Sprachstand")
        verbose_name_plural = _("Sprachstände")
        constraints = [
            models.UniqueConstraint(fields=["fallakte", "sprache", "fertigkeit"], name="sprachstand_einer_je_fertigkeit"),
            models.CheckConstraint(condition=Q(sprache__regex=r"^[a-z]{2,3}$"), name="sprachstand_sprache"),
            models.CheckConstraint(condition=Q(fertigkeit__in=Fertigkeit.values), name="sprachstand_fertigkeit"),
            models.CheckConstraint(condition=Q(niveau__in=NIVEAUS), name="sprachstand_niveau"),
            models.CheckConstraint(condition=Q(nachweis__in=Sprachnachweis.values), name="sprachstand_nachweis"),
            models.CheckConstraint(
                condition=Q(nachweis="zertifikat", zertifikat__regex=r"\S") | (~Q(nachweis="zertifikat") & Q(zertifikat="")),
                name="sprachstand_zertifikat",
            ),
        ]

    def __str__(self) -> str:
        return f"{sprachname(self.sprache)} {self.get_fertigkeit_display()}: {self.niveau}"


@pghistory.track()
class Berufswunsch(models.Model):
    """What somebody wants to work as, in words and, where one was found, as an occupation of the catalogue."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    fallakte = models.ForeignKey(Fallakte, on_delete=models.CASCADE, related_name="berufswuensche")
    bezeichnung = models.CharField(_("Beruf"), max_length=160)
    beruf = models.ForeignKey(
        Beruf, verbose_name=_("Beruf im Verzeichnis"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["angelegt_am", "id"]
        verbose_name = _("Berufswunsch")
        verbose_name_plural = _("Berufswünsche")
        constraints = [
            models.CheckConstraint(condition=Q(bezeichnung__regex=r"\S"), name="berufswunsch_bezeichnung"),
            models.UniqueConstraint(fields=["fallakte", "bezeichnung"], name="berufswunsch_einmal"),
        ]
        triggers = [_refutes(Profilteil.WUNSCH)]

    def __str__(self) -> str:
        return self.bezeichnung


@pghistory.track()
class Qualifikation(models.Model):
    """A school leaving certificate, training, studies or course, and how far its recognition is; "" was not asked."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    fallakte = models.ForeignKey(Fallakte, on_delete=models.CASCADE, related_name="qualifikationen")
    art = models.CharField(_("Art"), max_length=10, choices=Qualifikationsart)
    bezeichnung = models.CharField(_("Abschluss"), max_length=160)
    einrichtung = models.CharField(_("Schule, Hochschule oder Betrieb"), max_length=160, blank=True)
    jahr = models.PositiveSmallIntegerField(_("Jahr des Abschlusses"), null=True, blank=True)
    beruf = models.ForeignKey(
        Beruf, verbose_name=_("Beruf im Verzeichnis"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    anerkennung = models.CharField(_("Anerkennung"), max_length=15, choices=Anerkennung, blank=True)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["-jahr", "angelegt_am", "id"]
        verbose_name = _("Qualifikation")
        verbose_name_plural = _("Qualifikationen")
        constraints = [
            models.CheckConstraint(condition=Q(art__in=Qualifikationsart.values), name="qualifikation_art"),
            models.CheckConstraint(condition=Q(bezeichnung__regex=r"\S"), name="qualifikation_bezeichnung"),
            models.CheckConstraint(condition=Q(jahr=None) | Q(jahr__range=(1930, 2200)), name="qualifikation_jahr"),
            models.CheckConstraint(condition=Q(anerkennung__in=["", *Anerkennung.values]), name="qualifikation_anerkennung"),
        ]
        triggers = [_refutes(Profilteil.ABSCHLUSS, condition=pgtrigger.Q(new__art__in=BERUFLICH))]

    def __str__(self) -> str:
        return self.bezeichnung


@pghistory.track()
class Berufserfahrung(models.Model):
    """Work somebody did from a day until a day; without end it still runs."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    fallakte = models.ForeignKey(Fallakte, on_delete=models.CASCADE, related_name="erfahrungen")
    bezeichnung = models.CharField(_("Tätigkeit"), max_length=160)
    betrieb = models.CharField(_("Betrieb und Ort"), max_length=160, blank=True)
    aufgaben = models.CharField(_("Aufgaben"), max_length=600, blank=True)
    zeitraum = DateRangeField(_("Zeitraum"))
    beruf = models.ForeignKey(
        Beruf, verbose_name=_("Beruf im Verzeichnis"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["-zeitraum", "id"]
        verbose_name = _("Berufserfahrung")
        verbose_name_plural = _("Berufserfahrung")
        constraints = [
            models.CheckConstraint(condition=Q(bezeichnung__regex=r"\S"), name="erfahrung_bezeichnung"),
            models.CheckConstraint(condition=BEGINNT, name="erfahrung_beginnt"),
        ]
        triggers = [_refutes(Profilteil.ERFAHRUNG)]

    def __str__(self) -> str:
        return self.bezeichnung
