"""What a new user finds in the example office: pairs of files, documents, checked paths, what is overdue."""

import pytest

from behoerde.kern.actions import beispiel as konten
from behoerde.kern.db import als
from behoerde.kern.models import Datei, Nachricht, User
from fallmanagement.actions import beispielakten, beispielpaare
from fallmanagement.actions.beispiel import build
from fallmanagement.actions.beispielprofil import build as build_profile
from fallmanagement.actions.zusammenfuehrung import merge_akten
from fallmanagement.models import Aktenbewegung, Dokument, Fallakte, Frist, Perspektivpruefung, Pruefdurchgang
from fallmanagement.queries.dubletten import pairs
from fallmanagement.queries.pruefdurchgang import changes
from fallmanagement.queries.zusammenfuehrung import plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt", "ruhig")]


@pytest.fixture
def user():
    """The case manager of an example office that was built twice."""
    konten.build()
    for _twice in range(2):
        build()
        build_profile()
        beispielpaare.build()
        beispielakten.build()
    return User.objects.get(email="fallmanagement@musterstadt.example")


def by_names(user) -> dict:
    """Return the hinted pairs by the surnames of their people."""
    return {frozenset((row.erste.person.nachname, row.zweite.person.nachname)): row for row in pairs(user, ansicht="meine")}


def test_hints_find_one_pair_by_sound_and_one_by_swapped_names(user):
    with als(user):
        found = {key: row.grund for key, row in by_names(user).items()}
        told = [row.urteil.grund for row in pairs(user, ansicht="verschieden")]
    assert found == {frozenset({"Melnyk", "Melnik"}): "klang", frozenset({"Toprak", "Emrah"}): "getauscht"}
    assert told == ["ausweise"]


def test_one_pair_can_be_merged_with_something_to_choose_and_to_move(user):
    with als(user):
        row = by_names(user)[frozenset({"Melnyk", "Melnik"})]
        bleibt, doppelt = sorted((row.erste, row.zweite), key=lambda akte: akte.person.vorname, reverse=True)
        found = plan(bleibt, doppelt)
        keys = ["person.vorname", "person.nachname", "person.email", "sprache.de.sprechen"]
        assert ([wahl.schluessel for wahl in found.wahlen], found.hindernisse) == (keys, [])
        merge_akten(bleibt, doppelt, gewaehlt=dict.fromkeys(keys, "bleibt"), user=user)
    moved = {*Aktenbewegung.objects.values_list("modell", flat=True)}
    assert moved == {"Frist", "Vermerk", "Sprachstand", "Berufswunsch", "Dokument"}


def test_the_other_pair_says_what_stands_in_the_way(user):
    with als(user):
        row = by_names(user)[frozenset({"Toprak", "Emrah"})]
        assert len(plan(row.erste, row.zweite).hindernisse) == 1


def test_documents_lie_in_folders_and_one_has_two_versions(user):
    kept = Dokument.objects.order_by("titel").values_list("titel", "angelegt_von")
    titles = ["Anmeldung zum Infotag", "Ausbildungsvertrag", "Diplom Krankenpflege", "Reisepass", "Zertifikat B1"]
    assert list(kept) == [(title, user.pk) for title in titles]
    assert (Datei.objects.count(), {datei.user_id for datei in Datei.objects.all()}) == (6, {user.pk})


def test_one_run_was_cancelled_and_one_found_another_answer(user):
    runs = [(row.abgebrochen, row.geprueft, row.geaendert) for row in Pruefdurchgang.objects.order_by("-abgebrochen")]
    assert runs == [(True, 0, 0), (False, 5, 1)]
    with als(user):
        done = Pruefdurchgang.objects.get(abgebrochen=False)
        assert [row.akte.person.vorname for row in changes(done, user) if row.wege] == ["Yusuf"]


def test_what_nobody_did_was_told_and_no_mail_goes_out(user):
    told = Frist.objects.exclude(stufe=0).order_by("stufe").values_list("fallakte__person__vorname", "stufe")
    assert list(told) == [("Olha", 1), ("Selam", 2)]
    assert {*Nachricht.objects.filter(anlass__in=beispielakten.ANLAESSE).values_list("status", flat=True)} == {"hinfaellig"}


def test_large_example_has_many_checked_cases(monkeypatch):
    monkeypatch.setattr("fallmanagement.actions.beispiel.VIELE", 12)
    monkeypatch.setattr("fallmanagement.actions.beispielakten.VIELE", 8)
    konten.build()
    build(gross=True)
    beispielpaare.build(gross=True)
    beispielakten.build(gross=True)
    many = Perspektivpruefung.objects.filter(fallakte__person__vorname__startswith="Beispiel")
    assert (many.count(), Pruefdurchgang.objects.get(abgebrochen=False).geprueft) == (8, 13)
    assert Fallakte.objects.filter(person__vorname="Olga").count() == 1
