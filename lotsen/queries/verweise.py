"""Referrals as guides work with them: what is overdue first, with what could be tried instead."""

from functools import partial

from django.db.models import Q, QuerySet

from behoerde.kern import uhr
from behoerde.kern.models import Organisationseinheit, Person, User
from behoerde.kern.suche import count_each, persons_named
from lotsen.models import Angebot, Empfehlung, Erstberatung, Verweis
from lotsen.models.verweis import VerweisQuerySet
from lotsen.verweis_tabelle import BEENDET, OFFEN, WARTET_AUF_ANTWORT, VerweisStatus

S = VerweisStatus
JE_SEITE = 50
TREFFER, ZEICHEN_MINDESTENS = 20, 2
ANSICHTEN = ("offen", "ueberfaellig", "meine", "beendet")


def visible(user: User) -> QuerySet[Verweis]:
    return Verweis.objects.sichtbar_fuer(user).with_details()


def _view(user: User, ansicht: str) -> VerweisQuerySet:
    rows = Verweis.objects.sichtbar_fuer(user)
    if ansicht == "beendet":
        return rows.filter(status__in=BEENDET).order_by("-beendet_am", "-pk")
    rows = rows.filter(status__in=OFFEN)
    if ansicht == "ueberfaellig":
        return rows.overdue()
    return rows.filter(angelegt_von=user) if ansicht == "meine" else rows


def listed(user: User, *, ansicht: str = "offen", status: str = "", q: str = "") -> QuerySet[Verweis]:
    """Return the rows of a view, the most overdue first; a search looks in all of them, by code, person and offer."""
    rows = Verweis.objects.sichtbar_fuer(user) if q else _view(user, ansicht)
    if q:
        found = Q(kennung__icontains=q) | Q(angebot__name__icontains=q) | Q(person__in=persons_named(q).values("pk"))
        rows = rows.filter(found)
    if status:
        rows = rows.filter(status=status)
    return rows.with_details()


def counts(user: User) -> dict[str, int]:
    """Return how much each view holds, in one query."""
    return count_each({ansicht: partial(_view, user, ansicht) for ansicht in ANSICHTEN})


def overdue(user: User) -> QuerySet[Verweis]:
    return _view(user, "ueberfaellig")


def known_people(user: User) -> QuerySet[Person]:
    """Return whom the own units know: from a consultation, a referral, a concern or a visit. Nobody else may be looked up."""
    units = user.einheiten_darunter
    visits = Q(anliegen__aufnahme__einheit__in=units) | Q(anliegen__termin__platz__team__organisationseinheit__in=units)
    return Person.objects.filter(
        Q(pk__in=Erstberatung.objects.sichtbar_fuer(user).values("person"))
        | Q(pk__in=Verweis.objects.sichtbar_fuer(user).values("person"))
        | Q(pk__in=Person.objects.filter(visits).values("pk"))
    )


def people(user: User, q: str) -> list[Person]:
    """Return the people of the own units who may be meant."""
    if len(q.strip()) < ZEICHEN_MINDESTENS:
        return []
    return list(known_people(user).filter(pk__in=persons_named(q).values("pk")).order_by("nachname", "vorname")[:TREFFER])


def unit_for(user: User, empfehlung: Empfehlung | None) -> Organisationseinheit | None:
    """Return the unit that answers for a new Verweis: of the consultation it comes from, else where ``user`` works now."""
    if empfehlung is not None:
        return empfehlung.erstberatung.einheit
    return Organisationseinheit.objects.filter(pk__in=user.einheiten).first()


def own_empfehlungen(user: User) -> QuerySet[Empfehlung]:
    """Return what was recommended in consultations of the own units."""
    return Empfehlung.objects.filter(erstberatung__in=Erstberatung.objects.sichtbar_fuer(user))


def offers(q: str, angebotsart: str = "") -> list[Angebot]:
    """Return Angebote by name, carrier or kind; those with room first."""
    rows = Angebot.objects.offered().select_related("traeger")
    if q.strip():
        rows = rows.filter(Q(name__icontains=q.strip()) | Q(traeger__name__icontains=q.strip()))
    if angebotsart:
        rows = rows.filter(angebotsart=angebotsart)
    return sorted(rows.order_by("name", "id")[:TREFFER], key=lambda row: row.frei == 0) if q.strip() or angebotsart else []


def needs_alternative(verweis: Verweis) -> bool:
    """Say whether something else should be tried: declined, sent elsewhere, expired, or silent beyond the deadline."""
    if verweis.status in {S.ABGELEHNT, S.WEITERVERWIESEN, S.ABGELAUFEN}:
        return True
    late = verweis.faellig_am is not None and verweis.faellig_am < uhr.today()
    return verweis.status in WARTET_AUF_ANTWORT and late


def alternatives(verweis: Verweis) -> list[Angebot]:
    """Return other Angebote of the same kind, what the partner suggested first, then those with room."""
    rows = Angebot.objects.offered().filter(angebotsart=verweis.angebot.angebotsart).exclude(pk=verweis.angebot_id)
    return sorted(
        rows.select_related("traeger").order_by("name", "id")[:TREFFER],
        key=lambda row: (row.pk != verweis.woanders_id, row.frei == 0),
    )
