"""Words of the Leitbild that everybody reads."""

from django.conf.locale import LANG_INFO
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

ZWECK = "leitbildeinladung"  # of the capability link; ``objekt_id`` is a Leitbildeinladung
# Languages in which a Beitrag may be written, under their own names.
SPRACHEN = tuple(
    (code, LANG_INFO[code]["name_local"]) for code in ["de", "en", "uk", "ar", "tr", "ru", "fa", "fr", "es", "pl", "ro"]
)


class Leitbildebene(TextChoices):
    """Whose Leitbild it is."""

    STADT = "stadt", _("Leitbild der Stadt")
    AMT = "amt", _("Leitbild der Ausländerbehörde")


class Beitragsart(TextChoices):
    ZUSTIMMUNG = "zustimmung", _("Das finden wir gut")
    AENDERUNG = "aenderung", _("Das möchten wir ändern")
    BEDENKEN = "bedenken", _("Wir haben Bedenken")


class Entscheidung(TextChoices):
    """What the office makes of a Beitrag."""

    UEBERNOMMEN = "uebernommen", _("übernommen")
    TEILWEISE = "teilweise", _("zum Teil übernommen")
    NICHT = "nicht", _("nicht übernommen")
    KENNTNIS = "kenntnis", _("bestärkt uns")
