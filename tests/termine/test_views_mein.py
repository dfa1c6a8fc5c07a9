"""The own visit: find it, look at it, move it, cancel it, take it along."""

from datetime import timedelta

import icalendar
import pytest
from django.urls import reverse

from behoerde.kern.actions.zugang import link_token
from behoerde.kern.models import Nachricht
from termine.actions.aenderung import cancel_termin
from termine.actions.empfang import record_arrival
from termine.actions.schalter import call_next, finish
from termine.enums import Absagevon, Linkzweck
from termine.models import LeistungUnterlage, Termin, Unterlage
from termine.views import mein
from tests.factories.termine import MORGEN, gebuchter_termin, kontakt, person
from tests.termine.kundin import errors, page_of, time_of

pytestmark = pytest.mark.django_db
SUCHEN = reverse("termine:mein_suchen")
SPAETER = MORGEN + timedelta(minutes=30)


@pytest.fixture
def termin(dienst, leistung):
    unterlage = Unterlage.objects.create(key="pass", name="Gültiger Pass", hinweis="Das Original")
    LeistungUnterlage.objects.create(leistung=leistung, unterlage=unterlage, position=1)
    return gebuchter_termin(dienst, leistung, personen=[person(0), person(1)])


# --- Find ---
@pytest.mark.parametrize("typed", ["{0}", " {1} ", "{2}"])
def test_code_and_birth_year_open_the_visit_however_they_are_typed(client, termin, typed):
    plain = termin.code.replace("-", "")
    response = client.post(SUCHEN, {"code": typed.format(termin.code, termin.code.lower(), plain), "geburtsjahr": "١٩٩٠"})
    assert response.url == page_of(termin)


@pytest.mark.parametrize(("code", "jahr"), [("AAA-AAA", "1990"), (None, "1991")])
def test_wrong_code_and_wrong_year_get_the_same_answer(client, termin, code, jahr):
    response = client.post(SUCHEN, {"code": code or termin.code, "geburtsjahr": jahr})
    assert errors(response) == ["Zu diesem Termincode und Geburtsjahr finden wir keinen Termin. Bitte prüfen Sie beides."]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"code": "7KM", "geburtsjahr": "1990"}, "Termincode: Der Termincode hat sechs Zeichen, zum Beispiel 7KM-4PX."),
        (
            {"code": "7KM4PX", "geburtsjahr": "90"},
            "Geburtsjahr: Bitte geben Sie das Jahr mit vier Ziffern an, zum Beispiel 1990.",
        ),
        ({"code": "7KM4PX"}, "Geburtsjahr: Bitte geben Sie das Geburtsjahr ein."),
    ],
)
def test_unreadable_code_or_year_is_said_beside_the_field(client, data, sentence):
    assert errors(client.post(SUCHEN, data)) == [sentence]


def test_nobody_may_guess_codes(client, termin):
    guesses = [client.post(SUCHEN, {"code": termin.code, "geburtsjahr": str(1950 + n)}) for n in range(11)]
    assert [response.status_code for response in guesses] == [200] * 10 + [429]


def test_visit_long_over_is_not_found(client, termin, uhr):
    uhr.shift(timedelta(days=3))
    assert len(errors(client.post(SUCHEN, {"code": termin.code, "geburtsjahr": "1990"}))) == 1


# --- Look ---
def test_ticket_shows_everything(client, termin):
    page = client.get(page_of(termin)).content.decode()
    wanted = [
        "Dienstag, 24. November 2026",
        "9:00 Uhr",
        termin.code,
        str(person(0)),
        str(person(1)),
        "Gültiger Pass",
        "<svg viewBox",
    ]
    assert [text for text in wanted if text not in page] == []


def test_ticket_is_kept_by_nobody(client, termin):
    response = client.get(page_of(termin))
    headers = ["no-store", "no-referrer", "noindex, nofollow"]
    assert [response[name] for name in ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")] == headers


def test_ticket_takes_twelve_queries(client, termin, django_assert_num_queries):
    url = page_of(termin)
    with django_assert_num_queries(12):
        client.get(url)


def test_ticket_without_contact_asks_to_write_down_the_code(client, dienst, leistung):
    termin = gebuchter_termin(dienst, leistung, kontakt=kontakt(email=""))
    page = client.get(page_of(termin)).content.decode()
    assert ("Bitte schreiben Sie den Termincode auf" in page, "Wir erinnern Sie" in page) == (True, False)


@pytest.mark.parametrize(("stunden", "promised"), [(0, False), (-240, True)])
def test_ticket_promises_only_a_reminder_that_will_come(client, dienst, leistung, uhr, stunden, promised):
    leistung.erinnerung_tage = [7, 1]
    leistung.save()
    uhr.shift(timedelta(hours=stunden))
    page = client.get(page_of(gebuchter_termin(dienst, leistung))).content.decode()
    assert ("Wir erinnern Sie" in page) is promised


def test_ticket_dies_a_day_after_the_visit(client, termin, uhr):
    url = page_of(termin)
    uhr.shift(timedelta(days=1, hours=3))
    assert "Dieser Termin ist vorbei" in client.get(url).content.decode()
    uhr.shift(timedelta(days=1))
    assert client.get(url).status_code == 404


# --- Change ---
def test_move_ends_the_old_link_and_says_so_on_the_new_page(client, termin, standort):
    old = page_of(termin)
    response = client.post(page_of(termin, "mein_verschieben"), {"zeit": time_of(standort, SPAETER)})
    assert "Ihr Termin ist verschoben" in client.get(response.url).content.decode()
    assert (Termin.objects.get().starts_at, client.get(old).status_code) == (SPAETER, 404)


def test_move_to_a_taken_time_keeps_the_old_one(client, termin, dienst, leistung, standort):
    gebuchter_termin(dienst, leistung, n=9, beginn=SPAETER)
    response = client.post(page_of(termin, "mein_verschieben"), {"zeit": time_of(standort, SPAETER)})
    assert errors(response)[0].startswith("Diese Zeit ist gerade vergeben worden.")
    assert Termin.objects.get(pk=termin.pk).starts_at == MORGEN


def test_move_without_a_choice_is_said_beside_the_calendar(client, termin):
    assert errors(client.post(page_of(termin, "mein_verschieben"), {})) == ["Zeit: Bitte wählen Sie eine Zeit aus."]


def test_cancel_asks_first_then_frees_the_time(client, termin):
    url = page_of(termin, "mein_absagen")
    client.get(url)
    assert Termin.objects.get().status == "gebucht"
    response = client.post(url, {"grund": "krank"})
    assert "Dieser Termin ist abgesagt" in client.get(response.url).content.decode()
    assert Termin.objects.values_list("status", "abgesagt_von", "absagegrund").get() == ("abgesagt", "person", "krank")


def test_cancel_without_a_reason_is_fine_and_a_foreign_one_is_not(client, termin):
    url = page_of(termin, "mein_absagen")
    assert len(errors(client.post(url, {"grund": "personalausfall"}))) == 1
    assert client.post(url, {}).status_code == 302
    assert Nachricht.objects.filter(anlass="termin_abgesagt_person").count() == 1


def test_cancelled_visit_can_no_longer_be_changed(client, termin):
    cancel_termin(termin, von=Absagevon.PERSON)
    move, cancel = page_of(termin, "mein_verschieben"), page_of(termin, "mein_absagen")
    assert [client.get(url).url for url in (move, cancel)] == [page_of(termin)] * 2
    assert errors(client.post(move, {"zeit": time_of(termin.standort, SPAETER)})) == ["Dieser Termin ist schon abgesagt."]
    assert (client.post(cancel, {}).status_code, Nachricht.objects.filter(anlass="termin_abgesagt_person").count()) == (302, 1)


def test_visit_the_office_cancelled_is_owed(client, termin):
    cancel_termin(termin, von=Absagevon.AMT)
    assert "Ihr Anliegen bleibt bei uns" in client.get(page_of(termin)).content.decode()


# --- Take along ---
def test_calendar_file_opens_the_same_page(client, termin):
    response = client.get(page_of(termin, "mein_kalender"))
    event = next(iter(icalendar.Calendar.from_ical(response.content).walk("VEVENT")))
    assert (event["dtstart"].dt, event["url"].endswith(page_of(termin)), response["Cache-Control"]) == (MORGEN, True, "no-store")


@pytest.mark.parametrize("sprache", ["de", "ar"])
def test_pdf_speaks_the_language_of_the_person(client, dienst, leistung, sprache, monkeypatch):
    rendered = []
    monkeypatch.setattr(mein, "render_pdf", lambda *args, sprache: rendered.append(sprache) or b"%PDF")
    termin = gebuchter_termin(dienst, leistung, kontakt=kontakt(sprache=sprache))
    assert client.get(page_of(termin, "mein_beleg"))["Content-Type"] == "application/pdf"
    assert rendered == [sprache]


def test_pdf_is_made_for_real(client, termin):
    assert client.get(page_of(termin, "mein_beleg")).content.startswith(b"%PDF")


def test_pdf_of_a_cancelled_visit_leads_to_the_page_that_says_so(client, termin):
    url = page_of(termin, "mein_beleg")
    cancel_termin(termin, von=Absagevon.PERSON)
    assert client.get(url).url == page_of(termin)


def test_machine_without_pdf_shows_no_button(client, termin, monkeypatch):
    monkeypatch.setattr(mein, "pdf_available", lambda: False)
    page = client.get(page_of(termin)).content.decode()
    assert page_of(termin, "mein_beleg") not in page


@pytest.mark.parametrize("name", ["mein", "mein_verschieben", "mein_absagen", "mein_kalender", "mein_beleg"])
def test_dead_link_is_a_friendly_404_with_ways_on(client, name):
    response = client.get(reverse(f"termine:{name}", args=["gibtesnicht"]))
    assert (response.status_code, SUCHEN in response.content.decode()) == (404, True)


# --- In the house ---
def test_ticket_shows_the_number_from_arrival_on_and_where_it_stands(client, termin, dienst, uhr):
    uhr.move_to(MORGEN - timedelta(minutes=3))
    assert client.get(page_of(termin)).context["vorsprache"] is None
    record_arrival(termin)
    page = client.get(page_of(termin))
    number = reverse("termine:nummer", args=[link_token(Linkzweck.NUMMER, page.context["vorsprache"].pk)])
    assert f'hx-get="{number}"' in page.content.decode()
    assert "In den Kalender" not in page.content.decode()
    called = call_next(dienst.platz)
    assert f"Bitte kommen Sie jetzt: <bdi>{dienst.platz.name}</bdi>" in client.get(page_of(termin)).content.decode()
    finish(called)
    assert "Ihr Besuch ist beendet." in client.get(page_of(termin)).content.decode()
    uhr.shift(timedelta(days=1))
    assert "Dieser Termin ist vorbei" in client.get(page_of(termin)).content.decode()
