"""Heads, full-time equivalents and budget as a table: what a row of a CSV file says, however a spreadsheet wrote it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.exceptions import DomainError
from behoerde.kern.export import Column
from monitoring import tabelle
from monitoring.tabelle import refused

PFLICHT = ("stelle", "monat", "koepfe", "vollzeit", "quelle")
SPALTEN = (
    Column("stelle", "einheit.name"),
    Column("monat", lambda row: f"{row.monat:%Y-%m}"),
    Column("koepfe", "koepfe"),
    Column("vollzeit", "vollzeit"),
    Column("budget", "budget"),
    Column("quelle", "quelle"),
)
KOEPFE_HOECHSTENS, BUDGET_HOECHSTENS = 100_000, Decimal(10**9)


@dataclass(frozen=True)
class Meldung:
    """What one row, or the form, says about one unit in one month."""

    monat: date
    koepfe: int
    vollzeit: Decimal
    budget: Decimal | None
    quelle: str


def read_table(content: bytes) -> list[dict[str, str]]:
    """Return every row of a file. Raises as ``tabelle.read_table``."""
    return tabelle.read_table(content, pflicht=PFLICHT, weitere=("budget",))


def values(row: dict[str, str]) -> Meldung:
    """Return what a row says; raises DomainError with the column in its sentence."""
    budget = _number("budget", row["budget"]) if row["budget"] else None
    if not row["quelle"] or len(row["quelle"]) > 120:
        raise refused("quelle", row["quelle"])
    return checked(
        Meldung(_month(row["monat"]), _count(row["koepfe"]), _number("vollzeit", row["vollzeit"]), budget, row["quelle"])
    )


def checked(meldung: Meldung) -> Meldung:
    """Return ``meldung`` when its numbers can be. Raises DomainError ``monat``, ``koepfe``, ``vollzeit``, ``budget``."""
    if not date(2000, 1, 1) <= meldung.monat <= uhr.today():
        raise DomainError(_("Bitte nennen Sie einen Monat, der schon begonnen hat."), "monat")
    if meldung.koepfe > KOEPFE_HOECHSTENS:
        raise DomainError(_("So viele Köpfe kann eine Stelle nicht haben."), "koepfe")
    if not 0 <= meldung.vollzeit <= meldung.koepfe:
        raise DomainError(_("Vollzeitäquivalente können nicht mehr sein als Köpfe und nicht weniger als null."), "vollzeit")
    if meldung.budget is not None and not 0 <= meldung.budget <= BUDGET_HOECHSTENS:
        raise DomainError(_("Das Budget muss zwischen null und einer Milliarde Euro liegen."), "budget")
    return meldung


def _month(text: str) -> date:
    for form in ("%Y-%m", "%m/%Y", "%m.%Y", "%Y-%m-%d", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, form).date().replace(day=1)  # noqa: DTZ007 - a month has no time zone
        except ValueError:
            continue
    raise refused("monat", text)


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise refused("koepfe", text)
    return int(text)


def _number(spalte: str, text: str) -> Decimal:
    plain = text.replace(".", "").replace(",", ".") if "," in text else text
    try:
        number = Decimal(plain)
    except InvalidOperation:
        raise refused(spalte, text) from None
    if not number.is_finite() or abs(number) > 10**12:
        raise refused(spalte, text)
    return number.quantize(Decimal("0.01"))
