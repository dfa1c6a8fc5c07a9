"""Who reads cases of others: for the case, for its lead, as figures for data protection."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from behoerde.kern import uhr
from behoerde.kern.models import Organisationseinheit, Rollenzuweisung, User
from behoerde.kern.rechte import Recht, rollen_mit
from fallmanagement.enums import Vermerkstufe
from fallmanagement.enums_zusammenarbeit import Zugriffsart, Zugriffsbefund
from fallmanagement.models import Fallakte, Vermerk, Zugriff
from fallmanagement.models.zugriff import ZugriffQuerySet

LISTE_HOECHSTENS = 100
TAGE = 365


def find_akte(*, aktenzeichen: str = "", nachname: str = "", geburtsdatum: date | None = None) -> Fallakte | None:
    """Return the one open case with exactly this number, or of exactly this person; None for none or more than one."""
    rows = Fallakte.objects.select_related("person")
    if aktenzeichen:
        akte = rows.filter(aktenzeichen__iexact=aktenzeichen.strip()).first()
        while akte is not None and akte.geht_auf_in is not None:
            akte = akte.geht_auf_in  # an old letter names the number that went into this one
        return akte
    if not nachname.strip() or geburtsdatum is None:
        return None
    found = list(rows.open().filter(person__nachname__iexact=nachname.strip(), person__geburtsdatum=geburtsdatum)[:2])
    return found[0] if len(found) == 1 else None


def who_is_told(akte: Fallakte, *, besides: User) -> list[User]:
    """Return who hears of a Notzugriff: the leads of the unit and above and who answers for the case, else data protection."""
    leads = leads_of(akte.einheit)
    told = {*leads, *([akte.zustaendig] if leads and akte.zustaendig else [])} - {besides}
    return sorted(told or _with(Recht.DATENSCHUTZ, Q()) - {besides}, key=lambda user: str(user.pk))


def leads_of(einheit: Organisationseinheit) -> set[User]:
    """Return who leads case management in the unit or above."""
    return _with(Recht.FALLAKTEN_LEITEN, Q(organisationseinheit__in=einheit.with_units_above()))


def _with(recht: Recht, where: Q) -> set[User]:
    rows = Rollenzuweisung.objects.filter(where, rolle__in=rollen_mit(recht)).select_related("user")
    return {row.user for row in rows.filter(Q(bis=None) | Q(bis__gte=uhr.today())) if row.user.is_active}


def own(user: User) -> QuerySet[Zugriff]:
    """Return what ``user`` may read right now."""
    return Zugriff.objects.running().filter(user=user).select_related("einheit").order_by("zeitraum", "pk")


def notes(akte: Fallakte) -> QuerySet[Vermerk]:
    """Return the notes that whoever reads by a Zugriff may see; a policy says the same."""
    rows = Vermerk.objects.filter(fallakte=akte, stufe__in=[Vermerkstufe.TEAM, Vermerkstufe.KLIENT])
    return rows.select_related("verfasst_von")


def emergencies(akte: Fallakte) -> QuerySet[Zugriff]:
    """Return the Notzugriffe nobody has looked at yet."""
    return Zugriff.objects.unreviewed().filter(fallakte=akte).select_related("user")


def of_akte(akte: Fallakte) -> QuerySet[Zugriff]:
    return akte.zugriffe.select_related("user", "erteilt_von", "geprueft_von")


def of_units(user: User) -> ZugriffQuerySet:
    """Return the Notzugriffe to cases of the units of ``user``, those nobody looked at first."""
    rows = Zugriff.objects.filter(einheit__in=user.einheiten_darunter, art=Zugriffsart.NOTZUGRIFF)
    return rows.select_related("fallakte__person", "user", "geprueft_von").order_by("geprueft_am", "-angelegt_am", "-pk")


def to_review(user: User) -> QuerySet[Zugriff]:
    return of_units(user).unreviewed().exclude(user=user)


def readers(akte: Fallakte, *, besides: User) -> list[User]:
    """Return accounts of the office that could be given an access."""
    return sorted(_with(Recht.FALLZUGRIFF, Q()) - {besides}, key=lambda user: (user.nachname, user.vorname, str(user.pk)))


@dataclass(frozen=True)
class Zahlen:
    """How often a unit's cases were opened in an emergency in the last year, and what was found."""

    einheit: str
    alle: int
    monat: int
    ungeprueft: int
    unnoetig: int


def figures() -> list[Zahlen]:
    """Return a row for each unit; runs as the office, which sees all units."""
    now = uhr.now()
    rows = Zugriff.objects.filter(art=Zugriffsart.NOTZUGRIFF, angelegt_am__gte=now - timedelta(days=TAGE))
    grouped = rows.order_by("einheit__name").values_list("einheit__name")
    return [
        Zahlen(*row)
        for row in grouped.annotate(
            alle=Count("pk"),
            monat=Count("pk", filter=Q(angelegt_am__gte=now - timedelta(days=30))),
            ungeprueft=Count("pk", filter=Q(geprueft_am=None)),
            unnoetig=Count("pk", filter=Q(befund=Zugriffsbefund.UNNOETIG)),
        )
    ]


def latest() -> list[Zugriff]:
    """Return the last Notzugriffe of the whole office, without reason and person; runs as the office."""
    rows = Zugriff.objects.filter(art=Zugriffsart.NOTZUGRIFF).select_related("user", "einheit")
    return list(rows.defer("grund", "bemerkung")[:LISTE_HOECHSTENS])
