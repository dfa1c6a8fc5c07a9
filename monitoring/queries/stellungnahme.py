"""What the Gemeinden were asked and what they said."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from behoerde.kern import uhr
from behoerde.kern.models import Organisationseinheit
from monitoring.models import Anhoerung, Gemeindekontakt, Stellungnahme


def anhoerungen() -> QuerySet[Anhoerung]:
    """Return all with how many Gemeinden were asked and how many answered, the latest deadline first."""
    return Anhoerung.objects.annotate(
        gefragt=Count("stellungnahmen"),
        geantwortet=Count("stellungnahmen", filter=Q(stellungnahmen__geantwortet_am__isnull=False)),
    ).order_by("-frist", "-id")


def answers(anhoerung: Anhoerung) -> list[tuple[Stellungnahme, str]]:
    """Return each Gemeinde with what is to be said of it where no answer stands: "offen" or "keine" once it is too late."""
    rows = anhoerung.stellungnahmen.select_related("einheit").order_by("einheit__name", "pk")
    late = anhoerung.frist < uhr.today()
    return [(row, "" if row.geantwortet_am else "keine" if late else "offen") for row in rows]


def unanswered(von: date, bis: date) -> QuerySet[Stellungnahme]:
    """Return who has not answered and has until a day from ``von`` to ``bis``."""
    rows = Stellungnahme.objects.filter(geantwortet_am=None, anhoerung__frist__gte=von, anhoerung__frist__lte=bis)
    return rows.select_related("anhoerung", "einheit").order_by("pk")


def gemeinden() -> list[tuple[Organisationseinheit, Gemeindekontakt | None]]:
    """Return every Gemeinde with whom it named."""
    named = {row.einheit_id: row for row in Gemeindekontakt.objects.all()}
    units = Organisationseinheit.objects.filter(art=Organisationseinheit.Art.GEMEINDE).order_by("name")
    return [(unit, named.get(unit.pk)) for unit in units]
