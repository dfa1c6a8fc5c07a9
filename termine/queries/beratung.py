"""Visits as the guides of the house see them."""

from django.db.models import QuerySet

from behoerde.kern import uhr
from behoerde.kern.models import User
from termine.enums import TERMIN_VEREINBART
from termine.models import Termin
from termine.queries.heute import Auswahl, tagestermine


def visits_today(user: User) -> QuerySet[Termin]:
    """Return the agreed visits of today that ``user`` may see, with contact and Leistung."""
    rows = tagestermine(user, Auswahl(uhr.today())).filter(status__in=TERMIN_VEREINBART)
    return rows.select_related("kontakt", "leistung", "platz__team").order_by("starts_at", "pk")
