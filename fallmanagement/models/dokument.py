"""Documents of a case: their versions are files of ``kern.Datei``."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from fallmanagement.dokumente import Ordner
from fallmanagement.models.fallakte import Fallakte


@pghistory.track()
class Dokument(models.Model):
    """One document in a folder of a case. Each file of ``DATEIZWECK`` with its key is a version, the newest one is in force.

    ``herkunft`` says where it was taken over from.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    fallakte = models.ForeignKey(Fallakte, on_delete=models.CASCADE, related_name="dokumente")
    ordner = models.CharField(_("Ordner"), max_length=12, choices=Ordner)
    titel = models.CharField(_("Titel"), max_length=120)
    herkunft = models.CharField(_("Herkunft"), max_length=200, blank=True)
    angelegt_von = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("angelegt von"), on_delete=models.PROTECT, related_name="+"
    )
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["ordner", "titel", "id"]
        verbose_name = _("Dokument")
        verbose_name_plural = _("Dokumente")
        constraints = [
            models.CheckConstraint(condition=Q(ordner__in=Ordner.values), name="dokument_ordner"),
            models.CheckConstraint(condition=Q(titel__regex=r"\S"), name="dokument_titel"),
        ]

    def __str__(self) -> str:
        return self.titel
