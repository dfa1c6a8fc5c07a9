from datetime import timedelta

import pytest
from django.urls import reverse

from behoerde.kern import register, uhr
from behoerde.kern.actions.zugang import link_token
from behoerde.kern.models import Ereignis, Nachricht
from lotsen.actions.traegerfrage import ask_traeger
from lotsen.models import Angebot, Herkunft, Traeger
from lotsen.pflegelink import PFLEGE
from tests.factories.lotsen import AngebotFactory, OrtFactory, TraegerFactory
from tests.lotsen.test_views_pflege import typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("donnerstag", "ruhig")]


@pytest.fixture
def traeger(db):
    return TraegerFactory.create(name="Verein A", email="a@stadt.example.org")


@pytest.fixture
def angebot(traeger):
    angebot = AngebotFactory.create(traeger=traeger, name_de="Beratung", orte=[OrtFactory.create()], frei=2)
    angebot.sprechzeiten.create(wochentag=1, von="09:00", bis="12:00")
    return angebot


@pytest.fixture
def token(angebot):
    ask_traeger()
    return link_token(PFLEGE, angebot.traeger_id)


def page_of(token: str, angebot: Angebot | None = None) -> str:
    name = "berichtigen" if angebot else "uebersicht"
    return reverse(f"traegerpflege:{name}", args=[token, *([angebot.pk] if angebot else [])])


def test_a_traeger_is_asked_once_a_month(angebot, donnerstag):
    AngebotFactory.create(traeger=angebot.traeger)
    assert (ask_traeger(), ask_traeger()) == (1, 0)
    donnerstag.shift(timedelta(days=29))
    assert ask_traeger() == 0
    donnerstag.shift(timedelta(days=1))
    assert ask_traeger() == 1
    assert [row.anlass for row in Nachricht.objects.all()] == ["verzeichnis_pruefen"] * 2
    assert Ereignis.objects.filter(art="traeger_gefragt").count() == 2


@pytest.mark.parametrize(
    "fields",
    [{"bestaetigt_am": "2026-11-01", "frei": None}, {"status": "beendet"}, {"traeger__email": ""}],
    ids=["confirmed", "ended", "no address"],
)
def test_nobody_is_asked_for_nothing(fields):
    AngebotFactory.create(**fields)
    assert ask_traeger() == 0
    assert Traeger.objects.get().gefragt_am is None


def test_mail_names_the_link_and_is_not_sent_when_all_is_confirmed(angebot, token):
    anlass, kontext = register.anlass("verzeichnis_pruefen"), Nachricht.objects.get().kontext
    assert anlass.kontext(kontext)["link"].endswith(page_of(token))
    assert anlass.noch_gueltig(kontext) is True
    Angebot.objects.update(bestaetigt_am=uhr.today(), plaetze_am=uhr.now())
    assert anlass.noch_gueltig(kontext) is False


def test_one_click_confirms_one_or_all(client, angebot, token):
    other = AngebotFactory.create(traeger=angebot.traeger)
    foreign = AngebotFactory.create()
    client.get(page_of(token))
    assert Angebot.objects.filter(bestaetigt_am=uhr.today()).count() == 0
    answer = client.post(page_of(token), {"angebot": str(angebot.pk)}, follow=True)
    assert "Danke, das ist gespeichert" in answer.content.decode()
    assert list(Angebot.objects.filter(bestaetigt_am=uhr.today())) == [angebot]
    client.post(page_of(token), {"angebot": str(foreign.pk)})
    client.post(page_of(token), {"alle": "1"})
    assert set(Angebot.objects.filter(bestaetigt_am=uhr.today())) == {angebot, other}
    assert set(Ereignis.objects.filter(art="angebot_bestaetigt").values_list("kanal", flat=True)) == {"traeger"}


def test_correction_lands_in_the_history_and_is_seen_by_the_office(client, angebot, token):
    page = client.get(page_of(token, angebot))
    zeit = {"zeit-1-wochentag": "3", "zeit-1-von": "14:00", "zeit-1-bis": "16:00"}
    answer = client.post(page_of(token, angebot), typed(page, hinweis="Im August zu", frei="5", plaetze="5", **zeit))
    assert answer.status_code == 302
    angebot.refresh_from_db()
    assert (angebot.hinweis_de, angebot.frei, angebot.plaetze_am) == ("Im August zu", 5, uhr.now())
    assert (angebot.sprechzeiten.count(), angebot.bestaetigt_am) == (2, uhr.today())
    latest = angebot.fassungen.first()
    assert (latest.herkunft, latest.von) == (Herkunft.TRAEGER, None)


def test_wrong_number_is_said_beside_its_field(client, angebot, token):
    page = client.get(page_of(token, angebot))
    answer = client.post(page_of(token, angebot), typed(page, plaetze="1", frei="2", hinweis="Neu"))
    assert answer.context["form"].errors == {"frei": ["So viele Plätze hat das Angebot nicht."]}
    assert "Neu" in answer.content.decode()
    assert Angebot.objects.get().bestaetigt_am is None


def test_link_opens_only_the_own_angebote_and_dies(client, angebot, token, donnerstag):
    assert client.get(page_of(token, AngebotFactory.create())).status_code == 404
    donnerstag.shift(timedelta(days=46))
    assert client.get(page_of(token)).status_code == 404


def test_next_question_has_a_new_link(client, angebot, token, donnerstag):
    donnerstag.shift(timedelta(days=30))
    ask_traeger()
    assert client.get(page_of(token)).status_code == 404
    assert client.get(page_of(link_token(PFLEGE, angebot.traeger_id))).status_code == 200
