"""Who is asked how it was, and who is not."""

from datetime import timedelta

import pytest
from django.urls import reverse

from behoerde.kern import register
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.models import Ereignis, Nachricht, Person
from monitoring.actions.umfrageeinladung import accept_surveys, refuse_surveys
from monitoring.models import Umfrageeinladung
from monitoring.umfrage import Linkzweck, read_token
from monitoring.umfragelink_nachrichten import address, token_in
from termine.actions.aenderung import cancel_termin
from termine.actions.empfang import record_arrival, record_missed
from termine.actions.ruecknahme import undo
from termine.actions.schalter import begin, call, finish
from termine.enums import Absagevon
from termine.models import Vorsprache
from tests.factories.termine import JETZT, MORGEN, DienstFactory, LeistungFactory, PlatzFactory, TeamFactory, gebuchter_termin

pytestmark = pytest.mark.usefixtures("amt")


@pytest.fixture
def uhr(uhr):
    uhr.move_to(JETZT)
    return uhr


@pytest.fixture
def leistung(amt, uhr):
    return LeistungFactory.create(slug="karte")


@pytest.fixture
def dienst(leistung):
    return DienstFactory.create(platz=PlatzFactory.create(team=TeamFactory.create(leistungen=[leistung])))


def asked() -> list[Nachricht]:
    return list(Nachricht.objects.filter(anlass="umfrage").order_by("faellig_ab", "pk"))


def booked(dienst, leistung, zahl: int = 1) -> list:
    return [gebuchter_termin(dienst, leistung, n=n, beginn=MORGEN + n * timedelta(minutes=15)) for n in range(zahl)]


def serve(termin, platz):
    record_arrival(termin)
    return finish(begin(call(Vorsprache.objects.get(termin=termin), platz)))


def test_served_missed_and_cancelled_visits_are_asked_about(dienst, leistung, uhr):
    came, missed, cancelled = booked(dienst, leistung, 3)
    cancel_termin(cancelled, von=Absagevon.PERSON)
    uhr.move_to(MORGEN + timedelta(minutes=15))
    record_missed(missed)
    serve(came, dienst.platz)

    assert sorted(row.schluessel.rsplit("-", 1)[1] for row in asked()) == ["abgesagt", "erledigt", "versaeumt"]
    assert Umfrageeinladung.objects.filter(verwendet=False).count() == 3
    assert Ereignis.objects.filter(art="umfrage_eingeladen", leistung="karte", kanal="email", sprache="de").count() == 3


def test_message_waits_an_hour_and_names_neither_concern_nor_person(dienst, leistung, uhr):
    (termin,) = booked(dienst, leistung)
    uhr.move_to(MORGEN)
    serve(termin, dienst.platz)
    row = asked()[0]
    anlass = register.anlass("umfrage")
    said = anlass.kontext(row.kontext)

    assert (row.faellig_ab - MORGEN).total_seconds() == 3600
    assert anlass.noch_gueltig(row.kontext)
    assert said["link"] == address(token_in(row.kontext))
    assert set(said) == {"link", "abmelden"}


def test_token_of_the_link_is_the_one_that_was_given_out(dienst, leistung, client):
    cancel_termin(gebuchter_termin(dienst, leistung), von=Absagevon.AMT)
    token = read_token(str(token_in(asked()[0].kontext)))

    assert token.hash == Umfrageeinladung.objects.get().pk
    assert token[1:] == ("karte", gebuchter_standort(dienst), "email", "de")


def gebuchter_standort(dienst) -> str:
    return dienst.platz.team.standort.slug


def test_visit_that_is_taken_back_is_not_asked_about(dienst, leistung, uhr):
    (termin,) = booked(dienst, leistung)
    uhr.move_to(MORGEN)
    undo(serve(termin, dienst.platz))
    row = asked()[0]

    assert not register.anlass("umfrage").noch_gueltig(row.kontext)


def test_whoever_wants_no_surveys_gets_none(dienst, leistung):
    first, second = booked(dienst, leistung, 2)
    for termin in (first, first, second):
        refuse_surveys(person=termin.kontakt)
    accept_surveys(person=second.kontakt)
    for termin in (first, second):
        cancel_termin(termin, von=Absagevon.PERSON)

    assert [row.empfaenger_id for row in asked()] == [second.kontakt_id]


def test_whoever_has_no_contact_is_not_asked(dienst, leistung):
    termin = gebuchter_termin(dienst, leistung)
    Person.objects.filter(pk=termin.kontakt_id).update(email="", mobil="")
    termin.refresh_from_db()
    cancel_termin(termin, von=Absagevon.PERSON)

    assert (asked(), Umfrageeinladung.objects.count()) == ([], 0)


def test_link_of_the_message_ends_surveys_and_begins_them_again(dienst, leistung, client):
    termin = gebuchter_termin(dienst, leistung)
    cancel_termin(termin, von=Absagevon.PERSON)
    url = reverse("umfragelink:abmelden", args=[link_token(Linkzweck.ABMELDEN, termin.kontakt_id)])
    client.post(url)
    assert "Sie bekommen keine Umfragen mehr" in client.get(url).content.decode()

    client.post(url, {"doch": "1"})
    assert "Keine Umfragen mehr schicken" in client.get(url).content.decode()
