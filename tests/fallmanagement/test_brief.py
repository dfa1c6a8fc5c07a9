"""Letters: no placeholder that nobody knows, kept as they were written, a run never goes beyond what its account sees."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import given, settings
from hypothesis import strategies as st

from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError
from behoerde.kern.rechte import Rolle
from fallmanagement.actions.brief import create_vorlage, save_fassung, start_serie, write_brief, write_part
from fallmanagement.models import Brief, Brieffassung, Briefserie, Briefvorlage
from fallmanagement.platzhalter import BEISPIEL, WERTE, WORTE, fill, unknown, used
from fallmanagement.queries.briefe import addressed, of_akte
from fallmanagement.tasks import write_briefserien
from tests.factories.fallmanagement import AufenthaltsstatusFactory, FallakteFactory
from tests.factories.kern import OrganisationseinheitFactory
from tests.termine.empfang import staff_of

pytestmark = pytest.mark.django_db
TEXTE = {"de": {"betreff": "Termin {aktenzeichen}", "text": "Guten Tag {name},\n\nbitte kommen Sie."}}
UK = {"uk": {"betreff": "Запрошення", "text": "Доброго дня, {vorname}! {heute}"}}
OFFEN = {"ansicht": "offen", "phase": ""}


@pytest.fixture
def vorlage(einheit, leitung, akte):
    with als(System.AUFGABE):
        return create_vorlage(einheit=einheit, name="Einladung", texte=TEXTE | UK, user=leitung)


def refused(what, *args, **kwargs) -> str:
    with pytest.raises(DomainError) as error, transaction.atomic():
        what(*args, **kwargs)
    return error.value.code


def test_every_placeholder_has_words_and_an_example():
    assert (sorted(WERTE), sorted(WORTE)) == (sorted(BEISPIEL), sorted(BEISPIEL))


@pytest.mark.parametrize(
    ("text", "wrong"), [("{name} {heute}", []), ("{nmae}", ["nmae"]), ("{name", ["{"]), ("a } b {x}", ["x", "}"]), ("{}", [""])]
)
def test_unknown_words_are_named(text, wrong):
    assert unknown(text) == wrong


@settings(deadline=None)
@given(st.text(alphabet="ab{} ", max_size=40))
def test_text_without_unknown_words_can_always_be_filled(text):
    if not unknown(text):
        assert fill(text, BEISPIEL) == text
        assert used(text) == set()


def test_template_with_an_unknown_word_is_refused(vorlage, leitung, amt):
    wrong = TEXTE | {"uk": {"betreff": "x", "text": "{imja}"}}
    assert refused(save_fassung, vorlage, texte=wrong, user=leitung) == "platzhalter"
    assert refused(create_vorlage, einheit=vorlage.einheit, name="Einladung", texte=TEXTE, user=leitung) == "name"


def test_change_is_the_next_version_and_letters_stay(akte, vorlage, leitung, fallmanagerin, amt):
    first = vorlage.fassungen.get()
    assert save_fassung(vorlage, texte=TEXTE | UK, user=leitung) == first
    letter = write_brief(akte, first, user=fallmanagerin)
    second = save_fassung(vorlage, texte={"de": {"betreff": "Neu", "text": "Neu"}}, user=leitung)
    assert (second.nummer, Brief.objects.get().betreff) == (2, f"Termin {akte.aktenzeichen}")
    with pytest.raises(DatabaseError), transaction.atomic():
        Brieffassung.objects.filter(pk=first.pk).update(text="anders")
    with pytest.raises(DatabaseError), transaction.atomic():
        Brief.objects.filter(pk=letter.pk).update(sprache="uk")


def test_letter_speaks_german_and_the_language_of_the_person(akte, vorlage, fallmanagerin, amt):
    plain = write_brief(akte, vorlage.fassungen.get(), user=fallmanagerin)
    assert (plain.text, plain.sprache) == ("Guten Tag Amina Haidari,\n\nbitte kommen Sie.", "")
    akte.person.sprache = "uk"
    akte.person.save()
    both = write_brief(akte, vorlage.fassungen.get(), user=fallmanagerin)
    assert (both.sprache, both.text_uebersetzt) == ("uk", "Доброго дня, Amina! 26 листопада 2026 р.")


def test_what_is_not_known_is_not_written(akte, vorlage, leitung, amt):
    texte = {"de": {"betreff": "Ablauf", "text": "Ihr Status gilt bis {status_bis}."}}
    fassung = save_fassung(vorlage, texte=texte, user=leitung)
    assert refused(write_brief, akte, fassung, user=leitung) == "fehlt"
    [(who, why)] = addressed(leitung, fassung, OFFEN).ausgelassen
    assert (who, "Letzter Tag" in why) == (akte, True)
    AufenthaltsstatusFactory.create(person=akte.person, zeitraum=DateRange(date(2026, 1, 1), date(2027, 3, 2)))
    assert write_brief(akte, fassung, user=leitung).text == "Ihr Status gilt bis 1. März 2027."


def test_run_writes_to_everybody_once_and_never_beyond_what_is_seen(akte, vorlage, einheit, leitung, monkeypatch):
    monkeypatch.setattr("fallmanagement.actions.brief.STUECK", 2)
    with als(System.AUFGABE):
        FallakteFactory.create_batch(4, einheit=einheit)
        FallakteFactory.create(einheit=OrganisationseinheitFactory.create(name="Anderes Amt"))
    with als(leitung):
        serie = start_serie(vorlage.fassungen.get(), auswahl=OFFEN, user=leitung)
        assert (serie.gesamt, write_part(serie.pk)) == (5, True)
        assert Briefserie.objects.get().fertig == 2
    write_briefserien()
    write_briefserien()
    with als(System.AUFGABE):
        serie = Briefserie.objects.get()
        assert (serie.fertig, serie.beendet_am is not None, Brief.objects.count()) == (5, True, 5)
        assert set(Brief.objects.values_list("fallakte__einheit", flat=True)) == {einheit.pk}
    with als(leitung):
        assert refused(start_serie, vorlage.fassungen.get(), auswahl=OFFEN, user=leitung) == "niemand"


def test_run_has_a_limit(akte, vorlage, einheit, leitung, monkeypatch):
    monkeypatch.setattr("fallmanagement.queries.briefe.HOECHSTENS", 1)
    with als(System.AUFGABE):
        FallakteFactory.create(einheit=einheit)
    with als(leitung):
        assert refused(start_serie, vorlage.fassungen.get(), auswahl=OFFEN, user=leitung) == "viele"


def test_letter_by_a_template_of_the_unit_above_is_read_below(akte, einheit, fallmanagerin, amt):
    above = OrganisationseinheitFactory.create(name="Amt")
    einheit.parent = above
    einheit.save()
    lead = staff_of(above, Rolle.LEITUNG)
    fassung = create_vorlage(einheit=above, name="Vom Amt", texte=TEXTE, user=lead).fassungen.get()
    letter = write_brief(akte, fassung, user=lead)
    with als(fallmanagerin):
        assert [(row, row.fassung.vorlage.name) for row in of_akte(akte)] == [(letter, "Vom Amt")]


def test_other_units_see_no_letter_and_change_no_template(akte, vorlage, fallmanagerin):
    with als(fallmanagerin):
        write_brief(akte, vorlage.fassungen.get(), user=fallmanagerin)
    other = staff_of(OrganisationseinheitFactory.create(name="Anderes Amt"), Rolle.LEITUNG)
    with als(other):
        assert (Brief.objects.count(), Briefvorlage.objects.update(name="anders")) == (0, 0)
        with pytest.raises(DatabaseError), transaction.atomic():
            Brieffassung.objects.create(vorlage=vorlage, nummer=9, betreff="x", text="x", angelegt_von=other)
