"""A way through several counters moves as one: every Station gets its new counter before the old ones are given back."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Standort
from termine.actions.abschluss import announce_move
from termine.actions.belegung import Wunsch, claim_all
from termine.actions.rueckhalt import give_back
from termine.actions.vormerkung import lock_kette
from termine.enums import TERMIN_IM_HAUS, Absagevon
from termine.models import Belegung, Termin
from termine.queries.kette import way_at


def move_kette(termin: Termin, *, beginn: datetime, standort: Standort, von: Absagevon, sofort: bool) -> Termin:
    """Let the Stationen that still lie ahead begin at ``beginn``, one after the other as before; asking twice is harmless.

    One message goes out. Returns ``termin`` as it stands then. Raises DomainError ``vergeben``, ``nicht_aenderbar``.
    """
    stationen = lock_kette(termin)
    ahead = [row for row in stationen if row.is_gebucht]
    begun = any(row.status in TERMIN_IM_HAUS for row in stationen)
    if not ahead or begun or (not sofort and ahead[0].starts_at <= uhr.now()):
        raise begun_already()
    if (ahead[0].starts_at, ahead[0].standort_id) != (beginn, standort.pk):
        mit_vorlauf = von == Absagevon.PERSON and not sofort
        beginne = way_at(ahead, beginn, standort, sofort=not mit_vorlauf)
        if beginne is None:
            text = _("Ab dieser Zeit passen nicht alle Stationen hintereinander. Bitte wählen Sie eine andere Zeit.")
            raise DomainError(text, "vergeben")
        reseat(ahead, beginne, standort, von=von, mit_vorlauf=mit_vorlauf)
    return next(row for row in stationen if row.pk == termin.pk)


def begun_already() -> DomainError:
    return DomainError(
        _("Dieser Besuch hat schon begonnen und lässt sich nicht mehr ändern. Bitte sprechen Sie mit dem Empfang."),
        "nicht_aenderbar",
    )


def reseat(
    termine: Sequence[Termin], beginne: Sequence[datetime], standort: Standort, *, von: Absagevon, mit_vorlauf: bool
) -> None:
    """Give locked visits of one Kette other times and tell the people once; raises DomainError ``vergeben``."""
    wishes = [
        Wunsch.again(row, beginn=beginn, standort=standort, mit_vorlauf=mit_vorlauf)
        for row, beginn in zip(termine, beginne, strict=True)
    ]
    old: list[Belegung] = [row.belegung for row in termine]
    for row, wunsch, belegung in zip(termine, wishes, claim_all(wishes), strict=True):
        row.belegung, row.platz_id, row.standort = belegung, belegung.platz_id, standort
        row.starts_at, row.ends_at = wunsch.beginn, wunsch.ende
        row.kalender_sequenz += 1
        row.save(update_fields=["belegung", "platz", "standort", "starts_at", "ends_at", "kalender_sequenz"])
    for belegung in sorted(old, key=lambda row: row.platz_id):
        give_back(belegung, hidden=von == Absagevon.PERSON)
    for at, row in enumerate(termine):
        announce_move(row, von, leise=at > 0)
