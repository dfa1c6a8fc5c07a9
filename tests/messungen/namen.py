"""Looking for a person by name among 200,000: how long the database and Django take for the first page."""

import time
from statistics import median, quantiles

from tests.messungen.sichtung import SILBEN, VORNAMEN
from tests.messungen.sichtung import _person as person
from tests.messungen.umgebung import settle

MENSCHEN, STAPEL, SEITE = 200_000, 10_000, 50


def names() -> list[list[str]]:
    """Ask for forty names as they stand there, as somebody heard them, and for surnames alone."""
    from behoerde.kern.models import Person
    from behoerde.kern.suche import persons_sounding

    for first in range(0, MENSCHEN, STAPEL):
        Person.objects.bulk_create(person(n + 10**6) for n in range(first, first + STAPEL))
    settle()
    whole = [f"{VORNAMEN[n % len(VORNAMEN)]} {surname(n * 4999)}" for n in range(40)]
    heard = [text.replace("sh", "sch").replace("k", "ck").replace("v", "w").replace("i", "y") for text in whole]
    asked = {"as it stands there": whole, "as it was heard": heard, "surname only": [text.split()[-1] for text in whole]}
    rows = []
    for what, texts in asked.items():
        seconds, found = [], 0
        for text in texts:
            began = time.perf_counter()
            found += len(
                persons_sounding(text).order_by("nachname", "vorname", "pk").values_list("pk", "vorname", "nachname")[:SEITE]
            )
            seconds.append(time.perf_counter() - began)
        worst = quantiles(seconds, n=20)[-1] * 1000
        measured = (
            f"p95 {worst:.0f} ms, median {median(seconds) * 1000:.0f} ms, {found / len(texts):.1f} people on the first page"
        )
        rows.append([f"a name among {MENSCHEN:,} people, {what}", measured])
    return rows


def surname(n: int) -> str:
    return "".join(SILBEN[n // step % len(SILBEN)] for step in (1, 20, 400, 8000)).capitalize()
