"""What the fields of a consent are called for the person who is asked."""

from django.utils.translation import gettext_lazy as _

FELDWORTE = {
    "name": _("Name"),
    "kontakt": _("E-Mail-Adresse oder Telefonnummer"),
    "sprache": _("Sprache"),
    "deutsch": _("Deutschkenntnisse"),
    "zeiten": _("Wann Sie Zeit haben"),
    "kinder": _("Kinder, die betreut werden müssen"),
    "zugang": _("Was Sie brauchen, um teilzunehmen"),
    "kosten": _("Wer die Kosten trägt"),
    "anliegen": _("Worum es geht"),
}
