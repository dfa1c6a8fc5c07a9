"""What the front desk does with a visit, and what it is told when it cannot."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.conf import settings
from django.contrib.messages import get_messages
from django.template.loader import render_to_string
from django.urls import reverse

from behoerde.kern.models import Nachricht
from behoerde.kern.rechte import Rolle
from termine.actions.schalter import call_next
from termine.actions.verfall import sweep_expired
from termine.enums import Absagegrund, Absagevon
from termine.forms.zeit import time_value
from termine.models import Termin, Vorsprache
from termine.nachrichten import about_visit
from termine.queries.frei import FreieZeit
from tests.factories.termine import JETZT, MORGEN, gebuchter_termin, kontakt
from tests.termine.empfang import join, lesespuren, next_morning
from tests.termine.hilfen import hold

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("leseprotokoll")]
VIERTELSTUNDE = timedelta(minutes=15)


@pytest.fixture
def termin(dienst, leistung) -> Termin:
    return gebuchter_termin(dienst, leistung)


def url(name: str, termin: Termin) -> str:
    return reverse(f"termine:heute_{name}", args=[termin.pk])


def said(response) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def zeit(standort, n: int) -> str:
    beginn = MORGEN + n * VIERTELSTUNDE
    return time_value(FreieZeit(beginn, beginn + VIERTELSTUNDE, standort))


def test_arrival_is_noted_once(client, empfang, termin, uhr):
    next_morning(uhr, client, empfang, MORGEN - timedelta(minutes=10))
    for _n in range(2):
        response = client.post(url("angekommen", termin) + "?status=erwartet")
    termin.refresh_from_db()
    assert (termin.status, said(response)[-1]) == ("angekommen", "Olenaaa Beispiel ist da.")
    assert response.url == f"{termin.get_absolute_url()}?status=erwartet"


def test_arrival_on_another_day_is_refused(client, empfang, termin):
    response = client.post(url("angekommen", termin))
    termin.refresh_from_db()
    assert (termin.status, said(response)) == ("gebucht", ["Dieser Termin ist am Di, 24. Nov., nicht heute."])


def test_arrival_by_mistake_is_taken_back_with_its_number(client, empfang, termin, uhr):
    next_morning(uhr, client, empfang, MORGEN)
    client.post(url("angekommen", termin))
    for _n in range(2):
        response = client.post(url("ankunft_zurueck", termin))
    termin.refresh_from_db()
    assert (termin.status, Vorsprache.objects.count()) == ("gebucht", 0)
    assert said(response)[-1] == "Olenaaa Beispiel ist wieder erwartet. Die Nummer gilt nicht mehr."
    client.post(url("angekommen", termin))
    assert Vorsprache.objects.get().termin == termin


def test_arrival_of_somebody_called_stays(client, empfang, termin, uhr):
    next_morning(uhr, client, empfang, MORGEN)
    client.post(url("angekommen", termin))
    call_next(termin.platz)
    client.post(url("ankunft_zurueck", termin))
    termin.refresh_from_db()
    assert (termin.status, Vorsprache.objects.get().status) == ("aufgerufen", "aufgerufen")


@pytest.mark.parametrize(("early", "status"), [(1, "gebucht"), (0, "versaeumt")])
def test_nobody_is_missed_before_the_visit_begins(client, empfang, termin, uhr, early, status):
    next_morning(uhr, client, empfang, MORGEN - timedelta(seconds=early))
    shown = url("nicht_erschienen", termin) in client.get(termin.get_absolute_url()).content.decode()
    client.post(url("nicht_erschienen", termin))
    termin.refresh_from_db()
    assert (shown, termin.status) == (status == "versaeumt", status)


def test_whoever_was_missed_may_come_after_all(client, empfang, termin, uhr):
    next_morning(uhr, client, empfang, MORGEN)
    client.post(url("nicht_erschienen", termin))
    assert "Ist doch noch gekommen" in client.get(termin.get_absolute_url()).content.decode()
    client.post(url("angekommen", termin))
    termin.refresh_from_db()
    assert termin.status == "angekommen"
    client.post(url("nicht_erschienen", termin))
    termin.refresh_from_db()
    assert termin.status == "angekommen"


def test_desk_confirms_for_somebody_without_contact(client, empfang, bestaetigung_offen):
    response = client.post(url("bestaetigen", bestaetigung_offen))
    bestaetigung_offen.refresh_from_db()
    assert bestaetigung_offen.status == "gebucht"
    assert said(response) == ["Der Termin ist fest gebucht: Dienstag, 24. November 2026, 9:00 Uhr."]


def test_cancel_by_the_office_sends_a_message_and_keeps_the_concern_open(client, empfang, termin):
    client.post(url("absagen", termin), {"von": "amt", "grund": "personalausfall"})
    termin.refresh_from_db()
    assert (termin.status, termin.abgesagt_von, termin.absagegrund) == ("abgesagt", "amt", "personalausfall")
    assert termin.anliegen.get().status == "in_sichtung"
    assert Nachricht.objects.filter(anlass="termin_abgesagt_amt").count() == 1


@pytest.mark.parametrize(("typed", "errors"), [
    ({}, {"von": ["Bitte wählen Sie, wer absagt."], "grund": ["Bitte wählen Sie einen Grund."]}),
    ({"von": "amt", "grund": "nicht_angegeben"}, {"grund": ["Wenn wir absagen, nennen wir einen Grund. Bitte wählen Sie einen."]}),
    (
        {"von": "person", "grund": "schliessung"},
        {"grund": ["Dieser Grund passt nicht dazu, wer absagt. Bitte wählen Sie einen anderen."]},
    ),
])  # fmt: skip
def test_cancel_asks_who_and_why(client, empfang, termin, typed, errors):
    response = client.post(url("absagen", termin), typed)
    termin.refresh_from_db()
    assert (response.context["form"].errors, termin.status) == (errors, "gebucht")


def test_cancelled_by_the_person_can_be_taken_back(client, empfang, termin):
    client.post(url("absagen", termin), {"von": "person", "grund": "krank"})
    client.post(url("absage_zurueck", termin))
    response = client.post(url("absage_zurueck", termin))
    new = Termin.objects.get(status="gebucht")
    assert (new.ersetzt, new.starts_at, new.kontakt, new.platz) == (termin, MORGEN, termin.kontakt, termin.platz)
    assert [str(anliegen.person) for anliegen in new.anliegen.all()] == ["Olenaaa Beispiel"]
    sentence = "Der Termin gilt wieder: Dienstag, 24. November 2026, 9:00 Uhr. Der neue Termincode ist %s."
    assert said(response)[-1] == sentence % new.code


def test_taking_back_tells_the_person_that_the_cancellation_no_longer_holds(client, empfang, termin):
    client.post(url("absagen", termin), {"von": "amt", "grund": "krank"})
    client.post(url("absage_zurueck", termin))
    sentence, new = "Die Absage gilt nicht mehr.", Termin.objects.get(status="gebucht")
    context = about_visit({"termin": str(new.pk)}) | {"behoerde": settings.BEHOERDE, "sprache": "de"}
    for kind in ("html", "txt", "sms.txt"):
        text = render_to_string(f"mail/termine/bestaetigt.{kind}", context)
        first = render_to_string(f"mail/termine/bestaetigt.{kind}", context | {"termin": termin})
        assert (sentence in text, sentence in first) == (True, False)


def test_cancelled_by_the_office_can_be_taken_back_within_lead_time(client, empfang, termin, uhr):
    next_morning(uhr, client, empfang, MORGEN - timedelta(minutes=5))
    client.post(url("absagen", termin), {"von": "amt", "grund": "krank"})
    client.post(url("absage_zurueck", termin))
    new = Termin.objects.get(status="gebucht")
    assert ([a.status for a in new.anliegen.all()], new.kontakt) == (["terminiert"], termin.kontakt)


def test_taking_back_says_when_the_time_is_taken(client, empfang, dienst, leistung, termin, uhr):
    client.post(url("absagen", termin), {"von": "person", "grund": "krank"})
    next_morning(uhr, client, empfang, JETZT + timedelta(hours=1))
    sweep_expired()
    gebuchter_termin(dienst, leistung, n=1)
    response = client.post(url("absage_zurueck", termin))
    assert said(response)[-1] == "Die Zeit Di, 24. Nov., 9:00 Uhr ist inzwischen vergeben. Bitte buchen Sie eine andere Zeit."


def test_taking_back_says_when_the_time_is_over_or_nothing_was_cancelled(client, empfang, termin, uhr):
    assert said(client.post(url("absage_zurueck", termin))) == ["Dieser Termin ist nicht abgesagt oder schon ersetzt."]
    client.post(url("absagen", termin), {"von": "person", "grund": "krank"})
    next_morning(uhr, client, empfang, MORGEN + VIERTELSTUNDE)
    response = client.post(url("absage_zurueck", termin))
    assert said(response)[-1] == "Diese Zeit ist vorbei. Bitte buchen Sie einen neuen Termin."


def test_move_without_lead_time(client, empfang, termin, standort, uhr):
    next_morning(uhr, client, empfang, MORGEN + timedelta(minutes=10))
    page = client.get(url("verschieben", termin))
    assert f'value="{zeit(standort, 1)}"' in page.content.decode()
    client.post(url("verschieben", termin), {"zeit": zeit(standort, 1), "von": "person"})
    termin.refresh_from_db()
    assert (termin.starts_at, termin.kalender_sequenz) == (MORGEN + VIERTELSTUNDE, 1)


def test_move_by_the_office_says_so_in_the_message(client, empfang, termin, standort):
    client.post(url("verschieben", termin), {"zeit": zeit(standort, 4), "von": "amt"})
    assert Nachricht.objects.get(anlass="termin_verschoben").kontext["von"] == Absagevon.AMT


def test_move_to_a_taken_time_says_so_beside_the_times(client, empfang, dienst, leistung, termin, standort):
    gebuchter_termin(dienst, leistung, n=1, beginn=MORGEN + VIERTELSTUNDE)
    response = client.post(url("verschieben", termin), {"zeit": zeit(standort, 1), "von": "person"})
    assert response.context["form"].errors == {
        "zeit": ["Diese Zeit ist gerade vergeben worden. Bitte wählen Sie eine andere Zeit. Ihre Angaben bleiben erhalten."]
    }


def test_move_without_a_time_keeps_whose_wish_it_is(client, empfang, termin):
    response = client.post(url("verschieben", termin), {"von": "amt"})
    assert response.context["form"].errors == {"zeit": ["Bitte wählen Sie eine Zeit aus."]}
    assert response.context["form"]["von"].value() == "amt"


@pytest.mark.parametrize("woche", ["2026-11-30", "unsinn", "2020-01-01", "2026-13-45"])
def test_move_shows_a_week_whatever_the_address_says(client, empfang, termin, woche):
    angebot = client.get(url("verschieben", termin), {"woche": woche}).context["angebot"]
    assert str(angebot.montag) == ("2026-11-30" if woche == "2026-11-30" else "2026-11-23")


def test_history_tells_every_step(client, empfang, termin, standort):
    client.post(url("verschieben", termin), {"zeit": zeit(standort, 4), "von": "person"})
    client.post(url("absagen", termin), {"von": "amt", "grund": Absagegrund.SCHLIESSUNG})
    steps = client.get(termin.get_absolute_url()).context["schritte"]
    texts = [step.text for step in steps if step.wer or not step.text.endswith("E-Mail")]
    assert texts == [
        "Am Telefon aufgenommen",
        "Fest gebucht",
        "Verschoben von Di, 24. Nov., 9:00 Uhr auf Di, 24. Nov., 10:00 Uhr",
        "Abgesagt vom Amt: Das Amt ist geschlossen",
    ]
    assert [step.wer for step in steps if step.wer] == ["Miriam Yıldız"] * 2


def test_history_names_messages_and_what_became_of_them(client, empfang, termin):
    Nachricht.objects.update(status="tot")
    steps = client.get(termin.get_absolute_url()).context["schritte"]
    assert [(step.text, step.stand) for step in steps] == [
        ("Am Telefon aufgenommen", "fertig"),
        ("Fest gebucht", "fertig"),
        ("Terminbestätigung kam nicht an, E-Mail", "wartet"),
    ]


def test_ticket_on_paper_speaks_the_language_of_the_person(client, empfang, dienst, leistung):
    termin = gebuchter_termin(dienst, leistung, kontakt=kontakt(email="", sprache="uk"))
    response = client.get(url("zettel", termin))
    with pikepdf.open(BytesIO(response.content)) as ticket:
        assert (response["Content-Type"], str(ticket.Root.Lang)) == ("application/pdf", "uk")
    assert lesespuren() == [(empfang.pk, "termine.termin", str(termin.pk), "Zettel")]


def test_ticket_is_for_agreed_visits_only(client, empfang, bestaetigung_offen):
    response = client.get(url("zettel", bestaetigung_offen))
    assert said(response) == ["Einen Zettel gibt es nur für einen fest gebuchten Termin."]


def test_started_booking_without_names_is_nobody_to_open(client, empfang, dienst, leistung, standort):
    assert client.get(hold(leistung, standort).get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    "name", ["angekommen", "ankunft_zurueck", "nicht_erschienen", "bestaetigen", "absage_zurueck", "verschieben", "absagen"]
)
def test_reader_may_change_nothing(client, dienst, termin, name):
    join(client, dienst.team.organisationseinheit, Rolle.LEITUNG)
    assert client.post(url(name, termin)).status_code == 404


@pytest.mark.parametrize("name", ["angekommen", "ankunft_zurueck", "nicht_erschienen", "bestaetigen", "absage_zurueck"])
def test_opening_an_address_changes_nothing(client, empfang, termin, name):
    assert client.get(url(name, termin)).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_move_page_takes_the_same_queries_beside_others(
    client, empfang, dienst, leistung, termin, count, django_assert_num_queries
):
    for n in range(1, 1 + count):
        gebuchter_termin(dienst, leistung, n=n, beginn=MORGEN + n * VIERTELSTUNDE)
    with django_assert_num_queries(16):
        client.get(url("verschieben", termin))
