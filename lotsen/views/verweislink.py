"""Pages behind the links of a Verweis; what was taken back or deleted meanwhile opens nothing."""

from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from behoerde.kern.exceptions import LinkUngueltig

Row = TypeVar("Row", bound=Model)


def found(rows: QuerySet[Row], pk: UUID) -> Row:
    """Return the row a link is for; raises LinkUngueltig when it is gone."""
    row = rows.filter(pk=pk).first()
    if row is None:
        raise LinkUngueltig(
            _("Es gibt hier nichts mehr zu beantworten. Wenn Sie eine Frage haben, rufen Sie uns an."), "link_ungueltig"
        )
    return row
