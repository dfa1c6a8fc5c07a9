"""Questions, answers and forwarding: what the promise does meanwhile, and how each is taken back."""

from datetime import timedelta

import pytest

from behoerde.kern.models import Ereignis, Nachricht
from termine.actions.antwort import answer_rueckfrage
from termine.actions.sichtung_angebot import book_now, retract_vorschlaege
from termine.actions.sichtung_antwort import answer, ask_back, forward, take_answer_back, withdraw_rueckfrage
from termine.actions.vorschlag import offer_termine
from termine.models import Belegung, Unterlage
from tests.factories.termine import JETZT, MORGEN, MitgliedFactory, PlatzFactory, aufnahme
from tests.termine.hilfen import refused
from tests.termine.wettlauf import run_together

pytestmark = pytest.mark.django_db
TAG = timedelta(days=1)


@pytest.fixture
def vorgang(sichtung, sichtung_dienst):
    return aufnahme(sichtung)


def fresh(row):
    row.refresh_from_db()
    row.versprechen.refresh_from_db()
    return row


def offered(row, *minutes):
    zeiten = [(MORGEN + timedelta(minutes=m), row.team.standort) for m in minutes]
    return offer_termine(row, zeiten, gueltig_bis=MORGEN)


def count(art: str) -> int:
    return Ereignis.objects.filter(art=art).count()


def test_question_pauses_the_promise_until_it_is_answered(vorgang, uhr):
    promised = vorgang.versprechen.angebot_bis
    frage = ask_back(vorgang, text="Warum?", unterlagen=[Unterlage.objects.get(key="pass")])
    assert (fresh(vorgang).stand, vorgang.versprechen.pausiert_seit) == ("rueckfrage", JETZT)
    uhr.shift(2 * TAG)
    answer_rueckfrage(frage, text="Darum.")
    assert (fresh(vorgang).stand, vorgang.versprechen.pausiert_seit) == ("in_sichtung", None)
    assert vorgang.versprechen.angebot_bis == promised + 2 * TAG


def test_question_taken_back_lets_the_clock_run(vorgang):
    promised = vorgang.versprechen.angebot_bis
    ask_back(vorgang, text="Warum?")
    withdraw_rueckfrage(vorgang)
    assert (fresh(vorgang).stand, vorgang.versprechen.angebot_bis) == ("in_sichtung", promised)
    assert withdraw_rueckfrage(vorgang).stand == "in_sichtung"


def test_question_without_content_and_second_question_are_refused(vorgang):
    assert refused(ask_back, vorgang, text="  ") == "leer"
    ask_back(vorgang, text="Warum?")
    assert refused(ask_back, vorgang, text="Und wann?") == "uebergang"


def test_answer_keeps_the_promise_and_waits_a_minute_before_it_is_sent(vorgang):
    answer(vorgang, "Sie brauchen keinen Termin.")
    assert (fresh(vorgang).stand, vorgang.antwort, vorgang.versprechen.beantwortet_am) == (
        "beantwortet", "Sie brauchen keinen Termin.", JETZT,
    )  # fmt: skip
    message = Nachricht.objects.get(anlass="anliegen_beantwortet")
    assert (message.faellig_ab - JETZT, "keinen Termin" in str(message.kontext)) == (timedelta(minutes=1), False)
    assert answer(vorgang, "Sie brauchen keinen Termin.").stand == "beantwortet"
    assert count("versprechen_angebot") == 1


def test_answer_taken_back_is_owed_by_the_old_date(vorgang):
    promised = vorgang.versprechen.angebot_bis
    answer(vorgang, "Nein.")
    take_answer_back(vorgang)
    assert (fresh(vorgang).stand, vorgang.antwort) == ("in_sichtung", "")
    assert (vorgang.versprechen.beantwortet_am, vorgang.versprechen.angebot_bis) == (None, promised)
    assert count("versprechen_zurueckgenommen") == 1
    assert take_answer_back(vorgang).stand == "in_sichtung"


def test_answer_is_final_once_the_person_came_again(vorgang, sichtung):
    answer(vorgang, "Nein.")
    aufnahme(sichtung, schluessel="noch-einmal")
    assert refused(take_answer_back, vorgang) == "anliegen_besteht"


@pytest.mark.parametrize(("an", "text"), [("", "Dort bitte."), ("Agentur für Arbeit", " ")])
def test_forwarding_needs_a_place_and_words(vorgang, an, text):
    assert refused(forward, vorgang, an=an, text=text) == "leer"


def test_forwarding_names_the_place(vorgang):
    forward(vorgang, an="Agentur für Arbeit", text="Bitte rufen Sie dort an.")
    assert (fresh(vorgang).stand, vorgang.weiter_an) == ("weitergeleitet", "Agentur für Arbeit")
    assert count("anliegen_beantwortet") == 1


def test_offer_is_told_and_can_be_taken_back(vorgang):
    promised = vorgang.versprechen.angebot_bis
    offered(vorgang, 0, 30)
    assert Nachricht.objects.filter(anlass="anliegen_vorschlaege").count() == 1
    retract_vorschlaege(vorgang)
    assert (fresh(vorgang).stand, Belegung.objects.count()) == ("in_sichtung", 0)
    assert (vorgang.versprechen.beantwortet_am, vorgang.versprechen.angebot_bis) == (None, promised)


def test_offer_takes_the_counter_of_the_ansprechperson(vorgang, sichtung_dienst):
    own = PlatzFactory.create(team=sichtung_dienst.team, sprachen=["ar", "en", "fr"])
    sichtung_dienst.__class__.objects.create(team=own.team, platz=own, zeitraum=sichtung_dienst.zeitraum)
    vorgang.ansprechperson = MitgliedFactory.create(team=own.team, platz=own).user
    vorgang.save(update_fields=["ansprechperson"])
    assert offered(vorgang, 0)[0].platz == own


def test_booking_at_the_phone_tells_only_the_visit(vorgang):
    termin = book_now(vorgang, beginn=MORGEN, standort=vorgang.team.standort)
    assert (termin.status, fresh(vorgang).stand) == ("gebucht", "terminiert")
    assert list(Nachricht.objects.exclude(anlass="termin_erinnerung").values_list("anlass", flat=True).order_by("anlass")) == [
        "anliegen_eingang", "termin_bestaetigt",
    ]  # fmt: skip


def test_time_after_the_promised_day_needs_a_word(sichtung, sichtung_dienst):
    row = aufnahme(sichtung, titel_bis=JETZT.date())
    zeit = {"beginn": MORGEN, "standort": row.team.standort}
    assert refused(book_now, row, **zeit) == "nach_frist"
    assert book_now(row, **zeit, auch_spaeter=True).status == "gebucht"


@pytest.mark.django_db(transaction=True)
def test_question_and_answer_at_once_leave_one_of_both(sichtung, sichtung_dienst):
    row = aufnahme(sichtung)
    results = run_together([
        lambda: ask_back(row, text="Warum?"), lambda: answer(row, "Nein."), lambda: offered(row, 0)[0].status,
    ])  # fmt: skip
    assert results.count("uebergang") == 2
    assert fresh(row).stand in {"rueckfrage", "beantwortet", "angeboten"}


@pytest.mark.django_db(transaction=True)
def test_two_desks_offer_at_once_and_only_the_last_offer_holds_counters(sichtung, sichtung_dienst):
    row = aufnahme(sichtung)
    run_together([lambda: offered(row, 0, 30), lambda: offered(row, 60, 90)])
    assert (fresh(row).stand, Belegung.objects.count()) == ("angeboten", 2)
