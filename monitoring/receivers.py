"""What monitoring does when something happened below."""

from django.dispatch import receiver

from monitoring.actions.umfrageeinladung import invite
from termine.signals import termin_abgesagt, termin_beendet


@receiver([termin_beendet, termin_abgesagt])
def ask(termin, **_kwargs) -> None:
    invite(termin)
