from datetime import timedelta

import pytest
from django.urls import reverse

from behoerde.kern import register, uhr
from behoerde.kern.db import System, als
from behoerde.kern.rechte import Rolle
from lotsen.models import Angebot, Ort, Traeger
from tests.anmelden import sign_in
from tests.factories.kern import OrganisationseinheitFactory
from tests.factories.lotsen import AngebotFactory, OrtFactory, TraegerFactory
from tests.lotsen.verweise import sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("donnerstag", "ruhig")]
LISTE = reverse("pflege:liste")


@pytest.fixture
def lotsin(client):
    return sign_in(client, Rolle.LOTSE)


@pytest.fixture
def angebot(db):
    return AngebotFactory.create(name_de="Beratung", orte=[OrtFactory.create(name="Altes Haus")])


def page_of(angebot, name: str = "angebot", query: str = "") -> str:
    return reverse(f"pflege:{name}", args=[angebot.pk]) + query


def typed(page, **changed) -> dict:
    """Return what the page shows, with changes, as a browser would send it."""
    data = {}
    forms = [page.context["form"]]
    if "zeiten" in page.context:
        forms += [page.context["zeiten"].management_form, *page.context["zeiten"].forms]
    for form in forms:
        data |= {form[name].html_name: form[name].value() for name in form.fields}
    data |= changed
    return {name: value for name, value in data.items() if value is not None and value is not False}


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_questions_for_any_number_of_rows(client, lotsin, monkeypatch, django_assert_num_queries, count):
    monkeypatch.setitem(register._register.entries, register.Navigation, [])
    for _n in range(count):
        AngebotFactory.create(orte=[OrtFactory.create()])
    with django_assert_num_queries(12):
        assert client.get(LISTE).status_code == 200


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Alt", "Beratung", "Neu"]),
        ("?q=beratung", ["Beratung"]),
        ("?zustand=unbestaetigt", ["Alt", "Beratung"]),
        ("?zustand=plaetze", ["Alt"]),
        ("?zustand=ohne_ort", ["Alt", "Neu"]),
        ("?status=pause", ["Alt"]),
        ("?zustand=unfug&status=unfug&art=unfug&traeger=unfug&q=%00", ["Alt", "Beratung", "Neu"]),
    ],
)
def test_filters_of_the_address(client, lotsin, angebot, query, found):
    heute = uhr.today()
    AngebotFactory.create(name_de="Neu", bestaetigt_am=heute, frei=3, plaetze_am=uhr.now())
    old = uhr.now() - timedelta(days=31)
    AngebotFactory.create(name_de="Alt", bestaetigt_am=heute - timedelta(days=184), frei=3, plaetze_am=old, status="pause")
    assert [row.name_de for row in client.get(LISTE + query).context["page_obj"]] == found


def test_new_angebot_is_completed_offered_and_found(client, lotsin):
    traeger = TraegerFactory.create(name="Verein")
    values = {"name": "Sprachcafé am Markt", "traeger": str(traeger.pk), "angebotsart": "ehrenamtliche_sprachangebote"}
    answer = client.post(reverse("pflege:neu"), values)
    angebot = Angebot.objects.get()
    assert answer.url == page_of(angebot)
    haus = OrtFactory.create(name="Haus am Markt")
    page = client.get(page_of(angebot))
    zeit = {"zeit-0-wochentag": "1", "zeit-0-von": "17:00", "zeit-0-bis": "19:00"}
    data = typed(page, sprachen="Deutsch, Ukrainisch; ar", ort_dazu=str(haus.pk), mitbringen="Ausweis\n\nStift", **zeit)
    assert client.post(page_of(angebot), data).status_code == 302
    angebot.refresh_from_db()
    assert (angebot.sprachen, angebot.mitbringen, angebot.orte.get()) == (["de", "uk", "ar"], ["Ausweis", "Stift"], haus)
    assert [str(row.von) for row in angebot.sprechzeiten.all()] == ["17:00:00"]
    client.post(page_of(angebot, "stand"), {"nach": "aktiv"})
    assert "Sprachcafé am Markt" in client.get(reverse("lotsen:verzeichnis"), {"q": "Sprachcafe"}).content.decode()


def test_wrong_hours_and_language_are_said_and_nothing_typed_is_lost(client, lotsin, angebot):
    page = client.get(page_of(angebot))
    zeit = {"zeit-0-wochentag": "1", "zeit-0-von": "17:00", "zeit-0-bis": "09:00"}
    answer = client.post(page_of(angebot), typed(page, sprachen="Deutsch, Klingonisch", telefon="0123", **zeit))
    assert answer.status_code == 200
    assert answer.context["form"].errors == {"sprachen": ["Sprache „Klingonisch“ kennen wir nicht."]}
    assert answer.context["zeiten"].forms[0].errors == {"bis": ["Das Ende muss nach dem Beginn liegen."]}
    assert 'value="0123"' in answer.content.decode()
    assert angebot.fassungen.count() == 0


def test_hours_are_removed_by_their_tick(client, lotsin, angebot):
    angebot.sprechzeiten.create(wochentag=1, von="09:00", bis="12:00")
    client.post(page_of(angebot), typed(client.get(page_of(angebot)), **{"zeit-0-DELETE": "on"}))
    assert angebot.sprechzeiten.count() == 0


def test_texts_of_a_language_stand_beside_the_german_ones(client, lotsin, angebot):
    address = page_of(angebot, "texte", "?sprache=uk")
    page = client.get(address)
    assert ("Name", "Beratung") in page.context["deutsch"]
    client.post(address, typed(page, name="Консультація", geprueft="on"))
    angebot.refresh_from_db()
    assert (angebot.name_uk, angebot.geprueft) == ("Консультація", {"uk": True})


def test_places_are_changed_alone(client, lotsin, angebot):
    page = client.get(page_of(angebot, "plaetze"))
    answer = client.post(page_of(angebot, "plaetze"), typed(page, plaetze="10", frei="11"))
    assert answer.context["form"].errors == {"frei": ["So viele Plätze hat das Angebot nicht."]}
    assert client.post(page_of(angebot, "plaetze"), typed(page, plaetze="10", frei="4")).status_code == 302
    angebot.refresh_from_db()
    assert (angebot.plaetze, angebot.frei, angebot.plaetze_am) == (10, 4, uhr.now())


def test_ending_is_asked_for_first(client, lotsin, angebot):
    page = client.get(page_of(angebot, "stand", "?nach=beendet"))
    assert "Dieses Angebot beenden?" in page.content.decode()
    assert Angebot.objects.get().status == "aktiv"
    client.post(page_of(angebot, "stand"), {"nach": "beendet"})
    assert Angebot.objects.get().status == "beendet"
    assert client.get(page_of(angebot, "stand", "?nach=unfug")).status_code == 302


def test_version_comes_back(client, lotsin, angebot):
    client.post(page_of(angebot), typed(client.get(page_of(angebot)), telefon="0123"))
    first = angebot.fassungen.last()
    assert "Wieder gelten lassen" in client.get(page_of(angebot, "verlauf")).content.decode()
    client.post(reverse("pflege:zurueck", args=[angebot.pk, first.pk]))
    assert Angebot.objects.get().telefon == ""
    fremd = AngebotFactory.create()
    assert client.post(reverse("pflege:zurueck", args=[fremd.pk, first.pk])).status_code == 404


def test_version_of_another_kind_waits_until_nobody_is_sent_there(client, lotsin, angebot):
    client.post(page_of(angebot), typed(client.get(page_of(angebot)), angebotsart="jmd"))
    first = angebot.fassungen.last()
    with als(System.AUFGABE):
        sent(angebot)
    page = client.post(reverse("pflege:zurueck", args=[angebot.pk, first.pk]), follow=True)
    assert "Zu diesem Angebot laufen Verweise." in page.text
    assert Angebot.objects.get().angebotsart == "jmd"


def test_confirming_by_one_click(client, lotsin, angebot):
    client.post(page_of(angebot, "bestaetigen"))
    assert Angebot.objects.get().bestaetigt_am == uhr.today()
    assert client.get(LISTE, {"zustand": "unbestaetigt"}).context["page_obj"].paginator.count == 0


def test_unit_of_the_portal_is_set_by_those_who_look_after_accounts(client, lotsin):
    traeger, stelle = TraegerFactory.create(name="Verein A"), OrganisationseinheitFactory.create(art="partner")
    address = reverse("pflege:traeger", args=[traeger.pk])
    values = {"name": "Verein A", "email": "a@stadt.example.org", "einheit": stelle.pk}
    client.post(address, values)
    assert Traeger.objects.get().einheit is None
    sign_in(client, Rolle.VERWALTUNG)
    client.post(address, values)
    assert Traeger.objects.get().einheit == stelle


def test_traeger_is_created_changed_and_taken_back(client, lotsin):
    client.post(reverse("pflege:traeger_neu"), {"name": "Verein A"})
    traeger = Traeger.objects.get()
    address = reverse("pflege:traeger", args=[traeger.pk])
    client.post(address, {"name": "Verein B"})
    first = client.get(address).context["verlauf"][-1]
    assert first.wer == str(lotsin)
    client.post(reverse("pflege:traeger_zurueck", args=[traeger.pk, first.event]))
    assert Traeger.objects.get().name == "Verein A"
    assert client.get(reverse("pflege:traegerliste"), {"q": "verein"}).context["page_obj"].paginator.count == 1


def test_place_needs_both_coordinates_or_none(client, lotsin):
    values = {"name": "Haus", "breite": "51,16"}
    answer = client.post(reverse("pflege:ort_neu"), values)
    assert "gehören zusammen" in answer.context["form"].errors["laenge"][0]
    client.post(reverse("pflege:ort_neu"), values | {"laenge": "10,45", "barrierefrei": "Aufzug\nRampe"})
    ort = Ort.objects.get()
    assert (ort.breite, ort.laenge, ort.barrierefrei) == (51.16, 10.45, ["Aufzug", "Rampe"])
    assert client.get(reverse("pflege:orte"), {"q": "Haus"}).context["page_obj"].paginator.count == 1
