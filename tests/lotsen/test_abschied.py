"""Farewell: what to do, an answer that belongs to nobody, a contact by consent only, one proposal to who leaves soon."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from behoerde.kern.actions.zugang import link_token
from behoerde.kern.actions.zustellung import deliver_due
from behoerde.kern.db import System, als
from behoerde.kern.models import Ereignis, Nachricht, Protokolleintrag, Zugangslink
from lotsen.abschied import SCHRITTE, Abschiedsfrage, Abschiedslink, Urteilswort
from lotsen.actions.abschied import ask_network, drop_contacts, join_network, note_farewell, propose_farewell
from lotsen.actions.antwort import answer
from lotsen.models import Abschiedszahl, Netzkontakt
from lotsen.nachrichten_abschied import waits
from lotsen.queries.abschied import farewell_figures, network_size
from lotsen.regeln import tatsachen as t
from termine.angaben import PersonAngaben
from termine.enums import AnliegenStatus as A
from termine.models import Anliegen
from tests.anmelden import BACKEND
from tests.factories.kern import PersonFactory
from tests.factories.lotsen import ErstberatungFactory
from tests.factories.termine import LeistungFactory, TeamFactory, aufnahme
from tests.lotsen.pdf import ua_errors
from tests.lotsen.test_einbuergerungscheck import rows
from tests.termine.wettlauf import run_together

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("donnerstag", "ruhig")]
ADRESSE = "olena@example.org"


@pytest.fixture
def seite():
    return reverse("willkommen:abschied")


def network_page(row: Netzkontakt) -> str:
    return reverse("willkommen:netz", args=[link_token(Abschiedslink.NETZ, row.pk)])


def test_page_says_what_to_do_with_its_norm_and_keeps_nothing(client, seite):
    before = rows()
    page = client.get(seite).text
    assert [step.norm for step in SCHRITTE if step.norm and step.norm not in page] == []
    assert rows() == before


def said() -> list[tuple]:
    return sorted(Abschiedszahl.objects.filter(anzahl__gt=0).values_list("jahr", "frage", "antwort", "anzahl"))


def test_answer_is_counted_without_anything_that_could_point_at_somebody(client, seite):
    before = Ereignis.objects.count()
    client.post(seite, {"was": "sagen", "zeit": "gut", "hilfe": "mittel"})
    client.post(seite, {"was": "sagen", "zeit": "gut"})
    client.post(seite, {"was": "sagen"})
    assert said() == [(2026, "hilfe", "mittel", 1), (2026, "zeit", "gut", 2)]
    assert {field.name for field in Abschiedszahl._meta.get_fields()} == {"id", "jahr", "frage", "antwort", "anzahl"}
    assert Ereignis.objects.count() == before


def test_versions_of_rows_do_not_pair_the_two_answers_of_somebody():
    note_farewell(zeit=Urteilswort.GUT, hilfe=Urteilswort.SCHLECHT)
    note_farewell(zeit=Urteilswort.MITTEL, hilfe="")
    note_farewell(zeit="", hilfe=Urteilswort.GUT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(DISTINCT xmin::text), count(*) FROM lotsen_abschiedszahl")
        assert cursor.fetchone() == (1, len(Abschiedsfrage) * len(Urteilswort))


def test_what_makes_no_sense_is_said_beside_the_question(client, seite):
    assert set(client.post(seite, {"was": "sagen", "zeit": "prima"}).context["form"].errors) == {"zeit"}
    assert set(client.post(seite, {"was": "netz", "email": "olena"}).context["netz"].errors) == {"email"}
    assert said() == []
    assert not Netzkontakt.objects.exists()


def test_numbers_are_shown_from_five_on(donnerstag):
    for _more in range(4):
        note_farewell(zeit=Urteilswort.GUT, hilfe=Urteilswort.SCHLECHT)
    note_farewell(zeit=Urteilswort.GUT, hilfe="")
    figures = [
        ("zeit", [("gut", 5), ("geht so", None), ("nicht gut", None)]),
        ("hilfe", [("gut", None), ("geht so", None), ("nicht gut", None)]),
    ]
    assert farewell_figures() == figures
    donnerstag.shift(timedelta(days=365))
    assert farewell_figures() == figures  # this year and last
    donnerstag.shift(timedelta(days=365))
    assert [number for _question, words in farewell_figures() for _word, number in words] == [None] * 6


@pytest.mark.django_db(transaction=True)
def test_many_answers_at_once_are_all_counted():
    def call(number: int):
        def run():
            with als(System.KUNDE):
                note_farewell(zeit=list(Urteilswort)[number % 3], hilfe=list(Urteilswort)[-1 - number % 3])

        return run

    run_together([call(number) for number in range(9)])
    with als(System.AUFGABE):
        assert [number for *_key, number in said()] == [3] * 6


def test_address_is_kept_only_after_a_yes_by_link(client, seite):
    client.post(seite, {"was": "netz", "email": ADRESSE})
    row = Netzkontakt.objects.get()
    assert (row.email, row.bestaetigt_am, network_size()) == (ADRESSE, None, 0)
    assert Nachricht.objects.get(anlass="netzkontakt").kontext == {"netzkontakt": str(row.pk)}
    address = network_page(row)
    client.get(address)
    assert network_size() == 0  # looking is no yes
    client.post(address, {"ja": "1"})
    assert (network_size(), waits({"netzkontakt": str(row.pk)})) == (1, False)


def test_taking_it_back_deletes_address_and_link_at_once(client):
    row = ask_network(email=ADRESSE, sprache="uk")
    join_network(row)
    address = network_page(row)
    assert "gelöscht" in client.post(address, {"widerrufen": "1"}).text
    assert (Netzkontakt.objects.count(), Zugangslink.objects.filter(zweck=Abschiedslink.NETZ).count()) == (0, 0)
    assert client.get(address).status_code == 404


def test_what_nobody_confirmed_is_deleted_and_the_erasure_takes_the_rest(donnerstag):
    ask_network(email=ADRESSE, sprache="uk")
    kept = ask_network(email="petro@example.org", sprache="uk")
    join_network(kept)
    counted = []
    for days in (6, 2, 800):
        donnerstag.shift(timedelta(days=days))
        drop_contacts()
        counted.append(Netzkontakt.objects.count())
    assert counted == [2, 1, 1]


def leaves(beratung, lotse, *, months: int, short: bool = True, remind: bool = True) -> None:
    """Somebody whose title began on 1 June 2026."""
    beratung.erinnern = remind
    beratung.save(update_fields=["erinnern"])
    beratung.person.email = ADRESSE
    beratung.person.save(update_fields=["email"])
    for tatsache, value in ((t.VORUEBERGEHEND, short), (t.TITEL_AM, date(2026, 6, 1)), (t.TITEL_MONATE, months)):
        answer(erstberatung=beratung, tatsache=tatsache.name, value=value, user=lotse)


def test_farewell_is_proposed_once_in_the_last_two_months(beratung, lotse, donnerstag):
    leaves(beratung, lotse, months=9)  # until 1 March 2027
    seen = []
    for days in (0, 34, 1, 30):
        donnerstag.shift(timedelta(days=days))
        propose_farewell()
        propose_farewell()
        seen.append(Nachricht.objects.filter(anlass="abschied").count())
    assert seen == [0, 0, 1, 1]


@pytest.mark.parametrize("change", [{"short": False}, {"remind": False}, {"months": 3}, {"months": 40}])
def test_nobody_else_is_told_to_leave(beratung, lotse, change):
    leaves(beratung, lotse, **{"months": 7} | change)
    assert propose_farewell() == 0
    assert not Nachricht.objects.filter(anlass="abschied").exists()


@pytest.fixture
def anliegen(beratung):
    """Return how somebody with the name and birth date of the person brings a concern in, under a row of its own."""
    person = beratung.person
    who = PersonAngaben(person.vorname, person.nachname, person.geburtsdatum)

    def bring(*way: A) -> Anliegen:
        leistung = LeistungFactory.create()
        TeamFactory.create(leistungen=[leistung])
        found = aufnahme(leistung, leute=[who]).anliegen.get()
        for found.status in way:
            found.save(update_fields=["status"])
        return found

    return bring


def test_who_waits_for_an_answer_of_the_office_is_not_told_to_leave(beratung, lotse, anliegen, donnerstag):
    anliegen()
    donnerstag.shift(timedelta(days=1))
    leaves(beratung, lotse, months=7)
    assert propose_farewell() == 0


@pytest.mark.parametrize(("status", "told"), [(A.BEANTWORTET, 0), (A.WEITERGELEITET, 0), (A.ZURUECKGEZOGEN, 1)])
def test_who_asked_for_something_later_is_not_told_to_leave_unless_withdrawn(beratung, lotse, anliegen, donnerstag, status, told):
    leaves(beratung, lotse, months=7)
    donnerstag.shift(timedelta(days=1))
    anliegen(A.IN_SICHTUNG, status)
    assert propose_farewell() == told


def test_what_was_done_before_they_said_so_does_not_count(beratung, lotse, anliegen, donnerstag):
    anliegen(A.IN_SICHTUNG, A.BEANTWORTET)
    donnerstag.shift(timedelta(days=1))
    leaves(beratung, lotse, months=7)
    assert propose_farewell() == 1


@pytest.mark.parametrize("change", [{"short": False, "remind": True}, {"short": True, "remind": False}])
def test_newer_talk_of_the_same_human_decides(beratung, lotse, einheit, donnerstag, change):
    leaves(beratung, lotse, months=7)
    person = beratung.person
    same = PersonFactory.create(vorname=person.vorname, nachname=person.nachname, geburtsdatum=person.geburtsdatum)
    donnerstag.shift(timedelta(days=1))
    newer = ErstberatungFactory.create(person=same, einheit=einheit, lotse=lotse)
    leaves(newer, lotse, months=7, **change)
    assert propose_farewell() == 0


def test_message_is_dropped_when_somebody_wants_to_stay_meanwhile(beratung, lotse, anliegen, mailoutbox):
    leaves(beratung, lotse, months=7)
    propose_farewell()
    anliegen()
    deliver_due()
    assert [mail for mail in mailoutbox if reverse("willkommen:abschied") in mail.body] == []
    assert Nachricht.objects.get(anlass="abschied").status == Nachricht.Status.HINFAELLIG


def test_guide_writes_to_who_leaves_and_the_portal_not_once_more(client, beratung, lotse, mailoutbox):
    client.force_login(lotse, backend=BACKEND)
    leaves(beratung, lotse, months=7, short=False)
    page, link = reverse("erstberatung:abschied", args=[beratung.pk]), reverse("erstberatung:link", args=[beratung.pk])
    for _click in range(2):
        assert client.post(page, {"senden": "1"}).url == link
    assert "zuletzt geschrieben am 26. November 2026" in client.get(link).text
    deliver_due()
    leaves(beratung, lotse, months=7)
    assert (propose_farewell(), len(mailoutbox)) == (0, 1)
    assert "Хочете все ж залишитися?" in mailoutbox[0].body
    assert Protokolleintrag.objects.filter(vorgang="abschied_gesendet", objekt_id=str(beratung.pk)).exists()


def test_guide_hears_that_there_is_no_contact(client, beratung, lotse):
    type(beratung.person).objects.filter(pk=beratung.person_id).update(email="", mobil="")
    client.force_login(lotse, backend=BACKEND)
    response = client.post(reverse("erstberatung:abschied", args=[beratung.pk]), {"senden": "1"}, follow=True)
    assert "Geben Sie das Blatt auf Papier mit." in response.text
    assert not Nachricht.objects.filter(anlass="abschied").exists()


def test_sheet_is_handed_out_in_the_language_of_the_person_and_counted(client, beratung, lotse):
    client.force_login(lotse, backend=BACKEND)
    response = client.post(reverse("erstberatung:abschied", args=[beratung.pk]))
    assert response.url == f"{reverse('willkommen:abschied_pdf')}?sprache=uk"
    assert client.post(reverse("abschied_mitgeben"), {"sprache": "tr"}).url == f"{reverse('willkommen:abschied_pdf')}?sprache=tr"
    events = Ereignis.objects.filter(art="abschied_mitgegeben").order_by("sprache").values_list("sprache", "kanal")
    assert list(events) == [("tr", "termin"), ("uk", "")]
    foreign = ErstberatungFactory.create()
    assert client.post(reverse("erstberatung:abschied", args=[foreign.pk])).status_code == 404


@pytest.mark.parametrize("sprache", ["de", "ar"])
def test_sheet_can_be_read_aloud(client, sprache, tmp_path):
    response = client.get(reverse("willkommen:abschied_pdf"), {"sprache": sprache})
    assert response["Content-Type"] == "application/pdf"
    assert ua_errors(response.content, tmp_path) == []


def test_page_leads_to_the_sheet_and_to_whoever_wants_to_stay(client, seite):
    page = client.get(seite).text
    assert (reverse("willkommen:abschied_pdf") in page, f'href="{reverse("termine:finden")}"' in page) == (True, True)


def test_somebody_with_seven_months_is_told_now(beratung, lotse):
    leaves(beratung, lotse, months=7)  # until 1 January 2027
    assert propose_farewell() == 1


@pytest.mark.parametrize("words", [{"frage": "wohin", "antwort": "gut"}, {"frage": "zeit", "antwort": "niemals"}])
def test_database_counts_only_words_that_are_asked(words):
    with pytest.raises(IntegrityError), transaction.atomic():
        Abschiedszahl.objects.create(jahr=2026, **words)
