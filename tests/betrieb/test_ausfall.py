"""What is promised when a part dies: acknowledged is kept, nothing is double, all comes back by itself."""

import email
import hashlib
import os
import random
import secrets
import signal
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

import pytest
import requests

from behoerde.eingebettet import State, Valkey
from behoerde.kern.actions.beispiel import KENNWORT, _secret, current_code
from behoerde.kern.actions.kontaktnachweis import code_of
from behoerde.kern.models import Kontaktnachweis
from tests.betrieb.portal import Portal, portal, wait_until
from tests.messungen.kundin import FIELD, Kundin

pytestmark = [pytest.mark.langsam, pytest.mark.timeout(600)]
SLUG = "eat-abholung"
OVERLAPS = """
SELECT count(*) FROM termine_belegung a JOIN termine_belegung b
ON a.platz_id = b.platz_id AND a.id < b.id AND a.zeitraum && b.zeitraum
"""


@dataclass
class Bookings:
    """People who book one visit after the other; ``kept`` lists what the portal acknowledged."""

    portal: Portal
    kept: list[str] = field(default_factory=list)
    faults: Counter = field(default_factory=Counter)
    done: threading.Event = field(default_factory=threading.Event)

    def until(self, action):
        """Repeat the same request until it is answered, as the page for a fault does; None when the test is over."""
        while not self.done.is_set():
            try:
                answer = action()
            except requests.RequestException:
                self.faults["connection"] += 1
            else:
                if answer is not None:
                    return answer
                self.faults["503"] += 1
            time.sleep(0.2)
        return None

    def book_on(self, start: int) -> None:
        number = start
        while not self.done.is_set():
            number += 1
            self._book(Kundin(self.portal.address, number))

    def _book(self, kundin: Kundin) -> None:
        if not self.until(lambda: kundin.open_calendar(SLUG) or True if self.portal.is_ready() else None):
            return
        times = self.until(lambda: self._times(kundin))
        if not times:
            return
        zeit = random.choice(times)
        booking = self.until(lambda: _answered(kundin, lambda: kundin.take(zeit)))
        code_page = booking and booking != "taken" and self.until(lambda: _answered(kundin, lambda: kundin.name(booking)))
        if code_page and code_page.startswith("/code/"):
            self.kept.append(code_page.split("/")[2])

    def _times(self, kundin: Kundin) -> list[str] | None:
        answer = kundin.ask("GET", f"/api/v1/leistungen/{SLUG}/freie-zeiten")
        return [f"{zeit['beginn']}/{zeit['standort']}" for zeit in answer.json()["zeiten"]] if answer.status_code == 200 else None


def _answered(kundin: Kundin, action) -> str | None:
    """Return where the answer leads; "taken" for a refusal, None for a fault that is worth the same request again."""
    location = action()
    return None if kundin.statuses[-1] >= 500 else location or "taken"


def test_killed_postgresql_keeps_what_was_acknowledged(tmp_path):
    with portal(tmp_path) as running:
        bookings = Bookings(running)
        threads = [threading.Thread(target=bookings.book_on, args=(n * 1000,)) for n in range(6)]
        for thread in threads:
            thread.start()
        for _round in range(3):
            before = len(bookings.kept)
            wait_until(lambda before=before: len(bookings.kept) >= before + 5, 90)
            os.kill(running.servers.postgres.pid(), signal.SIGKILL)
        after = len(bookings.kept)
        wait_until(lambda: len(bookings.kept) >= after + 5, 90)
        bookings.done.set()
        for thread in threads:
            thread.join()
        wait_until(running.is_ready, 30)
        former = running.servers.postgres.pid()
        os.kill(former, signal.SIGKILL)  # nobody asks now: the pool keeps its dead connections
        wait_until(lambda: running.servers.postgres.pid() not in {None, former} and running.is_ready(), 60)
        assert Counter(requests.get(running.address, timeout=30).status_code for _ in range(20)) == {200: 20}
        assert len(bookings.kept) >= 20
        assert _missing(running, bookings.kept) == []
        assert running.rows(OVERLAPS) == [(0,)]
        assert sum(bookings.faults.values()) > 0


def _missing(running: Portal, tokens: list[str]) -> list[str]:
    """Return the acknowledged bookings that the database does not know any more."""
    known = {
        token
        for (token,) in running.rows(
            "SELECT l.token_hash FROM kern_zugangslink l JOIN kern_kontaktnachweis n ON n.id = l.objekt_id "
            "JOIN termine_termin t ON t.id = n.objekt_id WHERE t.status = 'bestaetigung_offen'"
        )
    }
    return [token for token in tokens if hashlib.sha256(token.encode()).hexdigest() not in known]


def sign_in(address: str) -> int:
    """Sign in at the front desk with password and code; return the status of the page behind it."""
    session = requests.Session()

    def post(path: str, **data: str) -> requests.Response:
        form = dict(FIELD.findall(session.get(address + path, timeout=30).text))
        return session.post(address + path, data=form | data, headers={"Referer": address}, timeout=30)

    post("/konto/login/", login="empfang@musterstadt.example", password=KENNWORT)
    post("/konto/2fa/authenticate/", code=current_code(_secret(0)))
    return session.get(f"{address}/arbeitsplatz/", timeout=30, allow_redirects=False).status_code


def test_stopped_valkey_stops_nobody_and_every_mail_arrives_once(tmp_path, settings):
    state = State(f"ausfall-valkey-{secrets.token_hex(4)}")
    with state.exclusive():
        valkey = Valkey(state)
        valkey.ensure()
        url = valkey.url()
    with portal(tmp_path, VALKEY_URL=url) as running:
        settings.LINK_SCHLUESSEL = running.env["LINK_SCHLUESSEL"]
        celery = ("-m", "celery", "--app=behoerde", "--quiet")
        running.run(*celery, "worker", "--concurrency=1", f"--hostname={secrets.token_hex(4)}@%h")
        running.run(*celery, "beat", f"--schedule={tmp_path / 'beat'}", "--pidfile=")
        valkey.stop()
        assert book(running) == "gebucht"
        assert sign_in(running.address) == 200
        due = "SELECT anlass, status, id::text FROM kern_nachricht WHERE faellig_ab <= now() AND anlass LIKE 'termin%'"
        assert {anlass for anlass, _status, _key in running.rows(due)} == {"termin_bestaetigung", "termin_bestaetigt"}
        with state.exclusive():
            valkey.revive()
        # The scheduler is back too, and staff may get mails of their own: every one of them counts.
        alle = "SELECT anlass, status, id::text FROM kern_nachricht WHERE faellig_ab <= now()"
        wait_until(lambda: {status for _anlass, status, _key in running.rows(due)} <= {"gesendet", "hinfaellig"}, 150)
        time.sleep(16)  # one more sweep of the scheduler
        wait_until(lambda: {status for _anlass, status, _key in running.rows(alle)} <= {"gesendet", "hinfaellig"}, 150)
        sent = {key: anlass for anlass, status, key in running.rows(alle) if status == "gesendet"}
        assert "termin_bestaetigt" in sent.values()
        assert Counter(message_ids(running)) == Counter(sent.keys())
        valkey.stop()


def book(running: Portal) -> str:
    """Book up to the end and return the status of the visit."""
    kundin = Kundin(running.address, 1)
    kundin.open_calendar(SLUG)
    beginn = kundin.ask("GET", f"/api/v1/leistungen/{SLUG}/freie-zeiten").json()["zeiten"][40]
    code_page = kundin.name(kundin.take(f"{beginn['beginn']}/{beginn['standort']}"))
    pk, runde = running.rows("SELECT id, runde FROM kern_kontaktnachweis")[-1]
    code = code_of(Kontaktnachweis(pk=pk, runde=runde))
    kundin.confirm(code_page, code)
    return running.rows("SELECT status FROM termine_termin WHERE kontakt_id IS NOT NULL ORDER BY angelegt_am DESC LIMIT 1")[0][0]


def message_ids(running: Portal) -> list[str]:
    mails = (email.message_from_bytes(path.read_bytes()) for path in running.mail.glob("*.eml"))
    return [mail["Message-ID"].strip("<>").partition("@")[0] for mail in mails]
