"""What people ask for about their own data: erasure, and what keeps it; the answer about what is held."""

import json
from datetime import timedelta

import pytest

from behoerde.kern import uhr
from behoerde.kern.actions.antrag import end_lock, erase_person, lock_person, preview_erasure
from behoerde.kern.actions.loeschung import run_erasure
from behoerde.kern.auskunft import as_json, auskunft
from behoerde.kern.db import System, als
from behoerde.kern.exceptions import DomainError
from behoerde.kern.holdings import belongings
from behoerde.kern.models import Loeschlauf, Loeschsperre, Person, Protokolleintrag
from behoerde.kern.rechte import Rolle
from fallmanagement.models import Fallakte, Frist
from lotsen.models import Verweis
from termine.models import Anliegen
from tests.factories.fallmanagement import FristFactory
from tests.factories.kern import LoeschsperreFactory, PersonFactory, UserFactory
from tests.kern.altbestand import aufnahme
from tests.kern.test_loeschung import age, entry_of
from tests.lotsen.verweise import angebot_of, partner_unit, sent

pytestmark = pytest.mark.django_db
OLENA = {"vorname": "Olena", "nachname": "Kovalenko", "email": "olena@beispiel.example"}


@pytest.fixture
def amt(db):
    with als(System.AUFGABE):
        yield


@pytest.fixture
def olena(amt):
    """Somebody whom a guide sent to a partner with her consent, which ended, as two rows of the same human being."""
    with als(System.AUFGABE):
        verweis = sent(angebot_of(partner_unit()), **OLENA)
        Verweis.objects.filter(pk=verweis.pk).update(status="widerrufen", grund="person", beendet_am=uhr.now())
    PersonFactory.create(**OLENA)
    return verweis.person


def owned(person: Person) -> dict[str, int]:
    return {modell: len(pks) for modell, pks in belongings(Person.objects.filter(person_hash=person.person_hash)).items()}


def shown(person: Person) -> dict[str, tuple[int, int]]:
    return {row.entry.modell: (row.weg, sum(zahl for zahl, _why in row.bleibt)) for row in preview_erasure(person)}


def test_everything_of_a_person_is_found_from_any_of_her_rows(olena):
    assert owned(olena).items() >= {
        ("kern.Person", 2), ("lotsen.Verweis", 1), ("lotsen.Einwilligung", 1), ("lotsen.Partnerkopie", 1), ("kern.Protokolleintrag", 5),
    }  # fmt: skip


def test_preview_changes_nothing_and_says_what_stays(olena):
    before = owned(olena)
    seen = shown(olena)
    assert (seen["kern.Person"], seen["lotsen.Verweis"], seen["lotsen.Partnerkopie"]) == ((2, 0), (1, 0), (1, 0))
    assert seen["kern.Protokolleintrag"] == (0, before["kern.Protokolleintrag"])
    assert owned(olena) == before


def test_erasure_leaves_the_record_of_accesses_only(olena):
    erase_person(person=olena, grund="Antrag 7/2026")
    assert owned(olena) == {}
    assert (Person.objects.filter(nachname="Kovalenko").count(), Verweis.objects.count()) == (0, 0)
    lauf = Loeschlauf.objects.get()
    assert (lauf.art, lauf.zahlen["kern.Person"]) == ("antrag", {"weg": 2, "gehalten": 0})
    assert Protokolleintrag.objects.filter(vorgang="loeschung_auf_antrag", grund="Antrag 7/2026").count() == 1


def test_what_is_open_stays_and_so_does_whoever_it_belongs_to(amt):
    row = aufnahme(0)
    who = row.kontakt
    Anliegen.objects.create(person=who, person_hash=who.person_hash, leistung=row.leistung, aufnahme=row, status="eingegangen")
    erase_person(person=who, grund="Antrag")
    assert (Anliegen.objects.count(), Person.objects.filter(pk=who.pk).count()) == (1, 1)


def test_running_case_stays_whole(amt):
    frist = FristFactory.create()
    erase_person(person=frist.fallakte.person, grund="Antrag")
    assert (Frist.objects.count(), Fallakte.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_lock_keeps_every_row_of_the_human_being_from_request_and_run(db):
    with als(System.AUFGABE):
        first, second = PersonFactory.create(**OLENA), PersonFactory.create(**OLENA)
        lock_person(person=first, grund="Klage", bis=uhr.today(), user=UserFactory.create())
        with pytest.raises(DomainError) as refusal:
            erase_person(person=second, grund="Antrag")
    age(entry_of("kern.Person"), second, 400)
    lauf = run_erasure()
    assert refusal.value.code == "gesperrt"
    assert (Person.objects.filter(nachname="Kovalenko").count(), lauf.zahlen["kern.Person"]["gesperrt"]) == (2, 1)


def test_lock_ends_by_its_day_and_by_hand(amt):
    sperre = LoeschsperreFactory.create()
    assert Loeschsperre.objects.in_force(sperre.bis).count() == 1
    assert Loeschsperre.objects.in_force(sperre.bis + timedelta(days=1)).count() == 0
    end_lock(sperre=sperre)
    assert Loeschsperre.objects.in_force(uhr.today()).count() == 0
    with pytest.raises(DomainError):
        end_lock(sperre=sperre)


def test_answer_names_everything_in_words_and_nobody_else(olena):
    answer = as_json(olena, auskunft(olena))
    found = {part["modell"]: part for part in answer["angaben"]}
    text = json.dumps(answer, ensure_ascii=False)
    assert found.keys() >= {"kern.Person", "lotsen.Verweis", "lotsen.Einwilligung", "lotsen.Partnerkopie"}
    assert {value["bezeichnung"]: value["wert"] for value in found["kern.Person"]["zeilen"][0]}["Vorname"] == "Olena"
    assert [word for word in ("Miriam", olena.person_hash, str(olena.pk)) if word in text] == []
    assert len(found["kern.Person"]["fruehere_staende"]) == 2


def test_guide_reads_nothing_of_it_without_the_right(olena):
    with als(UserFactory.create(rollen=[Rolle.DATENSCHUTZ])):
        assert Verweis.objects.count() == 0
        assert {section.entry.modell for section in auskunft(olena)} >= {"lotsen.Verweis"}
        assert Verweis.objects.count() == 0
