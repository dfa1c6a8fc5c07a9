"""One complete booking over HTTP, counted."""

from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.messungen.kundin import Kundin
from tests.messungen.umgebung import office, workdays


def complete(address: str) -> list[str]:
    """Book from the calendar to the ticket and count requests, and the SQL of the confirming one."""
    from django.db import connection

    from behoerde.kern.actions.kontaktnachweis import code_of
    from behoerde.kern.models import Kontaktnachweis
    from termine.models import Termin
    from termine.planung import day_bounds
    from termine.queries.frei import free_zeiten

    leistung, standort = office("buchung", 2, tage=5)
    day = workdays(1)[0]
    zeit = free_zeiten(leistung, *day_bounds(day, day, standort.zeitzone), fresh=True)[0]
    kundin = Kundin(address, 60_000)
    kundin.open_calendar("buchung")
    code_page = kundin.name(kundin.take(f"{zeit.beginn.isoformat()}/buchung"))
    code = code_of(Kontaktnachweis.objects.latest("pk"))
    client = Client(HTTP_HOST="127.0.0.1")
    with CaptureQueriesContext(connection) as queries:
        client.post(code_page, {"code": code})
    status = Termin.objects.get(leistung=leistung).status
    needed = len(kundin.statuses) - 1 + 1  # without the form that is shown after the time was taken, with the code
    return [
        "complete booking over HTTP",
        (
            f"{needed} requests needed (one of them the task of the proof of work), {needed + 2} with both pages a browser shows between; "
            f"{len(queries)} SQL statements in the confirming one, then {status}"
        ),
    ]
