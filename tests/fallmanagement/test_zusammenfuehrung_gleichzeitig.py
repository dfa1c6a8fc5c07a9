"""Two at the same moment: crossing merges, a write to a file that goes into another, taking back twice."""

import pytest
from django.db import IntegrityError

from behoerde.kern.db import System, als
from fallmanagement.actions.trennung import separate_akten
from fallmanagement.actions.vermerk import write_vermerk
from fallmanagement.actions.zusammenfuehrung import merge_akten
from fallmanagement.models import Fallakte, Vermerk
from tests.factories.aktenpaar import paar
from tests.termine.wettlauf import run_together

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("ruhig")]


@pytest.fixture
def akten(einheit, fallmanagerin):
    with als(System.AUFGABE):
        return paar(einheit, fallmanagerin)


def merging(bleibt, doppelt, user):
    def run() -> str:
        with als(user):
            return merge_akten(bleibt, doppelt, gewaehlt={}, user=user).doppelt.aktenzeichen

    return run


def test_crossing_merges_leave_one_file_open(akten, fallmanagerin):
    first, second = akten
    found = run_together([merging(first, second, fallmanagerin), merging(second, first, fallmanagerin)])
    with als(System.AUFGABE):
        closed = list(Fallakte.objects.exclude(geht_auf_in=None).values_list("aktenzeichen", flat=True))
        assert (sorted(found), Fallakte.objects.open().count()) == (sorted([*closed, "hindernis"]), 1)


def test_same_merge_twice_is_one(akten, fallmanagerin):
    found = run_together([merging(*akten, fallmanagerin)] * 2)
    assert found == [akten[1].aktenzeichen] * 2


@pytest.mark.parametrize("raw", [False, True])
def test_note_written_meanwhile_is_never_left_behind(akten, fallmanagerin, raw):
    first, second = akten

    def write() -> str:
        try:
            with als(fallmanagerin):
                if raw:
                    Vermerk.objects.create(fallakte=second, stufe="team", text="Eilig", verfasst_von=fallmanagerin)
                else:
                    write_vermerk(second, stufe="team", text="Eilig", user=fallmanagerin)
        except IntegrityError:
            return "zusammengefuehrt"
        return "geschrieben"

    said, _merged = run_together([write, merging(first, second, fallmanagerin)])
    with als(System.AUFGABE):
        notes = list(Vermerk.objects.values_list("fallakte", flat=True))
    assert (said, notes) in [("geschrieben", [first.pk]), ("zusammengefuehrt", [])]


def test_taken_back_twice_is_taken_back_once(akten, fallmanagerin):
    merging(*akten, fallmanagerin)()

    def back() -> str:
        with als(fallmanagerin):
            return separate_akten(*akten).aktenzeichen

    assert sorted(run_together([back] * 2)) == sorted([akten[1].aktenzeichen, "nicht_zusammen"])
