"""Meetings about cases: no case before a partner that may not hear of it; what is resolved becomes a task."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from icalendar import Calendar

from behoerde.kern import uhr as clock
from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Rolle
from fallmanagement.actions.fallkonferenz import add_fall, call_konferenz, close_konferenz, invite, resolve
from fallmanagement.actions.freigabe import release, withdraw
from fallmanagement.kalender import as_calendar
from fallmanagement.models import Fallkonferenz, Frist, Konferenzfall
from fallmanagement.queries.fallkonferenzen import cases
from tests.factories.fallmanagement import FallakteFactory
from tests.factories.kern import OrganisationseinheitFactory
from tests.factories.zusammenarbeit import angaben
from tests.lotsen.verweise import partner_unit
from tests.termine.empfang import join, staff_of

pytestmark = pytest.mark.django_db
BEGINN = datetime(2026, 12, 3, 8, 30, tzinfo=UTC)


@pytest.fixture
def jobcenter(akte):
    return partner_unit("Jobcenter")


@pytest.fixture
def konferenz(akte, einheit, fallmanagerin):
    with als(System.AUFGABE):
        return call_konferenz(
            einheit=einheit, titel="Dezember", beginnt_am=BEGINN, ort="Rathaus", tagesordnung="Ausbildung", user=fallmanagerin
        )


def refused(what, *args, **kwargs) -> str:
    with pytest.raises(DomainError) as error, transaction.atomic():
        what(*args, **kwargs)
    return error.value.code


def test_case_needs_a_freigabe_for_every_partner_on_that_day(akte, konferenz, jobcenter, einheit, fallmanagerin, amt):
    invite(konferenz, einheit=jobcenter, name="Frau Weber")
    invite(konferenz, einheit=einheit)
    release(akte, angaben(jobcenter, bis=date(2026, 12, 2)), user=fallmanagerin)
    assert refused(add_fall, konferenz, akte=akte, frage="Lehrstelle") == "freigabe"
    row = release(akte, angaben(jobcenter, bis=date(2026, 12, 3)), user=fallmanagerin)
    withdraw(row, user=fallmanagerin)
    assert refused(add_fall, konferenz, akte=akte, frage="Lehrstelle") == "freigabe"
    release(akte, angaben(jobcenter, bis=date(2026, 12, 3)), user=fallmanagerin)
    add_fall(konferenz, akte=akte, frage="Lehrstelle")
    assert refused(add_fall, konferenz, akte=akte, frage="Lehrstelle") == "doppelt"
    assert refused(invite, konferenz, einheit=partner_unit("Agentur")) == "freigabe"


def test_database_refuses_a_case_without_freigabe(akte, konferenz, jobcenter, amt):
    invite(konferenz, einheit=jobcenter)
    with pytest.raises(DatabaseError, match="Freigabe"), transaction.atomic():
        Konferenzfall.objects.create(konferenz=konferenz, fallakte=akte, frage="Lehrstelle")


def test_case_says_which_partner_lost_its_freigabe_until_the_meeting_is_closed(
    akte, konferenz, jobcenter, fallmanagerin, uhr, amt
):
    freigabe = release(akte, angaben(jobcenter, bis=BEGINN.date()), user=fallmanagerin)
    invite(konferenz, einheit=jobcenter)
    add_fall(konferenz, akte=akte, frage="Lehrstelle")
    assert [list(fall.ohne_freigabe) for fall in cases(konferenz)] == [[]]
    withdraw(freigabe, user=fallmanagerin)
    assert [fall.ohne_freigabe for fall in cases(konferenz)] == [[jobcenter]]
    uhr.move_to(BEGINN + timedelta(hours=1))
    close_konferenz(konferenz)
    konferenz.refresh_from_db()
    assert [list(fall.ohne_freigabe) for fall in cases(konferenz)] == [[]]


def test_resolution_is_a_task_of_the_case(akte, konferenz, fallmanagerin, amt):
    fall = add_fall(konferenz, akte=akte, frage="Lehrstelle")
    row = resolve(fall, text="Jobcenter fragt den Betrieb.", faellig_am=date(2026, 12, 10), user=fallmanagerin)
    frist = Frist.objects.get()
    assert (row.frist, frist.fallakte, frist.betreff) == (frist, akte, "Jobcenter fragt den Betrieb.")
    assert (frist.art, frist.faellig_am) == ("aufgabe", date(2026, 12, 10))


def test_closed_meeting_stays_as_it_is(akte, konferenz, jobcenter, fallmanagerin, uhr, amt):
    assert refused(close_konferenz, konferenz) == "zu_frueh"
    fall = add_fall(konferenz, akte=akte, frage="Lehrstelle")
    uhr.move_to(BEGINN + timedelta(hours=1))
    close_konferenz(konferenz)
    assert refused(close_konferenz, konferenz) == "abgeschlossen"
    assert refused(invite, konferenz, einheit=jobcenter) == "abgeschlossen"
    assert refused(resolve, fall, text="x", faellig_am=date(2026, 12, 10), user=fallmanagerin) == "abgeschlossen"
    with pytest.raises(DatabaseError), transaction.atomic():
        Konferenzfall.objects.create(konferenz=konferenz, fallakte=FallakteFactory.create(), frage="x")


def test_calendar_names_no_case(akte, konferenz, jobcenter, amt):
    invite(konferenz, einheit=jobcenter, name="Frau Weber")
    file = as_calendar(konferenz)
    event = Calendar.from_ical(file).walk("VEVENT")[0]
    assert (event["summary"].startswith("Dezember"), event.decoded("dtstart"), str(event["location"])) == (
        True,
        BEGINN,
        "Rathaus",
    )
    assert (akte.aktenzeichen.encode() in file, b"Weber" in file) == (False, True)


def test_other_units_see_no_meeting(akte, konferenz, fallmanagerin):
    with als(fallmanagerin):
        assert list(Fallkonferenz.objects.all()) == [konferenz]
    other = staff_of(OrganisationseinheitFactory.create(name="Anderes Amt"), Rolle.FALLMANAGEMENT)
    with als(other):
        assert list(Fallkonferenz.objects.all()) == []
        assert list(Konferenzfall.objects.all()) == []


def test_pages_from_calling_to_minutes(client, akte, einheit, ruhig):
    join(client, einheit, Rolle.FALLMANAGEMENT)
    day = clock.today() + timedelta(days=7)
    data = {"einheit": einheit.pk, "titel": "Januar", "tag_0": day.day, "tag_1": day.month, "tag_2": day.year, "ort": "Rathaus"}
    address = reverse("fallmanagement:konferenzen")
    assert list(client.post(address, data | {"zeit": "25"}).context["form"].errors) == ["zeit"]
    page = client.post(address, data | {"zeit": "9:30"}, follow=True)
    here = page.redirect_chain[-1][0]
    client.post(here, {"was": "einladen", "einheit": einheit.pk, "name": "Frau Weber"})
    assert "aktenzeichen" in client.post(here, {"was": "fall", "aktenzeichen": "FM-1", "frage": "x"}).context["fall"].errors
    client.post(here, {"was": "fall", "aktenzeichen": akte.aktenzeichen, "frage": "Lehrstelle"})
    [fall] = client.get(here).context["faelle"]
    due = {"faellig_am_0": day.day, "faellig_am_1": day.month, "faellig_am_2": day.year}
    client.post(here, {"was": "beschluss", "fall": str(fall.pk), "text": "Betrieb fragen"} | due)
    assert "Betrieb fragen" in client.get(here).text
    assert client.get(f"{here}niederschrift.pdf").content[:5] == b"%PDF-"
    assert client.get(f"{here}kalender.ics")["Content-Type"].startswith("text/calendar")
    assert client.post(here, {"was": "unfug"}).status_code == 404
