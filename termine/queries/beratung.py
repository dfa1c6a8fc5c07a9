"""Visits and concerns as the guides of the house see them."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import QuerySet

from behoerde.kern import uhr
from behoerde.kern.models import User
from termine.enums import ANLIEGEN_OFFEN, TERMIN_VEREINBART, AnliegenStatus
from termine.models import Anliegen, Termin
from termine.queries.heute import Auswahl, tagestermine


def visits_today(user: User) -> QuerySet[Termin]:
    """Return the agreed visits of today that ``user`` may see, with contact and Leistung."""
    rows = tagestermine(user, Auswahl(uhr.today())).filter(status__in=TERMIN_VEREINBART)
    return rows.select_related("kontakt", "leistung", "platz__team").order_by("starts_at", "pk")


def concerned_since(since: Mapping[str, datetime]) -> set[str]:
    """Return which of these people, by ``person_hash``, want something from the office.

    That is a concern that is still open, or one that came in after their instant and was not withdrawn.
    """
    rows = Anliegen.objects.filter(person_hash__in=since).exclude(status=AnliegenStatus.ZURUECKGEZOGEN)
    found = rows.values_list("person_hash", "status", "angelegt_am")
    return {who for who, status, came_in in found if status in ANLIEGEN_OFFEN or came_in > since[who]}
