"""What surveys and complaints say: counts for the figures, and what of them staff may see."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import fmean

from django.conf import settings
from django.db.models import Count, Q

from behoerde.kern import uhr
from behoerde.kern.models import Ereignis, Organisationseinheit, Standort
from monitoring.intervall import wilson
from monitoring.models import Beschwerde, Umfrage, Umfrageantwort, Umfrageeinladung
from monitoring.queries.umfrage_merkmale import EINGELADEN
from monitoring.umfrage import AB, BOGEN, FREITEXT, MINDESTENS, Merkmal, Umfragestatus, quarter
from monitoring.zaehlung import Zaehlung
from monitoring.zelle import Kreis, Verdeckt, Zelle, hidden, protect, share
from termine.queries.katalog import names_by_slug

M = Merkmal
Ja = tuple[float, int]  # how many agree, of how many


@dataclass(frozen=True)
class Zeile:
    """One value of a breakdown: what it is called, the share, its interval."""

    name: str
    zelle: Zelle
    von: float | None = None
    bis: float | None = None


def quarters(von: date, bis: date) -> Q:
    """Return what lies in the range: an answer knows its quarter only, so each counts that the range touches."""
    return Q(periode__gte=quarter(von), periode__lte=bis)


def agreed(frage: str, periode: Q, merkmal: str = "") -> dict[str, Ja]:
    """Return for each value of ``merkmal`` how many of the answers of clients to ``frage`` agree; "" is all."""
    rows = Umfrageantwort.objects.filter(periode, umfrage=None, frage=frage, merkmal=merkmal).values("auspraegung")
    counted = rows.annotate(ja=Count("id", filter=Q(stufe__gte=AB)), alle=Count("id"))
    return {row["auspraegung"]: (row["ja"], row["alle"]) for row in counted.order_by("auspraegung")}


def steps(frage: str, periode: Q, umfrage: Umfrage | None = None) -> dict[int, int | None]:
    """Return how often each step from 5 to 1 was chosen, None where so few did that it must not be shown."""
    rows = Umfrageantwort.objects.filter(periode, umfrage=umfrage, frage=frage, merkmal="").values("stufe")
    counted = {row["stufe"]: row["zahl"] for row in rows.annotate(zahl=Count("id")).order_by("stufe")}
    order = range(5, 0, -1)
    tafel = protect([[counted.get(step, 0) for step in order]])
    return {step: None if {(0, at), (-1, at)} & tafel.verdeckt else counted.get(step, 0) for at, step in enumerate(order)}


def invited(von: date, bis: date, merkmal: str = "") -> dict[str, int]:
    """Return how many were invited for each value of ``merkmal``."""
    span = (datetime.combine(quarter(von), time(), uhr.ZONE), datetime.combine(bis, time.max, uhr.ZONE))
    events = Ereignis.objects.filter(art=EINGELADEN, zeit__range=span)
    if not merkmal:
        return {"": events.count()}
    counted = events.exclude(**{merkmal: ""}).values(merkmal).annotate(zahl=Count("id")).order_by(merkmal)
    return {row[merkmal]: row["zahl"] for row in counted}


def responded(von: date, bis: date, merkmal: str = "") -> dict[str, Ja]:
    """Return how many of the invited answered."""
    answers = agreed(BOGEN, quarters(von, bis), merkmal)
    return {value: (answers.get(value, (0, 0))[1], zahl) for value, zahl in invited(von, bis, merkmal).items()}


# --- What staff may see ---


def protected(found: dict[str, Ja], total: int) -> set[str]:
    """Return the values that may be shown: 10 answers or more, and so many hidden together that none can be reckoned.

    What is stored beside no value, because few people share it, counts as hidden.
    """
    shown = {value for value, (_ja, zahl) in found.items() if zahl >= MINDESTENS}
    while shown and 0 < total - sum(found[value][1] for value in shown) < MINDESTENS:
        shown.remove(min(shown, key=lambda value: (found[value][1], value)))
    return shown


def all_of(found: dict[str, Ja]) -> Ja:
    return found.get("", (0, 0))


def shares(frage: str, periode: Q, merkmal: str) -> list[Zeile]:
    """Return the share that agrees for each value of ``merkmal``, hidden where too few answered."""
    found, total = agreed(frage, periode, merkmal), all_of(agreed(frage, periode))[1]
    shown, names = protected(found, total), names_of(merkmal)
    return [
        row_of(names.get(value, value), found[value], value in shown) for value in sorted(found, key=lambda v: names.get(v, v))
    ]


def row_of(name: str, found: Ja, visible: bool = True) -> Zeile:
    ja, alle = found
    if not visible:
        return Zeile(name, hidden(Verdeckt.ZU_WENIGE if alle < MINDESTENS else Verdeckt.SCHUTZ))
    zelle = share(int(ja), alle, kreis=Kreis.INTERN, mindestens=MINDESTENS)
    return Zeile(name, zelle, *wilson(ja, alle)) if zelle.sichtbar else Zeile(name, zelle)


def names_of(merkmal: str) -> dict[str, str]:
    match merkmal:
        case M.LEISTUNG:
            return names_by_slug()
        case M.STANDORT:
            return dict(Standort.objects.values_list("slug", "name"))
        case M.SPRACHE:
            return {code: str(name) for code, name in settings.LANGUAGES}
        case M.EINHEIT:
            return {str(pk): name for pk, name in Organisationseinheit.objects.values_list("pk", "name")}
    return {}


def texts(periode: Q, umfrage: Umfrage | None = None) -> list[str]:
    """Return what people wrote, for the whole office, in the order of the words; nothing below 10 answers."""
    if Umfrageantwort.objects.filter(periode, umfrage=umfrage, frage=BOGEN, merkmal="").count() < MINDESTENS:
        return []
    rows = Umfrageantwort.objects.filter(periode, umfrage=umfrage, frage=FREITEXT)
    return sorted(row.text for row in rows if row.text)


def periods() -> list[date]:
    """Return the quarters to choose from, the newest first: this one, and those with answers."""
    known = Umfrageantwort.objects.filter(umfrage=None).values_list("periode", flat=True).distinct()
    return sorted({quarter(uhr.today()), *known}, reverse=True)


def last_day(periode: date) -> date:
    """Return the last day of the quarter."""
    return quarter(periode + timedelta(days=100)) - uhr.DAY


def is_closed(periode: date) -> bool:
    return periode < quarter(uhr.today())


# --- Staff ---


def finished(von: date, bis: date) -> list[Umfrage]:
    """Return the staff surveys that ended in the range."""
    return list(Umfrage.objects.filter(status=Umfragestatus.BEENDET, ende__range=(von, bis)).order_by("ende", "pk"))


def mean_of(umfrage: Umfrage, merkmal: str = "") -> dict[str, tuple[float, int]]:
    """Return for each value the mean of all statements and how many people answered; statements count alike."""
    rows = Umfrageantwort.objects.filter(umfrage=umfrage, merkmal=merkmal)
    people = {
        row["auspraegung"]: row["zahl"] for row in rows.filter(frage=BOGEN).values("auspraegung").annotate(zahl=Count("id"))
    }
    steps_by: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for value, frage, stufe in rows.exclude(stufe=None).values_list("auspraegung", "frage", "stufe"):
        steps_by[value][frage].append(stufe)
    return {value: (fmean(map(fmean, steps_by[value].values())), zahl) for value, zahl in people.items() if steps_by[value]}


def participation(umfrage: Umfrage) -> tuple[int, int]:
    """Return how many tokens were used and given out."""
    rows = Umfrageeinladung.objects.filter(umfrage=umfrage)
    return rows.filter(verwendet=True).count(), rows.count()


# --- Figures, see monitoring/daten/indikatoren.json ---


def _each(count: Callable[[str], dict[str, Ja]], merkmale: Iterable[str]) -> list[Zaehlung]:
    return [
        Zaehlung(str(merkmal), value, ja, alle) for merkmal in ("", *merkmale) for value, (ja, alle) in count(merkmal).items()
    ]


def _agreeing(frage: str, *merkmale: str) -> Callable[[date, date], list[Zaehlung]]:
    return lambda von, bis: _each(lambda merkmal: agreed(frage, quarters(von, bis), merkmal), merkmale)


def _response(von: date, bis: date) -> list[Zaehlung]:
    return _each(lambda merkmal: responded(von, bis, merkmal), (M.LEISTUNG, M.SPRACHE, M.KANAL))


def _complaints(von: date, bis: date) -> list[Zaehlung]:
    """Complaints for 1000 visits that were served."""
    span = (datetime.combine(von, time(), uhr.ZONE), datetime.combine(bis, time.max, uhr.ZONE))
    served = Ereignis.objects.filter(art="vorsprache_erledigt", zeit__range=span)
    made = Beschwerde.objects.filter(tag__range=(von, bis))
    rows = [Zaehlung("", "", 1000 * made.count(), served.count())]
    for merkmal in (M.LEISTUNG, M.STANDORT):
        known = dict(made.exclude(**{merkmal: ""}).values_list(merkmal).annotate(zahl=Count("id")))
        for value, zahl in served.exclude(**{merkmal: ""}).values_list(merkmal).annotate(zahl=Count("id")).order_by(merkmal):
            rows.append(Zaehlung(str(merkmal), value, 1000 * known.get(value, 0), zahl))
    return rows


def _staff(von: date, bis: date) -> list[Zaehlung]:
    """The mean of the newest survey that ended in the range; teams only where ``protected`` lets them."""
    rows = []
    for umfrage in finished(von, bis)[-1:]:
        whole = {value: (mean * n, n) for value, (mean, n) in mean_of(umfrage).items()}
        teams = {value: (mean * n, n) for value, (mean, n) in mean_of(umfrage, M.EINHEIT).items()}
        shown, names = protected(teams, all_of(whole)[1]), names_of(M.EINHEIT)
        rows += [Zaehlung("", "", *whole[""])] if whole else []
        rows += [Zaehlung("team_ab_10", names.get(value, value), *teams[value]) for value in sorted(shown)]
    return rows


def _participation(von: date, bis: date) -> list[Zaehlung]:
    return [Zaehlung("", "", *participation(umfrage)) for umfrage in finished(von, bis)[-1:]]


RECHNUNGEN: dict[str, Callable[[date, date], list[Zaehlung]]] = {
    "kundenzufriedenheit-csat": _agreeing("zufriedenheit", M.LEISTUNG, M.STANDORT, M.SPRACHE),
    "kunden-freundlichkeit": _agreeing("freundlichkeit", M.LEISTUNG, M.STANDORT, M.SPRACHE),
    "kunden-verstaendlichkeit": _agreeing("verstaendlichkeit", M.LEISTUNG, M.SPRACHE),
    "kunden-antwortquote": _response,
    "mitarbeiterzufriedenheit": _staff,
    "mitarbeiter-beteiligung": _participation,
    "beschwerden": _complaints,
}
