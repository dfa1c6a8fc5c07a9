"""Browsers of devices, for tests."""

from django.test import Client
from django.urls import reverse

from behoerde.kern.actions.geraet import save_geraet, setup_address
from behoerde.kern.models import Geraet, Standort
from tests.factories.kern import GeraetFactory


def device(client: Client, standort: Standort, art: str = "kiosk") -> Geraet:
    """Set ``client`` up as a device of ``standort``."""
    geraet = save_geraet(GeraetFactory.build(standort=standort, art=art))
    token = setup_address(geraet).rstrip("/").rpartition("/")[2]
    client.post(reverse("kern:geraet_einrichten", args=[token]))
    return geraet
