"""Surveys whose answers nobody can trace back: see docs/umfragen.md for what is kept apart from what, and why."""

from uuid import uuid4

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.krypto import VerschluesseltesFeld
from behoerde.kern.states import state_trigger
from monitoring.umfrage import FREITEXT, NACH_FREIGABE, UMFRAGE_UEBERGAENGE, Merkmal, Umfragestatus

FREIGEGEBEN = """
IF NOT EXISTS (SELECT FROM monitoring_umfrage u WHERE u.id = NEW.umfrage_id AND u.status = 'eingeladen') THEN
    RAISE EXCEPTION 'umfrage % is not released', NEW.umfrage_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'umfrageeinladung_erst_nach_freigabe';
END IF;
RETURN NEW;
"""
WIE_FREIGEGEBEN = (
    "OLD.status <> 'entwurf' AND (NEW.titel, NEW.aussagen, NEW.beginn, NEW.ende) "
    "IS DISTINCT FROM (OLD.titel, OLD.aussagen, OLD.beginn, OLD.ende)"
)


class Umfrage(models.Model):
    """A staff survey; the staff council releases it. The survey of clients never ends and has no row."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    titel = models.CharField(_("Titel"), max_length=120)
    aussagen = ArrayField(models.CharField(max_length=200), verbose_name=_("Aussagen"), size=12)
    beginn = models.DateField(_("Beginn"))
    ende = models.DateField(_("Letzter Tag"))
    status = models.CharField(_("Status"), max_length=12, choices=Umfragestatus, default=Umfragestatus.ENTWURF)
    freigegeben_am = models.DateTimeField(_("Freigegeben am"), null=True, blank=True)
    personalrat = models.CharField(_("Beschluss des Personalrats"), max_length=300, blank=True)
    koepfe = models.JSONField(_("Eingeladene je Team"), default=dict, blank=True)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["-beginn", "-id"]
        verbose_name = _("Umfrage")
        verbose_name_plural = _("Umfragen")
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Umfragestatus.values), name="umfrage_status"),
            models.CheckConstraint(condition=Q(beginn__lte=F("ende")), name="umfrage_beginn_vor_ende"),
            models.CheckConstraint(condition=Q(aussagen__len__gte=1), name="umfrage_fragt_etwas"),
            models.CheckConstraint(
                condition=Q(status__in=NACH_FREIGABE, freigegeben_am__isnull=False)
                | Q(~Q(status__in=NACH_FREIGABE), freigegeben_am__isnull=True),
                name="umfrage_freigabe",
            ),
        ]
        triggers = [
            state_trigger(UMFRAGE_UEBERGAENGE),
            # What was released is asked; a change goes back to the staff council.
            pgtrigger.Protect(
                name="wie_freigegeben",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(WIE_FREIGEGEBEN),
            ),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("umfragen:personal", args=[self.pk])


class Umfrageeinladung(models.Model):
    """That a token was given out, and whether it was used: nothing of who has it, and no time."""

    token_hash = models.CharField(max_length=64, primary_key=True)
    umfrage = models.ForeignKey(
        Umfrage, null=True, blank=True, on_delete=models.CASCADE, related_name="einladungen", db_index=False
    )
    periode = models.DateField()
    verwendet = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("Einladung zu einer Umfrage")
        verbose_name_plural = _("Einladungen zu einer Umfrage")
        constraints = [
            models.CheckConstraint(condition=Q(token_hash__regex=r"^[0-9a-f]{64}$"), name="umfrageeinladung_hash_form")  # noqa: S106 - a pattern
        ]
        triggers = [
            pgtrigger.Trigger(
                name="erst_nach_freigabe",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__umfrage__isnull=False),
                func=FREIGEGEBEN,
            )
        ]

    def __str__(self) -> str:
        return f"{self.periode:%Y-%m}"


class Umfrageeingang(models.Model):
    """The buffer: a whole answer, encrypted and of one length, until it is taken out together with others."""

    schluessel = models.CharField(max_length=64, primary_key=True)
    inhalt = VerschluesseltesFeld()

    class Meta:
        verbose_name = _("Eingang einer Umfrage")
        verbose_name_plural = _("Eingänge von Umfragen")
        constraints = [
            models.CheckConstraint(condition=Q(schluessel__regex=r"^[0-9a-f]{64}$"), name="umfrageeingang_form"),
        ]

    def __str__(self) -> str:
        return self.schluessel[:8]


class Umfrageantwort(models.Model):
    """One question answered, told apart by one ``merkmal`` at most; what else the same person said can't be found."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    umfrage = models.ForeignKey(
        Umfrage, null=True, blank=True, on_delete=models.CASCADE, related_name="antworten", db_index=False
    )
    periode = models.DateField()
    frage = models.CharField(max_length=40)
    stufe = models.PositiveSmallIntegerField(null=True, blank=True)
    merkmal = models.CharField(max_length=10, choices=Merkmal, blank=True)
    auspraegung = models.CharField(max_length=120, blank=True)
    text = VerschluesseltesFeld(_("Text"), blank=True)

    class Meta:
        verbose_name = _("Antwort auf eine Umfrage")
        verbose_name_plural = _("Antworten auf Umfragen")
        indexes = [models.Index(fields=["periode", "frage", "merkmal"], name="umfrageantwort_periode")]
        constraints = [
            models.CheckConstraint(condition=Q(merkmal__in=Merkmal.values), name="umfrageantwort_merkmal"),
            models.CheckConstraint(condition=Q(stufe__isnull=True) | Q(stufe__range=(1, 5)), name="umfrageantwort_stufe"),
            models.CheckConstraint(
                condition=Q(merkmal="", auspraegung="") | ~Q(merkmal="") & ~Q(auspraegung=""), name="umfrageantwort_wonach"
            ),
            # Words may say who somebody is: they stand for the whole office only.
            models.CheckConstraint(condition=Q(text="") | Q(frage=FREITEXT, merkmal=""), name="umfrageantwort_text_fuer_alle"),
        ]

    def __str__(self) -> str:
        return f"{self.periode:%Y-%m} {self.frage}"


class Umfragewiderspruch(models.Model):
    """Somebody wants no surveys: kept by the hash of the person, so it holds for every later visit too."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person_hash = models.CharField(max_length=64, unique=True)
    seit = models.DateTimeField(_("seit"), default=uhr.now)

    class Meta:
        verbose_name = _("Widerspruch gegen Umfragen")
        verbose_name_plural = _("Widersprüche gegen Umfragen")
        constraints = [
            models.CheckConstraint(condition=Q(person_hash__regex=r"^[0-9a-f]{64}$"), name="umfragewiderspruch_hash_form"),
        ]

    def __str__(self) -> str:
        return f"{self.seit:%Y-%m-%d}"
