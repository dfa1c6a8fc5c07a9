"""What this app does when something happened in itself, without the lower action knowing the upper one."""

from django.dispatch import receiver

from behoerde.kern.signals import datei_abgewiesen
from termine.actions.unterlagen import miss_unterlage
from termine.actions.vorschlag import reopen_after_verfall
from termine.signals import vorschlaege_verfallen


@receiver(vorschlaege_verfallen)
def reopen(vorschlaege, **_kwargs) -> None:
    reopen_after_verfall(vorschlaege)


@receiver(datei_abgewiesen)
def miss(datei, **_kwargs) -> None:
    miss_unterlage(datei)
