"""People are found by their names through an index, however they are typed."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.cache import caches
from django.db import connection

from behoerde.kern import suche
from behoerde.kern.models import Person
from behoerde.kern.suche import count_each, persons_named, persons_sounding
from behoerde.kern.templatetags.bausteine import gezaehlt
from tests.factories.kern import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, Person]:
    names = (("Zoë", "Groß"), ("İpek", "Yıldız"), ("Thị Hồng", "Nguyễn"), ("Ann", "Müller-Lüdenscheidt"), ("Per_cent", "100%"))
    return {name: Person.objects.create(vorname=name, nachname=last, geburtsdatum=date(1990, 5, 17)) for name, last in names}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("groß", ["Zoë"]),
        ("GROSS zoe", ["Zoë"]),
        ("yildiz", ["İpek"]),
        ("ipek", ["İpek"]),
        ("hong nguyen", ["Thị Hồng"]),
        ("lüdenscheidt", ["Ann"]),
        ("denscheid", ["Ann"]),
        ("an", ["Ann"]),  # of two letters the beginning of a name
        ("nn", []),
        ("mü", ["Ann"]),
        ("r_c", ["Per_cent"]),
        ("100%", ["Per_cent"]),
        ("%", []),
        ("zoe müller", []),
    ],
)
def test_every_word_stands_in_the_name(people, typed, found):
    assert [person.vorname for person in persons_named(typed)] == found


@pytest.mark.parametrize("typed", ["nguyen", "ng"])
def test_search_reads_the_index(people, typed):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "person_suchname" in persons_named(typed).explain()


@pytest.mark.parametrize(("zahl", "text"), [(0, "0"), (999, "999"), (1000, "1000+"), (1001, "1000+")])
def test_counting_stops_at_a_thousand(zahl, text):
    assert gezaehlt(zahl) == text


def test_everything_is_counted_in_one_query(people, django_assert_num_queries):
    everybody = Person.objects.all()
    found = {
        "alle": everybody.all,
        "niemand": Person.objects.none,
        "nach Namen": lambda: everybody.filter(vorname="Ann").order_by("nachname"),
    }
    with django_assert_num_queries(1):
        assert count_each(found) == {"alle": 5, "niemand": 0, "nach Namen": 1}
    with django_assert_num_queries(0):
        assert count_each({"niemand": Person.objects.none, "sieben": lambda: 7}) == {"niemand": 0, "sieben": 7}


def test_counting_stops_where_nobody_needs_to_know_more(people, monkeypatch):
    monkeypatch.setattr(suche, "GEZAEHLT_BIS", 3)
    assert count_each({"alle": Person.objects.all}) == {"alle": 3}


def test_so_many_or_more_is_believed_for_a_minute_of_the_same_rows(people, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(suche, "GEZAEHLT_BIS", 3)
    found = {"alle": Person.objects.all, "eine": lambda: Person.objects.filter(vorname="Ann")}
    assert count_each(found, kennung=("hier", 1)) == {"alle": 3, "eine": 1}
    Person.objects.all().delete()
    assert count_each(found, kennung=("hier", 1)) == {"alle": 3, "eine": 0}
    assert count_each(found, kennung=("hier", 2)) == {"alle": 0, "eine": 0}
    caches["prozess"].clear()  # as after the minute
    assert count_each(found, kennung=("hier", 1)) == {"alle": 0, "eine": 0}


def test_a_statement_is_built_once_a_minute_for_the_same_rows(people):
    built: list[str] = []

    def eine() -> dict[str, int]:
        return count_each({"eine": lambda: (built.append("anew"), Person.objects.filter(vorname="Ann"))[1]}, kennung=("hier", 1))

    with time_machine.travel(datetime(2026, 3, 2, 8, tzinfo=UTC), tick=False) as clock:
        assert eine() == {"eine": 1}
        Person.objects.all().delete()
        assert (eine(), built) == ({"eine": 0}, ["anew"])
        assert count_each({"eine": Person.objects.all}, kennung=("hier", 2)) == {"eine": 0}
        clock.shift(60)
        assert (eine(), built) == ({"eine": 0}, ["anew"] * 2)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Alexander", {"Oleksandr", "Aleksander"}),
        ("oleksandr schtscherbakow", {"Oleksandr"}),
        ("Mohammad", {"Muhammad"}),
        ("Mohammad Nowak", set()),  # every word
        ("Müller", {"Ann"}),
        ("Mueller", {"Ann"}),
        ("Яна", {"Яна"}),
        ("Алекс", set()),
        ("al-Rahman", {"Muhammad"}),
        ("Nowak7", set()),  # a digit has no sound
    ],
)
def test_people_are_found_by_how_their_names_sound(people, typed, found):
    for vorname, nachname in (
        ("Oleksandr", "Shcherbakov"),
        ("Aleksander", "Nowak"),
        ("Muhammad", "Abd al-Rahman"),
        ("Яна", "Коваль"),
    ):
        PersonFactory.create(vorname=vorname, nachname=nachname)
    assert {person.vorname for person in persons_sounding(typed)} == found
