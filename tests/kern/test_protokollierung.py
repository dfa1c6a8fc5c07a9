import pytest

from behoerde.kern.protokollierung import redact

TOKEN = "Zm9vYmFyLWJhei1xdXV4eA"


@pytest.mark.parametrize(
    ("text", "logged"),
    [
        (f"GET /termine/mein/{TOKEN}/", "GET /termine/mein/…/"),
        ("GET /umfrage/NRQ9DW3M3R/", "GET /umfrage/…/"),
        (f"POST /umfrage/{'0a' * 16}.karte.rathaus.email.de-simple/", "POST /umfrage/…/"),
        ("GET /sprache/?wahl=ar&weiter=%2Fumfrage%2FNRQ9DW3M3R%2F", "GET /sprache/?wahl=ar&weiter=%2Fumfrage%2F…%2F"),
        (f"GET /umfrage/abmelden/{TOKEN}/", "GET /umfrage/abmelden/…/"),
        ("GET /umfrage/danke/", "GET /umfrage/danke/"),
        (f"GET /termine/mein/{TOKEN}/kalender.ics", "GET /termine/mein/…/kalender.ics"),
        (f"GET /sprache/?wahl=ar&weiter=%2Ftermine%2Fmein%2F{TOKEN}%2F", "GET /sprache/?wahl=ar&weiter=%2Ftermine%2Fmein%2F…%2F"),
        ("GET /termine/leistungen/eat-abholung/", "GET /termine/leistungen/eat-abholung/"),
        ("duplicate key\nDETAIL:  Key (email)=(olena@beispiel.example) already exists.", "duplicate key\n…"),
    ],
)
def test_redact_hides_what_opens_or_names(text, logged):
    assert redact(None, "info", {"event": text}) == {"event": logged}


def test_redact_drops_who_asked():
    assert redact(None, "info", {"event": "x", "ip": "198.51.100.7", "user_agent": "M", "user_id": "1"}) == {"event": "x"}
