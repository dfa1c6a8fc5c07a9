"""The day of the front desk: who sees what, filters in the address, search, files, the read log, constant queries."""

from datetime import timedelta

import pdfua
import pikepdf
import pytest
from django.urls import reverse
from outloud.model import Document

from behoerde.kern.models import Nachricht
from behoerde.kern.rechte import Rolle
from termine.actions.aenderung import cancel_termin
from termine.actions.warteliste import wish_earlier
from termine.models import Termin
from tests.anmelden import sign_in
from tests.factories.kern import OrganisationseinheitFactory
from tests.factories.termine import MORGEN, PlatzFactory, TeamFactory, gebuchter_termin, kontakt, person
from tests.termine.empfang import join, lesespuren, next_morning
from tests.termine.hilfen import sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("leseprotokoll")]
TAG = {"tag": "2026-11-24"}
VIERTELSTUNDE = timedelta(minutes=15)


def names(response) -> list[str]:
    return [f"{t.kontakt.vorname} {t.starts_at:%H:%M}" for stunde in response.context["stunden"] for t in stunde.termine]


def book(dienst, leistung, count: int) -> list[Termin]:
    return [gebuchter_termin(dienst, leistung, n=n, beginn=MORGEN + n * VIERTELSTUNDE) for n in range(count)]


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_for_one_and_three(client, empfang, dienst, leistung, count, django_assert_num_queries):
    book(dienst, leistung, count)
    with django_assert_num_queries(17):
        response = client.get(reverse("termine:heute"), TAG)
    assert len(names(response)) == count


@pytest.mark.parametrize("count", [1, 3])
def test_detail_takes_the_same_queries_beside_one_and_three(client, empfang, dienst, leistung, count, django_assert_num_queries):
    termin = book(dienst, leistung, count)[0]
    with django_assert_num_queries(24):
        response = client.get(termin.get_absolute_url())
    assert len(names(response)) == count


def test_list_shows_today_without_an_address(client, empfang, dienst, leistung, uhr):
    book(dienst, leistung, 1)
    assert names(client.get(reverse("termine:heute"))) == []
    next_morning(uhr, client, empfang, MORGEN)
    assert names(client.get(reverse("termine:heute"))) == ["Olenaaa 08:00"]


def test_list_groups_by_hour(client, empfang, dienst, leistung, uhr):
    for n, minutes in enumerate((0, 15, 60, 120)):
        gebuchter_termin(dienst, leistung, n=n, beginn=MORGEN + timedelta(minutes=minutes))
    next_morning(uhr, client, empfang, MORGEN + timedelta(minutes=70))
    stunden = client.get(reverse("termine:heute")).context["stunden"]
    assert [(f"{s.beginn:%H:%M}", s.lage, len(s.termine)) for s in stunden] == [
        ("09:00", "vorbei", 2), ("10:00", "jetzt", 1), ("11:00", "spaeter", 1),
    ]  # fmt: skip


def test_filters_count_and_choose(client, empfang, dienst, leistung, uhr):
    first, second, _third = book(dienst, leistung, 3)
    next_morning(uhr, client, empfang, MORGEN)
    client.post(reverse("termine:heute_angekommen", args=[first.pk]))
    client.post(reverse("termine:heute_absagen", args=[second.pk]), {"von": "person", "grund": "krank"})
    response = client.get(reverse("termine:heute"), {"status": "im_haus"})
    assert names(response) == ["Olenaaa 08:00"]
    assert response.context["zahlen"] == {
        "alle": 2,
        "erwartet": 1,
        "im_haus": 1,
        "fertig": 0,
        "abgesagt": 1,
        "frueher": 0,
        "bestaetigung": 0,
        "dolmetschen": 0,
    }


def test_filters_by_team_and_counter(client, empfang, dienst, leistung):
    book(dienst, leistung, 1)
    other = PlatzFactory.create(team=dienst.team)
    here = {**TAG, "team": dienst.team.pk, "platz": dienst.platz.pk}
    TeamFactory.create(organisationseinheit=dienst.team.organisationseinheit, standort=dienst.team.standort)
    assert names(client.get(reverse("termine:heute"), here)) == ["Olenaaa 08:00"]
    assert names(client.get(reverse("termine:heute"), here | {"platz": other.pk})) == []


@pytest.mark.parametrize(("field", "typed", "sentence"), [
    ("tag", "31.02.2026", "Diesen Tag gibt es nicht. Sie sehen heute."),
    ("platz", "999", "Diese Auswahl gibt es nicht. Sie sehen alle."),
])  # fmt: skip
def test_nonsense_in_the_address_is_named_beside_the_field(client, empfang, dienst, field, typed, sentence):
    response = client.get(reverse("termine:heute"), {field: typed})
    assert response.context["form"].errors == {field: [sentence]}
    assert sentence in response.content.decode()


@pytest.mark.parametrize("address", ["termine:heute", "termine:heute_tagesplan"])
@pytest.mark.parametrize("typed", ["9999-12-31", "0001-01-01", "1999-12-31", "2101-01-01"])
def test_day_out_of_reach_is_refused_beside_the_field(client, empfang, address, typed):
    response = client.get(reverse(address), {"tag": typed})
    sentence = "Bitte wählen Sie einen Tag zwischen 2000 und 2100. Sie sehen heute."
    assert (response.context["form"].errors, str(response.context["auswahl"].tag)) == ({"tag": [sentence]}, "2026-11-23")
    assert sentence in response.content.decode()


def test_visit_of_another_unit_does_not_exist(client, dienst, leistung):
    termin = book(dienst, leistung, 1)[0]
    sign_in(client, Rolle.EMPFANG)
    assert client.get(termin.get_absolute_url()).status_code == 404
    assert names(client.get(reverse("termine:heute"), TAG)) == []


def test_whole_office_sees_the_units_below(client, dienst, leistung):
    termin = book(dienst, leistung, 1)[0]
    amt = OrganisationseinheitFactory.create()
    sachgebiet = OrganisationseinheitFactory.create(parent=amt)
    einheit = dienst.team.organisationseinheit
    einheit.parent = sachgebiet
    einheit.save()
    join(client, amt, Rolle.EMPFANG)
    assert client.get(termin.get_absolute_url()).status_code == 200


def test_opening_a_visit_stands_in_the_read_log(client, empfang, dienst, leistung):
    termin = book(dienst, leistung, 1)[0]
    client.get(termin.get_absolute_url())
    assert lesespuren() == [(empfang.pk, "termine.termin", str(termin.pk), "")]


def test_search_finds_on_any_day_and_is_logged(client, empfang, dienst, leistung):
    book(dienst, leistung, 2)
    for text in ("olenaaa", "beispiel OLENAAA"):
        assert names(client.get(reverse("termine:heute"), {"q": text})) == ["Olenaaa 08:00"]
    assert lesespuren() == [(empfang.pk, "kern.user", str(empfang.pk), "Suche")] * 2


def test_search_for_a_code_opens_its_visit(client, empfang, dienst, leistung):
    termin = book(dienst, leistung, 2)[0]
    response = client.get(reverse("termine:heute"), {"q": termin.code.lower().replace("-", "")})
    assert (response.status_code, response.headers.get("Location")) == (302, termin.get_absolute_url())
    assert lesespuren() == [(empfang.pk, "kern.user", str(empfang.pk), "Suche")]


def test_search_for_a_code_that_is_a_name_too_shows_both(client, empfang, dienst, leistung):
    first, second = book(dienst, leistung, 2)
    first.kontakt.nachname = second.code.replace("-", "")
    first.kontakt.save()
    response = client.get(reverse("termine:heute"), {"q": first.kontakt.nachname})
    assert names(response) == ["Olenaaa 08:00", "Olenaba 08:15"]


@pytest.mark.parametrize(("text", "sentence"), [
    ("a" * 400, "Bitte suchen Sie mit höchstens 100 Zeichen."),
    ("olenaaa\0", "In der Eingabe steckt ein unsichtbares Zeichen, das wir nicht lesen können. Bitte schreiben Sie sie neu."),
])  # fmt: skip
def test_search_that_is_refused_says_so_and_finds_nobody(client, empfang, dienst, leistung, text, sentence):
    book(dienst, leistung, 1)
    response = client.get(reverse("termine:heute"), {"q": text, **TAG})
    page = response.content.decode()
    assert (names(response), sentence in page, "Niemand gefunden" in page) == ([], True, True)


def test_search_finds_whom_somebody_cancelled_after_those_who_come(client, empfang, dienst, leistung, uhr):
    cancel_termin(gebuchter_termin(dienst, leistung), von="person")
    gebuchter_termin(dienst, leistung, n=26, beginn=MORGEN + 4 * VIERTELSTUNDE)
    next_morning(uhr, client, empfang, MORGEN + VIERTELSTUNDE)
    assert names(client.get(reverse("termine:heute"), {"q": "olenaa"})) == ["Olenaab 09:00", "Olenaaa 08:00"]


def test_list_names_a_contact_that_messages_do_not_reach(client, empfang, dienst, leistung):
    book(dienst, leistung, 1)
    before = "Kontakt prüfen" in client.get(reverse("termine:heute"), TAG).content.decode()
    Nachricht.objects.update(status="tot")
    assert (before, "Kontakt prüfen" in client.get(reverse("termine:heute"), TAG).content.decode()) == (False, True)


def test_search_shows_nobody_of_another_unit(client, dienst, leistung):
    book(dienst, leistung, 1)
    sign_in(client, Rolle.EMPFANG)
    response = client.get(reverse("termine:heute"), {"q": "olenaaa"})
    assert (names(response), "Niemand gefunden" in response.content.decode()) == ([], True)


def test_queue_holds_people_without_contact_only(client, empfang, dienst, leistung, standort, bestaetigung_offen):
    sent(leistung, standort, n=5, beginn=MORGEN + VIERTELSTUNDE)
    response = client.get(reverse("termine:heute"), {"status": "bestaetigung"})
    assert names(response) == ["Olenaaa 08:00"]


def test_list_alone_is_a_part_of_a_page(client, empfang, dienst, leistung):
    termin = book(dienst, leistung, 1)[0]
    address = reverse("termine:heute_liste")
    part = client.get(address, {**TAG, "gewaehlt": str(termin.pk)}, headers={"HX-Request": "true"}).content.decode()
    assert ("<html" in part, "vorgang--aktiv" in part) == (False, True)
    assert client.get(address, TAG).url == f"{reverse('termine:heute')}?tag=2026-11-24"


def test_list_that_asks_by_itself_does_not_keep_a_session_open(client, empfang, uhr):
    for _n in range(2):
        uhr.shift(timedelta(minutes=10))
        client.get(reverse("termine:heute_liste"), headers={"HX-Request": "true", "X-Hintergrund": "1"})
    assert client.get(reverse("termine:heute")).status_code == 302


def test_list_as_table(client, empfang, dienst, leistung):
    gebuchter_termin(dienst, leistung, personen=[person(1), person(2)], kontakt=kontakt(sprache="uk"))
    response = client.get(reverse("termine:heute"), {**TAG, "format": "csv"})
    row = b"".join(response.streaming_content).decode().splitlines()[1].split(";")
    assert [cell.strip('"') for cell in row[5:7]] == ["Olenaba Beispiel, Olenaca Beispiel", "Aufenthaltskarte abholen"]
    assert lesespuren() == [(empfang.pk, "kern.user", str(empfang.pk), "Ausgabe csv")]


@pytest.mark.parametrize(("nach", "sheets"), [("zeit", [""]), ("team", ["Aufenthalt"]), ("platz", ["Aufenthalt: Schalter 1"])])
def test_day_plan_has_a_sheet_per_team_or_counter(client, empfang, dienst, leistung, nach, sheets):
    dienst.team.name, dienst.platz.name = "Aufenthalt", "Schalter 1"
    dienst.team.save()
    dienst.platz.save()
    book(dienst, leistung, 2)
    response = client.get(reverse("termine:heute_tagesplan"), {**TAG, "nach": nach})
    assert list(response.context["blaetter"]) == sheets


@pytest.mark.parametrize("nach", ["zeit", "platz"])
def test_day_plan_is_a_pdf_that_can_be_read_aloud(client, empfang, dienst, leistung, tmp_path, nach):
    book(dienst, leistung, 2)
    response = client.get(reverse("termine:heute_tagesplan"), {**TAG, "nach": nach, "format": "pdf"})
    assert response["Content-Disposition"] == 'inline; filename="tagesplan-2026-11-24.pdf"'
    path = tmp_path / "plan.pdf"
    path.write_bytes(response.content)
    with pikepdf.open(path) as plan:
        left, bottom, right, top = map(float, plan.pages[0].MediaBox)
        assert (len(plan.pages), right - left > top - bottom) == (1, True)
    assert ("Olenaaa" in Document(str(path)).content(0).text, pdfua.validate(str(path)).findings) == (True, ())
    assert lesespuren() == [(empfang.pk, "kern.user", str(empfang.pk), "Ausgabe pdf")]


@pytest.mark.parametrize("address", ["termine:heute", "termine:heute_tagesplan"])
def test_empty_day_says_what_to_do_next(client, empfang, address):
    assert "An diesem Tag kommt niemand" in client.get(reverse(address)).content.decode()


def test_navigation_counts_who_is_still_to_come(client, empfang, dienst, leistung, uhr):
    first, _second = book(dienst, leistung, 2)
    next_morning(uhr, client, empfang, MORGEN - timedelta(minutes=5))
    client.post(reverse("termine:heute_absagen", args=[first.pk]), {"von": "person", "grund": "krank"})
    navigation = client.get(reverse("kern:arbeitsplatz")).context["navigation"]
    assert [(str(entry.label), entry.zahl) for entry in navigation] == [
        ("Empfang", 0),
        ("Heute", 1),
        ("Schalter", 0),
        ("Dienstplan", None),
        ("Kennzahlen", None),
        ("Umfragen", None),
    ]


def test_reader_sees_no_buttons(client, dienst, leistung):
    termin = book(dienst, leistung, 1)[0]
    join(client, dienst.team.organisationseinheit, Rolle.LOTSE)
    page = client.get(termin.get_absolute_url()).content.decode()
    assert ("Sie dürfen Termine ansehen, aber nicht ändern." in page, "Ist angekommen" in page) == (True, False)


def test_day_before_and_after_stand_beside_the_day(client, empfang):
    page = client.get(reverse("termine:heute"), {"tag": "2026-03-01"})
    assert [str(day) for day in page.context["nachbarn"].values()] == ["2026-02-28", "2026-03-02"]


def test_filter_and_mark_name_who_waits_for_an_earlier_time(client, empfang, dienst, leistung):
    waits = gebuchter_termin(dienst, leistung)
    gebuchter_termin(dienst, leistung, n=1, beginn=MORGEN + timedelta(hours=1))
    wish_earlier(waits)
    page = client.get(reverse("termine:heute"), {"tag": "2026-11-24", "status": "frueher"})
    assert [termin.pk for stunde in page.context["stunden"] for termin in stunde.termine] == [waits.pk]
    assert "will früher" in page.content.decode()
    nobody = client.get(reverse("termine:heute"), {"tag": "2026-11-25", "status": "frueher"})
    assert "Niemand will früher kommen" in nobody.content.decode()
