"""The example office has a strategy, a meeting and phases of development, each said to be an example; again changes nothing."""

import pytest

from behoerde.kern.actions.beispiel import build as build_kern
from behoerde.kern.models import Nachricht
from monitoring.actions.beispielaustausch import build as build_austausch
from monitoring.actions.beispielgremien import build as build_gremien
from monitoring.actions.beispielstrategie import build
from monitoring.models import (
    Austauschtreffen,
    Beschlussbezug,
    Entwicklungsphase,
    Entwicklungswerkstatt,
    Handlungsfeld,
    Meilenstein,
    Vereinbarung,
    Vorhaben,
    Ziel,
)

STRATEGIE = (Handlungsfeld, Ziel, Vorhaben, Meilenstein, Beschlussbezug)
AUSTAUSCH = (Austauschtreffen, Vereinbarung, Entwicklungsphase, Entwicklungswerkstatt)


@pytest.mark.usefixtures("uhr", "amt")
def test_example_is_built_once_and_says_that_it_is_one():
    build()
    build_austausch()
    assert (Handlungsfeld.objects.count(), Austauschtreffen.objects.count()) == (0, 0)  # nobody is there to plan
    build_kern()
    build_gremien()
    before, counts = Nachricht.objects.count(), []
    for _again in range(2):
        build()
        build_austausch()
        counts.append([model.objects.count() for model in (*STRATEGIE, *AUSTAUSCH)])
    assert counts == [[1, 3, 4, 5, 1, 1, 2, 3, 1]] * 2
    titles = [*Ziel.objects.values_list("titel", flat=True), *Vorhaben.objects.values_list("titel", flat=True)]
    assert [title for title in titles if not title.startswith("Beispiel")] == []
    assert Nachricht.objects.count() == before
