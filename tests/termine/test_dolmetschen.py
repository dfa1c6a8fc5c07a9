"""Who needs an interpreter sits where somebody speaks the language or an interpreter can be brought in, and nowhere else."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import get_args

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from behoerde.kern.actions.zugang import link_token
from behoerde.kern.exceptions import DomainError
from termine.actions.aenderung import cancel_termin, move_termin
from termine.actions.ankunft import draw_number
from termine.actions.empfang import undo_cancellation
from termine.actions.heute_dolmetschen import order_dolmetschen
from termine.actions.vorschlag import accept_vorschlag, offer_termine
from termine.actions.warteliste import offer_freed, wish_earlier
from termine.angaben import Bedarf
from termine.api_buchung import Need
from termine.dolmetschsprachen import ANDERE, CODES, GEBAERDEN, auswahl
from termine.enums import BEDARF_WERTE, Absagevon, Linkzweck
from termine.models import Termin, Vorsprache
from termine.nachrichten import about_visit
from termine.planung import as_range
from termine.queries.frei import free_zeiten
from termine.queries.haus import schalter_of
from termine.queries.heute import dolmetschen_offen
from termine.warteschlange import passt
from tests.factories.termine import (
    MORGEN,
    DienstFactory,
    LeistungFactory,
    PlatzFactory,
    TeamFactory,
    aufnahme,
    gebuchter_termin,
)
from tests.termine.empfang import staff_of
from tests.termine.hilfen import hold, refused

pytestmark = pytest.mark.django_db
VIERTEL = timedelta(minutes=15)
TIGRINYA = Bedarf(dolmetschen="ti")
SPRACHEN, MERKMALE = ["ti", "ps", "ar"], ["dolmetschen", "rollstuhl"]

plaetze = st.lists(
    st.tuples(st.lists(st.sampled_from(SPRACHEN), unique=True), st.lists(st.sampled_from(MERKMALE), unique=True)), max_size=4
)
beduerfnis = st.builds(
    Bedarf,
    dolmetschen=st.sampled_from(["", *SPRACHEN, "mis"]),
    merkmale=st.lists(st.sampled_from(["rollstuhl"]), max_size=1),
    sprache=st.sampled_from(["", "ar"]),
)


def fits(platz, bedarf) -> bool:
    """The same promise in plain words."""
    spoken = not bedarf.dolmetschen or bedarf.dolmetschen in platz.sprachen or "dolmetschen" in platz.merkmale
    return spoken and set(bedarf.merkmale) <= set(platz.merkmale) and (not bedarf.sprache or bedarf.sprache in platz.sprachen)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(plaetze=plaetze, bedarf=beduerfnis)
def test_exactly_the_fitting_counters_are_found_and_taken_who_speaks_it_first(uhr, plaetze, bedarf):
    with transaction.atomic():
        leistung = LeistungFactory.create()
        team = TeamFactory.create(leistungen=[leistung])
        counters = [PlatzFactory.create(team=team, sprachen=["de", *s], merkmale=m) for s, m in plaetze]
        for platz in counters:
            DienstFactory.create(platz=platz, zeitraum=as_range((MORGEN, MORGEN + VIERTEL)))
        fitting = [platz for platz in counters if fits(platz, bedarf)]
        found = free_zeiten(leistung, MORGEN, MORGEN + VIERTEL, bedarf=bedarf)
        taken = _take_all(leistung, team.standort, bedarf, len(counters))
        places = [termin.platz for termin in taken]
        transaction.set_rollback(True)
    assert bool(found) is bool(fitting)
    assert sorted(places, key=id_of) == sorted(fitting, key=id_of)
    speaks = [bedarf.dolmetschen in platz.sprachen for platz in places if bedarf.dolmetschen]
    assert speaks == sorted(speaks, reverse=True)


def id_of(platz) -> int:
    return platz.pk


def _take_all(leistung, standort, bedarf, often) -> list[Termin]:
    taken = []
    with suppress(DomainError):
        taken.extend(hold(leistung, standort, schluessel=f"k-{n}", bedarf=bedarf) for n in range(often + 1))
    return taken


@given(plaetze=plaetze, bedarf=beduerfnis.map(lambda one: replace(one, sprache="")))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_queue_calls_nobody_to_a_counter_that_does_not_fit(uhr, plaetze, bedarf):
    with transaction.atomic():
        team = TeamFactory.create()
        for sprachen, merkmale in plaetze:
            platz = PlatzFactory.create(team=team, sprachen=sprachen, merkmale=merkmale)
            row = Vorsprache(merkmale=bedarf.merkmale, dolmetschen=bedarf.dolmetschen)
            assert passt(row.wartend, schalter_of(platz)) is fits(platz, bedarf)
        transaction.set_rollback(True)


def test_need_stays_with_the_visit_when_it_moves(leistung, standort, team, dienst):
    able = DienstFactory.create(platz=PlatzFactory.create(team=team, merkmale=["dolmetschen"]))
    termin = gebuchter_termin(dienst, leistung, bedarf=replace(TIGRINYA, begleitung=True))
    assert (termin.platz, termin.dolmetschen, termin.begleitung) == (able.platz, "ti", True)
    assert move_termin(termin, beginn=MORGEN + VIERTEL, standort=standort, von=Absagevon.AMT).platz == able.platz
    gebuchter_termin(dienst, leistung, n=1, bedarf=TIGRINYA)
    assert refused(move_termin, termin, beginn=MORGEN, standort=standort) == "vergeben"


def test_offer_holds_a_counter_that_fits_and_the_visit_keeps_the_need(sichtung, sichtung_dienst):
    team = sichtung_dienst.team
    concern = aufnahme(sichtung, dolmetschen="ti", begleitung=True)
    times = {"zeiten": [(MORGEN + VIERTEL, team.standort)], "gueltig_bis": MORGEN}
    assert refused(offer_termine, concern, **times) == "vergeben"
    able = DienstFactory.create(platz=PlatzFactory.create(team=team, sprachen=["ti"]))
    termin = accept_vorschlag(offer_termine(concern, **times)[0])
    assert (termin.platz, termin.dolmetschen, termin.begleitung, termin.dolmetschstand) == (able.platz, "ti", True, "am_platz")


@pytest.mark.parametrize(("merkmale", "count"), [([], 0), (["dolmetschen"], 1)])
def test_earlier_time_is_offered_only_where_somebody_translates(leistung, team, dienst, merkmale, count):
    able = DienstFactory.create(
        platz=PlatzFactory.create(team=team, sprachen=["ti"]), zeitraum=as_range((MORGEN + 4 * VIERTEL, MORGEN + 5 * VIERTEL))
    )
    dienst.platz.merkmale = merkmale
    dienst.platz.save()
    waits = gebuchter_termin(able, leistung, n=1, beginn=MORGEN + 4 * VIERTEL, bedarf=TIGRINYA)
    wish_earlier(waits)
    cancel_termin(gebuchter_termin(dienst, leistung, n=2), von=Absagevon.PERSON)
    assert (offer_freed(), Termin.objects.get(pk=waits.pk).dolmetschen) == (count, "ti")


def test_walk_in_with_an_ordered_interpreter_may_go_to_any_counter(leistung, standort, dienst):
    drawn = draw_number(standort=standort, schluessel="n-1", dolmetschen="ti", am_schalter=True)
    assert not passt(drawn.wartend, schalter_of(dienst.platz))
    drawn.termin = Termin(dolmetschen="ti", dolmetschen_bestellt=MORGEN, starts_at=MORGEN)
    assert drawn.wartend.dolmetschen == ""


@pytest.fixture
def zu_dolmetschen(team, dienst, leistung):
    dienst.platz.merkmale = ["dolmetschen"]
    dienst.platz.save()
    return gebuchter_termin(dienst, leistung, bedarf=TIGRINYA)


@pytest.mark.usefixtures("leseprotokoll")
def test_order_is_noted_once_and_taken_back(zu_dolmetschen, client, empfang):
    assert "Dolmetschen noch bestellen" in client.get(zu_dolmetschen.get_absolute_url()).content.decode()
    for _twice in range(2):
        page = client.post(reverse("termine:heute_dolmetschen", args=[zu_dolmetschen.pk]), follow=True)
    assert (page.context["termin"].dolmetschstand, "Bestellt für" in page.content.decode()) == ("bestellt", True)
    for _twice in range(2):
        page = client.post(reverse("termine:heute_dolmetschen_zurueck", args=[zu_dolmetschen.pk]), follow=True)
    assert page.context["termin"].dolmetschstand == "offen"
    steps = [step.text for step in page.context["schritte"] if "Dolmetschen" in step.text]
    assert steps == ["Dolmetschen bestellt", "Dolmetschen abbestellt"]


@pytest.mark.usefixtures("leseprotokoll")
def test_list_and_day_plan_say_what_is_to_be_ordered(zu_dolmetschen, client, empfang):
    for url in (f"{reverse('termine:heute')}?status=dolmetschen", f"{reverse('termine:heute_tagesplan')}?tag=2026-11-24"):
        text = client.get(url).content.decode()
        assert [words in text for words in ("Dolmetschen: Tigrinya", "Dolmetschen noch bestellen")] == [True, True]


def test_ticket_says_that_somebody_translates(zu_dolmetschen, client):
    page = client.get(reverse("termine:mein", args=[link_token(Linkzweck.TERMIN, zu_dolmetschen.pk)]))
    assert "Wir sprechen oder übersetzen: Tigrinya" in page.content.decode()


@pytest.mark.parametrize(("sprachen", "free"), [([], False), (["ti"], True)])
def test_page_of_times_shows_only_where_somebody_translates(client, leistung, dienst, sprachen, free):
    dienst.platz.sprachen = sprachen
    dienst.platz.save()
    page = client.get(f"{reverse('termine:buchen', args=[leistung.slug])}?personen=1&dolmetschen=ti&begleitung=on")
    suche = page.context["suche"]
    assert (bool(page.context["wahl"].sofort), suche.bedarf.dolmetschen, suche.bedarf.begleitung) == (free, "ti", True)


def test_order_that_nobody_needs_is_refused(dienst, leistung):
    assert refused(order_dolmetschen, gebuchter_termin(dienst, leistung)) == "nicht_noetig"


def test_move_asks_for_another_order_cancellation_for_none(zu_dolmetschen, standort):
    order_dolmetschen(zu_dolmetschen)
    moved = move_termin(zu_dolmetschen, beginn=MORGEN + VIERTEL, standort=standort)
    assert moved.dolmetschstand == "umbestellen"
    assert order_dolmetschen(moved).dolmetschstand == "bestellt"
    assert cancel_termin(moved, von=Absagevon.AMT).dolmetschstand == "abbestellen"
    again = undo_cancellation(moved)
    assert (again.dolmetschstand, Termin.objects.get(pk=moved.pk).dolmetschstand) == ("bestellt", None)


def test_list_of_what_is_open_says_the_same_as_each_visit(zu_dolmetschen, dienst, leistung, team, standort, uhr):
    speaks = DienstFactory.create(platz=PlatzFactory.create(team=team, sprachen=["ps"]))
    for n, sprache in enumerate(["ti", "ti", "ps", "", "ti"], start=1):
        gebuchter_termin(dienst, leistung, n=n, beginn=MORGEN + n * VIERTEL, bedarf=Bedarf(dolmetschen=sprache))
    visits = list(Termin.objects.order_by("starts_at"))
    order_dolmetschen(visits[1])
    cancel_termin(order_dolmetschen(visits[2]), von=Absagevon.AMT)
    move_termin(order_dolmetschen(visits[5]), beginn=MORGEN + 7 * VIERTEL, standort=standort)
    user = staff_of(team.organisationseinheit, "empfang")
    todo = {"offen", "umbestellen", "abbestellen"}
    every = Termin.objects.select_related("platz")
    assert set(dolmetschen_offen(user)) == {visit for visit in every if visit.dolmetschstand in todo}
    assert sorted(visit.dolmetschstand for visit in dolmetschen_offen(user)) == ["abbestellen", "offen", "umbestellen"]
    assert speaks.platz in {visit.platz for visit in every}
    uhr.move_to(MORGEN + timedelta(days=1))
    assert not dolmetschen_offen(user).exists()


def test_message_names_the_language(zu_dolmetschen):
    assert about_visit({"termin": zu_dolmetschen.pk})["dolmetschen"] == "Tigrinya"


@pytest.mark.parametrize("sprache", ["de", "de-simple", "en", "uk", "ar", "tr"])
def test_every_language_has_a_name_in_every_language_of_the_portal(sprache):
    with translation.override(sprache):
        named = dict(auswahl())
    assert list(named) == [*sorted(CODES, key=lambda code: (named[code].split(" – ")[0], code)), GEBAERDEN, ANDERE]
    assert [code for code, name in named.items() if name == code] == []


def test_api_offers_the_needs_of_the_portal():
    assert list(get_args(Need)) == BEDARF_WERTE
