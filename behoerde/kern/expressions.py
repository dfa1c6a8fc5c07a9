"""Expressions of queries that several apps need."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, CharField, F, Func, UUIDField, Value
from django.db.models.functions import Coalesce, NullIf
from modeltranslation.utils import build_localized_fieldname, get_language


def spoken(field: str) -> Coalesce:
    """Return a translated ``field`` in the language of the page, else in German, without reading its other languages."""
    path, relation, name = field.rpartition("__")
    own, german = (f"{path}{relation}{build_localized_fieldname(name, code)}" for code in (get_language() or "de", "de"))
    return Coalesce(NullIf(own, Value("")), german, output_field=CharField())


def among(keys: Sequence[UUID]) -> Func:
    """Return the condition that the row is one of ``keys``: one statement however many there are, so it is planned once."""
    values = Value(list(keys), output_field=ArrayField(UUIDField()))
    return Func(F("pk"), values, template="%(expressions)s)", arg_joiner=" = ANY(", output_field=BooleanField())
