"""The link by which an organisation sends its lists itself."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from termine.models.buchungspartner import Buchungspartner


class PartnerzugangQuerySet(models.QuerySet["Partnerzugang"]):
    def open(self) -> "PartnerzugangQuerySet":
        """The links that nobody ended; a passed ``gueltig_bis`` closes them too."""
        return self.filter(beendet_am=None, gueltig_bis__gt=uhr.now())


class Partnerzugang(models.Model):
    """Who holds the link sends lists for ``partner`` and sees what came of them; one counts at a time.

    Its token is a Zugangslink of kern; the rows of ended links stay, so a list keeps the link it came by.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    partner = models.ForeignKey(
        Buchungspartner, verbose_name=_("Buchungspartner"), on_delete=models.PROTECT, related_name="zugaenge"
    )
    gueltig_bis = models.DateTimeField(_("Gilt bis"))
    angelegt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Angelegt von"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    angelegt_am = models.DateTimeField(_("Angelegt am"), default=uhr.now, editable=False)
    benutzt_am = models.DateTimeField(_("Zuletzt benutzt"), null=True, blank=True, editable=False)
    beendet_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("Beendet von"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    beendet_am = models.DateTimeField(_("Beendet am"), null=True, blank=True, editable=False)

    objects = PartnerzugangQuerySet.as_manager()

    class Meta:
        ordering = ["-angelegt_am"]
        verbose_name = _("Link einer Organisation")
        verbose_name_plural = _("Links der Organisationen")
        constraints = [
            models.UniqueConstraint(fields=["partner"], condition=Q(beendet_am=None), name="partnerzugang_einer_gilt"),
            models.CheckConstraint(
                condition=Q(beendet_am=None) | Q(beendet_am__gte=F("angelegt_am")), name="partnerzugang_beendet_danach"
            ),
        ]

    def __str__(self) -> str:
        return str(self.partner)
