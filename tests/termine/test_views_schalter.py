"""The counter page: who may, who is seen, every button, what is read stands in the read log."""

from datetime import timedelta

import pytest
from django.urls import reverse

from behoerde.kern.rechte import Rolle
from termine.actions.schalter import begin, call_next, park
from termine.models import Notiz, Vorsprache
from tests.anmelden import sign_in
from tests.factories.termine import MORGEN, DienstFactory, PlatzFactory, TeamFactory
from tests.termine.empfang import join, lesespuren, next_morning
from tests.termine.haus import KURZ, arrived, walk_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("leseprotokoll")]
SEITE = "/termine/schalter/"


@pytest.fixture(autouse=True)
def _morning(uhr, dienst):
    uhr.move_to(MORGEN)


@pytest.fixture
def platz(dienst):
    return dienst.platz


@pytest.fixture
def schalter(client, team, platz):
    """A clerk at the counter of ``platz``."""
    user = join(client, team.organisationseinheit, Rolle.SACHBEARBEITUNG)
    client.post(reverse("termine:schalter_wahl"), {"platz": platz.pk})
    return user


def step(client, vorsprache, schritt: str, **data) -> str:
    """Press a button and return the sentences of the page that follows."""
    response = client.post(reverse("termine:schalter_schritt", args=[vorsprache.pk, schritt]), data, follow=True)
    assert response.status_code == 200
    return " ".join(str(message) for message in response.context["messages"])


def status(vorsprache) -> str:
    return Vorsprache.objects.get(pk=vorsprache.pk).status


# --- The counter of the day ---------------------------------------------------
def test_without_a_counter_the_page_asks_for_one(client, team):
    join(client, team.organisationseinheit, Rolle.EMPFANG)
    response = client.get(SEITE)
    assert (response.status_code, response.url) == (302, reverse("termine:schalter_wahl"))


def test_choice_shows_the_counters_of_the_own_units(client, team, platz):
    join(client, team.organisationseinheit, Rolle.EMPFANG)
    free = PlatzFactory.create(team=team)
    stranger = PlatzFactory.create()
    page = client.get(reverse("termine:schalter_wahl"))
    assert {p.pk for p in page.context["plaetze"]} == {platz.pk, free.pk}
    assert page.context["im_dienst"] == {platz.pk}
    assert client.post(reverse("termine:schalter_wahl"), {"platz": stranger.pk}).url == reverse("termine:schalter_wahl")


def test_choice_outlives_the_session_and_ends_with_the_day(client, schalter, uhr):
    next_morning(uhr, client, schalter, MORGEN + timedelta(hours=6))
    assert client.get(SEITE).status_code == 200
    next_morning(uhr, client, schalter, MORGEN + timedelta(days=1))
    assert client.get(SEITE).url == reverse("termine:schalter_wahl")


def test_forged_choice_counts_for_nothing(client, schalter, platz):
    client.cookies["schalter"] = f"2026-11-24/{platz.pk}"
    assert client.get(SEITE).url == reverse("termine:schalter_wahl")


def test_counter_of_a_team_one_has_left_is_gone(client, schalter, platz):
    platz.aktiv = False
    platz.save()
    assert client.get(SEITE).url == reverse("termine:schalter_wahl")


@pytest.mark.parametrize("rolle", [Rolle.LEITUNG, Rolle.LOTSE, Rolle.VERWALTUNG])
def test_other_roles_have_no_counter(client, rolle):
    sign_in(client, rolle)
    assert client.get(SEITE).status_code == 404


# --- The page -----------------------------------------------------------------
def test_list_says_who_is_next_and_why(client, schalter, standort, leistung, dienst, uhr):
    late = walk_in(standort, leistung)
    early = arrived(dienst, leistung, beginn=MORGEN + 2 * KURZ)
    page = client.get(SEITE)
    assert [(z.vorsprache, str(z.grund)) for z in page.context["schlange"].hier] == [(late, "ohne_termin"), (early, "frueh")]
    text = page.content.decode()
    assert "ohne Termin, seit 9:00 Uhr" in text
    assert "früh da, Termin 9:30 Uhr" in text
    assert "Beispiel" not in text


def test_wait_is_judged_by_the_promise(client, schalter, standort, leistung, uhr):
    leistung.versprechen_wartezeit_min = 12
    leistung.save()
    for n, minutes in enumerate((4, 6, 3)):
        walk_in(standort, leistung, n=n)
        uhr.shift(timedelta(minutes=minutes))
    lines = client.get(SEITE).context["schlange"].hier
    assert [(z.minuten, z.art) for z in lines] == [(13, "gefahr"), (9, "achtung"), (3, "gut")]


@pytest.mark.parametrize("count", [1, 3])
def test_page_takes_the_same_queries_for_one_and_three(client, schalter, standort, leistung, count, django_assert_num_queries):
    for n in range(count):
        walk_in(standort, leistung, n=n)
    with django_assert_num_queries(20):
        client.get(SEITE)


def test_part_shows_numbers_without_the_page(client, schalter, standort):
    walk_in(standort)
    page = client.get(reverse("termine:schalter_liste"), headers={"HX-Request": "true"}).content.decode()
    assert "B 001" in page
    assert "<html" not in page
    assert client.get(reverse("termine:schalter_liste")).url == SEITE


def test_person_at_the_counter_is_shown_with_what_was_prepared(client, schalter, dienst, leistung):
    besuch = arrived(dienst, leistung, beginn=MORGEN + KURZ)
    Notiz.objects.create(termin=besuch.termin, text="Foto fehlte beim letzten Mal")
    client.post(reverse("termine:schalter_naechste"))
    text = client.get(SEITE).content.decode()
    assert "A 001" in text
    assert "Olenaaa Beispiel" in text
    assert "Foto fehlte beim letzten Mal" in text


def test_opening_a_visit_stands_in_the_read_log(client, schalter, dienst, leistung):
    besuch = arrived(dienst, leistung, beginn=MORGEN + KURZ)
    client.get(reverse("termine:schalter_nummer", args=[besuch.pk]))
    assert lesespuren() == [(schalter.pk, "termine.termin", str(besuch.termin_id), "Schalter")]


def test_number_without_a_name_leaves_no_trace(client, schalter, standort):
    client.get(reverse("termine:schalter_nummer", args=[walk_in(standort).pk]))
    assert lesespuren() == []


def test_number_of_a_stranger_does_not_exist(client, schalter, leistung):
    other = DienstFactory.create(platz=PlatzFactory.create(team=TeamFactory.create(leistungen=[leistung])))
    stranger = walk_in(other.team.standort)
    assert client.get(reverse("termine:schalter_nummer", args=[stranger.pk])).status_code == 404
    assert client.post(reverse("termine:schalter_schritt", args=[stranger.pk, "aufrufen"])).status_code == 404


def test_number_of_yesterday_does_not_exist(client, schalter, standort):
    old = walk_in(standort)
    Vorsprache.objects.update(tag="2026-11-23")
    assert client.get(reverse("termine:schalter_nummer", args=[old.pk])).status_code == 404


def test_note_of_an_earlier_visit_is_found_by_the_person(client, schalter, dienst, leistung, uhr):
    first = arrived(dienst, leistung, beginn=MORGEN + KURZ)
    client.post(reverse("termine:schalter_notiz", args=[first.pk]), {"text": "Bitte Foto mitbringen"})
    first.termin.anliegen.update(status="erledigt")
    second = arrived(dienst, leistung, beginn=MORGEN + 2 * KURZ, schluessel="zweiter")
    assert "Bitte Foto mitbringen" in client.get(reverse("termine:schalter_nummer", args=[second.pk])).content.decode()


def test_empty_note_is_refused_beside_the_field(client, schalter, dienst, leistung):
    besuch = arrived(dienst, leistung, beginn=MORGEN + KURZ)
    page = client.post(reverse("termine:schalter_notiz", args=[besuch.pk]), {"text": " "})
    assert "Bitte schreiben Sie die Notiz." in page.content.decode()
    assert Notiz.objects.count() == 0


def test_note_about_nobody_does_not_exist(client, schalter, standort):
    assert client.post(reverse("termine:schalter_notiz", args=[walk_in(standort).pk]), {"text": "x"}).status_code == 404


# --- The buttons --------------------------------------------------------------
def test_next_person(client, schalter, standort):
    jemand = walk_in(standort)
    client.post(reverse("termine:schalter_naechste"))
    assert status(jemand) == "aufgerufen"


def test_nobody_is_next(client, schalter):
    page = client.post(reverse("termine:schalter_naechste"), follow=True)
    assert "Gerade wartet niemand auf diesen Schalter." in page.content.decode()


def test_day_of_one_number(client, schalter, standort, platz):
    jemand = walk_in(standort)
    assert step(client, jemand, "aufrufen") == "B 001: aufgerufen."
    assert step(client, jemand, "aufrufen") == "B 001: aufgerufen."
    assert step(client, jemand, "beginnen") == "B 001: im Gespräch."
    assert step(client, jemand, "erledigt") == "B 001: erledigt."
    assert step(client, jemand, "zurueck") == "B 001: im Gespräch."


def test_done_and_next_in_one(client, schalter, standort, platz):
    first, second = walk_in(standort), walk_in(standort, n=1)
    begin(call_next(platz))
    assert step(client, first, "erledigt", weiter="1") == "B 002 ist aufgerufen."
    assert (status(first), status(second)) == ("erledigt", "aufgerufen")


def test_refused_step_says_why(client, schalter, standort, platz):
    jemand = walk_in(standort)
    call_next(platz)
    assert "noch einmal auf" in step(client, jemand, "versaeumt")


@pytest.mark.parametrize(("schritt", "after"), [("gegangen", "gegangen"), ("dringend", "wartet"), ("nicht-dringend", "wartet")])
def test_steps_with_who_waits(client, schalter, standort, schritt, after):
    jemand = walk_in(standort)
    step(client, jemand, schritt)
    assert status(jemand) == after
    assert (Vorsprache.objects.get().dringend_seit is not None) is (schritt == "dringend")


def test_unknown_step_does_not_exist(client, schalter, standort):
    assert client.post(reverse("termine:schalter_schritt", args=[walk_in(standort).pk, "zaubern"])).status_code == 404


@pytest.mark.parametrize(("minuten", "after"), [("10", "geparkt"), ("7", "aufgerufen"), ("", "aufgerufen")])
def test_park(client, schalter, standort, platz, minuten, after):
    jemand = walk_in(standort)
    call_next(platz)
    client.post(reverse("termine:schalter_parken", args=[jemand.pk]), {"minuten": minuten})
    assert status(jemand) == after


def test_send_on_to_a_counter_with_a_remark(client, schalter, dienst, leistung, standort, platz):
    besuch = arrived(dienst, leistung, beginn=MORGEN + KURZ)
    begin(call_next(platz))
    other = PlatzFactory.create(team=TeamFactory.create(standort=standort, name="Kasse"), name="Kasse 1")
    address = reverse("termine:schalter_weiterreichen", args=[besuch.pk])
    assert "Kasse 1" in client.get(address).content.decode()
    client.post(address, {"ziel": f"{other.team_id}-{other.pk}", "hinweis": "Gebühr 67 €"})
    row = Vorsprache.objects.get()
    assert (row.status, row.team, row.ziel, row.hinweis) == ("weitergereicht", other.team, other, "Gebühr 67 €")


def test_send_on_needs_a_place_and_keeps_the_remark(client, schalter, standort, platz):
    jemand = walk_in(standort)
    begin(call_next(platz))
    page = client.post(reverse("termine:schalter_weiterreichen", args=[jemand.pk]), {"hinweis": "Foto fehlt"})
    assert "Bitte wählen Sie, wohin die Person geht." in page.content.decode()
    assert "Foto fehlt" in page.content.decode()


def test_send_on_somebody_who_waits_is_refused_with_a_sentence(client, schalter, standort, team):
    jemand = walk_in(standort)
    page = client.post(reverse("termine:schalter_weiterreichen", args=[jemand.pk]), {"ziel": str(team.pk)})
    assert "Das geht jetzt nicht mehr." in page.content.decode()


def test_number_for_somebody_at_the_desk(client, schalter, leistung):
    address = reverse("termine:schalter_neu")
    form = client.get(address).context["form"]
    values = {"leistung": leistung.slug, "personenzahl": 3, "sprache": "ar", "merkmale": ["kind"], "dringend": "on"}
    data = values | {"schluessel": form.initial["schluessel"]}
    client.post(address, data)
    client.post(address, data)
    row = Vorsprache.objects.get()
    assert (row.leistung, row.personenzahl, row.sprache, row.merkmale) == (leistung, 3, "ar", ["kind"])
    assert row.dringend_seit is not None


@pytest.mark.parametrize("number", ["0", "10", "x"])
def test_number_for_too_many_people_is_refused_beside_the_field(client, schalter, number):
    page = client.post(reverse("termine:schalter_neu"), {"personenzahl": number, "sprache": "de", "schluessel": "x"})
    assert page.context["form"].errors.keys() >= {"personenzahl"}
    assert Vorsprache.objects.count() == 0


def test_parked_person_stands_among_the_others(client, schalter, standort, platz):
    walk_in(standort)
    park(call_next(platz), minuten=10)
    schlange = client.get(SEITE).context["schlange"]
    assert (schlange.hier, [str(z.grund) for z in schlange.sonst]) == ([], ["geparkt"])
