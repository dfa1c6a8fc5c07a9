"""The welcome check: rated point by point, compared with the one before, findings that somebody sees to."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Datei, Ereignis
from behoerde.kern.rechte import Rolle
from behoerde.kern.register import darf_datei_sehen
from lotsen.actions.willkommenscheck import begin_check, finish_check, move_mangel, rate, report_mangel
from lotsen.models import Bewertung, Mangel, Willkommenscheck
from lotsen.pruefliste import MANGEL_UEBERGAENGE, MangelStatus, Note, pruefliste, share
from lotsen.queries.haus import house_rows
from lotsen.queries.willkommenscheck import comparison, maengel, sheet
from lotsen.signals import mangel_bewegt
from tests.factories.kern import StandortFactory, UserFactory
from tests.kern.evil import png
from tests.termine.empfang import join, staff_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("donnerstag")]
HEUTE = date(2026, 11, 26)
ALLE = tuple(pruefliste().punkte)


@pytest.fixture
def standort():
    return StandortFactory.create(name="Haus Mitte", slug="mitte")


@pytest.fixture
def check(standort):
    return begin_check(standort=standort, user=UserFactory.create())


def finding(check, **more) -> Mangel:
    values = {"punkt": "wasser", "text": "Spender leer", "schwere": "mittel", "verantwortlich": UserFactory.create()}
    return report_mangel(check, **values | {"faellig_am": HEUTE + timedelta(days=7)} | more)


def test_catalogue_names_every_point_once_in_two_languages():
    entries = [punkt for bereich in pruefliste().bereiche for punkt in bereich.punkte]
    assert len({punkt.schluessel for punkt in entries}) == len(entries) == 25
    assert all(punkt.de and punkt.en and punkt.de != punkt.en for punkt in entries)
    assert date.fromisoformat(pruefliste().fassung) <= HEUTE


@pytest.mark.parametrize(
    ("noten", "anteil"), [([], None), (["entfaellt"], None), (["ja", "nein"], 50.0), (["ja", "teils", "entfaellt"], 75.0)]
)
def test_share_counts_half_for_partly_and_leaves_out_what_does_not_apply(noten, anteil):
    assert share(noten) == anteil


def test_a_house_has_one_check_at_a_time(check, standort):
    assert begin_check(standort=standort, user=UserFactory.create()) == check
    with pytest.raises(IntegrityError), transaction.atomic():
        Willkommenscheck.objects.create(standort=standort, fassung="2026-11-26", angelegt_von=UserFactory.create())


def test_check_ends_once_every_point_is_rated_and_is_counted(check):
    rate(check, dict.fromkeys(ALLE[1:], Note.JA))
    with pytest.raises(DomainError, match="Noch nicht bewertet: 1"):
        finish_check(check, user=check.angelegt_von)
    rate(check, {ALLE[0]: Note.NEIN, "gibt_es_nicht": Note.JA})
    finish_check(check, user=check.angelegt_von)
    assert Bewertung.objects.count() == len(ALLE)
    assert Ereignis.objects.filter(art="willkommenscheck_abgeschlossen").values_list("standort", "wert").get() == ("mitte", 96.0)
    with pytest.raises(DomainError, match="abgeschlossen"):
        rate(check, {ALLE[0]: Note.JA})


def test_comparison_stands_beside_the_finished_check_before(check, standort, donnerstag):
    assert comparison(check) is None
    rate(check, dict.fromkeys(ALLE, Note.NEIN))
    finish_check(check, user=check.angelegt_von)
    donnerstag.shift(timedelta(days=90))
    again = begin_check(standort=standort, user=check.angelegt_von)
    rate(again, dict.fromkeys(ALLE, Note.JA))
    drawn = comparison(again)
    assert [list(series.values) for series in drawn.series] == [[0.0] * 6, [100.0] * 6]
    assert [len(series.values) for series in comparison(check).series] == [6]


@pytest.mark.parametrize("von", MangelStatus)
@pytest.mark.parametrize("nach", MangelStatus)
def test_finding_moves_along_its_table_only(check, von, nach):
    mangel = finding(check)
    if von != MangelStatus.OFFEN:
        mangel = move_mangel(mangel, von, grund="Denkmalschutz")
    allowed = nach == von or nach in MANGEL_UEBERGAENGE[von]
    if allowed:
        assert move_mangel(mangel, nach, grund="Denkmalschutz").status == nach
    else:
        with pytest.raises(DomainError, match="nicht mehr möglich"):
            move_mangel(mangel, nach, grund="Denkmalschutz")


def test_database_refuses_a_move_that_is_not_in_the_table(check):
    mangel = move_mangel(finding(check), MangelStatus.BEHOBEN)
    with pytest.raises(DatabaseError), transaction.atomic():
        Mangel.objects.filter(pk=mangel.pk).update(status=MangelStatus.IN_ARBEIT, beendet_am=None)


def test_what_stays_as_it_is_needs_a_reason(check):
    mangel = finding(check)
    with pytest.raises(DomainError, match="warum es so bleibt"):
        move_mangel(mangel, MangelStatus.BLEIBT, grund="  ")
    assert move_mangel(mangel, MangelStatus.BLEIBT, grund="Denkmalschutz").grund == "Denkmalschutz"
    assert move_mangel(mangel, MangelStatus.OFFEN).grund == ""


def test_apps_above_hear_of_it_by_its_code(check):
    heard = []

    def listen(sender, mangel, von, **_more):
        heard.append((mangel.kennung, von, mangel.status))

    mangel_bewegt.connect(listen)
    mangel = finding(check)
    move_mangel(mangel, MangelStatus.BEHOBEN)
    mangel_bewegt.disconnect(listen)
    assert heard == [(mangel.kennung, "", "offen"), (mangel.kennung, "offen", "behoben")]
    assert list(
        Ereignis.objects.filter(art__startswith="mangel_").order_by("zeit", "id").values_list("art", "standort", "ergebnis")
    ) == [
        ("mangel_offen", "mitte", "mittel"),
        ("mangel_behoben", "mitte", "mittel"),
    ]


def test_list_is_narrowed_by_the_address(check, django_assert_num_queries):
    old = finding(check, faellig_am=HEUTE - timedelta(days=1), schwere="hoch")
    new = finding(check)
    done = move_mangel(finding(check), MangelStatus.BEHOBEN)
    other = finding(begin_check(standort=StandortFactory.create(slug="nord"), user=check.angelegt_von))
    with django_assert_num_queries(1):
        rows = [(row, row.check_von.standort.name, row.verantwortlich.nachname) for row in maengel()]
    assert [row for row, *_words in rows] == [old, new, other]
    assert list(maengel(status="behoben")) == [done]
    assert set(maengel(status="alle")) == {old, new, done, other}
    assert list(maengel(ueberfaellig=True)) == list(maengel(schwere="hoch")) == [old]
    assert list(maengel(standort="nord")) == [other]


def test_sheet_asks_the_same_number_of_queries(check, django_assert_num_queries):
    for _more in (1, 2):
        finding(check)
        with django_assert_num_queries(2):
            blatt = sheet(check)
    assert [len(zeile.maengel) for _name, zeilen in blatt.bereiche for zeile in zeilen if zeile.maengel] == [2]


def test_whole_walk_through_the_pages(client, einheit, ruhig, standort):
    user = join(client, einheit, Rolle.LOTSE)
    client.post(reverse("haus:check_neu", args=[standort.pk]))
    check = Willkommenscheck.objects.get()
    page = client.post(check.get_absolute_url(), dict.fromkeys(ALLE[1:], "ja") | {"abschliessen": "1"}, follow=True)
    assert "Noch nicht bewertet: 1" in page.text
    assert len(sheet(check).noten) == len(ALLE) - 1  # nothing typed is lost
    address = reverse("haus:mangel_neu", args=[check.pk, "wasser"])
    wrong = client.post(address, {"text": "Spender leer", "schwere": "mittel", "verantwortlich": "", "faellig_am": "2026-11-25"})
    assert set(wrong.context["form"].errors) == {"verantwortlich", "faellig_am"}
    foto = SimpleUploadedFile("spender.png", png(), "image/png")
    data = {
        "text": "Spender leer",
        "schwere": "mittel",
        "verantwortlich": str(user.pk),
        "faellig_am": "2026-12-10",
        "fotos": foto,
    }
    client.post(address, data)
    mangel = Mangel.objects.get()
    assert Datei.objects.of("mangel", mangel.pk).count() == 1
    assert mangel.kennung in client.get(reverse("haus:maengel")).text
    assert "warum es so bleibt" in client.post(mangel.get_absolute_url(), {"nach": "bleibt"}).text
    client.post(mangel.get_absolute_url(), {"nach": "behoben"})
    assert Mangel.objects.get().status == "behoben"
    client.post(check.get_absolute_url(), {ALLE[0]: "teils", "abschliessen": "1"})
    assert "zuletzt am 26. November 2026" in client.get(reverse("haus:liste")).text
    assert [row.check for row in house_rows()] == [check]


def test_photos_are_for_those_who_look_after_houses(einheit, check):
    mangel = finding(check)
    seen = {rolle: darf_datei_sehen(staff_of(einheit, rolle), "mangel", mangel.pk) for rolle in (Rolle.LOTSE, Rolle.PARTNER)}
    assert seen == {Rolle.LOTSE: True, Rolle.PARTNER: False}


def test_unknown_point_has_no_page(client, einheit, ruhig, check):
    join(client, einheit, Rolle.LOTSE)
    assert client.get(reverse("haus:mangel_neu", args=[check.pk, "mond"])).status_code == 404
