import pytest

from behoerde.kern.actions import beispiel as konten
from behoerde.kern.models import Organisationseinheit, User
from fallmanagement.actions import beispielstellen
from fallmanagement.actions.beispiel import FAELLE, build, build_many
from fallmanagement.actions.beispielprofil import build as build_profile
from fallmanagement.enums import Fallphase
from fallmanagement.models import (
    Aufenthaltsstatus,
    Betrieb,
    Fallakte,
    Frist,
    Kompetenzprofil,
    Stellenangebot,
    Vermerk,
    Vorschlag,
)
from fallmanagement.queries.profil import profil

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt", "ruhig")]


def test_building_twice_yields_one_example_in_every_phase():
    konten.build()
    build()
    build()
    assert Fallakte.objects.count() == len(FAELLE)
    assert {akte.phase for akte in Fallakte.objects.all()} == {*Fallphase} - {Fallphase.ABGESCHLOSSEN, Fallphase.UEBERGEBEN}
    assert [note.freigegeben_von is not None for note in Vermerk.objects.filter(stufe="klient")] == [True]


def test_large_example_has_a_status_and_its_deadline_for_each():
    konten.build()
    user, einheit = User.objects.get(email="fallmanagement@musterstadt.example"), Organisationseinheit.objects.first()
    build_many(50, user, einheit)
    assert (Fallakte.objects.count(), Aufenthaltsstatus.objects.count(), Frist.objects.count()) == (50, 50, 50)
    assert Fallakte.objects.filter(zustaendig=user).count() == 5
    assert Fallakte.objects.filter(naechste_frist=None).count() == 0


def test_three_of_them_have_a_profile_however_often_it_is_built():
    konten.build()
    build()
    build_profile()
    build_profile()
    named = {akte.person.vorname: profil(akte) for akte in Fallakte.objects.select_related("person")}
    assert (named["Lamin"].berufe, named["Lamin"].anerkannt, named["Lamin"].fuehrerscheine) == ({"29222"}, False, frozenset())
    assert (named["Amina"].erfahrung_jahre, named["Amina"].deutsch["lesen"]) == (5, "B1")
    assert (named["Olha"].deutsch, named["Olha"].anerkannt, named["Olha"].hoechstens_km) == ({"sprechen": "A2"}, None, None)
    assert Kompetenzprofil.objects.count() == 2


def test_example_of_employers_is_built_once_and_one_waits_for_an_answer():
    konten.build()
    build()
    beispielstellen.build()
    beispielstellen.build()
    assert (Betrieb.objects.count(), Stellenangebot.objects.open().count()) == (4, 7)
    assert [row.status for row in Vorschlag.objects.all()] == ["gesendet"]
