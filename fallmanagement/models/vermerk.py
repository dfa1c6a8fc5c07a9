"""Notes of a case and who may read them."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.krypto import VerschluesseltesFeld
from behoerde.kern.rechte import Recht
from fallmanagement.enums import Vermerkstufe
from fallmanagement.models.fallakte import Fallakte
from fallmanagement.models.vertretung import Vertretung


class VermerkQuerySet(models.QuerySet["Vermerk"]):
    def sichtbar_fuer(self, user) -> "VermerkQuerySet":
        """Keep what ``user`` may read; a policy of the database says the same."""
        rows = self.filter(fallakte__in=Fallakte.objects.sichtbar_fuer(user))
        if user.hat_recht(Recht.FALLAKTEN_LEITEN):
            return rows
        covered = Vertretung.objects.today().filter(durch=user).values("user")
        leads = Q(fallakte__zustaendig=user) | Q(fallakte__zustaendig__in=covered)
        return rows.filter(
            Q(stufe__in=[Vermerkstufe.TEAM, Vermerkstufe.KLIENT]) | Q(verfasst_von=user) | (Q(stufe=Vermerkstufe.FALL) & leads)
        )


class Vermerk(models.Model):
    """What somebody wrote down about a case, at one level. Never changed; for the person it counts when a second one agreed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    fallakte = models.ForeignKey(Fallakte, on_delete=models.CASCADE, related_name="vermerke")
    stufe = models.CharField(_("Wer liest das?"), max_length=12, choices=Vermerkstufe)
    text = VerschluesseltesFeld(_("Vermerk"))
    verfasst_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("verfasst von"), on_delete=models.PROTECT, related_name="+"
    )
    verfasst_am = models.DateTimeField(_("Verfasst am"), default=uhr.now, editable=False)
    freigegeben_von = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("freigegeben von"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    freigegeben_am = models.DateTimeField(_("Freigegeben am"), null=True, blank=True)

    objects = VermerkQuerySet.as_manager()

    class Meta:
        ordering = ["-verfasst_am", "-id"]
        verbose_name = _("Vermerk")
        verbose_name_plural = _("Vermerke")
        constraints = [
            models.CheckConstraint(condition=Q(stufe__in=Vermerkstufe.values), name="vermerk_stufe"),
            models.CheckConstraint(
                condition=Q(freigegeben_von=None, freigegeben_am=None)
                | Q(freigegeben_von__isnull=False, freigegeben_am__isnull=False, stufe="klient"),
                name="vermerk_freigabe",
            ),
            models.CheckConstraint(
                condition=Q(freigegeben_von=None) | ~Q(freigegeben_von=F("verfasst_von")), name="vermerk_vier_augen"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="bleibt_wie_geschrieben",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("fallakte", "stufe", "text", "verfasst_von", "verfasst_am"),
            ),
            pgtrigger.Protect(
                name="freigabe_bleibt",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__freigegeben_von__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stufe_display()} ({self.verfasst_am:%Y-%m-%d})"
