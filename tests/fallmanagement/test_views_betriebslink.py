"""An employer behind its link: own vacancies and nothing else; proposals show what was agreed to and no more."""

from datetime import date, timedelta

import pgtrigger
import pytest
from django.urls import reverse

from behoerde.kern import brief, register
from behoerde.kern.db import System, als
from behoerde.kern.models import Nachricht
from fallmanagement.actions.betrieb import end_cooperation, give_link, revoke_link
from fallmanagement.actions.fallakte import move
from fallmanagement.actions.vermittlung import begin_vermittlung
from fallmanagement.actions.vorschlag import answer, expire, withdraw
from fallmanagement.models import Betrieb, Fallakte, Frist, Stellenangebot, Vorschlag
from fallmanagement.stellenwerte import Rueckzugsgrund
from tests.factories.stellen import BetriebFactory, StellenangebotFactory, proposed, released
from tests.fallmanagement.test_views_betriebe import STELLE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "ruhig")]


@pytest.fixture
def betrieb(einheit):
    return BetriebFactory.create(name="Bäckerei Lindner", einheit=einheit)


@pytest.fixture
def seite(betrieb) -> str:
    return reverse("betriebslink:uebersicht", args=[give_link(betrieb)])


@pytest.fixture
def vorschlag(akte, betrieb):
    with als(System.AUFGABE):
        return released(akte, StellenangebotFactory.create(betrieb=betrieb, titel="Verkauf"))


def now(vorschlag: Vorschlag) -> Vorschlag:
    with als(System.AUFGABE):
        return Vorschlag.objects.get(pk=vorschlag.pk)


def test_vacancy_is_entered_corrected_and_ended(client, betrieb, seite):
    client.post(f"{seite}neu/", STELLE)
    stelle = Stellenangebot.objects.get()
    assert (stelle.betrieb, stelle.herkunft) == (betrieb, "betrieb")
    client.post(f"{seite}stellen/{stelle.pk}/", STELLE | {"titel": "Bäckerin"})
    client.post(seite, {"stelle": stelle.pk, "nach": "besetzt"})
    stelle.refresh_from_db()
    assert (stelle.titel, stelle.status) == ("Bäckerin", "besetzt")
    client.post(seite, {"stelle": stelle.pk, "nach": "offen"})
    assert "Bäckerin" in client.get(seite).content.decode()


def test_refused_input_stays_typed(client, seite):
    page = client.post(f"{seite}neu/", STELLE | {"plz": "5", "titel": "Backstube"})
    assert ("Backstube" in page.content.decode(), Stellenangebot.objects.count()) == (True, 0)


def test_vacancies_of_others_do_not_exist(client, seite):
    other = StellenangebotFactory.create()
    assert client.get(f"{seite}stellen/{other.pk}/").status_code == 404
    assert client.post(seite, {"stelle": other.pk, "nach": "besetzt"}).status_code == 404


@pytest.mark.parametrize("ende", [revoke_link, end_cooperation])
def test_ended_link_opens_nothing(client, betrieb, seite, ende):
    assert client.get(seite).status_code == 200
    ende(betrieb)
    assert client.get(seite).status_code == 404


def test_link_runs_out(client, seite, uhr):
    uhr.shift(timedelta(days=60, seconds=1))
    assert client.get(seite).status_code == 404


def test_page_is_kept_by_nobody(client, seite):
    response = client.get(seite)
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("no-store", "noindex, nofollow")


def test_employer_sees_what_was_agreed_to_and_no_more(client, seite, vorschlag):
    page = client.get(seite).content.decode()
    assert ("sprechen B1" in page, vorschlag.kennung in page) == (True, True)
    assert [word for word in ("Amina", "Haidari", "FM-2026", str(vorschlag.fallakte_id), "Passt gut") if word in page] == []


def test_employer_says_yes_and_the_case_gets_a_task(client, seite, vorschlag):
    client.post(seite, {"vorschlag": vorschlag.pk, "antwort": "interesse"})
    row = now(vorschlag)
    assert (row.status, row.angaben != "") == ("interesse", True)
    with als(System.AUFGABE):
        assert [frist.betreff for frist in Frist.objects.all()] == ["Bäckerei Lindner hat Interesse: der Person Bescheid geben"]
    assert "Sie haben Interesse gemeldet." in client.get(seite).content.decode()


def test_no_needs_a_reason_and_takes_the_details_away(client, seite, vorschlag):
    page = client.post(seite, {"vorschlag": vorschlag.pk, "antwort": "absage"}).content.decode()
    assert ("Bitte wählen Sie einen Grund" in page, now(vorschlag).status) == (True, "gesendet")
    client.post(seite, {"vorschlag": vorschlag.pk, "antwort": "absage", "grund": "deutsch"})
    row = now(vorschlag)
    assert (row.status, row.absagegrund, row.angaben) == ("abgelehnt", "deutsch", "")
    assert "sprechen B1" not in client.get(seite).content.decode()


def test_proposal_to_another_employer_is_not_there(client, vorschlag):
    other = reverse("betriebslink:uebersicht", args=[give_link(BetriebFactory.create())])
    assert "sprechen B1" not in client.get(other).content.decode()
    page = client.post(other, {"vorschlag": vorschlag.pk, "antwort": "interesse"}).content.decode()
    assert ("wurde zurückgezogen" in page, now(vorschlag).status) == (True, "gesendet")


@pytest.mark.parametrize(
    ("grund", "betrieb_fields", "mails"),
    [
        (Rueckzugsgrund.WIDERRUF, {}, 1),
        (Rueckzugsgrund.FRIST, {}, 0),
        (Rueckzugsgrund.WIDERRUF, {"email": ""}, 0),
        (Rueckzugsgrund.WIDERRUF, {"inaktiv_seit": date(2026, 11, 1)}, 0),
    ],
)
def test_employer_hears_of_a_withdrawal_without_a_word_about_the_person(betrieb, vorschlag, grund, betrieb_fields, mails):
    Betrieb.objects.filter(pk=betrieb.pk).update(**{"email": "chefin@betrieb.example"} | betrieb_fields)
    with als(System.AUFGABE):
        for _twice in range(2):
            withdraw(vorschlag, grund=grund)
        sent = list(Nachricht.objects.filter(anlass="vorschlag_zurueckgezogen"))
    to = [(row.adresse, row.sprache, row.kontext) for row in sent]
    assert to == [("chefin@betrieb.example", "de", {"kennung": vorschlag.kennung})] * mails
    anlass = register.anlass("vorschlag_zurueckgezogen")
    mail = brief.write_mail(anlass, anlass.kontext({"kennung": vorschlag.kennung}), "de")
    words = f"{mail.betreff} {mail.text} {mail.html}"
    assert [word for word in ("Amina", "Haidari", vorschlag.fallakte.aktenzeichen) if word in words] == []
    assert vorschlag.kennung in mail.text


def test_employer_hears_nothing_of_what_it_never_saw(akte, betrieb):
    Betrieb.objects.filter(pk=betrieb.pk).update(email="chefin@betrieb.example")
    with als(System.AUFGABE):
        withdraw(proposed(akte, StellenangebotFactory.create(betrieb=betrieb)), grund=Rueckzugsgrund.VERSEHEN)
        assert Nachricht.objects.filter(anlass="vorschlag_zurueckgezogen").count() == 0


def test_withdrawn_is_gone_at_once(client, seite, vorschlag):
    with als(System.AUFGABE):
        withdraw(vorschlag, grund=Rueckzugsgrund.WIDERRUF)
    assert "sprechen B1" not in client.get(seite).content.decode()
    assert (now(vorschlag).angaben, now(vorschlag).status) == ("", "zurueckgezogen")


def test_consent_that_ran_out_shows_nothing_and_is_cleared(client, seite, vorschlag, uhr):
    uhr.shift(timedelta(days=31))
    assert "sprechen B1" not in client.get(seite).content.decode()
    with als(System.AUFGABE):
        assert (expire(), expire()) == (1, 0)
    assert (now(vorschlag).rueckzugsgrund, now(vorschlag).angaben) == ("frist", "")


@pytest.mark.parametrize("sprache", ["en", "uk", "ar", "tr"])
def test_page_speaks_the_languages_of_the_portal(client, seite, vorschlag, sprache):
    client.cookies["sprache"] = sprache
    page = client.get(seite).content.decode()
    assert (f'lang="{sprache}"' in page, "Wir haben Interesse" in page) == (True, False)


def test_proposal_ends_with_its_case_and_the_employer_hears_of_it(client, akte, betrieb, seite, vorschlag):
    Betrieb.objects.filter(pk=betrieb.pk).update(email="chefin@betrieb.example")
    with als(System.AUFGABE):
        waiting = proposed(akte, StellenangebotFactory.create(betrieb=betrieb))
        move(akte, "abgeschlossen", grund="weggezogen")
        ended = [(row.status, row.rueckzugsgrund) for row in Vorschlag.objects.all()]
        assert (ended, expire()) == ([("zurueckgezogen", "akte")] * 2, 0)
        sent = [row.kontext["kennung"] for row in Nachricht.objects.filter(anlass="vorschlag_zurueckgezogen")]
    assert (sent, now(waiting).angaben) == ([vorschlag.kennung], "")
    assert "sprechen B1" not in client.get(seite).content.decode()


def test_what_outlived_its_case_is_taken_back_in_the_next_night(akte, vorschlag):
    with als(System.AUFGABE):
        with pgtrigger.ignore("fallmanagement.Fallakte:uebergang"):
            Fallakte.objects.filter(pk=akte.pk).update(phase="abgeschlossen", grund="wunsch", beendet_am=date(2026, 11, 20))
        assert (expire(), expire()) == (1, 0)
    assert now(vorschlag).rueckzugsgrund == "akte"


def test_who_works_there_by_now_makes_no_mail_at_the_end_of_the_case(akte, betrieb, vorschlag, fallmanagerin):
    Betrieb.objects.filter(pk=betrieb.pk).update(email="chefin@betrieb.example")
    with als(System.AUFGABE):
        begin_vermittlung(answer(vorschlag, interesse=True), user=fallmanagerin)
        move(akte, "abgeschlossen", grund="ziel_erreicht")
        assert Nachricht.objects.filter(anlass="vorschlag_zurueckgezogen").count() == 0
    assert now(vorschlag).status == "zurueckgezogen"
