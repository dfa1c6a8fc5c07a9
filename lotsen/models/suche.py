"""What the search of the directory reads: one row for each Angebot that is offered, kept by triggers of the database."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_lazy as _

from lotsen.models.angebot import Angebot


class Wochenzeiten(models.Field):
    """Seconds of the week from Monday midnight on, wall time at the office, as an ``int4multirange``."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "int4multirange"


class Suchzeile(models.Model):
    """An Angebot as it is searched: its words with their German stems, its name as people sort it, its places.

    Python never writes here: whatever changes an Angebot, its Träger, its places or hours changes this row in the same statement.
    ``offen``: the hours of each week when one may come without an appointment; ``offen_zeitweise``: there are others besides, which
    count on some days only. ``worte``: name, who, where, everything said about it, and its kind (see ``art_word``);
    ``namensworte``: the name in every language.
    """

    angebot = models.OneToOneField(
        Angebot, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="suchzeile"
    )  # the database deletes it with the Angebot
    angebotsart = models.CharField(max_length=60)
    name = models.TextField()
    sprachen = ArrayField(models.CharField(max_length=10))
    hat_frei = models.BooleanField()
    barrierefrei = models.BooleanField()
    breiten = ArrayField(models.FloatField())
    laengen = ArrayField(models.FloatField())
    offen = Wochenzeiten(db_default="{}")
    offen_zeitweise = models.BooleanField(db_default=False)
    worte = SearchVectorField()
    namensworte = SearchVectorField()

    class Meta:
        verbose_name = _("Suchzeile")
        verbose_name_plural = _("Suchzeilen")
        indexes = [
            models.Index(fields=["name", "angebot"], name="suchzeile_name"),
            models.Index(fields=["angebotsart", "name"], name="suchzeile_art"),
            GinIndex(fields=["worte"], name="suchzeile_worte"),
            GinIndex(fields=["namensworte"], name="suchzeile_namensworte"),
            GinIndex(fields=["sprachen"], name="suchzeile_sprachen"),
        ]

    def __str__(self) -> str:
        return self.name


class Suchwort(models.Model):
    """A word that stands somewhere in the directory, without accents: what somebody may have meant."""

    wort = models.TextField(primary_key=True)

    class Meta:
        verbose_name = _("Suchwort")
        verbose_name_plural = _("Suchwörter")
        indexes = [GinIndex(OpClass("wort", name="gin_trgm_ops"), name="suchwort_aehnlich")]

    def __str__(self) -> str:
        return self.wort
