"""A database, an office and a web server of their own for each measurement."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit, urlunsplit

import psycopg
import requests

NAME = "behoerde_messung"


def fresh_database() -> None:
    """Point DATABASE_URL to an empty database of the same server; must run before Django is set up."""
    url = urlsplit(os.environ["DATABASE_URL"])
    with psycopg.connect(urlunsplit(url), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {NAME}")
    os.environ["DATABASE_URL"] = urlunsplit(url._replace(path=f"/{NAME}"))


def office(slug: str, plaetze: int, *, tage: int = 60, taken_each: int = 0, slots: int = 32):
    """Return (Leistung, Standort) of a new team: ``plaetze`` counters, ``tage`` working days from eight to four.

    ``taken_each`` of the ``slots`` quarter hours of each day and counter are booked, at random.
    """
    from behoerde.kern import uhr
    from behoerde.kern.models import Organisationseinheit
    from termine.models import Dienst
    from termine.planung import as_range
    from tests.factories.kern import StandortFactory
    from tests.factories.termine import LeistungFactory, PlatzFactory, TeamFactory

    leistung = LeistungFactory.create(slug=slug, name=slug, aktiv=True)
    einheit, _created = Organisationseinheit.objects.get_or_create(name="Messung", art="sachgebiet")
    standort = StandortFactory.create(name=slug, slug=slug)
    team = TeamFactory.create(name=slug, standort=standort, organisationseinheit=einheit, leistungen=[leistung])
    rows = [PlatzFactory.create(team=team) for _n in range(plaetze)]
    starts = [datetime.combine(day, datetime.min.time().replace(hour=8), uhr.ZONE) for day in workdays(tage)]
    length = timedelta(minutes=15 * slots)
    Dienst.objects.bulk_create(
        [Dienst(team=team, platz=platz, zeitraum=as_range((start, start + length))) for platz in rows for start in starts],
        batch_size=2000,
    )
    if taken_each:
        _take(team, taken_each, slots)
    settle()
    return leistung, standort


def _take(team, taken_each: int, slots: int) -> None:
    """Book at random, in bulk: what is free is worked out once for each Dienst by its own trigger."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.5)")
        cursor.execute("ALTER TABLE termine_belegung DISABLE TRIGGER USER")
        cursor.execute(
            "INSERT INTO termine_belegung (dienst_id, platz_id, zeitraum, art) "
            "SELECT d.id, d.platz_id, tstzrange(lower(d.zeitraum) + n * viertel, lower(d.zeitraum) + (n + 1) * viertel), 'termin' "
            "FROM (SELECT d.*, interval '15 minutes' AS viertel, n, "
            "             row_number() OVER (PARTITION BY d.id ORDER BY random()) AS reihe "
            "      FROM termine_dienst d, generate_series(0, %(slots)s - 1) AS n WHERE d.team_id = %(team)s) d "
            "WHERE reihe <= %(taken)s",
            {"taken": taken_each, "slots": slots, "team": team.pk},
        )
        cursor.execute("UPDATE termine_dienst SET zeitraum = zeitraum WHERE team_id = %s", [team.pk])
        cursor.execute("ALTER TABLE termine_belegung ENABLE TRIGGER USER")


def settle() -> None:
    """Do what autovacuum does within minutes: sweep up dead rows and count the living ones."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def workdays(number: int) -> list[date]:
    """Return the next Mondays to Fridays, from tomorrow on."""
    from behoerde.kern import uhr

    days = (uhr.today() + timedelta(days=n) for n in range(1, number * 2 + 8))
    return [day for day in days if day.weekday() < 5][:number]


@contextmanager
def web() -> Iterator[str]:
    """Run the real application server on a free port and yield its address."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = os.environ | {
        "BIND": f"127.0.0.1:{port}",
        "WEB_CONCURRENCY": "2",
        "WEB_THREADS": "8",
        "LOG_LEVEL": "ERROR",
        "TRUSTED_PROXY_COUNT": "1",
        "ADRESSE": f"http://127.0.0.1:{port}",
    }
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--config",
        "deploy/gunicorn.conf.py",
        "--backlog",
        "4096",
        "tests.messungen.wsgi",
    ]
    server = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _attempt in range(240):
            try:
                requests.get(f"{address}/gesundheit/bereit", timeout=2)
                break
            except requests.RequestException:
                time.sleep(0.25)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)
