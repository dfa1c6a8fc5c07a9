"""Many clients want few times, over HTTP, at the same moment."""

import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from tests.messungen.kundin import Kundin
from tests.messungen.umgebung import office


def race(address: str, clients: int, counters: int, slots: int) -> list[str]:
    """Let ``clients`` fight for ``counters`` x ``slots`` times and return the row of the table.

    Everybody takes one of the times her page offers and tries again with those the answer offers, until it offers none.
    """
    from behoerde.kern.actions.kontaktnachweis import code_of
    from behoerde.kern.models import Kontaktnachweis
    from termine.enums import TerminStatus
    from termine.models import Belegung, Termin

    slug = f"ansturm-{clients}"
    _leistung, standort = office(slug, counters, tage=1, slots=slots)
    start = threading.Event()
    people = [Kundin(address, number) for number in range(clients)]

    def fight(kundin: Kundin) -> str:
        kundin.open_calendar(slug)
        start.wait()
        while kundin.offered:
            if booking := kundin.take(random.choice(kundin.offered)):
                return kundin.name(booking)
            if kundin.offered:
                kundin.form["schutz_loesung"] = kundin.solve("termin_zeit")
        return ""

    with ThreadPoolExecutor(clients) as pool:
        running = [pool.submit(fight, kundin) for kundin in people]
        while sum(len(kundin.statuses) > 1 for kundin in people) < clients:
            time.sleep(0.1)
        began = time.perf_counter()
        start.set()
        code_pages = {kundin: future.result() for kundin, future in zip(people, running, strict=True)}
        seconds = time.perf_counter() - began
        codes = {row.adresse: code_of(row) for row in Kontaktnachweis.objects.order_by("pk")}
        for kundin, code_page in code_pages.items():
            if code_page:
                pool.submit(kundin.confirm, code_page, codes[kundin.email])
    booked = Termin.objects.filter(standort=standort, status=TerminStatus.GEBUCHT).count()
    statuses = Counter(status // 100 for kundin in people for status in kundin.statuses)
    taken = Belegung.objects.filter(platz__team__standort=standort)
    double = taken.count() - taken.values("platz", "zeitraum").distinct().count()
    return [
        f"{clients} clients for {counters * slots} times: booked",
        (
            f"{booked} of {counters * slots}, counters taken {taken.count()}, double {double}, 5xx {statuses[5]}, "
            f"all answered in {seconds:.1f} s ({sum(statuses.values())} requests)"
        ),
    ]
