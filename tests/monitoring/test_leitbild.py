"""The process of a Leitbild: its ways, its versions that stay, and no decision while something is without an answer."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from behoerde.kern.exceptions import DomainError
from monitoring.actions.beitrag import answer_beitrag, release_beitrag
from monitoring.actions.leitbild import Satz, move_leitbild, translate_satz, write_fassung
from monitoring.leitbildwerte import WEGE, Leitbildstand
from monitoring.models import Fassungssatz, Leitbild, Leitbildfassung, Leitsatz, Satzuebersetzung
from tests.factories.kern import UserFactory
from tests.factories.leitbild import beitrag_zu, leitbild_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uhr", "amt")]
S = Leitbildstand


def refused(call, *args, **kwargs) -> str:
    with pytest.raises(DomainError) as no:
        call(*args, **kwargs)
    return no.value.code


def answer(beitrag) -> None:
    answer_beitrag(beitrag=beitrag, entscheidung="teilweise", begruendung="Im zweiten Satz.", user=UserFactory.create())


def next_fassung(leitbild: Leitbild, *saetze: Satz) -> Leitbildfassung:
    return write_fassung(leitbild=leitbild, saetze=saetze, gesehen=leitbild.fassungen.count(), user=UserFactory.create())


def test_every_step_has_a_way_and_the_office_never_leaves_it():
    assert set(WEGE) == set(Leitbildstand.values)
    assert {step for ways in WEGE.values() for step in ways} | {S.ENTWURF} == set(Leitbildstand.values)


def test_database_refuses_a_way_that_does_not_exist():
    row = leitbild_in(S.IDEENSAMMLUNG)
    with pytest.raises(ProgrammingError), transaction.atomic():
        Leitbild.objects.filter(pk=row.pk).update(status=S.ABWAEGUNG)
    assert refused(move_leitbild, leitbild=row, nach=S.VEROEFFENTLICHT) == "weg"


def test_no_decision_while_a_released_beitrag_has_no_answer():
    row = leitbild_in(S.IDEENSAMMLUNG)
    beitrag = beitrag_zu(row, frei=True)
    beitrag_zu(row)  # not released: needs none
    for step in (S.TEXTARBEIT, S.ABWAEGUNG):
        row = move_leitbild(leitbild=row, nach=step)
    decide = {"leitbild": row, "nach": S.BESCHLUSS, "von": "Rat", "am": "2026-11-20"}
    assert refused(move_leitbild, **decide) == "ohne_antwort"
    answer(beitrag)
    assert move_leitbild(**decide).status == S.BESCHLUSS


def test_database_refuses_such_a_decision_too():
    row = leitbild_in(S.IDEENSAMMLUNG)
    beitrag_zu(row, frei=True)
    for step in (S.TEXTARBEIT, S.ABWAEGUNG):
        move_leitbild(leitbild=row, nach=step)
    decided = {"beschlossene_fassung": row.fassungen.first(), "beschlossen_von": "Rat", "beschlossen_am": "2026-11-20"}
    with pytest.raises(IntegrityError, match="beitrag ohne antwort"), transaction.atomic():
        Leitbild.objects.filter(pk=row.pk).update(status=S.BESCHLUSS, **decided)


def test_decision_needs_who_and_when_and_is_about_the_newest_version():
    row = leitbild_in(S.ABWAEGUNG)
    assert refused(move_leitbild, leitbild=row, nach=S.BESCHLUSS) == "ohne_beschluss"
    row = move_leitbild(leitbild=row, nach=S.BESCHLUSS, von="Rat", am="2026-11-20")
    assert (row.beschlossene_fassung.nummer, row.gueltige_fassung) == (1, None)
    assert move_leitbild(leitbild=row, nach=S.VEROEFFENTLICHT).gueltige_fassung == row.beschlossene_fassung


def test_after_the_decision_nothing_is_released_and_no_version_written():
    row = leitbild_in(S.IDEENSAMMLUNG)
    beitrag = beitrag_zu(row)
    for step in (S.TEXTARBEIT, S.ABWAEGUNG):
        move_leitbild(leitbild=row, nach=step)
    row = move_leitbild(leitbild=row, nach=S.BESCHLUSS, von="Rat", am="2026-11-20")
    assert refused(release_beitrag, beitrag) == "beschlossen"
    with pytest.raises(IntegrityError, match="ist beschlossen"), transaction.atomic():
        type(beitrag).objects.filter(pk=beitrag.pk).update(status="freigegeben")
    assert refused(next_fassung, row, Satz("Neu", "Anders")) == "beschlossen"


def test_section_stays_the_same_one_through_versions():
    row = leitbild_in(S.TEXTARBEIT)
    first = list(row.fassungen.get().texte.all())
    second = next_fassung(row, Satz("Verlässlich", "Wir halten Wort.", first[0].leitsatz_id), Satz("Neu", "Dazu."))
    texte = list(second.texte.all())
    assert (texte[0].leitsatz_id, texte[1].leitsatz_id in {t.leitsatz_id for t in first}) == (first[0].leitsatz_id, False)
    assert Leitsatz.objects.count() == 3


@pytest.mark.parametrize("change", ["update", "delete"])
def test_version_never_changes(change):
    leitbild_in(S.TEXTARBEIT)
    for rows, values in ((Leitbildfassung.objects.all(), {"anmerkung": "x"}), (Fassungssatz.objects.all(), {"titel": "x"})):
        with pytest.raises(ProgrammingError), transaction.atomic():
            rows.update(**values) if change == "update" else rows._raw_delete(rows.db)


def test_nothing_is_added_to_a_version_later():
    row = leitbild_in(S.TEXTARBEIT)
    fassung, leitsatz = row.fassungen.get(), Leitsatz.objects.create(leitbild=row)
    with pytest.raises(IntegrityError, match="fertig"), transaction.atomic():
        Fassungssatz.objects.create(fassung=fassung, leitsatz=leitsatz, position=3, titel="Dazu", text="Später")


def test_version_with_fewer_sections_than_it_says_is_refused_at_the_end():
    row = leitbild_in(S.TEXTARBEIT)
    with pytest.raises(IntegrityError, match="fehlen"), transaction.atomic():
        Leitbildfassung.objects.create(leitbild=row, nummer=2, saetze=1, von=UserFactory.create())
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_what_somebody_else_wrote_in_between_is_not_overwritten():
    row = leitbild_in(S.TEXTARBEIT)
    next_fassung(row, Satz("Neu", "Text"))
    typed = {"leitbild": row, "saetze": [Satz("Alt", "Text")], "gesehen": 1, "user": UserFactory.create()}
    assert refused(write_fassung, **typed) == "inzwischen_geaendert"
    assert refused(next_fassung, row) == "leer"


def test_section_of_another_leitbild_and_nothing_new_are_refused():
    amt, stadt = leitbild_in(S.TEXTARBEIT), leitbild_in(S.TEXTARBEIT, ebene="stadt")
    foreign = stadt.leitsaetze.first().pk
    assert refused(next_fassung, amt, Satz("Fremd", "Text", foreign)) == "fremd"
    same = [Satz(t.titel, t.text, t.leitsatz_id) for t in amt.fassungen.get().texte.all()]
    assert refused(next_fassung, amt, *same) == "gleich"
    assert next_fassung(amt, Satz("Bezug", "Text", None, foreign)).texte.get().bezug_id == foreign


def test_translation_goes_on_only_where_the_words_stay():
    row = leitbild_in(S.TEXTARBEIT)
    texte = list(row.fassungen.get().texte.all())
    for text in texte:
        translate_satz(satz=text, sprache="en", titel="Reliable", text="We keep our word.")
    kept, changed = texte
    fassung = next_fassung(
        row, Satz(kept.titel, kept.text, kept.leitsatz_id), Satz(changed.titel, "Anders.", changed.leitsatz_id)
    )
    found = Satzuebersetzung.objects.filter(satz__fassung=fassung)
    assert list(found.values_list("satz__leitsatz", flat=True)) == [kept.leitsatz_id]
