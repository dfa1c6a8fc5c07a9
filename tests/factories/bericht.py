"""Reports of tests, as the worker makes them."""

from datetime import date

from behoerde.kern.models import User
from monitoring.actions.bericht import ask
from monitoring.bericht import Berichtart
from monitoring.models import Bericht
from monitoring.tasks import write_reports

HALBJAHR = {"art": Berichtart.RAT, "von": date(2026, 7, 1)}


def written(user: User, **what) -> Bericht:
    """Ask for a report and let the worker write it."""
    row = ask(user=user, **({"vorwort": "Worum es geht."} | HALBJAHR | what))
    write_reports()
    row.refresh_from_db()
    return row
