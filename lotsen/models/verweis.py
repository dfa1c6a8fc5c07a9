"""A person is sent to an Angebot, and the office learns whether help arrived."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.krypto import VerschluesseltesFeld
from behoerde.kern.states import state_trigger
from lotsen.angebotsarten import Uebergabe
from lotsen.models.angebot import Angebot
from lotsen.models.empfehlung import Empfehlung
from lotsen.models.partnerkopie import Partnerkopie, mode_trigger
from lotsen.verweis_tabelle import BEENDET, MOEGLICH, OFFEN, Ablehnungsgrund, Ausgang, Seite, VerweisStatus, Widerrufsgrund

GRUENDE = [*Ablehnungsgrund.choices, *Widerrufsgrund.choices]


class VerweisQuerySet(models.QuerySet["Verweis"]):
    def sichtbar_fuer(self, user) -> "VerweisQuerySet":
        """Verweise of the units of ``user`` and of all units below."""
        return self.filter(einheit__in=user.einheiten_darunter)

    def open(self) -> "VerweisQuerySet":
        return self.filter(status__in=OFFEN)

    def overdue(self) -> "VerweisQuerySet":
        """Those of which somebody should have done something by now."""
        return self.filter(faellig_am__lt=uhr.today())

    def with_details(self) -> "VerweisQuerySet":
        return self.select_related("person", "angebot__traeger", "angelegt_von")


class Verweis(models.Model):
    """One person sent to one Angebot. Its steps are its history, so it keeps no other."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kennung = models.CharField(_("Kennung"), max_length=8, unique=True)
    person = models.ForeignKey("kern.Person", verbose_name=_("Person"), on_delete=models.CASCADE, related_name="verweise")
    angebot = models.ForeignKey(Angebot, verbose_name=_("Angebot"), on_delete=models.PROTECT, related_name="verweise")
    einheit = models.ForeignKey(
        "kern.Organisationseinheit", verbose_name=_("Stelle"), on_delete=models.PROTECT, related_name="verweise"
    )
    angelegt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Angelegt von"), on_delete=models.PROTECT, related_name="+"
    )
    vorgaenger = models.ForeignKey(
        "self", verbose_name=_("Statt"), null=True, blank=True, on_delete=models.SET_NULL, related_name="nachfolger"
    )
    empfehlung = models.ForeignKey(
        Empfehlung, verbose_name=_("Empfehlung"), null=True, blank=True, on_delete=models.SET_NULL, related_name="verweise"
    )
    kopie = models.OneToOneField(Partnerkopie, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    uebergabe = models.CharField(_("Übergabe"), max_length=20, choices=Uebergabe, blank=True)
    status = models.CharField(_("Stand"), max_length=20, choices=VerweisStatus, default=VerweisStatus.ENTWURF)
    deutsch = VerschluesseltesFeld(_("Deutsch bisher"), blank=True)
    zeiten = VerschluesseltesFeld(_("Zeit"), blank=True)
    kinder = VerschluesseltesFeld(_("Kinder"), blank=True)
    zugang = VerschluesseltesFeld(_("Zugang"), blank=True)
    kosten = VerschluesseltesFeld(_("Kostenträger"), blank=True)
    anliegen = VerschluesseltesFeld(_("Worum es geht"), blank=True)
    grund = models.CharField(_("Grund"), max_length=20, choices=GRUENDE, blank=True)
    woanders = models.ForeignKey(
        Angebot, verbose_name=_("Vorschlag des Partners"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ausgang = models.CharField(_("Ergebnis"), max_length=20, choices=Ausgang, blank=True)
    faellig_am = models.DateField(_("Fällig am"), null=True, blank=True)
    verfaellt_am = models.DateField(_("Läuft ab am"), null=True, blank=True)
    termin_am = models.DateTimeField(_("Termin"), null=True, blank=True)
    angelegt_am = models.DateTimeField(_("Angelegt am"), default=uhr.now, editable=False)
    bewegt_am = models.DateTimeField(_("Zuletzt bewegt"), default=uhr.now)
    gesendet_am = models.DateTimeField(_("Gesendet am"), null=True, blank=True)
    angenommen_am = models.DateTimeField(_("Angenommen am"), null=True, blank=True)
    beendet_am = models.DateTimeField(_("Beendet am"), null=True, blank=True)

    objects = VerweisQuerySet.as_manager()

    class Meta:
        ordering = ["faellig_am", "angelegt_am", "id"]
        verbose_name = _("Verweis")
        verbose_name_plural = _("Verweise")
        indexes = [models.Index(fields=["status", "faellig_am"], name="verweis_status_faellig")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=VerweisStatus.values), name="verweis_status"),
            models.CheckConstraint(
                condition=Q(uebergabe__in=Uebergabe.values) | Q(uebergabe="", status__in=["entwurf", "widerrufen", "abgelaufen"]),
                name="verweis_uebergabe",
            ),
            # A letter carries no data to a partner, so nothing is written down for one.
            models.CheckConstraint(
                condition=~Q(uebergabe__in=["nur_begleitschreiben", "selbstmeldung"])
                | Q(kopie=None, deutsch="", zeiten="", kinder="", zugang="", kosten="", anliegen=""),
                name="verweis_brief_ohne_angaben",
            ),
            models.CheckConstraint(
                condition=Q(status="abgeschlossen", ausgang__in=Ausgang.values) | (~Q(status="abgeschlossen") & Q(ausgang="")),
                name="verweis_abgeschlossen_mit_ergebnis",
            ),
            models.CheckConstraint(
                condition=Q(status__in=BEENDET, beendet_am__isnull=False) | (~Q(status__in=BEENDET) & Q(beendet_am=None)),
                name="verweis_beendet_am",
            ),
            models.CheckConstraint(condition=~Q(status__in=["abgelehnt", "widerrufen"]) | ~Q(grund=""), name="verweis_grund"),
            models.CheckConstraint(condition=~Q(status="termin") | Q(termin_am__isnull=False), name="verweis_termin_am"),
            models.CheckConstraint(
                condition=~Q(status__in=["gesendet", "gelesen"]) | Q(gesendet_am__isnull=False), name="verweis_gesendet_am"
            ),
            models.CheckConstraint(condition=~Q(vorgaenger=F("id")), name="verweis_nicht_statt_sich"),
            models.UniqueConstraint(
                fields=["person", "angebot"], condition=~Q(status__in=BEENDET), name="verweis_einer_je_angebot"
            ),
        ]
        triggers = [
            state_trigger(MOEGLICH),
            pgtrigger.Protect(
                name="beginnt_als_entwurf", operation=pgtrigger.Insert, condition=~pgtrigger.Q(new__status="entwurf")
            ),
            pgtrigger.Protect(
                name="bleibt_wer_wohin", operation=pgtrigger.Update, condition=pgtrigger.AnyChange("person", "angebot", "kennung")
            ),
            mode_trigger("uebergabe"),
            pgtrigger.Trigger(
                name="nimmt_kopie_mit",
                when=pgtrigger.After,
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__kopie__isnull=False),
                func="DELETE FROM lotsen_partnerkopie WHERE id = OLD.kopie_id; RETURN NULL;",
            ),
        ]

    def __str__(self) -> str:
        return self.kennung

    def get_absolute_url(self) -> str:
        return reverse("verweise:verweis", args=[self.pk])


class Verweisschritt(models.Model):
    """One step of a Verweis: who moved it where, and why; never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    verweis = models.ForeignKey(Verweis, on_delete=models.CASCADE, related_name="schritte")
    zeit = models.DateTimeField(default=uhr.now)
    von = models.CharField(max_length=20, choices=VerweisStatus, blank=True)
    nach = models.CharField(_("Stand"), max_length=20, choices=VerweisStatus)
    seite = models.CharField(_("wer"), max_length=10, choices=Seite)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    grund = models.CharField(_("Grund"), max_length=20, choices=[*GRUENDE, *Ausgang.choices], blank=True)

    class Meta:
        ordering = ["zeit", "id"]
        verbose_name = _("Schritt eines Verweises")
        verbose_name_plural = _("Schritte von Verweisen")
        constraints = [
            models.CheckConstraint(condition=Q(nach__in=VerweisStatus.values), name="verweisschritt_nach"),
            models.CheckConstraint(condition=Q(seite__in=Seite.values), name="verweisschritt_seite"),
        ]

    def __str__(self) -> str:
        return f"{self.get_nach_display()} ({self.zeit:%Y-%m-%d})"
