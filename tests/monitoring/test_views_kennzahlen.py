"""Pages of figures: what stands first for whom, one figure with its course, what it is held against."""

import csv
from datetime import date

import pdfua
import pytest
from django.urls import reverse
from outloud.model import Document

from behoerde.kern.models import GespeicherteAnsicht
from behoerde.kern.rechte import Rolle
from monitoring.enums import Zeitraum
from monitoring.models import Messwert, Methodenbruch, Vergleichswert, Zielwert
from tests.factories.kern import OrganisationseinheitFactory, StandortFactory
from tests.lotsen.pdf import ua_errors
from tests.monitoring.ereignisse import HEUTE, happen, roll_up
from tests.termine.empfang import join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]
LAGE, KEPT = "monitoring:lage", "garantie-eingehalten"


@pytest.fixture
def leitung(client):
    return join(client, OrganisationseinheitFactory.create(), Rolle.LEITUNG)


@pytest.fixture
def warten():
    StandortFactory.create(name="Rathaus", slug="rathaus")
    for tag in (date(2026, 10, 6), HEUTE):
        happen(tag, wert=5, kanal="termin", anzahl=8, standort="rathaus")
        happen(tag, wert=30, kanal="termin", anzahl=8, standort="nordstadt")
    roll_up(date(2026, 10, 6), HEUTE)


def kachel(client, slug: str = KEPT, **query):
    rows = client.get(reverse(LAGE), query).context
    every = [*rows["zuerst"], *(row for _name, more in rows["bereiche"] for row in more)]
    return next(row for row in every if row.indikator.slug == slug)


def test_state_shows_value_course_and_target(client, leitung, warten):
    Zielwert.objects.create(slug=KEPT, ab=date(2026, 1, 1), wert=95, beleg="Beispiel")
    shown = kachel(client)
    assert (shown.zahl, shown.einheit, shown.zelle.n) == ("50", "%", 32)
    assert (shown.stand, shown.ziel_satz) == ("gefahr", "Ziel 95 % verfehlt")
    assert [punkt.zelle.n for punkt in shown.verlauf][-2:] == [16, 16]


def test_state_is_narrowed_to_a_house(client, leitung, warten):
    assert kachel(client, standort="rathaus").zahl == "100"
    assert kachel(client, "abschlussquote-online", standort="rathaus").grund == "nicht so aufteilbar"
    assert kachel(client, standort="gibtesnicht", monate="x").zahl == "50"


def test_rare_events_show_what_chance_does(client, leitung):
    day = date(2026, 10, 1)
    Messwert.objects.create(
        slug="beschwerden", zeitraum="quartal", von=day, bis=HEUTE, zaehler=19000, nenner=2300, wert=19000 / 2300
    )
    page = client.get(reverse("monitoring:kennzahl", args=["beschwerden"])).content.decode()
    assert "Gezählt: 19 auf 2300 Vorgänge" in page
    assert "wären es 11 bis 30, das sind 5,0 bis 13 je 1.000" in page
    assert "Der Zufall streut" not in client.get(reverse("monitoring:kennzahl", args=[KEPT])).content.decode()


@pytest.mark.parametrize(
    ("rolle", "first"),
    [
        (Rolle.EMPFANG, "wartezeit-vor-ort-p50"),
        (Rolle.LEITUNG, "angebot-fristgerecht"),
        (Rolle.RESSORT, "angebot-fristgerecht"),
    ],
)
def test_every_role_opens_the_state(client, rolle, first):
    join(client, OrganisationseinheitFactory.create(), rolle)
    assert client.get(reverse(LAGE)).context["zuerst"][0].indikator.slug == first


ALLE = {"monitoring:lage", "monitoring:kennzahlen", "leitbild:liste"}
RAEUME = {
    Rolle.EMPFANG: ALLE | {"schulung:meine", "umfragen:ergebnisse"},
    Rolle.RESSORT: ALLE | {"schulung:meine", "stellen:stellen"},
    Rolle.LEITUNG: ALLE | {"schulung:abdeckung", "umfragen:ergebnisse", "stellen:stellen", "gremien:liste"},
}


@pytest.mark.parametrize("rolle", RAEUME)
def test_state_leads_to_the_rooms_one_may_open(client, rolle):
    join(client, OrganisationseinheitFactory.create(), rolle)
    text = client.get(reverse(LAGE)).content.decode()
    nav = text[text.index('aria-label="Räume"') :].split("</nav>")[0]
    every = set().union(*RAEUME.values())
    assert {name for name in every if f'href="{reverse(name)}"' in nav} == RAEUME[rolle]


def test_state_asks_no_more_the_more_figures_there_are(client, leitung, warten, django_assert_max_num_queries):
    client.get(reverse(LAGE))
    with django_assert_max_num_queries(25):
        client.get(reverse(LAGE))


def test_state_goes_into_a_table(client, leitung, warten):
    text = b"".join(client.get(reverse(LAGE), {"format": "csv"}).streaming_content).decode("utf-8-sig")
    line = next(row for row in csv.reader(text.splitlines(), delimiter=";") if row[0].startswith("Eingehaltene"))
    assert line[:5] == ["Eingehaltene garantierte Termine", "Termine und Bearbeitung", "50,0", "%", "32"]


def page(client, slug: str = KEPT, **query):
    return client.get(reverse("monitoring:kennzahl", args=[slug]), query)


def test_figure_shows_course_breakdown_and_definition(client, leitung, warten):
    shown = page(client, nach="standort")
    assert shown.context["zeilen"] == [
        ("nordstadt", "?nach=standort&standort=nordstadt", "0 %", 16),
        ("Rathaus", "?nach=standort&standort=rathaus", "100 %", 16),
    ]
    assert "Toleranz konfigurierbar" in shown.content.decode()
    assert shown.context["diagramm"] is not None


def test_breakdown_hides_a_small_house_and_another_with_it(client, leitung, warten):
    happen(HEUTE, wert=5, kanal="termin", anzahl=3, standort="container")
    roll_up(HEUTE)
    assert page(client, nach="standort").context["zeilen"][-1][2:] == ("zu wenige Fälle", None)
    hidden = [words for _name, _way, words, n in page(client, nach="standort").context["zeilen"] if n is None]
    assert len(hidden) == 2


def test_figure_that_is_taken_in_says_so(client, leitung):
    for slug in ("erwerbsquote", "kosten-je-vorgang"):
        assert "Noch nicht eingelesen" in page(client, slug).content.decode()
    assert page(client, "gibt-es-nicht").status_code == 404


def test_imported_figure_shows_its_course(client, leitung):
    for jahr, wert in ((2024, 60.0), (2025, 61.2)):
        Messwert.objects.create(
            slug="erwerbsquote",
            zeitraum=Zeitraum.JAHR,
            von=date(jahr, 1, 1),
            bis=date(jahr, 12, 31),
            wert=wert,
            herkunft="eingelesen",
            quelle="Mikrozensus",
        )
    shown = page(client, "erwerbsquote").context["kachel"]
    assert [punkt.zelle.wert for punkt in shown.verlauf] == [None, None, 60.0, 61.2, None][-5:]


def test_list_is_searched_and_filtered(client, leitung):
    address = reverse("monitoring:kennzahlen")
    assert len(client.get(address).context["rows"]) == 78
    assert [one.slug for one in client.get(address, {"q": "garantierte termine"}).context["rows"]] == [KEPT]
    assert {one.bereich for one in client.get(address, {"bereich": "schulung"}).context["rows"]} == {"schulung"}
    assert client.get(address, {"q": "xyzzy"}).context["rows"] == []


def test_month_leads_to_its_days_and_they_are_protected(client, leitung, warten):
    assert 'href="?monat=2026-10"' in page(client).content.decode()
    happen(date(2026, 10, 7), wert=5, kanal="termin", anzahl=3, standort="rathaus")
    roll_up(date(2026, 10, 7))
    shown = page(client, monat="2026-10", nach="standort").context
    known = {punkt.name: punkt.zelle for punkt in shown["kachel"].verlauf if punkt.zelle.verdeckt != "unbekannt"}
    assert {name: zelle.verdeckt for name, zelle in known.items()} == {"6.": "schutz", "7.": "zu_wenige"}
    assert (shown["monat"], len(shown["kachel"].verlauf), shown["kachel"].zelle.n) == ("Okt 2026", 31, 19)
    assert (shown["davor"], shown["danach"], shown["alle"]) == (
        "?monat=2026-09&nach=standort",
        "?monat=2026-11&nach=standort",
        "?nach=standort",
    )


def test_days_of_the_running_month_end_today(client, leitung, warten):
    shown = page(client, monat="2026-11", standort="rathaus").context
    assert [punkt.zelle.n for punkt in shown["kachel"].verlauf if punkt.zelle.wert is not None] == [8]
    assert (shown["kachel"].verlauf[-1].von, shown["danach"]) == (HEUTE, "")


@pytest.mark.parametrize("monat", ["2027-01", "1999-12", "x", "2026-13", "2026-1"])
def test_month_that_makes_no_sense_is_as_if_it_were_not_said(client, leitung, warten, monat):
    assert page(client, monat=monat).context["monat"] == ""


def test_figure_of_quarters_has_no_days(client, leitung):
    assert page(client, "vermittlungen", monat="2026-10").context["monat"] == ""


def test_state_opens_as_it_was_kept_and_keeps_only_what_exists(client, leitung, warten):
    kept = {"was": "speichern", "seite": LAGE, "name": "Rathaus", "auswahl": "monate=24&standort=rathaus&leistung=haidari"}
    assert client.post(reverse("kern:ansichten"), kept).url == f"{reverse(LAGE)}?monate=24&standort=rathaus"
    row = GespeicherteAnsicht.objects.get()
    client.post(reverse("kern:ansichten"), {"was": "zuerst", "zeile": row.pk})
    assert client.get(reverse(LAGE)).url == f"{reverse(LAGE)}?monate=24&standort=rathaus"


def test_state_is_taken_away_as_accessible_pdf(client, leitung, warten, tmp_path):
    path = tmp_path / "lage.pdf"
    path.write_bytes(client.get(reverse(LAGE), {"format": "pdf", "standort": "rathaus"}).content)
    text = "".join(Document(str(path)).content(0).text.split())
    assert ("EingehaltenegarantierteTermine" in text, "Rathaus" in text, pdfua.validate(str(path)).findings) == (True, True, ())


def test_pdf_of_the_state_shows_courses_as_pictures_with_their_numbers(client, leitung, warten, tmp_path):
    path = tmp_path / "lage.pdf"
    content = client.get(reverse(LAGE), {"format": "pdf"}).content
    path.write_bytes(content)
    read = Document(str(path))
    text = "".join("".join(read.content(at).text.split()) for at in range(len(read.pages)))
    assert [
        words
        for words in ("Verlauf", "WartezeitvorOrt(Median):zuletzt5,1Min.", "ZeitraumWartezeitvorOrt(Median)Dez2025")
        if words not in text
    ] == []
    assert ua_errors(content, tmp_path) == []


def care(client, was: str, **data):
    return client.post(reverse("monitoring:pflege", args=[KEPT, was]), data)


def test_target_is_set_replaced_and_removed(client, leitung):
    care(client, "ziel", ab="2026-01-01", wert="95", beleg="Beispielbeschluss")
    care(client, "ziel", ab="2026-01-01", wert="97,5", beleg="Beispielbeschluss")
    row = Zielwert.objects.get()
    assert (row.slug, row.wert) == (KEPT, 97.5)
    care(client, "ziel", weg=row.pk)
    assert Zielwert.objects.count() == 0
    assert (
        "schon entfernt"
        in client.post(reverse("monitoring:pflege", args=[KEPT, "ziel"]), {"weg": row.pk}, follow=True).content.decode()
    )


def test_share_beyond_a_hundred_is_refused_and_nothing_typed_is_lost(client, leitung):
    refused = care(client, "ziel", ab="2026-01-01", wert="950", beleg="Beispielbeschluss")
    assert list(refused.context["form"].errors) == ["wert"]
    assert "Beispielbeschluss" in refused.content.decode()
    assert Zielwert.objects.count() == 0


def test_value_of_another_office_and_a_break_are_noted(client, leitung):
    care(client, "vergleich", wer="Beispielamt", jahr="2025", wert="88", quelle="Bericht 2025, Seite 3")
    care(client, "bruch", tag="2026-07-01", grund="Neue Uhr am Empfang")
    assert Vergleichswert.objects.get().wert == 88
    assert Methodenbruch.objects.get().grund == "Neue Uhr am Empfang"
    text = page(client).content.decode()
    assert "keine Rangliste" in text
    assert "Neue Uhr am Empfang" in text


def test_front_desk_sees_no_way_to_set_targets(client):
    join(client, OrganisationseinheitFactory.create(), Rolle.EMPFANG)
    assert "Ziel setzen" not in page(client).content.decode()
    assert care(client, "ziel", ab="2026-01-01", wert="95", beleg="x").status_code == 404
