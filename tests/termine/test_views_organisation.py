"""What an organisation does behind its link: type, upload, correct, send; it sees its own lists and nothing else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from behoerde.kern.db import als
from behoerde.kern.models import Nachricht, Protokolleintrag
from behoerde.kern.rechte import Rolle
from termine.actions.aenderung import cancel_termin
from termine.actions.organisation import create_zugang, end_zugang
from termine.enums import Absagevon
from termine.models import Partnerzugang, Sammelbuchung, Sammelzeile
from termine.sammelliste import read_rows
from termine.tasks import sammelbuchungen
from termine.views import organisation
from tests.factories.kern import UserFactory
from tests.termine.empfang import join, make_staff
from tests.termine.sammel import BuchungspartnerFactory, liste, row
from tests.termine.test_views_heute_sammel import file, taken

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("leseprotokoll")]


@pytest.fixture
def partner(team, leistung, dienst):
    return BuchungspartnerFactory.create(
        name="Hochschule", einheit=team.organisationseinheit, leistungen=[leistung], email="hochschule@beispiel.example"
    )


@pytest.fixture
def token(partner):
    return create_zugang(partner, UserFactory.create())


@pytest.fixture
def begin(client, token, leistung, standort):
    """Return a function that begins a list and returns its address and page."""

    def post(*rows, **more):
        page = client.get(reverse("termine:organisation", args=[token]))
        values = {
            "schluessel": page.context["form"]["schluessel"].value(),
            "leistung": leistung.pk,
            "standort": standort.pk,
            "ab_0": "24",
            "ab_1": "11",
            "ab_2": "2026",
        }
        answer = client.post(
            reverse("termine:organisation", args=[token]), values | ({"datei": file(*rows)} if rows else {}) | more
        )
        return answer.get("Location") or answer

    return post


def recorded(*vorgaenge: str) -> list[Protokolleintrag]:
    with als(make_staff(Rolle.DATENSCHUTZ)):
        return list(Protokolleintrag.objects.filter(vorgang__in=vorgaenge).order_by("zeit", "pk"))


def fields(prefix: str, values: dict[str, str]) -> dict[str, str]:
    return {f"{prefix}-{name}": text for name, text in values.items()}


def test_uploaded_list_is_corrected_in_the_page_sent_and_booked(client, begin):
    address = begin(row(0), row(1, geburtsdatum="31.02.1990"))
    page = client.get(address)
    wrong = Sammelzeile.objects.get(buchbar=False)
    (form,) = page.context["formulare"]
    assert (form.prefix, list(form.errors)) == (f"z{wrong.pk}", ["geburtsdatum"])
    assert ["31.02.1990" in page.content.decode(), page.context["falsch"]] == [True, 1]
    refused = client.post(address, {"senden": "1"})
    assert refused.context["fehler"] == "Bitte berichtigen Sie zuerst die Zeilen mit Fehler, oder nehmen Sie sie heraus."
    client.post(address, fields(f"z{wrong.pk}", row(1)) | {"senden": "1"})
    assert Sammelzeile.objects.get(pk=wrong.pk).buchbar
    sammelbuchungen()
    text = client.get(address).content.decode()
    assert ["Dienstag" in text, "17.05.1990" in text, "Olenab Beispiel" in text] == [True, False, True]
    assert Nachricht.objects.filter(anlass="termin_bestaetigt").count() == 2


def test_people_typed_in_the_page_are_kept_and_more_fit_in(client, begin):
    address = begin()
    assert len(client.get(address).context["formulare"]) == 3
    page = client.post(address, fields("neu1", row(0)) | fields("neu2", row(1, nachname="")) | {"mehr": "1"})
    assert page["Location"].endswith("?leer=3#neu")
    page = client.get(address)
    assert [zeile.typed["vorname"] for _n, zeile in page.context["ruhig"]] == ["Olenaa"]
    assert [form["vorname"].value() for form in page.context["formulare"]] == ["Olenab"]
    assert page.context["formulare"][0].errors["nachname"] == ["Bitte geben Sie den Nachnamen an."]


def test_right_person_is_changed_taken_out_or_named_twice(client, begin):
    address = begin(row(0), row(1), row(2))
    first, second, third = Sammelzeile.objects.all()
    assert client.get(f"{address}?zeile={first.pk}").context["formulare"][0]["vorname"].value() == "Olenaa"
    client.post(address, fields(f"z{first.pk}", row(1)) | {"entfernen": str(third.pk)})
    page = client.get(address)
    assert [zeile.pk for _n, zeile in page.context["ruhig"]] == [first.pk]
    assert page.context["formulare"][0].errors["nachname"] == ["Diese Person steht schon in der Liste."]
    client.post(address, fields(f"z{second.pk}", dict.fromkeys(row(), "")))
    assert list(Sammelzeile.objects.all()) == [first]


def test_row_removed_in_another_window_is_not_lost(client, begin):
    address = begin(row(0))
    gone = Sammelzeile.objects.get()
    client.post(address, {"entfernen": str(gone.pk)})
    client.post(address, fields(f"z{gone.pk}", row(5)))
    assert [zeile.typed["vorname"] for zeile in Sammelzeile.objects.all()] == ["Olenaf"]


def test_corrected_file_takes_the_place_of_wrong_rows(client, begin):
    address = begin(row(0), row(1, geburtsdatum="?"))
    client.post(address, {"hochladen": "1", "datei": file(row(1), row(2))})
    assert [zeile.typed["vorname"] for zeile in Sammelzeile.objects.filter(buchbar=True)] == ["Olenaa", "Olenab", "Olenac"]
    assert "Bitte wählen Sie die Datei" in client.post(address, {"hochladen": "1"}).content.decode()


def test_beginning_and_sending_twice_is_once(client, begin):
    schluessel = "5d0dbb3f-6b0f-4f6c-9c59-6d2ea02fd5b4"
    addresses = {begin(row(0), schluessel=schluessel) for _twice in range(2)}
    address = addresses.pop()
    assert (addresses, Sammelbuchung.objects.count()) == (set(), 1)
    for _twice in range(2):
        client.post(address, {"senden": "1"})
    assert len(recorded("sammelbuchung_gesendet")) == 1
    sammelbuchungen()
    client.post(address, fields("neu1", row(7)) | {"senden": "1"})
    assert [zeile.typed["vorname"] for zeile in Sammelzeile.objects.all()] == ["Olenaa"]


def test_empty_list_is_not_sent(client, begin):
    assert client.post(begin(), {"senden": "1"}).context["fehler"] == "In der Liste steht noch niemand."


def test_lists_of_others_do_not_exist(client, begin, partner, token, leistung, standort):
    other = BuchungspartnerFactory.create(leistungen=[leistung])
    foreign = create_zugang(other, UserFactory.create())
    address = begin(row(0))
    pk = Sammelbuchung.objects.get().pk
    by_staff = liste(partner, leistung, standort, [row(3)])
    stolen = reverse("termine:organisation_liste", args=[foreign, pk])
    assert [client.get(stolen).status_code, client.post(stolen, {"verwerfen": "1"}).status_code] == [404, 404]
    assert client.get(reverse("termine:organisation_liste", args=[token, by_staff.pk])).status_code == 404
    assert client.get(reverse("termine:organisation", args=[foreign])).context["listen"].count() == 0
    assert (client.get(address).status_code, Sammelzeile.objects.count()) == (200, 2)


def test_row_of_another_list_is_not_touched(client, begin):
    begin(row(0))
    mine = begin(row(1))
    other = Sammelzeile.objects.order_by("pk").first()
    client.post(mine, fields(f"z{other.pk}", row(9)) | {"entfernen": str(other.pk)})
    other.refresh_from_db()
    assert other.typed["vorname"] == "Olenaa"


def test_leistung_that_is_not_allowed_is_refused(client, begin, partner):
    page = client.get(begin(row(0)))
    partner.leistungen.clear()
    answer = begin(row(1))
    assert (page.status_code, list(answer.context["form"].errors)) == (200, ["leistung"])


def test_organisation_that_may_not_book_sends_nothing(client, begin, partner):
    address = begin(row(0))
    partner.aktiv = False
    partner.save()
    text = "Für Ihre Organisation wird zurzeit nichts gebucht. Bitte fragen Sie uns."
    assert client.post(address, {"senden": "1"}).context["fehler"] == text
    assert Sammelbuchung.objects.get().bestellt_am is None


def test_why_the_office_refused_somebody_stays_there(client, begin, leistung, standort, partner):
    liste(partner, leistung, standort, [row(0)])
    sammelbuchungen()
    address = begin(row(0))
    client.post(address, {"senden": "1"})
    sammelbuchungen()
    text = client.get(address).content.decode()
    assert ["Bitte lassen Sie sie selbst bei uns anrufen." in text, "schon einen Termin" in text] == [True, False]


def test_quota_is_shown_kept_and_tried_again(client, begin, partner):
    partner.kontingent = 1
    partner.save()
    address = begin(row(0), row(1))
    client.post(address, {"senden": "1"})
    sammelbuchungen()
    page = client.get(address)
    assert [rest.frei for rest in page.context["reste"]] == [0, 1]
    assert "Innerhalb Ihres Kontingents ist keine passende Zeit frei." in page.content.decode()
    cancel_termin(Sammelzeile.objects.exclude(termin=None).get().termin, von=Absagevon.PERSON)
    client.post(address, {"nochmal": "1"})
    sammelbuchungen()
    page = client.get(address)
    assert ([rest.frei for rest in page.context["reste"]], "Der Termin besteht nicht mehr." in page.content.decode()) == (
        [0, 1],
        True,
    )


def test_what_was_typed_stays_when_too_many_are_named(client, begin, monkeypatch):
    address = begin(row(0))
    monkeypatch.setattr("termine.actions.organisation.ZEILEN_HOECHSTENS", 1)
    page = client.post(address, fields("neu1", row(1)))
    assert (page.context["fehler"], page.context["formulare"][-1]["vorname"].value()) == (
        "Eine Liste fasst höchstens 1 Personen. Bitte teilen Sie sie.",
        "Olenab",
    )


def test_too_many_posts_are_refused_and_nothing_is_lost(client, begin, monkeypatch):
    address = begin(row(0))
    monkeypatch.setattr(organisation, "GRENZEN", organisation.Grenzen(adresse="", netz="", kontakt="1/h"))
    client.post(address, {"mehr": "1"})
    page = client.post(address, fields("neu1", row(1)))
    assert (page.status_code, page.context["formulare"][-1]["vorname"].value()) == (429, "Olenab")


def test_many_begun_lists_are_refused(begin, monkeypatch):
    monkeypatch.setattr("termine.actions.organisation.ENTWUERFE_HOECHSTENS", 1)
    begin(row(0))
    assert "viele angefangene Listen" in str(begin(row(1)).context["form"].non_field_errors())


def test_deleted_list_leaves_nothing(client, begin, token):
    answer = client.post(begin(row(0)), {"verwerfen": "1"})
    assert (answer["Location"], Sammelbuchung.objects.count()) == (reverse("termine:organisation", args=[token]), 0)


def test_staff_see_a_list_once_it_is_sent_and_by_what_it_came(client, begin, team):
    address = begin(row(0))
    pk = Sammelbuchung.objects.get().pk
    join(client, team.organisationseinheit, Rolle.EMPFANG)
    staff = reverse("termine:heute_sammel_liste", args=[pk])
    assert client.get(staff).status_code == 404
    client.post(address, {"senden": "1"})
    assert "Von der Organisation über ihren Link gesendet" in client.get(staff).content.decode()


def test_reading_by_link_is_recorded(client, begin):
    address = begin(row(0))
    client.get(address)
    (entry,) = recorded("gelesen")
    assert (entry.system, entry.grund, entry.objekt_id) == ("kunde", "Link der Organisation", str(Sammelbuchung.objects.get().pk))


def test_template_is_a_list_that_can_be_sent(client, token):
    assert [one["vorname"] for one in read_rows(taken(client, reverse("termine:organisation_vorlage", args=[token])))] == [
        "Olena"
    ]


@pytest.mark.parametrize("way", ["beendet", "neu", "abgelaufen"])
def test_dead_link_opens_nothing(client, begin, partner, token, uhr, way):
    address = begin(row(0))
    if way == "beendet":
        end_zugang(partner, UserFactory.create())
    elif way == "neu":
        create_zugang(partner, UserFactory.create())
    else:
        uhr.shift(timedelta(days=181))
    page = client.get(address)
    assert (page.status_code, "Dieser Link gilt nicht mehr." in page.content.decode()) == (404, True)
    assert client.get(reverse("termine:organisation", args=[token])).status_code == 404


def test_new_link_sees_the_lists_of_the_old_one(client, begin, partner):
    begin(row(0))
    newer = create_zugang(partner, UserFactory.create())
    assert client.get(reverse("termine:organisation", args=[newer])).context["listen"].count() == 1


def test_management_makes_shows_once_sends_and_ends_the_link(client, partner, team):
    join(client, team.organisationseinheit, Rolle.LEITUNG)
    page = reverse("termine:heute_partner_zugang", args=[partner.pk])
    answer = client.post(page)
    link = answer.context["adresse"]
    assert (answer["Cache-Control"], Nachricht.objects.get(anlass="organisation_zugang").adresse) == ("no-store", partner.email)
    assert client.get(link.removeprefix("https://amt.example").removeprefix("http://localhost:8000")).status_code == 200
    assert link not in client.get(page).content.decode()
    assert client.post(page).status_code == 302  # sent twice: the link stays
    assert Partnerzugang.objects.count() == 1
    client.post(page, {"neu": "1"})
    client.post(page, {"beenden": "1"})
    assert Partnerzugang.objects.filter(beendet_am=None).count() == 0
    assert [entry.vorgang for entry in recorded("partnerzugang_angelegt", "partnerzugang_beendet")] == [
        "partnerzugang_angelegt"
    ] * 2 + ["partnerzugang_beendet"]


def test_link_of_another_unit_does_not_exist(client, team):
    join(client, team.organisationseinheit, Rolle.LEITUNG)
    other = BuchungspartnerFactory.create()
    assert client.post(reverse("termine:heute_partner_zugang", args=[other.pk])).status_code == 404
    assert not Partnerzugang.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_pages_take_the_same_queries_for_one_and_three(client, begin, token, count, django_assert_num_queries):
    for n in range(count):
        address = begin(*(row(n * 4 + k) for k in range(count)))
        client.post(address, {"senden": "1"})
    sammelbuchungen()
    client.get(address)
    with django_assert_num_queries(EINE_LISTE):
        client.get(address)
    with django_assert_num_queries(ALLE_LISTEN):
        client.get(reverse("termine:organisation", args=[token]))


EINE_LISTE, ALLE_LISTEN = 12, 15


def test_history_says_who_changed_what_and_gave_the_link(client, partner, team):
    user = join(client, team.organisationseinheit, Rolle.LEITUNG)
    values = {"name": "Hochschule", "email": partner.email, "einheit": partner.einheit_id, "je": "woche", "aktiv": "on"}
    leistungen = [leistung.pk for leistung in partner.leistungen.all()]
    client.post(reverse("termine:heute_partner_form", args=[partner.pk]), values | {"kontingent": 8, "leistungen": leistungen})
    for what in ({}, {"beenden": "1"}):
        client.post(reverse("termine:heute_partner_zugang", args=[partner.pk]), what)
    page = client.get(reverse("termine:heute_partner_verlauf", args=[partner.pk]))
    steps = [(step.wer, step.art, [(one.feld, one.nachher) for one in step.aenderungen]) for step in page.context["verlauf"]]
    me = str(user)
    assert sorted(steps) == sorted(
        [
            ("", "angelegt", []),
            (me, "Link abgeschaltet", []),
            (me, "Link erzeugt", []),
            (me, "geändert", [("Termine", "8")]),
        ]
    )
    assert "Termine 20 → 8" in page.content.decode()


def test_history_of_another_unit_does_not_exist(client, team):
    join(client, team.organisationseinheit, Rolle.LEITUNG)
    other = BuchungspartnerFactory.create()
    assert client.get(reverse("termine:heute_partner_verlauf", args=[other.pk])).status_code == 404
