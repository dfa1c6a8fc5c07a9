"""The welcome package: who gets which steps, that norm and period are those of the rules, and that nothing is kept."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from behoerde.kern.models import Ereignis, Protokolleintrag, Vorgabe
from behoerde.kern.rechte import Rolle
from lotsen.angebotsarten import angebotsarten
from lotsen.queries.willkommenspaket import choice_for, paket
from lotsen.regeln import REGELWERK
from lotsen.willkommenspaket import SCHRITTE, Ankunftslage, Dauer
from tests.factories.kern import UserFactory
from tests.factories.lotsen import AngebotFactory, ErstberatungFactory
from tests.lotsen.pdf import ua_errors
from tests.lotsen.test_einbuergerungscheck import rows
from tests.termine.empfang import join

pytestmark = pytest.mark.django_db


def steps(*lagen: str, dauer: str = Dauer.LANG) -> list[str]:
    return [row.schritt.schluessel for _phase, found in paket(lagen, dauer, "de") for row in found]


def test_every_step_rests_on_a_rule_or_names_a_norm_and_aims_at_known_kinds():
    assert [step.schluessel for step in SCHRITTE if bool(step.regel) == bool(step.norm)] == []
    assert {slug for step in SCHRITTE for slug in step.arten} <= set(angebotsarten())
    assert {step.regel for step in SCHRITTE} - {""} <= set(REGELWERK.by_key)
    assert len({step.schluessel for step in SCHRITTE}) == len(SCHRITTE)


def test_nothing_chosen_gives_what_is_for_everybody():
    assert steps() == ["anmelden", "titel", "versichern", "orientieren", "konto", "deutsch", "fuehrerschein", "begegnen"]


@pytest.mark.parametrize(
    ("lage", "more", "less"),
    [
        ("familie", {"schule", "kita", "kindergeld", "beratung"}, set()),
        ("studium", {"studium"}, set()),
        ("arbeit", {"kurs", "beratung", "rechte", "anerkennen"}, set()),
        ("ausbildung", {"beratung", "rechte"}, set()),
        ("ehe", {"kurs", "beratung", "arbeit", "anerkennen"}, set()),
        ("schutz", {"versorgt", "asylberatung", "kurs", "beratung", "arbeit", "anerkennen"}, {"versichern"}),
        ("eu", {"beratung", "arbeit", "anerkennen"}, {"titel", "fuehrerschein"}),
    ],
)
def test_each_situation_adds_its_own_steps(lage, more, less):
    assert set(steps(lage)) == (set(steps()) | more) - less


def test_short_stay_has_no_integration_course_but_a_farewell():
    assert set(steps("arbeit")) ^ set(steps("arbeit", dauer=Dauer.KURZ)) == {"kurs", "gehen"}


def test_norm_and_period_are_those_of_the_rule():
    first = paket([], Dauer.LANG, "de")[0][1][0]
    assert (first.norm, first.frist, first.schritt.frist) == ("BMG § 17 Abs. 1, AO § 139b", "14 Tage", (14, 0))
    assert [row.frist for _phase, found in paket([], Dauer.LANG, "de") for row in found if row.frist] == ["14 Tage", "6 Monate"]


def test_what_the_office_suspended_is_left_out():
    assert "kurs" in steps("ehe")
    Vorgabe.objects.create(
        regelwerk="lotsen",
        regel="integrationskurs_anspruch",
        wirkung="aussetzen",
        text="Zurzeit keine Kurse.",
        quelle="Schreiben vom 1. Oktober 2026",
        ab=date(2026, 1, 1),
        angelegt_von=UserFactory.create(),
    )
    assert "kurs" not in steps("ehe")


def test_queries_stay_the_same_however_many_offers_there_are(django_assert_num_queries):
    for angebotsart in ("buergeramt", "krankenkasse", "mbe"):
        AngebotFactory.create(angebotsart=angebotsart)
        with django_assert_num_queries(3):
            found = paket(["familie"], Dauer.LANG, "de")
    assert len([auswahl for _phase, lines in found for row in lines for _art, auswahl in row.hilfe]) == 3


@pytest.mark.parametrize(
    ("facts", "lagen", "dauer"),
    [
        ({}, [], "lang"),
        ({"status": "24", "kind_im_haushalt": True}, ["familie", "schutz"], "lang"),
        ({"status": "18b", "arbeitslage": "beschaeftigt"}, ["arbeit"], "lang"),
        ({"status": "16b", "voruebergehend": True}, ["studium"], "kurz"),
        ({"status": "freizuegigkeit", "arbeitslage": "ausbildung"}, ["ausbildung", "eu"], "lang"),
    ],
)
def test_package_follows_from_what_was_said(facts, lagen, dauer):
    assert choice_for(facts) == (lagen, dauer)


def test_page_keeps_nothing(client):
    address, before = reverse("willkommen:paket"), rows()
    assert client.get(address).context["phasen"] is None
    with CaptureQueriesContext(connection) as sent:
        response = client.get(address, {"lage": ["schutz", "familie"], "dauer": "lang"})
    assert "Kinder in der Schule anmelden" in response.text
    assert "BMG § 17 Abs. 1" in response.text
    assert rows() == before
    assert [entry["sql"] for entry in sent if not entry["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))] == []
    assert set(client.cookies) <= {"csrf"}


def test_unknown_choice_is_said_beside_the_question(client):
    response = client.get(reverse("willkommen:paket"), {"lage": "mond"})
    assert response.context["phasen"] is None
    assert set(response.context["form"].errors) == {"lage"}
    assert client.get(reverse("willkommen:paket_pdf"), {"lage": "mond"}).url == f"{reverse('willkommen:paket')}?lage=mond"


@pytest.mark.parametrize("sprache", ["de", "ar"])
def test_pdf_can_be_read_aloud(client, sprache, tmp_path):
    AngebotFactory.create(angebotsart="buergeramt", name="Bürgeramt Mitte")
    query = {"lage": list(Ankunftslage), "dauer": "kurz", "sprache": sprache}
    response = client.get(reverse("willkommen:paket_pdf"), query)
    assert response["Content-Type"] == "application/pdf"
    assert ua_errors(response.content, tmp_path) == []


def test_guide_hands_it_out_with_one_click_and_it_is_counted(client, einheit, ruhig):
    join(client, einheit, Rolle.LOTSE)
    beratung = ErstberatungFactory.create(einheit=einheit, sprache="ar")
    response = client.post(reverse("erstberatung:paket", args=[beratung.pk]))
    assert response.url == f"{reverse('willkommen:paket_pdf')}?dauer=lang&sprache=ar"
    assert list(Ereignis.objects.filter(art="paket_mitgegeben").values_list("sprache", "ergebnis")) == [("ar", "alle")]
    assert Protokolleintrag.objects.filter(vorgang="paket_mitgegeben", objekt_id=str(beratung.pk)).count() == 1


def test_foreign_talk_has_no_package(client, einheit, ruhig):
    join(client, einheit, Rolle.LOTSE)
    assert client.post(reverse("erstberatung:paket", args=[ErstberatungFactory.create().pk])).status_code == 404


def test_start_page_leads_there(client):
    assert reverse("willkommen:paket") in client.get("/").text


def test_desk_hands_it_out_at_a_visit_in_the_language_of_the_person(client, einheit, ruhig):
    join(client, einheit, Rolle.EMPFANG)
    response = client.post(reverse("paket_mitgeben"), {"sprache": "tr"})
    assert response.url == f"{reverse('willkommen:paket_pdf')}?dauer=lang&sprache=tr"
    assert list(Ereignis.objects.filter(art="paket_mitgegeben").values_list("sprache", "kanal")) == [("tr", "termin")]
