"""The Wegweiser of a person: steps, tick, calendar, paper; nobody else's link opens it."""

from datetime import date, time, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from behoerde.kern import uhr as zeit
from behoerde.kern.actions.zugang import create_link
from behoerde.kern.db import System, als
from behoerde.kern.models import Nachricht
from lotsen.actions.einwilligung import give_letter
from lotsen.actions.erinnerung import remind_of_deadlines
from lotsen.actions.verweis import create_verweis, move
from lotsen.beratung import EmpfehlungStatus, Linkzweck
from lotsen.models import Ort, Sprechzeit
from lotsen.nachrichten import still_due
from lotsen.queries.wegweiser import schritte
from lotsen.verweis_tabelle import Ausgang, Seite, VerweisStatus
from tests.factories.lotsen import AngebotFactory, EmpfehlungFactory

pytestmark = pytest.mark.django_db


def step(beratung, angebotsart="integrationskurstraeger", **fields):
    decided = {"entschieden_am": zeit.now(), "entschieden_von": beratung.lotse}
    accepted = decided | {"status": EmpfehlungStatus.ANGENOMMEN}
    return EmpfehlungFactory.create(erstberatung=beratung, angebotsart=angebotsart, **accepted | fields)


@pytest.fixture
def token(beratung):
    return create_link(Linkzweck.WEGWEISER, beratung.person_id, zeit.now() + timedelta(days=30))


@pytest.fixture
def seite(token):
    return reverse("wegweiser:mein", args=[token])


def test_way_without_steps_says_what_comes(client, seite):
    assert "Noch keine Schritte" in client.get(seite).content.decode()


def test_way_shows_place_hours_deadline_and_what_to_bring(client, beratung, seite):
    angebot = AngebotFactory.create(name="Kurs am Abend", mitbringen=["Ausweis"], telefon="0123 4567")
    angebot.orte.add(
        Ort.objects.create(name="Schule", strasse="Schulstraße 12", plz="12345", ort="Musterstadt", breite=50, laenge=7)
    )
    Sprechzeit.objects.create(angebot=angebot, wochentag=1, von=time(9), bis=time(12))
    step(beratung, angebot=angebot, frist=date(2027, 3, 1))
    page = client.get(seite).content.decode()
    wanted = ["Kurs am Abend", "Schulstraße 12", "09:00–12:00", "1. März 2027", "Ausweis", "geo:50.000000,7.000000", "Montag"]
    assert [text for text in wanted if text not in page] == []


def test_way_says_why_a_step_is_there_in_the_language_of_the_page(client, beratung, seite):
    step(beratung, gruende=[{"text": "erstmals erteilt", "norm": "Abs. 1 S. 1", "urteil": "ja", "nicht": False}])
    page = client.get(seite, headers={"accept-language": "ar"}).content.decode()
    wanted = ["لماذا هذه الخطوة؟", "الحق في دورة اندماج", "مُنحت لأول مرة", "AufenthG § 44 Abs. 1"]
    assert [text for text in wanted if text not in page] == []


def test_first_open_step_is_now_and_done_ones_come_first(beratung):
    later = step(beratung, "mbe")
    soon = step(beratung, "buergeramt", frist=date(2026, 12, 1))
    done = step(beratung, "basiskonto_bank", erledigt_am=zeit.now())
    found = [(row.empfehlung, row.stand) for row in schritte(beratung.person)]
    assert found == [(done, "fertig"), (soon, "jetzt"), (later, "")]


@pytest.mark.parametrize(
    ("ausgang", "stand"),
    [(Ausgang.GEHOLFEN, "fertig"), (Ausgang.TEILWEISE, "fertig"), (Ausgang.WOANDERS, "fertig")]
    + [(ausgang, "jetzt") for ausgang in (Ausgang.NICHT_GEHOLFEN, Ausgang.NICHT_GEKOMMEN, Ausgang.KEIN_PLATZ, Ausgang.UNBEKANNT)],
)
def test_step_is_done_only_when_there_was_help(beratung, ausgang, stand):
    row = step(beratung, "mbe")
    who = {"person": beratung.person, "user": beratung.lotse, "einheit": beratung.einheit}
    with als(System.AUFGABE):
        verweis = give_letter(create_verweis(angebot=AngebotFactory.create(), empfehlung=row, **who))
        move(verweis, VerweisStatus.ABGESCHLOSSEN, seite=Seite.LOTSE, grund=ausgang)
        assert [found.stand for found in schritte(beratung.person)] == [stand]


def test_person_ticks_a_step_and_takes_the_tick_back(client, beratung, seite):
    row = step(beratung)
    client.post(seite, {"schritt": str(row.pk)})
    row.refresh_from_db()
    assert row.erledigt_am is not None
    client.post(seite, {"schritt": str(row.pk), "offen": "1"})
    row.refresh_from_db()
    assert row.erledigt_am is None


def test_step_of_somebody_else_cannot_be_ticked(client, seite):
    foreign = EmpfehlungFactory.create()
    assert client.post(seite, {"schritt": str(foreign.pk)}).status_code == 404


def test_step_that_was_skipped_is_not_on_the_way(client, beratung):
    step(beratung, status=EmpfehlungStatus.UEBERSPRUNGEN, grund="spaeter")
    assert schritte(beratung.person) == []


@pytest.mark.parametrize("anzahl", [1, 3])
def test_way_needs_as_many_queries_for_one_as_for_three(beratung, django_assert_num_queries, anzahl):
    for slug in ("mbe", "buergeramt", "basiskonto_bank")[:anzahl]:
        step(beratung, slug, angebot=AngebotFactory.create(angebotsart=slug))
    with django_assert_num_queries(4):
        [fund.fund.angebot.traeger.name for fund in schritte(beratung.person)]


def test_open_deadlines_go_into_the_calendar(client, beratung, token):
    step(beratung, frist=date(2027, 3, 1))
    step(beratung, "mbe", frist=date(2027, 4, 1), erledigt_am=zeit.now())
    response = client.get(reverse("wegweiser:mein_fristen", args=[token]))
    events = Calendar.from_ical(response.content).walk("VEVENT")
    assert [event["dtstart"].dt for event in events] == [date(2027, 3, 1)]


def test_way_on_paper_is_german_and_the_language_of_the_page(client, beratung, token):
    step(beratung, frist=date(2027, 3, 1))
    response = client.get(reverse("wegweiser:mein_pdf", args=[token]), headers={"accept-language": "ar"})
    assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")


@pytest.mark.parametrize(("tage", "queued"), [(180, 1), (60, 1), (14, 1), (100, 0), (13, 1), (9, 0)])
def test_deadline_is_reminded_of_on_its_days(beratung, tage, queued):
    beratung.erinnern = True
    beratung.save()
    step(beratung, frist=zeit.today() + timedelta(days=tage))
    remind_of_deadlines()
    remind_of_deadlines()
    assert Nachricht.objects.filter(anlass="wegweiser_frist").count() == queued


def test_who_does_not_want_messages_gets_none(beratung):
    step(beratung, frist=zeit.today() + timedelta(days=14))
    remind_of_deadlines()
    assert not Nachricht.objects.exists()


def test_reminder_of_a_ticked_step_is_pointless(beratung, token):
    beratung.erinnern = True
    beratung.save()
    row = step(beratung, frist=zeit.today() + timedelta(days=14))
    assert still_due({"empfehlung": str(row.pk)})
    row.erledigt_am = zeit.now()
    row.save()
    assert not still_due({"empfehlung": str(row.pk)})
