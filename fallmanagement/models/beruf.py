"""Occupations by their official names."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fallmanagement.kompetenzen import Berufssystem


class Beruf(models.Model):
    """One occupation: of the KldB 2010 with its code of five digits, of the ESCO with the address of its concept.

    One that a newer file does not name any more stays, not ``aktuell``: profiles and vacancies may still point to it.
    """

    system = models.CharField(_("Verzeichnis"), max_length=4, choices=Berufssystem)
    code = models.CharField(_("Code"), max_length=120)
    name = models.CharField(_("Name"), max_length=250)
    name_en = models.CharField(_("Englischer Name"), max_length=250, blank=True)
    suchworte = ArrayField(models.CharField(max_length=250), verbose_name=_("Suchwörter"), default=list, blank=True)
    aktuell = models.BooleanField(_("aktuell"), default=True)

    class Meta:
        ordering = ["name", "code"]
        verbose_name = _("Beruf")
        verbose_name_plural = _("Berufe")
        constraints = [
            models.UniqueConstraint(fields=["system", "code"], name="beruf_einmal_je_verzeichnis"),
            models.CheckConstraint(condition=Q(system__in=Berufssystem.values), name="beruf_system"),
            models.CheckConstraint(condition=~Q(system="kldb") | Q(code__regex=r"^[0-9]{5}$"), name="beruf_kldb_code"),
            models.CheckConstraint(
                condition=~Q(system="esco") | Q(code__regex=r"^http://data\.europa\.eu/esco/occupation/[0-9A-Za-z.-]+$"),
                name="beruf_esco_code",
            ),
            models.CheckConstraint(condition=Q(name__regex=r"\S"), name="beruf_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kurz(self) -> str:
        """The code as people compare it: of ESCO the end of its address."""
        return self.code.rpartition("/")[2][:8]
