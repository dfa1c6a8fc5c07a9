"""Handlungsfelder and Ziele: what stands below what, and the figures of a Ziel held against their target."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from behoerde.kern.datum import datum
from monitoring import darstellung
from monitoring.darstellung import Stand
from monitoring.intervall import wilson
from monitoring.katalog import Indikator, Masseinheit, indikatoren
from monitoring.models import Ziel, Zielkennzahl, Zielwert
from monitoring.queries.kennzahlen import Kachel, Spanne, tiles
from monitoring.strategie import OHNE, Ampelstand, Grund

ALLE = 100


def ziele_below(ziel: Ziel) -> set[UUID]:
    """Return the keys of all Ziele below one."""
    below: dict[UUID, list[UUID]] = defaultdict(list)
    for pk, parent in Ziel.objects.exclude(oberziel=None).values_list("pk", "oberziel"):
        below[parent].append(pk)
    found: set[UUID] = set()
    waiting = [ziel.pk]
    while waiting:
        new = [pk for pk in below[waiting.pop()] if pk not in found]
        found.update(new)
        waiting += new
    return found


# --- Figures of a Ziel ---
@dataclass(frozen=True)
class Zielstand:
    """One figure of a Ziel: the tile, held against what it should be today, and the light with its reason."""

    bezug: Zielkennzahl
    kachel: Kachel
    grund: Grund
    ausgang: str = ""

    @property
    def gemessen(self) -> bool:
        return self.kachel.zelle.wert is not None


def standing(
    bezuege: Iterable[Zielkennzahl], tag: date, shown: Mapping[str, Kachel] | None = None
) -> dict[UUID, list[Zielstand]]:
    """Return the figures of Ziele by the key of the Ziel; a dozen queries, however many there are.

    ``shown`` are the tiles to judge by, every figure of the catalogue; without it, what staff sees.
    """
    rows = [row for row in bezuege if row.slug in indikatoren()]
    if shown is None:
        wanted = [indikatoren()[slug] for slug in sorted({row.slug for row in rows})]
        shown = {kachel.indikator.slug: kachel for kachel in tiles(wanted, Spanne(tag=tag))} if wanted else {}
    path: dict[str, list[Zielwert]] = defaultdict(list)
    for target in Zielwert.objects.filter(slug__in=shown).order_by("slug", "ab"):
        path[target.slug].append(target)
    found: dict[UUID, list[Zielstand]] = defaultdict(list)
    for row in rows:
        found[row.ziel_id].append(_stand(row, shown[row.slug], path[row.slug], tag))
    return found


def _stand(row: Zielkennzahl, kachel: Kachel, path: list[Zielwert], tag: date) -> Zielstand:
    one = kachel.indikator
    soll, words = _wanted(row, one, path, tag)
    kachel = replace(kachel, ziel=soll)
    begin = "" if row.ausgangswert is None else f"{_number(one, row.ausgangswert)} ({datum(row.ausgangstag)})"
    grund = _light(kachel, words)
    return Zielstand(row, kachel, replace(grund, satz=grund.satz.replace("..", ".")), begin)  # "Min." has a dot of its own


def _wanted(row: Zielkennzahl, one: Indikator, path: list[Zielwert], tag: date) -> tuple[float | None, str]:
    """Return what the figure should be on a day, and that in words: the target that counts, or the way from the beginning to the next."""
    now = [target for target in path if target.ab <= tag]
    if now:
        return now[-1].wert, _("Ziel seit %(tag)s: %(wert)s.") % {"tag": datum(now[-1].ab), "wert": _number(one, now[-1].wert)}
    coming = next(iter(path), None)
    if coming is None:
        return None, _("Für diese Kennzahl ist noch kein Zielwert gesetzt.")
    words = {"tag": datum(coming.ab), "wert": _number(one, coming.wert)}
    if row.ausgangswert is None or row.ausgangstag is None or not row.ausgangstag < coming.ab:
        return None, _("Das Ziel %(wert)s gilt erst ab %(tag)s; ohne Ausgangswert gibt es keinen Weg dorthin.") % words
    way = min(1.0, max(0.0, (tag - row.ausgangstag).days / (coming.ab - row.ausgangstag).days))
    soll = row.ausgangswert + way * (coming.wert - row.ausgangswert)
    words |= {"heute": _number(one, soll)}
    return soll, _("Auf dem Weg zu %(wert)s am %(tag)s müsste sie heute bei %(heute)s liegen.") % words


def _light(kachel: Kachel, words: str) -> Grund:
    one, zelle = kachel.indikator, kachel.zelle
    if zelle.wert is None:
        return Grund(OHNE, f"{one.name}: {kachel.grund}. {words}")
    head = f"{one.name}: {darstellung.written(one, zelle)}. {words}"
    stand = darstellung.light(one, zelle, kachel.ziel)
    if stand == Stand.VERFEHLT and _may_be_chance(kachel):
        return Grund(Ampelstand.ACHTUNG, f"{head} {_('Verfehlt, aber der Abstand kann bei so wenigen Fällen Zufall sein.')}")
    tail = {
        Stand.ERREICHT: _("Erreicht."),
        Stand.KNAPP: _("Knapp verfehlt."),
        Stand.VERFEHLT: _("Verfehlt."),
        Stand.OHNE: "",
    }[stand]
    return Grund(str(stand), f"{head} {tail}".strip())


def _may_be_chance(kachel: Kachel) -> bool:
    """Say whether the target lies in the interval of a share (95 %)."""
    one, zelle = kachel.indikator, kachel.zelle
    if one.einheit != Masseinheit.PROZENT or one.eingelesen or not zelle.n or zelle.wert is None or kachel.ziel is None:
        return False
    low, high = wilson(min(zelle.n, zelle.wert / ALLE * zelle.n), zelle.n)
    return low * ALLE <= kachel.ziel <= high * ALLE


def _number(one: Indikator, wert: float) -> str:
    return f"{darstellung.number(one, wert)} {darstellung.unit(one)}".strip()
