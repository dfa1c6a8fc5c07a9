"""The words of a consent to tell a partner something about a case, as the person reads or hears them."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from behoerde.kern import datum

FASSUNG = "2026-11"  # changes with the words
FELDWORTE = {
    "name": gettext_lazy("mein Name"),
    "geburtsdatum": gettext_lazy("mein Geburtsdatum"),
    "kontakt": gettext_lazy("meine E-Mail-Adresse oder Telefonnummer"),
    "sprache": gettext_lazy("meine Sprache"),
    "aufenthalt": gettext_lazy("mein Aufenthaltsstatus und wie lange er gilt"),
    "arbeit": gettext_lazy("ob und wie ich arbeiten darf"),
    "phase": gettext_lazy("wo meine Begleitung steht"),
    "ansprechperson": gettext_lazy("wer im Amt für mich da ist"),
    "haushalt": gettext_lazy("wie viele Menschen in meinem Haushalt leben"),
}


def consent_text(*, empfaenger: str, felder: Iterable[str], zweck: str, bis: date) -> str:
    """Return what is shown and kept, in the active language: one paragraph a line."""
    lines = [
        _("Ich bin einverstanden, dass die %(amt)s diese Angaben über mich an %(empfaenger)s weitergibt:")
        % {"amt": settings.BEHOERDE["name"], "empfaenger": empfaenger},
        *(f"• {FELDWORTE[feld]}" for feld in felder),
        _("Zweck: %(zweck)s") % {"zweck": zweck.strip()},
        _("Das gilt bis %(tag)s. Ich kann jederzeit widerrufen, ohne einen Grund zu nennen. Dann sieht die Stelle nichts mehr.")
        % {"tag": datum.datum(bis)},
        _("Das ist freiwillig. Wenn ich Nein sage, habe ich keinen Nachteil."),
    ]
    return "\n".join(lines)
