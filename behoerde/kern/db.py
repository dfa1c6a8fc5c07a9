"""The only way into the database as somebody: role and row-level security context of one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import pghistory
from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.backends.postgresql.base import ServerBindingCursor

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from behoerde.kern.models import User


class System(StrEnum):
    """Who acts when no staff member does."""

    KUNDE = "kunde"  # anybody from outside, without an account
    AUFGABE = "aufgabe"  # worker, scheduler, commands


_aktuell: ContextVar["User | System | None"] = ContextVar("behoerde_wer", default=None)


def wer() -> "User | System | None":
    """Return who acts right now, for audit rows."""
    return _aktuell.get()


@contextmanager
def als(jemand: "User | System") -> Iterator[None]:
    """Open a transaction as ``behoerde_app`` in which the policies see ``jemand``.

    Tables under row-level security show nothing to anybody outside of it. Nesting switches the person and back.
    """
    token = _aktuell.set(jemand)
    nested = connection.in_atomic_block  # else nothing can be set: SET LOCAL ends with its transaction
    try:
        with pghistory.context(wer=str(getattr(jemand, "pk", jemand))), transaction.atomic():
            before = _context() if nested else None
            _enter(jemand)
            yield
            if before is not None and not connection.needs_rollback:
                _restore(before)
    finally:
        _aktuell.reset(token)


def _enter(jemand: "User | System") -> None:
    if isinstance(jemand, System):
        _restore(("behoerde_app", "", jemand.value, ""))
    else:
        einheiten = ",".join(str(pk) for pk in sorted(jemand.einheiten))
        _restore(("behoerde_app", str(jemand.pk), ",".join(sorted(jemand.rechte)), einheiten))


def _context() -> tuple[str, ...] | None:
    """Return role and settings of the enclosing ``als``, None where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user::text, current_setting('behoerde.user', true), "
            "current_setting('behoerde.rechte', true), current_setting('behoerde.einheiten', true)"
        )
        role, *values = cursor.fetchone()
    return (role, *(value or "" for value in values)) if role == "behoerde_app" else None


def _restore(context: tuple[str, ...]) -> None:
    with vorbereitet() as cursor:
        cursor.execute(
            "SELECT set_config('role', %s::text, true), set_config('behoerde.user', %s::text, true), "
            "set_config('behoerde.rechte', %s::text, true), set_config('behoerde.einheiten', %s::text, true)",
            context,
        )


@contextmanager
def wartung() -> Iterator[None]:
    """Let data migrations see every row of tables under row-level security (policy of behoerde_owner)."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('behoerde.wartung', 'an', true)")
        yield


class _PreparedCursor(ServerBindingCursor):
    name = "vorbereitet"  # pghistory adds a statement of its own where a cursor has no name; a prepared one takes no second

    def _convert_query(self, query: Any, params: Any = None) -> Any:
        """Remember what was sent, which psycopg forgets of a prepared statement: whoever watches the database must see it."""
        self._query = super()._convert_query(query, params)
        return self._query


@contextmanager
def vorbereitet() -> Iterator:
    """Yield a cursor whose statements the server plans once for each connection; values are sent apart from the text.

    Only for tables without history: the context of the history is not set.
    """
    connection.ensure_connection()
    wrapper: Any = connection  # the stubs know neither its preparation of cursors nor how a cursor is made
    with wrapper._prepare_cursor(_PreparedCursor(wrapper.connection)) as cursor:  # type: ignore[call-arg]
        yield cursor


def planned(rows: "QuerySet") -> list[tuple]:
    """Return the rows of a ``values_list`` by a statement that the server plans once for each connection. As in ``vorbereitet``."""
    try:
        sql, params = rows.query.sql_with_params()
    except EmptyResultSet:
        return []
    with vorbereitet() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def append(row: "Model", cursor: Any = None) -> None:
    """Insert one row of a table that only grows: the statement is planned once for each connection. As in ``vorbereitet``.

    ``cursor``: one of another connection, see ``eigene_verbindung``.
    """
    columns = row._meta.concrete_fields
    names, marks = ", ".join(f'"{f.column}"' for f in columns), ", ".join(["%s"] * len(columns))
    values = [f.get_db_prep_save(f.pre_save(row, True), connection) for f in columns]
    with nullcontext(cursor) if cursor else vorbereitet() as target:
        target.execute(f"INSERT INTO {row._meta.db_table} ({names}) VALUES ({marks})", values)  # noqa: S608 - names come from the model


@contextmanager
def eigene_verbindung() -> Iterator:
    """Yield a cursor on a second connection: what it writes stays when the request is rolled back."""
    zweite = connection.copy()
    try:
        with zweite.cursor() as cursor:
            yield cursor
    finally:
        zweite.close()


@contextmanager
def besitzer() -> Iterator[None]:
    """Act as the owner of the tables for a moment, inside ``als``: for what no account may do, see ``actions.loeschung``."""
    with transaction.atomic(), connection.cursor() as cursor:
        before = _context()
        cursor.execute("SELECT set_config('role', 'none', true), set_config('behoerde.wartung', 'an', true)")
        yield
        cursor.execute("SELECT set_config('behoerde.wartung', '', true)")
        if before is not None:
            _restore(before)
