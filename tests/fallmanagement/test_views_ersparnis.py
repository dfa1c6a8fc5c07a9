"""Pages of the savings ledger: months of a job, the year of a unit, the method, assumptions; three columns never added up."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from behoerde.kern.models import Organisationseinheit
from behoerde.kern.rechte import Rolle
from fallmanagement.models import Annahme, Ersparnismonat, Vermittlung
from fallmanagement.queries.ersparnis import months_between, year_of
from tests.factories.fallmanagement import FallakteFactory
from tests.factories.kern import OrganisationseinheitFactory
from tests.factories.vermittlung import ErsparnismonatFactory, begonnen
from tests.termine.empfang import join, staff_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt", "ruhig")]
JAHR, ANNAHMEN, METHODE = (f"fallmanagement:ersparnis_{name}" for name in ("jahr", "annahmen", "methode"))
SEPTEMBER = {"was": "speichern", "monat": "2026-09-01", "brutto": "724,00", "netto": "580", "unterkunft": "0"} | {
    "werbungskosten": "0",
    "stufe": "2",
    "leistung": "asylblg",
    "nachweis": "abrechnung",
}


@pytest.fixture
def job(akte) -> Vermittlung:
    return begonnen(fallakte=akte)


def address(job: Vermittlung) -> str:
    return reverse("fallmanagement:ersparnis", args=[job.fallakte_id, job.pk])


def amounts(text: str) -> set[Decimal]:
    """Return every amount of money in a text."""
    return {Decimal(found.replace(".", "").replace(",", ".")) for found in re.findall(r"\d[\d.]*,\d\d", text)}


@pytest.mark.usefixtures("angemeldet")
def test_month_is_entered_and_the_next_one_remembers_it(client, job):
    page = client.get(address(job))
    assert [entry.monat.month for entry in page.context["monate"]] == [11, 10, 9]
    assert page.context["form"].initial["monat"] == "2026-09-01"
    client.post(address(job), SEPTEMBER)
    form = client.get(address(job)).context["form"]
    assert (form.initial["monat"], form.initial["netto"], form.initial.get("nachweis", "")) == ("2026-10-01", Decimal(580), "")
    assert "399,00" in client.get(address(job)).content.decode()


@pytest.mark.usefixtures("angemeldet")
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"netto": "900"}, "netto"),
        ({"brutto": "viel"}, "brutto"),
        ({"netto": "-1"}, "netto"),
        ({"monat": "2026-08-01"}, "monat"),
        ({"stufe": "7"}, "stufe"),
    ],
)
def test_month_that_makes_no_sense_says_why(client, job, change, field):
    page = client.post(address(job), SEPTEMBER | change)
    assert list(page.context["form"].errors) == [field]
    assert not Ersparnismonat.objects.exists()


@pytest.mark.usefixtures("angemeldet")
def test_month_is_changed_and_removed(client, job):
    row = ErsparnismonatFactory.create(vermittlung=job)
    form = client.get(address(job), {"monat": "2026-09"}).context["form"]
    assert (form.initial["monat"], form.initial["nachweis"]) == ("2026-09-01", "abrechnung")
    client.post(address(job), SEPTEMBER | {"netto": "500"})
    row.refresh_from_db()
    assert row.gemindert == 319
    client.post(address(job), {"was": "entfernen", "zeile": row.pk})
    assert not Ersparnismonat.objects.exists()


def test_only_the_lead_opens_a_closed_month(client, job, einheit, ruhig):
    row = ErsparnismonatFactory.create(vermittlung=job)
    leitung = join(client, einheit, Rolle.LEITUNG)
    client.post(reverse(JAHR), {"monat": "2026-09"})
    row.refresh_from_db()
    assert row.abgeschlossen_von == leitung
    open_again = {"was": "oeffnen", "zeile": row.pk, "grund": "Falsche Abrechnung"}
    join(client, einheit, Rolle.FALLMANAGEMENT)
    assert client.post(address(job), open_again).status_code == 404
    assert "2026-09-01" not in dict(client.get(address(job)).context["form"].fields["monat"].choices)
    join(client, einheit, Rolle.LEITUNG)
    client.post(address(job), open_again)
    row.refresh_from_db()
    assert row.abgeschlossen_am is None


@pytest.mark.usefixtures("angemeldet")
def test_job_without_a_first_day_has_no_months(client, akte):
    job = Vermittlung.objects.get(pk=begonnen(fallakte=akte).pk)
    Vermittlung.objects.filter(pk=job.pk).update(stand="vertrag", grund="versehen", vorher="")
    assert client.get(address(job)).context["monate"] == []


@pytest.fixture
def year(amt, uhr, ruhig, einheit) -> None:
    """September: one reduced with 399, one shifted with 812, one that nobody entered; another unit far away."""
    jobs = [begonnen(fallakte=FallakteFactory.create(einheit=einheit)) for _n in range(3)]
    ErsparnismonatFactory.create(vermittlung=jobs[0])
    ErsparnismonatFactory.create(vermittlung=jobs[1], leistung="beendet", unterkunft=Decimal(403))
    ErsparnismonatFactory.create(vermittlung=jobs[2], nachweis="")
    ErsparnismonatFactory.create(vermittlung=begonnen(fallakte__einheit=OrganisationseinheitFactory.create(name="Fern")))


@pytest.mark.usefixtures("year")
def test_year_says_what_is_known_and_what_is_not(client, einheit):
    leitung = join(client, einheit, Rolle.LEITUNG)
    jahr = year_of(leitung, 2026)
    lines = {zeile.monat.month: zeile for zeile in jahr.zeilen}
    september = lines[9]
    assert (september.in_arbeit, september.belegt, september.unbekannt) == (3, 2, 1)
    assert (september.gemindert, september.verlagert, september.kontrafaktisch) == (Decimal(399), Decimal(812), None)
    assert (lines[10].in_arbeit, lines[10].gemindert, lines[8].in_arbeit, 12 in lines) == (3, None, 0, False)
    assert [jahr.summe(spalte) for spalte in ("gemindert", "verlagert", "kontrafaktisch")] == [399, 812, None]


@pytest.mark.usefixtures("year")
def test_columns_are_never_added_up_on_pages_and_in_exports(client, einheit):
    join(client, einheit, Rolle.LEITUNG)
    page = client.get(reverse(JAHR))
    text = page.content.decode()
    csv = b"".join(client.get(reverse(JAHR), {"format": "csv"}).streaming_content).decode("utf-8-sig")
    xlsx = ZipFile(BytesIO(b"".join(client.get(reverse(JAHR), {"format": "xlsx"}).streaming_content)))
    sheet = xlsx.read("xl/worksheets/sheet1.xml").decode()
    assert {Decimal(399), Decimal(812)} <= amounts(text)
    for word in ("1.211", "1211"):  # 399 and 812
        assert word not in text + csv + sheet
    assert "<v>399" in sheet
    assert not page.context["jahr"].diagramm.stacked


@pytest.mark.usefixtures("year")
def test_small_numbers_and_open_assumptions_are_said(client, einheit):
    join(client, einheit, Rolle.LEITUNG)
    text = client.get(reverse(JAHR)).content.decode()
    assert "weniger als fünf Personen" in text
    assert text.count("gilt zurzeit keine Annahme") == 2


@pytest.mark.usefixtures("year")
def test_year_of_closed_entries_is_what_was_reported(client, einheit, leitung):
    join(client, einheit, Rolle.LEITUNG)
    client.post(reverse(JAHR), {"monat": "2026-09"})
    late = begonnen(fallakte=FallakteFactory.create(einheit=einheit))
    ErsparnismonatFactory.create(vermittlung=late)
    reported = client.get(reverse(JAHR), {"abgeschlossen": "on"}).context["jahr"]
    assert (reported.summe("gemindert"), year_of(leitung, 2026).summe("gemindert")) == (Decimal(399), Decimal(798))


@pytest.mark.parametrize(
    "query", [{"jahr": "unsinn"}, {"jahr": "1900"}, {"einheit": "0"}, {"jahr": "2025"}, {"jahr": "99999999999999999999"}]
)
def test_year_with_a_strange_address_is_a_page(client, einheit, ruhig, query):
    join(client, einheit, Rolle.LEITUNG)
    assert client.get(reverse(JAHR), query).status_code == 200


def test_month_that_runs_is_not_closed(client, einheit, ruhig):
    join(client, einheit, Rolle.LEITUNG)
    page = client.post(reverse(JAHR), {"monat": "2026-11"}, follow=True)
    assert "noch nicht vorbei" in page.content.decode()
    assert client.post(reverse(JAHR), {"monat": "x"}).status_code == 404


@pytest.mark.parametrize("name", [JAHR, ANNAHMEN])
def test_sums_and_assumptions_are_for_the_lead(client, angemeldet, name):
    assert client.get(reverse(name)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_year_asks_the_same_questions_however_many(client, einheit, ruhig, count, django_assert_num_queries):
    for _number in range(count):
        ErsparnismonatFactory.create(vermittlung=begonnen(fallakte=FallakteFactory.create(einheit=einheit)))
    join(client, einheit, Rolle.LEITUNG)
    client.get(reverse(JAHR))
    with django_assert_num_queries(16):
        client.get(reverse(JAHR))


@pytest.mark.usefixtures("angemeldet")
def test_method_page_works_the_example_out(client):
    text = client.get(reverse(METHODE)).content.decode()
    assert {Decimal(724), Decimal(580), Decimal(399), Decimal(409), Decimal(506)} <= amounts(text)
    assert text.count("nicht festgelegt") == 2


def propose(client, **change) -> None:
    data = {"art": "ohne_hilfe", "ab_0": "1", "ab_1": "9", "ab_2": "2026", "prozent": "25", "begruendung": "Erste Annahme"}
    return client.post(reverse(ANNAHMEN), data | {"quelle": "Beschluss"} | change)


def test_assumption_is_proposed_and_released_by_a_second_person(client, einheit, ruhig):
    join(client, einheit, Rolle.LEITUNG)
    assert "Bitte geben Sie den Anteil an" in propose(client, prozent="").content.decode()
    assert "Bitte wählen Sie das Gesetz" in propose(client, art="ukraine").content.decode()
    propose(client)
    row = Annahme.objects.get()
    page = client.post(reverse(ANNAHMEN), {"freigeben": row.pk}, follow=True)
    assert "selbst vorgeschlagen" in page.content.decode()
    join(client, einheit, Rolle.LEITUNG)
    client.post(reverse(ANNAHMEN), {"freigeben": row.pk})
    row.refresh_from_db()
    assert (row.anteil, row.freigegeben_am is not None) == (Decimal("0.25"), True)
    assert "25,0" in client.get(reverse(METHODE)).content.decode()


def test_proposal_is_discarded(client, einheit, ruhig):
    join(client, einheit, Rolle.LEITUNG)
    propose(client)
    client.post(reverse(ANNAHMEN), {"verwerfen": Annahme.objects.get().pk})
    assert not Annahme.objects.exists()
    assert client.post(reverse(ANNAHMEN), {"verwerfen": "unsinn"}).status_code == 404


@pytest.mark.usefixtures("angemeldet")
def test_months_of_a_job_are_taken_away(client, job):
    ErsparnismonatFactory.create(vermittlung=job)
    text = b"".join(client.get(address(job), {"format": "csv"}).streaming_content).decode("utf-8-sig")
    head, line = text.splitlines()
    assert len(head.split(";")) == len(line.split(";")) == 18
    assert "1/2026-08-19" in line


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (date(2026, 9, 30), date(2026, 9, 1), 1),
        (date(2025, 11, 2), date(2026, 2, 1), 4),
        (date(2026, 9, 1), date(2026, 8, 31), 0),
    ],
)
def test_months_between_two_days(first, last, count):
    months = months_between(first, last)
    assert len(months) == count
    assert all(month.day == 1 for month in months)


def test_unit_filter_keeps_one_unit(einheit, year):
    leitung = staff_of(einheit, Rolle.LEITUNG)
    assert year_of(leitung, 2026, einheit=0).zeilen[8].in_arbeit == 0
    assert year_of(leitung, 2026, einheit=einheit.pk).zeilen[8].in_arbeit == 3


def test_year_of_a_unit_counts_the_units_below(einheit, year):
    above = OrganisationseinheitFactory.create()
    Organisationseinheit.objects.filter(pk=einheit.pk).update(parent=above)
    beside = OrganisationseinheitFactory.create(parent=above)
    leitung = staff_of(above, Rolle.LEITUNG)
    counted = [year_of(leitung, 2026, einheit=unit.pk).zeilen[8].in_arbeit for unit in (above, einheit, beside)]
    assert counted == [3, 3, 0]
