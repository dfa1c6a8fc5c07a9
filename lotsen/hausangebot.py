"""What a house may have for people who wait in it, in words for everybody."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Hausangebot(TextChoices):
    SPIELECKE = "spielecke", _("Spielecke für Kinder")
    WASSER = "wasser", _("Trinkwasser")
    WLAN = "wlan", _("WLAN, kostenlos")
    WC = "wc", _("Toilette")
    WC_ROLLSTUHL = "wc_rollstuhl", _("Toilette für Menschen mit Rollstuhl")
    WICKELTISCH = "wickeltisch", _("Wickeltisch")
    STILLEN = "stillen", _("Raum zum Stillen")
    RUHE = "ruhe", _("Ruhiger Raum")
    LADEN = "laden", _("Steckdosen für das Handy")
    AUFZUG = "aufzug", _("Aufzug")
