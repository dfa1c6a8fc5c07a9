"""A partner writes to the person: read on the Wegweiser only, gone with the copy, never in a mail."""

from datetime import timedelta

import pytest
from django.urls import reverse

from behoerde.kern.actions.ereignis import melde
from behoerde.kern.actions.zugang import create_link
from behoerde.kern.brief import write_mail
from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Nachricht
from behoerde.kern.rechte import Rolle
from behoerde.kern.register import anlass
from lotsen.actions.einwilligung import withdraw
from lotsen.actions.partner import answer, write_to_person
from lotsen.actions.verweis_lauf import run_daily
from lotsen.beratung import Linkzweck
from lotsen.models import Partnerkopie, Verweis
from lotsen.nachrichten_verweis import is_still_there
from lotsen.verweis_tabelle import Ausgang, Seite, VerweisStatus
from tests.anmelden import BACKEND, sign_in
from tests.lotsen.verweise import angebot_of, partner_unit, partner_user, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("donnerstag", "amt")]
S = VerweisStatus
TEXT = "Bitte bringen Sie Ihr Heft <b>mit</b>."


@pytest.fixture
def einheit():
    return partner_unit("Beratung Nord")


@pytest.fixture
def verweis(einheit):
    return sent(angebot_of(einheit), email="olena@example.org")


def way_of(client, verweis: Verweis) -> str:
    token = create_link(Linkzweck.WEGWEISER, verweis.person_id)
    return client.get(reverse("wegweiser:mein", args=[token])).text


def test_person_reads_it_on_the_wegweiser_and_the_mail_says_nothing_of_it(client, verweis):
    write_to_person(verweis.kopie, TEXT)
    assert "Heft &lt;b&gt;mit&lt;/b&gt;" in way_of(client, verweis)
    mail = Nachricht.objects.get(anlass="verweis_mitteilung")
    assert mail.kontext == {"verweis": str(verweis.pk)}
    entry = anlass("verweis_mitteilung")
    written = write_mail(entry, entry.kontext(mail.kontext), "de")
    assert "Heft" not in written.text + written.html + written.betreff
    assert "/wegweiser/mein/" in written.text


def test_later_message_takes_the_place_of_the_earlier(client, verweis, donnerstag):
    write_to_person(verweis.kopie, TEXT)
    donnerstag.shift(timedelta(minutes=1))
    write_to_person(verweis.kopie, "Es ist doch Raum 4.")
    page = way_of(client, verweis)
    assert ("Heft" in page, "Raum 4" in page, Nachricht.objects.filter(anlass="verweis_mitteilung").count()) == (False, True, 2)


@pytest.mark.parametrize("ends", ["withdraw", "purge"])
def test_it_goes_with_the_copy(client, verweis, donnerstag, ends):
    write_to_person(verweis.kopie, TEXT)
    if ends == "withdraw":
        withdraw(Verweis.objects.get(pk=verweis.pk), seite=Seite.PERSON)
    else:
        answer(verweis.kopie, S.ANGENOMMEN)
        answer(verweis.kopie, S.ABGESCHLOSSEN, grund=Ausgang.GEHOLFEN)
        donnerstag.shift(timedelta(days=31))
        run_daily()
    assert Partnerkopie.objects.count() == 0
    assert "Heft" not in way_of(client, verweis)
    assert not is_still_there({"verweis": str(verweis.pk)})


def test_nothing_is_written_once_it_has_ended(verweis):
    answer(verweis.kopie, S.ABGELEHNT, grund="voll")
    with pytest.raises(DomainError, match="erreicht die Person nicht mehr"):
        write_to_person(verweis.kopie, TEXT)
    assert Partnerkopie.objects.get().mitteilung == ""


def test_portal_sends_it_and_says_what_is_missing(client, einheit, verweis):
    client.force_login(partner_user(einheit), backend=BACKEND)
    address = reverse("partner:mitteilung", args=[verweis.kopie_id])
    assert set(client.post(address, {"text": " "}).context["mitteilung"].errors) == {"text"}
    assert "Raum 4" in client.post(address, {"text": "Kommen Sie in Raum 4."}, follow=True).text
    assert Partnerkopie.objects.get().mitteilung == "Kommen Sie in Raum 4."


def test_another_organisation_writes_to_nobody(client, verweis):
    client.force_login(partner_user(partner_unit("Beratung Süd")), backend=BACKEND)
    assert client.post(reverse("partner:mitteilung", args=[verweis.kopie_id]), {"text": TEXT}).status_code == 404
    assert Partnerkopie.objects.get().mitteilung == ""


def test_after_its_time_neither_pages_nor_tables_know_the_person(client, einheit, donnerstag):
    client.force_login(partner_user(einheit), backend=BACKEND)
    verweis = sent(angebot_of(einheit), vorname="Olena", nachname="Kovalwort")
    address = reverse("partner:verweis", args=[verweis.kopie_id])
    answer(verweis.kopie, S.ANGENOMMEN)
    answer(verweis.kopie, S.ABGESCHLOSSEN, grund=Ausgang.GEHOLFEN)
    seen = []
    for days in (29, 2):
        donnerstag.shift(timedelta(days=days))
        run_daily()
        client.force_login(partner_user(einheit), backend=BACKEND)
        inbox = client.get(reverse("partner:eingang"), {"ansicht": "beendet"}).text
        seen.append((client.get(address).status_code, verweis.kennung in inbox, Partnerkopie.objects.count()))
    assert seen == [(200, True, 1), (404, False, 0)]
    consent = Verweis.objects.get(pk=verweis.pk).einwilligungen.get()
    assert (consent.gegeben_am is not None, consent.widerrufen_am) == (True, None)  # that it was given stays on record


def test_figures_of_both_sides_are_held_back_below_five(client, ruhig):
    sign_in(client, Rolle.LOTSE)
    for _more in range(5):
        melde("rueckmeldung_person", ergebnis="ja")
        melde("verweis_abgeschlossen", ergebnis="geholfen")
    melde("rueckmeldung_partner", ergebnis="ja")
    page = client.get(reverse("verweise:statistik"))
    assert [(row.antwort, row.person, row.partner) for row in page.context["hilfe"]] == [
        ("Ja", 5, None),
        ("Teilweise", None, None),
        ("Nein", None, None),
    ]
    assert [zahl.wert for zahl in page.context["ausgaenge"]] == [5, None, None, None, None, None, None]
    assert page.context["stufen"][-1].wert == 5
    assert "unter 5" in page.text
