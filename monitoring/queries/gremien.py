"""Decisions: those to be carried out, those everybody may read, and the figures about them and the Gemeinden."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet

from behoerde.kern import uhr
from behoerde.kern.models import Organisationseinheit
from monitoring.models import Beschluss, Gemeindekontakt, Stellungnahme
from monitoring.stellungnahme import BeschlussStatus
from monitoring.zaehlung import Zaehlung

JAHR = timedelta(days=365)


def decisions(*, stand: str = "", gremium: str = "", q: str = "") -> QuerySet[Beschluss]:
    """Return decisions, the latest first; ``stand`` "offen" and "ueberfaellig" are those still to be carried out."""
    rows = Beschluss.objects.select_related("gremium").order_by("-tag", "nummer", "id")
    if stand in ("offen", "ueberfaellig"):
        rows = rows.filter(status=BeschlussStatus.GEFASST)
        rows = rows.filter(frist__lt=uhr.today()) if stand == "ueberfaellig" else rows
    elif stand:
        rows = rows.filter(status=stand)
    if gremium.isascii() and gremium.isdigit() and len(gremium) < 10:
        rows = rows.filter(gremium=int(gremium))
    if text := q.replace("\0", " ").strip():
        rows = rows.filter(Q(betreff__icontains=text) | Q(nummer__icontains=text) | Q(klartext__icontains=text))
    return rows


def public_decisions() -> QuerySet[Beschluss]:
    """Return what everybody may read, in plain language (``klartext``), the latest first."""
    rows = Beschluss.objects.filter(oeffentlich=True).exclude(status=BeschlussStatus.AUFGEHOBEN)
    return rows.select_related("gremium").order_by("-tag", "nummer", "id")


# --- Figures ---
def carried_out(von: date, bis: date) -> list[Zaehlung]:
    """Count, of the decisions whose deadline lies in the range, those carried out in time."""
    rows = Beschluss.objects.filter(frist__gte=von, frist__lte=bis).exclude(status=BeschlussStatus.AUFGEHOBEN)
    in_time = set(rows.filter(umgesetzt_am__lte=F("frist")).values_list("pk", flat=True))
    due = list(rows.values_list("pk", "gremium__name").order_by("gremium__name", "pk"))
    names = sorted({name for _pk, name in due})
    found = [Zaehlung("", "", len(in_time), len(due))]
    for name in names:
        own = [pk for pk, gremium in due if gremium == name]
        found.append(Zaehlung("gremium", name, sum(pk in in_time for pk in own), len(own)))
    return found


def involved(_von: date, bis: date) -> list[Zaehlung]:
    """Count the Gemeinden that named somebody and answered at least once in the year until ``bis``."""
    named = set(Gemeindekontakt.objects.values_list("einheit", flat=True))
    said = Stellungnahme.objects.filter(geantwortet_am__date__gt=bis - JAHR, geantwortet_am__date__lte=bis)
    active = named & set(said.values_list("einheit", flat=True))
    units = list(Organisationseinheit.objects.filter(art=Organisationseinheit.Art.GEMEINDE).order_by("name"))
    each = [Zaehlung("gemeinde", unit.name, int(unit.pk in active), 1) for unit in units]
    return [Zaehlung("", "", sum(row.zaehler for row in each), len(units)), *each]


RECHNUNGEN: dict[str, Callable[[date, date], list[Zaehlung]]] = {
    "beschluesse-umgesetzt": carried_out,
    "gemeinden-beteiligt": involved,
}
