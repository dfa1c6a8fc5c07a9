"""Whether a figure warns, and what was found."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from behoerde.kern import uhr
from behoerde.kern.models import User
from monitoring import darstellung
from monitoring.darstellung import Stand
from monitoring.enums import Warnart
from monitoring.katalog import Indikator, Richtung, indikatoren
from monitoring.merkmale import value_names
from monitoring.models import Methodenbruch, Warnregel, Warnung
from monitoring.queries.kennzahlen import Kachel, Punkt, Spanne, limits, rhythm_of, tiles
from monitoring.zeitraum import after, begin_of
from monitoring.zelle import Zelle

MONATE = 36  # that limits are drawn from
GEZEIGT_TAGE = 35


@dataclass(frozen=True)
class Fund:
    """A value beyond a limit, in the period that begins on ``von``."""

    von: date
    wert: float
    unten: float | None
    oben: float | None


def warns(one: Indikator) -> list[Warnart]:
    """Return by what a figure can warn: a target needs a direction."""
    return [art for art in Warnart if art == Warnart.SCHWANKUNG or one.richtung != Richtung.NEUTRAL]


def find(regel: Warnregel, tag: date) -> Fund | None:
    """Return what the last period that was over before ``tag`` gives, None where all is well or nobody can say.

    Limits come from the periods before it, since the figure was last counted in another way.
    """
    one = indikatoren()[regel.slug]
    rhythm = rhythm_of(one)
    until = begin_of(rhythm, tag) - uhr.DAY
    kachel = tiles([one], Spanne(MONATE, regel.leistung, regel.standort, until))[0]
    breaks = Methodenbruch.objects.filter(slug=one.slug, tag__lte=until)
    changed = max((row.tag for row in breaks), default=date.min)
    *before, last = [punkt for punkt in kachel.verlauf if punkt.von >= changed] or [None]
    if last is None or last.zelle.wert is None or after(rhythm, last.von) <= changed:
        return None
    return _beyond_chance(kachel, before, last) if regel.art == Warnart.SCHWANKUNG else _beyond_target(kachel, last)


def _beyond_chance(kachel: Kachel, before: list[Punkt], last: Punkt) -> Fund | None:
    band = limits(replace(kachel, verlauf=before))
    if band is None or band[0] <= last.zelle.wert <= band[1]:
        return None
    return Fund(last.von, last.zelle.wert, *band)


def _beyond_target(kachel: Kachel, last: Punkt) -> Fund | None:
    if darstellung.light(kachel.indikator, last.zelle, kachel.ziel) != Stand.VERFEHLT:
        return None
    low = kachel.indikator.richtung == Richtung.MEHR
    return Fund(last.von, last.zelle.wert, kachel.ziel if low else None, None if low else kachel.ziel)


# --- In words ---


@dataclass(frozen=True)
class Regelzeile:
    """A rule as a page shows it."""

    regel: Warnregel
    indikator: Indikator
    wo: str
    stumm: bool
    abonniert: bool


@dataclass(frozen=True)
class Warnzeile:
    """What a rule found, as a page or a mail says it."""

    warnung: Warnung
    indikator: Indikator
    wo: str
    zeitraum: str
    satz: str


def rules(user: User) -> list[Regelzeile]:
    """Return every rule, and whether ``user`` hears of it."""
    own = Warnregel.abonniert_von.through.objects.filter(warnregel_id=OuterRef("pk"), user_id=user.pk)
    rows = Warnregel.objects.filter(slug__in=indikatoren()).annotate(abonniert=Exists(own))
    names, today = _names(), uhr.today()
    return [
        Regelzeile(
            row, indikatoren()[row.slug], _where(row, names), bool(row.stumm_bis and row.stumm_bis >= today), row.abonniert
        )
        for row in rows
    ]


def open_warnings(slugs: set[str] | None = None) -> list[Warnzeile]:
    """Return what was found lately by rules that are not mute, the latest first."""
    loud = Q(regel__stumm_bis=None) | Q(regel__stumm_bis__lt=uhr.today())
    rows = Warnung.objects.filter(loud, erkannt_am__gte=uhr.now() - GEZEIGT_TAGE * uhr.DAY).select_related("regel")
    rows = rows.filter(regel__slug__in=indikatoren() if slugs is None else slugs)
    return in_words(rows)


def in_words(rows: QuerySet[Warnung]) -> list[Warnzeile]:
    found = list(rows)
    names = _names() if any(row.regel.leistung or row.regel.standort for row in found) else {}
    return [_said(row, names) for row in found]


def _said(row: Warnung, names: dict[str, str]) -> Warnzeile:
    one = indikatoren()[row.regel.slug]
    words = {
        "wert": darstellung.written(one, Zelle(row.wert)),
        "unten": "" if row.unten is None else darstellung.written(one, Zelle(row.unten)),
        "oben": "" if row.oben is None else darstellung.written(one, Zelle(row.oben)),
    }
    if row.regel.art == Warnart.SCHWANKUNG:
        satz = _("%(wert)s, sonst zwischen %(unten)s und %(oben)s") % words
    else:
        satz = _("%(wert)s, Ziel %(ziel)s verfehlt") % (words | {"ziel": words["unten"] or words["oben"]})
    return Warnzeile(row, one, _where(row.regel, names), darstellung.period_name(rhythm_of(one), row.von), satz)


def _names() -> dict[str, str]:
    return value_names("leistung") | value_names("standort")


def _where(regel: Warnregel, names: dict[str, str]) -> str:
    return ", ".join(names.get(slug, slug) for slug in (regel.leistung, regel.standort) if slug)
