"""What the room of surveys tells kern about itself."""

from datetime import time

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from behoerde.kern.rechte import Recht
from behoerde.kern.register import Beispieldaten, Job, Navigation
from monitoring import nachrichten_umfrage, umfragelink_nachrichten
from monitoring.actions.beispielumfragen import build


def eintraege() -> tuple[object, ...]:
    return (
        *umfragelink_nachrichten.ANLAESSE,
        *nachrichten_umfrage.ANLAESSE,
        Beispieldaten(build, order=55),
        Navigation(
            _("Umfragen"),
            reverse_lazy("umfragen:ergebnisse"),
            Recht.UMFRAGEN_SEHEN,
            order=80,
            symbol="smile",
            text=_("Was Klientinnen und Klienten nach dem Termin sagen"),
        ),
        # At night, and seldom: the more answers come out of the buffer together, the less one of them says.
        Job("umfragen_leeren", "monitoring.umfragen_leeren", taeglich_um=time(3, 20)),
    )
