"""Words of working together: who reads a case of others, what partners get."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Zugriffsart(TextChoices):
    NOTZUGRIFF = "notzugriff", _("Notzugriff")
    AUF_ZEIT = "auf_zeit", _("Zugriff auf Zeit")


class Zugriffsbefund(TextChoices):
    """What the lead found about a Notzugriff."""

    NOETIG = "noetig", _("Der Zugriff war nötig")
    UNNOETIG = "unnoetig", _("Der Zugriff war nicht nötig")


class Freigabefeld(TextChoices):
    """What of a case may go to a partner; nothing else ever does."""

    NAME = "name", _("Name")
    GEBURTSDATUM = "geburtsdatum", _("Geburtsdatum")
    KONTAKT = "kontakt", _("Kontakt")
    SPRACHE = "sprache", _("Sprache")
    AUFENTHALT = "aufenthalt", _("Aufenthaltsstatus und wie lange er gilt")
    ARBEIT = "arbeit", _("Ob und wie die Person arbeiten darf")
    PHASE = "phase", _("Wo die Begleitung steht")
    ANSPRECHPERSON = "ansprechperson", _("Wer im Amt zuständig ist")
    HAUSHALT = "haushalt", _("Wie viele Menschen im Haushalt leben")


class Freigabegrundlage(TextChoices):
    EINWILLIGUNG = "einwilligung", _("Einwilligung der Person")
    AUFENTHG_90 = "aufenthg_90_3", _("§ 90 Abs. 3 AufenthG")
    ASYLBLG_11 = "asylblg_11_3", _("§ 11 Abs. 3 AsylbLG")
    ANDERE = "andere", _("andere Rechtsgrundlage")


class Freigabeende(TextChoices):
    """Why a Freigabe ended before its day."""

    WIDERRUF = "widerruf", _("Die Person hat widerrufen")
    AMT = "amt", _("Das Amt hat sie beendet")
    AKTE = "akte", _("Die Akte wurde beendet")


class Einwilligungsart(TextChoices):
    """How a person agreed."""

    SCHIRM = "schirm", _("am Bildschirm gelesen oder vorgelesen")
    PAPIER = "papier", _("auf Papier unterschrieben")
