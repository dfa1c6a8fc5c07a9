"""Which paths are open: all rules of the Perspektiven-Check for one person, and for many one after the other."""

import random
import time
from statistics import median, quantiles

PERSONEN = 10_000


def check() -> list[list[str]]:
    """Judge every path for people near each of them, some of whose facts nobody knows."""
    from fallmanagement.perspektive import PFADE
    from fallmanagement.perspektive.pfad import judge_paths
    from tests.fallmanagement.profile import OFFEN, TAG

    rng, profiles = random.Random(7), list(OFFEN.values())
    people = [{name: value for name, value in rng.choice(profiles).items() if rng.random() > 0.1} for _n in range(PERSONEN)]
    seconds = []
    for facts in people:
        began = time.perf_counter()
        judge_paths(PFADE, facts, TAG)
        seconds.append(time.perf_counter() - began)
    p95 = quantiles(seconds, n=20)[-1] * 1000
    one = f"Perspektiven-Check, {len(PFADE)} paths, one person"
    return [
        [one, f"p95 {p95:.1f} ms, median {median(seconds) * 1000:.1f} ms"],
        [f"the same for {PERSONEN:,} people one after the other, without storing", f"{sum(seconds):.1f} s"],
    ]
