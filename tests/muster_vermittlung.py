"""Samples of the addresses of placements."""

from behoerde.kern.db import System, als
from fallmanagement.models import Fallakte
from tests.factories.vermittlung import VermittlungFactory


def vermittlung(akte: dict) -> dict:
    """Return a placement of the case that ``akte`` names."""
    with als(System.AUFGABE):
        return akte | {"vermittlung": VermittlungFactory.create(fallakte=Fallakte.objects.get(**akte)).pk}
