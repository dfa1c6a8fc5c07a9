"""Another key for what is encrypted: rows that may never be changed come along, and say the same afterwards."""

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command

from behoerde.kern.db import System, als
from fallmanagement.models import Brief, Konferenzfall, Perspektivpruefung, Vermerk, Zugriff
from tests.factories.fallmanagement import VermerkFactory
from tests.factories.zusammenarbeit import BriefFactory, KonferenzfallFactory, ZugriffFactory
from tests.kern.altbestand import perspektive

pytestmark = pytest.mark.django_db


def test_what_may_never_change_is_encrypted_anew(settings):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.FELD_SCHLUESSEL = [old]
    with als(System.AUFGABE):
        for build in (VermerkFactory, ZugriffFactory, BriefFactory, KonferenzfallFactory):
            build.create()
        perspektive(1)
    settings.FELD_SCHLUESSEL = [new, old]
    call_command("schluessel_wechseln")
    settings.FELD_SCHLUESSEL = [new]
    with als(System.AUFGABE):
        texts = [Vermerk.objects.get().text, Zugriff.objects.get().grund, Brief.objects.get().text]
        texts += [Konferenzfall.objects.get().frage, Perspektivpruefung.objects.get().tatsachen]
    assert texts == [
        "Sucht eine Lehrstelle als Bäcker.",
        "Gemeinsame Beratung der Familie",
        "Guten Tag, bitte kommen Sie.",
        "Wer fragt den Betrieb?",
        "{}",
    ]
