"""A client on the wire: what a browser sends, without the browser."""

import re
from base64 import b64encode
from dataclasses import dataclass, field
from json import dumps

import altcha
import requests

OFFERED = re.compile(r'name="(?:zeit|direkt)" value="([^"]+)"')
FIELD = re.compile(r'<input[^>]*?name="(csrfmiddlewaretoken|schluessel)"[^>]*?value="([^"]*)"')


@dataclass(eq=False)
class Kundin:
    """One person with her own network address; every answer is counted."""

    address: str
    number: int
    statuses: list[int] = field(default_factory=list)
    offered: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.session = requests.Session()
        n = self.number
        # A kept connection may close just when it is used again; a browser would repeat the request.
        own = {"X-Forwarded-For": f"10.{n >> 8 & 255}.{n & 255}.1", "Referer": self.address, "Connection": "close"}
        self.session.headers.update(own)

    @property
    def email(self) -> str:
        return f"olena{self.number}@beispiel.example"

    def ask(self, method: str, path: str, **more) -> requests.Response:
        """Send one request without following, and keep its status."""
        response = self.session.request(method, self.address + path, timeout=180, allow_redirects=False, **more)
        self.statuses.append(response.status_code)
        return response

    def solve(self, zweck: str) -> str:
        """Fetch a task and solve it as the page's script does."""
        challenge = altcha.Challenge.from_dict(self.ask("GET", f"/schutz/aufgabe?zweck={zweck}").json())
        solution = altcha.solve_challenge(challenge, timeout=3600)  # a thousand clients share this one process
        return b64encode(dumps({"challenge": challenge.to_dict(), "solution": solution.to_dict()}).encode()).decode()

    def open_calendar(self, slug: str) -> None:
        """Open the page with the free times and solve its task meanwhile."""
        self.page = f"/termine/leistungen/{slug}/buchen/?personen=1"
        self._read(self.ask("GET", self.page).text)
        self.form["schutz_loesung"] = self.solve("termin_zeit")

    def _read(self, page: str) -> None:
        self.offered = sorted(set(OFFERED.findall(page)))
        self.form = dict(FIELD.findall(page))

    def take(self, zeit: str) -> str:
        """Ask for a time; return the path of the started booking, "" when somebody else has it: the page offers what is left."""
        response = self.ask("POST", self.page, data=self.form | {"zeit": zeit})
        if response.status_code == 302:
            return response.headers["Location"]
        if response.status_code == 200:
            self._read(response.text)
        return ""

    def name(self, booking: str) -> str:
        """Say who comes and how to reach them; return the path of the code page."""
        form = dict(FIELD.findall(self.ask("GET", booking).text))
        data = {
            "person-0-vorname": "Olena",
            "person-0-nachname": f"Beispiel{''.join(chr(97 + int(digit)) for digit in str(self.number))}",
            **dict(
                zip(
                    ("person-0-geburtsdatum_0", "person-0-geburtsdatum_1", "person-0-geburtsdatum_2"),
                    ["17", "5", "1990"],
                    strict=True,
                )
            ),
            "kontaktweg": "email",
            "email": self.email,
            "sprache": "uk",
        }
        response = self.ask("POST", booking, data=form | data)
        return response.headers.get("Location", "")

    def confirm(self, code_page: str, code: str) -> None:
        """Type the code that the mail brought."""
        form = dict(FIELD.findall(self.ask("GET", code_page).text))
        self.ask("POST", code_page, data=form | {"code": code})
