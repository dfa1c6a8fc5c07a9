from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from behoerde.kern import register
from behoerde.kern.models import Standort
from behoerde.kern.rechte import Rolle
from termine.actions.dienstplan import generate_dienste
from termine.models import Ausnahme, Dienst, Oeffnungszeit, Platz, Schliesstag, Team, Wochenvorlage
from tests.factories.kern import OrganisationseinheitFactory, StandortFactory
from tests.factories.termine import MORGEN, DienstFactory, OeffnungszeitFactory, PlatzFactory, TeamFactory, gebuchter_termin
from tests.termine.empfang import join

pytestmark = pytest.mark.django_db
PLAN = reverse("dienstplan:dienstplan")
DIENSTAG = date(2026, 11, 24)


@pytest.fixture
def verwaltung(client, team):
    return join(client, team.organisationseinheit, Rolle.VERWALTUNG)


@pytest.fixture
def no_navigation(monkeypatch):
    """The head of the page asks what the apps registered; that is not this list's matter."""
    monkeypatch.setitem(register._register.entries, register.Navigation, [])


@pytest.fixture
def platz(team):
    return PlatzFactory.create(team=team, name="Schalter 1")


@pytest.fixture
def besucht(team, platz, leistung):
    """The team works Tuesdays from eight to twelve; a visit stands at eleven on MORGEN."""
    OeffnungszeitFactory.create(team=team, wochentag=1, von=time(8), bis=time(12))
    generate_dienste()
    return gebuchter_termin(Dienst.objects.get(zeitraum__contains=MORGEN), leistung, beginn=MORGEN + timedelta(hours=2))


def address(name: str, row) -> str:
    return reverse(f"dienstplan:{name}", args=[row.pk])


def typed(client, page: str, **changed) -> dict:
    """Return what a form shows, with changes, as a browser would send it."""
    form = client.get(page).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in (shown | changed).items() if value is not False}


def send_twice(client, page: str, data: dict):
    """Look at what would change, then save it."""
    shown = client.post(page, data)
    return client.post(page, data | {"gesehen": shown.context["gesehen"]})


def cells(plan) -> list[tuple]:
    return [
        (zelle.platz.name, zelle.tag, [(f"{s.von:%H:%M}", f"{s.bis:%H:%M}") for s in zelle.stuecke], zelle.prozent)
        for block in plan.bloecke
        for reihe in block.reihen
        for zelle in reihe.zellen
        if zelle.stuecke
    ]


def test_week_shows_hours_and_how_much_of_them_is_taken(client, verwaltung, besucht):
    plan = client.get(PLAN).context["plan"]
    assert cells(plan) == [("Schalter 1", DIENSTAG, [("08:00", "12:00")], 6)]
    assert (plan.bloecke[0].stunden, plan.bloecke[0].prozent) == (4, 6)


@pytest.mark.parametrize("count", [1, 3])
def test_week_asks_the_same_questions_for_any_number_of_counters(
    client, verwaltung, team, no_navigation, django_assert_num_queries, count
):
    for platz in PlatzFactory.create_batch(count, team=team):
        DienstFactory.create(platz=platz)
        Ausnahme.objects.create(platz=platz, von=DIENSTAG, bis=DIENSTAG, grund="Umbau")
    with django_assert_num_queries(17):
        assert client.get(PLAN).status_code == 200


def test_week_names_closures_and_exceptions(client, verwaltung, team, besucht):
    Schliesstag.objects.create(standort=team.standort, von=DIENSTAG, bis=DIENSTAG, grund="Betriebsversammlung")
    Ausnahme.objects.create(team=team, von=date(2026, 11, 25), bis=date(2026, 11, 25), grund="Schulung")
    page = client.get(PLAN).content.decode()
    assert ("Betriebsversammlung" in page, page.count("Schulung")) == (True, 1)


def test_week_shows_holidays_of_the_land(client, verwaltung, besucht):
    page = client.get(f"{PLAN}?woche=2026-12-25")
    assert page.context["plan"].montag == date(2026, 12, 21)
    assert "Erster Weihnachtstag" in page.content.decode()


@pytest.mark.parametrize("query", ["woche=gestern", "standort=nirgends", "team=999", "team=x&woche=9999-12-31"])
def test_nonsense_in_the_address_is_left_out(client, verwaltung, besucht, query):
    assert client.get(f"{PLAN}?{query}").status_code == 200


def test_saturday_is_there_only_when_somebody_is_on_duty(client, verwaltung, platz):
    assert len(client.get(PLAN).context["plan"].tage) == 5
    samstag = MORGEN + timedelta(days=4)
    DienstFactory.create(platz=platz, zeitraum=(samstag, samstag + timedelta(hours=1)))
    assert len(client.get(PLAN).context["plan"].tage) == 6


def test_roster_of_another_unit_is_not_shown(client, besucht):
    join(client, OrganisationseinheitFactory.create(), Rolle.VERWALTUNG)
    assert client.get(PLAN).context["plan"] is None
    assert client.get(address("team", besucht.platz.team)).status_code == 404
    assert client.get(address("platz", besucht.platz)).status_code == 404


def test_front_desk_reads_the_roster_but_changes_nothing(client, empfang, besucht):
    page = client.get(PLAN).content.decode()
    assert ("08:00" in page or "8:00–12:00" in page, "Team anlegen" in page) == (True, False)
    assert client.get(address("zeiten", besucht.platz.team)).status_code == 404


def test_new_hours_are_shown_with_their_consequences_before_they_are_saved(client, verwaltung, team, besucht):
    page = address("zeiten", team)
    data = typed(client, page, tag1="8-11", ab="2026-11-24")
    shown = client.post(page, data)
    text = shown.content.decode()
    assert "1 gebuchter Termin läge außerhalb" in text
    assert (besucht.code in text, "Olena" in text) == (True, False)
    assert Oeffnungszeit.objects.get().bis == time(12)
    assert send_twice(client, page, data).url == address("team", team)
    assert list(Oeffnungszeit.objects.order_by("gilt_ab").values_list("bis", flat=True)) == [time(12), time(11)]


def test_other_hours_than_those_looked_at_are_shown_first(client, verwaltung, team, besucht):
    page = address("zeiten", team)
    seen = client.post(page, typed(client, page, tag1="8-13")).context["gesehen"]
    again = client.post(page, typed(client, page, tag1="8-11") | {"gesehen": seen})
    assert (again.status_code, Oeffnungszeit.objects.get().bis) == (200, time(12))


def test_saved_hours_offer_the_way_back(client, verwaltung, team, besucht):
    page = address("zeiten", team)
    send_twice(client, page, typed(client, page, tag1="8-11", ab="2026-11-24"))
    assert "?ab=2026-11-24&amp;wie=2026-11-23" in client.get(address("team", team)).content.decode()
    form = client.get(f"{page}?ab=2026-11-24&wie=2026-11-23").context["form"]
    assert (form["ab"].value(), form["tag1"].value()) == (DIENSTAG, "8:00–12:00")


def test_hours_that_make_no_sense_keep_what_was_typed(client, verwaltung, team):
    page = address("zeiten", team)
    data = typed(client, page, tag1="9-vier", ab="2026-11-20", bis="2026-11-19")
    form = client.post(page, data).context["form"]
    assert (sorted(form.errors), form["tag1"].value()) == (["ab", "tag1"], "9-vier")


def test_template_fills_in_the_hours(client, verwaltung, team):
    vorlage = Wochenvorlage.objects.create(name="Ferien", woche={"0": [["09:00", "11:00"]]})
    form = client.get(f"{address('zeiten', team)}?vorlage={vorlage.pk}").context["form"]
    assert (form["tag0"].value(), form["tag1"].value()) == ("9:00–11:00", "")


def test_template_is_made_changed_and_removed(client, verwaltung):
    client.post(reverse("dienstplan:vorlage_neu"), {"name": "Ferien", "tag0": "9-11"})
    vorlage = Wochenvorlage.objects.get()
    assert vorlage.woche == {"0": [["09:00", "11:00"]]}
    assert list(client.post(reverse("dienstplan:vorlage_neu"), {"name": "Ferien"}).context["form"].errors) == ["name"]
    client.post(address("vorlage", vorlage), {"name": "Sommer", "tag1": "8-10"})
    assert Wochenvorlage.objects.values_list("name", "woche").get() == ("Sommer", {"1": [["08:00", "10:00"]]})
    client.post(address("vorlage", vorlage), {"name": "Sommer", "entfernen": "1"})
    assert Wochenvorlage.objects.exists() is False


def test_closure_of_a_house_concerns_teams_of_other_units_too(client, verwaltung, team, besucht, leistung):
    foreign = PlatzFactory.create(team=TeamFactory.create(standort=team.standort, leistungen=[leistung]))
    OeffnungszeitFactory.create(team=foreign.team, wochentag=1)
    generate_dienste()
    gebuchter_termin(Dienst.objects.get(platz=foreign, zeitraum__contains=MORGEN), leistung, n=1)
    page = reverse("dienstplan:schliesstag_neu")
    data = {"standort": team.standort_id, "von": "2026-11-24", "bis": "2026-11-24", "grund": "Umzug"}
    shown = client.post(page, data)
    assert len(shown.context["vorschau"].ausserhalb) == 2
    send_twice(client, page, data)
    assert Schliesstag.objects.get().standort == team.standort


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ({"von": "2026-11-24", "bis": "2026-11-23"}, ["__all__"]),
        ({"standort": ""}, ["__all__"]),
        ({"von": "2026-11-01", "bis": "2026-11-02"}, ["bis"]),
        ({"grund": ""}, ["grund"]),
    ],
)
def test_closure_that_makes_no_sense_is_refused(client, verwaltung, team, data, errors):
    good = {"standort": team.standort_id, "von": "2026-11-24", "bis": "2026-11-24", "grund": "Umzug"}
    assert list(client.post(reverse("dienstplan:schliesstag_neu"), good | data).context["form"].errors) == errors


def test_closure_is_changed_and_removed_after_a_look(client, verwaltung, team, besucht):
    closure = Schliesstag.objects.create(team=team, von=DIENSTAG, bis=DIENSTAG, grund="Umzug")
    page = address("schliesstag", closure)
    send_twice(client, page, typed(client, page, bis="2026-11-25"))
    assert Schliesstag.objects.get().bis == date(2026, 11, 25)
    page = address("schliesstag_entfernen", closure)
    seen = client.get(page).context["gesehen"]
    client.post(page)
    assert Schliesstag.objects.exists() is True
    client.post(page, {"gesehen": seen})
    assert Schliesstag.objects.exists() is False


def test_exception_of_one_counter(client, verwaltung, team, besucht):
    page = address("ausnahme_neu", team)
    data = {"platz": besucht.platz_id, "von": "2026-11-24", "bis": "", "art": "frei", "zeiten": "", "grund": "Umbau"}
    assert client.post(page, data).context["vorschau"].ausserhalb == [besucht]
    send_twice(client, page, data)
    row = Ausnahme.objects.get()
    assert (row.platz, row.team, row.von, row.bis, row.ist_dienstfrei) == (besucht.platz, None, DIENSTAG, DIENSTAG, True)


def test_exception_with_other_hours_needs_them(client, verwaltung, team):
    data = {"platz": "team", "von": "2026-11-24", "art": "zeiten", "zeiten": "", "grund": "Schulung"}
    form = client.post(address("ausnahme_neu", team), data).context["form"]
    assert list(form.errors) == ["zeiten"]
    send_twice(client, address("ausnahme_neu", team), data | {"zeiten": "10-11, 14-15"})
    assert [str(row.beginn) for row in Ausnahme.objects.filter(team=team)] == ["10:00:00", "14:00:00"]


def test_exception_is_taken_back(client, verwaltung, team):
    row = Ausnahme.objects.create(team=team, von=DIENSTAG, bis=DIENSTAG, grund="Schulung")
    page = address("ausnahme_entfernen", row)
    client.post(page, {"gesehen": client.get(page).context["gesehen"]})
    assert Ausnahme.objects.exists() is False


def test_duty_by_hand_comes_and_goes(client, verwaltung, team, platz, leistung):
    page = address("dienst_neu", platz)
    client.post(page, {"tag": "2026-11-24", "von": "09:00", "bis": "11:00"})
    dienst = Dienst.objects.get()
    assert (dienst.herkunft, dienst.zeitraum.lower) == ("hand", MORGEN)
    assert "schon im Dienst" in client.post(page, {"tag": "2026-11-24", "von": "09:00", "bis": "11:00"}).content.decode()
    termin = gebuchter_termin(dienst, leistung)
    page = address("dienst_entfernen", dienst)
    assert "noch 1 Termin gebucht" in client.get(page).content.decode()
    termin.belegung.dienst.belegungen.all()
    assert client.post(page, {"gesehen": "x"}).status_code == 200
    assert Dienst.objects.count() == 1


def test_team_is_set_up_from_nothing(client, verwaltung, team, leistung):
    data = {"name": "Neues Team", "standort": team.standort_id, "organisationseinheit": team.organisationseinheit_id}
    data |= {"raster_minuten": 15, "vorlauf_minuten": 60, "haltezeit_minuten": 10, "bestaetigung_minuten": 60}
    data |= {"empfang_stunden": 24, "aktiv": "on", "ohne_termin": "on", "leistungen": [leistung.pk]}
    client.post(reverse("dienstplan:team_neu"), data)
    neu = Team.objects.get(name="Neues Team")
    client.post(address("platz_neu", neu), {"name": "Schalter 9", "aktiv": "on", "sprachen": ["de", "uk"]})
    page = address("zeiten", neu)
    send_twice(client, page, typed(client, page, tag1="9-11", ab="2026-11-24"))
    generate_dienste()
    assert Dienst.objects.filter(platz__name="Schalter 9", zeitraum__contains=MORGEN).exists()
    assert Platz.objects.get().sprachen == ["de", "uk"]


def test_team_out_of_use_shows_who_comes_to_it(client, verwaltung, team, besucht):
    page = address("team_angaben", team)
    data = typed(client, page, aktiv=False)
    assert client.post(page, data).context["vorschau"].ausserhalb == [besucht]
    send_twice(client, page, data)
    assert Team.objects.get().aktiv is False


def test_team_stops_and_starts_to_take_people_without_appointment(client, verwaltung, team):
    page = address("team_angaben", team)
    send_twice(client, page, typed(client, page, ohne_termin=False))
    assert Team.objects.get().ohne_termin is False
    send_twice(client, page, typed(client, page, ohne_termin=True))
    assert Team.objects.get().ohne_termin is True


def test_counter_changes_its_skills(client, verwaltung, besucht):
    page = address("platz", besucht.platz)
    send_twice(client, page, typed(client, page, sprachen=["de", "ar"], merkmale=["rollstuhl"]))
    assert Platz.objects.values_list("sprachen", "merkmale").get() == (["de", "ar"], ["rollstuhl"])


def test_house_is_set_up_and_changed(client, verwaltung, team):
    data = {"name": "Südstadt", "slug": "suedstadt", "strasse": "Hof 1", "plz": "12345", "ort": "Musterstadt"}
    data |= {"land": "NW", "zeitzone": "Europe/Berlin", "hinweise_de": "Aufzug im Hof", "hinweise_ar": "المصعد في الفناء"}
    assert list(client.post(reverse("dienstplan:standort_neu"), data | {"plz": "1234x"}).context["form"].errors) == ["plz"]
    assert client.post(reverse("dienstplan:standort_neu"), data).status_code == 302
    page = address("standort", team.standort)
    send_twice(client, page, typed(client, page, land="BY"))
    team.standort.refresh_from_db()
    assert team.standort.land == "BY"


def test_way_to_a_house_is_said_in_the_language_of_the_reader(client, verwaltung):
    house = StandortFactory.create(hinweise_de="Aufzug im Hof", hinweise_ar="المصعد في الفناء")
    ways = {}
    for language in ("de", "ar", "tr"):
        with translation.override(language):
            ways[language] = Standort.objects.get(pk=house.pk).hinweise
    assert ways == {"de": "Aufzug im Hof", "ar": "المصعد في الفناء", "tr": "Aufzug im Hof"}


def test_page_of_a_team_says_what_is_missing(client, verwaltung):
    team = TeamFactory.create(organisationseinheit=verwaltung.rollenzuweisungen.get().organisationseinheit)
    page = client.get(address("team", team)).content.decode()
    assert ("Noch kein Platz." in page, "Noch keine Leistung." in page) == (True, True)


def test_houses_of_nobody_are_listed_with_their_way(client, verwaltung):
    StandortFactory.create(name="Hafen", hinweise="Bus 3")
    assert "Bus 3" in client.get(reverse("dienstplan:standorte")).content.decode()
