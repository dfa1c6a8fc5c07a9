"""The identity check at the counter: noted, refused with a reason, taken back, needed where the team says so."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from behoerde.kern.db import als
from behoerde.kern.models import Ereignis, Protokolleintrag
from behoerde.kern.rechte import Rolle
from termine.actions.auffaelligkeit import look_for_muster
from termine.actions.feierabend import close_days
from termine.actions.ruecknahme import undo
from termine.actions.schalter import begin, call_next, finish, forward
from termine.actions.schalter_ausweis import confirm_ausweis, refuse_service
from termine.models import Auffaelligkeit, Vorsprache
from termine.models.vorsprache import Ausweis
from termine.queries.verlauf import verlauf
from tests.anmelden import make_staff
from tests.factories.termine import MORGEN, kontakt
from tests.termine.empfang import join
from tests.termine.haus import KURZ, arrived, status_of, walk_in
from tests.termine.hilfen import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("leseprotokoll")]
ABWEISUNGEN = [entry for entry in Ausweis if entry != Ausweis.STIMMT]


@pytest.fixture(autouse=True)
def _morning(uhr, dienst):
    uhr.move_to(MORGEN - timedelta(minutes=10))


@pytest.fixture
def platz(dienst):
    return dienst.platz


@pytest.fixture
def besuch(dienst, leistung, platz):
    """The person with the appointment sits at the counter."""
    arrived(dienst, leistung)
    return begin(call_next(platz))


@pytest.fixture
def pflicht(team):
    team.ausweis_pflicht = True
    team.save()


def fresh(vorsprache):
    return Vorsprache.objects.with_visit().get(pk=vorsprache.pk)


def entries(vorgang):
    """Return what the record says of it, as Datenschutz sees it."""
    with als(make_staff(Rolle.DATENSCHUTZ)):
        return list(Protokolleintrag.objects.filter(vorgang=vorgang).values_list("objekt_id", "grund", "user_id"))


def test_match_is_noted_once_and_stands_in_the_history(besuch):
    confirm_ausweis(besuch)
    confirm_ausweis(besuch)
    assert fresh(besuch).ausweis == "stimmt"
    assert entries("ausweis_geprueft") == [(str(besuch.termin_id), "", None)]
    assert "Ausweis geprüft: Name und Geburtsdatum stimmen" in [step.text for step in verlauf(besuch.termin)]


@pytest.mark.parametrize("ausweis", ABWEISUNGEN)
def test_other_person_is_not_served_and_the_visit_lapses(besuch, ausweis):
    refuse_service(besuch, ausweis=ausweis)
    refuse_service(besuch, ausweis=ausweis)
    assert (fresh(besuch).status, fresh(besuch).ausweis, status_of(besuch.termin)) == ("versaeumt", ausweis, "versaeumt")
    assert entries("ausweis_abgewiesen") == [(str(besuch.termin_id), ausweis, None)]
    assert list(Ereignis.objects.filter(art="vorsprache_abgewiesen").values_list("ergebnis", flat=True)) == [ausweis]
    assert "Am Schalter nicht bedient: Der Ausweis passt nicht" in [step.text for step in verlauf(besuch.termin)]


def test_refusal_right_after_the_call(dienst, leistung, platz):
    arrived(dienst, leistung)
    called = call_next(platz)
    assert refuse_service(called, ausweis=Ausweis.ANDERE_PERSON).status == "versaeumt"


def test_refusal_is_taken_back_the_same_day(besuch):
    refuse_service(besuch, ausweis=Ausweis.FEHLT)
    undo(besuch)
    assert (fresh(besuch).status, fresh(besuch).ausweis, status_of(besuch.termin)) == ("wartet", "", "angekommen")


def test_match_stays_when_the_person_goes_on(besuch, team, platz):
    confirm_ausweis(besuch)
    forward(besuch, team=team, platz=platz)
    assert fresh(besuch).ausweis == "stimmt"


def test_nobody_is_checked_who_came_without_appointment_or_is_gone(besuch, standort, leistung, platz):
    finish(besuch)
    assert refused(confirm_ausweis, besuch) == "uebergang"
    assert refused(refuse_service, besuch, ausweis=Ausweis.FEHLT) == "uebergang"
    walk_in(standort, leistung)
    assert refused(confirm_ausweis, call_next(platz)) == "uebergang"


def test_database_knows_no_refusal_of_somebody_who_is_served(besuch):
    for values in ({"ausweis": "person"}, {"ausweis": "vielleicht"}, {"ausweis": "stimmt", "termin": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Vorsprache.objects.filter(pk=besuch.pk).update(**values)


# --- Needed where the team says so --------------------------------------------
def test_team_that_asks_for_it_serves_only_after_the_look(besuch, pflicht):
    besuch = fresh(besuch)
    assert refused(finish, besuch) == "ausweis"
    confirm_ausweis(besuch)
    assert finish(besuch).status == "erledigt"


def test_team_that_does_not_ask_serves_without(besuch):
    assert finish(besuch).status == "erledigt"


def test_walk_in_and_end_of_day_need_no_look(besuch, pflicht, standort, leistung, uhr):
    walk_in(standort, leistung)
    uhr.shift(timedelta(days=1))
    close_days()
    assert fresh(besuch).status == "erledigt"
    uhr.move_to(MORGEN + KURZ)


# --- Pattern ------------------------------------------------------------------
def patterns():
    look_for_muster()
    return list(Auffaelligkeit.objects.filter(muster="ausweis").values_list("anzahl", "termine"))


@pytest.mark.parametrize("ausweis", ABWEISUNGEN)
def test_other_person_is_a_pattern_of_the_contact_but_a_missing_document_is_none(besuch, ausweis):
    refuse_service(besuch, ausweis=ausweis)
    assert patterns() == ([] if ausweis == Ausweis.FEHLT else [(1, [besuch.termin_id])])


def test_refusals_under_one_contact_are_one_pattern(dienst, leistung, platz):
    for n in range(2):
        arrived(dienst, leistung, n=n, beginn=MORGEN + n * KURZ, kontakt=kontakt(7))
        refuse_service(call_next(platz), ausweis=Ausweis.ANDERE_PERSON)
    ((anzahl, termine),) = patterns()
    assert (anzahl, len(termine)) == (2, 2)


def test_confirmed_and_taken_back_are_no_pattern(besuch):
    refuse_service(besuch, ausweis=Ausweis.ANDERE_PERSON)
    undo(besuch)
    assert patterns() == []


def test_pattern_is_told_in_a_sentence(client, team, besuch):
    refuse_service(besuch, ausweis=Ausweis.ANDERE_PERSON)
    look_for_muster()
    join(client, team.organisationseinheit, Rolle.EMPFANG)
    page = client.get(reverse("termine:heute_auffaelligkeiten")).content.decode()
    assert "Zu 1 Termin unter einem Kontakt kam jemand anderes" in page


# --- The page -----------------------------------------------------------------
@pytest.fixture
def schalter(client, team, platz, besuch):
    user = join(client, team.organisationseinheit, Rolle.SACHBEARBEITUNG)
    client.post(reverse("termine:schalter_wahl"), {"platz": platz.pk})
    return user


def press(client, besuch, **data):
    response = client.post(reverse("termine:schalter_ausweis", args=[besuch.pk]), data, follow=True)
    return " ".join(str(message) for message in response.context["messages"]), response.content.decode()


def test_button_notes_who_looked(client, schalter, besuch):
    said, page = press(client, besuch, ausweis="stimmt")
    assert said == "Person geprüft: Name und Geburtsdatum stimmen mit dem Ausweis überein."
    assert "geprüft: Name und Geburtsdatum stimmen" in page
    assert entries("ausweis_geprueft") == [(str(besuch.termin_id), "", schalter.pk)]


def test_reason_is_needed_and_frees_the_counter(client, schalter, besuch):
    assert press(client, besuch)[0] == "Bitte wählen Sie, was nicht stimmt."
    assert press(client, besuch, ausweis="person")[0] == f"{besuch.wartenummer} wird nicht bedient. Der Termin ist verfallen."
    assert press(client, besuch, ausweis="stimmt")[0] == "Diese Person sitzt nicht mehr am Schalter, oder sie kam ohne Termin."


def test_page_says_that_the_team_asks_for_it(client, schalter, besuch, pflicht):
    page = client.get(reverse("termine:schalter")).content.decode()
    assert "In diesem Team nötig, bevor der Termin erledigt ist." in page
    response = client.post(reverse("termine:schalter_schritt", args=[besuch.pk, "erledigt"]), follow=True)
    assert "Bitte prüfen Sie zuerst den Ausweis" in response.content.decode()
