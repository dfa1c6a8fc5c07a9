"""Surveys in tests: tokens given out, answers given."""

from datetime import date

from monitoring.actions.umfrageeinladung import give_out_paper
from monitoring.actions.umfragelink import submit
from monitoring.models import Umfrage, Umfragefolge
from monitoring.umfrage import Token

GUT = {"zufriedenheit": 5, "freundlichkeit": 4, "verstaendlichkeit": 2}


def tokens(zahl: int = 1, **wonach: str) -> list[Token]:
    return give_out_paper(anzahl=zahl, **wonach)


def answered(zahl: int = 1, antworten: dict | None = None, **wonach: str) -> list[Token]:
    """Return the tokens of ``zahl`` people who have answered the same; the n-th wrote "Satz n"."""
    given = tokens(zahl, **wonach)
    for at, token in enumerate(given):
        submit(token=token, antworten=GUT if antworten is None else antworten, text=f"Satz {at}")
    return given


def draft(**fields) -> Umfrage:
    """Return a staff survey of November with two statements."""
    values = {"titel": "Wie arbeiten wir?", "aussagen": ["Ich arbeite gern hier.", "Mir wird zugehört."]}
    days = {"beginn": date(2026, 11, 20), "ende": date(2026, 11, 30)}
    return Umfrage.objects.create(**(values | days | fields))


def said(**fields) -> Umfragefolge:
    """Return what was said and done in November, not yet public."""
    return Umfragefolge.objects.create(
        **({"tag": date(2026, 11, 24), "gesagt": "Zu wenige Stühle", "getan": "Zehn Stühle"} | fields)
    )
