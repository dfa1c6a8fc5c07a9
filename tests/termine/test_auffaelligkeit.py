"""Patterns of trading: seen from the number on, never below; noted without names, told once a day, quiet when ticked off."""

from datetime import timedelta

import pytest
from django.urls import reverse

from behoerde.kern.krypto import keyed_hash
from behoerde.kern.models import Ereignis, Nachricht
from behoerde.kern.rechte import Rolle
from behoerde.kern.signals import grenze_erreicht
from termine.actions.aenderung import cancel_termin
from termine.actions.auffaelligkeit import look_for_muster, tick_off
from termine.enums import Absagevon, Kanal
from termine.models import Auffaelligkeit
from tests.factories.kern import OrganisationseinheitFactory
from tests.factories.termine import MORGEN, gebuchter_termin, kontakt
from tests.termine.empfang import join, staff_of

pytestmark = pytest.mark.django_db
LISTE = "termine:heute_auffaelligkeiten"


def book(dienst, leistung, n: int, *, contact: int = 0, at: int | None = None, key: str = ""):
    beginn = MORGEN + timedelta(minutes=15 * (n if at is None else at))
    more = {"kontakt": kontakt(contact), "kanal": Kanal.ONLINE, "schluessel": f"muster-{n}{key}"}
    return gebuchter_termin(dienst, leistung, n=n, beginn=beginn, **more)


def seen() -> list[tuple]:
    return list(Auffaelligkeit.objects.order_by("muster").values_list("muster", "anzahl"))


@pytest.mark.parametrize(("people", "found"), [(3, []), (4, [("namen", 4)]), (5, [("namen", 5)])])
def test_many_people_under_one_contact(leistung, dienst, people, found):
    termine = [book(dienst, leistung, n) for n in range(people)]
    assert (look_for_muster(), seen()) == (len(found), found)
    assert [set(row.termine) for row in Auffaelligkeit.objects.all()] == [{termin.pk for termin in termine}] * len(found)


def test_desk_may_book_for_many(leistung, dienst):
    for n in range(5):
        gebuchter_termin(dienst, leistung, n=n, beginn=MORGEN + timedelta(minutes=15 * n), kontakt=kontakt(0))
    assert look_for_muster() == 0


def test_contacts_of_their_own_are_no_pattern(leistung, dienst):
    for n in range(5):
        book(dienst, leistung, n, contact=n)
    assert look_for_muster() == 0


def test_older_bookings_are_forgotten(leistung, dienst, uhr):
    for n in range(4):
        book(dienst, leistung, n)
    uhr.shift(timedelta(days=14, seconds=1))
    assert look_for_muster() == 0


@pytest.mark.parametrize(("times", "later", "found"), [(2, 0, [("wechsel", 2)]), (1, 0, []), (2, 25, [])])
def test_cancelled_and_booked_for_others_under_the_same_contact(leistung, dienst, uhr, times, later, found):
    for n in range(times):
        cancel_termin(book(dienst, leistung, 0, at=n, key=f"-{n}"), von=Absagevon.PERSON)
    uhr.shift(timedelta(hours=later))
    for n in range(times):
        book(dienst, leistung, n + 1, at=n + 12)
    look_for_muster()
    assert seen() == found


@pytest.mark.parametrize(("times", "later", "found"), [(3, 5, [("weitergabe", 3)]), (2, 5, []), (3, 71, [])])
def test_times_given_back_and_taken_at_once(leistung, dienst, uhr, times, later, found):
    for n in range(times):
        cancel_termin(book(dienst, leistung, n, contact=n), von=Absagevon.PERSON)
    uhr.shift(timedelta(minutes=later))
    for n in range(times):
        # The time itself is still held back; the desk's way around that is not what is looked at here.
        other = book(dienst, leistung, n + 10, contact=n + 10, at=n + 8)
        type(other).objects.filter(pk=other.pk).update(
            starts_at=MORGEN + timedelta(minutes=15 * n), ends_at=MORGEN + timedelta(minutes=15 * (n + 1))
        )
    look_for_muster()
    assert seen() == found


@pytest.mark.parametrize(("minutes", "count"), [(9, 0), (10, 1)])
def test_network_that_met_limits_in_many_minutes(minutes, count):
    for _n in range(minutes):
        grenze_erreicht.send(sender=None, netz="0f" * 32)
    assert (look_for_muster(), seen()) == (count, [("netz", minutes)])


def test_few_refusals_of_a_network_are_forgotten(uhr):
    grenze_erreicht.send(sender=None, netz="0f" * 32)
    uhr.shift(timedelta(days=1, seconds=1))
    look_for_muster()
    assert seen() == []


def test_pattern_is_noted_once_and_names_nobody(leistung, dienst):
    for n in range(4):
        book(dienst, leistung, n)
    look_for_muster()
    book(dienst, leistung, 4)
    look_for_muster()
    row = Auffaelligkeit.objects.get()
    assert (row.anzahl, row.merkmal) == (5, keyed_hash("auffaelligkeit", "namen", "olena0@beispiel.example"))
    assert list(Ereignis.objects.filter(art="auffaelligkeit").values_list("ergebnis", "wert")) == [("namen", 4)]


def test_management_is_told_once_a_day(leistung, dienst, uhr):
    staff_of(OrganisationseinheitFactory.create(), Rolle.LEITUNG)
    for n in range(4):
        book(dienst, leistung, n)
    told = []
    for hours in (1, 1, 24):
        look_for_muster()
        told.append(Nachricht.objects.filter(anlass="auffaelligkeiten").count())
        uhr.shift(timedelta(hours=hours))
    look_for_muster()
    assert [*told, Nachricht.objects.filter(anlass="auffaelligkeiten").count()] == [1, 1, 1, 2]


def test_what_was_ticked_off_is_quiet_for_thirty_days(leistung, dienst, uhr, empfang):
    for n in range(4):
        book(dienst, leistung, n)
    look_for_muster()
    row = Auffaelligkeit.objects.get()
    assert (tick_off(row, von=empfang, vermerk="Schule"), tick_off(row, von=empfang, vermerk="Handel")) == (True, False)
    assert (look_for_muster(), Auffaelligkeit.objects.get().vermerk) == (0, "Schule")
    Auffaelligkeit.objects.update(geprueft_am=row.angelegt_am - timedelta(days=30, seconds=1))
    assert (look_for_muster(), Auffaelligkeit.objects.count()) == (1, 2)


def test_page_lists_the_visits_and_takes_a_remark(client, empfang, leistung, dienst):
    termine = [book(dienst, leistung, n) for n in range(4)]
    look_for_muster()
    row = Auffaelligkeit.objects.get()
    page = client.get(reverse(LISTE)).content.decode()
    assert [termin.get_absolute_url() in page for termin in termine] == [True] * 4
    assert ("für 4 Personen gebucht" in page, "Olena" in page) == (True, False)
    check = reverse("termine:heute_auffaelligkeit", args=[row.pk])
    answer = client.post(check, {"vermerk": ""}).content.decode()
    assert "Bitte füllen Sie dieses Feld aus." in answer
    assert client.post(check, {"vermerk": "Sprachschule"}).url == reverse(LISTE)
    assert ("Nichts Auffälliges" in client.get(reverse(LISTE)).content.decode()) is True
    assert "Sprachschule" in client.get(reverse(LISTE), {"ansicht": "geprueft"}).content.decode()


def test_visits_of_other_units_are_not_shown(client, leistung, dienst):
    for n in range(4):
        book(dienst, leistung, n)
    look_for_muster()
    join(client, OrganisationseinheitFactory.create(), Rolle.EMPFANG)
    page = client.get(reverse(LISTE)).content.decode()
    assert ("für 4 Personen gebucht" in page, reverse("termine:heute") + "termin/" in page) == (True, False)
