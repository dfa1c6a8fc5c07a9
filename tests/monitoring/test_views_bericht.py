"""Pages of reports: for the lead, without JavaScript, nothing typed lost."""

from datetime import date

import pytest
from django.urls import reverse

from behoerde.kern.rechte import Rolle
from monitoring import tasks
from monitoring.actions.bericht import begin, step
from monitoring.models import Bericht
from tests.factories.bericht import written
from tests.factories.kern import OrganisationseinheitFactory
from tests.termine.empfang import join, staff_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]
LISTE = reverse("berichte:liste")
RAT = {"was": "ratsbericht:2026-07-01", "vorwort": "Worum es geht."}


@pytest.fixture
def leitung(client):
    return join(client, OrganisationseinheitFactory.create(), Rolle.LEITUNG)


def words(response) -> str:
    return response.content.decode()


def test_lead_asks_sees_the_progress_and_opens_the_file(client, leitung):
    assert "Noch kein Bericht" in words(client.get(LISTE))
    response = client.post(LISTE, RAT)
    row = Bericht.objects.get()
    assert (response["Location"], row.vorwort, row.von) == (row.get_absolute_url(), "Worum es geht.", date(2026, 7, 1))
    step(begin(row.pk), 2)
    page = words(client.get(row.get_absolute_url()))
    assert all(
        part in page
        for part in ('value="2" max="6"', "Schritt 2 von 6", "Ohne JavaScript laden Sie sie neu.", 'hx-select="#bericht"')
    )
    assert client.get(reverse("berichte:pdf", args=[row.pk])).status_code == 404
    Bericht.objects.filter(pk=row.pk).update(gesperrt_bis="2026-01-01T00:00Z")
    tasks.write_reports()
    page = words(client.get(row.get_absolute_url()))
    assert [part in page for part in ("Bericht öffnen (PDF)", "Ohne JavaScript", 'hx-select="#bericht"')] == [True, False, False]
    response = client.get(reverse("berichte:pdf", args=[row.pk]))
    assert (response["Content-Disposition"], response.content[:5]) == ('inline; filename="ratsbericht-1.pdf"', b"%PDF-")


def test_what_was_typed_stays_when_nothing_was_chosen(client, leitung):
    page = words(client.post(LISTE, RAT | {"was": ""}))
    assert ("Worum es geht." in page, Bericht.objects.count()) == (True, 0)
    client.post(LISTE, RAT)
    page = words(client.post(LISTE, RAT))
    assert "Dieser Bericht wird gerade schon erstellt." in page
    assert "Worum es geht." in page


def test_report_that_failed_says_why_and_is_tried_again(client, leitung, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(tasks, "render", lambda *_args: 1 / 0)
        row = written(leitung)
    page = words(client.get(row.get_absolute_url()))
    assert "Beim Erstellen ist etwas schiefgegangen." in page
    assert "Noch einmal versuchen" in page
    client.post(row.get_absolute_url(), {"nochmal": "1"})
    row.refresh_from_db()
    assert row.status == "angefordert"
    assert client.post(row.get_absolute_url()).status_code == 404


def test_correction_needs_a_reason(client, leitung):
    row = written(leitung)
    address = reverse("berichte:fassung", args=[row.pk])
    assert row.vorwort in words(client.get(address))
    assert "aria-invalid" in words(client.post(address, {"vorwort": "Neu."}))
    assert Bericht.objects.count() == 1
    client.post(address, {"vorwort": "Neu.", "berichtigt": "Ein Beschluss fehlte."})
    assert [(one.kennung, one.vorwort) for one in Bericht.objects.order_by("fassung")] == [("1", row.vorwort), ("1.2", "Neu.")]
    assert client.get(reverse("berichte:fassung", args=[Bericht.objects.get(fassung=2).pk])).status_code == 404


def test_reports_are_for_the_lead(client, leitung):
    row = written(leitung)
    join(client, OrganisationseinheitFactory.create(), Rolle.VERWALTUNG)
    pages = (LISTE, row.get_absolute_url(), *(reverse(f"berichte:{name}", args=[row.pk]) for name in ("pdf", "fassung")))
    assert {client.get(page).status_code for page in pages} == {404}
    assert staff_of(OrganisationseinheitFactory.create(), Rolle.LEITUNG).pk != leitung.pk
