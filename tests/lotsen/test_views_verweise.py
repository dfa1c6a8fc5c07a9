"""The guide's side: from a person to a closed loop; what is refused says why."""

from datetime import timedelta

import pytest
from django.urls import reverse

from behoerde.kern.models import Nachricht, Rollenzuweisung
from behoerde.kern.pdf import pdf_available
from behoerde.kern.rechte import Rolle
from lotsen.actions.partner import answer
from lotsen.models import Angebot, Partnerkopie, Sprechzeit, Verweis
from lotsen.queries import verweise as queries
from lotsen.queries.verweise import listed
from lotsen.verweis_tabelle import Ablehnungsgrund, VerweisStatus
from tests.anmelden import BACKEND, sign_in
from tests.factories.kern import OrganisationseinheitFactory, PersonFactory
from tests.factories.lotsen import EmpfehlungFactory, ErstberatungFactory
from tests.lotsen.pdf import ua_errors
from tests.lotsen.verweise import GESETZLICH, VERTRAULICH, angebot_of, asked, draft, partner_unit, sent, with_letter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("donnerstag", "amt")]
S = VerweisStatus
FRAGE = {"zweck": "Platz in der Beratung", "felder": ["sprache", "deutsch"], "deutsch": "A2", "tage": 90, "sprache": "uk"}


@pytest.fixture
def lotsin(client):
    return sign_in(client, Rolle.LOTSE)


@pytest.fixture
def einheit(lotsin):
    return lotsin.rollenzuweisungen.get().organisationseinheit


def step(client, verweis: Verweis, schritt: str, **data):
    return client.post(reverse("verweise:schritt", args=[verweis.pk, schritt]), data)


def test_person_and_offer_are_looked_up_and_a_draft_begins(client, lotsin, einheit):
    person, angebot = PersonFactory.create(vorname="Olena", nachname="Koval"), angebot_of(partner_unit(), name="Sprachcafé")
    ErstberatungFactory.create(person=person, einheit=einheit)
    address = reverse("verweise:neu")
    assert "Olena Koval" in client.get(address, {"wer": "koval", "wo": "sprachcaf"}).content.decode()
    assert "mindestens zwei Buchstaben" in client.get(address, {"wer": "k"}).content.decode()
    page = client.get(address, {"person": person.pk, "wo": "sprachcaf"})
    assert "Dorthin verweisen" in page.content.decode()
    response = client.post(address, {"person": person.pk, "angebot": angebot.pk})
    verweis = Verweis.objects.get()
    assert (response.url, verweis.status, verweis.angelegt_von) == (verweis.get_absolute_url(), "entwurf", lotsin)


def test_referral_belongs_where_the_consultation_was_and_never_to_a_unit_that_was_left(client, lotsin, einheit):
    left = OrganisationseinheitFactory.create(name="A früher")
    Rollenzuweisung.objects.create(user=lotsin, organisationseinheit=left, rolle=Rolle.LOTSE, bis="2026-01-01")
    other = OrganisationseinheitFactory.create(parent=einheit)
    person = ErstberatungFactory.create(einheit=einheit).person
    client.post(reverse("verweise:neu"), {"person": person.pk, "angebot": angebot_of(None).pk})
    empfehlung = EmpfehlungFactory.create(angebotsart="mbe", erstberatung__einheit=other)
    client.post(reverse("verweise:neu"), {"empfehlung": empfehlung.pk, "angebot": angebot_of(None, "mbe").pk})
    assert [row.einheit for row in Verweis.objects.order_by("angelegt_am", "pk")] == [einheit, other]


@pytest.mark.usefixtures("lotsin")
def test_people_and_recommendations_of_another_unit_do_not_exist(client):
    angebot = angebot_of(None, "mbe")
    empfehlung = EmpfehlungFactory.create(angebotsart="mbe", erstberatung__person__nachname="Koval")
    person, address = empfehlung.erstberatung.person, reverse("verweise:neu")
    for query in ({"empfehlung": empfehlung.pk}, {"person": person.pk}, {"wer": "koval"}):
        page = client.get(address, query)
        assert (page.context["person"], page.context["personen"]) == (None, [])
        assert person.vorname not in page.text
        assert client.post(address, query | {"angebot": angebot.pk}).status_code == 404
    assert not Verweis.objects.exists()


def test_recommendation_brings_person_and_kind(client, lotsin, einheit):
    empfehlung = EmpfehlungFactory.create(angebotsart="mbe", erstberatung__einheit=einheit)
    angebot = angebot_of(None, "mbe")
    page = client.get(reverse("verweise:neu"), {"empfehlung": empfehlung.pk})
    assert [row.pk for row in page.context["angebote"]] == [angebot.pk]
    client.post(reverse("verweise:neu"), {"empfehlung": empfehlung.pk, "angebot": angebot.pk})
    assert Verweis.objects.get().empfehlung == empfehlung


def test_offer_that_ended_meanwhile_is_said_and_nothing_begins(client, lotsin, einheit):
    person = ErstberatungFactory.create(einheit=einheit).person
    angebot = angebot_of(None, "mbe", status="beendet")
    page = client.post(reverse("verweise:neu"), {"person": person.pk, "angebot": angebot.pk})
    assert "Dieses Angebot gibt es zurzeit nicht." in page.text
    assert page.context["person"] == person
    assert not Verweis.objects.exists()


@pytest.mark.parametrize("data", [{}, {"person": "unsinn", "angebot": "unsinn"}])
def test_nonsense_begins_nothing(client, lotsin, data):
    assert client.post(reverse("verweise:neu"), data).status_code == 404


def test_consent_on_the_screen_sends(client, einheit):
    verweis = draft(angebot_of(partner_unit()), einheit=einheit)
    assert step(client, verweis, "fragen", **FRAGE).status_code == 302
    page = client.get(verweis.get_absolute_url()).content.decode()
    assert 'lang="uk" dir="ltr"' in page
    assert "A2" in page
    step(client, verweis, "ja")
    assert Partnerkopie.objects.get().deutsch == "A2"
    step(client, verweis, "ja")
    assert Partnerkopie.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [({"deutsch": ""}, "deutsch"), ({"felder": []}, "felder"), ({"zweck": ""}, "zweck"), ({"tage": 7}, "tage")],
)
def test_what_is_missing_stands_beside_its_field_and_nothing_typed_is_lost(client, einheit, change, field):
    verweis = draft(angebot_of(partner_unit()), einheit=einheit)
    page = step(client, verweis, "fragen", **(FRAGE | change))
    assert list(page.context["form"].errors) == [field]
    assert 'value="Platz in der Beratung"' in page.content.decode() or field == "zweck"
    assert Verweis.objects.get().status == "entwurf"


def test_refusal_leads_to_the_letter(client, einheit):
    verweis = asked(angebot_of(partner_unit()), einheit=einheit).verweis
    step(client, verweis, "nein")
    assert Verweis.objects.get().status == "brief"


def test_link_goes_to_the_person_or_says_that_there_is_no_address(client, einheit):
    step(client, asked(angebot_of(partner_unit()), einheit=einheit).verweis, "link")
    assert Nachricht.objects.get().anlass == "verweis_einwilligung"
    page = client.post(
        reverse("verweise:schritt", args=[asked(angebot_of(None), einheit=einheit, email="").verweis.pk, "link"]), follow=True
    )
    assert "keine Adresse" in page.content.decode()


def test_confidential_kind_offers_the_letter_only(client, einheit):
    verweis = draft(angebot_of(partner_unit(), VERTRAULICH), einheit=einheit)
    page = client.get(verweis.get_absolute_url()).content.decode()
    assert "An dieses Angebot geht nichts über die Person." in page
    assert "Der Person zeigen" not in page
    for schritt, data in (("fragen", FRAGE), ("gesetz", {})):
        step(client, verweis, schritt, **data)
    assert (Verweis.objects.get().status, Partnerkopie.objects.count()) == ("entwurf", 0)


def test_law_lets_courses_be_told(client, einheit):
    verweis = draft(angebot_of(partner_unit(), GESETZLICH), einheit=einheit)
    step(client, verweis, "gesetz")
    assert Verweis.objects.get().uebergabe == "gesetzlich"


def test_declined_offers_something_else_which_begins_anew(client, einheit):
    verweis, other = sent(angebot_of(partner_unit()), einheit=einheit), angebot_of(None)
    foreign = angebot_of(None, "jmd")
    answer(verweis.kopie, S.ABGELEHNT, grund=Ablehnungsgrund.VOLL)
    page = client.get(verweis.get_absolute_url())
    assert [row.pk for row in page.context["alternativen"]] == [other.pk]
    step(client, verweis, "weiter", angebot=foreign.pk)
    assert Verweis.objects.count() == 1
    step(client, verweis, "weiter", angebot=other.pk)
    new = Verweis.objects.exclude(pk=verweis.pk).get()
    verweis.refresh_from_db()
    assert (new.status, new.vorgaenger, verweis.status, verweis.ausgang) == ("entwurf", verweis, "abgeschlossen", "woanders")


def test_closing_needs_an_outcome(client, einheit):
    verweis = with_letter(angebot_of(None), einheit=einheit)
    assert "ausgang" in step(client, verweis, "abschliessen").context["abschluss"].errors
    step(client, verweis, "abschliessen", ausgang="geholfen")
    assert Verweis.objects.get().ausgang == "geholfen"


def test_withdrawing_deletes_the_copy(client, einheit):
    verweis = sent(angebot_of(partner_unit()), einheit=einheit)
    step(client, verweis, "zurueckziehen", grund="erledigt")
    assert (Verweis.objects.get().status, Partnerkopie.objects.count()) == ("widerrufen", 0)


def test_unknown_step_and_foreign_unit_do_not_exist(client, einheit):
    own, foreign = with_letter(angebot_of(None), einheit=einheit), with_letter(angebot_of(None))
    assert step(client, own, "unsinn").status_code == 404
    assert client.get(foreign.get_absolute_url()).status_code == 404
    assert step(client, foreign, "zurueckziehen", grund="erledigt").status_code == 404


def test_list_by_deadline_with_filters_and_search(client, lotsin, einheit, donnerstag):
    late = sent(angebot_of(partner_unit()), einheit=einheit, nachname="Spätlinger")
    donnerstag.shift(timedelta(days=15))
    client.force_login(lotsin, backend=BACKEND)  # the session has ended meanwhile
    new = draft(angebot_of(None), einheit=einheit)

    def codes(**wanted) -> list[str]:
        return [row.kennung for row in client.get(reverse("verweise:verweise"), wanted).context["rows"]]

    assert codes() == [late.kennung, new.kennung]
    assert codes(ansicht="ueberfaellig") == [late.kennung]
    assert codes(ansicht="meine") == codes(ansicht="beendet") == []
    assert codes(stand="entwurf") == [new.kennung]
    assert codes(q="spätling") == codes(q=late.kennung) == [late.kennung]
    assert codes(ansicht="unfug", stand="unfug") == [late.kennung, new.kennung]


def test_list_is_turned_page_by_page(client, einheit, monkeypatch):
    monkeypatch.setattr(queries, "JE_SEITE", 2)
    for _more in range(3):
        draft(angebot_of(None), einheit=einheit)
    first, second = (client.get(reverse("verweise:verweise"), {"page": page}) for page in (1, 2))
    assert [len(page.context["rows"]) for page in (first, second)] == [2, 1]
    assert "?page=2" in first.text


def test_referral_under_way_at_another_unit_is_said_and_leads_nowhere(client, lotsin, einheit):
    fremd = draft(angebot_of(None))
    own = ErstberatungFactory.create(person=fremd.person, einheit=einheit)
    empfehlung = EmpfehlungFactory.create(erstberatung=own, angebotsart=fremd.angebot.angebotsart)
    response = client.post(reverse("verweise:neu"), {"empfehlung": empfehlung.pk, "angebot": fremd.angebot_id})
    assert response.status_code == 200
    assert "bei einer anderen Stelle schon in Arbeit" in response.text
    assert str(fremd.pk) not in response.text
    assert Verweis.objects.count() == 1


def test_list_asks_the_same_number_of_queries(lotsin, einheit, django_assert_num_queries):
    for _more in (1, 2):
        sent(angebot_of(None), einheit=einheit)
        _units = lotsin.einheiten_darunter
        with django_assert_num_queries(1):
            [(row.person.nachname, row.angebot.traeger.name, row.get_status_display()) for row in listed(lotsin)]


@pytest.mark.parametrize("sprache", ["uk", "ar", "de"])
def test_letter_is_a_pdf_without_the_name_that_can_be_read_aloud(client, einheit, sprache, tmp_path):
    assert pdf_available()
    angebot = angebot_of(None, VERTRAULICH, mitbringen=["Ausweis"], telefon="0123 4567")
    Sprechzeit.objects.create(angebot=angebot, wochentag=1, von="09:00", bis="12:00")
    verweis = with_letter(angebot, einheit=einheit, sprache=sprache, nachname="Geheimname")
    response = client.get(reverse("verweise:brief", args=[verweis.pk]))
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert ua_errors(response.content, tmp_path) == []
    from lotsen.queries.begleitbrief import letter

    content = letter(verweis, "https://amt.example/partner/brief/x/")
    assert [teil["lang"] for teil in content["teile"]] == list(dict.fromkeys([sprache, "de"]))
    assert "Geheimname" not in str(content["teile"])


def test_letter_exists_only_while_it_is_the_way(client, einheit):
    verweis = draft(angebot_of(None), einheit=einheit)
    assert client.get(reverse("verweise:brief", args=[verweis.pk])).status_code == 404


def test_whoever_works_nowhere_begins_nothing(client, lotsin):
    Rollenzuweisung.objects.filter(user=lotsin).update(organisationseinheit=OrganisationseinheitFactory.create())
    assert Angebot.objects.count() == 0
    assert client.get(reverse("verweise:verweise")).status_code == 200
