"""Who hears of what nobody did in time, and of how much."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from behoerde.kern.models import User
from behoerde.kern.rechte import Recht
from fallmanagement.enums import OFFEN, Eskalationsstufe
from fallmanagement.models import Fallakte, Frist, Vertretung
from fallmanagement.queries.zugriffe import leads_of


def listeners(fristen: Iterable[Frist]) -> list[User]:
    """Return who hears of these: whoever answers for the case, or covers for them today; the lead where nobody does or it was not enough."""
    deputies = {row.user_id: row.durch for row in Vertretung.objects.today().select_related("durch")}
    leads: dict[int, set[User]] = {}
    found: set[User] = set()
    for frist in fristen:
        akte = frist.fallakte
        first = deputies.get(akte.zustaendig_id, akte.zustaendig)
        if frist.stufe == Eskalationsstufe.ZUSTAENDIG and first is not None and first.is_active:
            found.add(first)
            continue
        if akte.einheit_id not in leads:
            leads[akte.einheit_id] = leads_of(akte.einheit)
        found |= leads[akte.einheit_id]
    return sorted(found, key=lambda account: str(account.pk))


def told(user: User, tag: date) -> tuple[int, int]:
    """Return how much of what was told on ``tag`` is still open: of the own cases, and for the lead."""
    rows = Frist.objects.sichtbar_fuer(user).open().filter(stufe_seit=tag, fallakte__phase__in=OFFEN)
    first = rows.filter(stufe=Eskalationsstufe.ZUSTAENDIG)
    covered = Vertretung.objects.filter(zeitraum__contains=tag)
    gone = covered.filter(durch__austritt_am__lte=tag).values("user")
    left = Q(fallakte__zustaendig__austritt_am__lte=tag) & ~Q(fallakte__zustaendig__in=covered.values("user"))
    nobody = Q(fallakte__zustaendig=None) | left | Q(fallakte__zustaendig__in=gone)
    own = first.filter(fallakte__in=Fallakte.objects.of(user)).count()
    if not user.hat_recht(Recht.FALLAKTEN_LEITEN):
        return own, 0
    return own, rows.filter(nobody | Q(stufe=Eskalationsstufe.LEITUNG)).count()
