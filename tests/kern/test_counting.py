import pytest
from django.db.models import Q

from behoerde.kern.counting import cases, counted, hit
from behoerde.kern.models import Person
from tests.factories.kern import PersonFactory

pytestmark = pytest.mark.django_db


def test_total_comes_first_then_each_value_in_order(django_assert_num_queries):
    for sprache, vorname in (("uk", "Olena"), ("de", "Anna"), ("uk", "Ivan")):
        PersonFactory.create(sprache=sprache, vorname=vorname, email="")
    people = cases(Person.objects.all(), hit(Q(vorname="Olena")), sprache="sprache", name="vorname")
    with django_assert_num_queries(1):
        assert counted(people) == [
            ("", "", 1, 3),
            ("name", "Anna", 0, 1),
            ("name", "Ivan", 0, 1),
            ("name", "Olena", 1, 1),
            ("sprache", "de", 0, 1),
            ("sprache", "uk", 1, 2),
        ]


def test_case_without_a_value_stands_in_the_total_only():
    PersonFactory.create(email="")
    PersonFactory.create(email="a@beispiel.example")
    assert counted(cases(Person.objects.all(), email="email")) == [("", "", 2, 2), ("email", "a@beispiel.example", 1, 1)]


def test_parts_are_counted_together_and_may_have_other_filters():
    PersonFactory.create(sprache="uk")
    PersonFactory.create(sprache="de")
    people, german = Person.objects.all(), Person.objects.filter(sprache="de")
    assert counted(cases(people, 8, 0, sprache="sprache"), cases(german, 0, 1, sprache="sprache")) == [
        ("", "", 16, 1),
        ("sprache", "de", 8, 1),
        ("sprache", "uk", 8, 0),
    ]


def test_nothing_has_a_total_and_so_has_what_nobody_asks_to_break_down():
    assert counted(cases(Person.objects.all(), sprache="sprache")) == [("", "", 0, 0)]
    assert counted(cases(Person.objects.none(), sprache="sprache")) == [("", "", 0, 0)]
    PersonFactory.create()
    assert counted(cases(Person.objects.all())) == [("", "", 1, 1)]
