"""Every button of the triage desk: done, said, taken back; what is refused keeps what was typed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from behoerde.kern.models import Nachricht
from termine.models import Terminvorschlag, Unterlage
from tests.factories.termine import MORGEN, LeistungFactory, MitgliedFactory, TeamFactory, aufnahme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("leseprotokoll")]


@pytest.fixture
def vorgang(sichtung, sichtung_dienst, sichtungsplatz):
    return aufnahme(sichtung)


def post(client, row, name: str, follow=True, **data):
    return client.post(reverse(f"termine:empfang_{name}", args=[row.pk]), data, follow=follow)


def undo(client, response) -> str:
    """Press "Rückgängig" of the message and return what is said then."""
    text = response.content.decode()
    address = text.split('form="zurueck" formaction="')[1].split('"')[0].replace("&amp;", "&")
    return said(client.post(address, follow=True))


def said(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def stand(row) -> str:
    row.refresh_from_db()
    return row.stand


def zeit(row, minutes: int = 0) -> str:
    return f"{(MORGEN + timedelta(minutes=minutes)).isoformat()}/{row.team.standort.slug}"


def test_question_with_documents_and_undo(client, vorgang):
    ids = [Unterlage.objects.get(key="pass").pk]
    response = post(client, vorgang, "rueckfrage", **{"frage-unterlagen": ids, "frage-text": "Warum?"})
    assert (stand(vorgang), "Die Rückfrage ist gestellt." in said(response)) == ("rueckfrage", True)
    assert "Die Frist läuft wieder." in undo(client, response)
    assert stand(vorgang) == "in_sichtung"


def test_missing_documents_are_ticked(client, vorgang):
    form = client.get(vorgang.get_absolute_url()).context["frage"]
    assert form["unterlagen"].value() == [Unterlage.objects.get(key=key).pk for key in ("pass", "foto")]


def test_empty_question_is_refused_in_its_panel(client, vorgang):
    response = post(client, vorgang, "rueckfrage")
    assert response.context["offen"] == "frage"
    assert "Bitte wählen Sie Unterlagen, oder schreiben Sie" in response.content.decode()
    assert stand(vorgang) == "eingegangen"


def test_two_proposed_times_are_offered_and_taken_back(client, vorgang):
    member = MitgliedFactory.create(team=vorgang.team)
    response = post(client, vorgang, "angebot", zeit=[zeit(vorgang), zeit(vorgang, 60)], ansprechperson=member.user.pk)
    assert "2 Zeiten sind angeboten und gehalten." in said(response)
    vorgang.refresh_from_db()
    assert (vorgang.stand, vorgang.ansprechperson) == ("angeboten", member.user)
    assert set(Terminvorschlag.objects.values_list("gueltig_bis", flat=True)) == {MORGEN}
    assert "Die Zeiten sind wieder frei." in undo(client, response)


@pytest.mark.parametrize(
    "zeiten", [[], ["unsinn"], ["2026-11-24T08:00:00/gibt-es-nicht"], ["2026-11-24T08:00:00+00:00/nirgends"]]
)
def test_times_that_make_no_sense_are_refused(client, vorgang, zeiten):
    response = post(client, vorgang, "angebot", zeit=zeiten)
    assert response.context["angebot"].errors["zeit"]
    assert stand(vorgang) == "eingegangen"


def test_time_that_somebody_took_is_said_beside_the_times(client, vorgang, sichtung):
    other = aufnahme(sichtung, n=1)
    post(client, other, "angebot", buchen=zeit(other))
    response = post(client, vorgang, "angebot", zeit=[zeit(vorgang)])
    assert "Diese Zeit ist gerade vergeben worden." in response.content.decode()


def test_time_is_booked_at_once_for_somebody_on_the_phone(client, vorgang):
    response = post(client, vorgang, "angebot", buchen=zeit(vorgang))
    assert "Fest gebucht: Dienstag, 24. November 2026, 9:00 Uhr. Termincode:" in said(response)
    assert stand(vorgang) == "terminiert"
    assert not Nachricht.objects.filter(anlass="anliegen_vorschlaege").exists()


def test_answer_and_undo(client, vorgang):
    response = post(client, vorgang, "antwort", **{"antwort-text": "Sie brauchen keinen Termin."})
    assert (stand(vorgang), "ohne Termin beantwortet" in said(response)) == ("beantwortet", True)
    assert "wieder in Sichtung" in undo(client, response)


def test_empty_answer_is_refused(client, vorgang):
    response = post(client, vorgang, "antwort", **{"antwort-text": "  "})
    assert response.context["offen"] == "antwort"


def test_answer_after_a_colleague_was_faster_keeps_the_words(client, vorgang):
    post(client, vorgang, "antwort", **{"antwort-text": "Schneller."})
    response = post(client, vorgang, "antwort", **{"antwort-text": "Zu spät."})
    assert "Stand des Anliegens: ohne Termin beantwortet." in response.content.decode()


def test_handing_over_to_a_team_and_back(client, vorgang, sichtung):
    first, other = vorgang.team, TeamFactory.create(organisationseinheit=vorgang.einheit, leistungen=[sichtung])
    response = post(client, vorgang, "weiter", **{"weiter-team": other.pk})
    vorgang.refresh_from_db()
    assert vorgang.team == other
    undo(client, response)
    vorgang.refresh_from_db()
    assert vorgang.team == first


@pytest.mark.parametrize("data", [{}, {"weiter-an": "Finanzamt"}])
def test_forwarding_without_place_or_words_is_refused(client, vorgang, data):
    assert post(client, vorgang, "weiter", **data).context["offen"] == "weiter"
    assert stand(vorgang) == "eingegangen"


def test_forwarding_to_another_authority(client, vorgang):
    response = post(client, vorgang, "weiter", **{"weiter-an": "Finanzamt", "weiter-text": "Dort bitte."})
    assert stand(vorgang) == "weitergeleitet"
    assert "Weitergeleitet an Finanzamt." in said(response)


def test_other_leistung_and_undo(client, vorgang, sichtung):
    other = LeistungFactory.create(zugang="sichtung", name="Blaue Karte")
    vorgang.team.leistungen.add(other)
    response = post(client, vorgang, "leistung", **{"leistung-leistung": other.slug})
    assert "Die Leistung ist jetzt: Blaue Karte." in said(response)
    undo(client, response)
    vorgang.refresh_from_db()
    assert vorgang.leistung == sichtung


def test_taking_over_and_assigning(client, vorgang, sichtungsplatz):
    member = MitgliedFactory.create(team=vorgang.team)
    post(client, vorgang, "zuweisen", ich="1")
    vorgang.refresh_from_db()
    assert vorgang.ansprechperson == sichtungsplatz
    response = post(client, vorgang, "zuweisen", ansprechperson=member.user.pk)
    vorgang.refresh_from_db()
    assert vorgang.ansprechperson == member.user
    undo(client, response)
    vorgang.refresh_from_db()
    assert vorgang.ansprechperson == sichtungsplatz


def test_nobody_from_outside_the_team_can_be_assigned(client, vorgang):
    stranger = MitgliedFactory.create()
    response = post(client, vorgang, "zuweisen", ansprechperson=stranger.user.pk)
    assert "Diese Person arbeitet nicht mehr in diesem Team." in said(response)


def test_document_is_checked_and_unchecked(client, sichtung, sichtungsplatz):
    row = aufnahme(sichtung, unterlagen=["pass"])
    line = row.unterlagen.get(unterlage__key="pass")
    url = reverse("termine:empfang_unterlage", args=[row.pk, line.pk])
    response = client.post(url, follow=True)
    line.refresh_from_db()
    assert (line.stand, "Geprüft: Pass." in said(response)) == ("geprueft", True)
    assert "Nicht mehr geprüft: Pass." in undo(client, response)
    assert client.post(url[:-2] + "99999/").status_code == 404


@pytest.mark.parametrize("was", ["unsinn", "act", "team", "leistung"])
def test_undo_of_nothing_does_not_exist(client, vorgang, was):
    assert client.post(reverse("termine:empfang_zurueck", args=[vorgang.pk, was])).status_code == 404


def test_pages_of_people_and_times(client, vorgang):
    member = MitgliedFactory.create(team=vorgang.team)
    page = client.get(reverse("termine:empfang_personen", args=[vorgang.pk]))
    assert [kandidat.user for kandidat in page.context["kandidaten"]] == [member.user]
    page = client.get(reverse("termine:empfang_zeiten", args=[vorgang.pk]), {"woche": "2026-11-23"})
    assert zeit(vorgang).replace("+", "&#x2B;") in page.content.decode() or zeit(vorgang) in page.content.decode()
