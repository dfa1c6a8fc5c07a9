"""People by name, through an index; and how far large numbers are counted."""

import re
from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.lookups import Unaccent
from django.core.cache import caches
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat, Lower

from behoerde.kern import uhr
from behoerde.kern.models import Person

GEZAEHLT_BIS = 1000  # nobody needs to know more exactly how much there is to do
BEMERKT = 60  # seconds for which "so many or more" is believed without counting again
KURZ = 2  # letters: the index knows groups of three, so of shorter words only the beginning is looked for


_Anweisung = tuple[str, tuple[Any, ...]]  # SQL and its values


def persons_named(text: str) -> QuerySet[Person]:
    """Return the people in whose name every word of ``text`` stands, accents aside; of one or two letters the beginning."""
    people = _with_suchname()
    for word in text.split():
        people = people.filter(_stands_in_name(word))
    return people


def persons_sounding(text: str) -> QuerySet[Person]:
    """Return the people in whose name every word of ``text`` stands or another that sounds the same (Daitch–Mokotoff).

    Words of one or two letters have no sound of their own, nor have those with digits or in other letters than Latin ones.
    """
    codes = Func(F("vorname"), F("nachname"), function="kern_klang", output_field=ArrayField(TextField()))
    people = _with_suchname().annotate(klang=codes)
    for word in re.split(r"[\s-]+", text.strip()):
        sound = Func(_folded(word), function="daitch_mokotoff", output_field=ArrayField(TextField()))
        same = Q(klang__overlap=sound) if len(word) > KURZ and word.isalpha() else Q()
        people = people.filter(same | _stands_in_name(word))
    return people


def _with_suchname() -> QuerySet[Person]:
    name = Func(F("vorname"), F("nachname"), function="kern_suchname", output_field=TextField())
    return Person.objects.annotate(suchname=name)


def _stands_in_name(word: str) -> Q:
    return Q(suchname__contains=Concat(Value(" "), _folded(word)) if len(word) <= KURZ else _folded(word))


def _folded(word: str) -> Lower:
    return Lower(Unaccent(Value(word, output_field=TextField())))


def count_each(found: Mapping[str, Callable[[], int | QuerySet]], *, kennung: Hashable = None) -> dict[str, int]:
    """Return how many rows each entry of ``found`` has, all in one query; GEZAEHLT_BIS means so many or more. A number stays one.

    So it takes as long with fifty thousand rows as with a thousand. Rows in an order of their own are counted along it.
    With a ``kennung``, which says whose rows these are and what else they hang on besides the minute, a count that ended at
    GEZAEHLT_BIS is believed for a minute, and statements of the same minute are not built anew.
    """
    remembered, built = f"gezaehlt{hash(kennung):x}", f"gebaut{hash((kennung, _minute())):x}"
    full: set[str] = caches["prozess"].get(remembered, set()) if kennung else set()
    known: dict[str, _Anweisung] = caches["prozess"].get(built, {}) if kennung else {}
    zahlen = {name: GEZAEHLT_BIS if name in full else 0 for name in found}
    each: dict[str, _Anweisung] = {}
    for name in found.keys() - full:
        if name in known:
            each[name] = known[name]
        elif isinstance(rows := found[name](), int):
            zahlen[name] = rows
        else:
            with suppress(EmptyResultSet):
                each[name] = _counting(rows)
    if each:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT " + ", ".join(sql for sql, _params in each.values()),
                [value for _sql, params in each.values() for value in params],
            )
            zahlen |= dict(zip(each, cursor.fetchone(), strict=True))
        if kennung and each.keys() - known.keys():
            caches["prozess"].set(built, known | each, BEMERKT)
        if kennung and (new := {name for name in each if zahlen[name] >= GEZAEHLT_BIS}):
            caches["prozess"].set(remembered, new, BEMERKT)  # the old ones are counted again: nothing is believed for ever
    return zahlen


def _counting(rows: QuerySet) -> _Anweisung:
    ordered = rows if rows.query.order_by else rows.order_by()
    sql, params = ordered.values("pk")[:GEZAEHLT_BIS].query.sql_with_params()
    return f"(SELECT count(*) FROM ({sql}) gezaehlt)", tuple(params)  # noqa: S608 - of the ORM


def _minute() -> int:
    return int(uhr.now().timestamp()) // BEMERKT
