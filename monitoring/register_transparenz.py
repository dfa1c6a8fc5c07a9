"""What the room of publications tells kern."""

from collections.abc import Iterable
from datetime import time, timedelta

from behoerde.kern.register import Beispieldaten, Job, OhnePersonenbezug
from monitoring.actions.beispielveroeffentlichung import build


def eintraege() -> Iterable[object]:
    """Yield the entries of the register."""
    yield OhnePersonenbezug(
        "monitoring.Veroeffentlichung", "ist, was alle lesen: gerundete Zahlen, von so vielen, dass niemand darin zu finden ist"
    )
    yield OhnePersonenbezug(
        "monitoring.Bericht", "ist, was der Rat oder das Haus liest: Zahlen, Beschlüsse, Ziele, niemandes Daten"
    )
    yield Job("berichte", "monitoring.berichte", alle=timedelta(minutes=1))
    yield Job("veroeffentlichen", "monitoring.veroeffentlichen", taeglich_um=time(5, 30))
    yield Beispieldaten(build, order=95)
