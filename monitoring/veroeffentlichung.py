"""From figures to what is frozen of them: whole periods, rounded, nothing hidden that the rest or an earlier revision gives away."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from math import ceil, floor
from typing import Any

from monitoring.darstellung import decimals, needed
from monitoring.enums import Zeitraum
from monitoring.katalog import Indikator, Masseinheit
from monitoring.offenlegung import Aussage, Widerspruch, fitting, recovered
from monitoring.queries.kennzahlen import Kachel
from monitoring.zeitraum import end_of
from monitoring.zelle import RUNDUNG, Kreis, Verdeckt, Zelle, hidden

Eintrag = dict[str, Any]
UNGENAU = RUNDUNG // 2  # a rounded count may be so much more or less
VIELE = 10**7  # more cases than any office has


def frozen(kachel: Kachel, bis: date, earlier: Iterable[Sequence[Eintrag]]) -> Eintrag:
    """Return one figure as it is kept; ``earlier`` are the contents of earlier revisions, the latest first."""
    one = kachel.indikator
    takt = Zeitraum.MONAT if one.takt == Zeitraum.TAG else one.takt
    verlauf = [_period(one, takt, punkt.von, punkt.zelle) for punkt in kachel.verlauf if end_of(takt, punkt.von) <= bis]
    summed = one.addiert and takt == Zeitraum.MONAT
    whole = _cell(one, kachel.zelle) if summed else _of(verlauf[-1]) if verlauf else _cell(one, hidden(Verdeckt.UNBEKANNT))
    entry = {
        "slug": one.slug,
        "name": one.name_de,
        "definition": one.definition,
        "einheit": one.einheit.value,
        "takt": takt.value,
        "ziel": kachel.ziel,
        "gesamt": summed,
        **whole,
        "verlauf": verlauf,
    }
    return _safe(one, entry, [item for content in earlier for item in content if item["slug"] == one.slug]) if summed else entry


def _period(one: Indikator, takt: Zeitraum, von: date, zelle: Zelle) -> Eintrag:
    return {"von": von.isoformat(), "bis": end_of(takt, von).isoformat(), **_cell(one, zelle)}


def _cell(one: Indikator, zelle: Zelle) -> Eintrag:
    """Return a cell with as many decimals as are shown: more would tell the exact number of cases."""
    wert = None if zelle.wert is None else round(zelle.wert, decimals(one, zelle.wert) or None)
    return {"wert": wert, "n": zelle.n, "verdeckt": zelle.verdeckt.value if zelle.verdeckt else ""}


def _of(period: Eintrag) -> Eintrag:
    return {name: period[name] for name in ("wert", "n", "verdeckt")}


# --- Nothing hidden is told by the rest ---
def _safe(one: Indikator, entry: Eintrag, earlier: Sequence[Eintrag]) -> Eintrag:
    """Hide so much more that nobody reckons what is hidden: first the sum, then periods, the fewest cases first."""
    if not leaks(one, entry, earlier):
        return entry
    covered = _cell(one, hidden(Verdeckt.SCHUTZ))
    entry = {**entry, **covered}  # a small sum too: that it is small says how small its parts are
    for period in sorted((row for row in entry["verlauf"] if not row["verdeckt"]), key=lambda row: (row["n"], row["von"])):
        if not leaks(one, entry, earlier):
            break
        entry = {**entry, "verlauf": [row | covered if row["von"] == period["von"] else row for row in entry["verlauf"]]}
    return entry


def leaks(one: Indikator, entry: Eintrag, earlier: Sequence[Eintrag]) -> bool:
    """Say whether something hidden can be told too well, in the cases or in those of them that are counted as kept."""
    kinds = (_cases, _kept) if one.einheit == Masseinheit.PROZENT else (_cases,)
    for statements in kinds:
        known = fitting(statements(one, entry), (statements(one, row) for row in earlier))
        try:
            if recovered(known):
                return True
        except Widerspruch:  # the newest alone: sums and periods were counted at different times
            return True
    return False


def _rows(entry: Eintrag) -> Iterator[Eintrag]:
    verlauf = entry["verlauf"]
    yield from verlauf
    if entry["gesamt"] and len(verlauf) > 1:
        yield {name: entry[name] for name in ("wert", "n", "verdeckt")} | {"von": verlauf[0]["von"], "bis": verlauf[-1]["bis"]}


def _cases(one: Indikator, entry: Eintrag) -> list[Aussage]:
    return [_statement(row, *_bounds(one, row), geheim=row["verdeckt"] == Verdeckt.ZU_WENIGE) for row in _rows(entry)]


def _bounds(one: Indikator, row: Eintrag) -> tuple[int, int]:
    """Return between which numbers the cases of one period lie, for whoever knows the rules."""
    least = needed(one, Kreis.OEFFENTLICH)
    match row["verdeckt"]:
        case Verdeckt.ZU_WENIGE:
            return 1, least - 1
        case Verdeckt.SCHUTZ:
            return 0, VIELE
    if not row["n"]:
        return 0, 0
    return max(least, row["n"] - UNGENAU), row["n"] + UNGENAU


def _kept(one: Indikator, entry: Eintrag) -> list[Aussage]:
    found = []
    for row in _rows(entry):
        low, high = _bounds(one, row)
        if row["wert"] is not None:
            share = row["n"] / 100
            low, high = floor((row["wert"] - 0.5) * share) - UNGENAU, min(high, ceil((row["wert"] + 0.5) * share) + UNGENAU)
        else:
            low = 0
        found.append(_statement(row, max(0, low), high, geheim=row["verdeckt"] == Verdeckt.ZU_WENIGE))
    return found


def _statement(row: Eintrag, low: float, high: float, *, geheim: bool) -> Aussage:
    return Aussage(date.fromisoformat(row["von"]), date.fromisoformat(row["bis"]) + timedelta(days=1), low, high, geheim)
