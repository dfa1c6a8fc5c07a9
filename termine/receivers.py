"""What this app does when something happened in itself, without the lower action knowing the upper one."""

from django.dispatch import receiver

from behoerde.kern.signals import datei_abgewiesen, grenze_erreicht
from termine.actions.auffaelligkeit import note_netz
from termine.actions.rueckweg import return_to_desk
from termine.actions.unterlagen import miss_unterlage
from termine.actions.vorschlag import reopen_after_verfall
from termine.actions.warteliste import follow_visit
from termine.enums import Absagevon
from termine.signals import termin_abgesagt, termin_verschoben, vorschlaege_verfallen


@receiver(vorschlaege_verfallen)
def reopen(vorschlaege, **_kwargs) -> None:
    reopen_after_verfall(vorschlaege)


@receiver(grenze_erreicht)
def note(netz, **_kwargs) -> None:
    note_netz(netz)


@receiver(datei_abgewiesen)
def miss(datei, **_kwargs) -> None:
    miss_unterlage(datei)


@receiver(termin_abgesagt)
def still_owe(termin, **_kwargs) -> None:
    if termin.abgesagt_von == Absagevon.AMT:
        return_to_desk(termin, termin.get_absagegrund_display())


@receiver([termin_abgesagt, termin_verschoben])
def wait_no_longer(termin, **_kwargs) -> None:
    follow_visit(termin)
