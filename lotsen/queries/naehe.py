"""How far it is: the middle of a postal code, and what is nearest to it."""

from dataclasses import dataclass
from math import cos, hypot, radians
from uuid import UUID

from django.core.cache import cache
from django.db.models import Avg, Exists, F, FloatField, Func, OuterRef, QuerySet, Value

from lotsen.models import Ort, Suchzeile

ORTE_ZUERST, MAL = 8, 4  # places asked at once: nearly always the first ones fill the page
MERKEN = 300  # seconds
KM_JE_GRAD = 111.195  # of latitude, as in the database
# How far the nearest place of the Angebot "a" is, from its row in the search; for raw statements, with "km_values".
KM_ZEILE = """
(SELECT min(lotsen_km(p.breite, p.laenge, %(breite)s, %(laenge)s, %(stauchung)s))
   FROM lotsen_suchzeile s, unnest(s.breiten, s.laengen) AS p (breite, laenge) WHERE s.angebot_id = a.id)
"""


@dataclass(frozen=True)
class Punkt:
    """A place on the map, in degrees."""

    breite: float
    laenge: float


def place_of_plz(plz: str) -> Punkt | None:
    """Return the middle of the known places with this postal code, None when there is none."""
    middle = Ort.objects.filter(plz=plz, breite__isnull=False).aggregate(breite=Avg("breite"), laenge=Avg("laenge"))
    return Punkt(middle["breite"], middle["laenge"]) if middle["breite"] is not None else None


def near(plz: str) -> Punkt | None:
    """Return the middle of a postal code, None without one or when the directory knows no place there.

    One query, and none for some minutes after it.
    """
    return cache.get_or_set(f"lotsen:plz:{plz}", lambda: place_of_plz(plz), MERKEN) if plz else None


def distances(plz: str) -> dict[str, float]:
    """Return how far the middle of each known postal code is from that of ``plz``, in km; empty when nobody knows where it is."""
    von = near(plz)
    if von is None:
        return {}
    middles = Ort.objects.filter(breite__isnull=False).exclude(plz="").values("plz").order_by("plz")
    rows = middles.annotate(nord=Avg("breite"), ost=Avg("laenge")).values_list("plz", "nord", "ost")
    flat = cos(radians(von.breite))
    return {there: hypot((nord - von.breite) * KM_JE_GRAD, (ost - von.laenge) * KM_JE_GRAD * flat) for there, nord, ost in rows}


def nearest(rows: QuerySet[Suchzeile], von: Punkt, anzahl: int) -> list[tuple[UUID, float | None]]:
    """Return the first ``anzahl`` of ``rows`` by the distance of their nearest place, in km; None where nobody knows it, by name.

    Goes from place to place, because a city has far fewer places than Angebote.
    """
    found: dict[UUID, float | None] = {}
    orte = Ort.objects.filter(breite__isnull=False, laenge__isnull=False).annotate(km=_km(von)).order_by("km", "pk")
    start, take = 0, ORTE_ZUERST
    while len(found) < anzahl and (some := dict(orte.values_list("pk", "km")[start : start + take])):
        there = rows.filter(angebot__orte__in=list(some)).values_list("angebot__orte", "name", "pk")
        for km, _name, pk in sorted((some[ort], name, pk) for ort, name, pk in there):
            found.setdefault(pk, km)
        start, take = start + take, take * MAL
    if len(found) < anzahl:
        known = orte.filter(angebote=OuterRef("pk"))
        nowhere = rows.exclude(Exists(known)).order_by("name", "pk").values_list("pk", flat=True)
        found |= dict.fromkeys(nowhere[: anzahl - len(found)])
    return list(found.items())[:anzahl]


def km_values(von: Punkt | None) -> dict[str, float]:
    """Return what KM_ZEILE asks for."""
    return {"breite": von.breite, "laenge": von.laenge, "stauchung": cos(radians(von.breite))} if von else {}


def _km(von: Punkt) -> Func:
    """Return how far a place is: on a city's scale the earth is flat."""
    values = [Value(value, FloatField()) for value in km_values(von).values()]
    return Func(F("breite"), F("laenge"), *values, function="lotsen_km", output_field=FloatField())
