"""The register of employers and vacancies, as lists and pages show it."""

from django.db.models import Count, Q, QuerySet

from behoerde.kern import uhr
from fallmanagement.models import Betrieb, Stellenangebot
from fallmanagement.stellenwerte import Stellenart, Stellenstatus

JE_SEITE, SUCHTEXT_HOECHSTENS = 50, 80
BETRIEB_ANSICHTEN = ("aktiv", "mit_stellen", "ohne_stellen", "beendet")
STELLEN_ANSICHTEN = ("offen", "abgelaufen", "besetzt", "zurueckgezogen")


def _open_count() -> Count:
    still = Q(stellenangebote__bis=None) | Q(stellenangebote__bis__gte=uhr.today())
    return Count("stellenangebote", filter=Q(stellenangebote__status=Stellenstatus.OFFEN) & still)


def betriebe(*, ansicht: str = "aktiv", q: str = "") -> QuerySet[Betrieb]:
    """Return employers of a view with the number of open vacancies as ``offene``; a search looks in all of them."""
    rows = Betrieb.objects.annotate(offene=_open_count()).select_related("einheit").order_by("name", "plz", "pk")
    if q:
        return rows.filter(Q(name__icontains=q) | Q(branche__icontains=q) | Q(ort__icontains=q) | Q(plz__startswith=q))
    if ansicht == "beendet":
        return rows.filter(inaktiv_seit__isnull=False)
    rows = rows.filter(inaktiv_seit=None)
    if ansicht == "mit_stellen":
        return rows.filter(offene__gt=0)
    return rows.filter(offene=0) if ansicht == "ohne_stellen" else rows


def stellen(*, ansicht: str = "offen", art: str = "", q: str = "") -> QuerySet[Stellenangebot]:
    """Return vacancies of a view; a search looks in all of them."""
    rows = Stellenangebot.objects.select_related("betrieb")
    if art in Stellenart.values:
        rows = rows.filter(art=art)
    if q:
        found = Q(titel__icontains=q) | Q(betrieb__name__icontains=q) | Q(ort__icontains=q) | Q(kldb__startswith=q)
        return rows.filter(found)
    return rows.filter(_view(ansicht))


def _view(ansicht: str) -> Q:
    if ansicht == "offen":
        return Q(pk__in=Stellenangebot.objects.open().values("pk"))
    if ansicht == "abgelaufen":
        return Q(status=Stellenstatus.OFFEN) & (Q(bis__lt=uhr.today()) | Q(betrieb__inaktiv_seit__isnull=False))
    return Q(status=ansicht)
