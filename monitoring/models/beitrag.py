"""What groups say about a Leitbild, how they were asked, and what the office answered."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from monitoring.leitbildwerte import Beitragsstand, Beitragsweg
from monitoring.models.leitbild import Akteursgruppe, Leitbild, Leitsatz
from monitoring.oeffentlich_leitbildwerte import Beitragsart, Entscheidung

GELEERT = "–"  # what stands for words that were erased
# The lock makes whoever decides at the same time wait, or lets this writer see that it was decided.
NICHT_NACH_BESCHLUSS = """
SELECT status INTO stand FROM monitoring_leitbild WHERE id = NEW.leitbild_id FOR SHARE;
IF NEW.status = 'freigegeben' AND NEW.beantwortet_am IS NULL AND stand IN ('beschluss', 'veroeffentlicht') THEN
    RAISE EXCEPTION 'das leitbild ist beschlossen' USING ERRCODE = 'check_violation';
END IF;
IF NEW.leitsatz_id IS NOT NULL AND NOT EXISTS
    (SELECT FROM monitoring_leitsatz WHERE id = NEW.leitsatz_id AND leitbild_id = NEW.leitbild_id) THEN
    RAISE EXCEPTION 'leitsatz eines anderen leitbilds' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class Leitbildeinladung(models.Model):
    """An organisation of a group that was asked; its link is a key without an account."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    leitbild = models.ForeignKey(Leitbild, on_delete=models.CASCADE, related_name="einladungen")
    gruppe = models.ForeignKey(Akteursgruppe, verbose_name=_("Gruppe"), on_delete=models.PROTECT, related_name="einladungen")
    organisation = models.CharField(_("Organisation"), max_length=120)
    email = models.EmailField(_("E-Mail-Adresse"), blank=True)
    sprache = models.CharField(_("Sprache der Nachricht"), max_length=10, default="de")
    gueltig_bis = models.DateField(_("Gilt bis"))
    von = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("von"), on_delete=models.PROTECT, related_name="+")
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["organisation", "id"]
        verbose_name = _("Einladung zum Leitbild")
        verbose_name_plural = _("Einladungen zum Leitbild")
        constraints = [models.CheckConstraint(condition=Q(organisation__regex=r"\S"), name="leitbildeinladung_organisation")]

    def __str__(self) -> str:
        return self.organisation


class Leitbildwerkstatt(models.Model):
    """A workshop on site, with its minutes; its Beiträge are entered together."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    leitbild = models.ForeignKey(Leitbild, on_delete=models.CASCADE, related_name="werkstaetten")
    titel = models.CharField(_("Titel"), max_length=120)
    am = models.DateField(_("Tag"))
    ort = models.CharField(_("Ort"), max_length=120, blank=True)
    teilnehmende = models.PositiveSmallIntegerField(_("Zahl der Teilnehmenden"))
    niederschrift = models.TextField(_("Niederschrift"), max_length=20_000)
    von = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("von"), on_delete=models.PROTECT, related_name="+")
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["-am", "-id"]
        verbose_name = _("Werkstatt zum Leitbild")
        verbose_name_plural = _("Werkstätten zum Leitbild")
        constraints = [
            models.CheckConstraint(condition=Q(titel__regex=r"\S") & Q(niederschrift__regex=r"\S"), name="werkstatt_text"),
            models.CheckConstraint(condition=Q(teilnehmende__gte=1), name="werkstatt_teilnehmende"),
        ]

    def __str__(self) -> str:
        return self.titel


class BeitragQuerySet(models.QuerySet["Beitrag"]):
    def released(self) -> "BeitragQuerySet":
        return self.filter(status=Beitragsstand.FREIGEGEBEN)

    def unanswered(self) -> "BeitragQuerySet":
        return self.released().filter(beantwortet_am=None)


class Beitrag(models.Model):
    """What somebody of a group says, in their own words; ``leitsatz`` None means the whole.

    Outward it carries a number and the group, never a name; who wrote it is nowhere in the row.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    leitbild = models.ForeignKey(Leitbild, on_delete=models.CASCADE, related_name="beitraege")
    nummer = models.PositiveIntegerField(_("Nummer"))
    leitsatz = models.ForeignKey(
        Leitsatz, verbose_name=_("Leitsatz"), null=True, on_delete=models.PROTECT, related_name="beitraege"
    )
    gruppe = models.ForeignKey(Akteursgruppe, verbose_name=_("Gruppe"), on_delete=models.PROTECT, related_name="beitraege")
    art = models.CharField(_("Art"), max_length=12, choices=Beitragsart)
    text = models.TextField(_("Text"), max_length=3000, blank=True)
    sprache = models.CharField(_("Sprache"), max_length=10, default="de")
    weg = models.CharField(_("Weg"), max_length=10, choices=Beitragsweg)
    werkstatt = models.ForeignKey(Leitbildwerkstatt, null=True, on_delete=models.CASCADE, related_name="beitraege")
    status = models.CharField(_("Stand"), max_length=20, choices=Beitragsstand, default=Beitragsstand.EINGEGANGEN)
    eingegangen_am = models.DateTimeField(_("Eingegangen am"), default=uhr.now, editable=False)
    entscheidung = models.CharField(_("Entscheidung"), max_length=12, choices=Entscheidung, blank=True)
    begruendung = models.TextField(_("Begründung"), max_length=2000, blank=True)
    beantwortet_am = models.DateTimeField(_("Beantwortet am"), null=True)
    beantwortet_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("beantwortet von"), null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = BeitragQuerySet.as_manager()

    class Meta:
        ordering = ["leitbild", "nummer"]
        verbose_name = _("Beitrag zum Leitbild")
        verbose_name_plural = _("Beiträge zum Leitbild")
        constraints = [
            models.UniqueConstraint(fields=["leitbild", "nummer"], name="beitrag_nummer"),
            models.CheckConstraint(condition=Q(art__in=Beitragsart.values), name="beitrag_art"),
            models.CheckConstraint(condition=Q(weg__in=Beitragsweg.values), name="beitrag_weg"),
            models.CheckConstraint(condition=Q(status__in=Beitragsstand.values), name="beitrag_stand"),
            models.CheckConstraint(condition=Q(art=Beitragsart.ZUSTIMMUNG) | Q(text__regex=r"\S"), name="beitrag_text"),
            models.CheckConstraint(
                condition=Q(weg=Beitragsweg.WERKSTATT, werkstatt__isnull=False)
                | (~Q(weg=Beitragsweg.WERKSTATT) & Q(werkstatt=None)),
                name="beitrag_werkstatt",
            ),
            models.CheckConstraint(
                condition=Q(beantwortet_am=None, beantwortet_von=None, entscheidung="", begruendung="")
                | Q(
                    beantwortet_am__isnull=False,
                    beantwortet_von__isnull=False,
                    entscheidung__in=Entscheidung.values,
                    begruendung__regex=r"\S",
                ),
                name="beitrag_begruendet",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="nicht_nach_beschluss",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                declare=[("stand", "text")],
                func=NICHT_NACH_BESCHLUSS,
            ),
            pgtrigger.Protect(
                name="eigene_worte",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__text__df=pgtrigger.F("new__text")) & ~pgtrigger.Q(new__text=GELEERT),
            ),
        ]
        indexes = [models.Index(fields=["leitbild", "status", "beantwortet_am"], name="beitrag_offen")]

    def __str__(self) -> str:
        return f"{self.leitbild_id}-{self.nummer}"
