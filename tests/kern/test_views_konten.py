import re
from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from behoerde.kern import register, uhr
from behoerde.kern.models import Organisationseinheit, User
from behoerde.kern.rechte import Rolle
from tests.anmelden import make_staff, sign_in
from tests.factories.kern import OrganisationseinheitFactory, RollenzuweisungFactory, UserFactory

pytestmark = pytest.mark.django_db
ANGABEN = {"vorname": "Ana", "nachname": "Neu", "email": "Ana.Neu@musterstadt.example", "sprache": "de"}


@pytest.fixture
def verwaltung(client):
    return sign_in(client, Rolle.VERWALTUNG, nachname="Aaaverwaltung")


def names(response) -> list[str]:
    return [record.nachname for record in response.context["table"].data]


@pytest.fixture
def no_navigation(monkeypatch):
    """The head of the page asks what the apps registered; that is not this list's matter."""
    monkeypatch.setitem(register._register.entries, register.Navigation, [])


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_same_questions_for_any_number_of_rows(client, verwaltung, no_navigation, django_assert_num_queries, rows):
    for _number in range(rows):
        make_staff(Rolle.EMPFANG)
    with django_assert_num_queries(12):
        assert client.get(reverse("kern:konten")).status_code == 200


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=muller", ["Müller"]),
        ("q=OZGE nord", ["Müller"]),
        ("rolle=empfang", ["Müller"]),
        ("zustand=gesperrt", ["Weg"]),
        ("zustand=ohne_rolle", ["Abgelaufen"]),
        ("zustand=ohne_faktor", ["Abgelaufen", "Müller"]),
        ("q=niemand", []),
    ],
)
def test_list_filters_by_the_address(client, verwaltung, query, found):
    UserFactory.create(rollen=[Rolle.EMPFANG], vorname="Özge", nachname="Müller", email="m@nord.example")
    UserFactory.create(rollen=[Rolle.LEITUNG], vorname="Tom", nachname="Weg", email="t@weg.example", austritt_am=date(2026, 1, 1))
    ended = UserFactory.create(vorname="Ute", nachname="Abgelaufen", email="u@ab.example")
    RollenzuweisungFactory.create(user=ended, rolle=Rolle.EMPFANG, bis=uhr.today() - timedelta(1))
    assert names(client.get(f"{reverse('kern:konten')}?{query}")) == found


def test_list_is_in_german_order(client, verwaltung):
    for nachname in ("Zander", "Özdemir", "Ohm"):
        UserFactory.create(nachname=nachname)
    assert names(client.get(reverse("kern:konten"))) == ["Aaaverwaltung", "Ohm", "Özdemir", "Zander"]


def test_list_filters_by_unit(client, verwaltung):
    zuweisung = RollenzuweisungFactory.create(user__nachname="Teammitglied")
    response = client.get(reverse("kern:konten"), {"einheit": zuweisung.organisationseinheit_id})
    assert names(response) == ["Teammitglied"]


def test_new_account_shows_its_start_password_once(client, verwaltung):
    response = client.post(reverse("kern:konto_neu"), ANGABEN)
    user = User.objects.get(email="ana.neu@musterstadt.example")
    kennwort = re.search(r"[a-z2-9]{4}(-[a-z2-9]{4}){3}", response.content.decode()).group()
    assert (user.check_password(kennwort), response["Cache-Control"]) == (True, "no-store")
    assert kennwort not in client.get(user.get_absolute_url()).content.decode()


def test_taken_address_is_refused_beside_the_field_and_nothing_is_lost(client, verwaltung):
    UserFactory.create(email="ana.neu@musterstadt.example")
    form = client.post(reverse("kern:konto_neu"), ANGABEN).context["form"]
    assert form.errors == {"email": ["Mit dieser E-Mail-Adresse gibt es schon ein Konto."]}
    assert form["vorname"].value() == "Ana"


def test_directory_account_is_offered_only_when_a_directory_is_configured(client, verwaltung, settings):
    assert "mit_kennwort" not in client.get(reverse("kern:konto_neu")).context["form"].fields
    apps = [{"provider_id": "stadt", "name": "Stadt", "client_id": "x", "settings": {"server_url": "http://127.0.0.1:1"}}]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps}}
    response = client.post(reverse("kern:konto_neu"), ANGABEN)
    user = User.objects.get(email="ana.neu@musterstadt.example")
    assert (response.url, user.has_usable_password()) == (user.get_absolute_url(), False)


def test_role_is_given_in_a_unit(client, verwaltung):
    user, einheit = UserFactory.create(), OrganisationseinheitFactory.create()
    client.post(reverse("kern:konto_rolle", args=[user.pk]), {"rolle": "lotse", "organisationseinheit": einheit.pk, "bis": ""})
    assert list(user.rollenzuweisungen.values_list("rolle", "organisationseinheit", "bis")) == [("lotse", einheit.pk, None)]


def test_role_with_a_past_end_is_refused_on_the_page_of_the_account(client, verwaltung):
    user, einheit = UserFactory.create(), OrganisationseinheitFactory.create()
    data = {"rolle": "lotse", "organisationseinheit": einheit.pk, "bis": "2026-01-01"}
    response = client.post(reverse("kern:konto_rolle", args=[user.pk]), data)
    assert response.context["rolle_form"].errors == {
        "bis": ["Dieser Tag ist vorbei. Bitte wählen Sie heute oder einen späteren Tag."]
    }
    assert (response.context["rolle_form"]["rolle"].value(), user.rollenzuweisungen.count()) == ("lotse", 0)


def test_role_ends_after_asking(client, verwaltung):
    zuweisung = RollenzuweisungFactory.create()
    address = reverse("kern:konto_rolle_beenden", args=[zuweisung.user_id, zuweisung.pk])
    client.get(address)
    assert zuweisung.user.rollenzuweisungen.count() == 1
    client.post(address)
    assert zuweisung.user.rollenzuweisungen.count() == 0


def test_own_verwaltung_stays_and_says_why(client, verwaltung):
    own = verwaltung.rollenzuweisungen.get()
    response = client.post(reverse("kern:konto_rolle_beenden", args=[verwaltung.pk, own.pk]))
    assert "nicht selbst nehmen" in response.content.decode()
    assert verwaltung.rollenzuweisungen.count() == 1


def test_details_are_changed(client, verwaltung):
    user = UserFactory.create()
    client.post(reverse("kern:konto_bearbeiten", args=[user.pk]), ANGABEN | {"sprache": "en"})
    user.refresh_from_db()
    assert (user.vorname, user.email, user.sprache) == ("Ana", "ana.neu@musterstadt.example", "en")


def test_leaving_date_closes_the_account(client, verwaltung):
    user = UserFactory.create()
    client.post(reverse("kern:konto_austritt", args=[user.pk]), {"austritt_am": "2026-01-01"})
    user.refresh_from_db()
    assert user.is_active is False


def test_lost_second_factor_needs_a_reason(client, verwaltung):
    user = make_staff(Rolle.EMPFANG)
    address = reverse("kern:konto_faktor", args=[user.pk])
    assert client.post(address, {"grund": ""}).context["form"].errors == {"grund": ["Bitte füllen Sie dieses Feld aus."]}
    assert Authenticator.objects.filter(user=user).count() == 1
    client.post(address, {"grund": "Handy verloren"})
    assert Authenticator.objects.filter(user=user).count() == 0


def test_new_startkennwort_is_shown(client, verwaltung):
    user = make_staff(Rolle.EMPFANG)
    response = client.post(reverse("kern:konto_kennwort", args=[user.pk]))
    user.refresh_from_db()
    assert user.check_password(response.context["kennwort"])


def test_page_of_an_account_tells_what_happened(client, verwaltung):
    user = UserFactory.create()
    client.post(reverse("kern:konto_sitzungen", args=[user.pk]))
    verlauf = client.get(user.get_absolute_url()).context["verlauf"]
    assert [(str(step["was"]), step["wer"]) for step in verlauf] == [("Überall abgemeldet", verwaltung)]


def test_units_are_listed_created_and_changed(client, verwaltung):
    client.post(reverse("kern:einheit_neu"), {"name": "Bürgerbüro Nord", "art": "buergerbuero", "parent": ""})
    einheit = Organisationseinheit.objects.get(name="Bürgerbüro Nord")
    client.post(reverse("kern:einheit", args=[einheit.pk]), {"name": "Bürgerbüro Süd", "art": "buergerbuero", "parent": ""})
    assert "Bürgerbüro Süd" in [row.name for row in client.get(reverse("kern:einheiten")).context["table"].data]


def test_unit_name_that_exists_is_refused_beside_the_field(client, verwaltung):
    OrganisationseinheitFactory.create(name="Team 1")
    response = client.post(reverse("kern:einheit_neu"), {"name": "Team 1", "art": "sachgebiet", "parent": ""})
    assert response.context["form"].errors == {"name": ["Eine Stelle mit diesem Namen gibt es schon."]}
