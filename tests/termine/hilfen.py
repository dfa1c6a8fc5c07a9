"""Steps that several tests take."""

from datetime import timedelta

import pytest

from behoerde.kern.exceptions import DomainError
from termine.actions.bestaetigung import submit
from termine.actions.erfassung import record_personen
from termine.actions.verfall import sweep_expired
from termine.actions.vormerkung import hold_termin
from termine.models import Termin
from tests.factories.termine import MORGEN, kontakt, person


def refused(action, *args, **kwargs) -> str:
    """Return the code of the "no"."""
    with pytest.raises(DomainError) as error:
        action(*args, **kwargs)
    return error.value.code


def hold(leistung, standort, **more) -> Termin:
    return hold_termin(**({"leistung": leistung, "beginn": MORGEN, "standort": standort, "schluessel": "formular-1"} | more))


def sent(leistung, standort, *, n: int = 0, sprache: str = "de", **more) -> Termin:
    """Return a booking of the n-th person that waits for its confirmation."""
    termin = hold(leistung, standort, **({"schluessel": f"formular-{n}"} | more))
    return submit(record_personen(termin, [person(n)], kontakt(n, sprache=sprache)))


def show_hidden(uhr) -> None:
    """Let so much time pass that everybody sees what was given back."""
    uhr.shift(timedelta(hours=1))
    sweep_expired()
