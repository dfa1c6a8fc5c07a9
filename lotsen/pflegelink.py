"""The link by which a Träger keeps its Angebote true."""

from enum import StrEnum


class Pflegelink(StrEnum):
    """What the link opens: ``objekt_id`` is a Traeger."""

    TRAEGER = "verzeichnispflege"


PFLEGE = Pflegelink.TRAEGER
