"""Finding occupations by what people call them."""

from django.db.models import Case, F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Lower

from fallmanagement.models import Beruf

TREFFER = 12
SUCHTEXT_HOECHSTENS = 80


def berufe(q: str) -> QuerySet[Beruf]:
    """Return current occupations in whose name, English name or search words every word of ``q`` stands, or with that code.

    Names that begin so come first, then those of the KldB, which the matching core reads.
    """
    words = q.strip()[:SUCHTEXT_HOECHSTENS].split()
    if not words:
        return Beruf.objects.none()
    rows = Beruf.objects.filter(aktuell=True).annotate(worte=Lower(Cast(F("suchworte"), TextField())))
    for word in words:
        rows = rows.filter(
            Q(name__icontains=word) | Q(name_en__icontains=word) | Q(worte__contains=word.lower()) | Q(code__startswith=word)
        )
    begins = Case(When(name__istartswith=words[0], then=Value(0)), default=Value(1))
    return rows.order_by(begins, "-system", "name", "code")[:TREFFER]
