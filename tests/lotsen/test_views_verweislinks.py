"""Pages behind capability links: consent and feedback of the person, answers of partners without account."""

import pytest
from django.conf import settings as project
from django.urls import reverse

from behoerde.kern.actions.zugang import create_link, link_token
from behoerde.kern.models import Nachricht
from lotsen.actions.partner import answer
from lotsen.models import Angebot, Partnerkopie, Rueckmeldung, Traeger, Verweis
from lotsen.verweis_tabelle import Ausgang, Verweislink, VerweisStatus
from tests.lotsen.verweise import VERTRAULICH, angebot_of, asked, partner_unit, sent, with_letter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("donnerstag", "amt")]
S = VerweisStatus


def consent_page(verweis: Verweis) -> str:
    return reverse("verweis_person:einwilligung", args=[link_token(Verweislink.EINWILLIGUNG, verweis.pk)])


@pytest.mark.parametrize("sprache", ["de", "de-simple", "en", "uk", "ar", "tr"])
def test_person_reads_the_words_in_the_language_they_were_asked_in(client, sprache):
    einwilligung = asked(angebot_of(partner_unit()), in_sprache=sprache)
    client.cookies[project.LANGUAGE_COOKIE_NAME] = sprache
    response = client.get(consent_page(einwilligung.verweis))
    page = response.content.decode()
    assert all(zeile.replace("'", "&#x27;") in page for zeile in einwilligung.text.splitlines()[-2:])
    assert f'einwilligung" lang="{sprache[:2]}" dir="{"rtl" if sprache == "ar" else "ltr"}"' in page
    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("no-store", "noindex, nofollow")


def test_looking_changes_nothing_yes_sends_and_can_be_taken_back(client):
    verweis = asked(angebot_of(partner_unit())).verweis
    address = consent_page(verweis)
    client.get(address)
    assert Partnerkopie.objects.count() == 0
    client.post(address, {"antwort": "ja"})
    assert Partnerkopie.objects.count() == 1
    assert "Mein Ja zurücknehmen" in client.get(address).content.decode()
    client.post(address, {"antwort": "widerrufen"})
    page = client.get(address).content.decode()
    assert (Partnerkopie.objects.count(), Verweis.objects.get().status) == (0, "widerrufen")
    assert "Die Angaben bei der Stelle sind gelöscht." in page


def test_no_gets_the_letter_and_cannot_become_a_yes(client):
    verweis = asked(angebot_of(partner_unit())).verweis
    address = consent_page(verweis)
    client.post(address, {"antwort": "nein"})
    page = client.post(address, {"antwort": "ja"})
    assert "Diese Frage ist schon beantwortet." in page.content.decode()
    assert (Verweis.objects.get().status, Partnerkopie.objects.count()) == ("brief", 0)


@pytest.mark.parametrize("antwort", ["", "unsinn", "widerrufen"])
def test_nonsense_changes_nothing(client, antwort):
    verweis = asked(angebot_of(partner_unit())).verweis
    client.post(consent_page(verweis), {"antwort": antwort})
    assert Verweis.objects.get().status == "einwilligung"


@pytest.mark.parametrize(
    "name", ["verweis_person:einwilligung", "verweis_person:rueckmeldung", "partner:antwort", "partner:brief"]
)
def test_dead_link_says_so(client, name):
    assert client.get(reverse(name, args=["unbekannt"])).status_code == 404


def test_a_link_opens_its_own_page_only(client):
    verweis = asked(angebot_of(partner_unit())).verweis
    token = link_token(Verweislink.EINWILLIGUNG, verweis.pk)
    for name in ("verweis_person:rueckmeldung", "partner:antwort", "partner:brief"):
        assert client.get(reverse(name, args=[token])).status_code == 404


def test_feedback_is_one_answer_that_may_change(client):
    verweis = sent(angebot_of(partner_unit()))
    for step in (S.ANGENOMMEN, S.ERSCHIENEN):
        answer(verweis.kopie, step)
    answer(verweis.kopie, S.ABGESCHLOSSEN, grund=Ausgang.TEILWEISE)
    address = reverse("verweis_person:rueckmeldung", args=[link_token(Verweislink.RUECKMELDUNG, verweis.pk)])
    for antwort in ("nein", "ja", "unsinn"):
        client.post(address, {"antwort": antwort})
    assert "Danke für Ihre Antwort" in client.get(address).content.decode()
    assert dict(verweis.rueckmeldungen.values_list("art", "antwort")) == {"partner": "teilweise", "person": "ja"}
    assert Rueckmeldung.objects.count() == 2


def test_carrier_without_account_answers_by_link(client):
    verweis = sent(angebot_of(None, email="beratung@nord.example"), vorname="Olena", nachname="Koval")
    address = reverse("partner:antwort", args=[link_token(Verweislink.ANTWORT, verweis.kopie_id)])
    page = client.get(address).content.decode()
    assert "Koval" not in page
    assert Verweis.objects.get().status == "gesendet"
    assert "grund" in client.post(address, {"antwort": "abgelehnt"}).context["form"].errors
    assert "Olena Koval" in client.post(address, {"antwort": "angenommen"}).content.decode()
    assert Verweis.objects.get().status == "angenommen"


def test_each_answer_by_link_brings_the_next_link_and_the_old_one_dies(client, donnerstag):
    verweis = sent(angebot_of(None, email="beratung@nord.example"))
    used = []
    for data in ({"antwort": "angenommen"}, {"antwort": "erschienen"}, {"antwort": "abgeschlossen", "ausgang": "geholfen"}):
        address = reverse("partner:antwort", args=[link_token(Verweislink.ANTWORT, verweis.kopie_id)])
        assert address not in used
        assert "danke" in client.post(address, data).text.lower()
        used.append(address)
        donnerstag.shift(60)
    assert [client.get(address).status_code for address in used] == [404, 404, 200]
    assert "Sie müssen nichts mehr tun" in client.get(used[-1]).text
    mails = Nachricht.objects.filter(anlass="verweis_weiter")
    assert set(mails.values_list("empfaenger_art", flat=True)) == {"partner"}
    assert mails.count() == 2  # nothing is left to say after the end


def test_link_of_a_carrier_that_can_not_be_written_to_stays_the_same(client):
    verweis = sent(angebot_of(None, email="beratung@nord.example"))
    address = reverse("partner:antwort", args=[link_token(Verweislink.ANTWORT, verweis.kopie_id)])
    Angebot.objects.update(email="")
    Traeger.objects.update(email="")
    client.post(address, {"antwort": "angenommen"})
    assert client.get(address).status_code == 200


def test_letter_is_scanned_and_closes_the_loop_without_a_name(client):
    verweis = with_letter(angebot_of(None, VERTRAULICH), vorname="Olena", nachname="Koval")
    address = reverse("partner:brief", args=[link_token(Verweislink.BEGLEITBRIEF, verweis.pk)])
    first = client.get(address).content.decode()
    assert Verweis.objects.get().status == "brief"
    answers = ({"antwort": "erschienen"}, {"antwort": "in_begleitung"}, {"antwort": "abgeschlossen", "ausgang": "geholfen"})
    pages = [first, *(client.post(address, data).content.decode() for data in answers), client.get(address).content.decode()]
    assert Verweis.objects.get().ausgang == "geholfen"
    assert "Dieser Verweis ist beendet." in pages[-1]
    assert "Koval" not in "".join(pages)


def test_scanned_letter_may_name_an_appointment(client):
    verweis = with_letter(angebot_of(None))
    address = reverse("partner:brief", args=[link_token(Verweislink.BEGLEITBRIEF, verweis.pk)])
    client.post(address, {"antwort": "termin", "tag": "2026-12-03", "zeit": "10:00"})
    assert Verweis.objects.get().status == "termin"


def test_withdrawn_link_of_a_carrier_opens_nothing(client):
    from lotsen.actions.einwilligung import withdraw
    from lotsen.verweis_tabelle import Seite

    verweis = sent(angebot_of(None, email="beratung@nord.example"))
    token = create_link(Verweislink.ANTWORT, verweis.kopie_id)
    withdraw(verweis, seite=Seite.PERSON)
    assert client.get(reverse("partner:antwort", args=[token])).status_code == 404


def test_withdrawn_while_the_carrier_answers_shows_nothing_any_more(client, monkeypatch):
    from lotsen.actions.einwilligung import withdraw
    from lotsen.verweis_tabelle import Seite

    verweis = sent(angebot_of(None, email="beratung@nord.example"), vorname="Olena", nachname="Koval")
    answer(verweis.kopie, S.ANGENOMMEN)

    def withdrawn_first(*args, **kwargs):
        withdraw(verweis, seite=Seite.PERSON)
        return answer(*args, **kwargs)

    monkeypatch.setattr("lotsen.views.begleitbrief.answer", withdrawn_first)
    page = client.post(
        reverse("partner:antwort", args=[link_token(Verweislink.ANTWORT, verweis.kopie_id)]), {"antwort": "erschienen"}
    )
    assert (page.status_code, "Koval" in page.text) == (404, False)
    assert "Dieser Verweis wurde zurückgezogen." in page.text
