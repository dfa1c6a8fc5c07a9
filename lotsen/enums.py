"""States of the directory."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AngebotStatus(TextChoices):
    """Whether an Angebot can be used; the values of HSDS stand in ``lotsen.hsds``."""

    AKTIV = "aktiv", _("wird angeboten")
    PAUSE = "pause", _("macht Pause")
    INAKTIV = "inaktiv", _("wird zurzeit nicht angeboten")
    BEENDET = "beendet", _("gibt es nicht mehr")


class Kategorie(TextChoices):
    """Subjects under which people look; the codes are those of the catalogue of kinds."""

    ANKOMMEN = "ankommen", _("Ankommen und Anmeldung")
    SPRACHE = "sprache", _("Deutsch lernen")
    ARBEIT = "arbeit", _("Arbeit und Ausbildung")
    ANERKENNUNG = "anerkennung", _("Abschlüsse anerkennen")
    BILDUNG = "bildung", _("Schule und Studium")
    WOHNEN = "wohnen", _("Wohnen")
    GESUNDHEIT = "gesundheit", _("Gesundheit")
    FAMILIE = "familie", _("Familie und Kinder")
    FINANZEN = "finanzen", _("Geld")
    RECHT = "recht", _("Recht und Beratung")
    EINBUERGERUNG = "einbuergerung", _("Einbürgerung")
    EHRENAMT = "ehrenamt", _("Ehrenamt und Begegnung")
