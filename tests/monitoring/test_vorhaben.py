"""A measure goes its way, its light follows from its milestones, whoever answers for it is reminded."""

from datetime import timedelta

import pytest
from celery import current_app
from django.db import DatabaseError, IntegrityError, transaction

from behoerde.kern import uhr as clock
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Nachricht
from monitoring.actions import vorhaben as actions
from monitoring.models import KennzahlMonat, Meilenstein, Messwert, Vorhaben
from monitoring.nachrichten_strategie import about_milestone, still_late, still_to_look
from monitoring.queries.strategie_zahlen import RECHNUNGEN
from monitoring.queries.vorhaben import light_of, measures
from monitoring.zaehlung import Zaehlung
from tests.factories.kern import OrganisationseinheitFactory
from tests.factories.strategie import (
    HandlungsfeldFactory,
    MeilensteinFactory,
    VorhabenFactory,
    ZielFactory,
    ZielkennzahlFactory,
    running,
)

pytestmark = pytest.mark.usefixtures("uhr", "amt")


@pytest.fixture(autouse=True)
def _quiet(monkeypatch):
    monkeypatch.setattr(current_app, "send_task", lambda *_args, **_kwargs: None)


def lit(row: Vorhaben) -> tuple[str, list[str]]:
    ampel = light_of(measures().get(pk=row.pk), clock.today())
    return ampel.stand, [grund.satz for grund in ampel.gruende]


def refused(act, **kwargs) -> str:
    with pytest.raises(DomainError) as error:
        act(**kwargs)
    return error.value.code


def test_measure_goes_its_way_and_is_stopped_with_a_reason():
    row = running(30)
    assert refused(actions.move_vorhaben, vorhaben=row, nach="idee") == "weg"
    assert refused(actions.move_vorhaben, vorhaben=row, nach="gestoppt", grund=" ") == "grund"
    for _twice in range(2):
        row = actions.move_vorhaben(vorhaben=row, nach="gestoppt", grund="Kein Geld")
    assert (row.status, lit(row)) == ("gestoppt", ("", ["Gestoppt: Kein Geld"]))
    assert actions.move_vorhaben(vorhaben=row, nach="idee").grund == ""


@pytest.mark.parametrize("missing", ["von", "bis", "verantwortlich"])
def test_decided_measure_has_a_plan_and_somebody_who_answers(missing):
    row = actions.move_vorhaben(vorhaben=VorhabenFactory.create(**{missing: None}), nach="geplant")
    assert refused(actions.move_vorhaben, vorhaben=row, nach="beschlossen") == "plan"
    with pytest.raises(IntegrityError), transaction.atomic():
        Vorhaben.objects.filter(pk=row.pk).update(status="beschlossen")


def test_only_an_idea_is_without_a_goal():
    row = VorhabenFactory.create(ziel=None)
    assert refused(actions.move_vorhaben, vorhaben=row, nach="geplant") == "plan"
    with pytest.raises(IntegrityError), transaction.atomic():
        Vorhaben.objects.filter(pk=row.pk).update(status="geplant")


def test_running_measure_has_a_milestone():
    row = VorhabenFactory.create()
    for step in ("geplant", "beschlossen"):
        row = actions.move_vorhaben(vorhaben=row, nach=step)
    assert refused(actions.move_vorhaben, vorhaben=row, nach="laufend") == "meilenstein"
    with pytest.raises(DatabaseError), transaction.atomic():
        Vorhaben.objects.filter(pk=row.pk).update(status="laufend")
    only = MeilensteinFactory.create(vorhaben=row)
    actions.move_vorhaben(vorhaben=row, nach="laufend")
    assert refused(actions.strike_meilenstein, meilenstein=only, grund="Umsonst") == "letzter"


@pytest.mark.parametrize("changes", [{"status": "abgeschlossen"}, {"bis": "2000-01-01"}, {"budget": -1}, {"grund": "x"}])
def test_database_keeps_what_a_measure_is(changes):
    row = VorhabenFactory.create()
    with pytest.raises(DatabaseError), transaction.atomic():
        Vorhaben.objects.filter(pk=row.pk).update(**changes)


def test_nothing_late_disappears():
    step = MeilensteinFactory.create()
    for row in (step, step.vorhaben):
        with pytest.raises(DatabaseError), transaction.atomic():
            row.delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        Meilenstein.objects.filter(pk=step.pk).update(gestrichen_am=clock.today())


@pytest.mark.parametrize(
    ("faellig", "stand", "satz"),
    [
        (0, "gut", "Nichts ist überfällig. Nächster Meilenstein: „M“ am 24. November 2026."),
        (-1, "achtung", "Meilenstein „M“ ist seit 1 Tag überfällig."),
        (-28, "achtung", "Meilenstein „M“ ist seit 28 Tagen überfällig."),
        (-29, "gefahr", "Meilenstein „M“ ist seit 29 Tagen überfällig."),
    ],
)
def test_light_follows_from_milestones(faellig, stand, satz):
    row = running(faellig)
    Meilenstein.objects.filter(vorhaben=row).update(titel="M")
    assert lit(row) == (stand, [satz])


def test_light_before_and_after_it_runs(uhr):
    row = VorhabenFactory.create(von=clock.today() + timedelta(days=5), bis=clock.today() + timedelta(days=50))
    step = MeilensteinFactory.create(vorhaben=row, faellig_am=clock.today() + timedelta(days=40))
    seen = [lit(row)[0]]
    for way in ("geplant", "beschlossen"):
        row = actions.move_vorhaben(vorhaben=row, nach=way)
    seen.append(lit(row)[0])
    uhr.shift(timedelta(days=6))
    seen.append(lit(row)[0])
    row = actions.move_vorhaben(vorhaben=row, nach="laufend")
    actions.finish_meilenstein(meilenstein=step)
    seen.append(lit(row)[0])
    uhr.shift(timedelta(days=60))
    seen.append(lit(row)[0])
    seen.append(lit(actions.move_vorhaben(vorhaben=row, nach="abgeschlossen"))[0])
    assert seen == ["", "", "achtung", "gut", "gefahr", "gut"]


def test_milestone_is_moved_struck_done_and_opened_again():
    step = running(-3, 30).meilensteine.order_by("faellig_am").first()
    actions.postpone_meilenstein(meilenstein=step, faellig_am=clock.today() + clock.DAY)
    actions.strike_meilenstein(meilenstein=step, grund="Doppelt")
    assert refused(actions.finish_meilenstein, meilenstein=step) == "gestrichen"
    assert refused(actions.postpone_meilenstein, meilenstein=step, faellig_am=clock.today()) == "erledigt"
    actions.reopen_meilenstein(meilenstein=step)
    for _twice in range(2):
        step = actions.finish_meilenstein(meilenstein=step)
    assert (step.faellig_am, step.erledigt_am) == (clock.today() + clock.DAY, clock.today())


def test_unit_takes_part_once_and_the_leading_one_never():
    row, other = VorhabenFactory.create(), OrganisationseinheitFactory.create()
    for task in ("Räume", "Geld"):
        actions.involve(vorhaben=row, einheit=other, aufgabe=task)
    assert [(part.einheit, part.aufgabe) for part in row.beteiligungen.all()] == [(other, "Geld")]
    assert refused(actions.involve, vorhaben=row, einheit=row.einheit, aufgabe="Alles") == "federfuehrend"


def test_late_milestone_is_told_after_a_day_two_and_four_weeks(uhr):
    step = running(5).meilensteine.get()
    sent = []
    for days in (5, 1, 12, 1, 14, 30):
        uhr.shift(timedelta(days=days))
        actions.remind_of_vorhaben()
        sent.append(Nachricht.objects.filter(anlass="meilenstein_ueberfaellig").count())
    assert sent == [0, 1, 1, 2, 3, 3]
    kontext = Nachricht.objects.filter(anlass="meilenstein_ueberfaellig").first().kontext
    assert (about_milestone(kontext)["meilenstein"], still_late(kontext)) == (step.titel, True)
    actions.postpone_meilenstein(meilenstein=step, faellig_am=clock.today())
    assert still_late(kontext) is False


def test_day_to_look_again_is_told_once(uhr):
    row = VorhabenFactory.create(wiedervorlage=clock.today() + timedelta(days=2))
    sent = []
    for days in (0, 2, 1, 30):
        uhr.shift(timedelta(days=days))
        actions.remind_of_vorhaben()
        sent.append(Nachricht.objects.filter(anlass="vorhaben_wiedervorlage").count())
    assert sent == [0, 1, 1, 1]
    kontext = Nachricht.objects.get().kontext
    assert still_to_look(kontext) is True
    actions.move_vorhaben(vorhaben=row, nach="gestoppt", grund="Kein Geld")
    assert still_to_look(kontext) is False


def test_figure_counts_running_measures_without_a_late_milestone():
    ziel = ZielFactory.create(handlungsfeld__name="Service")
    part = ZielFactory.create(handlungsfeld=None, oberziel=ziel)
    running(30, ziel=ziel)
    running(-1, 30, ziel=part)
    VorhabenFactory.create(ziel=ziel)
    found = RECHNUNGEN["vorhaben-im-plan"](clock.today(), clock.today())
    assert found == [Zaehlung("", "", 1, 2), Zaehlung("handlungsfeld", "Service", 1, 2)]


def test_figure_counts_goals_with_a_fresh_figure():
    feld = HandlungsfeldFactory.create(name="Service")
    fresh, old, streamed, _bare = (ZielFactory.create(handlungsfeld=feld) for _n in range(4))
    for ziel, slug in ((fresh, "rueckstand"), (old, "digitalquote"), (streamed, "nicht-erschienen")):
        ZielkennzahlFactory.create(ziel=ziel, slug=slug)
    for slug, days in (("rueckstand", 10), ("digitalquote", 400)):
        day = clock.today() - timedelta(days=days)
        Messwert.objects.create(slug=slug, zeitraum="tag", von=day, bis=day, wert=1, nenner=1)
    KennzahlMonat.objects.create(monat=clock.today().replace(day=1), art="termin_versaeumt", anzahl=1)
    ZielFactory.create(handlungsfeld=feld, beendet_am=clock.today(), beendet_grund="Aus")
    found = RECHNUNGEN["ziele-mit-indikator"](clock.today(), clock.today())
    assert found == [Zaehlung("", "", 2, 4), Zaehlung("handlungsfeld", "Service", 2, 4)]
