"""What partners see: referrals to the own organisation, its places, and figures too large to point at anybody."""

from datetime import date
from functools import partial

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest

from behoerde.kern import uhr
from behoerde.kern.models import Ereignis, Organisationseinheit, User
from behoerde.kern.rechte import Recht
from behoerde.kern.suche import count_each
from lotsen.models import Angebot, Partnerkopie
from lotsen.verweis_tabelle import BEENDET, WARTET_AUF_ANTWORT, Ausgang, VerweisStatus
from lotsen.zahlen import Zahl, shown

S = VerweisStatus
JE_SEITE = 50
ANSICHTEN: dict[str, tuple[str, ...]] = {
    "neu": WARTET_AUF_ANTWORT,
    "arbeit": (S.ANGENOMMEN, S.TERMIN, S.ERSCHIENEN, S.NICHT_ERSCHIENEN, S.IN_BEGLEITUNG),
    "warteliste": (S.WARTELISTE,),
    "beendet": (S.ABGELEHNT, S.WEITERVERWIESEN, *BEENDET),
}


def kopien(user: User) -> QuerySet[Partnerkopie]:
    """Return what lies with the organisations of ``user``, the most urgent first."""
    return Partnerkopie.objects.sichtbar_fuer(user).select_related("angebot")


def listed(user: User, *, ansicht: str = "neu", q: str = "") -> QuerySet[Partnerkopie]:
    """Return the rows of a view; a search by code or offer looks everywhere."""
    rows = kopien(user)
    if q:
        return rows.filter(Q(kennung__icontains=q) | Q(angebot__name__icontains=q))
    rows = rows.filter(status__in=ANSICHTEN[ansicht])
    return rows.order_by("-beendet_am", "-bewegt_am", "-pk") if ansicht == "beendet" else rows


def counts(user: User) -> dict[str, int]:
    """Return how much each view holds, in one query."""
    return count_each({name: partial(kopien(user).filter, status__in=states) for name, states in ANSICHTEN.items()})


def to_answer(user: User) -> QuerySet[Partnerkopie]:
    """Return what waits for an answer."""
    return kopien(user).filter(status__in=WARTET_AUF_ANTWORT)


def own_angebote(user: User) -> QuerySet[Angebot]:
    return Angebot.objects.offered().filter(traeger__einheit__in=user.einheiten).order_by("name_de", "id")


def organisations(user: User) -> list[str]:
    """Return the names of the partner organisations of ``user``."""
    own = Organisationseinheit.objects.filter(pk__in=user.einheiten, art=Organisationseinheit.Art.PARTNER)
    return list(own.values_list("name", flat=True))


def elsewhere(kopie: Partnerkopie) -> QuerySet[Angebot]:
    """Return other Angebote of the same kind, to which the person might better go."""
    same = Angebot.objects.offered().filter(angebotsart=kopie.angebot.angebotsart)
    return same.exclude(pk=kopie.angebot_id).select_related("traeger").order_by("name_de", "id")


def portal_context(request: HttpRequest) -> dict | None:
    """Return what the block on the partner page shows; None for whoever is no partner."""
    user = request.user
    if not isinstance(user, User) or not user.hat_recht(Recht.PARTNERPORTAL):
        return None
    return {"zahlen": counts(user), "organisationen": organisations(user), "angebote": own_angebote(user).count()}


def statistik(user: User, ab: date) -> list[Zahl]:
    """Return what became of referrals since ``ab``, small numbers held back; counted from events without people."""
    wanted = [f"partner-{pk}" for pk in user.einheiten]
    events = Ereignis.objects.filter(einheit__in=wanted, zeit__gte=uhr.now() - (uhr.today() - ab))
    arten = ("verweis_gesendet", "verweis_angenommen", "verweis_warteliste", "verweis_abgelehnt")
    by_art = dict(events.filter(art__in=arten).values_list("art").annotate(n=Count("id")))
    ended = events.filter(art="verweis_abgeschlossen")
    by_end = dict(ended.values_list("ergebnis").annotate(n=Count("id")))
    zahlen = [Zahl(str(VerweisStatus(art.removeprefix("verweis_")).label), shown(by_art.get(art, 0))) for art in arten]
    return zahlen + [Zahl(str(ausgang.label), shown(by_end.get(ausgang.value, 0))) for ausgang in Ausgang]
