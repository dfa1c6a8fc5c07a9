"""Goals stand below each other without a circle, a light by hand ends by itself, decisions point both ways."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from behoerde.kern import uhr as clock
from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError
from monitoring.actions.beschlussbezug import link_beschluss, unlink_beschluss
from monitoring.actions.kennzahl import set_target
from monitoring.actions.strategie import end_ziel, measure_by, save_ziel, set_ampel, take_back_ampel
from monitoring.katalog import indikator
from monitoring.models import Ampelsetzung, Beschlussbezug, Messwert, Ziel
from monitoring.queries.strategie import standing
from monitoring.queries.strategiebaum import decisions_about, goal_tree, ideas, tree
from tests.factories.gremien import BeschlussFactory
from tests.factories.kern import OrganisationseinheitFactory, UserFactory
from tests.factories.strategie import HandlungsfeldFactory, VorhabenFactory, ZielFactory, ZielkennzahlFactory, running

SLUG = "schulung-abdeckung-abh"


@pytest.fixture(autouse=True)
def _ready(request):
    if "gleichzeitig" not in request.node.name:
        request.getfixturevalue("uhr")
        request.getfixturevalue("amt")


def knot(ziel: Ziel):
    return goal_tree(clock.today())[ziel.pk]


def measured(ziel: Ziel, wert: float, n: int, slug: str = SLUG) -> None:
    """Give the figure of a goal a value of today."""
    ZielkennzahlFactory.create(ziel=ziel, slug=slug)
    day = clock.today()
    values = {"zaehler": wert * n / 100, "nenner": n, "wert": wert}
    Messwert.objects.create(slug=slug, zeitraum="monat", von=day.replace(day=1), bis=day, **values)


def target(wert: float, days: int = -10, slug: str = SLUG) -> None:
    set_target(indikator(slug), ab=clock.today() + timedelta(days=days), wert=wert, beleg="Rat")


def test_goal_never_stands_below_itself():
    top, part = ZielFactory.create(), ZielFactory.create(handlungsfeld=None, oberziel=ZielFactory.create())
    below = ZielFactory.create(handlungsfeld=None, oberziel=part)
    part.oberziel = below
    with pytest.raises(DomainError) as error:
        save_ziel(ziel=part)
    with pytest.raises(DatabaseError), transaction.atomic():
        Ziel.objects.filter(pk=part.pk).update(oberziel=below)
    part.oberziel = top
    assert (error.value.code, save_ziel(ziel=part).oberziel) == ("kreis", top)


@pytest.mark.django_db(transaction=True)
def test_two_gleichzeitig_put_below_each_other_make_no_circle():
    with als(System.AUFGABE):
        tops = ZielFactory.create_batch(2)

    def below(pair: tuple[Ziel, Ziel]) -> bool:
        try:
            with als(System.AUFGABE):
                Ziel.objects.filter(pk=pair[0].pk).update(handlungsfeld=None, oberziel=pair[1])
        except DatabaseError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(below, [(tops[0], tops[1]), (tops[1], tops[0])]))
    assert sorted(done) == [False, True]


@pytest.mark.parametrize(
    "changes",
    [
        {"handlungsfeld": None},
        {"bis": "2000-01-01"},
        {"titel": " "},
        {"beendet_am": "2026-11-01"},
    ],
)
def test_database_keeps_what_a_goal_is(changes):
    row = ZielFactory.create()
    with pytest.raises(IntegrityError), transaction.atomic():
        Ziel.objects.filter(pk=row.pk).update(**changes)


def test_figure_decides_and_says_what_it_was_held_against():
    ziel = ZielFactory.create()
    measured(ziel, 80, 1000)
    assert (knot(ziel).ampel.stand, "noch kein Zielwert gesetzt" in knot(ziel).ampel.gruende[0].satz) == ("", True)
    for wert, stand in ((80, "gut"), (83, "achtung"), (95, "gefahr")):
        target(wert)
        assert (wert, knot(ziel).ampel.stand) == (wert, stand)
    assert knot(ziel).ampel.gruende[0].satz.endswith("80 %. Ziel seit 14. November 2026: 95 %. Verfehlt.")


def test_few_cases_that_miss_the_target_may_be_chance():
    ziel = ZielFactory.create()
    measured(ziel, 80, 10)
    target(90)
    ampel = knot(ziel).ampel
    assert (ampel.stand, "Zufall" in ampel.gruende[0].satz) == ("achtung", True)


def test_before_the_target_counts_the_way_from_the_beginning_does():
    ziel = ZielFactory.create()
    measured(ziel, 80, 1000)
    target(100, days=100)
    assert knot(ziel).ampel.stand == ""
    measure_by(ziel=ziel, slug=SLUG, ausgangswert=60, ausgangstag=clock.today() - timedelta(days=100))
    assert (knot(ziel).ampel.stand, standing(ziel.kennzahlen.all(), clock.today())[ziel.pk][0].kachel.ziel) == ("gut", 80)


@pytest.mark.parametrize(("days", "wanted"), [(0, 100), (1, None)])
def test_target_counts_from_its_own_day_on(days, wanted):
    ziel = ZielFactory.create()
    measured(ziel, 80, 1000)
    target(100, days=days)
    assert standing(ziel.kennzahlen.all(), clock.today())[ziel.pk][0].kachel.ziel == wanted


def test_what_is_late_below_puts_a_reached_goal_at_risk_and_no_worse():
    ziel = ZielFactory.create()
    measured(ziel, 99, 1000)
    target(95)
    running(-100, ziel=ziel, titel="Schalter")
    ampel = knot(ziel).ampel
    assert (ampel.stand, ampel.gruende[-1].satz) == ("achtung", "Maßnahme „Schalter“: nicht im Plan.")


def test_without_a_figure_measures_and_parts_decide():
    top = ZielFactory.create()
    part = ZielFactory.create(handlungsfeld=None, oberziel=top, titel="Teil")
    assert [grund.satz for grund in knot(top).ampel.gruende] == ["Noch keine Kennzahl mit Zielwert und keine laufende Maßnahme."]
    running(30, ziel=part)
    assert (knot(part).ampel.stand, knot(top).ampel.stand) == ("gut", "gut")
    running(-100, ziel=part)
    assert [grund.satz for grund in knot(top).ampel.gruende] == ["Teilziel „Teil“: nicht im Plan."]
    end_ziel(ziel=part, grund="aufgegeben")
    assert (knot(top).ampel.stand, knot(part).ampel.gruende[0].satz) == ("", "Beendet: aufgegeben")


def test_light_by_hand_replaces_the_computed_one_until_its_day(uhr):
    ziel, user = ZielFactory.create(), UserFactory.create()
    for stand in ("gut", "gefahr"):
        set_ampel(objekt=ziel, stand=stand, grund="Umbau", gilt_bis=clock.today() + timedelta(days=3), user=user)
    ampel = knot(ziel).ampel
    assert (ampel.stand, ampel.gerechnet, ampel.gesetzt.von) == ("gefahr", "", str(user))
    uhr.shift(timedelta(days=4))
    assert (knot(ziel).ampel.stand, Ampelsetzung.objects.count()) == ("", 2)


def test_light_by_hand_is_taken_back():
    row = running(30)
    set_ampel(objekt=row, stand="gefahr", grund="Umbau", gilt_bis=clock.today(), user=UserFactory.create())
    for _twice in range(2):
        take_back_ampel(objekt=row)
    assert [knoten.ampel.stand for knoten in knot(row.ziel).vorhaben] == ["gut"]


@pytest.mark.parametrize("days", [-1, 93])
def test_light_by_hand_ends_within_a_quarter(days):
    ziel, user, until = ZielFactory.create(), UserFactory.create(), clock.today() + timedelta(days=days)
    with pytest.raises(DomainError) as error:
        set_ampel(objekt=ziel, stand="gut", grund="Umbau", gilt_bis=until, user=user)
    assert error.value.code == "ende"
    with pytest.raises(IntegrityError), transaction.atomic():
        Ampelsetzung.objects.create(ziel=ziel, stand="gut", grund="x", gesetzt_am=clock.today(), gilt_bis=until, von=user)


@pytest.mark.parametrize("changes", [{"grund": "anders"}, {"gilt_bis": "2026-11-25"}, {"stand": "gut"}])
def test_light_by_hand_is_never_changed_or_deleted(changes):
    row = set_ampel(objekt=ZielFactory.create(), stand="gefahr", grund="Umbau", gilt_bis=clock.today(), user=UserFactory.create())
    with pytest.raises(DatabaseError), transaction.atomic():
        Ampelsetzung.objects.filter(pk=row.pk).update(**changes)
    with pytest.raises(DatabaseError), transaction.atomic():
        row.delete()


def test_light_by_hand_needs_a_reason():
    with pytest.raises(IntegrityError), transaction.atomic():
        set_ampel(objekt=ZielFactory.create(), stand="gut", grund=" ", gilt_bis=clock.today(), user=UserFactory.create())


def test_tree_is_narrowed_by_light_unit_and_end():
    feld = HandlungsfeldFactory.create(name="Service")
    late, calm = (ZielFactory.create(handlungsfeld=feld, titel=name) for name in ("Spät", "Ruhig"))
    ended = end_ziel(ziel=ZielFactory.create(handlungsfeld=feld, titel="Aus"), grund="erreicht")
    unit = OrganisationseinheitFactory.create()
    running(-100, ziel=late)
    running(30, ziel=calm, einheit=unit)

    def found(**filters) -> list[Ziel]:
        return [knot.ziel for top in tree(clock.today(), **filters) for feld in top.felder for knot in feld.ziele]

    assert found() == [calm, late]
    assert (found(ampel="gefahr"), found(einheit=unit.pk)) == ([late], [calm])
    assert set(found(beendete=True)) == {calm, late, ended}


def test_idea_needs_no_goal_and_is_listed_by_itself():
    idea = VorhabenFactory.create(ziel=None)
    assert ideas() == [idea]


def test_decision_is_linked_once_and_found_from_both_sides():
    beschluss, ziel = BeschlussFactory.create(), ZielFactory.create()
    rows = [link_beschluss(beschluss=beschluss, was=ziel) for _twice in range(2)]
    assert (rows[0] == rows[1], decisions_about(ziel=ziel), list(beschluss.bezuege.all())) == (True, rows[:1], rows[:1])
    with pytest.raises(IntegrityError), transaction.atomic():
        Beschlussbezug.objects.create(beschluss=beschluss)
    unlink_beschluss(bezug=rows[0])
    assert decisions_about(ziel=ziel) == []
