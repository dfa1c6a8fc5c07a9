"""Entry points of the worker."""

from celery import shared_task

from behoerde.kern.db import System, als
from lotsen.actions.abschied import drop_contacts, propose_farewell
from lotsen.actions.einladung import drop_old_lists
from lotsen.actions.erinnerung import remind_of_deadlines
from lotsen.actions.traegerfrage import ask_traeger
from lotsen.actions.uebernahme import forget_old_lists
from lotsen.actions.veranstaltung import close_past
from lotsen.actions.veranstaltung_erinnerung import remind_guests
from lotsen.actions.verweis_lauf import run_daily


@shared_task(name="lotsen.verweise")
def verweise() -> None:
    """Remind, let expire, delete what has ended."""
    with als(System.AUFGABE):
        run_daily()


@shared_task(name="lotsen.fristen")
def fristen() -> None:
    """Remind people of deadlines on their Wegweiser."""
    with als(System.AUFGABE):
        remind_of_deadlines()


@shared_task(name="lotsen.veranstaltungen")
def veranstaltungen() -> None:
    """Remind of what is tomorrow, close what is over, delete lists without invitations."""
    with als(System.AUFGABE):
        remind_guests()
        close_past()
        drop_old_lists()


@shared_task(name="lotsen.verzeichnis")
def verzeichnis() -> None:
    """Ask each Träger whether its Angebote are still true; forget lists that nobody took over."""
    with als(System.AUFGABE):
        ask_traeger()
        forget_old_lists()


@shared_task(name="lotsen.abschied")
def abschied() -> None:
    """Propose the farewell to who leaves soon, delete addresses nobody confirmed."""
    with als(System.AUFGABE):
        propose_farewell()
        drop_contacts()
