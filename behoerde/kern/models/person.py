"""A person the office serves."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField
from uuid_utils.compat import uuid7

from behoerde.kern import uhr
from behoerde.kern.krypto import hash_person

KEIN_NAME = "-"  # as first name: the person has one name only


@pghistory.track(exclude=["email", "mobil"])
class Person(models.Model):
    """Who a concern is about. There is no account: the person comes back by a link or a code."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    vorname = models.CharField(_("Vorname"), max_length=80)
    nachname = models.CharField(_("Nachname"), max_length=80)
    geburtsdatum = models.DateField(_("Geburtsdatum"))
    sprache = models.CharField(_("Sprache"), max_length=10, choices=settings.LANGUAGES, default="de")
    email = models.EmailField(_("E-Mail"), blank=True)
    mobil = PhoneNumberField(_("Handynummer"), blank=True)
    person_hash = models.CharField(max_length=64, editable=False, db_index=True)
    angelegt_am = models.DateTimeField(default=uhr.now, editable=False)

    class Meta:
        ordering = ["nachname", "vorname"]
        verbose_name = _("Person")
        verbose_name_plural = _("Personen")
        indexes = [models.Index(fields=["geburtsdatum"], name="person_geboren")]
        constraints = [
            models.CheckConstraint(condition=Q(geburtsdatum__gte="1900-01-01"), name="person_geburtsdatum"),
            models.CheckConstraint(condition=Q(person_hash__regex=r"^[0-9a-f]{64}$"), name="person_hash_form"),
        ]

    def __str__(self) -> str:
        return self.nachname if self.vorname == KEIN_NAME else f"{self.vorname} {self.nachname}"

    def save(self, *args, **kwargs):
        self.person_hash = hash_person(self.vorname, self.nachname, self.geburtsdatum)
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "person_hash"}
        super().save(*args, **kwargs)
