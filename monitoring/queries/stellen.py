"""How many people work in a unit."""

from datetime import date, timedelta

from django.db.models import QuerySet

from behoerde.kern.models import Organisationseinheit, User
from behoerde.kern.rechte import Rolle
from monitoring.models import Stellenstand

JAHR = timedelta(days=366)


def heads(tag: date) -> dict[int, int]:
    """Return for each unit how many people it reported last, for a month not later than ``tag`` and at most a year before."""
    rows = Stellenstand.objects.filter(monat__lte=tag, monat__gte=tag - JAHR).order_by("einheit", "-monat")
    return dict(rows.distinct("einheit").values_list("einheit", "koepfe"))


def units_of(viewer: User) -> QuerySet[Organisationseinheit]:
    """Return the units whose numbers ``viewer`` may see and report: LEITUNG all, a Ressort or a Gemeinde its own."""
    units = Organisationseinheit.objects.exclude(art=Organisationseinheit.Art.PARTNER).order_by("name")
    return units if Rolle.LEITUNG in viewer.rollen else units.filter(pk__in=viewer.einheiten_darunter)


def listed(viewer: User, *, einheit: str = "", jahr: str = "") -> QuerySet[Stellenstand]:
    """Return what was reported, the last month first."""
    rows = Stellenstand.objects.filter(einheit__in=units_of(viewer)).select_related("einheit", "erfasst_von")
    rows = rows.filter(einheit=int(einheit)) if einheit.isascii() and einheit.isdigit() and len(einheit) < 10 else rows
    return rows.filter(monat__year=int(jahr)) if jahr.isascii() and jahr.isdigit() and len(jahr) == 4 else rows
