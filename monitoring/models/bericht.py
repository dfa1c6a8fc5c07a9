"""Reports as they were made: what is in them is frozen with them, and so is the file."""

import pgtrigger
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.states import state_trigger
from monitoring.bericht import BERICHT_UEBERGAENGE, OEFFENTLICHE, PDF_BYTES, Berichtart, Berichtstand, span_name

# Of what is done only the release may still come, once.
UNVERAENDERLICH = """
vorher := OLD;
IF OLD.freigegeben_am IS NULL THEN
    vorher.freigegeben_am := NEW.freigegeben_am;
    vorher.freigegeben_von_id := NEW.freigegeben_von_id;
END IF;
IF vorher IS DISTINCT FROM NEW THEN
    RAISE EXCEPTION 'ein fertiger bericht aendert sich nicht' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


class BerichtQuerySet(models.QuerySet["Bericht"]):
    def leicht(self) -> "BerichtQuerySet":
        """Reports without what is in them: for lists."""
        return self.defer("inhalt", "pdf")

    def oeffentlich(self) -> "BerichtQuerySet":
        """What everybody may read."""
        return self.filter(freigegeben_am__isnull=False, art__in=OEFFENTLICHE)


class Bericht(models.Model):
    """One revision of one report; once it is done nothing in it ever changes, a correction is the next ``fassung``.

    ``inhalt``: everything the PDF shows, in German, part by part (``monitoring.queries.bericht``); the same bytes can be made
    of it again. ``pdf`` lies in the row and not in the store of files: that one rewrites what it takes, asks a scanner and
    knows no public file, while these bytes are ours, have to stay as they are, and the trigger guards them with the rest.
    ``schritt`` of ``schritte`` are done; ``gesperrt_bis`` is the lease of the worker that writes.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    art = models.CharField(_("Bericht"), max_length=20, choices=Berichtart)
    nummer = models.PositiveIntegerField(_("Nummer"))
    fassung = models.PositiveSmallIntegerField(_("Fassung"), default=1)
    berichtigt = models.CharField(_("Was berichtigt wird"), max_length=300, blank=True)
    von = models.DateField(_("Von"))
    bis = models.DateField(_("Bis"))
    vorwort = models.TextField(_("Vorwort"), blank=True)
    angefordert_am = models.DateTimeField(_("Angefordert am"), default=uhr.now, editable=False)
    angefordert_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("angefordert von"), on_delete=models.PROTECT, related_name="+"
    )
    status = models.CharField(_("Stand"), max_length=14, choices=Berichtstand, default=Berichtstand.ANGEFORDERT)
    schritt = models.PositiveSmallIntegerField(default=0)
    schritte = models.PositiveSmallIntegerField()
    versuche = models.PositiveSmallIntegerField(default=0)
    gesperrt_bis = models.DateTimeField(null=True, blank=True)
    grund = models.CharField(_("Warum nicht"), max_length=300, blank=True)
    inhalt = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    pdf = models.BinaryField(null=True)
    pruefsumme = models.CharField(_("Prüfsumme (SHA-256)"), max_length=64, blank=True)
    fertig_am = models.DateTimeField(_("Fertig am"), null=True)
    freigegeben_am = models.DateTimeField(_("Veröffentlicht am"), null=True)
    freigegeben_von = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = BerichtQuerySet.as_manager()

    class Meta:
        ordering = ["-angefordert_am", "-id"]
        verbose_name = _("Bericht")
        verbose_name_plural = _("Berichte")
        constraints = [
            models.UniqueConstraint(fields=["art", "nummer", "fassung"], name="bericht_fassung_einmal"),
            models.UniqueConstraint(
                fields=["art", "von"], condition=Q(status__in=["angefordert", "in_arbeit"]), name="bericht_einer_zugleich"
            ),
            models.CheckConstraint(condition=Q(art__in=Berichtart.values), name="bericht_art"),
            models.CheckConstraint(condition=Q(status__in=Berichtstand.values), name="bericht_status"),
            models.CheckConstraint(condition=Q(von__lt=F("bis")), name="bericht_tage"),
            models.CheckConstraint(
                condition=Q(fassung=1, berichtigt="") | Q(fassung__gt=1, berichtigt__regex=r"\S"), name="bericht_berichtigt"
            ),
            models.CheckConstraint(condition=Q(schritt__lte=F("schritte")), name="bericht_schritte"),
            models.CheckConstraint(
                condition=Q(status="fertig", inhalt__isnull=False, pdf__isnull=False, fertig_am__isnull=False)
                & Q(pruefsumme__regex=r"^[0-9a-f]{64}$", schritt=F("schritte"))
                | ~Q(status="fertig") & Q(inhalt=None, pdf=None, fertig_am=None, pruefsumme="", freigegeben_am=None),
                name="bericht_fertig",
            ),
            models.CheckConstraint(
                condition=Q(status="fehlgeschlagen", grund__regex=r"\S") | ~Q(status="fehlgeschlagen") & Q(grund=""),
                name="bericht_grund",
            ),
            models.CheckConstraint(
                condition=Q(status="in_arbeit", gesperrt_bis__isnull=False) | ~Q(status="in_arbeit") & Q(gesperrt_bis=None),
                name="bericht_pacht",
            ),
            models.CheckConstraint(condition=LessThanOrEqual(Length("pdf"), PDF_BYTES), name="bericht_pdf_groesse"),
            models.CheckConstraint(
                condition=Q(freigegeben_am=None, freigegeben_von=None)
                | Q(freigegeben_am__isnull=False, freigegeben_von__isnull=False, art__in=["ratsbericht", "jahresbericht"]),
                name="bericht_freigabe",
            ),
        ]
        triggers = [
            state_trigger(BERICHT_UEBERGAENGE),
            pgtrigger.Protect(name="bleibt", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="unveraenderlich",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status="fertig"),
                declare=[("vorher", "monitoring_bericht%ROWTYPE")],
                func=UNVERAENDERLICH,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_art_display()} {self.kennung}"

    def get_absolute_url(self) -> str:
        return reverse("berichte:bericht", args=[self.pk])

    @property
    def kennung(self) -> str:
        """Return number and revision: "3", "3.2"."""
        return f"{self.nummer}.{self.fassung}" if self.fassung > 1 else f"{self.nummer}"

    @property
    def zeitraum(self) -> str:
        return span_name(self.art, self.von)

    @property
    def auf_deutsch(self) -> str:
        """Return its name and span in the language it is written in."""
        with override("de"):
            return f"{self}, {self.zeitraum}"

    @property
    def dateiname(self) -> str:
        return f"{self.art}-{self.kennung.replace('.', '-')}.pdf"

    @property
    def ist_fertig(self) -> bool:
        return self.status == Berichtstand.FERTIG

    @property
    def ist_unfertig(self) -> bool:
        return self.status in (Berichtstand.ANGEFORDERT, Berichtstand.IN_ARBEIT)

    @property
    def ist_oeffentlich(self) -> bool:
        """Say whether this kind is for everybody; whether everybody sees it already is ``freigegeben_am``."""
        return self.art in OEFFENTLICHE
