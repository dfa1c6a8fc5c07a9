"""The own concern behind its link: state, answer, documents, offers, withdrawal, receipt."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import translation

from behoerde.kern.actions.zugang import link_token
from behoerde.kern.models import Datei
from termine.actions.aufnahme import lock_aufnahme, move_anliegen
from termine.actions.verfall import sweep_expired
from termine.enums import Linkzweck
from termine.models import Belegung, Termin, Unterlage
from tests.factories.datei import upload
from tests.factories.termine import JETZT, aufnahme
from tests.termine.anliegen import ask, offer
from tests.termine.kundin import errors

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(sichtung):
    return aufnahme(sichtung)


def address(row, name: str = "mein") -> str:
    return reverse(f"termine:{name}", args=[link_token(Linkzweck.ANLIEGEN, row.pk)])


def read(client, url: str) -> str:
    return client.get(url).content.decode()


def fresh(row):
    row.refresh_from_db()
    return row


def test_new_concern_is_checked_and_in_time(client, row):
    page = read(client, address(row))
    assert all(text in page for text in ("Wir prüfen Ihr Anliegen", "Wir sind in der Zeit.", row.vorgang, "fehlt noch"))
    assert "Olena" not in page


@pytest.mark.parametrize(
    ("later", "text"),
    [(timedelta(days=7), "Heute ist der letzte Tag."), (timedelta(days=8), "Wir sind zu spät.")],
)
def test_promise_that_comes_near_or_is_broken_says_so(client, row, uhr, later, text):
    uhr.shift(later)
    assert text in read(client, address(row))


def test_contact_person_is_named(client, row, empfang):
    from behoerde.kern.models import User

    row.ansprechperson = User.objects.first()
    row.save()
    assert str(row.ansprechperson) in read(client, address(row))


def test_question_pauses_the_promise_and_is_answered_with_words_and_files(client, row):
    frage = ask(row)
    frage.unterlagen.add(Unterlage.objects.get(key="foto"))
    page = read(client, address(row))
    assert all(text in page for text in ("Haben Sie einen Mietvertrag?", "Solange steht unsere Frist still.", "Foto"))
    url = address(row, "anliegen_antworten")
    assert "Haben Sie einen Mietvertrag?" in read(client, url)
    response = client.post(url, {"text": "Так", "dateien": upload(), "dateien_entwurf": str(uuid4())}, follow=True)
    assert "Danke für Ihre Antwort." in response.content.decode()
    frage.refresh_from_db()
    assert (frage.antwort, fresh(row).stand, Datei.objects.of("anliegen", row.pk).count()) == ("Так", "in_sichtung", 1)
    assert client.get(url).url == address(row)
    assert client.post(url, {"text": "noch einmal"}).status_code == 302


def test_empty_answer_is_refused(client, row):
    ask(row)
    response = client.post(address(row, "anliegen_antworten"), {"text": "", "dateien_entwurf": str(uuid4())})
    assert errors(response) == ["Bitte schreiben Sie eine Antwort oder fügen Sie eine Datei hinzu."]


def test_answer_keeps_its_words_while_files_are_added(client, row):
    ask(row)
    data = {"text": "Так", "dateien": upload("a.jpg"), "dateien_entwurf": str(uuid4()), "dateien_hinzufuegen": "1"}
    page = client.post(address(row, "anliegen_antworten"), data).content.decode()
    assert ("Так</textarea>" in page, "a.jpg" in page) == (True, True)


def test_documents_are_sent_later(client, row):
    url = address(row, "anliegen_unterlagen")
    assert "Foto" in read(client, url)
    assert errors(client.post(url, {"dateien_entwurf": str(uuid4())}))[0].endswith("Bitte fügen Sie mindestens eine Datei hinzu.")
    page = client.post(url, {"dateien": upload("a.jpg"), "dateien_entwurf": str(uuid4())}, follow=True).content.decode()
    assert ("Danke, Ihre Unterlagen sind da." in page, "a.jpg" in page) == (True, True)


def test_one_tap_takes_an_offered_time(client, row, sichtung_dienst):
    rows = offer(row, 0, 30)
    assert "Wir halten 2 Zeiten für Sie frei." in read(client, address(row))
    url = address(row, "anliegen_vorschlaege")
    page = read(client, url)
    assert all(text in page for text in ("Dienstag, 24. November 2026, 9:30 Uhr", "bis Dienstag, 24. November 2026, 4:00 Uhr"))
    response = client.post(url, {"nehmen": str(rows[1].pk)})
    termin = Termin.objects.get()
    assert response.url == reverse("termine:mein", args=[link_token(Linkzweck.TERMIN, termin.pk)])
    assert termin.starts_at == rows[1].starts_at
    assert client.post(url, {"nehmen": str(rows[1].pk)}).url == client.get(url).url == response.url
    assert "Ihr Termin steht fest" in read(client, address(row))


def test_no_time_fits_and_the_wish_is_kept(client, row, sichtung_dienst):
    offer(row, 0)
    page = client.post(address(row, "anliegen_vorschlaege"), {"wunsch": "nur vormittags"}, follow=True).content.decode()
    assert "Wir suchen andere Zeiten für Sie." in page
    assert (fresh(row).wunsch, row.stand, Belegung.objects.count()) == ("nur vormittags", "in_sichtung", 0)


def test_offer_that_ran_out_says_so_and_promises_new_ones(client, row, sichtung_dienst, uhr):
    old = offer(row, 0)[0]
    uhr.move_to(JETZT + timedelta(hours=20))
    sweep_expired()
    url = address(row, "anliegen_vorschlaege")
    assert "Die alten Angebote gelten nicht mehr. Sie bekommen bis Donnerstag, 26. November 2026" in read(client, url)
    page = client.post(url, {"nehmen": str(old.pk)}).content.decode()
    assert "Dieses Angebot gilt nicht mehr." in page


@pytest.mark.parametrize("wert", ["unsinn", "00000000-0000-7000-8000-000000000000"])
def test_offer_of_nobody_is_refused(client, row, sichtung_dienst, wert):
    offer(row, 0)
    page = client.post(address(row, "anliegen_vorschlaege"), {"nehmen": wert}).content.decode()
    assert ("Dieses Angebot gilt nicht mehr." in page, Termin.objects.exists()) == (True, False)


def test_offer_of_somebody_else_is_refused(client, row, sichtung, sichtung_dienst):
    foreign = offer(aufnahme(sichtung, n=5), 0)[0]
    client.post(address(row, "anliegen_vorschlaege"), {"nehmen": str(foreign.pk)})
    assert not Termin.objects.exists()


def test_concern_is_taken_back_after_one_more_question(client, row):
    url = address(row, "anliegen_zurueckziehen")
    assert "Möchten Sie dieses Anliegen zurückziehen?" in read(client, url)
    page = client.post(url, follow=True).content.decode()
    assert ("Ihr Anliegen ist zurückgezogen." in page, fresh(row).stand) == (True, "zurueckgezogen")
    assert address(row, "anliegen_unterlagen") not in page


def test_concern_with_a_visit_is_not_taken_back(client, row, sichtung_dienst):
    vorschlag = offer(row, 0)[0]
    client.post(address(row, "anliegen_vorschlaege"), {"nehmen": str(vorschlag.pk)})
    assert "Bitte sagen Sie den Termin ab." in client.post(address(row, "anliegen_zurueckziehen")).content.decode()


def test_answer_without_a_visit_is_read_here(client, row):
    move_anliegen(lock_aufnahme(row), "in_sichtung")
    move_anliegen(lock_aufnahme(row), "beantwortet")
    fresh(row).antwort = "Sie brauchen keinen Termin."
    row.save(update_fields=["antwort"])
    assert "Sie brauchen keinen Termin." in read(client, address(row))


@pytest.mark.parametrize("sprache", ["de", "ar"])
def test_receipt_is_a_pdf_in_the_language_of_the_person(client, sichtung, sprache):
    from tests.factories.termine import kontakt

    row = aufnahme(sichtung, kontakt=kontakt(sprache=sprache))
    response = client.get(address(row, "anliegen_eingang"))
    assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")
    assert row.vorgang in response["Content-Disposition"]


@pytest.mark.parametrize("typed", ["A-2026-{n}", "a 2026 {n}", "{n}", "A–2026–{n}"])
def test_number_and_birth_date_open_the_concern(client, row, typed):
    data = {"vorgang": typed.format(n=row.nummer), "geburtsdatum_0": "17", "geburtsdatum_1": "5", "geburtsdatum_2": "1990"}
    assert client.post("/termine/mein/vorgang/", data).url == address(row)


def test_wrong_birth_date_opens_nothing(client, row):
    data = {"vorgang": row.vorgang, "geburtsdatum_0": "18", "geburtsdatum_1": "5", "geburtsdatum_2": "1990"}
    assert "finden wir nichts" in errors(client.post("/termine/mein/vorgang/", data))[0]


def test_number_cannot_be_tried_out(client, row):
    data = {"vorgang": row.vorgang, "geburtsdatum_0": "18", "geburtsdatum_1": "5", "geburtsdatum_2": "1990"}
    answers = [client.post("/termine/mein/vorgang/", data).status_code for _n in range(6)]
    assert answers == [200] * 5 + [429]


def test_every_page_speaks_every_language(client, row, settings, sichtung_dienst):
    ask(row)
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            client.cookies[settings.LANGUAGE_COOKIE_NAME] = code
            for name in ("mein", "anliegen_antworten", "anliegen_unterlagen", "anliegen_vorschlaege", "anliegen_zurueckziehen"):
                assert client.get(address(row, name)).status_code == 200


def test_page_counts_its_queries_whatever_is_there(client, row, django_assert_max_num_queries):
    for _n in range(3):
        client.post(address(row, "anliegen_unterlagen"), {"dateien": upload(content=None), "dateien_entwurf": str(uuid4())})
    with django_assert_max_num_queries(14):
        client.get(address(row))
