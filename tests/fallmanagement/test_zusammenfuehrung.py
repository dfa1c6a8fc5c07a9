"""Two files become one and two again: what moves, what is chosen, what stands in the way; each gets its own back."""

import json
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db.backends.postgresql.psycopg_any import DateRange

from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Person
from fallmanagement.actions.dublette import tell_apart
from fallmanagement.actions.fallakte import move, open_fallakte
from fallmanagement.actions.trennung import separate_akten
from fallmanagement.actions.vermerk import write_vermerk
from fallmanagement.actions.zusammenfuehrung import merge_akten
from fallmanagement.models import (
    Aktenbewegung,
    Aktenzusammenfuehrung,
    Fallakte,
    Freigabekopie,
    Kompetenzprofil,
    Sprachstand,
    Vermerk,
    Vermittlung,
)
from fallmanagement.queries.zusammenfuehrung import plan
from fallmanagement.zusammenfuehrung import BLEIBT, ZIEHT_UM
from tests.factories.aktenpaar import everything, fill, paar, profile
from tests.factories.fallmanagement import AufenthaltsstatusFactory, FallakteFactory, HaushaltsmitgliedFactory, VermerkFactory
from tests.factories.fallmanagement_profil import BerufswunschFactory, KompetenzprofilFactory, SprachstandFactory
from tests.factories.stellen import StellenangebotFactory, released
from tests.factories.vermittlung import ErsparnismonatFactory, begonnen
from tests.factories.zusammenarbeit import BriefFactory, BriefserieFactory, ZugriffFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt", "ruhig")]


@pytest.fixture
def akten(einheit, fallmanagerin):
    return paar(einheit, fallmanagerin)


def merge(bleibt, doppelt, user, seite: str = "bleibt", **gewaehlt):
    chosen = {wahl.schluessel: seite for wahl in plan(bleibt, doppelt).wahlen}
    return merge_akten(bleibt, doppelt, gewaehlt=chosen | gewaehlt, user=user)


def refused(call, *args, **kwargs) -> str:
    with pytest.raises(DomainError) as found:
        call(*args, **kwargs)
    return found.value.code


def in_the_way(akten) -> list[str]:
    """Return the first words of what blocks; the merge must then refuse."""
    found = plan(*akten).hindernisse
    if found:
        assert refused(merge_akten, *akten, gewaehlt={}, user=akten[0].angelegt_von) == "hindernis"
    return [" ".join(text.split()[:4]) for text in found]


# --- Nothing is forgotten ---
def test_every_key_to_a_file_or_its_person_is_declared():
    """A new model with a foreign key to Fallakte needs a word in ``fallmanagement.zusammenfuehrung``."""
    fields = [
        field
        for model in apps.get_models()
        if not hasattr(model, "pgh_tracked_model")
        for field in model._meta.concrete_fields
        if field.related_model is Fallakte or (model._meta.app_label == "fallmanagement" and field.related_model is Person)
    ]
    found = {f"{field.model._meta.object_name}.{field.name}" for field in fields}
    assert found == {f"{umzug.modell}.{umzug.spalte}" for umzug in ZIEHT_UM} | BLEIBT.keys()


def test_everything_moves_but_what_is_declared_to_stay(akten, fallmanagerin):
    fill(akten[1], fallmanagerin, 2020)
    profile(akten[1])
    before = plan(*akten)
    assert {posten.umzug.modell for posten in before.posten} == {umzug.modell for umzug in ZIEHT_UM}
    row = merge(*akten, fallmanagerin)
    assert (row.bewegungen.count(), before.zahl, plan(*akten).posten) == (before.zahl, before.zahl, [])


# --- There and back ---
@pytest.mark.parametrize("seite", ["bleibt", "doppelt"])
@pytest.mark.parametrize("profile_of", [(), (0,), (1,), (0, 1)])
def test_undo_gives_each_file_exactly_its_own(einheit, fallmanagerin, seite, profile_of):
    first, second = akten = paar(einheit, fallmanagerin, vorname="Ameena", sprache="uk", email="", mobil="+491701234567")
    for n, akte in enumerate(akten):
        fill(akte, fallmanagerin, 2020 + n)
    for n in profile_of:
        profile(akten[n], niveau=("A2", "B1")[n], keine=[], wege=[["auto"], None][n], arbeitszeit=("vollzeit", "")[n])
    move(second, "ruhend", grund="kurs")
    first.refresh_from_db(), second.refresh_from_db()
    before = everything()
    merge(first, second, fallmanagerin, seite)
    assert everything() != before
    separate_akten(first, second)
    assert everything() == before


def test_profile_that_says_none_takes_it_back_and_says_it_again(akten, fallmanagerin):
    first, second = akten
    KompetenzprofilFactory.create(fallakte=first, keine=["wunsch"])
    BerufswunschFactory.create(fallakte=second)
    before = everything()
    merge(first, second, fallmanagerin)
    assert Kompetenzprofil.objects.get().keine == []
    separate_akten(first, second)
    assert everything() == before


def test_only_profile_moves_without_what_is_refuted_there(akten, fallmanagerin):
    first, second = akten
    KompetenzprofilFactory.create(fallakte=second, keine=["wunsch", "erfahrung"])
    BerufswunschFactory.create(fallakte=first)
    before = everything()
    merge(first, second, fallmanagerin)
    row = Kompetenzprofil.objects.get()
    assert (row.fallakte, row.keine) == (first, ["erfahrung"])
    separate_akten(first, second)
    assert everything() == before


def test_merged_file_is_closed_points_to_the_other_and_takes_nothing(akten, fallmanagerin):
    first, second = akten
    row = merge(first, second, fallmanagerin)
    second.refresh_from_db()
    assert (second.phase, second.grund, second.geht_auf_in, second.is_open) == ("abgeschlossen", "zusammengefuehrt", first, False)
    assert merge(first, second, fallmanagerin) == row
    assert refused(write_vermerk, second, stufe="team", text="Zu spät", user=fallmanagerin) == "zusammengefuehrt"
    assert refused(move, second, "klaerung", grund="irrtum") == "zusammengefuehrt"
    assert open_fallakte(person=second.person, einheit_id=second.einheit_id, user=fallmanagerin) == first


def test_what_came_since_stays_and_what_was_changed_since_too(einheit, fallmanagerin):
    first, second = paar(einheit, fallmanagerin, vorname="Ameena", sprache="uk")
    note = VermerkFactory.create(fallakte=second)
    merge(first, second, fallmanagerin, "doppelt")
    later = write_vermerk(first, stufe="team", text="Neu", user=fallmanagerin)
    person = Person.objects.get(pk=first.person_id)
    assert (person.vorname, person.sprache) == ("Ameena", "uk")
    person.sprache = "tr"
    person.save()
    separate_akten(first, second)
    person.refresh_from_db()
    assert (person.vorname, person.sprache) == ("Amina", "tr")
    owners = dict(Vermerk.objects.order_by("pk").values_list("pk", "fallakte"))
    assert owners == {note.pk: second.pk, later.pk: first.pk}


def test_chosen_level_of_a_language_is_written_into_the_row_that_stays(akten, fallmanagerin):
    first, second = akten
    for akte, niveau in ((first, "A2"), (second, "B1")):
        SprachstandFactory.create(fallakte=akte, niveau=niveau)
    assert refused(merge_akten, first, second, gewaehlt={}, user=fallmanagerin) == "wahl"
    assert refused(merge_akten, first, second, gewaehlt={"sprache.de.sprechen": "x"}, user=fallmanagerin) == "wahl"
    merge(first, second, fallmanagerin, "doppelt")
    assert list(Sprachstand.objects.order_by("pk").values_list("fallakte", "niveau")) == [(first.pk, "B1"), (second.pk, "B1")]


def test_letter_of_one_run_stays_where_the_other_file_has_one(akten, fallmanagerin):
    serie = BriefserieFactory.create()
    for akte in akten:
        BriefFactory.create(fallakte=akte, serie=serie, fassung=serie.fassung)
    found = {posten.umzug.modell: (len(posten.zeilen), posten.bleiben) for posten in plan(*akten).posten}
    assert found == {"Brief": (0, 1)}
    merge(*akten, fallmanagerin)


def test_partner_keeps_what_was_released_and_gets_no_new_copy(akten, fallmanagerin):
    fill(akten[1], fallmanagerin, 2020)
    before = list(Freigabekopie.objects.values())
    merge(*akten, fallmanagerin)
    assert list(Freigabekopie.objects.values()) == before


# --- What stands in the way ---
def test_running_access_blocks_there_and_back(akten, fallmanagerin):
    row = ZugriffFactory.create(fallakte=akten[1])
    assert in_the_way(akten) == [f"{row.user} liest eine"]
    row.delete()
    merge(*akten, fallmanagerin)
    ZugriffFactory.create(fallakte=akten[0])
    assert refused(separate_akten, *akten) == "zugriff"


def test_statuses_that_overlap_block_the_same_one_stays(akten, fallmanagerin):
    year = DateRange(date(2026, 1, 1), date(2027, 1, 1))
    rows = [AufenthaltsstatusFactory.create(person=akte.person, zeitraum=year) for akte in akten]
    assert (in_the_way(akten), [posten.bleiben for posten in plan(*akten).posten]) == ([], [1])
    rows[1].zeitraum = DateRange(date(2026, 6, 1), None)
    rows[1].save()
    assert [text.startswith("Der Status „") for text in plan(*akten).hindernisse] == [True]
    assert len(in_the_way(akten)) == 1


def test_two_open_proposals_two_jobs_and_two_months_block(akten, fallmanagerin):
    stelle = StellenangebotFactory.create()
    for akte in akten:
        released(akte, stelle)
        ErsparnismonatFactory.create(vermittlung=begonnen(fallakte=akte, arbeitgeber="Bäckerei Muster"))
    assert in_the_way(akten) == ["In beiden Akten ist", "In beiden Akten läuft", "Für September 2026 stehen"]


def test_two_people_are_never_merged(akten, fallmanagerin):
    tell_apart(*akten, grund="verwandt", user=fallmanagerin)
    HaushaltsmitgliedFactory.create(fallakte=akten[0], person=akten[1].person)
    assert in_the_way(akten) == ["Jemand hat festgehalten, dass", "Eine der beiden Personen"]
    assert refused(merge_akten, akten[0], akten[0], gewaehlt={}, user=fallmanagerin) == "selbst"


def test_file_that_ended_does_not_stay(akten, fallmanagerin):
    move(akten[0], "abgeschlossen", grund="weggezogen")
    akten[0].refresh_from_db()
    assert in_the_way(akten) == ["Die Akte, die bleiben"]
    merge(akten[1], akten[0], fallmanagerin)
    separate_akten(akten[1], akten[0])
    assert Fallakte.objects.get(pk=akten[0].pk).grund == "weggezogen"


def test_former_file_of_the_same_row_goes_into_the_new_one_and_out_again(akten, einheit, fallmanagerin):
    former = akten[0]
    fill(former, fallmanagerin, 2020)
    move(former, "abgeschlossen", grund="weggezogen")
    later = FallakteFactory.create(person=former.person, einheit=einheit, angelegt_von=fallmanagerin)
    before = everything()
    row = merge(later, former, fallmanagerin)
    assert "Aufenthaltsstatus" not in set(row.bewegungen.values_list("modell", flat=True))
    separate_akten(later, former)
    assert everything() == before


# --- What prevents taking it back ---
def test_nothing_to_take_back_and_too_late(akten, fallmanagerin, uhr):
    assert refused(separate_akten, *akten) == "nicht_zusammen"
    merge(*akten, fallmanagerin)
    assert refused(separate_akten, *reversed(akten)) == "nicht_zusammen"
    uhr.shift(timedelta(days=180))
    assert refused(separate_akten, *akten) == "zu_spaet"


def test_merges_are_taken_back_in_their_order(akten, einheit, fallmanagerin):
    third, _fourth = paar(einheit, fallmanagerin)
    fill(akten[1], fallmanagerin, 2020)
    before = everything()
    merge(*akten, fallmanagerin)
    merge(third, akten[0], fallmanagerin)
    assert refused(separate_akten, *akten) == "weiter"
    assert Vermittlung.objects.get().fallakte == third
    separate_akten(third, akten[0])
    separate_akten(*akten)
    assert everything() == before


def test_status_that_came_since_prevents_it_and_nothing_happens(akten, fallmanagerin):
    AufenthaltsstatusFactory.create(person=akten[1].person, zeitraum=DateRange(date(2026, 1, 1), date(2026, 6, 1)))
    merge(*akten, fallmanagerin)
    AufenthaltsstatusFactory.create(person=akten[1].person, zeitraum=DateRange(date(2026, 2, 1), None))
    before = everything()
    assert refused(separate_akten, *akten) == "geaendert"
    assert everything() == before


def test_record_of_a_merge_keeps_no_more_than_it_needs(akten, fallmanagerin):
    row = merge(*akten, fallmanagerin)
    assert json.loads(row.vorher)["werte"] == []
    separate_akten(*akten)
    assert (Aktenzusammenfuehrung.objects.count(), Aktenbewegung.objects.count()) == (0, 0)
