"""Pages of the Leitbild for staff, for an invited organisation and for everybody."""

import pytest
from celery import current_app
from django.core import mail
from django.urls import reverse
from django.utils import translation

from behoerde.kern.actions.zugang import link_token
from behoerde.kern.actions.zustellung import deliver_due
from behoerde.kern.db import System, als
from behoerde.kern.rechte import Rolle
from monitoring.actions.beitrag import answer_beitrag
from monitoring.actions.leitbild import Satz, move_leitbild, translate_satz, write_fassung
from monitoring.leitbildwerte import Leitbildstand
from monitoring.models import Akteursgruppe, Beitrag, Leitbild, Leitbildwerkstatt
from monitoring.oeffentlich_leitbildwerte import ZWECK
from monitoring.queries.leitbild import answered, balance, breadth, current_leitsaetze
from tests.factories.kern import OrganisationseinheitFactory, UserFactory
from tests.factories.leitbild import AkteursgruppeFactory, beitrag_zu, einladung_zu, leitbild_in
from tests.monitoring.conftest import HEUTE
from tests.termine.empfang import join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr")]
S = Leitbildstand
TAG = {"am_0": "20", "am_1": "11", "am_2": "2026"}


@pytest.fixture(autouse=True)
def ruhig(monkeypatch, settings):
    monkeypatch.setattr(current_app, "send_task", lambda *_args, **_kwargs: None)
    settings.LESEPROTOKOLL_EIGENE_VERBINDUNG = False


@pytest.fixture
def leitbild(db) -> Leitbild:
    with als(System.AUFGABE):
        return leitbild_in(S.IDEENSAMMLUNG)


@pytest.fixture
def leitung(client):
    return join(client, OrganisationseinheitFactory.create(), Rolle.LEITUNG)


def page(client, name: str, *args, **query) -> str:
    return client.get(reverse(name, args=args), query).content.decode()


def make(call, *args, **kwargs):
    with als(System.AUFGABE):
        return call(*args, **kwargs)


def link(leitbild: Leitbild) -> tuple[str, Akteursgruppe]:
    row = make(einladung_zu, leitbild, email="verband@beispiel.example")
    return reverse("leitbild_oeffentlich:mitreden", args=[link_token(ZWECK, row.pk)]), row.gruppe


# --- Process ---
def test_leitbild_begins_once(client, leitung):
    typed = {"ebene": "amt", "titel": "Ihr Partner"}
    assert client.post(reverse("leitbild:liste"), typed).url == Leitbild.objects.get().get_absolute_url()
    assert client.post(reverse("leitbild:liste"), typed).status_code == 200
    assert Leitbild.objects.count() == 1


def test_only_the_lead_begins_one(client):
    join(client, OrganisationseinheitFactory.create(), Rolle.EMPFANG)
    assert client.post(reverse("leitbild:liste"), {"ebene": "amt", "titel": "Ihr Partner"}).status_code == 404


def test_decision_is_refused_with_a_sentence_while_an_answer_is_missing(client, leitung, leitbild):
    make(beitrag_zu, leitbild, frei=True)
    for step in (S.TEXTARBEIT, S.ABWAEGUNG):
        make(move_leitbild, leitbild=leitbild, nach=step)
    typed = {"was": "schritt", "nach": "beschluss", "von": "Rat der Stadt"} | TAG
    html = client.post(leitbild.get_absolute_url(), typed).content.decode()
    assert "1 freigegebener Beitrag hat noch keine begründete Antwort." in html
    assert 'value="Rat der Stadt"' in html


def test_decision_asks_who_and_when(client, leitung):
    row = make(leitbild_in, S.ABWAEGUNG)
    html = client.post(row.get_absolute_url(), {"was": "schritt", "nach": "beschluss"}).content.decode()
    assert "Bitte sagen Sie, wer beschlossen hat." in html
    assert "Bitte geben Sie das Datum an." in html


def test_phase_is_planned_and_an_end_before_its_beginning_refused(client, leitung, leitbild):
    typed = {"was": "phase", "phase": "textarbeit", "von_0": "1", "von_1": "12", "von_2": "2026"}
    late = typed | {"bis_0": "30", "bis_1": "11", "bis_2": "2026"}
    assert "Das Ende liegt vor dem Beginn." in client.post(leitbild.get_absolute_url(), late).content.decode()
    client.post(leitbild.get_absolute_url(), late | {"bis_1": "12"})
    assert [str(row) for row in leitbild.phasen.all()] == ["Am Text arbeiten"]


def fassung_data(leitbild: Leitbild) -> dict[str, str]:
    texte = list(leitbild.fassungen.first().texte.all())
    data = {"satz-TOTAL_FORMS": "3", "satz-INITIAL_FORMS": "2", "gesehen": "1", "anmerkung": "Kürzer"}
    for n, text in enumerate(texte):
        data |= {f"satz-{n}-leitsatz": str(text.leitsatz_id), f"satz-{n}-titel": text.titel, f"satz-{n}-text": text.text}
        data[f"satz-{n}-ORDER"] = str(n + 1)
    return data


def test_new_version_changes_drops_and_orders_sections(client, leitung, leitbild):
    data = fassung_data(leitbild) | {"satz-0-text": "Wir halten Wort.", "satz-1-DELETE": "on"}
    data |= {"satz-2-titel": "Zuerst", "satz-2-text": "Ein Gruß.", "satz-2-ORDER": "0"}
    assert client.post(reverse("leitbild:fassung", args=[leitbild.pk]), data).url == leitbild.get_absolute_url()
    texte = leitbild.fassungen.first().texte.values_list("titel", "text")
    assert list(texte) == [("Zuerst", "Ein Gruß."), ("Verlässlich", "Wir halten Wort.")]
    html = page(client, "leitbild:vergleich", leitbild.pk)
    assert '<ins><span class="nur-vorlesen">neu: </span>Wort.</ins>' in html


def test_version_that_says_nothing_new_is_refused_and_keeps_what_was_typed(client, leitung, leitbild):
    html = client.post(reverse("leitbild:fassung", args=[leitbild.pk]), fassung_data(leitbild)).content.decode()
    assert "An dieser Fassung ist nichts neu." in html
    assert 'value="Kürzer"' in html


def test_translation_needs_both_and_is_shown(client, leitung, leitbild):
    satz = leitbild.fassungen.first().texte.first()
    url = reverse("leitbild:uebersetzen", args=[leitbild.pk, "en"])
    assert "Bitte übersetzen Sie" in client.post(url, {f"{satz.pk}-titel": "Reliable"}).content.decode()
    client.post(url, {f"{satz.pk}-titel": "Reliable", f"{satz.pk}-text": "We keep our word."})
    assert satz.uebersetzungen.get().text == "We keep our word."
    assert client.get(reverse("leitbild:uebersetzen", args=[leitbild.pk, "xx"])).status_code == 404


# --- Beiträge ---
def test_invited_organisation_gets_a_mail_and_speaks_in_its_language(client, leitbild):
    url, gruppe = link(leitbild)
    make(deliver_due)
    assert url in mail.outbox[0].body
    client.post(url, {"art": "bedenken", "text": "لا نفهم هذا.", "sprache": "ar", "leitsatz": ""})
    row = Beitrag.objects.get()
    assert (row.gruppe, row.text, row.sprache, row.status, row.weg) == (gruppe, "لا نفهم هذا.", "ar", "eingegangen", "link")
    assert "لا نفهم هذا." not in page(client, "leitbild_oeffentlich:beitraege", "amt")


def test_words_are_asked_for_beside_the_field_and_nothing_is_lost(client, leitbild):
    url, _gruppe = link(leitbild)
    html = client.post(url, {"art": "aenderung", "text": "", "sprache": "tr"}).content.decode()
    assert "Bitte schreiben Sie, was Sie meinen." in html
    assert '<option value="tr" selected>' in html


def test_closed_process_takes_nothing_and_an_ended_link_says_so(client, leitung, leitbild):
    url, _gruppe = link(leitbild)
    for step in (S.TEXTARBEIT, S.ABWAEGUNG):
        make(move_leitbild, leitbild=leitbild, nach=step)
    assert "sammeln wir gerade keine" in client.post(url, {"art": "zustimmung", "sprache": "de"}).content.decode()
    client.post(reverse("leitbild:einladungen", args=[leitbild.pk]), {"beenden": str(leitbild.einladungen.get().pk)})
    assert client.get(url).status_code == 404


def test_beitrag_is_released_answered_and_read_by_everybody(client, leitung, leitbild):
    make(beitrag_zu, leitbild, text="Auch auf Ukrainisch.")
    url = reverse("leitbild:beitraege", args=[leitbild.pk])
    assert client.post(url, {"beitrag": "1", "was": "freigeben"}).url == url
    assert "Die Antwort steht noch aus." in page(client, "leitbild_oeffentlich:beitraege", "amt")
    typed = {"entscheidung": "uebernommen", "begruendung": "Steht jetzt im zweiten Satz."}
    assert client.post(reverse("leitbild:antwort", args=[leitbild.pk, 1]), typed).url == leitbild.get_absolute_url()
    html = page(client, "leitbild_oeffentlich:beitraege", "amt")
    assert ("Auch auf Ukrainisch." in html, "Steht jetzt im zweiten Satz." in html) == (True, True)


def test_answer_without_a_reason_is_refused(client, leitung, leitbild):
    make(beitrag_zu, leitbild, frei=True)
    url = reverse("leitbild:antwort", args=[leitbild.pk, 1])
    assert "Bitte begründen Sie die Antwort." in client.post(url, {"entscheidung": "nicht"}).content.decode()


@pytest.mark.parametrize(("rolle", "art"), [(Rolle.EMPFANG, "beschaeftigte"), (Rolle.RESSORT, "ressorts")])
def test_staff_speak_for_their_group_without_a_name(client, leitbild, rolle, art):
    gruppe = AkteursgruppeFactory.create(art=art)
    user = join(client, OrganisationseinheitFactory.create(), rolle)
    client.post(reverse("leitbild:mitreden", args=[leitbild.pk]), {"art": "zustimmung", "sprache": "de"})
    row = Beitrag.objects.get()
    assert (row.gruppe, row.weg) == (gruppe, "portal")
    assert user.pk not in row.__dict__.values()
    assert "Reden Sie mit" in page(client, "kern:arbeitsplatz")


def werkstatt_data(gruppe: Akteursgruppe) -> dict[str, str]:
    rows = {"beitrag-TOTAL_FORMS": "2", "beitrag-INITIAL_FORMS": "0", "beitrag-1-sprache": "de"}
    said = {"gruppe": str(gruppe.pk), "art": "bedenken", "text": "Mehr Zeit.", "sprache": "de"}
    about = {"titel": "Werkstatt", "ort": "Rathaus", "teilnehmende": "12", "niederschrift": "Drei Tische."} | TAG
    return rows | about | {f"beitrag-0-{name}": value for name, value in said.items()}


def test_workshop_comes_with_its_beitraege_or_not_at_all(client, leitung, leitbild):
    data, url = werkstatt_data(AkteursgruppeFactory.create()), reverse("leitbild:werkstatt", args=[leitbild.pk])
    assert "Bitte schreiben Sie" in client.post(url, data | {"beitrag-0-text": ""}).content.decode()
    assert Leitbildwerkstatt.objects.count() == 0
    client.post(url, data)
    row = Beitrag.objects.get()
    assert (str(row.werkstatt), row.status, row.text) == ("Werkstatt", "freigegeben", "Mehr Zeit.")


def test_balance_names_groups_that_are_hardly_heard(leitbild):
    loud, quiet = AkteursgruppeFactory.create(name="B laut"), AkteursgruppeFactory.create(name="A leise")
    for _ in range(3):
        make(beitrag_zu, leitbild, frei=True, gruppe=loud)
    make(beitrag_zu, leitbild, gruppe=quiet)  # not released: not heard
    assert [(z.gruppe.name, z.gesamt, z.zu_wenig) for z in balance(leitbild)] == [("A leise", 0, True), ("B laut", 3, False)]


def test_figures_count_answers_and_breadth(leitbild):
    group, _other = AkteursgruppeFactory.create(name="Eine"), AkteursgruppeFactory.create()
    rows = [make(beitrag_zu, leitbild, frei=True, gruppe=group) for _ in range(3)]
    make(answer_beitrag, beitrag=rows[0], entscheidung="nicht", begruendung="Gesetz.", user=UserFactory.create())
    days = (HEUTE.date(), HEUTE.date())
    assert [tuple(z) for z in answered(*days)] == [("", "", 1, 3), ("akteursgruppe", "Eine", 1, 3)]
    assert [tuple(z) for z in breadth(*days)] == [("", "", 1, 2)]
    assert tuple(answered(HEUTE.date().replace(year=2025), HEUTE.date().replace(year=2025))[0]) == ("", "", 0, 0)


# --- Public ---
def test_public_page_says_when_nothing_is_published(client, leitbild):
    assert "Unser Leitbild entsteht gerade" in page(client, "leitbild_oeffentlich:leitbild")
    assert current_leitsaetze() == []


def test_published_leitbild_stays_while_the_next_is_written(client):
    row = make(leitbild_in, S.EVALUATION)
    make(write_fassung, leitbild=row, saetze=[Satz("Neu", "Entwurf")], gesehen=1, user=UserFactory.create())
    html = page(client, "leitbild_oeffentlich:leitbild")
    assert ("Wir halten, was wir sagen." in html, "Entwurf" in html) == (True, False)
    assert [satz.titel for satz in current_leitsaetze()] == ["Verlässlich", "Verständlich"]


def test_language_without_a_translation_gets_german_and_hears_so(client):
    row = make(leitbild_in, S.VEROEFFENTLICHT)
    client.cookies["sprache"] = "en"
    assert "in German" in page(client, "leitbild_oeffentlich:leitbild")
    for satz in row.gueltige_fassung.texte.all():
        make(translate_satz, satz=satz, sprache="en", titel=f"EN {satz.titel}", text="Text")
    html = page(client, "leitbild_oeffentlich:leitbild")
    assert ("in German" in html, "EN Verlässlich" in html) == (False, True)
    with translation.override("en"):
        assert {satz.sprache for satz in current_leitsaetze()} == {"en"}
