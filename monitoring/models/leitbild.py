"""A Leitbild: its process, its versions, its sections that stay the same through all of them."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.states import state_trigger
from monitoring.leitbildwerte import FEST, OFFEN_FUER_BEITRAEGE, WEGE, Gruppenart, Leitbildstand
from monitoring.oeffentlich_leitbildwerte import Leitbildebene

# The database says the same to whoever writes beside the action; the row is locked by the update that fires it.
ALLES_BEANTWORTET = """
IF EXISTS (SELECT FROM monitoring_beitrag WHERE leitbild_id = NEW.id AND status = 'freigegeben' AND beantwortet_am IS NULL) THEN
    RAISE EXCEPTION 'beitrag ohne antwort' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
# A version is written whole: as many sections as it says, none later.
NICHT_MEHR_SAETZE = """
IF NEW.position > (SELECT saetze FROM monitoring_leitbildfassung WHERE id = NEW.fassung_id) THEN
    RAISE EXCEPTION 'die fassung ist fertig' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""
ALLE_SAETZE = """
IF (SELECT count(*) FROM monitoring_fassungssatz WHERE fassung_id = NEW.id) <> NEW.saetze THEN
    RAISE EXCEPTION 'der fassung fehlen leitsaetze' USING ERRCODE = 'check_violation';
END IF;
RETURN NULL;
"""
FERTIG = pgtrigger.Protect(name="unveraenderlich", operation=pgtrigger.Update | pgtrigger.Delete)


@pghistory.track()
class Akteursgruppe(models.Model):
    """A group that is heard about the Leitbild."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(_("Name"), max_length=120, unique=True)
    art = models.CharField(_("Art"), max_length=20, choices=Gruppenart)
    aktiv = models.BooleanField(_("wird beteiligt"), default=True)

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("Akteursgruppe")
        verbose_name_plural = _("Akteursgruppen")
        constraints = [
            models.CheckConstraint(condition=Q(name__regex=r"\S"), name="akteursgruppe_name"),
            models.CheckConstraint(condition=Q(art__in=Gruppenart.values), name="akteursgruppe_art"),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Leitbild(models.Model):
    """The Leitbild of the city or of the office. What is valid stays shown while a new round is under way."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    ebene = models.CharField(_("Wessen Leitbild"), max_length=10, choices=Leitbildebene, unique=True)
    titel = models.CharField(_("Titel"), max_length=160)
    status = models.CharField(_("Stand"), max_length=20, choices=Leitbildstand, default=Leitbildstand.ENTWURF)
    beschlossene_fassung = models.ForeignKey(
        "Leitbildfassung", verbose_name=_("beschlossene Fassung"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    beschlossen_von = models.CharField(_("Beschlossen von"), max_length=120, blank=True)
    beschlossen_am = models.DateField(_("Beschlossen am"), null=True)
    gueltige_fassung = models.ForeignKey(
        "Leitbildfassung", verbose_name=_("gültige Fassung"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    veroeffentlicht_am = models.DateField(_("Veröffentlicht am"), null=True)

    class Meta:
        ordering = ["ebene"]
        verbose_name = _("Leitbild")
        verbose_name_plural = _("Leitbilder")
        constraints = [
            models.CheckConstraint(condition=Q(titel__regex=r"\S"), name="leitbild_titel"),
            models.CheckConstraint(condition=Q(ebene__in=Leitbildebene.values), name="leitbild_ebene"),
            models.CheckConstraint(condition=Q(status__in=Leitbildstand.values), name="leitbild_stand"),
            models.CheckConstraint(
                condition=~Q(status__in=FEST)
                | Q(beschlossene_fassung__isnull=False, beschlossen_am__isnull=False, beschlossen_von__regex=r"\S"),
                name="leitbild_beschlossen",
            ),
            models.CheckConstraint(
                condition=Q(gueltige_fassung=None, veroeffentlicht_am=None)
                | Q(gueltige_fassung__isnull=False, veroeffentlicht_am__isnull=False),
                name="leitbild_veroeffentlicht",
            ),
        ]
        triggers = [
            state_trigger(WEGE),
            pgtrigger.Protect(
                name="beginnt_als_entwurf", operation=pgtrigger.Insert, condition=~pgtrigger.Q(new__status="entwurf")
            ),
            pgtrigger.Trigger(
                name="alles_beantwortet",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__status__in=sorted(FEST)),
                func=ALLES_BEANTWORTET,
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("leitbild:leitbild", args=[self.pk])

    @property
    def nimmt_beitraege(self) -> bool:
        return self.status in OFFEN_FUER_BEITRAEGE


@pghistory.track()
class Leitbildphase(models.Model):
    """From when until when a step of the process is planned."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    leitbild = models.ForeignKey(Leitbild, on_delete=models.CASCADE, related_name="phasen")
    phase = models.CharField(_("Schritt"), max_length=20, choices=Leitbildstand)
    von = models.DateField(_("Beginn"))
    bis = models.DateField(_("Ende"))

    class Meta:
        ordering = ["von", "bis", "id"]
        verbose_name = _("Phase eines Leitbilds")
        verbose_name_plural = _("Phasen von Leitbildern")
        constraints = [
            models.UniqueConstraint(fields=["leitbild", "phase"], name="leitbildphase_einmal"),
            models.CheckConstraint(condition=Q(phase__in=Leitbildstand.values), name="leitbildphase_phase"),
            models.CheckConstraint(condition=Q(von__lte=F("bis")), name="leitbildphase_tage"),
        ]

    def __str__(self) -> str:
        return self.get_phase_display()


class Leitsatz(models.Model):
    """A section of a Leitbild: the same one in every version, whatever it says there."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    leitbild = models.ForeignKey(Leitbild, on_delete=models.CASCADE, related_name="leitsaetze")
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["id"]
        verbose_name = _("Leitsatz")
        verbose_name_plural = _("Leitsätze")

    def __str__(self) -> str:
        return str(self.pk)


class Leitbildfassung(models.Model):
    """What a Leitbild said at one time. Never changed: another wording is another version."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    leitbild = models.ForeignKey(Leitbild, on_delete=models.CASCADE, related_name="fassungen")
    nummer = models.PositiveSmallIntegerField(_("Nummer"))
    anmerkung = models.CharField(_("Was ist neu?"), max_length=300, blank=True)
    saetze = models.PositiveSmallIntegerField(_("Zahl der Leitsätze"))
    von = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("von"), on_delete=models.PROTECT, related_name="+")
    angelegt_am = models.DateTimeField(_("vom"), default=uhr.now, editable=False)

    class Meta:
        ordering = ["-nummer"]
        verbose_name = _("Fassung eines Leitbilds")
        verbose_name_plural = _("Fassungen von Leitbildern")
        constraints = [
            models.UniqueConstraint(fields=["leitbild", "nummer"], name="leitbildfassung_nummer"),
            models.CheckConstraint(condition=Q(saetze__gte=1), name="leitbildfassung_saetze"),
        ]
        triggers = [
            FERTIG,
            pgtrigger.Trigger(
                name="alle_saetze",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=ALLE_SAETZE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nummer}"


class Fassungssatz(models.Model):
    """What a Leitsatz says in one version; ``bezug`` is a Leitsatz of the other Leitbild."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    fassung = models.ForeignKey(Leitbildfassung, on_delete=models.CASCADE, related_name="texte")
    leitsatz = models.ForeignKey(Leitsatz, on_delete=models.PROTECT, related_name="texte")
    position = models.PositiveSmallIntegerField(_("Stelle"))
    titel = models.CharField(_("Überschrift"), max_length=120)
    text = models.TextField(_("Text"), max_length=2000)
    bezug = models.ForeignKey(
        Leitsatz, verbose_name=_("bezieht sich auf"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["position"]
        verbose_name = _("Leitsatz in einer Fassung")
        verbose_name_plural = _("Leitsätze in Fassungen")
        constraints = [
            models.UniqueConstraint(fields=["fassung", "position"], name="fassungssatz_stelle"),
            models.UniqueConstraint(fields=["fassung", "leitsatz"], name="fassungssatz_einmal"),
            models.CheckConstraint(condition=Q(position__gte=1), name="fassungssatz_ab_eins"),
            models.CheckConstraint(condition=Q(titel__regex=r"\S") & Q(text__regex=r"\S"), name="fassungssatz_text"),
            models.CheckConstraint(condition=Q(bezug=None) | ~Q(bezug=F("leitsatz")), name="fassungssatz_bezug"),
        ]
        triggers = [
            FERTIG,
            pgtrigger.Trigger(name="nicht_mehr", when=pgtrigger.Before, operation=pgtrigger.Insert, func=NICHT_MEHR_SAETZE),
        ]

    def __str__(self) -> str:
        return self.titel


@pghistory.track()
class Satzuebersetzung(models.Model):
    """A Leitsatz of one version in another language, as the office entered it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    satz = models.ForeignKey(Fassungssatz, on_delete=models.CASCADE, related_name="uebersetzungen")
    sprache = models.CharField(_("Sprache"), max_length=10)
    titel = models.CharField(_("Überschrift"), max_length=120)
    text = models.TextField(_("Text"), max_length=2000)

    class Meta:
        ordering = ["sprache", "id"]
        verbose_name = _("Übersetzung eines Leitsatzes")
        verbose_name_plural = _("Übersetzungen von Leitsätzen")
        constraints = [
            models.UniqueConstraint(fields=["satz", "sprache"], name="satzuebersetzung_einmal"),
            models.CheckConstraint(condition=Q(titel__regex=r"\S") & Q(text__regex=r"\S"), name="satzuebersetzung_text"),
        ]

    def __str__(self) -> str:
        return f"{self.sprache}: {self.titel}"
