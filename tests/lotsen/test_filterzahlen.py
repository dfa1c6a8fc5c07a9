import pytest
from django.urls import reverse

from lotsen.angebotsarten import angebotsarten
from lotsen.enums import Kategorie
from lotsen.queries import treffer as counting
from lotsen.queries.filterzahlen import Filterzahlen, filterzahlen
from lotsen.queries.treffer import Suche, Treffer
from tests.lotsen.verzeichnis import funde

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("montag", "verzeichnis")]


def counted(**wanted) -> Filterzahlen | None:
    return filterzahlen(Treffer(Suche(**wanted)))


@pytest.mark.parametrize(
    "wanted",
    [{}, {"q": "Beratung"}, {"kategorie": "sprache"}, {"sprache": "uk", "frei": True}, {"barrierefrei": True, "q": "Kurs"}],
    ids=["everything", "words", "subject", "language with places", "accessible with words"],
)
def test_number_beside_a_filter_is_what_it_leaves(wanted):
    zahlen = counted(**wanted)
    assert zahlen is not None
    for thema in Kategorie.values:
        assert (thema, zahlen.themen[thema]) == (thema, len(funde(**(wanted | {"kategorie": thema}))))
    for code in ("de", "uk", "ar", "tr"):
        assert (code, zahlen.sprachen[code]) == (code, len(funde(**(wanted | {"sprache": code}))))
    assert zahlen.frei == len(funde(**(wanted | {"frei": True})))
    assert zahlen.barrierefrei == len(funde(**(wanted | {"barrierefrei": True})))


def test_one_look_counts_all_filters(django_assert_num_queries):
    treffer = Treffer(Suche())
    with django_assert_num_queries(1):
        filterzahlen(treffer)
        assert treffer.anzahl == 25


def test_nobody_counts_thousands(monkeypatch):
    monkeypatch.setattr(counting, "GEZAEHLT_BIS", 5)
    assert counted() is None


def test_page_shows_numbers_beside_the_filters(client):
    page = client.get(reverse("lotsen:verzeichnis"), {"thema": "einbuergerung"})
    labels = dict(page.context["form"].fields["thema"].choices)
    expected = len(funde(kategorie="einbuergerung"))
    assert labels["einbuergerung"] == f"{Kategorie.EINBUERGERUNG.label} ({expected})"
    assert page.context["form"]["thema"].value() == "einbuergerung"
    known = {art.kategorie for art in angebotsarten().values()}
    assert known <= set(labels)
