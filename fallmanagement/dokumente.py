"""Folders of a case, and whose files its documents are."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

DATEIZWECK = "fallakte_dokument"


class Ordner(TextChoices):
    """Where a document of a case is kept."""

    AUFENTHALT = "aufenthalt", _("Aufenthalt und Identität")
    ARBEIT = "arbeit", _("Arbeit und Ausbildung")
    ANERKENNUNG = "anerkennung", _("Zeugnisse und Anerkennung")
    SPRACHE = "sprache", _("Sprache und Kurse")
    LEISTUNGEN = "leistungen", _("Wohnen und Leistungen")
    SONSTIGES = "sonstiges", _("Sonstiges")
