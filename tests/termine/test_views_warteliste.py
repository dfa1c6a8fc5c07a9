"""The page for an earlier time: wish, change, take, decline, stop; what is refused is said and changes nothing."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from behoerde.kern.actions.zugang import link_token
from termine.actions.aenderung import cancel_termin
from termine.actions.warteliste import offer_freed
from termine.enums import Absagevon, Linkzweck
from termine.models import Termin, Terminvorschlag, Wartelisteneintrag
from termine.nachrichten_warteliste import about_earlier
from termine.planung import as_range
from tests.factories.termine import MORGEN, DienstFactory, gebuchter_termin, kontakt
from tests.termine.kundin import page_of

pytestmark = pytest.mark.django_db
SPAET = MORGEN + timedelta(days=3)


@pytest.fixture
def termin(dienst, leistung):
    DienstFactory.create(platz=dienst.platz, zeitraum=as_range((SPAET, SPAET + timedelta(hours=4))))
    return gebuchter_termin(dienst, leistung, beginn=SPAET)


@pytest.fixture
def angebot(client, termin, dienst, leistung) -> Terminvorschlag:
    client.post(url(termin))
    cancel_termin(gebuchter_termin(dienst, leistung, n=1), von=Absagevon.PERSON)
    offer_freed()
    return Terminvorschlag.objects.get()


def url(termin) -> str:
    return reverse("termine:mein_frueher", args=[link_token(Linkzweck.TERMIN, termin.pk)])


def test_wish_with_days_is_kept_and_changed(client, termin):
    assert "Möchten Sie früher kommen?" in client.get(page_of(termin)).content.decode()
    response = client.post(url(termin), {"tage": ["0", "2"], "tageszeiten": ["vormittag"]})
    assert response.url == f"{page_of(termin)}?neu=frueher"
    assert "Sie warten auf eine frühere Zeit" in client.get(page_of(termin)).content.decode()
    assert client.get(url(termin)).context["form"]["tage"].value() == [0, 2]
    client.post(url(termin), {"tage": ["4"]})
    assert (Wartelisteneintrag.objects.get().tage, Wartelisteneintrag.objects.get().tageszeiten) == ([4], [])


@pytest.mark.parametrize("data", [{"tage": ["7"]}, {"tage": ["x"]}, {"tageszeiten": ["nachts"]}])
def test_days_that_do_not_exist_are_refused(client, termin, data):
    response = client.post(url(termin), data)
    assert (response.status_code, Wartelisteneintrag.objects.count()) == (200, 0)
    assert response.context["form"].errors


def test_one_button_takes_the_earlier_time(client, termin, angebot):
    assert "Eine frühere Zeit ist frei" in client.get(page_of(termin)).content.decode()
    assert client.get(url(termin)).context["angebot"] == angebot
    response = client.post(url(termin), {"nehmen": angebot.pk})
    termin.refresh_from_db()
    assert (termin.starts_at, response.url) == (MORGEN, f"{page_of(termin)}?neu=verschoben")


def test_declined_time_goes_on_and_the_wish_stays(client, termin, angebot):
    assert client.post(url(termin), {"ablehnen": "1"}).url == f"{page_of(termin)}?neu=frueher_abgelehnt"
    assert (Terminvorschlag.objects.get().status, Wartelisteneintrag.objects.get().status) == ("abgelehnt", "wartet")


def test_wish_is_taken_back(client, termin, angebot):
    assert client.post(url(termin), {"beenden": "1"}).url == f"{page_of(termin)}?neu=frueher_beendet"
    assert (Terminvorschlag.objects.get().status, Wartelisteneintrag.objects.get().status) == ("zurueckgenommen", "beendet")


def test_time_that_has_gone_on_is_said_and_the_visit_stays(client, termin, angebot):
    client.post(url(termin), {"ablehnen": "1"})
    response = client.post(url(termin), {"nehmen": angebot.pk})
    assert "Diese frühere Zeit ist leider nicht mehr frei." in response.content.decode()
    assert Termin.objects.get(pk=termin.pk).starts_at == SPAET


@pytest.mark.parametrize("wanted", ["unsinn", "", "01a21516-fdb3-74db-bf3b-a2074b8e4aa0"])
def test_offer_of_somebody_else_is_none(client, termin, angebot, wanted):
    assert client.post(url(termin), {"nehmen": wanted}).url == url(termin)
    assert Termin.objects.get(pk=termin.pk).starts_at == SPAET


def test_visit_without_contact_is_offered_no_list(client, dienst, leistung):
    silent = gebuchter_termin(dienst, leistung, kontakt=kontakt(email=""))
    assert url(silent) not in client.get(page_of(silent)).content.decode()
    response = client.post(url(silent))
    assert "Dafür brauchen wir Ihre E-Mail oder Handynummer." in response.content.decode()


def test_cancelled_visit_leads_to_its_page(client, termin):
    cancel_termin(termin, von=Absagevon.PERSON)
    assert client.get(url(termin)).url == page_of(termin)


@pytest.mark.parametrize("kind", ["txt", "html", "sms.txt"])
def test_message_says_both_times_and_leads_to_the_page(termin, angebot, kind):
    context = about_earlier({"vorschlag": str(angebot.pk)}) | {"behoerde": settings.BEHOERDE, "sprache": "de"}
    text = render_to_string(f"mail/termine/warteliste_angebot.{kind}", context)
    assert f"{settings.ADRESSE}{url(termin)}" in text
    assert ("24. November" in text, "27. November" in text) == (True, kind != "sms.txt")


@pytest.mark.parametrize(
    ("sprache", "montag"),
    [("de", "Montag"), ("de-simple", "Montag"), ("en", "Monday"), ("uk", "Понеділок"), ("ar", "الاثنين"), ("tr", "Pazartesi")],
)
def test_days_are_named_in_the_language_of_the_page(client, termin, sprache, montag):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = sprache
    assert montag in client.get(url(termin)).content.decode()
