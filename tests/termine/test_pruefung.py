from decimal import Decimal

import pytest

from behoerde.kern.db import System, als
from behoerde.kern.models import Protokolleintrag
from behoerde.kern.rechte import Rolle
from termine.actions.katalog import load_katalog
from termine.actions.pruefung import confirm_all, confirm_angabe, correct_angabe, withdraw_angabe
from termine.models import Angabe, Leistung, LeistungUnterlage, Pruefvermerk, Unterlage
from termine.queries.verwaltung_angaben import count_open, fingerprint, joint_fingerprint, with_facts, zeilen_of
from tests.factories.kern import UserFactory
from tests.termine.hilfen import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def emre(db):
    return UserFactory.create(vorname="Emre", nachname="Kaplan", rollen=[Rolle.VERWALTUNG])


def fresh(leistung) -> Leistung:
    return with_facts(Leistung.objects.all()).get(pk=leistung.pk)


def confirm(leistung, angabe, user, **more):
    leistung = fresh(leistung)
    return confirm_angabe(leistung=leistung, angabe=angabe, abdruck=fingerprint(leistung, angabe), user=user, **more)


def stand(leistung) -> dict[str, str]:
    return {zeile.angabe.value: zeile.stand for zeile in zeilen_of(fresh(leistung))}


def test_confirmed_fact_has_name_date_source_and_no_remark(leistung, emre, uhr):
    vermerk = confirm(leistung, Angabe.GEBUEHR, emre, quelle="§ 45 AufenthV")
    assert (vermerk.geprueft_von, str(vermerk.geprueft_am.date()), vermerk.quelle) == (emre, "2026-11-23", "§ 45 AufenthV")
    assert Leistung.objects.get(pk=leistung.pk).gebuehr_geprueft is True
    assert stand(leistung) == {"gebuehr": "bestaetigt", "dauer": "offen", "zugang": "offen", "versprechen": "offen"} | {
        "unterlagen": "offen"
    }


def test_confirming_twice_keeps_the_first_name(leistung, emre):
    confirm(leistung, Angabe.DAUER, emre)
    assert confirm(leistung, Angabe.DAUER, UserFactory.create()).geprueft_von == emre
    assert Pruefvermerk.objects.count() == 1


def test_fact_that_changed_meanwhile_is_not_confirmed_unseen(leistung, emre):
    seen = fingerprint(fresh(leistung), Angabe.DAUER)
    Leistung.objects.filter(pk=leistung.pk).update(dauer_minuten=45)
    code = refused(confirm_angabe, leistung=leistung, angabe=Angabe.DAUER, abdruck=seen, user=emre)
    assert (code, Pruefvermerk.objects.count()) == ("inzwischen_geaendert", 0)


@pytest.mark.parametrize(
    ("angabe", "change"),
    [
        (Angabe.GEBUEHR, {"gebuehr_eur": Decimal("11.00")}),
        (Angabe.GEBUEHR, {"gebuehr_hinweis_de": "Kinder zahlen nichts"}),
        (Angabe.DAUER, {"weitere_person_min": 10}),
        (Angabe.ZUGANG, {"kanal_post": True}),
        (Angabe.VERSPRECHEN, {"versprechen_wartezeit_min": 15}),
        (Angabe.LEIKA, {"leika": "99010001001000"}),
    ],
)
def test_confirmation_ends_when_its_fact_changes_whoever_changes_it(leistung, emre, angabe, change):
    Leistung.objects.filter(pk=leistung.pk).update(leika="99010001001001")
    confirm_all(leistung=leistung, abdruck=joint_fingerprint(zeilen_of(fresh(leistung))), user=emre)
    Leistung.objects.filter(pk=leistung.pk).update(**change)
    assert {name for name, word in stand(leistung).items() if word != "bestaetigt"} == {angabe.value}
    assert getattr(Leistung.objects.get(pk=leistung.pk), angabe.merkfeld) is False


def test_confirmation_stays_when_something_else_changes(leistung, emre):
    confirm(leistung, Angabe.GEBUEHR, emre)
    Leistung.objects.filter(pk=leistung.pk).update(kurz_de="Neue Worte", dauer_minuten=40, aktiv=True)
    assert stand(leistung)["gebuehr"] == "bestaetigt"


def test_confirmation_of_documents_ends_with_another_list_but_not_with_another_order(leistung, emre):
    erste, zweite = (Unterlage.objects.create(key=key, name=key) for key in ("pass", "foto"))
    zeile = LeistungUnterlage.objects.create(leistung=leistung, unterlage=erste, position=0)
    confirm(leistung, Angabe.UNTERLAGEN, emre)
    LeistungUnterlage.objects.filter(pk=zeile.pk).update(position=5)
    assert stand(leistung)["unterlagen"] == "bestaetigt"
    LeistungUnterlage.objects.create(leistung=leistung, unterlage=zweite, position=6)
    assert stand(leistung)["unterlagen"] == "offen"


def test_documents_taken_from_the_list_end_its_confirmation(leistung, emre):
    zeile = LeistungUnterlage.objects.create(
        leistung=leistung, unterlage=Unterlage.objects.create(key="pass", name="Pass"), position=0
    )
    confirm(leistung, Angabe.UNTERLAGEN, emre)
    zeile.delete()
    assert stand(leistung)["unterlagen"] == "offen"


def test_correction_is_confirmed_at_once_and_no_release_overwrites_it(leistung, emre):
    seen = fingerprint(fresh(leistung), Angabe.DAUER)
    werte = {"dauer_minuten": 35, "weitere_person_min": 5, "max_personen": 4}
    correct_angabe(leistung=leistung, angabe=Angabe.DAUER, abdruck=seen, werte=werte, user=emre, quelle="Dienstanweisung")
    found = fresh(leistung)
    assert (found.dauer_minuten, found.dauer_geprueft, found.bearbeitet_am is not None) == (35, True, True)
    assert [(v.angabe, v.quelle) for v in found.pruefvermerke.all()] == [("dauer", "Dienstanweisung")]


def test_new_german_words_make_their_translations_unreviewed(leistung, emre):
    Leistung.objects.filter(pk=leistung.pk).update(geprueft={"de": True, "en": True, "uk": False})
    werte = {"gebuehr_eur": None, "gebuehr_hinweis_de": "Kinder zahlen nichts", "gebuehr_grundlage": ""}
    seen = fingerprint(fresh(leistung), Angabe.GEBUEHR)
    correct_angabe(leistung=leistung, angabe=Angabe.GEBUEHR, abdruck=seen, werte=werte, user=emre)
    assert fresh(leistung).geprueft == {"de": True, "en": False, "uk": False}


def test_withdrawn_confirmation_shows_the_remark_again(leistung, emre):
    confirm(leistung, Angabe.GEBUEHR, emre)
    assert withdraw_angabe(leistung=leistung, angabe=Angabe.GEBUEHR) is True
    assert (stand(leistung)["gebuehr"], withdraw_angabe(leistung=leistung, angabe=Angabe.GEBUEHR)) == ("offen", False)


def test_all_facts_of_a_leistung_are_confirmed_together_only_as_seen(leistung, emre):
    confirm(leistung, Angabe.GEBUEHR, UserFactory.create())
    seen = joint_fingerprint(zeilen_of(fresh(leistung)))
    Leistung.objects.filter(pk=leistung.pk).update(kanal_online=True)
    assert refused(confirm_all, leistung=leistung, abdruck=seen, user=emre) == "inzwischen_geaendert"
    seen = joint_fingerprint(zeilen_of(fresh(leistung)))
    assert confirm_all(leistung=leistung, abdruck=seen, user=emre, quelle="Runde im Sachgebiet") == 4
    assert Pruefvermerk.objects.filter(geprueft_von=emre, quelle="Runde im Sachgebiet").count() == 4


def test_what_was_done_stands_in_the_record(leistung, emre):
    confirm(leistung, Angabe.ZUGANG, emre)
    withdraw_angabe(leistung=leistung, angabe=Angabe.ZUGANG)
    with als(System.AUFGABE):
        rows = list(Protokolleintrag.objects.order_by("vorgang").values_list("vorgang", "objekt_id", "grund"))
    pk = str(leistung.pk)
    assert rows == [("angabe_bestaetigt", pk, "zugang"), ("angabe_zurueckgenommen", pk, "zugang")]


def test_counter_counts_what_clients_see_with_a_remark(leistung, emre, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert count_open() == 5
    confirm(leistung, Angabe.GEBUEHR, emre)
    assert count_open() == 4


def test_release_of_the_catalogue_leaves_confirmed_facts_alone(emre):
    load_katalog()
    karte = Leistung.objects.get(slug="eat-abholung")
    Leistung.objects.filter(pk=karte.pk).update(dauer_minuten=33, zugang="sichtung", gebuehr_hinweis_en="old words")
    LeistungUnterlage.objects.filter(leistung=karte).first().delete()
    documents = karte.unterlagenliste.count()
    for angabe in (Angabe.DAUER, Angabe.UNTERLAGEN, Angabe.GEBUEHR):
        confirm(karte, angabe, emre)
    load_katalog()
    found = Leistung.objects.get(pk=karte.pk)
    assert (found.dauer_minuten, found.dauer_geprueft, found.gebuehr_hinweis_en) == (33, True, "old words")
    assert (found.zugang, found.zugang_geprueft, found.unterlagenliste.count()) == ("direkt", False, documents)
    assert Pruefvermerk.objects.count() == 3


def test_release_with_a_sourced_new_fee_keeps_its_mark(monkeypatch):
    load_katalog()
    Leistung.objects.filter(slug="blaue-karte-eu").update(gebuehr_eur=1)
    assert Leistung.objects.get(slug="blaue-karte-eu").gebuehr_geprueft is False
    load_katalog()
    found = Leistung.objects.get(slug="blaue-karte-eu")
    assert (found.gebuehr_eur, found.gebuehr_geprueft) == (Decimal("100.00"), True)
