"""Pages of Gremien, Gemeinden and staffing; a Gemeinde answers by its link."""

import pytest
from celery import current_app
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from behoerde.kern.actions.zugang import create_link
from behoerde.kern.rechte import Rolle
from monitoring.actions.stellungnahme import end_of
from monitoring.models import Anhoerung, Beschluss, Gemeindekontakt, Gremium, Stellenstand, Stellungnahme
from monitoring.stellungnahme import Stellungnahmelink
from tests.factories.gremien import BeschlussFactory, GemeindekontaktFactory, GremiumFactory, StellungnahmeFactory
from tests.factories.kern import OrganisationseinheitFactory
from tests.factories.schulung import StellenstandFactory
from tests.termine.empfang import join

KOPF = "stelle;monat;koepfe;vollzeit;budget;quelle\n"


@pytest.fixture(autouse=True)
def _quiet(monkeypatch):
    monkeypatch.setattr(current_app, "send_task", lambda *_args, **_kwargs: None)


@pytest.fixture
def leitung(client, uhr, db):
    return join(client, OrganisationseinheitFactory.create(), Rolle.LEITUNG)


def typed(**changes) -> dict:
    gremium = GremiumFactory.create()
    data = {"gremium": gremium.pk, "nummer": "B-1", "tag": "2026-11-02", "betreff": "Briefe", "klartext": "Klar schreiben."}
    return data | changes


def test_decision_is_entered_carried_out_and_leaves_as_a_table(client, leitung):
    client.post(reverse("gremien:gremien"), {"name": "Rat"})
    client.post(reverse("gremien:beschluss_neu"), typed(gremium=Gremium.objects.get().pk, betreff="=1+1", frist="2026-12-31"))
    row = Beschluss.objects.get()
    client.post(row.get_absolute_url(), {"was": "umgesetzt", "am": "2026-11-20"})
    row.refresh_from_db()
    assert (row.status, row.frist.isoformat()) == ("umgesetzt", "2026-12-31")
    table = b"".join(client.get(reverse("gremien:liste") + "?format=csv").streaming_content).decode()
    assert "'=1+1" in table
    client.post(row.get_absolute_url(), {"was": "zurueck"})
    assert client.post(row.get_absolute_url(), {"was": "unsinn"}).status_code == 404
    assert Beschluss.objects.get().status == "gefasst"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"tag": "2026-11-25"}, "tag"),
        ({"tag": "0001-01-01"}, "tag"),
        ({"frist": "2026-11-01"}, "frist"),
        ({"dafuer": "3"}, "dafuer"),
        ({"dafuer": "99999999999", "dagegen": "1", "enthalten": "0"}, "dafuer"),
        ({"klartext": ""}, "klartext"),
    ],
)
def test_what_can_not_be_stands_beside_its_field(client, leitung, changes, field):
    answer = client.post(reverse("gremien:beschluss_neu"), typed(**changes))
    assert field in answer.context["form"].errors
    assert not Beschluss.objects.exists()


def test_number_is_taken_once_in_a_gremium(client, leitung):
    row = BeschlussFactory.create(nummer="B-1")
    answer = client.post(reverse("gremien:beschluss_neu"), typed(gremium=row.gremium_id))
    assert "nummer" in answer.context["form"].errors
    same = typed(gremium=row.gremium_id, betreff="Anders")
    assert client.post(reverse("gremien:beschluss_bearbeiten", args=[row.pk]), same).status_code == 302


def test_gemeinden_are_named_and_asked(client, leitung):
    unit = OrganisationseinheitFactory.create(name="Aue", art="gemeinde")
    client.post(reverse("gremien:kontakt", args=[unit.pk]), {"name": "Kim", "email": "kim@aue.example"})
    data = {"betreff": "Leitbild", "text": "Was brauchen Sie?", "frist": "2026-12-20"}
    assert "frist" in client.post(reverse("gremien:anhoerung_neu"), data | {"frist": "2026-11-24"}).context["form"].errors
    client.post(reverse("gremien:anhoerung_neu"), data)
    page = client.get(Anhoerung.objects.get().get_absolute_url()).content.decode()
    assert (Gemeindekontakt.objects.get().einheit, "noch keine Antwort" in page) == (unit, True)


def test_gemeinde_answers_by_its_link_corrects_and_is_too_late(client, uhr, db):
    row = StellungnahmeFactory.create()
    frist = row.anhoerung.frist
    page = reverse("stellungnahme", args=[create_link(Stellungnahmelink.STELLUNGNAHME, row.pk, end_of(frist))])
    assert "haltung" in client.post(page, {"text": "Ja"}).context["form"].errors
    for haltung in ("bedenken", "zustimmung"):
        client.post(page, {"haltung": haltung, "text": "Gern."})
    assert Stellungnahme.objects.get().haltung == "zustimmung"
    assert "Danke, Ihre Stellungnahme ist gespeichert." in client.get(page + "?danke=1").content.decode()
    uhr.move_to(end_of(frist))
    assert client.get(page).status_code == 404


def upload(client, text: str):
    return client.post(reverse("stellen:liste"), {"datei": SimpleUploadedFile("stellen.csv", text.encode())})


def test_exported_table_comes_back_in(client, leitung):
    row = StellenstandFactory.create(budget="1234.50")
    table = b"".join(client.get(reverse("stellen:stellen") + "?format=csv").streaming_content).decode()
    Stellenstand.objects.all().delete()
    assert upload(client, table.removeprefix("\ufeff")).status_code == 302
    again = Stellenstand.objects.get()
    assert (again.einheit, again.monat, again.koepfe, str(again.budget)) == (row.einheit, row.monat, 40, "1234.50")


def test_table_with_a_fault_is_refused_whole_and_each_row_is_named(client, leitung):
    OrganisationseinheitFactory.create(name="Jugendamt", art="ressort")
    good, bad = (
        "Jugendamt;2026-10;5;4,5;;Plan\n",
        "Jugendamt;2026-09;5;9;;Plan\nUnbekannt;2026-09;5;4;;Plan\nJugendamt;10/2026;5;4;;Plan\n",
    )
    answer = upload(client, KOPF + good + bad)
    assert [number for number, _text in answer.context["fehler"]] == [3, 4, 5]
    assert not Stellenstand.objects.exists()


@pytest.mark.parametrize("text", ["", "stelle;monat\nA;1\n", KOPF, KOPF + ";;;;;\n"])
def test_file_that_is_no_table_is_refused_beside_the_field(client, leitung, text):
    assert "datei" in upload(client, text).context["form"].errors


def test_department_reports_its_own_month_and_corrects_it(client, uhr, db):
    own = OrganisationseinheitFactory.create(art="ressort")
    other = StellenstandFactory.create()
    join(client, own, Rolle.RESSORT)
    data = {"einheit": own.pk, "monat": "2026-11-15", "koepfe": "10", "vollzeit": "8,5", "budget": "", "quelle": "Stellenplan"}
    for changes in ({"vollzeit": "11"}, {"monat": "2026-12-01"}, {"einheit": other.einheit_id}):
        assert set(changes) == set(client.post(reverse("stellen:stellen"), data | changes).context["form"].errors)
    for heads in ("10", "12"):
        client.post(reverse("stellen:stellen"), data | {"koepfe": heads})
    row = Stellenstand.objects.get(einheit=own)
    assert (row.koepfe, str(row.vollzeit), row.monat.isoformat()) == (12, "8.50", "2026-11-01")
    assert [row.einheit for row in client.get(reverse("stellen:stellen")).context["object_list"]] == [own]


def test_contact_is_seen_by_management_only(client, uhr, db):
    GemeindekontaktFactory.create()
    join(client, OrganisationseinheitFactory.create(), Rolle.EMPFANG)
    assert client.get(reverse("gremien:gemeinden")).status_code == 404
