"""A counter closes that a Kette passes: where one Station can't go alone, the whole way goes."""

from collections.abc import Sequence
from itertools import islice

from django.db import transaction

from behoerde.kern.exceptions import DomainError
from termine.actions.kette_aenderung import reseat
from termine.enums import Absagevon
from termine.models import Termin
from termine.queries.kette_ausfall import other_ways

VERSUCHE = 20  # ways tried: in a rush others take their times meanwhile


def move_along(termin: Termin, stationen: Sequence[Termin]) -> bool:
    """Move every Station that lies ahead, with one apology; False when ``termin`` stands alone or nothing is free in time.

    ``stationen`` are locked.
    """
    ahead = [row for row in stationen if row.is_gebucht]
    if termin.kette_id is None or len(ahead) < 2:
        return False
    for way in islice(other_ways(ahead), VERSUCHE):
        try:
            with transaction.atomic():
                reseat(ahead, way.beginne, way.standort, von=Absagevon.AMT, mit_vorlauf=False)
        except DomainError:
            continue
        return True
    return False
