"""Pages of the strategy: the lead plans, whoever answers for a measure reports, all others read."""

import pytest
from django.urls import reverse

from behoerde.kern.rechte import Rolle
from monitoring.models import Ampelsetzung, Handlungsfeld, Meilenstein, Vorhaben, Ziel, Zielkennzahl
from tests.factories.gremien import BeschlussFactory
from tests.factories.kern import OrganisationseinheitFactory
from tests.factories.leitbild import leitbild_in
from tests.factories.strategie import HandlungsfeldFactory, MeilensteinFactory, VorhabenFactory, ZielFactory, running
from tests.termine.empfang import join


@pytest.fixture
def leitung(client, uhr, db):
    return join(client, OrganisationseinheitFactory.create(), Rolle.LEITUNG)


def goal(**changes) -> dict:
    unit = OrganisationseinheitFactory.create()
    data = {"titel": "Kurze Wege", "text": "", "einheit": unit.pk, "von": "2026-11-01", "bis": "2027-12-31", "oberziel": ""}
    return data | {"handlungsfeld": ""} | changes


def measure(**changes) -> dict:
    data = {"titel": "Zweiter Schalter", "text": "", "einheit": OrganisationseinheitFactory.create().pk, "ziel": ""}
    return data | {"verantwortlich": "", "von": "", "bis": "", "budget": "", "wiedervorlage": ""} | changes


def errors(answer) -> set[str]:
    return set(answer.context["form"].errors)


def test_field_belongs_to_a_leitsatz_and_its_name_is_taken_once(client, leitung):
    leitsatz = leitbild_in("entwurf").leitsaetze.order_by("pk").first()
    data = {"name": "Service", "text": "", "leitsatz": str(leitsatz.pk)}
    assert client.post(reverse("strategie:feld_neu"), data).url == reverse("strategie:baum")
    assert errors(client.post(reverse("strategie:feld_neu"), data)) == {"name"}
    assert errors(client.post(reverse("strategie:feld_neu"), {"name": "B", "leitsatz": "unsinn"})) == {"leitsatz"}
    assert Handlungsfeld.objects.get().leitsatz == leitsatz
    assert "Leitsatz „Verlässlich“" in client.get(reverse("strategie:baum")).content.decode()


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({}, {"handlungsfeld"}),
        ({"bis": "2026-10-01"}, {"handlungsfeld", "bis"}),
        ({"bis": "9999-12-31"}, {"handlungsfeld", "bis"}),
        ({"titel": ""}, {"handlungsfeld", "titel"}),
    ],
)
def test_what_a_goal_can_not_be_stands_beside_its_field(client, leitung, changes, fields):
    assert errors(client.post(reverse("strategie:ziel_neu"), goal(**changes))) == fields
    assert not Ziel.objects.exists()


def test_goal_is_set_measured_and_ended(client, leitung):
    feld = HandlungsfeldFactory.create()
    client.post(reverse("strategie:ziel_neu"), goal(handlungsfeld=str(feld.pk)))
    ziel = Ziel.objects.get()
    page = reverse("strategie:ziel_kennzahl", args=[ziel.pk])
    assert errors(client.post(page, {"slug": "rueckstand", "ausgangswert": "300"})) == {"ausgangswert"}
    client.post(page, {"slug": "rueckstand", "ausgangswert": "300,5", "ausgangstag": "2026-11-01"})
    assert list(Zielkennzahl.objects.values_list("slug", "ausgangswert")) == [("rueckstand", 300.5)]
    assert "Ausgangswert: 300 (1. November 2026)" in client.get(ziel.get_absolute_url()).content.decode()
    client.post(ziel.get_absolute_url(), {"was": "kennzahl_weg", "slug": "rueckstand"})
    client.post(reverse("strategie:ziel_beenden", args=[ziel.pk]), {"grund": "Erreicht"})
    ziel.refresh_from_db()
    assert (ziel.kennzahlen.count(), ziel.beendet_grund) == (0, "Erreicht")


def test_goal_offers_no_goal_below_it_as_the_one_above(client, leitung):
    top = ZielFactory.create()
    part = ZielFactory.create(handlungsfeld=None, oberziel=top)
    form = client.get(reverse("strategie:ziel_bearbeiten", args=[top.pk])).context["form"]
    assert list(form.fields["oberziel"].queryset) == []
    data = goal(oberziel=str(part.pk))
    assert errors(client.post(reverse("strategie:ziel_bearbeiten", args=[top.pk]), data)) == {"oberziel"}


def test_measure_is_planned_step_by_step(client, leitung):
    ziel = ZielFactory.create()
    client.post(reverse("strategie:vorhaben_neu"), measure(ziel=str(ziel.pk)))
    row = Vorhaben.objects.get()
    step = reverse("strategie:vorhaben_schritt", args=[row.pk])
    client.post(step, {"nach": "geplant"})
    assert errors(client.post(step, {"nach": "beschlossen"})) == {"nach"}
    dates = {"von": "2026-11-01", "bis": "2027-01-31", "verantwortlich": leitung.pk, "budget": "1500,50"}
    client.post(reverse("strategie:vorhaben_bearbeiten", args=[row.pk]), measure(ziel=str(ziel.pk), **dates))
    client.post(step, {"nach": "beschlossen"})
    assert errors(client.post(step, {"nach": "laufend"})) == {"nach"}
    client.post(reverse("strategie:meilenstein_neu", args=[row.pk]), {"titel": "Dienstplan", "faellig_am": "2026-12-01"})
    client.post(step, {"nach": "laufend"})
    row.refresh_from_db()
    assert (row.status, str(row.budget)) == ("laufend", "1500.50")
    assert errors(client.post(step, {"nach": "gestoppt", "grund": ""})) == {"grund"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"budget": "-1"}, "budget"), ({"von": "2026-12-01", "bis": "2026-11-01"}, "bis"), ({"von": "0001-01-01"}, "von")],
)
def test_what_a_measure_can_not_be_stands_beside_its_field(client, leitung, changes, field):
    assert errors(client.post(reverse("strategie:vorhaben_neu"), measure(**changes))) == {field}


def test_running_measure_keeps_its_plan(client, leitung):
    row = running(30)
    answer = client.post(reverse("strategie:vorhaben_bearbeiten", args=[row.pk]), measure(ziel=str(row.ziel_id)))
    assert answer.context["form"].non_field_errors() == [
        "Dazu braucht die Maßnahme Beginn, Ende und eine verantwortliche Person."
    ]


def test_milestone_is_moved_or_struck(client, leitung):
    step = MeilensteinFactory.create()
    page = reverse("strategie:meilenstein", args=[step.pk])
    assert client.post(page, {"faellig_am": "", "grund": ""}).status_code == 200
    client.post(page, {"faellig_am": "2027-02-01", "grund": ""})
    client.post(page, {"faellig_am": "2027-02-01", "grund": "Doppelt"})
    step.refresh_from_db()
    assert (step.faellig_am.isoformat(), step.gestrichen_grund) == ("2027-02-01", "Doppelt")


def test_units_and_effects_come_and_go(client, leitung):
    row, unit = VorhabenFactory.create(), OrganisationseinheitFactory.create(name="Jugendamt")
    client.post(reverse("strategie:beteiligung", args=[row.pk]), {"einheit": unit.pk, "aufgabe": "Räume"})
    words = {"slug": "rueckstand", "erwartung": "sinkt", "zuversicht": "mittel", "warum": "Mehr Zeit"}
    client.post(reverse("strategie:wirkung", args=[row.pk]), words)
    page = client.get(row.get_absolute_url()).content.decode()
    assert ("Jugendamt" in page, "Mehr Zeit" in page, "Noch zu früh" in page) == (True,) * 3
    client.post(row.get_absolute_url(), {"was": "beteiligung_weg", "pk": row.beteiligungen.get().pk})
    client.post(row.get_absolute_url(), {"was": "wirkung_weg", "pk": row.wirkungen.get().pk})
    assert (row.beteiligungen.count(), row.wirkungen.count()) == (0, 0)


def test_light_is_set_by_hand_with_reason_and_end_and_taken_back(client, leitung):
    for row, name in ((running(30), "vorhaben_ampel"), (ZielFactory.create(), "ziel_ampel")):
        page = reverse(f"strategie:{name}", args=[row.pk])
        assert errors(client.post(page, {"stand": "gefahr", "grund": "", "gilt_bis": "2027-12-01"})) == {"grund", "gilt_bis"}
        client.post(page, {"stand": "gefahr", "grund": "Umbau", "gilt_bis": "2026-12-31"})
        shown = client.get(row.get_absolute_url()).content.decode()
        assert f"Von Hand gesetzt von {leitung}, gilt bis 31. Dezember 2026. Grund: Umbau" in shown
        client.post(row.get_absolute_url(), {"was": "ampel_weg"})
    assert Ampelsetzung.objects.filter(aufgehoben_am=None).count() == 0


def test_whoever_answers_reports_and_nobody_else(client, uhr, db):
    own, other = running(30), running(30)
    user = join(client, OrganisationseinheitFactory.create(), Rolle.SACHBEARBEITUNG)
    Vorhaben.objects.filter(pk=own.pk).update(verantwortlich=user)
    seen = []
    for row in (own, other):
        step = row.meilensteine.get()
        seen.append(client.post(row.get_absolute_url(), {"was": "erledigt", "pk": step.pk}).status_code)
        seen.append(client.post(row.get_absolute_url(), {"was": "ampel_weg"}).status_code)
    assert seen == [302, 404, 404, 404]
    assert [row.vorhaben for row in Meilenstein.objects.exclude(erledigt_am=None)] == [own]
    assert client.post(own.ziel.get_absolute_url(), {"was": "ampel_weg"}).status_code == 404


@pytest.mark.parametrize("was", ["unsinn", "erledigt", "wirkung_weg"])
def test_nonsense_is_not_found(client, leitung, was):
    assert client.post(running(30).get_absolute_url(), {"was": was, "pk": "x"}).status_code == 404


def test_history_says_who_changed_what(client, leitung):
    row = running(30)
    client.post(row.get_absolute_url(), {"was": "erledigt", "pk": row.meilensteine.get().pk})
    page = client.get(row.get_absolute_url()).content.decode()
    assert "Erledigt am leer → 24.11.2026" in page


def test_measures_leave_as_a_table_without_formulas(client, leitung):
    running(-40, titel="=1+1")
    table = b"".join(client.get(reverse("strategie:baum") + "?format=csv").streaming_content).decode()
    assert ("'=1+1" in table, "nicht im Plan" in table) == (True, True)


@pytest.mark.parametrize("query", ["?ampel=unsinn", "?einheit=abc", "?einheit=999999", "?ampel=gefahr&beendete=on"])
def test_filter_survives_nonsense(client, leitung, query):
    ZielFactory.create()
    assert client.get(reverse("strategie:baum") + query).status_code == 200


def test_pages_need_the_same_queries_for_one_and_for_three(client, leitung, django_assert_max_num_queries):
    for _row in range(3):
        running(30)
    with django_assert_max_num_queries(40):
        client.get(reverse("strategie:baum"))


def test_decision_stands_at_what_it_is_about_and_back(client, leitung):
    beschluss, leitbild, row = BeschlussFactory.create(), leitbild_in("entwurf"), running(30)
    page = reverse("gremien:bezug", args=[beschluss.pk])
    leitsatz = leitbild.leitsaetze.order_by("pk").first()
    for what in (f"leitsatz:{leitsatz.pk}", f"ziel:{row.ziel_id}", f"vorhaben:{row.pk}"):
        assert client.post(page, {"was": what}).url == beschluss.get_absolute_url()
    assert errors(client.post(page, {"was": "mensch:1"})) == {"was"}
    for other in (leitbild, row.ziel, row):
        assert beschluss.get_absolute_url() in client.get(other.get_absolute_url()).content.decode()
    back = client.get(beschluss.get_absolute_url())
    assert [one.name for one in back.context["bezuege"]] == ["Verlässlich", row.ziel.titel, row.titel]
    for one in back.context["bezuege"]:
        client.post(beschluss.get_absolute_url(), {"was": "bezug_weg", "pk": one.pk})
    assert beschluss.bezuege.count() == 0
    assert client.post(beschluss.get_absolute_url(), {"was": "bezug_weg", "pk": "x"}).status_code == 404
