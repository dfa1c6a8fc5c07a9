"""Files that people send: the row says what is known, the content lies encrypted in the folder DATEIEN."""

import hashlib
from functools import partial
from uuid import UUID

import pgtrigger
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.dateien import ablage
from behoerde.kern.enums import DATEI_UEBERGAENGE, Dateigrund, DateiStatus
from behoerde.kern.krypto import InvalidToken, VerschluesseltesFeld

ENTWURF = "entwurf"  # the zweck of files whose form has not been sent off yet


class DateiQuerySet(models.QuerySet["Datei"]):
    def of(self, zweck: str, objekt_id: UUID) -> "DateiQuerySet":
        """Files of one object, in the order in which they came."""
        return self.filter(zweck=zweck, objekt_id=objekt_id).order_by("angelegt_am", "pk")

    def due(self, instant) -> "DateiQuerySet":
        """Files to scan at ``instant``, also those whose lease of a lost worker has run out."""
        free = Q(gesperrt_bis__isnull=True) | Q(gesperrt_bis__lte=instant)
        return self.filter(free, status=DateiStatus.QUARANTAENE, faellig_ab__lte=instant).order_by("faellig_ab")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete rows, and their contents once that is committed."""
        names = list(self.exclude(ablage="").values_list("ablage", flat=True))
        deleted = super().delete()
        transaction.on_commit(partial(_remove, names), robust=True)
        return deleted

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


def _remove(names: list[str]) -> None:
    for name in names:
        ablage.remove(name)


class Datei(models.Model):
    """One file of one object, named by ``zweck`` and ``objekt_id``; whoever owns ``zweck`` says who may see it.

    A content without a row is swept away after a day, so a crash between the two leaves nothing behind.
    """

    Status = DateiStatus

    class Medientyp(models.TextChoices):
        PDF = "application/pdf", "PDF"
        JPEG = "image/jpeg", "JPEG"
        PNG = "image/png", "PNG"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    zweck = models.CharField(max_length=40)
    objekt_id = models.UUIDField()
    entwurf = models.UUIDField(null=True, blank=True)  # key of the form it came with; stays, so that the form may be sent twice
    name = VerschluesseltesFeld()
    medientyp = models.CharField(max_length=20, choices=Medientyp)
    groesse = models.PositiveIntegerField()
    pruefsumme = models.CharField(max_length=64)  # SHA-256 of the content before its encryption
    seiten = models.PositiveSmallIntegerField(null=True, blank=True)
    status = models.CharField(max_length=12, choices=DateiStatus, default=DateiStatus.QUARANTAENE)
    grund = models.CharField(max_length=20, blank=True)
    befund = models.CharField(max_length=120, blank=True)  # name of what the scanner found
    user_id = models.UUIDField(null=True, blank=True)
    system = models.CharField(max_length=20, blank=True)
    ablage = models.CharField(max_length=35, blank=True)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)
    geprueft_am = models.DateTimeField(null=True, blank=True)  # stays empty when nobody scanned (DATEIEN_OHNE_PRUEFUNG)
    faellig_ab = models.DateTimeField(default=uhr.now)
    gesperrt_bis = models.DateTimeField(null=True, blank=True)
    versuche = models.PositiveSmallIntegerField(default=0)

    objects = DateiQuerySet.as_manager()

    class Meta:
        ordering = ["angelegt_am"]
        verbose_name = _("Datei")
        verbose_name_plural = _("Dateien")
        indexes = [
            models.Index(fields=["faellig_ab"], name="datei_faellig", condition=Q(status="quarantaene")),
            models.Index(fields=["entwurf"], name="datei_entwurf", condition=Q(entwurf__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["objekt_id", "zweck", "pruefsumme"], name="datei_einmal_je_objekt"),
            models.UniqueConstraint(fields=["ablage"], name="datei_ablage_einmal", condition=~Q(ablage="")),
            models.CheckConstraint(condition=Q(status__in=["quarantaene", "frei", "abgewiesen"]), name="datei_status"),
            models.CheckConstraint(
                condition=Q(status="abgewiesen", grund__in=["schadsoftware"], ablage="") | ~Q(status="abgewiesen") & Q(grund=""),
                name="datei_abgewiesen_mit_grund_ohne_inhalt",
            ),
            models.CheckConstraint(
                condition=Q(status="abgewiesen") | Q(ablage__regex=r"^[0-9a-f]{2}/[0-9a-f]{32}$"), name="datei_ablage_form"
            ),
            models.CheckConstraint(condition=Q(pruefsumme__regex=r"^[0-9a-f]{64}$"), name="datei_pruefsumme_form"),
            models.CheckConstraint(condition=Q(groesse__gt=0, groesse__lte=10 * 1024**2), name="datei_groesse"),
            models.CheckConstraint(
                condition=Q(medientyp="application/pdf", seiten__isnull=False, seiten__gte=1, seiten__lte=100)
                | Q(medientyp__in=["image/jpeg", "image/png"], seiten__isnull=True),
                name="datei_medientyp_und_seiten",
            ),
            models.CheckConstraint(
                condition=Q(user_id__isnull=True) & ~Q(system="") | Q(user_id__isnull=False, system=""), name="datei_von_wem"
            ),
            models.CheckConstraint(
                condition=~Q(zweck="entwurf") | Q(entwurf__isnull=False, entwurf=models.F("objekt_id")),
                name="datei_entwurf_gehoert_zum_formular",
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="uebergang",
                field="status",
                transitions=[
                    (str(before), str(after)) for before, targets in DATEI_UEBERGAENGE.items() for after in sorted(targets)
                ],
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("kern:datei", args=[self.pk])

    def delete(self, *args, **kwargs) -> tuple[int, dict[str, int]]:
        return type(self).objects.filter(pk=self.pk).delete()

    @property
    def is_frei(self) -> bool:
        return self.status == DateiStatus.FREI

    @property
    def is_abgewiesen(self) -> bool:
        return self.status == DateiStatus.ABGEWIESEN

    @property
    def warum(self) -> str:
        """Return why the file was rejected, as a sentence for the person; "" when it was not."""
        return str(Dateigrund(self.grund).label) if self.grund else ""

    def read(self) -> bytes:
        """Return the content; raises InhaltFehlt when it is gone or not what was stored."""
        try:
            content = ablage.read(self.ablage)
        except (OSError, InvalidToken) as fault:
            raise InhaltFehlt(str(self.pk)) from fault
        if hashlib.sha256(content).hexdigest() != self.pruefsumme:
            raise InhaltFehlt(str(self.pk))
        return content


class InhaltFehlt(Exception):
    """The row is there, its content is not: the volume is missing, or somebody touched the file."""
