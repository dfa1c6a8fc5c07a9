"""What a person is told before an employer hears of them: the words they agree to, and each detail with its value."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _

from behoerde.kern import datum
from behoerde.kern.models import Person
from fallmanagement.models import Stellenangebot
from fallmanagement.queries.matching import Profil
from fallmanagement.stellenwerte import FERTIGKEITEN, Vorschlagsfeld

F = Vorschlagsfeld


def told(person: Person, profil: Profil, felder: Sequence[str], worte: str) -> dict[str, str]:
    """Return the value of each chosen detail, in the active language; "–" where nobody knows it."""
    skills = {"hoeren": _("hören"), "lesen": _("lesen"), "sprechen": _("sprechen"), "schreiben": _("schreiben")}
    levels = [f"{skills[name]} {profil.deutsch[name]}" for name in FERTIGKEITEN if name in profil.deutsch]
    years = profil.erfahrung_jahre
    known = {None: "", True: _("ja"), False: _("nein")}
    values = {
        F.NAME: str(person),
        F.KONTAKT: str(person.mobil or "") or person.email,
        F.DEUTSCH: ", ".join(levels),
        F.ERFAHRUNG: "" if years is None else _("Jahre: %(zahl)s") % {"zahl": years},
        F.ABSCHLUSS: known[profil.anerkannt],
        F.FUEHRERSCHEIN: ", ".join(sorted(profil.fuehrerscheine)) if profil.fuehrerscheine is not None else "",
        F.WORTE: worte.strip(),
    }
    return {feld.value: values[feld] or "–" for feld in F if feld in felder}


def consent_text(stelle: Stellenangebot, angaben: dict[str, str], gueltig_bis: date) -> str:
    """Return what is shown and kept, in the active language: one paragraph a line."""
    lines = [
        _(
            "Ich bin einverstanden, dass die %(amt)s diese Angaben über mich an %(betrieb)s weitergibt. Es geht um die Stelle: %(stelle)s."
        )
        % {"amt": settings.BEHOERDE["name"], "betrieb": stelle.betrieb.name, "stelle": stelle.titel},
        *(f"• {F(feld).label}: {wert}" for feld, wert in angaben.items()),
        _("Mehr erfährt der Betrieb von der Behörde nicht, auch nichts über meinen Aufenthalt."),
        _(
            "Das gilt bis %(tag)s. Ich kann jederzeit widerrufen, ohne einen Grund zu nennen. Dann sieht der Betrieb sofort nichts mehr davon."
        )
        % {"tag": datum.datum(gueltig_bis)},
        _("Das ist freiwillig. Wenn ich Nein sage, habe ich keinen Nachteil, und die Beratung geht weiter."),
    ]
    return "\n".join(lines)
