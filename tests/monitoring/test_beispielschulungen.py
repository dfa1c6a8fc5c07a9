"""The example office has courses, registrations, duties and evidence; loading it again changes nothing."""

import pytest

from behoerde.kern.actions.beispiel import build as build_kern
from behoerde.kern.models import Nachricht
from monitoring.actions.beispielgremien import build as build_gremien
from monitoring.actions.beispielschulungen import build
from monitoring.models import (
    Beschluss,
    Durchfuehrung,
    Kurs,
    Pflichtprofil,
    Schulungsnachweis,
    Schulungsteilnahme,
    Stellenstand,
    Stellungnahme,
)

MODELLE = (Kurs, Durchfuehrung, Pflichtprofil, Schulungsnachweis, Schulungsteilnahme, Stellenstand)


@pytest.mark.usefixtures("uhr", "amt")
def test_example_is_built_once_and_writes_to_nobody():
    build()
    assert Kurs.objects.count() == 0  # without accounts there is nobody to plan
    build_kern()
    counts = []
    for _again in range(2):
        build()
        counts.append([model.objects.count() for model in MODELLE])
    assert counts == [[3, 3, 2, 3, 5, 4]] * 2
    assert Nachricht.objects.exclude(status=Nachricht.Status.HINFAELLIG).count() == 0


@pytest.mark.usefixtures("uhr", "amt")
def test_example_has_decisions_and_an_answer_once():
    build_kern()
    build()
    for _again in range(2):
        build_gremien()
    assert sorted(Beschluss.objects.values_list("status", flat=True)) == ["gefasst", "gefasst", "umgesetzt"]
    assert Stellungnahme.objects.filter(geantwortet_am__isnull=False).count() == 1
    assert Nachricht.objects.exclude(status=Nachricht.Status.HINFAELLIG).count() == 0
