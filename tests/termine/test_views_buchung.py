"""From the first look at the calendar to a final booking, over HTTP."""

from datetime import timedelta

import pytest
from django.urls import reverse

from behoerde.kern.actions.zugang import link_token
from behoerde.kern.models import Kontaktnachweis, Nachricht
from termine.actions.verfall import sweep_expired
from termine.actions.vormerkung import release_hold
from termine.enums import Linkzweck, Zugang
from termine.models import Belegung, Termin
from tests.factories.termine import MORGEN, DienstFactory, LeistungFactory, PlatzFactory, TeamFactory, gebuchter_termin
from tests.termine.kundin import booking_url, code, errors, held, named, page_of, sent, take, time_of

pytestmark = pytest.mark.django_db
SPAETER = MORGEN + timedelta(minutes=30)


# --- Persons, place and time ---
def test_number_of_people_is_asked_first(client, leistung, dienst):
    page = client.get(reverse("termine:buchen", args=[leistung.slug])).content.decode()
    assert ("Schritt 1 von 4" in page, 'href="?personen=4"' in page, "30 Minuten" in page) == (True, True, True)


def test_leistung_for_one_person_has_no_first_step(client, leistung, dienst):
    leistung.max_personen = 1
    leistung.save()
    assert "Schritt 1 von 3" in client.get(reverse("termine:buchen", args=[leistung.slug])).content.decode()


@pytest.mark.parametrize("personen", ["0", "5", "x"])
def test_number_of_people_that_does_not_fit_is_asked_again(client, leistung, dienst, personen):
    assert "Schritt 1 von 4" in client.get(booking_url(leistung, personen)).content.decode()


def test_leistung_without_self_service_leads_to_its_page(client):
    leistung = LeistungFactory.create(zugang=Zugang.SICHTUNG)
    assert client.get(booking_url(leistung)).url == leistung.get_absolute_url()


def test_calendar_shows_five_times_a_day_and_the_rest_on_demand(client, leistung, dienst):
    wahl = client.get(booking_url(leistung)).context["wahl"]
    whole = client.get(f"{booking_url(leistung)}&tag=2026-11-24").context["wahl"]
    assert next((spalte.datum.day, len(spalte.gezeigt), spalte.weitere) for spalte in wahl.spalten) == (24, 5, 11)
    assert next((len(spalte.gezeigt), spalte.weitere) for spalte in whole.spalten) == (16, 0)
    assert [zeit.beginn for zeit in wahl.sofort] == [MORGEN + timedelta(minutes=15 * n) for n in range(3)]


def test_days_without_a_time_say_when_there_is_one_again(client, leistung, team):
    for tage in (1, 15):
        beginn = MORGEN + timedelta(days=tage)
        DienstFactory.create(platz=PlatzFactory.create(team=team), zeitraum=(beginn, beginn + timedelta(hours=1)))
    page = client.get(f"{booking_url(leistung)}&ab=2026-11-27").content.decode()
    assert ("An diesen Tagen ist nichts frei" in page, "Mittwoch, 9. Dezember 2026" in page) == (True, True)


def test_place_narrows_the_calendar_but_not_the_next_times(client, leistung, dienst):
    elsewhere = DienstFactory.create(
        platz__team=TeamFactory.create(leistungen=[leistung]), zeitraum=(SPAETER, SPAETER + timedelta(minutes=15))
    )
    wahl = client.get(f"{booking_url(leistung)}&ort={elsewhere.team.standort.slug}").context["wahl"]
    assert (next(len(spalte.zeiten) for spalte in wahl.spalten), wahl.sofort[0].standort) == (1, dienst.team.standort)


def test_needs_narrow_the_times(client, leistung, dienst):
    assert "Zurzeit ist keine Zeit frei" in client.get(f"{booking_url(leistung)}&merkmal=rollstuhl").content.decode()


def test_calendar_takes_nine_queries_whatever_is_free(client, leistung, dienst, django_assert_num_queries):
    with django_assert_num_queries(9):
        client.get(booking_url(leistung))


# --- Hold ---
def test_time_is_held_and_leads_to_the_next_page(client, leistung, standort, dienst):
    response = take(client, leistung, standort, personen=2)
    termin = Termin.objects.get()
    assert response.url == reverse("termine:buchung", args=[link_token(Linkzweck.BUCHUNG, termin.pk)])
    assert (termin.status, termin.starts_at, termin.personenzahl) == ("vorgemerkt", MORGEN, 2)


def test_same_form_twice_holds_once_and_another_time_anew(client, leistung, standort, dienst):
    first = held(client, leistung, standort)
    assert held(client, leistung, standort) == first
    assert held(client, leistung, standort, beginn=SPAETER) != first
    assert Termin.objects.count() == 2


def test_button_of_a_next_time_wins_over_the_calendar(client, leistung, standort, dienst):
    take(client, leistung, standort, direkt=time_of(standort, SPAETER))
    assert Termin.objects.get().starts_at == SPAETER


@pytest.mark.parametrize(
    ("zeit", "sentence"),
    [
        ("", "Zeit: Bitte wählen Sie eine Zeit aus."),
        ("morgen", "Zeit: Diese Zeit gibt es nicht mehr. Bitte wählen Sie eine andere."),
        ("2026-11-24T08:00:00+00:00/nirgends", "Zeit: Diese Zeit gibt es nicht mehr. Bitte wählen Sie eine andere."),
        ("9999-12-31T23:59:59+00:00/{ort}", "Zeit: Diese Zeit gibt es nicht mehr. Bitte wählen Sie eine andere."),
        ("2027-02-16T08:00:00+00:00/{ort}", "Zeit: Diese Zeit gibt es nicht mehr. Bitte wählen Sie eine andere."),
        ("2026-11-20T08:00:00+00:00/{ort}", "Zeit: Diese Zeit gibt es nicht mehr. Bitte wählen Sie eine andere."),
    ],
)
def test_missing_or_impossible_time_is_said_beside_the_calendar(client, leistung, standort, dienst, zeit, sentence):
    response = take(client, leistung, standort, zeit=zeit.format(ort=standort.slug))
    assert errors(response) == [sentence]
    assert (b'id="id_zeit_error"' in response.content, Termin.objects.count()) == (True, 0)


def test_time_taken_meanwhile_offers_the_nearest_ones_on_the_same_page(client, leistung, standort, dienst):
    gebuchter_termin(dienst, leistung)
    response = take(client, leistung, standort)
    assert errors(response)[0].startswith("Diese Zeit ist gerade vergeben worden.")
    assert [zeit.beginn for zeit in response.context["sofort"]] == [MORGEN + timedelta(minutes=15 * n) for n in (1, 2, 3)]


def test_without_proof_of_work_nothing_is_held(client, leistung, standort, dienst):
    response = take(client, leistung, standort, schutz_loesung="")
    assert response.url.startswith(f"{reverse('termine:angaben', args=[leistung.slug])}?personen=1&zeit=2026-11-24T08")
    assert Belegung.objects.count() == 0


# --- Who comes ---
def test_page_says_until_when_the_time_is_held(client, leistung, standort, dienst):
    response = client.get(held(client, leistung, standort))
    page = response.content.decode()
    assert ("Wir halten die Zeit bis 8:10 Uhr" in page, 'data-countdown="600"' in page) == (True, True)
    assert [response[name] for name in ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")] == [
        "no-store",
        "same-origin",
        "noindex, nofollow",
    ]


def test_page_warns_before_another_time_loses_what_was_typed(client, leistung, standort, dienst):
    page = client.get(held(client, leistung, standort)).content.decode()
    assert "Ihre Angaben müssen Sie dann neu eingeben." in page


def test_ten_more_minutes_keep_what_was_typed(client, leistung, standort, dienst, uhr):
    url = held(client, leistung, standort)
    uhr.shift(timedelta(minutes=8))
    page = client.post(url, named(email="halb fertig") | {"laenger": "1"}).content.decode()
    assert ('value="Olenaa"' in page, 'value="halb fertig"' in page, "data-fehlerliste" in page) == (True, True, False)
    assert 'data-countdown="600"' in page


def test_ten_more_minutes_judge_nobody_half_typed(client, leistung, standort, dienst):
    half = {"laenger": "1", "person-0-vorname": "Olena"}
    response = client.post(held(client, leistung, standort, personen=2), half)
    assert (response.status_code, errors(response), b'value="Olena"' in response.content) == (200, [], True)


def test_wrong_data_is_named_person_by_person_and_nothing_is_lost(client, leistung, standort, dienst):
    wrong = {"person-1-vorname": " ", "person-0-geburtsdatum_1": "13", "email": "olena.beispiel"}
    response = client.post(held(client, leistung, standort, personen=2), named(2) | wrong)
    assert [text.split(":")[0] for text in errors(response)] == ["Person 1, Geburtsdatum", "Person 2, Vorname", "E-Mail"]
    assert (b'value="13"' in response.content, b'value="olena.beispiel"' in response.content) == (True, True)


def test_person_named_twice_is_said_beside_the_second(client, leistung, standort, dienst):
    twice = named(2) | {"person-1-vorname": "OLENAA"}
    response = client.post(held(client, leistung, standort, personen=2), twice)
    assert errors(response) == ["Person 2, Nachname: OLENAA Beispiel ist zweimal genannt."]
    assert b'id="id_person-1-nachname_error"' in response.content


def test_sent_data_ask_for_the_code_and_write_one_message(client, leistung, standort, dienst):
    url = sent(client, leistung, standort)
    page = client.get(url).content.decode()
    assert ("Schritt 4 von 4" in page, "olena@beispiel.example" in page) == (True, True)
    assert list(Nachricht.objects.values_list("anlass", "kanal")) == [("termin_bestaetigung", "email")]


def test_mobile_gets_the_code_as_sms(client, leistung, standort, dienst):
    sent(client, leistung, standort, kontaktweg="mobil", mobil="0151 23456789", email="unfertig")
    assert list(Nachricht.objects.values_list("kanal", "adresse")) == [("sms", "+4915123456789")]


def test_without_contact_the_front_desk_confirms(client, leistung, standort, dienst):
    page = client.get(sent(client, leistung, standort, kontaktweg="keiner", email="")).content.decode()
    termin = Termin.objects.get()
    assert ("Bestätigen Sie bitte bei uns" in page, termin.code in page) == (True, True)
    assert (termin.status, Nachricht.objects.count()) == ("bestaetigung_offen", 0)


def test_person_with_a_living_termin_is_refused_above_the_form(client, leistung, standort, dienst):
    page_one = sent(client, leistung, standort)
    client.post(page_one, {"code": code()})
    response = client.post(held(client, leistung, standort, beginn=SPAETER), named())
    assert errors(response)[0].startswith("Für Olenaa Beispiel gibt es zu diesem Anliegen schon einen Termin.")


def test_hold_that_ran_out_offers_times_and_keeps_what_was_typed(client, leistung, standort, dienst, uhr):
    url = held(client, leistung, standort)
    uhr.shift(timedelta(minutes=11))
    sweep_expired()
    response = client.post(url, named())
    page = response.content.decode()
    assert ("Ihre Vormerkung ist abgelaufen" in page, 'value="Olenaa"' in page) == (True, True)
    assert errors(response) == ["Bitte wählen Sie eine Zeit aus."]
    assert client.post(url, named() | {"zeit": time_of(standort, SPAETER)}).url.startswith("/code/")
    assert Termin.objects.get(status="bestaetigung_offen").starts_at == SPAETER


def test_other_time_for_a_started_booking(client, leistung, standort, dienst):
    url = held(client, leistung, standort)
    assert client.post(f"{url}zeit/", {"zeit": time_of(standort, SPAETER)}).url == url
    assert (Termin.objects.get().starts_at, Belegung.objects.count()) == (SPAETER, 1)


# --- Final ---
def test_code_makes_the_booking_final_in_few_queries(client, leistung, standort, dienst, django_assert_num_queries):
    url, digits = sent(client, leistung, standort), code()
    with django_assert_num_queries(23):
        response = client.post(url, {"code": digits})
    termin = Termin.objects.get()
    assert (response.url, termin.status) == (page_of(termin), "gebucht")


def test_code_may_be_typed_with_arabic_digits_and_spaces(client, leistung, standort, dienst):
    url, digits = sent(client, leistung, standort), code()
    arabic = digits.translate({ord(str(n)): chr(0x660 + n) for n in range(10)})
    assert client.post(url, {"code": f" {arabic[:3]} {arabic[3:]}"}).status_code == 302


def test_wrong_code_is_counted_and_said_beside_the_field(client, leistung, standort, dienst):
    url = sent(client, leistung, standort)
    wrong = f"{(int(code()) + 1) % 10**6:06d}"
    assert errors(client.post(url, {"code": wrong}))[0].startswith("Code aus unserer Nachricht: Der Code stimmt nicht.")
    assert Kontaktnachweis.objects.get().versuche == 1


def test_code_again_and_to_another_address(client, leistung, standort, dienst):
    url = sent(client, leistung, standort)
    assert client.post(url, {"aktion": "neu"}).url == f"{url}?gesendet=ja"
    assert client.post(f"{url}adresse/", {"kontakt": "neu@beispiel.example"}).url == f"{url}?gesendet=ja"
    assert "neu@beispiel.example" in client.get(url).content.decode()


def test_code_is_not_sent_without_end(client, leistung, standort, dienst, settings):
    settings.SCHUTZ_GRENZEN = {**settings.SCHUTZ_GRENZEN, "geprueft": ["60/10m", "300/10m", "2/h"]}
    url = sent(client, leistung, standort)
    assert [client.post(url, {"aktion": "neu"}).status_code for _n in range(3)] == [302, 302, 429]


def test_link_of_the_mail_changes_nothing_until_the_button(client, leistung, standort, dienst):
    sent(client, leistung, standort)
    termin = Termin.objects.get()
    url = reverse("termine:buchung_bestaetigen", args=[link_token(Linkzweck.BESTAETIGUNG, termin.pk)])
    page = client.get(url).content.decode()
    assert (page.count("Ja, ich komme"), Termin.objects.get().status) == (1, "bestaetigung_offen")
    assert [client.post(url).url for _n in range(2)] == [page_of(termin)] * 2


def test_link_of_a_lapsed_booking_leads_to_a_new_time(client, leistung, standort, dienst):
    sent(client, leistung, standort)
    termin = Termin.objects.get()
    release_hold(termin)
    url = reverse("termine:buchung_bestaetigen", args=[link_token(Linkzweck.BESTAETIGUNG, termin.pk)])
    assert "Neue Zeit aussuchen" in client.get(url).content.decode()
    assert "ist wieder frei" in client.post(url).content.decode()


@pytest.mark.parametrize("name", ["buchung", "buchung_zeit", "buchung_bestaetigen", "kontakt_zeit"])
def test_dead_link_is_a_friendly_404_with_ways_on(client, name):
    response = client.get(reverse(f"termine:{name}", args=["gibtesnicht"]))
    page = response.content.decode()
    assert (response.status_code, response["Cache-Control"]) == (404, "no-store")
    assert (reverse("termine:mein_suchen") in page, reverse("termine:finden") in page) == (True, True)


def test_whole_booking_takes_five_requests(client, leistung, standort, dienst):
    client.get(booking_url(leistung))
    hold = take(client, leistung, standort).url
    asked = client.post(hold, named()).url
    ticket = client.post(asked, {"code": code()}).url
    assert client.get(ticket).status_code == 200
