"""What the office does with a concern, before a client answers."""

from datetime import timedelta

from django.db import transaction

from termine.actions.aufnahme import lock_aufnahme, move_anliegen
from termine.actions.versprechen import pause_versprechen
from termine.actions.vorschlag import offer_termine
from termine.enums import AnliegenStatus
from termine.models import Aufnahme, Rueckfrage, Terminvorschlag
from tests.factories.termine import JETZT, MORGEN


@transaction.atomic
def ask(aufnahme: Aufnahme, text: str = "Haben Sie einen Mietvertrag?") -> Rueckfrage:
    """Ask back; nobody is told."""
    aufnahme = lock_aufnahme(aufnahme)
    move_anliegen(aufnahme, AnliegenStatus.IN_SICHTUNG)
    move_anliegen(aufnahme, AnliegenStatus.RUECKFRAGE)
    pause_versprechen(aufnahme)
    return Rueckfrage.objects.create(aufnahme=aufnahme, text=text)


def offer(aufnahme: Aufnahme, *minutes: int) -> list[Terminvorschlag]:
    """Offer times so many minutes after MORGEN, good for twenty hours."""
    zeiten = [(MORGEN + timedelta(minutes=m), aufnahme.team.standort) for m in minutes]
    return offer_termine(aufnahme, zeiten, gueltig_bis=JETZT + timedelta(hours=20))
