"""How fast free times are found, against a Django view with one query in the same run."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from statistics import median

import requests

from tests.messungen.umgebung import office

SECONDS = 5.0
THREADS = 4


def requests_per_second(url: str) -> float:
    """Ask ``url`` for a while on a few kept connections."""

    def ask(_n: int) -> int:
        count, end = 0, time.perf_counter() + SECONDS
        with requests.Session() as session:
            while time.perf_counter() < end:
                session.get(url, timeout=60).raise_for_status()
                count += 1
        return count

    with ThreadPoolExecutor(THREADS) as pool:
        return sum(pool.map(ask, range(THREADS))) / SECONDS


def availability(address: str) -> list[list[str]]:
    """Eight weeks, 50 counters, 80 percent taken, over HTTP in one request."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from behoerde.kern import uhr
    from termine.queries.frei import free_zeiten

    leistung, _standort = office("frei-50", 50, tage=40, taken_each=26)
    von = uhr.now()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        found = free_zeiten(leistung, von, von + timedelta(weeks=8), fresh=True)
    first, last = uhr.today(), uhr.today() + timedelta(weeks=8)
    url = f"{address}/api/v1/leistungen/frei-50/freie-zeiten?von={first}&bis={last}"
    cold = []
    for n in range(7):
        time.sleep(1.1)  # the answer may be a second old
        began = time.perf_counter()
        requests.get(f"{url}&personen=1&n={n}", timeout=60).raise_for_status()
        cold.append(time.perf_counter() - began)
    plain = requests_per_second(f"{address}/messung/eine-abfrage")
    warm = requests_per_second(url)
    page = requests_per_second(f"{address}/termine/leistungen/frei-50/buchen/?personen=1")
    return [
        ["free times, 8 weeks, 50 counters, 80 % taken", f"{len(found)} times in {len(queries)} SQL queries, one request"],
        ["… warm, API, against a view with one query", f"{warm / plain:.2f} ({warm:.0f} and {plain:.0f} requests/s)"],
        ["… the calendar page a client sees", f"{page / plain:.2f} ({page:.0f} requests/s)"],
        ["… cold, API, median of 7", f"{median(cold) * 1000:.0f} ms"],
    ]


def sizes() -> list[str]:
    """Twelve weeks: 400 counters with 120,000 visits against 50 counters with 15,000."""
    from behoerde.kern import uhr
    from termine.queries.frei import free_zeiten

    seconds = {}
    for counters in (50, 400):
        leistung, _standort = office(f"gross-{counters}", counters, tage=60, taken_each=5)
        von = uhr.now()
        runs = []
        for _run in range(5):
            began = time.perf_counter()
            free_zeiten(leistung, von, von + timedelta(weeks=12), fresh=True)
            runs.append(time.perf_counter() - began)
        seconds[counters] = median(runs)
    return [
        "free times of 12 weeks: 400 counters with 120,000 visits against 50 with 15,000",
        f"{seconds[400] / seconds[50]:.2f} ({seconds[400] * 1000:.0f} and {seconds[50] * 1000:.0f} ms)",
    ]
