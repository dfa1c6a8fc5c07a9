import pytest

from behoerde.kern.rechte import Rolle
from termine.actions.katalog import load_katalog
from termine.actions.katalogpflege import create_leistung, save_leistung, save_unterlage, save_unterlagen, take_back, tried
from termine.actions.pruefung import confirm_angabe
from termine.fassungen import abdruck, inhalt_of
from termine.models import Angabe, Fassung, Lebenslage, Leistung, Pruefvermerk, Unterlage, Zielgruppe
from termine.queries.verwaltung_angaben import fingerprint, with_facts
from termine.queries.verwaltung_leistungen import staende
from tests.factories.kern import UserFactory
from tests.termine.hilfen import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def emre(db):
    return UserFactory.create(vorname="Emre", nachname="Kaplan", rollen=[Rolle.VERWALTUNG])


@pytest.fixture
def karte(leistung):
    """A Leistung with words in two languages, two documents and its place in the catalogue."""
    leistung.name_en, leistung.kurz_de, leistung.geprueft = (
        "Collect your card",
        "Karte holen",
        {"de": True, "en": True, "uk": True},
    )
    leistung.lebenslage = Lebenslage.objects.create(key="karte", name="Karte", satz="Ich brauche meine Karte")
    leistung.save()
    Zielgruppe.objects.create(key="alle", name="Alle")
    for position, key in enumerate(("pass", "foto")):
        leistung.unterlagenliste.create(unterlage=Unterlage.objects.create(key=key, name=key.title()), position=position)
    return leistung


def fresh(leistung) -> Leistung:
    return with_facts(Leistung.objects.all()).get(pk=leistung.pk)


def save(leistung, user, **aenderungen):
    seen = abdruck(inhalt_of(fresh(leistung)))
    return save_leistung(leistung=leistung, aenderungen=aenderungen, gesehen=seen, user=user)


def test_change_keeps_the_version_before_and_who_made_it(karte, emre):
    save(karte, emre, dauer_minuten=30, zielgruppen=["alle"], unterlagen=["foto", "pass"])
    assert [(f.von, f.inhalt["dauer_minuten"]) for f in karte.fassungen.all()] == [(emre, 30), (None, 15)]
    found = inhalt_of(fresh(karte))
    assert (found["dauer_minuten"], found["zielgruppen"], found["unterlagen"]) == (30, ["alle"], ["foto", "pass"])


def test_change_of_nothing_makes_no_version(karte, emre):
    assert save(karte, emre, dauer_minuten=15, name_de="Aufenthaltskarte abholen") is None
    assert Fassung.objects.exists() is False


def test_nobody_writes_over_a_change_they_did_not_see(karte, emre):
    seen = abdruck(inhalt_of(fresh(karte)))
    save(karte, emre, dauer_minuten=30)
    code = refused(save_leistung, leistung=karte, aenderungen={"max_personen": 2}, gesehen=seen, user=emre)
    assert (code, fresh(karte).max_personen) == ("inzwischen_geaendert", 4)


def test_any_version_can_hold_again(karte, emre):
    original = inhalt_of(fresh(karte))
    save(karte, emre, name_en="Pick up", unterlagen=["pass"], gebuehr_eur="12.50", lebenslage="")
    save(karte, emre, dauer_minuten=45)
    first = karte.fassungen.last()
    take_back(fassung=first, user=emre)
    assert inhalt_of(fresh(karte)) == original
    assert take_back(fassung=first, user=emre) is None
    assert karte.fassungen.count() == 4


def test_new_german_words_make_only_their_translations_unreviewed(karte, emre):
    save(karte, emre, kurz_de="Die Karte abholen", kurz_uk="Забрати картку")
    assert fresh(karte).geprueft == {"de": True, "en": False, "uk": True}


def test_translation_alone_touches_no_other_language(karte, emre):
    save(karte, emre, name_en="Pick up your card")
    assert fresh(karte).geprueft == {"de": True, "en": True, "uk": True}


def test_changed_fact_must_be_confirmed_again(karte, emre):
    leistung = fresh(karte)
    for angabe in (Angabe.DAUER, Angabe.UNTERLAGEN):
        confirm_angabe(leistung=leistung, angabe=angabe, abdruck=fingerprint(leistung, angabe), user=emre)
    save(karte, emre, unterlagen=["foto", "pass"], name_de="Karte abholen")
    assert Pruefvermerk.objects.count() == 2
    save(karte, emre, dauer_minuten=20)
    assert list(Pruefvermerk.objects.values_list("angabe", flat=True)) == ["unterlagen"]


def test_new_document_joins_the_list(karte, emre):
    seen = abdruck(inhalt_of(fresh(karte)))
    save_unterlagen(leistung=karte, keys=["pass"], neu="Vollmacht", gesehen=seen, user=emre)
    assert inhalt_of(fresh(karte))["unterlagen"] == ["pass", "vollmacht"]


def test_refused_list_leaves_no_new_document_behind(karte, emre):
    assert (
        refused(save_unterlagen, leistung=karte, keys=[], neu="Vollmacht", gesehen="veraltet", user=emre)
        == "inzwischen_geaendert"
    )
    assert Unterlage.objects.filter(key="vollmacht").exists() is False


def test_words_of_a_document_change_everywhere(karte):
    save_unterlage(unterlage=Unterlage.objects.get(key="pass"), texte={"name_de": "Reisepass"}, geprueft={"de": True})
    assert next(zeile.unterlage.name for zeile in fresh(karte).unterlagenliste.all()) == "Reisepass"


def test_new_leistung_is_offered_to_nobody_yet(emre):
    first = create_leistung(name="Grüße & Straße", dauer_minuten=15, zugang="direkt", user=emre)
    second = create_leistung(name="Grüße, Straße", dauer_minuten=15, zugang="direkt", user=emre)
    assert (first.slug, second.slug, first.aktiv, first.name) == ("gruesse-strasse", "gruesse-strasse-2", False, "Grüße & Straße")
    load_katalog()
    assert Leistung.objects.get(pk=first.pk).name == "Grüße & Straße"


def test_what_was_only_tried_is_gone(karte, emre):
    before = inhalt_of(fresh(karte))
    with tried():
        save(karte, emre, dauer_minuten=99)
        assert fresh(karte).dauer_minuten == 99
    assert (inhalt_of(fresh(karte)), Fassung.objects.exists()) == (before, False)


def test_versions_say_what_they_changed(karte, emre):
    save(
        karte,
        emre,
        name_en="Pick up",
        unterlagen=["foto"],
        gebuehr_eur="12.50",
        aktiv=False,
        geprueft={"de": True, "en": False, "uk": True},
    )
    changes = [(u.was, u.vorher, u.nachher) for u in staende(karte)[0].unterschiede]
    assert changes == [
        ("Name (English)", "Collect your card", "Pick up"),
        ("Gebühr in Euro", "leer", "12.50"),
        ("wird angeboten", "ja", "nein"),
        ("Unterlagen", "Pass, Foto", "Foto"),
        ("English", "geprüft", "nicht geprüft"),
    ]


def test_whole_catalogue_goes_to_json_and_back(emre):
    load_katalog()
    for leistung in with_facts(Leistung.objects.all()).select_related("lebenslage")[:6]:
        before = inhalt_of(leistung)
        Fassung.objects.create(leistung=leistung, inhalt=before)
        save(leistung, emre, dauer_minuten=200, unterlagen=[], fragen=[], suchworte=["x"], zielgruppen=[])
        take_back(fassung=leistung.fassungen.last(), user=emre)
        assert inhalt_of(fresh(leistung)) == before
