"""What of a case goes to a partner: on which basis, which fields, until when; and the partner's own row."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.krypto import VerschluesseltesFeld
from fallmanagement.enums_zusammenarbeit import Einwilligungsart, Freigabeende, Freigabefeld, Freigabegrundlage
from fallmanagement.grundlagen import RECHTSGRUENDE
from fallmanagement.models.fallakte import Fallakte

CONSENT = Q(grundlage=Freigabegrundlage.EINWILLIGUNG)


class FreigabeQuerySet(models.QuerySet["Freigabe"]):
    def standing(self) -> "FreigabeQuerySet":
        """Keep what counts today: agreed to or seen by a second person, not withdrawn, not over."""
        return self.filter(CONSENT | Q(bestaetigt_am__isnull=False), widerrufen_am=None, bis__gte=uhr.today())


class Freigabe(models.Model):
    """One recipient, one purpose, these fields, until a day; what was said stays, only its end comes earlier.

    With a consent the words are kept as the person read them. On a legal basis a second account has to agree. What ended is
    never in force again: the partner was told and has deleted it, so a case that is taken up again begins without any.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    fallakte = models.ForeignKey(Fallakte, on_delete=models.CASCADE, related_name="freigaben")
    empfaenger = models.ForeignKey(
        "kern.Organisationseinheit", verbose_name=_("Empfänger"), on_delete=models.PROTECT, related_name="+"
    )
    felder = ArrayField(models.CharField(max_length=20, choices=Freigabefeld), verbose_name=_("Angaben"))
    zweck = models.CharField(_("Zweck"), max_length=300)
    grundlage = models.CharField(_("Grundlage"), max_length=20, choices=Freigabegrundlage)
    norm = models.CharField(_("Norm"), max_length=120, blank=True)
    bis = models.DateField(_("Gilt bis"))
    fassung = models.CharField(_("Fassung des Wortlauts"), max_length=10, blank=True)
    sprache = models.CharField(_("Sprache"), max_length=10, choices=settings.LANGUAGES, blank=True)
    wortlaut = models.TextField(_("Wortlaut"), blank=True)
    wortlaut_hash = models.CharField(max_length=64, blank=True)
    einwilligungsart = models.CharField(_("Gegeben"), max_length=10, choices=Einwilligungsart, blank=True)
    angelegt_am = models.DateTimeField(_("Angelegt am"), default=uhr.now, editable=False)
    angelegt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("angelegt von"), on_delete=models.PROTECT, related_name="+"
    )
    bestaetigt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("bestätigt von"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    bestaetigt_am = models.DateTimeField(_("Bestätigt am"), null=True, blank=True)
    widerrufen_am = models.DateTimeField(_("Beendet am"), null=True, blank=True)
    widerrufen_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("beendet von"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    ende = models.CharField(_("Grund des Endes"), max_length=10, choices=Freigabeende, blank=True)

    objects = FreigabeQuerySet.as_manager()

    class Meta:
        ordering = ["-angelegt_am", "-id"]
        verbose_name = _("Freigabe")
        verbose_name_plural = _("Freigaben")
        constraints = [
            models.CheckConstraint(condition=~Q(felder=[]) & Q(felder__contained_by=Freigabefeld.values), name="freigabe_felder"),
            models.CheckConstraint(condition=Q(grundlage__in=Freigabegrundlage.values), name="freigabe_grundlage"),
            *(
                models.CheckConstraint(
                    condition=~Q(grundlage=grundlage) | Q(felder__contained_by=list(grund.felder)),
                    name=f"freigabe_felder_{grundlage}",
                )
                for grundlage, grund in RECHTSGRUENDE.items()
            ),
            models.CheckConstraint(condition=~Q(grundlage="andere") | Q(norm__regex=r"\S"), name="freigabe_norm"),
            models.CheckConstraint(
                condition=(
                    CONSENT
                    & Q(wortlaut__regex=r"\S", wortlaut_hash__regex=r"^[0-9a-f]{64}$")
                    & ~Q(fassung="")
                    & ~Q(sprache="")
                    & Q(einwilligungsart__in=Einwilligungsart.values)
                )
                | (~CONSENT & Q(wortlaut="", wortlaut_hash="", fassung="", sprache="", einwilligungsart="")),
                name="freigabe_einwilligung",
            ),
            models.CheckConstraint(
                condition=Q(bestaetigt_von=None, bestaetigt_am=None)
                | Q(bestaetigt_von__isnull=False, bestaetigt_am__isnull=False),
                name="freigabe_bestaetigt",
            ),
            models.CheckConstraint(
                condition=Q(bestaetigt_von=None) | ~Q(bestaetigt_von=F("angelegt_von")), name="freigabe_vier_augen"
            ),
            models.CheckConstraint(
                condition=Q(widerrufen_am=None, widerrufen_von=None, ende="")
                | Q(widerrufen_am__isnull=False, ende__in=Freigabeende.values),
                name="freigabe_widerruf",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="bleibt_wie_gesagt",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    *("fallakte", "empfaenger", "felder", "zweck", "grundlage", "norm", "bis", "fassung", "sprache"),
                    *("wortlaut", "wortlaut_hash", "einwilligungsart", "angelegt_am", "angelegt_von"),
                ),
            ),
            pgtrigger.Protect(
                name="ende_bleibt", operation=pgtrigger.Update, condition=pgtrigger.Q(old__widerrufen_am__isnull=False)
            ),
            pgtrigger.Trigger(
                name="nur_an_partner",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                IF NOT EXISTS (SELECT 1 FROM kern_organisationseinheit WHERE id = NEW.empfaenger_id AND art = 'partner') THEN
                    RAISE EXCEPTION 'only partners get something'
                        USING ERRCODE = 'check_violation', CONSTRAINT = 'freigabe_nur_an_partner';
                END IF;
                RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.empfaenger}: {', '.join(self.felder)}"

    @property
    def gilt(self) -> bool:
        """Say whether it counts today."""
        agreed = self.grundlage == Freigabegrundlage.EINWILLIGUNG or self.bestaetigt_am is not None
        return agreed and self.widerrufen_am is None and self.bis >= uhr.today()

    @property
    def wartet(self) -> bool:
        """Say whether a second person still has to agree."""
        agreed = self.grundlage == Freigabegrundlage.EINWILLIGUNG or self.bestaetigt_am is not None
        return not agreed and self.widerrufen_am is None and self.bis >= uhr.today()

    @property
    def feldworte(self) -> str:
        return ", ".join(str(Freigabefeld(feld).label) for feld in self.felder)


class FreigabekopieQuerySet(models.QuerySet["Freigabekopie"]):
    def sichtbar_fuer(self, user) -> "FreigabekopieQuerySet":
        """What the own organisations have today; the policy of the table says the same."""
        return self.filter(einheit__in=user.einheiten, bis__gte=uhr.today())


class Freigabekopie(models.Model):
    """What a partner has: the released fields (JSON by field) as of ``stand_am``. It goes when the Freigabe ends."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    freigabe = models.OneToOneField(Freigabe, on_delete=models.CASCADE, related_name="kopie")
    einheit = models.ForeignKey(
        "kern.Organisationseinheit", verbose_name=_("Empfänger"), on_delete=models.PROTECT, related_name="+"
    )
    kennung = models.CharField(_("Kennung"), max_length=10, unique=True)
    absender = models.CharField(_("von"), max_length=120)
    zweck = models.CharField(_("Zweck"), max_length=300)
    grundlage = models.CharField(_("Grundlage"), max_length=160)
    bis = models.DateField(_("Gilt bis"))
    inhalt = VerschluesseltesFeld(_("Angaben"))
    stand_am = models.DateTimeField(_("Stand"), default=uhr.now)

    objects = FreigabekopieQuerySet.as_manager()

    class Meta:
        ordering = ["bis", "kennung"]
        verbose_name = _("Freigabe beim Partner")
        verbose_name_plural = _("Freigaben beim Partner")

    def __str__(self) -> str:
        return self.kennung

    def get_absolute_url(self) -> str:
        return reverse("fallpartner:fall", args=[self.pk])
