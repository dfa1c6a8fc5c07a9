"""What a partner knows of a Verweis: a row of its own, with no key to the person, the case or the Verweis."""

from uuid import uuid4

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from behoerde.kern import uhr
from behoerde.kern.krypto import VerschluesseltesFeld
from lotsen.angebotsarten import Uebergabe
from lotsen.feldworte import FELDWORTE
from lotsen.models.angebot import Angebot
from lotsen.verweis_tabelle import BEIM_PARTNER, VerweisStatus, kinds_with


class Feld(models.TextChoices):
    """What may be told to a partner; each is asked for on its own."""

    NAME = "name", FELDWORTE["name"]
    KONTAKT = "kontakt", FELDWORTE["kontakt"]
    SPRACHE = "sprache", FELDWORTE["sprache"]
    DEUTSCH = "deutsch", FELDWORTE["deutsch"]
    ZEITEN = "zeiten", FELDWORTE["zeiten"]
    KINDER = "kinder", FELDWORTE["kinder"]
    ZUGANG = "zugang", FELDWORTE["zugang"]
    KOSTEN = "kosten", FELDWORTE["kosten"]
    ANLIEGEN = "anliegen", FELDWORTE["anliegen"]


NACH_ANNAHME = (Feld.NAME, Feld.KONTAKT)


def mode_trigger(name: str, field: str = "uebergabe") -> pgtrigger.Trigger:
    """Return the trigger by which nothing about a person goes to an Angebot whose kind does not allow it in this way."""
    allowed = " ".join(
        f"WHEN '{weg.value}' THEN NOT art = ANY ('{{{','.join(kinds_with(weg))}}}')"
        for weg in (Uebergabe.EINWILLIGUNG, Uebergabe.GESETZLICH)
    )
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        declare=[("art", "text")],
        func=f"""
            SELECT a.angebotsart INTO art FROM lotsen_angebot a WHERE a.id = NEW.angebot_id;
            IF (CASE NEW.{field} {allowed} ELSE false END) THEN
                RAISE EXCEPTION 'kind % allows no %', art, NEW.{field}
                    USING ERRCODE = 'check_violation', CONSTRAINT = 'uebergabe_der_angebotsart';
            END IF;
            RETURN NEW;
        """,  # noqa: S608 - the words come from our catalogue of kinds
    )


class PartnerkopieQuerySet(models.QuerySet["Partnerkopie"]):
    def sichtbar_fuer(self, user) -> "PartnerkopieQuerySet":
        """Copies of the own organisations, units below aside; the policy of the table says the same."""
        return self.filter(einheit__in=user.einheiten)


class Partnerkopie(models.Model):
    """Pseudonym, state and the consented fields; name and contact come with the acceptance and not before.

    Row-level security shows it to its ``einheit`` only. It has no history and is deleted at withdrawal, or when it ended.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    einheit = models.ForeignKey(
        "kern.Organisationseinheit",
        verbose_name=_("Partner"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    angebot = models.ForeignKey(Angebot, verbose_name=_("Angebot"), on_delete=models.PROTECT, related_name="+")
    kennung = models.CharField(_("Kennung"), max_length=8, unique=True)
    uebergabe = models.CharField(max_length=20, choices=Uebergabe)
    status = models.CharField(_("Stand"), max_length=20, choices=VerweisStatus)
    geschickt_von = models.CharField(_("geschickt von"), max_length=160)
    zweck = models.CharField(_("Zweck"), max_length=300)
    gueltig_bis = models.DateField(_("gilt bis"))
    felder = ArrayField(models.CharField(max_length=20, choices=Feld), verbose_name=_("Angaben"), default=list)
    name = VerschluesseltesFeld(_("Name"), blank=True)
    kontakt = VerschluesseltesFeld(_("Kontakt"), blank=True)
    sprache = models.CharField(_("Sprache"), max_length=10, choices=settings.LANGUAGES, blank=True)
    deutsch = VerschluesseltesFeld(_("Deutsch bisher"), blank=True)
    zeiten = VerschluesseltesFeld(_("Zeit"), blank=True)
    kinder = VerschluesseltesFeld(_("Kinder"), blank=True)
    zugang = VerschluesseltesFeld(_("Zugang"), blank=True)
    kosten = VerschluesseltesFeld(_("Kostenträger"), blank=True)
    anliegen = VerschluesseltesFeld(_("Worum es geht"), blank=True)
    mitteilung = VerschluesseltesFeld(_("Mitteilung an die Person"), blank=True)
    mitteilung_am = models.DateTimeField(_("Mitgeteilt am"), null=True, blank=True)
    geschickt_am = models.DateTimeField(_("Geschickt am"), default=uhr.now)
    gelesen_am = models.DateTimeField(_("Gelesen am"), null=True, blank=True)
    angenommen_am = models.DateTimeField(_("Angenommen am"), null=True, blank=True)
    bewegt_am = models.DateTimeField(default=uhr.now)
    faellig_am = models.DateField(_("Fällig am"), null=True, blank=True)
    termin_am = models.DateTimeField(_("Termin"), null=True, blank=True)
    beendet_am = models.DateTimeField(_("Beendet am"), null=True, blank=True)

    objects = PartnerkopieQuerySet.as_manager()

    class Meta:
        ordering = ["faellig_am", "geschickt_am", "id"]
        verbose_name = _("Verweis beim Partner")
        verbose_name_plural = _("Verweise beim Partner")
        indexes = [models.Index(fields=["einheit", "status"], name="kopie_einheit_status")]
        constraints = [
            models.CheckConstraint(condition=Q(uebergabe__in=["einwilligung", "gesetzlich"]), name="kopie_uebergabe"),
            models.CheckConstraint(
                condition=Q(status__in=[*BEIM_PARTNER, "abgelehnt", "weiterverwiesen", "abgeschlossen", "abgelaufen"]),
                name="kopie_status",
            ),
            models.CheckConstraint(
                condition=Q(name="", kontakt="") | Q(angenommen_am__isnull=False), name="kopie_name_erst_nach_annahme"
            ),
            models.CheckConstraint(
                condition=Q(mitteilung="", mitteilung_am=None) | (~Q(mitteilung="") & Q(mitteilung_am__isnull=False)),
                name="kopie_mitteilung_am",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{feld.value: ""}) | Q(felder__contains=[feld.value]), name=f"kopie_feld_{feld}"
                )
                for feld in Feld
            ),
        ]
        triggers = [mode_trigger("uebergabe")]

    def __str__(self) -> str:
        return self.kennung
