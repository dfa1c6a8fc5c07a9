"""What comes into question, with reasons and free places; what the person decides is kept as it was judged."""

from datetime import date

import pytest

from behoerde.kern.exceptions import DomainError
from behoerde.kern.models import Ereignis
from behoerde.kern.regeln import Urteil
from lotsen.actions.antwort import answer
from lotsen.actions.empfehlung import accept, skip, tick, undo
from lotsen.actions.erstberatung import finish
from lotsen.beratung import EmpfehlungStatus
from lotsen.models import Empfehlung
from lotsen.queries.empfehlung import best_angebote, empfehlungen, vorschlaege
from lotsen.queries.erstberatung import lage
from lotsen.regeln import NEBENREGELN, REGELWERK
from tests.factories.kern import VorgabeFactory
from tests.factories.lotsen import AngebotFactory
from tests.lotsen.profile import NEU_MIT_SCHUTZ, bedarf

pytestmark = pytest.mark.django_db
KURS = "integrationskurstraeger"


def tell(beratung, facts, user):
    for name, value in facts.items():
        answer(erstberatung=beratung, tatsache=name, value=value, user=user)


@pytest.fixture
def schutz(beratung, lotse):
    """A talk with somebody newly protected who wants to learn German: an entitlement with a deadline."""
    tell(beratung, NEU_MIT_SCHUTZ | bedarf("sprache.grundlagen"), lotse)
    return beratung


def by_slug(found):
    return {vorschlag.art.slug: vorschlag for vorschlag in found}


def test_neben_rules_exist():
    assert sorted(NEBENREGELN - set(REGELWERK.by_key)) == []


def test_entitlement_comes_into_question_with_reason_norm_and_deadline(schutz):
    vorschlag = by_slug(vorschlaege(lage(schutz)).ja)[KURS]
    assert (vorschlag.urteil, vorschlag.ergebnis.regel.norm) == (Urteil.JA, "AufenthG § 44 Abs. 1 bis 3")
    assert vorschlag.frist is not None


def test_rule_beside_a_service_does_not_make_it_come_into_question(beratung, lotse):
    tell(beratung, bedarf("sprache.grundlagen") | {"sgb2_bezug": True, "status": "60b", "integrationskurs_besucht": False}, lotse)
    found = vorschlaege(lage(beratung))
    assert KURS not in by_slug(found.ja)
    assert "integrationskurs_kostenfrei" in [ergebnis.regel.schluessel for ergebnis in found.ausserdem]


def test_what_must_not_be_so_reads_as_fulfilled_when_it_is_not(schutz):
    points = by_slug(vorschlaege(lage(schutz)).ja)[KURS].gruende
    assert {point.urteil for point in points} == {Urteil.JA}
    assert "junger Mensch in der Schule" in [str(point.text) for point in points if point.nicht]


def test_delicate_need_nobody_brought_up_is_not_shown_to_everybody(schutz, lotse):
    found = vorschlaege(lage(schutz))
    assert "gewaltschutz" in by_slug(found.vertraulich)
    assert "gewaltschutz" not in by_slug(found.unbekannt)
    tell(schutz, bedarf("schutz.gewalt"), lotse)
    assert "gewaltschutz" in by_slug(vorschlaege(lage(schutz)).ja)


def test_every_kind_with_a_rule_stands_in_exactly_one_part(schutz):
    found = vorschlaege(lage(schutz))
    slugs = [vorschlag.art.slug for vorschlag in found]
    aimed = {ziel for regel in REGELWERK if regel.schluessel not in NEBENREGELN for ziel in regel.ziele}
    assert sorted(slugs) == sorted(aimed)


def test_suspended_rule_says_no_and_shows_the_instruction(beratung, lotse):
    VorgabeFactory.create(text="Ausgesetzt")
    tell(beratung, {"status": "24", "deutsch": "A2", "integrationskurs_besucht": False} | bedarf("sprache.grundlagen"), lotse)
    rule = next(e for e in lage(beratung).ergebnisse if e.regel.schluessel == "integrationskurs_zulassung")
    assert (rule.urteil, [vorgabe.text for vorgabe in rule.vorgaben]) == (Urteil.NEIN, ["Ausgesetzt"])


def test_best_angebote_have_a_free_place_and_the_language():
    full = AngebotFactory.create(angebotsart=KURS, frei=0, plaetze=20, name="voll")
    unknown = AngebotFactory.create(angebotsart=KURS, name="unbekannt")
    free = AngebotFactory.create(angebotsart=KURS, frei=2, plaetze=20, name="frei")
    spoken = AngebotFactory.create(angebotsart=KURS, frei=1, plaetze=20, sprachen=["uk"], name="spricht")
    AngebotFactory.create(angebotsart=KURS, status="beendet", frei=9, plaetze=9)
    auswahl = best_angebote([KURS], sprache="uk")[KURS]
    assert auswahl.angebote == [spoken, free, unknown]
    assert (auswahl.anzahl, auswahl.frei, full.frei) == (4, 3, 0)


@pytest.mark.parametrize("anzahl", [1, 30])
def test_recommendations_need_eight_queries_at_most(schutz, django_assert_max_num_queries, anzahl):
    for slug in (KURS, "mbe", "volkshochschule"):
        AngebotFactory.create_batch(anzahl, angebotsart=slug)
    with django_assert_max_num_queries(8):
        found = empfehlungen(lage(schutz))
        [(angebot.name, angebot.traeger.name, angebot.frei) for v in found for angebot in v.auswahl.angebote]


def test_accepted_recommendation_keeps_how_it_was_judged(schutz, lotse):
    angebot = AngebotFactory.create(angebotsart=KURS)
    row = accept(erstberatung=schutz, angebotsart=KURS, angebot=angebot, user=lotse)
    assert (row.status, row.angebot, row.regel, row.urteil) == ("angenommen", angebot, "integrationskurs_anspruch", "ja")
    assert (row.regelfassung, row.beurteilt_am) == (date(2026, 8, 19), date(2026, 11, 26))
    assert row.frist == by_slug(vorschlaege(lage(schutz)).ja)[KURS].frist[1]
    assert {"text", "norm", "urteil", "nicht"} == set(row.gruende[0])
    assert Ereignis.objects.filter(art="empfehlung_angenommen", ergebnis=KURS).count() == 1


def test_accepting_again_changes_the_angebot_and_keeps_the_place(schutz, lotse):
    first, second = AngebotFactory.create_batch(2, angebotsart=KURS)
    place = accept(erstberatung=schutz, angebotsart=KURS, angebot=first, user=lotse).reihenfolge
    row = accept(erstberatung=schutz, angebotsart=KURS, angebot=second, user=lotse)
    row.refresh_from_db()
    assert (row.angebot, row.reihenfolge, Empfehlung.objects.count()) == (second, place, 1)


def test_what_the_law_denies_is_not_accepted(beratung, lotse):
    tell(beratung, {"unbegleitet": False} | bedarf("familie.hilfen", gewuenscht=False), lotse)
    with pytest.raises(DomainError) as refusal:
        accept(erstberatung=beratung, angebotsart="jugendamt", angebot=None, user=lotse)
    assert refusal.value.code == "nein"


def test_angebot_of_another_kind_is_not_accepted(schutz, lotse):
    with pytest.raises(DomainError) as refusal:
        accept(erstberatung=schutz, angebotsart=KURS, angebot=AngebotFactory.create(angebotsart="mbe"), user=lotse)
    assert refusal.value.code == "fremd"


def test_skipping_needs_a_reason_and_can_be_undone(schutz, lotse):
    with pytest.raises(DomainError) as refusal:
        skip(erstberatung=schutz, angebotsart=KURS, grund="", user=lotse)
    assert refusal.value.code == "grund"
    row = skip(erstberatung=schutz, angebotsart=KURS, grund="spaeter", user=lotse)
    assert (row.status, row.grund) == ("uebersprungen", "spaeter")
    undo(erstberatung=schutz, angebotsart=KURS)
    row.refresh_from_db()
    assert (row.status, row.grund, row.entschieden_von) == (EmpfehlungStatus.VORGESCHLAGEN, "", None)


def test_skipping_a_ticked_step_takes_its_tick_away(schutz, lotse):
    row = accept(erstberatung=schutz, angebotsart=KURS, angebot=None, user=lotse)
    tick(empfehlung=row, erledigt=True)
    assert skip(erstberatung=schutz, angebotsart=KURS, grund="erledigt", user=lotse).erledigt_am is None


def test_finishing_stores_what_came_into_question(schutz, lotse):
    finish(erstberatung=schutz, user=lotse, erinnern=True)
    stored = dict(schutz.empfehlungen.values_list("angebotsart", "status"))
    assert stored[KURS] == "vorgeschlagen"
    assert sorted(stored) == sorted(vorschlag.art.slug for vorschlag in vorschlaege(lage(schutz)).ja)
