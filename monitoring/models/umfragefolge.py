"""What the office did about what people said, for everybody to read."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from monitoring.umfrage import quarter_name


class Umfragefolge(models.Model):
    """You said – we did: one finding of a survey or of complaints, and what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    gesagt = models.CharField(_("Sie haben gesagt"), max_length=300)
    getan = models.CharField(_("Wir haben getan"), max_length=600)
    periode = models.DateField(_("Ergebnis aus dem Quartal"), null=True, blank=True)
    vorhaben = models.ForeignKey(
        "monitoring.Vorhaben",
        verbose_name=_("Maßnahme dazu"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="umfragefolgen",
    )
    tag = models.DateField(_("Tag"))
    veroeffentlicht_am = models.DateTimeField(_("Veröffentlicht am"), null=True, blank=True)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["-tag", "-id"]
        verbose_name = _("Folge einer Umfrage")
        verbose_name_plural = _("Folgen von Umfragen")

    def __str__(self) -> str:
        return self.gesagt

    @property
    def quartal(self) -> str:
        """Return which quarter it answers to, "" when it is not said."""
        return quarter_name(self.periode) if self.periode else ""
