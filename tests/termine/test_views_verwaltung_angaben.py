import pytest
from django.urls import reverse

from behoerde.kern import register
from behoerde.kern.rechte import Rolle
from termine.models import Leistung, LeistungUnterlage, Pruefvermerk, Unterlage
from termine.queries.verwaltung_angaben import fingerprint
from tests.anmelden import sign_in
from tests.factories.termine import LeistungFactory

pytestmark = pytest.mark.django_db
LISTE = reverse("verwaltung:angaben")


@pytest.fixture
def verwaltung(client):
    return sign_in(client, Rolle.VERWALTUNG, vorname="Emre", nachname="Kaplan")


@pytest.fixture
def no_navigation(monkeypatch):
    """The head of the page asks what the apps registered; that is not this list's matter."""
    monkeypatch.setitem(register._register.entries, register.Navigation, [])


def step(leistung, angabe: str, name: str) -> str:
    return reverse(f"verwaltung:{name}", args=[leistung.slug, angabe])


def rows(page) -> list[tuple[str, str]]:
    return [(zeile.leistung.slug, zeile.angabe.value) for gruppe in page.context["page_obj"] for zeile in gruppe.zeilen]


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_questions_for_any_number_of_rows(client, verwaltung, no_navigation, django_assert_num_queries, count):
    for leistung in LeistungFactory.create_batch(count):
        unterlage = Unterlage.objects.create(key=leistung.slug, name="Pass")
        LeistungUnterlage.objects.create(leistung=leistung, unterlage=unterlage, position=0)
        Pruefvermerk.objects.create(leistung=leistung, angabe="dauer", geprueft_von=verwaltung)
    with django_assert_num_queries(12):
        assert client.get(LISTE).status_code == 200


def test_list_says_how_far_the_office_is(client, verwaltung, leistung):
    client.post(step(leistung, "gebuehr", "angabe_bestaetigen"), {"abdruck": fingerprint(leistung, "gebuehr")})
    Leistung.objects.filter(pk=leistung.pk).update(dauer_geprueft=True)
    page = client.get(LISTE)
    assert page.context["zahlen"].je_stand == {"offen": 3, "belegt": 1, "bestaetigt": 1}
    assert "1 von 5 Angaben bestätigt" in page.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("angabe=dauer", [("eat-abholung", "dauer"), ("visum", "dauer")]),
        ("q=aufenthalt&angabe=gebuehr", [("eat-abholung", "gebuehr")]),
        ("q=visum&stand=bestaetigt", [("visum", "zugang")]),
        ("stand=belegt", []),
        ("stand=quatsch&q=visum&angabe=zugang", [("visum", "zugang")]),
    ],
)
def test_list_filters_by_the_address(client, verwaltung, leistung, query, found):
    visum = LeistungFactory.create(slug="visum", name="Visum verlängern")
    Pruefvermerk.objects.create(leistung=visum, angabe="zugang", geprueft_von=verwaltung)
    assert rows(client.get(f"{LISTE}?{query}")) == found


def test_one_click_confirms_and_comes_back_with_the_filters(client, verwaltung, leistung):
    response = client.post(
        f"{step(leistung, 'dauer', 'angabe_bestaetigen')}?stand=offen", {"abdruck": fingerprint(leistung, "dauer")}
    )
    assert response.url == f"{LISTE}?stand=offen#eat-abholung"
    page = client.get(response.url).content.decode()
    assert "Bestätigt: Dauer, Aufenthaltskarte abholen." in page
    assert Pruefvermerk.objects.get().geprueft_von == verwaltung


def test_click_on_a_stale_row_confirms_nothing_and_says_why(client, verwaltung, leistung):
    seen = fingerprint(leistung, "dauer")
    Leistung.objects.filter(pk=leistung.pk).update(dauer_minuten=50)
    page = client.post(step(leistung, "dauer", "angabe_bestaetigen"), {"abdruck": seen}, follow=True).content.decode()
    assert ("hat inzwischen jemand geändert" in page, Pruefvermerk.objects.exists()) == (True, False)


def test_reading_the_address_of_a_step_changes_nothing(client, verwaltung, leistung):
    Pruefvermerk.objects.create(leistung=leistung, angabe="dauer", geprueft_von=verwaltung)
    for name in ("angabe_bestaetigen", "angabe_zuruecknehmen"):
        client.get(step(leistung, "dauer", name))
    assert Pruefvermerk.objects.count() == 1


def test_withdrawing_is_one_click(client, verwaltung, leistung):
    Pruefvermerk.objects.create(leistung=leistung, angabe="dauer", geprueft_von=verwaltung)
    page = client.post(step(leistung, "dauer", "angabe_zuruecknehmen"), follow=True).content.decode()
    assert ("Zurückgenommen." in page, Pruefvermerk.objects.exists()) == (True, False)


def form_data(client, leistung, angabe: str, **changed) -> dict:
    form = client.get(step(leistung, angabe, "angabe")).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in (shown | changed).items() if value not in {None, False}}


def test_correction_names_its_source_and_clients_see_it(client, verwaltung, leistung):
    data = form_data(client, leistung, "gebuehr", gebuehr_eur="67,80", quelle="§ 45 AufenthV")
    assert client.post(step(leistung, "gebuehr", "angabe"), data).url == f"{LISTE}#eat-abholung"
    page = client.get(leistung.get_absolute_url()).content.decode()
    assert "<dd>67,80\N{NO-BREAK SPACE}€<small>je Person</small></dd>" in page
    assert Pruefvermerk.objects.values_list("angabe", "quelle").get() == ("gebuehr", "§ 45 AufenthV")


def test_refused_correction_keeps_what_was_typed(client, verwaltung, leistung):
    data = form_data(client, leistung, "dauer", dauer_minuten="1", quelle="Dienstanweisung")
    form = client.post(step(leistung, "dauer", "angabe"), data).context["form"]
    assert (list(form.errors), form["dauer_minuten"].value(), form["quelle"].value()) == (
        ["dauer_minuten"],
        "1",
        "Dienstanweisung",
    )
    assert Pruefvermerk.objects.exists() is False


def test_way_in_needs_its_channel(client, verwaltung, leistung):
    data = form_data(client, leistung, "zugang", zugang="online")
    assert list(client.post(step(leistung, "zugang", "angabe"), data).context["form"].errors) == ["kanal_online"]


@pytest.mark.parametrize(("typed", "errors"), [("99 010 001 001 000", []), ("9901", ["leika"]), ("9901000100100x", ["leika"])])
def test_leika_key_has_fourteen_digits(client, verwaltung, leistung, typed, errors):
    Leistung.objects.filter(pk=leistung.pk).update(leika="99010001001001")
    response = client.post(step(leistung, "leika", "angabe"), form_data(client, leistung, "leika", leika=typed))
    assert (list(response.context["form"].errors) if response.context else []) == errors


def test_documents_are_confirmed_by_their_list(client, verwaltung, leistung):
    LeistungUnterlage.objects.create(
        leistung=leistung, unterlage=Unterlage.objects.create(key="pass", name="Gültiger Pass"), position=0
    )
    address = step(leistung, "unterlagen", "angabe")
    assert "Gültiger Pass" in client.get(address).content.decode()
    client.post(address, form_data(client, leistung, "unterlagen"))
    assert "Diese Liste hat das Amt noch nicht bestätigt" not in client.get(leistung.get_absolute_url()).content.decode()


def test_whole_leistung_is_confirmed_on_one_page(client, verwaltung, leistung):
    address = reverse("verwaltung:angaben_leistung", args=[leistung.slug])
    seen = client.get(address).context["form"]["abdruck"].value()
    page = client.post(address, {"abdruck": seen, "quelle": "Runde"}, follow=True).content.decode()
    assert "5 Angaben sind bestätigt: Aufenthaltskarte abholen." in page
    assert "Alles bestätigt" in client.get(address).content.decode()


def test_stale_page_confirms_nothing_and_keeps_the_source(client, verwaltung, leistung):
    address = reverse("verwaltung:angaben_leistung", args=[leistung.slug])
    form = client.post(address, {"abdruck": "veraltet", "quelle": "Runde"}).context["form"]
    assert (form["quelle"].value(), Pruefvermerk.objects.exists()) == ("Runde", False)
    assert form.non_field_errors() == ["Diese Angabe hat inzwischen jemand geändert. Bitte sehen Sie sich den neuen Stand an."]


@pytest.mark.parametrize("angabe", ["leika", "quatsch"])
def test_fact_that_the_leistung_does_not_have_is_not_found(client, verwaltung, leistung, angabe):
    assert client.get(step(leistung, angabe, "angabe")).status_code == 404


def test_promise_is_confirmed_apart_from_the_way_in(client, verwaltung, leistung):
    Leistung.objects.filter(pk=leistung.pk).update(versprechen_wartezeit_min=20, zugang_geprueft=True)
    remark = '<small class="leise">Vom Amt noch nicht bestätigt.</small>'
    assert remark in client.get(leistung.get_absolute_url()).content.decode()
    seen = fingerprint(Leistung.objects.get(pk=leistung.pk), "versprechen")
    client.post(step(leistung, "versprechen", "angabe_bestaetigen"), {"abdruck": seen})
    assert remark not in client.get(leistung.get_absolute_url()).content.decode()
