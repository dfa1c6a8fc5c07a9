"""Every report can be read aloud: that of an empty office, and a long one."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest

from behoerde.kern.rechte import Rolle
from monitoring.actions.veroeffentlichung import publish
from monitoring.bericht import Berichtart
from monitoring.models import Umfragefolge
from tests.factories.bericht import written
from tests.factories.gremien import AnhoerungFactory, BeschlussFactory, StellungnahmeFactory
from tests.factories.kern import OrganisationseinheitFactory
from tests.factories.strategie import running
from tests.lotsen.pdf import ua_errors
from tests.monitoring.ereignisse import happen, roll_up
from tests.termine.empfang import staff_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]
VON = {Berichtart.RAT: date(2026, 7, 1), Berichtart.JAHR: date(2026, 1, 1), Berichtart.QUALITAET: date(2026, 10, 1)}


@pytest.fixture
def leitung():
    return staff_of(OrganisationseinheitFactory.create(name="Leitung"), Rolle.LEITUNG)


def busy_year() -> None:
    """Events of two months, decisions, an answer, measures: enough for more than twenty pages."""
    for tag in (date(2026, 9, 8), date(2026, 10, 6)):
        for kind, value in (("wartezeit", 5), ("vorsprache_erledigt", 12), ("termin_gebucht", 9)):
            happen(tag, kind, wert=value, kanal="termin", anzahl=60)
        roll_up(tag)
    publish()
    for n in range(30):
        BeschlussFactory.create(nummer=f"B-{n}", betreff=f"Beschluss {n}", klartext="Was sich ändert. " * 40, oeffentlich=True)
        running(-3, 30, titel=f"Maßnahme {n}", text="Was wir tun. " * 30)
    StellungnahmeFactory.create(anhoerung=AnhoerungFactory.create(frist=date(2026, 11, 20)))
    Umfragefolge.objects.create(
        gesagt="Zu laut", getan="Neue Türen.", tag=date(2026, 11, 1), veroeffentlicht_am="2026-11-02T09:00Z"
    )


@pytest.mark.parametrize("art", list(Berichtart))
def test_report_of_an_empty_office_can_be_read_aloud(leitung, art, tmp_path):
    row = written(leitung, art=art, von=VON[art])
    assert (row.status, ua_errors(bytes(row.pdf), tmp_path)) == ("fertig", [])
    with pikepdf.open(BytesIO(row.pdf)) as pdf:
        assert str(pdf.docinfo["/Title"]) == f"{row}, {row.zeitraum}"


@pytest.mark.parametrize("art", list(Berichtart))
def test_long_report_can_be_read_aloud(leitung, art, tmp_path):
    busy_year()
    row = written(leitung, art=art, von=VON[art], vorwort="Wir danken allen.\n\n" * 60)
    assert (row.status, ua_errors(bytes(row.pdf), tmp_path)) == ("fertig", [])
    with pikepdf.open(BytesIO(row.pdf)) as pdf:
        assert art == Berichtart.QUALITAET or len(pdf.pages) > 20
