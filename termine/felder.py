"""The multirange of PostgreSQL as a model field: Django has ranges only."""

from django.db import models
from psycopg.types.multirange import Multirange, TimestamptzMultirange


class DateTimeMultirangeField(models.Field):
    """``tstzmultirange``: a set of instants as disjoint ranges, read as ``Multirange`` of ``Range[datetime]``."""

    empty_strings_allowed = False

    def db_type(self, connection) -> str:
        return "tstzmultirange"

    def get_prep_value(self, value):
        return value if value is None else TimestamptzMultirange(value)

    def to_python(self, value):
        return value if value is None else Multirange(value)
