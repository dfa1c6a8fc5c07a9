"""The portal of partners in a client: own referrals only, one click, nothing typed is lost."""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import reverse

from behoerde.kern.actions.ereignis import melde
from behoerde.kern.db import System, als
from behoerde.kern.models import Ereignis, Nachricht, Protokolleintrag
from behoerde.kern.rechte import Rolle
from lotsen.actions.partner import answer
from lotsen.models import Angebot, Partnerkopie, Verweis
from lotsen.queries import partner as queries
from lotsen.queries.partner import listed
from lotsen.verweis_tabelle import VerweisStatus
from tests.anmelden import BACKEND, sign_in
from tests.lotsen.verweise import VERTRAULICH, angebot_of, partner_unit, partner_user, sent, with_letter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("donnerstag", "amt")]
S = VerweisStatus


@pytest.fixture
def einheit():
    return partner_unit("Beratung Nord")


@pytest.fixture
def user(client, einheit):
    user = partner_user(einheit)
    client.force_login(user, backend=BACKEND)
    return user


def page_of(client, verweis: Verweis) -> str:
    return client.get(reverse("partner:verweis", args=[verweis.kopie_id])).content.decode()


def post(client, verweis: Verweis, **data):
    return client.post(reverse("partner:verweis", args=[verweis.kopie_id]), data)


def test_pseudonym_until_acceptance_then_what_was_agreed_to(client, user, einheit):
    verweis = sent(angebot_of(einheit), vorname="Olena", nachname="Koval")
    page = page_of(client, verweis)
    assert verweis.kennung in page
    assert "A2, Zertifikat" in page
    assert "Koval" not in page
    assert post(client, verweis, antwort="angenommen").status_code == 302
    assert "Olena Koval" in page_of(client, verweis)
    verweis.refresh_from_db()
    assert verweis.status == "angenommen"


def test_opening_notes_that_it_was_read(client, user, einheit):
    verweis = sent(angebot_of(einheit))
    page_of(client, verweis)
    page_of(client, verweis)
    assert verweis.schritte.filter(nach="gelesen").count() == 1
    assert Protokolleintrag.objects.filter(vorgang="gelesen", objekt_art="lotsen.partnerkopie", user_id=user.pk).count() == 0
    with als(sign_in(client, Rolle.DATENSCHUTZ)):
        assert Protokolleintrag.objects.filter(vorgang="gelesen", objekt_art="lotsen.partnerkopie", user_id=user.pk).count() == 2


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({}, "antwort"),
        ({"antwort": "abgelehnt"}, "grund"),
        ({"antwort": "erschienen"}, "antwort"),
        ({"antwort": "unsinn"}, "antwort"),
        ({"antwort": "abgelehnt", "grund": "geholfen"}, "grund"),
    ],
)
def test_what_does_not_fit_stands_beside_its_field(client, user, einheit, data, field):
    verweis = sent(angebot_of(einheit))
    page = post(client, verweis, **data)
    assert field in page.context["form"].errors
    assert Partnerkopie.objects.get().status == "gesendet"


def test_appointment_needs_a_time_that_is_still_to_come_and_may_be_changed(client, user, einheit, donnerstag):
    verweis = sent(angebot_of(einheit))
    post(client, verweis, antwort="angenommen")
    wrong = ({"tag": "", "zeit": ""}, {"tag": "2026-11-20", "zeit": "10:00"}, {"tag": "9999-12-31", "zeit": "10:00"})
    wrong = (*wrong, {"tag": "2027-03-28", "zeit": "2:30"})  # the clocks never show it
    for data in wrong:
        assert post(client, verweis, antwort="termin", **data).status_code == 200
    assert post(client, verweis, antwort="termin", tag="2026-12-03", zeit="17:00").status_code == 302
    page = page_of(client, verweis)
    assert "Donnerstag, 3. Dezember 2026, 17:00 Uhr" in page
    assert "Anderer Termin" in page
    donnerstag.shift(60)
    assert post(client, verweis, antwort="termin", tag="2026-12-04", zeit="9:30").status_code == 302
    assert "Freitag, 4. Dezember 2026, 9:30 Uhr" in page_of(client, verweis)
    assert Nachricht.objects.filter(anlass="verweis_stand", schluessel__contains="-termin-").count() == 2
    assert Ereignis.objects.filter(art="verweis_termin").count() == 1
    assert post(client, verweis, antwort="erschienen").status_code == 302
    assert post(client, verweis, antwort="abgeschlossen", ausgang="geholfen").status_code == 302
    assert Verweis.objects.get(pk=verweis.pk).ausgang == "geholfen"


def test_answer_is_taken_back_within_an_hour(client, user, einheit):
    verweis = sent(angebot_of(einheit), nachname="Koval")
    post(client, verweis, antwort="angenommen")
    client.post(reverse("partner:zurueck", args=[verweis.kopie_id]))
    page = page_of(client, verweis)
    assert "Koval" not in page
    assert "Antwort zurücknehmen" not in page


def test_better_elsewhere_names_another_offer(client, user, einheit):
    other = angebot_of(None)
    verweis = sent(angebot_of(einheit))
    post(client, verweis, antwort="weiterverwiesen", woanders=other.pk)
    verweis.refresh_from_db()
    assert (verweis.status, verweis.woanders) == ("weiterverwiesen", other)
    draft = Verweis.objects.get(angebot=other)
    assert (draft.status, draft.person, draft.vorgaenger, draft.angelegt_von) == (
        "entwurf",
        verweis.person,
        verweis,
        verweis.angelegt_von,
    )
    assert (draft.kopie, draft.einwilligungen.count(), draft.schritte.get().seite) == (None, 0, "partner")


def test_proposal_goes_with_the_answer_that_is_taken_back(client, user, einheit):
    other = angebot_of(None)
    verweis = sent(angebot_of(einheit))
    post(client, verweis, antwort="weiterverwiesen", woanders=other.pk)
    client.post(reverse("partner:zurueck", args=[verweis.kopie_id]))
    assert Verweis.objects.get(pk=verweis.pk).status == "gelesen"
    assert Verweis.objects.get(angebot=other).status == "widerrufen"


def test_proposal_of_what_is_not_offered_any_more_prepares_nothing(einheit):
    other = angebot_of(None, status="beendet")
    verweis = sent(angebot_of(einheit))
    answer(verweis.kopie, S.WEITERVERWIESEN, woanders=other)
    assert Verweis.objects.get().status == "weiterverwiesen"


def test_inbox_is_turned_page_by_page(client, user, einheit, monkeypatch):
    monkeypatch.setattr(queries, "JE_SEITE", 2)
    for _more in range(3):
        sent(angebot_of(einheit))
    first, second = (client.get(reverse("partner:eingang"), {"page": page}) for page in (1, 2))
    assert [len(page.context["rows"]) for page in (first, second)] == [2, 1]
    assert "Seite 1 von 2" in first.text


def test_another_organisation_does_not_find_it(client, user):
    verweis = sent(angebot_of(partner_unit("Beratung Süd")))
    assert client.get(reverse("partner:verweis", args=[verweis.kopie_id])).status_code == 404
    assert post(client, verweis, antwort="angenommen").status_code == 404
    assert client.post(reverse("partner:zurueck", args=[verweis.kopie_id])).status_code == 404


def test_withdrawn_is_gone_from_the_page(client, user, einheit):
    from lotsen.actions.einwilligung import withdraw
    from lotsen.verweis_tabelle import Seite

    verweis = sent(angebot_of(einheit))
    kopie = verweis.kopie_id
    withdraw(verweis, seite=Seite.PERSON)
    assert client.get(reverse("partner:verweis", args=[kopie])).status_code == 404
    assert verweis.kennung not in client.get(reverse("partner:eingang")).content.decode()


@pytest.mark.parametrize("step", ["note_read", "answer", "write_to_person"])
def test_withdrawn_while_the_partner_reads_shows_nothing_any_more(client, user, einheit, monkeypatch, step):
    from lotsen.actions import partner as actions
    from lotsen.actions.einwilligung import withdraw
    from lotsen.verweis_tabelle import Seite

    verweis = sent(angebot_of(einheit), vorname="Olena", nachname="Koval")
    post(client, verweis, antwort="angenommen")

    def withdrawn_first(*args, **kwargs):
        with als(System.AUFGABE):
            withdraw(verweis, seite=Seite.PERSON)
        return getattr(actions, step)(*args, **kwargs)

    monkeypatch.setattr(f"lotsen.views.partner.{step}", withdrawn_first)
    name = "mitteilung" if step == "write_to_person" else "verweis"
    address = reverse(f"partner:{name}", args=[verweis.kopie_id])
    data = {"antwort": "erschienen", "text": "Bitte Ausweis mitbringen"}
    page = client.get(address, follow=True) if step == "note_read" else client.post(address, data, follow=True)
    assert page.redirect_chain == [(reverse("partner:eingang"), 302)]
    assert "Dieser Verweis wurde zurückgezogen." in page.text
    assert "Koval" not in page.text


def test_views_hold_what_belongs_there_and_search_looks_everywhere(client, user, einheit):
    new, accepted = sent(angebot_of(einheit)), sent(angebot_of(einheit))
    answer(accepted.kopie, S.ANGENOMMEN)

    def codes(**wanted) -> list[str]:
        return [row.kennung for row in client.get(reverse("partner:eingang"), wanted).context["rows"]]

    assert (codes(), codes(ansicht="arbeit"), codes(ansicht="warteliste")) == ([new.kennung], [accepted.kennung], [])
    assert codes(q=accepted.kennung.lower()) == [accepted.kennung]
    assert codes(ansicht="unfug") == [new.kennung]


def test_list_asks_the_same_number_of_queries(user, einheit, django_assert_num_queries):
    for _more in (1, 2):
        sent(angebot_of(einheit))
        with als(user), django_assert_num_queries(1):
            [(row.kennung, row.angebot.name, row.get_status_display()) for row in listed(user)]


def test_places_of_own_offers_only(client, user, einheit):
    own, foreign = angebot_of(einheit, plaetze=10), angebot_of(partner_unit("Beratung Süd"))
    address = reverse("partner:plaetze")
    assert client.post(address, {"angebot": own.pk, f"{own.pk}-frei": 3, f"{own.pk}-wartend": 2}).status_code == 302
    own.refresh_from_db()
    assert (own.frei, own.wartend, own.plaetze_am is not None) == (3, 2, True)
    refused = client.post(address, {"angebot": own.pk, f"{own.pk}-frei": 11, f"{own.pk}-wartend": 2})
    assert "So viele Plätze hat das Angebot nicht." in refused.content.decode()
    assert client.post(address, {"angebot": foreign.pk, f"{foreign.pk}-frei": 3}).status_code == 404
    assert client.post(address, {"angebot": "unsinn"}).status_code == 404
    assert Angebot.objects.get(pk=foreign.pk).frei is None


def test_small_numbers_are_held_back(client, user, einheit):
    for _count in range(4):
        melde("verweis_gesendet", einheit=f"partner-{einheit.pk}")
    page = client.get(reverse("partner:statistik"))
    assert {zahl.wert for zahl in page.context["zahlen"]} == {None}
    melde("verweis_gesendet", einheit=f"partner-{einheit.pk}")
    melde("verweis_gesendet", einheit="partner-0")
    page = client.get(reverse("partner:statistik"))
    assert [zahl.wert for zahl in page.context["zahlen"] if zahl.wert is not None] == [5]
    assert "unter 5" in page.content.decode()


def test_empty_states_and_start_page_of_the_portal(client, user):
    assert "Alles beantwortet" in client.get(reverse("partner:eingang")).content.decode()
    assert "Noch kein Angebot" in client.get(reverse("partner:plaetze")).content.decode()
    page = client.get(reverse("partner")).content.decode()
    assert "Beratung Nord" in page
    assert reverse("partner:eingang") in page


# --- Crawler: every page a partner reaches, by links and by the forms' GETs ---

ADRESSE = re.compile(r'(?:href|action|hx-get|src)="([^"#]+)')


def crawl(client, *starts: str) -> dict[str, str]:
    """Return every page below ``starts`` that ``client`` gets, by its address."""
    pages, waiting, seen = {}, list(starts), set(starts)
    while waiting:
        address = waiting.pop()
        response = client.get(address, follow=True)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        pages[address] = content.decode(errors="replace")
        for found in ADRESSE.findall(pages[address]):
            parts = urlsplit(urljoin(f"http://testserver{address}", found.replace("&amp;", "&")))
            here = parts.path + (f"?{parts.query}" if parts.query and "sprache" not in parts.path else "")
            foreign = (parts.netloc, parts.scheme) != ("testserver", "http") or here.startswith(("/static/", "/konto/logout"))
            if not foreign and here not in seen and len(seen) < 400:
                seen.add(here)
                waiting.append(here)
    return pages


def test_no_page_a_partner_reaches_shows_words_of_a_foreign_case(client, user, einheit):
    own = sent(angebot_of(einheit), vorname="Eigenname", nachname="Ownwort")
    answer(own.kopie, S.ANGENOMMEN)
    waits = sent(angebot_of(einheit), vorname="Nochgeheim", nachname="Wartewort")
    letter = with_letter(angebot_of(einheit, VERTRAULICH), vorname="Briefname", nachname="Briefwort")
    fremd = sent(angebot_of(partner_unit("Beratung Süd")), vorname="Fremdname", nachname="Fremdwort")
    answer(fremd.kopie, S.ANGENOMMEN)
    pages = crawl(client, reverse("partner"), reverse("kern:arbeitsplatz"))
    assert {reverse("partner:verweis", args=[row.kopie_id]) for row in (own, waits)} <= set(pages)
    assert len(pages) > 15
    everything = "\n".join(pages.values())
    assert "Ownwort" in everything
    planted = [letter.kennung, fremd.kennung, str(fremd.kopie_id), fremd.person.email, waits.person.email]
    words = ["Fremdname", "Fremdwort", "Briefname", "Briefwort", "Nochgeheim", "Wartewort", *planted]
    assert [word for word in words if word in everything] == []
    with als(System.AUFGABE):
        assert str(own.person_id) not in everything
        assert str(own.pk) not in everything
