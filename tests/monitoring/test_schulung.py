"""People register for a Schulung, wait, move up, take part; evidence is only added."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connections, transaction

from behoerde.kern import uhr as clock
from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Nachricht
from monitoring.actions.schulung import cancel_durchfuehrung, close_durchfuehrung, save_durchfuehrung
from monitoring.actions.schulungsnachweis import grant, remind_of_ends, revoke
from monitoring.actions.teilnahme import mark, register, register_gast, withdraw
from monitoring.models import Durchfuehrung, Schulungsgast, Schulungsnachweis, Schulungsteilnahme
from monitoring.nachrichten_schulung import comes, is_off, stands, still_ends
from tests.factories.kern import OrganisationseinheitFactory, UserFactory
from tests.factories.schulung import DurchfuehrungFactory, KursFactory, SchulungsgastFactory, SchulungsnachweisFactory


@pytest.fixture
def termin(uhr, amt):
    return DurchfuehrungFactory.create(plaetze=1)


def joined(termin) -> Schulungsteilnahme:
    user = UserFactory.create()
    return register(durchfuehrung=termin, user=user, von=user)


def told(anlass: str) -> int:
    return Nachricht.objects.filter(anlass=anlass).count()


def state(row) -> str:
    return Schulungsteilnahme.objects.get(pk=row.pk).status


def test_second_person_waits_and_moves_up_when_the_first_stays_away(termin):
    first, second, third = joined(termin), joined(termin), joined(termin)
    assert [state(row) for row in (first, second, third)] == ["angemeldet", "warteliste", "warteliste"]
    withdraw(teilnahme=first)
    assert [state(row) for row in (first, second, third)] == ["abgemeldet", "angemeldet", "warteliste"]
    assert told("schulung_stand") == 4  # three registrations, one who moved up


def test_registering_twice_is_once_and_coming_back_waits_at_the_end(termin):
    first = joined(termin)
    assert register(durchfuehrung=termin, user=first.user, von=first.user).pk == first.pk
    withdraw(teilnahme=first)
    joined(termin)
    assert register(durchfuehrung=termin, user=first.user, von=first.user).status == "warteliste"


def test_database_counts_places_itself(termin):
    joined(termin)
    waiting = joined(termin)
    with pytest.raises(IntegrityError), transaction.atomic():
        Schulungsteilnahme.objects.filter(pk=waiting.pk).update(status="angemeldet")
    with pytest.raises(IntegrityError), transaction.atomic():
        Durchfuehrung.objects.filter(pk=termin.pk).update(plaetze=0)


def test_more_places_let_in_who_waits_and_fewer_than_taken_are_refused(termin):
    joined(termin)
    waiting = joined(termin)
    termin.plaetze = 2
    save_durchfuehrung(durchfuehrung=termin, user=termin.angelegt_von)
    assert state(waiting) == "angemeldet"
    termin.plaetze = 1
    with pytest.raises(DomainError) as error:
        save_durchfuehrung(durchfuehrung=termin, user=termin.angelegt_von)
    assert error.value.code == "zu_wenige_plaetze"


def test_closed_registration_and_full_date_without_list_refuse(termin, uhr):
    Durchfuehrung.objects.filter(pk=termin.pk).update(mit_warteliste=False)
    joined(termin)
    with pytest.raises(DomainError) as full:
        joined(termin)
    uhr.move_to(termin.anmeldung_bis)
    with pytest.raises(DomainError) as late:
        joined(termin)
    assert (full.value.code, late.value.code) == ("voll", "zu")


def test_other_departments_come_only_where_they_may_and_are_one_person_by_address(termin):
    einheit = OrganisationseinheitFactory.create(art="ressort")
    by = UserFactory.create()
    rows = [
        register_gast(durchfuehrung=termin, einheit=einheit, name="Kim", email=email, von=by)
        for email in ("k@a.example", "K@a.example")
    ]
    assert (rows[0].pk, Schulungsgast.objects.count()) == (rows[1].pk, 1)
    other = DurchfuehrungFactory.create(fuer_ressorts=False)
    with pytest.raises(DomainError) as error:
        register_gast(durchfuehrung=other, einheit=einheit, name="Kim", email="k@a.example", von=by)
    assert error.value.code == "nur_eigene"


def test_new_time_is_told_once_and_calling_off_too(termin):
    row = joined(termin)
    termin.beginnt_am += timedelta(hours=1)
    termin.endet_am += timedelta(hours=1)
    assert save_durchfuehrung(durchfuehrung=termin, user=termin.angelegt_von) is True
    assert save_durchfuehrung(durchfuehrung=termin, user=termin.angelegt_von) is False
    assert told("schulung_geaendert") == 1
    kontext = {"teilnahme": str(row.pk), "status": "angemeldet"}
    assert (stands(kontext), comes(kontext), is_off(kontext)) == (True, True, False)
    assert [cancel_durchfuehrung(durchfuehrung=termin), cancel_durchfuehrung(durchfuehrung=termin)] == [1, 0]
    assert (stands(kontext), comes(kontext), is_off(kontext)) == (False, False, True)


def test_who_was_there_gets_evidence_and_who_was_not_gets_none(termin, uhr):
    row, kurs = joined(termin), termin.kurs
    with pytest.raises(DomainError) as early:
        mark(teilnahme=row, gekommen=True, user=termin.angelegt_von)
    uhr.move_to(termin.endet_am)
    with pytest.raises(DomainError) as open_:
        close_durchfuehrung(durchfuehrung=termin)
    assert (early.value.code, open_.value.code) == ("noch_nicht", "offen")
    mark(teilnahme=row, gekommen=False, user=termin.angelegt_von)
    assert Schulungsnachweis.objects.count() == 0
    for _again in range(2):
        mark(teilnahme=row, gekommen=True, user=termin.angelegt_von)
    evidence = Schulungsnachweis.objects.get()
    day = clock.local(termin.beginnt_am).date()
    assert (evidence.kurs, evidence.erworben_am, evidence.gueltig_bis) == (kurs, day, day.replace(year=day.year + 3))
    close_durchfuehrung(durchfuehrung=termin)
    assert Durchfuehrung.objects.get().status == "abgeschlossen"


def test_evidence_can_not_be_changed_nor_deleted_while_it_holds(uhr, amt):
    row = SchulungsnachweisFactory.create()
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Schulungsnachweis.objects.filter(pk=row.pk).update(woher="anders")
    with pytest.raises(IntegrityError), transaction.atomic():
        Schulungsnachweis.objects.filter(pk=row.pk).delete()


def test_taking_back_adds_a_row_and_the_evidence_counts_no_more(uhr, amt):
    row = SchulungsnachweisFactory.create()
    back = [revoke(nachweis=row, grund="verwechselt", von=row.angelegt_von) for _twice in range(2)]
    assert back[0].pk == back[1].pk
    assert (Schulungsnachweis.objects.count(), Schulungsnachweis.objects.valid(clock.today()).count()) == (2, 0)
    with pytest.raises(DomainError) as error:
        revoke(nachweis=back[0], grund="doch nicht", von=row.angelegt_von)
    assert error.value.code == "aufhebung"


def test_evidence_of_tomorrow_is_refused(uhr, amt):
    with pytest.raises(DomainError) as error:
        grant(user=UserFactory.create(), kurs=KursFactory.create(), tag=clock.today() + clock.DAY, von=UserFactory.create())
    assert error.value.code == "zukunft"


def test_reminders_come_90_30_and_7_days_before_once_each(uhr, amt):
    ends = clock.today() + timedelta(days=91)
    SchulungsnachweisFactory.create(erworben_am=clock.today(), gueltig_bis=ends)
    sent = []
    for left in (91, 90, 89, 31, 30, 8, 7, 1, 0, -1):
        uhr.move_to(clock.now() + (ends - clock.today() - timedelta(days=left)))
        remind_of_ends()
        sent.append(told("schulung_endet"))
    assert sent == [0, 1, 1, 1, 2, 2, 3, 3, 3, 3]


@pytest.mark.parametrize("why", ["newer", "registered", "left", "taken_back"])
def test_nobody_is_reminded_needlessly(uhr, amt, why):
    ends = clock.today() + timedelta(days=20)
    row = SchulungsnachweisFactory.create(erworben_am=clock.today() - clock.DAY, gueltig_bis=ends)
    if why == "newer":
        SchulungsnachweisFactory.create(user=row.user, kurs=row.kurs)
    elif why == "registered":
        register(durchfuehrung=DurchfuehrungFactory.create(kurs=row.kurs), user=row.user, von=row.user)
    elif why == "left":
        row.user.austritt_am = clock.today()
        row.user.save()
    else:
        revoke(nachweis=row, grund="verwechselt", von=row.angelegt_von)
    assert remind_of_ends() == 0


def test_reminder_that_waits_is_dropped_when_somebody_registered_meanwhile(uhr, amt):
    row = SchulungsnachweisFactory.create(gueltig_bis=clock.today() + timedelta(days=20))
    kontext = {"nachweis": str(row.pk)}
    assert still_ends(kontext) is True
    register(durchfuehrung=DurchfuehrungFactory.create(kurs=row.kurs), user=row.user, von=row.user)
    assert still_ends(kontext) is False


def test_guest_is_reminded_at_the_address_of_the_department(uhr, amt):
    SchulungsnachweisFactory.create(user=None, gast=SchulungsgastFactory.create(), gueltig_bis=clock.today() + timedelta(days=20))
    assert remind_of_ends() == 1
    assert Nachricht.objects.get().empfaenger_art == "schulungsgast"


@pytest.mark.django_db(transaction=True)
def test_one_place_goes_to_one_of_many_at_once():
    termin = DurchfuehrungFactory.create(plaetze=1)
    users = UserFactory.create_batch(4)

    def join(user) -> str:
        try:
            with als(System.AUFGABE):
                return register(durchfuehrung=termin, user=user, von=user).status
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(join, users)) == ["angemeldet", "warteliste", "warteliste", "warteliste"]
