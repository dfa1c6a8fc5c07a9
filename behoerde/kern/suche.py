"""People by name, through an index; and how far large numbers are counted."""

from django.contrib.postgres.lookups import Unaccent
from django.db.models import F, Func, QuerySet, TextField, Value
from django.db.models.functions import Concat, Lower

from behoerde.kern.models import Person

GEZAEHLT_BIS = 1000  # nobody needs to know more exactly how much there is to do
KURZ = 2  # letters: the index knows groups of three, so of shorter words only the beginning is looked for


def persons_named(text: str) -> QuerySet[Person]:
    """Return the people in whose name every word of ``text`` stands, accents aside; of one or two letters the beginning."""
    name = Func(F("vorname"), F("nachname"), function="kern_suchname", output_field=TextField())
    people = Person.objects.annotate(suchname=name)
    for word in text.split():
        folded = Lower(Unaccent(Value(word, output_field=TextField())))
        people = people.filter(suchname__contains=Concat(Value(" "), folded) if len(word) <= KURZ else folded)
    return people
