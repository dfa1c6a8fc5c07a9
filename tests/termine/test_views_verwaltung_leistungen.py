import pytest
from django.urls import reverse

from behoerde.kern import register
from behoerde.kern.rechte import Rolle
from termine.models import Fassung, Lebenslage, Leistung, LeistungUnterlage, Unterlage
from tests.anmelden import sign_in
from tests.factories.termine import LeistungFactory, TeamFactory, gebuchter_termin

pytestmark = pytest.mark.django_db
LISTE = reverse("verwaltung:leistungen")


@pytest.fixture
def verwaltung(client):
    return sign_in(client, Rolle.VERWALTUNG, vorname="Emre", nachname="Kaplan")


@pytest.fixture
def no_navigation(monkeypatch):
    """The head of the page asks what the apps registered; that is not this list's matter."""
    monkeypatch.setitem(register._register.entries, register.Navigation, [])


@pytest.fixture
def karte(leistung):
    leistung.name_en, leistung.geprueft = "Collect your card", {"de": True, "en": True}
    leistung.lebenslage = Lebenslage.objects.create(key="karte", name="Karte", satz="Ich brauche meine Karte")
    leistung.save()
    for position, key in enumerate(("pass", "foto")):
        unterlage = Unterlage.objects.create(key=key, name=key.title())
        LeistungUnterlage.objects.create(leistung=leistung, unterlage=unterlage, position=position)
    return leistung


def page_of(leistung, name: str = "leistung", sprache: str = "") -> str:
    query = f"?sprache={sprache}" if sprache else ""
    return reverse(f"verwaltung:{name}", args=[leistung.slug]) + query


def typed(client, page: str, **changed) -> dict:
    """Return what a form shows, with changes, as a browser would send it."""
    form = client.get(page).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: "" if value is None else value for name, value in (shown | changed).items() if value is not False}


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_questions_for_any_number_of_rows(client, verwaltung, no_navigation, django_assert_num_queries, count):
    for leistung in LeistungFactory.create_batch(count):
        unterlage = Unterlage.objects.create(key=leistung.slug, name="Pass")
        LeistungUnterlage.objects.create(leistung=leistung, unterlage=unterlage, position=0)
    with django_assert_num_queries(13):
        assert client.get(LISTE).status_code == 200


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["eat-abholung", "alt", "visum"]),
        ("q=aufenthalt+karte", ["eat-abholung"]),
        ("zugang=online", ["visum"]),
        ("zustand=nicht_angeboten", ["alt"]),
        ("zustand=ohne_team", ["eat-abholung"]),
        ("zustand=bearbeitet", []),
        ("zustand=quatsch&zugang=online", ["visum"]),
    ],
)
def test_list_filters_by_the_address(client, verwaltung, leistung, query, found):
    LeistungFactory.create(slug="alt", name="Altes", aktiv=False)
    visum = LeistungFactory.create(slug="visum", name="Visum", zugang="online", geprueft={"de": True})
    TeamFactory.create(leistungen=[visum])
    page = client.get(f"{LISTE}?{query}")
    assert sorted(e.leistung.slug for e in page.context["page_obj"]) == sorted(found)


def test_list_without_a_hit_leads_back(client, verwaltung, leistung):
    assert "Keine Leistung passt zu diesem Filter" in client.get(f"{LISTE}?q=xqzw").content.decode()


def test_change_reaches_the_page_of_clients(client, verwaltung, karte):
    page = page_of(karte)
    response = client.post(page, typed(client, page, dauer_minuten="40", gebuehr_eur="12,5", suchworte="card\nKarte\ncard"))
    assert response.status_code == 302
    found = Leistung.objects.get(pk=karte.pk)
    assert (found.dauer_minuten, str(found.gebuehr_eur), found.suchworte) == (40, "12.50", ["card", "Karte"])
    assert "12,50" in client.get(karte.get_absolute_url()).content.decode()


def test_saving_twice_the_same_says_there_was_nothing_to_do(client, verwaltung, karte):
    page = page_of(karte)
    assert "Es war nichts zu ändern." in client.post(page, typed(client, page), follow=True).content.decode()
    assert Fassung.objects.exists() is False


def test_refused_change_keeps_what_was_typed(client, verwaltung, karte):
    page = page_of(karte)
    data = typed(client, page, dauer_minuten="1", erinnerung_tage="bald", zugang="post", notiz="Bitte prüfen")
    form = client.post(page, data).context["form"]
    assert sorted(form.errors) == ["dauer_minuten", "erinnerung_tage", "kanal_post"]
    assert (form["erinnerung_tage"].value(), form["notiz"].value()) == ("bald", "Bitte prüfen")


def test_colleague_was_faster_is_said_and_nothing_is_lost(client, verwaltung, karte):
    page = page_of(karte)
    data = typed(client, page, notiz="Meine Notiz")
    Leistung.objects.filter(pk=karte.pk).update(dauer_minuten=55)
    form = client.post(page, data).context["form"]
    assert "hat inzwischen jemand geändert" in form.non_field_errors()[0]
    assert (form["notiz"].value(), Leistung.objects.get(pk=karte.pk).notiz) == ("Meine Notiz", "")


def test_look_before_saving_shows_the_page_and_keeps_nothing(client, verwaltung, karte):
    page = page_of(karte)
    shown = client.post(page, typed(client, page, dauer_minuten="95", vorschau="1")).content.decode()
    assert ("1 Stunde 35 Minuten" in shown, "Gespeichert ist noch nichts" in shown) == (True, True)
    assert Leistung.objects.get(pk=karte.pk).dauer_minuten == 15


@pytest.mark.parametrize(
    ("sprache", "words", "direction"), [("en", "Collect your card", "ltr"), ("ar", "Aufenthaltskarte abholen", "rtl")]
)
def test_saved_page_is_shown_in_any_language_also_when_not_offered(client, verwaltung, karte, sprache, words, direction):
    Leistung.objects.filter(pk=karte.pk).update(aktiv=False)
    shown = client.get(page_of(karte, "leistung_vorschau", sprache)).content.decode()
    assert (words in shown, f'dir="{direction}"' in shown) == (True, True)
    assert client.get(karte.get_absolute_url()).status_code == 404


def test_look_at_a_concern_shows_until_when_an_offer_comes(client, verwaltung, karte):
    page = page_of(karte)
    shown = client.post(page, typed(client, page, zugang="sichtung", vorschau="1"))
    assert (shown.status_code, reverse("termine:anfragen", args=[karte.slug]) in shown.content.decode()) == (200, True)


def test_words_of_a_language_stand_beside_the_german_ones(client, verwaltung, karte):
    page = page_of(karte, "leistung_texte", "en")
    shown = client.get(page).content.decode()
    assert ("Aufenthaltskarte abholen" in shown, "Collect your card" in shown) == (True, True)
    client.post(page, typed(client, page, name="Pick up your card", geprueft=False))
    found = Leistung.objects.get(pk=karte.pk)
    assert (found.name_en, found.geprueft) == ("Pick up your card", {"de": True, "en": False})


def test_new_german_words_unreview_the_translation(client, verwaltung, karte):
    page = page_of(karte, "leistung_texte")
    client.post(page, typed(client, page, name="Karte holen"))
    assert Leistung.objects.get(pk=karte.pk).geprueft == {"de": True, "en": False}


def test_german_name_is_required(client, verwaltung, karte):
    page = page_of(karte, "leistung_texte")
    assert list(client.post(page, typed(client, page, name="")).context["form"].errors) == ["name"]


def documents(leistung) -> list[str]:
    return list(leistung.unterlagenliste.order_by("position").values_list("unterlage__key", flat=True))


def test_documents_are_ordered_removed_and_added(client, verwaltung, karte):
    Unterlage.objects.create(key="vollmacht", name="Vollmacht")
    page = page_of(karte, "leistung_unterlagen")
    erste, zweite = (zeile.unterlage_id for zeile in karte.unterlagenliste.order_by("position"))
    client.post(page, typed(client, page, **{f"stelle_{erste}": "2", f"stelle_{zweite}": "1"}))
    assert documents(karte) == ["foto", "pass"]
    client.post(page, typed(client, page, **{f"weg_{erste}": "on"}, dazu="vollmacht", neu_name="Mietvertrag"))
    assert documents(karte) == ["foto", "vollmacht", "mietvertrag"]


def test_words_of_a_document_are_changed_for_all(client, verwaltung, karte):
    unterlage = Unterlage.objects.get(key="pass")
    page = reverse("verwaltung:unterlage", args=[unterlage.pk])
    client.post(page, typed(client, page, name_de="Reisepass", name_en="Passport", geprueft_en="on"))
    unterlage.refresh_from_db()
    assert (unterlage.name_de, unterlage.name_en, unterlage.geprueft["en"]) == ("Reisepass", "Passport", True)
    assert "Reisepass" in client.get(reverse("verwaltung:unterlagen")).content.decode()


def test_version_comes_back_by_one_click(client, verwaltung, karte):
    page = page_of(karte)
    client.post(page, typed(client, page, dauer_minuten="40"))
    verlauf = page_of(karte, "leistung_verlauf")
    shown = client.get(verlauf).content.decode()
    assert ("Dauer in Minuten" in shown, "Emre Kaplan" in shown, "mit dem Katalog geliefert" in shown) == (True, True, True)
    step = reverse("verwaltung:leistung_zurueck", args=[karte.slug, Fassung.objects.order_by("pk").first().pk])
    client.get(step)
    assert Leistung.objects.get(pk=karte.pk).dauer_minuten == 40
    assert "Diese Fassung gilt wieder." in client.post(step, follow=True).content.decode()
    assert Leistung.objects.get(pk=karte.pk).dauer_minuten == 15


def test_history_of_an_unchanged_leistung_says_so(client, verwaltung, karte):
    shown = client.get(page_of(karte, "leistung_verlauf"))
    assert (shown.status_code, "Noch nichts geändert" in shown.content.decode()) == (200, True)


def test_version_of_another_leistung_is_not_found(client, verwaltung, karte):
    foreign = Fassung.objects.create(leistung=LeistungFactory.create(), inhalt={})
    assert client.post(reverse("verwaltung:leistung_zurueck", args=[karte.slug, foreign.pk])).status_code == 404


def test_new_leistung_waits_for_its_tick(client, verwaltung, karte):
    data = {"name": "Meldebescheinigung", "zugang": "direkt", "dauer_minuten": "10"}
    response = client.post(reverse("verwaltung:leistung_neu"), data)
    assert response.url == reverse("verwaltung:leistung", args=["meldebescheinigung"])
    assert client.get(reverse("termine:leistung", args=["meldebescheinigung"])).status_code == 404
    client.post(response.url, typed(client, response.url, aktiv="on", lebenslage="karte"))
    assert client.get(reverse("termine:leistung", args=["meldebescheinigung"])).status_code == 200


def test_page_says_how_many_visits_are_booked(client, verwaltung, karte, dienst):
    gebuchter_termin(dienst, karte)
    assert "1 kommender Termin ist dafür gebucht." in client.get(page_of(karte)).content.decode()
