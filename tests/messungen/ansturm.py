"""Many clients want few times, over HTTP, at the same moment."""

import random
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from tests.messungen.kundin import Kundin
from tests.messungen.umgebung import office


def race(address: str, clients: int, counters: int, slots: int) -> list[str]:
    """Let ``clients`` fight for ``counters`` x ``slots`` times and return the rows of the table."""
    from termine.models import Belegung
    from termine.planung import day_bounds
    from termine.queries.frei import free_zeiten

    slug = f"ansturm-{clients}"
    leistung, standort = office(slug, counters, tage=1, slots=slots)
    from tests.messungen.umgebung import workdays

    day = workdays(1)[0]
    times = [zeit.beginn.isoformat() for zeit in free_zeiten(leistung, *day_bounds(day, day, standort.zeitzone), fresh=True)]
    start = threading.Event()
    people = [Kundin(address, number) for number in range(clients)]

    def fight(kundin: Kundin) -> str:
        kundin.open_calendar(slug)
        start.wait()
        for beginn in random.sample(times, len(times)):
            if booking := kundin.take(beginn, slug):
                return booking
            kundin.form["schutz_loesung"] = kundin.solve("termin_zeit")
        return ""

    with ThreadPoolExecutor(clients) as pool:
        running = [pool.submit(fight, kundin) for kundin in people]
        while sum(bool(kundin.statuses) for kundin in people) < clients:
            time.sleep(0.1)
        began = time.perf_counter()
        start.set()
        booked = [future.result() for future in running]
        seconds = time.perf_counter() - began
    statuses = Counter(status // 100 for kundin in people for status in kundin.statuses)
    taken = Belegung.objects.filter(platz__team__standort=standort)
    double = taken.count() - taken.values("platz", "zeitraum").distinct().count()
    return [
        f"{clients} clients for {counters * slots} times: got one",
        (
            f"{sum(map(bool, booked))} of {counters * slots}, counters taken {taken.count()}, double {double}, "
            f"5xx {statuses[5]}, all answered in {seconds:.1f} s ({sum(statuses.values())} requests)"
        ),
    ]
