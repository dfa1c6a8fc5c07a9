"""Sending by an organisation: once however often it is pressed, and nothing changes a sent list."""

from contextlib import suppress
from functools import partial
from uuid import uuid4

import pytest

from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError
from termine.actions.organisation import begin_list, create_zugang, lock_draft, send_list, write_draft
from termine.forms.sammel import judge
from termine.models import Partnerzugang, Sammelbuchung, Sammelzeile, Termin
from termine.tasks import sammelbuchungen
from tests.factories.kern import UserFactory
from tests.factories.termine import MORGEN
from tests.termine.sammel import BuchungspartnerFactory, row
from tests.termine.wettlauf import run_together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def begin(leistung, dienst, standort):
    """Return a function that begins a list of these people, always as the same request."""
    partner = BuchungspartnerFactory.create(leistungen=[leistung])
    create_zugang(partner, UserFactory.create())
    schluessel = uuid4()

    def make(*rows):
        with als(System.KUNDE):
            zugang = Partnerzugang.objects.get()
            what = {"leistung": leistung, "standort": standort, "ab": MORGEN.date()}
            return begin_list(zugang, **what, schluessel=schluessel, zeilen=judge(rows))

    return make


def test_two_windows_begin_one_list(begin):
    run_together([partial(begin, row(0))] * 3)
    assert (Sammelbuchung.objects.count(), Sammelzeile.objects.count()) == (1, 1)


def test_sending_and_changing_at_once_loses_nobody(begin):
    liste = begin(row(0))

    def send():
        with als(System.KUNDE):
            send_list(liste)

    def change():
        with als(System.KUNDE), suppress(DomainError):  # sent before
            kept = lock_draft(liste)
            typed = [*(zeile.typed for zeile in kept), row(1)]
            write_draft(liste, list(zip([*kept, None], judge(typed), strict=True)))

    run_together([send, change, send])
    sammelbuchungen()
    assert Termin.objects.count() == Sammelzeile.objects.count()
    assert Sammelzeile.objects.filter(termin=None).count() == 0
