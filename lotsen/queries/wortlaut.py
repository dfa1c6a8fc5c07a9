"""The words of a consent, as the person reads them before answering."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from behoerde.kern import datum
from lotsen.feldworte import FELDWORTE
from lotsen.models import Feld, Verweis
from termine.dolmetschsprachen import sprachname


def consent_text(verweis: Verweis, *, felder: Sequence[str], zweck: str, gueltig_bis: date) -> str:
    """Return what is shown and kept, in the active language: one paragraph a line, what is told with its value."""
    angebot = verweis.angebot
    lines = [
        _("Ich bin einverstanden, dass die %(amt)s diese Angaben über mich an %(traeger)s weitergibt. Es geht um: %(angebot)s.")
        % {"amt": settings.BEHOERDE["name"], "traeger": angebot.traeger.name, "angebot": angebot.name},
        *(f"• {line}" for line in told(verweis, felder)),
        _("Zweck: %(zweck)s") % {"zweck": zweck.strip()},
        _("Meinen Namen und meinen Kontakt bekommt die Stelle erst, wenn sie zugesagt hat."),
        _("Die Stelle meldet der Behörde nur, wie es steht und ob es geholfen hat. Was ich dort sage, bleibt dort."),
        _(
            "Das gilt bis %(tag)s. Ich kann jederzeit widerrufen, ohne einen Grund zu nennen. Dann löschen wir die Angaben bei der Stelle sofort."
        )
        % {"tag": datum.datum(gueltig_bis)},
        _(
            "Das ist freiwillig. Wenn ich Nein sage, habe ich keinen Nachteil: Ich bekomme einen Begleitbrief und gehe selbst hin. "
            "Die Hilfe ist dieselbe."
        ),
    ]
    return "\n".join(lines)


def told(verweis: Verweis, felder: Sequence[str]) -> list[str]:
    """Return each field with what would be told, in the active language."""
    person = verweis.person
    values = {
        Feld.NAME: str(person),
        Feld.KONTAKT: person.email or str(person.mobil),
        Feld.SPRACHE: sprachname(person.sprache),
    }
    lines = []
    for feld in felder:
        value = values.get(Feld(feld), getattr(verweis, feld, ""))
        lines.append(f"{FELDWORTE[feld]}: {value or '–'}")
    return lines
