"""The council reads one revision as a PDF everybody can have read aloud."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest
from django.urls import reverse

from behoerde.kern.rechte import Rolle
from monitoring.actions.veroeffentlichung import publish
from monitoring.models import Umfragefolge
from monitoring.queries.bericht import council_report
from tests.factories.gremien import BeschlussFactory
from tests.factories.kern import OrganisationseinheitFactory
from tests.lotsen.pdf import ua_errors
from tests.monitoring.ereignisse import HEUTE, happen, roll_up
from tests.termine.empfang import join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]


@pytest.fixture
def ausgabe():
    happen(date(2026, 10, 6), wert=5, kanal="termin", anzahl=40)
    roll_up(date(2026, 10, 6))
    BeschlussFactory.create(betreff="Klare Briefe", tag=date(2026, 10, 1), oeffentlich=True)
    BeschlussFactory.create(betreff="Nur intern", tag=date(2026, 10, 1), oeffentlich=False)
    BeschlussFactory.create(betreff="Zu spät", tag=date(2026, 11, 2), oeffentlich=True)
    for betreff, tag, am in (("Zu laut", date(2026, 9, 1), HEUTE), ("Entwurf", date(2026, 9, 1), None)):
        Umfragefolge.objects.create(gesagt=betreff, getan="Getan.", tag=tag, veroeffentlicht_am=am and f"{am}T09:00Z")
    return publish()


def test_report_holds_what_is_public_of_these_months(ausgabe):
    found = council_report(ausgabe)
    assert [row.betreff for row in found["beschluesse"]] == ["Klare Briefe"]
    assert [row.gesagt for row in found["folgen"]] == ["Zu laut"]
    assert found["von"] == date(2025, 11, 1)


def test_pdf_can_be_read_aloud(client, ausgabe, tmp_path):
    join(client, OrganisationseinheitFactory.create(), Rolle.LEITUNG)
    response = client.get(reverse("veroeffentlichung:ratsbericht", args=[ausgabe.nummer]))
    assert response["Content-Disposition"] == 'attachment; filename="ratsbericht-1.pdf"'
    assert ua_errors(response.content, tmp_path) == []
    with pikepdf.open(BytesIO(response.content)) as pdf:
        assert str(pdf.docinfo["/Title"]) == "Bericht für den Rat"


def test_report_of_no_revision(client):
    join(client, OrganisationseinheitFactory.create(), Rolle.LEITUNG)
    assert client.get(reverse("veroeffentlichung:ratsbericht", args=[7])).status_code == 404


def test_answers_of_gemeinden_are_for_whoever_sees_them(client, ausgabe):
    join(client, OrganisationseinheitFactory.create(), Rolle.VERWALTUNG)
    page = client.get(reverse("veroeffentlichung:liste"))
    report = client.get(reverse("veroeffentlichung:ratsbericht", args=[ausgabe.nummer]))
    assert (page.status_code, "ratsbericht" in page.content.decode(), report.status_code) == (200, False, 404)
