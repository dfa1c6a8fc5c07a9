import pytest
from django.db.models import Count

from behoerde.kern.actions import beispiel as konten
from fallmanagement.actions.beispiel import build
from fallmanagement.actions.beispielvermittlung import build as build_vermittlungen
from fallmanagement.models import Annahme, Ersparnismonat, Vermittlung

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt", "ruhig")]


def test_placements_of_the_example_reach_several_states_once():
    konten.build()
    build()
    for _twice in range(2):
        build_vermittlungen()
    states = Vermittlung.objects.order_by("stand", "pk").values_list("stand", flat=True)
    assert list(states) == ["beendet", "begonnen", "gespraech", "vertrag", "vorgeschlagen"]
    assert {row.vermittlung.arbeitgeber for row in Ersparnismonat.objects.all()} == {"Holzbau Winter"}
    assert [row.freigegeben_am for row in Annahme.objects.all()] == [None]


def test_large_example_has_jobs_of_several_months(monkeypatch):
    monkeypatch.setattr("fallmanagement.actions.beispiel.VIELE", 40)
    monkeypatch.setattr("fallmanagement.actions.beispielvermittlung.VIELE", 7)
    konten.build()
    build(gross=True)
    build_vermittlungen(gross=True)
    many = Vermittlung.objects.filter(fallakte__person__vorname__startswith="Beispiel")
    assert sorted(many.values_list("stand", flat=True)) == [*["beendet"], *["begonnen"] * 4, "gespraech", "vorgeschlagen"]
    months = Ersparnismonat.objects.filter(vermittlung__in=many).values("vermittlung").annotate(n=Count("pk"))
    assert sorted(row["n"] for row in months) == [3, 4, 4, 7]
