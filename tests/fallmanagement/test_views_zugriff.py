"""Pages of reading a case of another unit."""

from datetime import timedelta

import pytest
from django.urls import reverse

from behoerde.kern import uhr
from behoerde.kern.db import System, als
from behoerde.kern.models import Protokolleintrag
from behoerde.kern.rechte import Rolle
from fallmanagement.models import Zugriff
from tests.anmelden import BACKEND, make_staff, sign_in
from tests.factories.fallmanagement import AufenthaltsstatusFactory, FallakteFactory, FristFactory, VermerkFactory
from tests.factories.kern import OrganisationseinheitFactory, PersonFactory
from tests.factories.zusammenarbeit import ZugriffFactory
from tests.termine.empfang import join, lesespuren, staff_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ruhig")]


@pytest.fixture
def fall(einheit, leitung):
    """A case of a unit with a lead; the clock runs, as that of the database does."""
    person = PersonFactory.create(vorname="Amina", nachname="Haidari")
    with als(System.AUFGABE):
        fall = FallakteFactory.create(person=person, einheit=einheit)
        AufenthaltsstatusFactory.create(person=person)
        FristFactory.create(fallakte=fall, betreff="Verlängern lassen")
        VermerkFactory.create(fallakte=fall, text="Kommt am liebsten morgens.")
        VermerkFactory.create(fallakte=fall, stufe="vertraulich", text="Geheimes Wort.")
    return fall


@pytest.fixture
def leser(client, fall):
    return join(client, OrganisationseinheitFactory.create(name="Sachgebiet Aufenthalt"), Rolle.SACHBEARBEITUNG)


def ask(client, fall, **data):
    wanted = {"aktenzeichen": fall.aktenzeichen, "grund": "Steht am Schalter."} | data
    return client.post(reverse("fallmanagement:zugriffe"), wanted, follow=True)


def test_emergency_opens_the_case_to_read(client, fall, leser):
    page = ask(client, fall)
    assert page.templates[0].name == "fallmanagement/zugriff.html"
    assert [word for word in ("Haidari", "Verlängern lassen", "Kommt am liebsten morgens.") if word not in page.text] == []
    assert "Geheimes Wort." not in page.text
    assert client.get(fall.get_absolute_url()).status_code == 404
    assert [(kind, why) for who, kind, pk, why in lesespuren() if who == leser.pk] == [("kern.user", "Suche Notzugriff")]
    with als(make_staff(Rolle.DATENSCHUTZ)):
        entry = Protokolleintrag.objects.get(vorgang="notzugriff")
    assert (entry.user_id, entry.objekt_id, entry.grund) == (leser.pk, str(fall.pk), "Notzugriff")


@pytest.mark.parametrize(
    ("data", "field"),
    [({"grund": ""}, "grund"), ({"aktenzeichen": ""}, "aktenzeichen"), ({"aktenzeichen": "FM-1"}, "aktenzeichen")],
)
def test_refusal_stands_beside_the_field_and_nothing_is_lost(client, fall, leser, data, field):
    page = ask(client, fall, **data)
    assert list(page.context["form"].errors) == [field]
    assert page.context["form"]["grund"].value() == data.get("grund", "Steht am Schalter.")
    with als(System.AUFGABE):
        assert Zugriff.objects.count() == 0


def test_reader_ends_it_and_it_is_over(client, fall, leser):
    page = ask(client, fall)
    address = page.redirect_chain[-1][0]
    assert client.post(address, follow=True).context["zugriffe"].count() == 0
    assert client.get(address).status_code == 404


def test_what_has_ended_or_is_not_the_own_is_not_there(client, fall, leser):
    with als(System.AUFGABE):
        now = uhr.now()
        before = type(ZugriffFactory.build().zeitraum)(now - timedelta(hours=2), now - timedelta(seconds=1))
        rows = [ZugriffFactory.create(fallakte=fall, user=leser, zeitraum=before), ZugriffFactory.create(fallakte=fall)]
    assert [client.get(row.get_absolute_url()).status_code for row in rows] == [404, 404]


def test_lead_sees_it_in_case_list_and_reviews(client, fall, leser, leitung):
    ask(client, fall)
    client.force_login(leitung, backend=BACKEND)
    assert "in einem Notfall geöffnet" in client.get(fall.get_absolute_url()).text
    address = reverse("fallmanagement:zugriffe_pruefen")
    [row] = client.get(address).context["offene"]
    assert client.post(address, {"zeile": str(row.pk), "befund": "vielleicht"}).status_code == 404
    page = client.post(address, {"zeile": str(row.pk), "befund": "noetig", "bemerkung": "Gut so."}, follow=True)
    assert ([row.befund for row in page.context["gepruefte"]], list(page.context["offene"])) == (["noetig"], [])
    assert "in einem Notfall geöffnet" not in client.get(fall.get_absolute_url()).text
    assert "Steht am Schalter." in client.get(reverse("fallmanagement:akte_zugriffe", args=[fall.pk])).text


def test_lead_of_another_unit_finds_nothing_to_review(client, fall, leser):
    ask(client, fall)
    join(client, OrganisationseinheitFactory.create(name="Drittes"), Rolle.LEITUNG)
    assert list(client.get(reverse("fallmanagement:zugriffe_pruefen")).context["offene"]) == []


def test_data_protection_sees_the_rate_without_reason_and_person(client, fall, leser):
    ask(client, fall)
    sign_in(client, Rolle.DATENSCHUTZ)
    page = client.get(reverse("fallmanagement:zugriffe_zahlen"))
    assert [(row.einheit, row.alle, row.ungeprueft) for row in page.context["zahlen"]] == [("Fallmanagement", 1, 1)]
    words = ("Haidari", "Steht am Schalter.", fall.aktenzeichen)
    assert [word for word in words if word in page.text] == []


def test_lead_allows_on_time_in_the_case(client, fall, leitung):
    reader = staff_of(OrganisationseinheitFactory.create(name="Sachgebiet Aufenthalt"), Rolle.SACHBEARBEITUNG)
    client.force_login(leitung, backend=BACKEND)
    address, day = reverse("fallmanagement:akte_zugriffe", args=[fall.pk]), uhr.today() + timedelta(days=3)
    data = {
        "was": "erlauben",
        "user": str(reader.pk),
        "grund": "Beratung",
        "bis_0": day.day,
        "bis_1": day.month,
        "bis_2": day.year,
    }
    wrong = client.post(address, data | {"bis_2": day.year + 1})
    assert list(wrong.context["form"].errors) == ["bis"]
    assert client.post(address, data).status_code == 302
    client.force_login(reader, backend=BACKEND)
    with als(reader):
        row = Zugriff.objects.get()
    assert "Haidari" in client.get(row.get_absolute_url()).text
    client.force_login(leitung, backend=BACKEND)
    client.post(address, {"was": "beenden", "zeile": str(row.pk)})
    client.force_login(reader, backend=BACKEND)
    assert client.get(row.get_absolute_url()).status_code == 404


def test_case_manager_sees_who_reads_and_allows_nothing(client, fall, einheit):
    join(client, einheit, Rolle.FALLMANAGEMENT)
    address = reverse("fallmanagement:akte_zugriffe", args=[fall.pk])
    page = client.get(address)
    assert "Niemand aus einer anderen Stelle" in page.text
    assert page.context["form"] is None
    assert client.post(address, {"was": "erlauben", "user": str(make_staff().pk)}).status_code == 404
