"""Count cases in all and by each value of some attributes, in one statement: what nightly figures are made of."""

from contextlib import suppress
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, Q, QuerySet, Value
from django.db.models.expressions import Case, Combinable, When

Count = tuple[str, str, float, int]  # attribute, its value, sum of the numerator, sum of the denominator
NOTHING: tuple[Count, ...] = (("", "", 0.0, 0),)

# Every case stands in the total, and in the row of each attribute that has a value.
_SQL = """
SELECT merkmal, auspraegung, sum(zaehler)::float8, sum(nenner)::int8
FROM ({cases}) AS fall({columns}), LATERAL (VALUES {pairs}) AS zeile(merkmal, auspraegung)
WHERE merkmal = '' OR auspraegung <> '' GROUP BY 1, 2 ORDER BY merkmal COLLATE "C", auspraegung COLLATE "C"
"""


class Cases(NamedTuple):
    """Rows to count, and by which attributes."""

    rows: QuerySet
    attributes: tuple[str, ...]


def hit(condition: Q | Combinable) -> Case:
    """Return 1 for a case that counts for the numerator, else 0."""
    return Case(When(condition, then=Value(1)), default=Value(0))


def cases(
    rows: QuerySet, zaehler: Combinable | int = 1, nenner: Combinable | int = 1, /, **attributes: str | Combinable
) -> Cases:
    """Return ``rows``, each as one case with its part of numerator and denominator and the paths of its attributes."""
    given: list[Any] = [zaehler, nenner, *attributes.values()]
    columns = {f"spalte_{n}": F(x) if isinstance(x, str) else Value(x) if isinstance(x, int) else x for n, x in enumerate(given)}
    return Cases(rows.order_by().annotate(**columns).values_list(*columns), tuple(attributes))


def counted(*parts: Cases) -> list[Count]:
    """Return the total as ("", "", …), always, then one row for each value in order; what has no value is in the total only.

    All ``parts`` have the same attributes.
    """
    attributes = parts[0].attributes
    compiled = []
    for part in parts:
        with suppress(EmptyResultSet):
            compiled.append(part.rows.query.sql_with_params())
    if not compiled:
        return [*NOTHING]
    names = [f"m{n}" for n in range(len(attributes))]
    sql = _SQL.format(
        cases=" UNION ALL ".join(sql for sql, _params in compiled),
        columns=", ".join(["zaehler", "nenner", *names]),
        pairs=", ".join(["('', '')", *(f"(%s, {name}::text)" for name in names)]),
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*(value for _sql, params in compiled for value in params), *attributes])
        return cursor.fetchall() or [*NOTHING]
