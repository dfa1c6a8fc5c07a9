"""What this app does when something happened in itself, without the lower action knowing the upper one."""

from django.dispatch import receiver

from termine.actions.vorschlag import reopen_after_verfall
from termine.signals import vorschlaege_verfallen


@receiver(vorschlaege_verfallen)
def reopen(vorschlaege, **_kwargs) -> None:
    reopen_after_verfall(vorschlaege)
