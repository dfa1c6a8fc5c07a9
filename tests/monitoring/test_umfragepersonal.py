"""Staff are asked once the staff council has released it, once each, and only many answers say something."""

import re

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from behoerde.kern import register
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Nachricht
from behoerde.kern.rechte import Rolle
from monitoring.actions.umfragelink import flush, submit
from monitoring.actions.umfragepersonal import decide, end_umfrage, invite_staff, submit_to_council, take_back, write_umfrage
from monitoring.models import Umfrage, Umfrageeinladung
from monitoring.nachrichten_umfrage import token_of
from monitoring.queries.umfrage import RECHNUNGEN
from monitoring.queries.umfragepersonal import result
from monitoring.umfrage import Linkzweck
from tests.factories.kern import OrganisationseinheitFactory, RollenzuweisungFactory, UserFactory
from tests.monitoring.umfragen import draft
from tests.termine.empfang import join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]


def staff(zahl: int, einheit=None) -> None:
    einheit = einheit or OrganisationseinheitFactory.create()
    for _n in range(zahl):
        RollenzuweisungFactory.create(organisationseinheit=einheit)


def running() -> Umfrage:
    umfrage = draft()
    submit_to_council(umfrage=umfrage)
    decide(umfrage=umfrage, frei=True, beschluss="Sitzung vom 23.11.2026")
    invite_staff(umfrage=umfrage)
    return Umfrage.objects.get(pk=umfrage.pk)


def invited() -> list[Nachricht]:
    return list(Nachricht.objects.filter(anlass="umfrage_personal").order_by("pk"))


def answer(antworten: dict, zahl: int, einheit: str = "") -> None:
    for row in invited()[:zahl]:
        submit(token=token_of(row.kontext), antworten=antworten, einheit=einheit)


def test_nobody_is_invited_before_the_staff_council_agrees():
    umfrage = draft()
    for step in (lambda: None, lambda: submit_to_council(umfrage=umfrage)):
        step()
        with pytest.raises(DomainError, match="Stand"):
            invite_staff(umfrage=umfrage)
    decide(umfrage=umfrage, frei=False, beschluss="Frage 2 nicht")
    with pytest.raises(DomainError, match="Stand"):
        invite_staff(umfrage=umfrage)


def test_database_refuses_invitations_and_changes_that_were_not_released():
    umfrage = draft()
    with pytest.raises(DatabaseError), transaction.atomic():
        Umfrageeinladung.objects.create(token_hash="a" * 64, umfrage=umfrage, periode=umfrage.beginn)
    submit_to_council(umfrage=umfrage)
    with pytest.raises(DatabaseError), transaction.atomic():
        Umfrage.objects.filter(pk=umfrage.pk).update(aussagen=["Etwas anderes"])
    with pytest.raises(DomainError, match="Personalrat"):
        write_umfrage(umfrage=Umfrage.objects.get(pk=umfrage.pk))


def test_every_account_gets_one_token_but_partners_get_none():
    staff(3)
    UserFactory.create(rollen=[Rolle.PARTNER])
    umfrage = running()
    assert (len(invited()), Umfrageeinladung.objects.filter(umfrage=umfrage).count(), umfrage.koepfe[""]) == (3, 3, 3)
    assert register.anlass("umfrage_personal").noch_gueltig(invited()[0].kontext)


def test_results_come_from_ten_answers_on_with_the_figures():
    staff(12)
    umfrage = running()
    answer({"a1": 4, "a2": 2}, 10)
    end_umfrage(umfrage=umfrage)
    assert flush() == 10
    found = result(Umfrage.objects.get(pk=umfrage.pk))
    days = (umfrage.beginn, umfrage.ende)

    assert [(row.zelle.wert, row.von, row.bis) for row in found["aussagen"]] == [(4.0, 4.0, 4.0), (2.0, 2.0, 2.0)]
    assert [tuple(row) for row in RECHNUNGEN["mitarbeiterzufriedenheit"](*days)] == [("", "", 30.0, 10)]
    assert [tuple(row) for row in RECHNUNGEN["mitarbeiter-beteiligung"](*days)] == [("", "", 10, 12)]


def test_nine_answers_say_nothing():
    staff(12)
    umfrage = running()
    answer({"a1": 4}, 9)
    end_umfrage(umfrage=umfrage)
    flush()
    found = result(umfrage)
    assert (found["beteiligung"], [row.zelle.wert for row in found["aussagen"]]) == (None, [None, None])


def test_team_is_shown_only_when_the_others_are_many_as_well():
    einheit = OrganisationseinheitFactory.create(name="Sachgebiet A")
    staff(14, einheit)
    umfrage = running()
    answer({"a1": 5}, 12, str(einheit.pk))
    for row in invited()[12:14]:
        submit(token=token_of(row.kontext), antworten={"a1": 1})
    end_umfrage(umfrage=umfrage)
    flush()
    assert [row.zelle.sichtbar for row in result(umfrage)["teams"]] == [False]


def test_council_decides_behind_its_link_and_only_once(client):
    umfrage = draft()
    token = submit_to_council(umfrage=umfrage)
    url = reverse("umfragelink:personalrat", args=[token])
    assert "Ich arbeite gern hier." in client.get(url).content.decode()
    client.post(url, {"beschluss": "Sitzung 7", "freigeben": "1"})
    page = client.post(url, {"beschluss": "Doch nicht", "ablehnen": "1"}).content.decode()

    umfrage.refresh_from_db()
    assert (umfrage.status, umfrage.personalrat) == ("freigegeben", "Sitzung 7")
    assert "Das geht in diesem Stand der Umfrage nicht." in page or "Sitzung 7" in page


def test_survey_goes_its_way_on_the_pages(client):
    staff(2)
    join(client, OrganisationseinheitFactory.create(), Rolle.LEITUNG)
    made = client.post(
        reverse("umfragen:personalliste"), {"titel": "Neu", "beginn": "2026-11-24", "ende": "2026-11-30", "zeilen": "Eins\nZwei"}
    )
    client.post(made.url, {"was": "vorlegen"})
    umfrage = Umfrage.objects.get()
    assert link_token(Linkzweck.PERSONALRAT, umfrage.pk) in client.get(made.url).content.decode()
    decide(umfrage=umfrage, frei=True, beschluss="ja")
    for was in ("einladen", "beenden"):
        client.post(made.url, {"was": was})
    assert "Noch zu wenige Antworten" in client.get(made.url).content.decode()
    assert re.search("beendet", client.get(reverse("umfragen:personalliste")).content.decode())


def test_draft_that_makes_no_sense_is_refused_and_kept(client):
    join(client, OrganisationseinheitFactory.create(), Rolle.LEITUNG)
    wrong = {"titel": "Neu", "beginn": "2026-11-24", "ende": "2026-11-20", "zeilen": "\n".join("x" * 13)}
    page = client.post(reverse("umfragen:personalliste"), wrong).content.decode()
    assert all(text in page for text in ("vor dem Beginn", "Höchstens zwölf", 'value="Neu"'))


def test_taking_back_closes_the_page_of_the_council(client):
    umfrage = draft()
    token = submit_to_council(umfrage=umfrage)
    take_back(umfrage=umfrage)
    assert client.get(reverse("umfragelink:personalrat", args=[token])).status_code == 404
